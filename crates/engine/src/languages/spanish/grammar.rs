//! Spanish: how sentences end, how words are cut, and the small words that hold sentences together.

use crate::languages::{Sentences, SmallWords, Tokens};

#[rustfmt::skip]
pub(super) const SENTENCES: Sentences = Sentences {
    abbreviations: &[
        "Sr", "Sra", "Srta", "Sres", "Sras", "Dr", "Dra", "Dres", "Lic", "Licda", "Ing", "Arq", "Prof", "Profa", "Gral", "Cnel",
        "Cap", "Tte", "Sgto", "Cmdte", "Alm", "Mons", "Pbro", "Fr", "Hno", "Hna", "Sto", "Sta", "Excmo", "Excma", "Ilmo", "Ilma",
        "Dña", "D", "Ud", "Uds", "Vd", "Vds", "Rvdo", "Mtro", "Mtra", "Dip", "Sen", "Gob", "Pdte", "Pdta",
        "Av", "Avda", "Pza", "Ctra", "Col", "Fco", "Ma", "Aprox", "aprox", "p. ej", "vs", "cf", "ee", "ff", "rr", "cc", "S",
    ],
    closing_abbreviations: &[
        "etc", "ee.uu", "uu", "rr.hh", "ff.aa", "s.a", "s.l", "c.v", "s.a.b", "a.c", "d.c", "cía", "hnos", "tel", "ext",
        "km", "kg", "ene", "feb", "mar", "abr", "jun", "jul", "ago", "sept", "sep", "oct", "nov", "dic",
    ],
    clock_abbreviations: &["a.m", "p.m"],
    clock_followers: &["gmt", "et", "utc"],
    numbered_abbreviations: &["núm", "nº", "n", "no", "art", "arts", "pág", "págs", "p", "pp", "cap", "vol", "fig", "inc", "c"],
    starters: &[
        "el", "la", "los", "las", "un", "una", "unos", "unas", "este", "esta", "estos", "estas", "ese", "esa", "esos", "esas",
        "él", "ella", "ellos", "ellas", "yo", "nosotros", "usted", "ustedes", "lo", "le", "se", "su", "sus", "no", "ni", "sí",
        "pero", "y", "aunque", "sin", "con", "en", "por", "para", "según", "tras", "desde", "hasta", "entre", "sobre", "cuando",
        "como", "si", "porque", "mientras", "además", "también", "ahora", "hoy", "ayer", "luego", "después", "antes", "así",
        "todo", "todos", "todas", "cada", "muchos", "muchas", "otro", "otros", "otra", "otras", "hay", "es", "son", "fue",
        "al", "del", "a", "de", "que", "quien", "donde", "dos", "tres", "cuatro", "cinco",
    ],
    marked_names: &["yahoo"],
    sayings: &[
        "dijo", "dice", "afirmó", "afirma", "preguntó", "pregunta", "añadió", "añade", "exclamó", "gritó", "respondió",
        "contestó", "explicó", "señaló", "declaró", "aseguró", "insistió", "escribió", "se", "agregó", "reclamó", "sentenció",
    ],
};

#[rustfmt::skip]
pub(super) const TOKENS: Tokens = Tokens {
    clitics: &[],
    fused: &[],
    elisions: &[],
    prefixes: &["ex", "anti", "pro", "pre", "post", "co", "sub", "super", "vice", "ultra", "inter", "multi", "semi", "auto", "no"],
    attached_units: &[
        "km", "cm", "mm", "m", "kg", "g", "mg", "l", "ml", "ha", "h", "min", "s", "kw", "mw", "gw", "kwh", "mwh", "gb", "mb", "tb", "ºc",
    ],
};

#[rustfmt::skip]
pub(super) const SMALL_WORDS: SmallWords = SmallWords {
    determiners: &[
        "el", "la", "los", "las", "un", "una", "unos", "unas", "este", "esta", "estos", "estas", "ese", "esa", "esos", "esas",
        "aquel", "aquella", "aquellos", "aquellas", "otro", "otra", "otros", "otras", "cada", "todo", "toda", "todos", "todas",
        "algún", "alguna", "algunos", "algunas", "ningún", "ninguna", "varios", "varias", "ambos", "ambas", "muchos", "muchas",
        "cualquier",
    ],
    possessives: &["su", "sus", "mi", "mis", "tu", "tus", "nuestro", "nuestra", "nuestros", "nuestras"],
    prepositions: &[
        "a", "al", "ante", "bajo", "con", "contra", "de", "del", "desde", "durante", "en", "entre", "hacia", "hasta", "mediante",
        "para", "por", "según", "sin", "sobre", "tras", "que", "porque", "aunque", "mientras", "cuando", "como", "si", "donde",
        "pues", "antes", "después", "luego",
    ],
    conjunctions: &["y", "e", "o", "u", "ni", "pero", "sino"],
    pronouns: &[
        "él", "ella", "ellos", "ellas", "yo", "tú", "usted", "ustedes", "nosotros", "nosotras", "vosotros", "lo", "le", "les", "me",
        "te", "se", "nos", "os", "esto", "eso", "aquello", "alguien", "nadie", "algo", "nada",
    ],
    relatives: &["quien", "quienes", "cual", "cuales", "cuyo", "cuya", "cuyos", "cuyas", "qué", "quién", "cómo", "cuándo", "dónde", "cuánto"],
    adverbs: &[
        "no", "ya", "también", "tampoco", "muy", "más", "menos", "hoy", "ayer", "mañana", "ahora", "entonces", "así", "además",
        "aún", "todavía", "siempre", "nunca", "jamás", "aquí", "allí", "ahí", "casi", "solo", "sólo", "incluso", "quizá", "quizás",
        "tan", "tanto", "bien", "mal", "anoche",
    ],
    adverb_endings: &["mente"],
    verbs: &[
        "es", "son", "era", "eran", "fue", "fueron", "ser", "será", "serán", "sería", "sea", "está", "están", "estaba", "estaban",
        "estuvo", "estar", "ha", "han", "había", "habían", "hay", "hubo", "haber", "habrá", "he", "hemos", "tiene", "tienen",
        "tenía", "tenían", "tuvo", "tener", "hace", "hacen", "hizo", "hacer", "va", "van", "iba", "ir", "puede", "pueden", "podría",
        "pudo", "poder", "debe", "deben", "debía", "quiere", "quieren", "sabe", "viene", "quedó", "llegó", "pidió", "dio",
    ],
    verb_endings: &["aron", "ieron", "aba", "aban", "ará", "arán", "erá", "erán", "irá", "irán", "ó"],
    plural_endings: &["s"],
};
