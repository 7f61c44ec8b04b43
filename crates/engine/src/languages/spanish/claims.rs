//! Spanish words that decide whether two claims are one.

use crate::languages::{Claims, DisputedObject, Disputing, Periods};

#[rustfmt::skip]
pub(super) const CLAIMS: Claims = Claims {
    release_words: &["nota de prensa", "comunicado de prensa"],
    synonyms: &[
        &["dimitió", "dimisión", "dimite", "renunció", "renuncia", "dimitir", "renunciar"],
        &["murió", "murieron", "muertos", "muerte", "fallecidos", "fallecieron", "falleció", "víctimas", "mató", "matado"],
        &["heridos", "herido", "hirió", "lesionados"],
        &["detuvo", "detenido", "detenidos", "detención", "arrestado", "arrestó"],
        &["atacó", "ataque", "agresión", "asalto"],
        &["acuerdo", "pacto", "acordaron", "pactaron"],
        &["incendio", "fuego", "ardió"],
        &["terremoto", "sismo", "seísmo", "temblor"],
    ],
    denials: &[
        Disputing { verb: "desmentir", object: DisputedObject::Anything },
        Disputing { verb: "desmintió", object: DisputedObject::Anything },
        Disputing { verb: "desmiente", object: DisputedObject::Anything },
        Disputing { verb: "negar", object: DisputedObject::Deed },
        Disputing { verb: "niega", object: DisputedObject::Deed },
        Disputing { verb: "negó", object: DisputedObject::Deed },
        Disputing { verb: "rechazar", object: DisputedObject::Claim },
        Disputing { verb: "rechazó", object: DisputedObject::Claim },
    ],
    denial_nouns: &["desmentido"],
    disputable: &[
        "acusación", "acusaciones", "acusado", "afirmación", "afirmaciones", "alegación", "alegaciones", "argumento", "crítica",
        "críticas", "denuncia", "denuncias", "hipótesis", "idea", "informe", "informes", "rumor", "rumores", "versión", "versiones",
    ],
    refusable: &["acceso", "asilo", "ayuda", "entrada", "fianza", "permiso", "petición", "recurso", "solicitud", "visado"],
    denial_phrases: &["no es cierto", "es falso", "es mentira", "sin fundamento", "carece de fundamento"],
    disputed_reasons: &["las circunstancias", "los motivos", "por otras razones", "por otros motivos"],
    causes: &["debido", "porque", "tras"],
    counters: &["replicó", "contestó que no", "rebatió"],
    pointers: &["eso", "esto", "ello"],
    negations: &["no", "nunca", "jamás", "sin", "ni", "tampoco", "ningún", "ninguna", "nadie", "nada"],
    contractions: &[],
    spellings: &[],
    earlier_versions: &["versión anterior"],
    going_on: &["hasta ahora", "por ahora", "hasta el momento", "ya", "asciende a", "ascendió a", "subió a"],
    corrections: &["corrige", "corregido", "corregida"],
    scopes: &[
        &["máximo", "pico"], &["total", "conjunto"], &["media", "promedio"], &["tripulantes", "tripulación"],
        &["pasajeros"], &["incluidos", "incluidas"], &["excepto", "salvo"],
    ],
    leaning: &[
        "él", "ella", "ellos", "ellas", "su", "sus", "esto", "eso", "este", "esta", "pero", "y", "así", "además", "también", "sin",
        "entonces", "aquí", "allí", "aunque", "porque", "cuando", "si", "como", "otros", "otras", "ambos", "ambas", "o", "ni",
    ],
    pronouns: &["él", "ella"],
    pronouns_several: &["ellos", "ellas"],
    outcomes: &[
        &["muertos", "muerto", "murieron", "fallecidos", "fallecieron", "víctimas mortales"],
        &["heridos", "herido", "lesionados"],
        &["detenidos", "arrestados"],
        &["desaparecidos"],
        &["rescatados", "salvados", "supervivientes"],
        &["evacuados", "desplazados"],
    ],
    remainders: &["otros", "otras", "otro", "otra", "más", "restantes", "resto"],
    counted_alike: &[&["personas", "persona", "migrantes", "inmigrantes", "refugiados", "vecinos", "pasajeros", "víctimas"]],
    periods: Periods {
        starts: &["desde"], ends: &["hasta"], lengths: &["durante", "por"], within: &["en"], soon: &["pronto"],
    },
    opposites: &[
        (&["permanente", "permanentes"], &["temporal", "temporales", "por ahora"]),
        (&["accidental", "accidentalmente"], &["deliberado", "deliberada", "deliberadamente"]),
    ],
    among: &["uno", "una", "entre", "segundo", "segunda", "tercer", "tercera", "su", "sus"],
    possible: &["si", "podría", "podrían", "considera", "propuso", "pidió", "quiere"],
    tolls: &super::tolls::TOLLS,
};
