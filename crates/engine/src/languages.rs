//! What a linguist knows of a language, as tables: one language, one file.

use unicode_segmentation::UnicodeSegmentation;

mod elsewhere;
mod english;
mod measures;
mod spanish;
pub mod times;

pub use english::ENGLISH;
pub use measures::SYMBOLS;
pub use spanish::SPANISH;

/// Everything the engine knows of one language.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 primary tag (`en`).
    pub code: &'static str,
    /// The language's own name (`English`).
    pub name: &'static str,
    /// Its most frequent words that its neighbours do not share, lower case, by which a text is recognised.
    pub common: &'static [&'static str],
    /// Where sentences end and where they only seem to.
    pub sentences: Sentences,
    /// How words are cut into tokens.
    pub tokens: Tokens,
    /// How forms lead to lemmas.
    pub lemmas: Lemmas,
    /// What was learned of its grammar, where anything was.
    pub models: Option<Models>,
    /// Parts of speech by table, for a language of which nothing was learned.
    pub small_words: SmallWords,
    /// Lines that pages put into bodies and that no reporter wrote.
    pub furniture: Furniture,
    /// The words of times.
    pub times: times::Times,
    /// The words of numbers.
    pub quantities: &'static Quantities,
    /// The words around names.
    pub names: Names,
    /// The words of reported speech and of sources.
    pub speech: Speech,
    /// The words that decide whether two claims are one.
    pub claims: Claims,
}

/// What the sentence splitter must know. Words are lower case and stand for the word in any case; an abbreviation with
/// a capital stands for the capitalised word alone (`Ill`, not `ill`). Abbreviations stand without their last stop.
#[derive(Debug)]
pub struct Sentences {
    /// Abbreviations that a sentence does not end after (`Mr`, `Gen`).
    pub abbreviations: &'static [&'static str],
    /// Abbreviations after which a sentence may also end (`inc`, `u.s`).
    pub closing_abbreviations: &'static [&'static str],
    /// Abbreviations of the clock (`p.m`), after which a sentence may end.
    pub clock_abbreviations: &'static [&'static str],
    /// Capitalised words that follow a clock abbreviation inside a sentence (`tuesday`, `edt`).
    pub clock_followers: &'static [&'static str],
    /// Words that are abbreviations only before a figure (`no`, `p`).
    pub numbered_abbreviations: &'static [&'static str],
    /// Words that begin a sentence far more often than they follow an abbreviation inside one (`the`, `but`, `he`).
    pub starters: &'static [&'static str],
    /// Names that end with an exclamation or question mark (`yahoo`).
    pub marked_names: &'static [&'static str],
    /// Verbs that tell who spoke after a quotation that ends with a question or exclamation mark (`asked`).
    pub sayings: &'static [&'static str],
}

/// How forms lead to lemmas. All lower case; the lists of forms stand in the order of their bytes.
#[derive(Debug)]
pub struct Lemmas {
    /// Irregular forms of verbs, and their lemmas.
    pub verbs: &'static [(&'static str, &'static str)],
    /// Irregular plurals.
    pub nouns: &'static [(&'static str, &'static str)],
    /// Irregular comparatives and superlatives.
    pub adjectives: &'static [(&'static str, &'static str)],
    /// Other forms (`n't`).
    pub others: &'static [(&'static str, &'static str)],
    /// Endings of past tenses and past participles, the first that fits counts; so in every list of endings.
    pub pasts: &'static [Ending],
    /// Endings of present participles.
    pub gerunds: &'static [Ending],
    /// Endings of the third person.
    pub presents: &'static [Ending],
    /// Endings of plurals.
    pub plurals: &'static [Ending],
    /// Endings of comparatives and superlatives.
    pub degrees: &'static [Ending],
}

/// An ending and what stands in its place in the lemma.
#[derive(Debug)]
pub struct Ending {
    /// The ending.
    pub from: &'static str,
    /// What the lemma has instead.
    pub to: &'static str,
    /// Whether the letter before the ending must be doubled, and loses one (`stopped`).
    pub doubled: bool,
    /// Whether the rule holds only if it leads to a word that the news uses.
    pub checked: bool,
}

/// What was learned of a language's grammar, as `cargo xtask train` writes it.
#[derive(Debug)]
pub struct Models {
    /// Word classes.
    pub classes: &'static [u8],
    /// Parts of speech.
    pub tagger: &'static [u8],
    /// The steps of the parser.
    pub parser: &'static [u8],
    /// The relations of its arcs.
    pub relations: &'static [u8],
    /// Forms that have one tag wherever they stand, with its name: nothing need be weighed to tag them. In the order of
    /// their bytes.
    pub certain: &'static [(&'static str, &'static str)],
}

/// The words that hold sentences together, by part of speech. With them a text can be tagged that no model was
/// trained for: well enough to tell who is said to speak, not to parse. All words are lower case.
#[derive(Debug)]
pub struct SmallWords {
    /// Articles, demonstratives and the like (`el`).
    pub determiners: &'static [&'static str],
    /// Possessives before a noun (`su`).
    pub possessives: &'static [&'static str],
    /// Prepositions and conjunctions that begin a clause (`de`, `porque`).
    pub prepositions: &'static [&'static str],
    /// Words that join equals (`y`).
    pub conjunctions: &'static [&'static str],
    /// Pronouns that stand for a person or thing (`ella`).
    pub pronouns: &'static [&'static str],
    /// Pronouns that begin a relative clause (`quien`).
    pub relatives: &'static [&'static str],
    /// Adverbs (`ya`).
    pub adverbs: &'static [&'static str],
    /// Endings of adverbs (`mente`).
    pub adverb_endings: &'static [&'static str],
    /// Forms of auxiliaries and of the commonest verbs (`ha`).
    pub verbs: &'static [&'static str],
    /// Endings of verbs that hardly another word has (`aron`).
    pub verb_endings: &'static [&'static str],
    /// Endings of plurals (`s`).
    pub plural_endings: &'static [&'static str],
}

/// How words are cut into tokens. All words are lower case, with plain apostrophes.
#[derive(Debug)]
pub struct Tokens {
    /// Endings that are tokens of their own (`'s`, `n't`).
    pub clitics: &'static [&'static str],
    /// Two words written as one, and the bytes of the first (`cannot`, 3).
    pub fused: &'static [(&'static str, usize)],
    /// Words that an apostrophe begins, without it (`em`, `til`).
    pub elisions: &'static [&'static str],
    /// First parts of words that a hyphen does not cut off (`non`, `anti`).
    pub prefixes: &'static [&'static str],
    /// Units that stand at a number without a space (`km`, `pm`).
    pub attached_units: &'static [&'static str],
}

/// Lines that pages put into bodies and that no reporter wrote.
#[derive(Clone, Copy, Debug)]
pub struct Furniture {
    /// Paragraphs that are furniture as a whole; the first rule that fits counts.
    pub rules: &'static [FurnitureRule],
    /// Headings of link lists (`related stories`); the open lines that follow are cut with them.
    pub list_headings: &'static [&'static str],
    /// How pages ask to pay or to sign in before reading on (`*subscribe to continue reading*`).
    pub walls: &'static [&'static str],
    /// Endings of a picture's caption that name who took it (`*(ap photo/*)`).
    pub caption_credits: &'static [&'static str],
    /// The months' names and short forms, lower case, as embedded posts print their day.
    pub months: &'static [&'static str],
    /// How a line begins that says when a page was printed or changed ("last updated").
    pub stamps: &'static [&'static str],
    /// What follows an author's name in a paragraph that tells who that is (" is a ").
    pub bios: &'static [&'static str],
    /// What may stand beside the date in a line that is only a date, lower case.
    pub date_line_words: &'static [&'static str],
    /// News agencies as datelines and bylines print them, and their names.
    pub agencies: &'static [(&'static str, &'static str)],
}

/// One reason to cut a paragraph, and how such paragraphs read.
///
/// A pattern is compared with the whole paragraph in its folded form (see [`crate::text::folded`]); `*` stands for any
/// words or none.
#[derive(Debug)]
pub struct FurnitureRule {
    /// What the reader of `removed` is told (`related link`).
    pub name: &'static str,
    /// Longer paragraphs are never cut by this rule, in words.
    pub words_max: usize,
    /// Whether the paragraph must end without a stop, as headlines and labels do.
    pub open: bool,
    /// How such paragraphs read.
    pub patterns: &'static [&'static str],
}

/// A verb that disputes something.
#[derive(Clone, Copy, Debug)]
pub struct Disputing {
    /// The verb, as a lemma, or one form of it.
    pub verb: &'static str,
    /// What it disputes.
    pub object: DisputedObject,
}

/// What a verb must be said of to dispute it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisputedObject {
    /// Anything: "refuted the report", "contradicted the minister".
    Anything,
    /// Only what can be true or false: "rejected the allegation", but not "rejected the offer".
    Claim,
    /// What can be true or false, and what somebody did, but not what he can be refused: "denied the theft", "denied
    /// taking it", but not "denied the request" and "denied him a visa".
    Deed,
}

/// The words of numbers. All words and phrases are lower case; a space in a phrase also stands for a hyphen.
#[derive(Debug)]
pub struct Quantities {
    /// The sign before decimals (`.`).
    pub decimal: char,
    /// The sign between groups of digits (`,`).
    pub grouping: char,
    /// Words for whole numbers below one hundred (`seven`), and above where a language writes them as one word.
    pub cardinals: &'static [(&'static str, f64)],
    /// Whether cardinals below one hundred are one word made of parts (`dreiundzwanzig`), joined by this.
    pub compound: Option<&'static str>,
    /// Words that multiply the number before them (`hundred`, `million`, `dozen`).
    pub magnitudes: &'static [(&'static str, f64)],
    /// Letters that do the same after figures (`bn`).
    pub magnitude_letters: &'static [(&'static str, f64)],
    /// Words for an unknown multiple of a magnitude (`thousands`).
    pub multiples: &'static [(&'static str, f64)],
    /// Words for a small unknown number, before a magnitude (`several`, `a few`).
    pub several: &'static [&'static str],
    /// Words for a small known number that are no numerals (`a pair of`).
    pub collectives: &'static [(&'static str, f64)],
    /// Words for parts of one (`half`, `third`).
    pub fractions: &'static [(&'static str, f64)],
    /// Words that open what a bare half is taken of (`the`, `its`).
    pub wholes: &'static [&'static str],
    /// The indefinite articles, which mean one before a magnitude or a fraction.
    pub articles: &'static [&'static str],
    /// Words between the parts of a numeral (`and`).
    pub joiners: &'static [&'static str],
    /// Words for one, which counts only before a noun.
    pub ones: &'static [&'static str],
    /// Words that open a range (`between`).
    pub range_openers: &'static [&'static str],
    /// Words in the middle of an opened range (`and`).
    pub range_middles: &'static [&'static str],
    /// Words in the middle of any range (`to`, `or`).
    pub range_joints: &'static [&'static str],
    /// Those joints that after a change lead to the new level instead (`to`).
    pub level_joints: &'static [&'static str],
    /// Words before where a change began (`from`).
    pub from: &'static [&'static str],
    /// Words before the lower end of a range (`ranging from`).
    pub ranging_from: &'static [&'static str],
    /// Words between the two numbers of a share (`in`, in "one in five").
    pub ratio_joints: &'static [&'static str],
    /// Words that stand before the number that they are the unit of, and the unit's name (`magnitude`).
    pub scales: &'static [(&'static str, &'static str)],
    /// Phrases before what a later number of the sentence counts (`the number of`).
    pub numbers_of: &'static [&'static str],
    /// Phrases for a count of victims (`death toll`).
    pub tolls: &'static [&'static str],
    /// Units in words, with measures and currencies. Signs and symbols are in [`SYMBOLS`].
    pub units: &'static [Unit],
    /// Words that may be a unit of money or of something else: the word, the currency, the other unit.
    pub money_or_measure: &'static [(&'static str, &'static str, &'static str)],
    /// Words that tell of money in a sentence (`cost`, `pay`).
    pub money_words: &'static [&'static str],
    /// Words between a unit and what it is taken by (`per`, `a`).
    pub per: &'static [&'static str],
    /// Words after a would-be rate that show it to be none (`earlier`, in "a year earlier").
    pub not_rates: &'static [&'static str],
    /// What a unit may be taken by after a bare article (`share`, `day`), normalised name first.
    pub rates: &'static [(&'static str, &'static str)],
    /// Words for how a number stands to the true one, before it.
    pub bounds_before: Bounds,
    /// Words for how a number stands to the true one, after it or its noun.
    pub bounds_after: Bounds,
    /// Those bounds that before a length of time say when, not how long (`over`, `within`).
    pub during: &'static [&'static str],
    /// Those bounds that before a small number in words and its noun say where (`under`, in "under three presidents").
    pub beneath: &'static [&'static str],
    /// Words of rise and fall.
    pub changes: Changes,
    /// Words around ages.
    pub ages: Ages,
    /// Words between a number and its noun that are no part of what is counted (`more`, `of the`).
    pub fillers: &'static [&'static str],
    /// The unit of victims.
    pub people: &'static str,
    /// States of people that stand for people after a number (`dead`, `injured`).
    pub casualties: &'static [&'static str],
    /// Verbs whose bare number counts people (`killing`, `injured`).
    pub casualty_verbs: &'static [&'static str],
    /// Adjectives that count victims (`triple`), and the crimes that they stand before (`homicide`).
    pub multiplied: &'static [(&'static str, f64)],
    /// See `multiplied`.
    pub multiplied_nouns: &'static [&'static str],
    /// Words that make a name or an address of the number after them (`flight`, `section`).
    pub labels: &'static [&'static str],
    /// Words that make an address of the number before them (`street`).
    pub addresses: &'static [&'static str],
    /// The months, which make a date of the number beside them.
    pub months: &'static [&'static str],
    /// Words after figures that make a time of day (`am`, `o'clock`).
    pub clock: &'static [&'static str],
    /// Phrases with a number word that count nothing (`one another`).
    pub idioms: &'static [&'static str],
    /// Verbs in the plural, which show that a bare number after an article counts something (`were`).
    pub plural_verbs: &'static [&'static str],
    /// Verbs in the singular that may follow a number; any other is rather a noun in the plural.
    pub singular_verbs: &'static [&'static str],
    /// How names end that stand in the plural (`s`, `men`).
    pub plural_endings: &'static [&'static str],
    /// Nouns that a number above one counts without a plural ending (`crew`).
    pub collective_nouns: &'static [&'static str],
    /// Pronouns that a number may count (`us`, `them`).
    pub pronouns: &'static [&'static str],
    /// Words that say how often, not of what (`times`).
    pub occurrences: &'static [&'static str],
}

/// A unit and the ways to write it.
#[derive(Debug)]
pub struct Unit {
    /// Its normalised name (`US dollar`).
    pub name: &'static str,
    /// Its name in a rate (`dollar`, for `dollar per share`).
    pub rate: &'static str,
    /// What it measures.
    pub measure: Measure,
    /// Its forms, lower case.
    pub forms: &'static [&'static str],
}

/// What a unit measures, as far as rules differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A currency.
    Money,
    /// A share of a whole.
    Share,
    /// A length of time.
    Time,
    /// A temperature.
    Temperature,
    /// A length, which people and things rise and fall through without changing size.
    Length,
    /// An age.
    Age,
    /// Any other.
    Other,
}

/// Phrases for how a number stands to the true one.
#[derive(Debug)]
pub struct Bounds {
    /// Around it.
    pub about: &'static [&'static str],
    /// A little under it.
    pub nearly: &'static [&'static str],
    /// Above it.
    pub more_than: &'static [&'static str],
    /// It or above.
    pub at_least: &'static [&'static str],
    /// Below it.
    pub less_than: &'static [&'static str],
    /// It or below.
    pub up_to: &'static [&'static str],
}

/// Words of rise and fall.
#[derive(Debug)]
pub struct Changes {
    /// Verbs and adverbs of a rise, before the number (`rose`, `up`).
    pub up: &'static [&'static str],
    /// Verbs and adverbs of a fall, before the number (`fell`, `down`).
    pub down: &'static [&'static str],
    /// Nouns of a rise (`increase`).
    pub up_nouns: &'static [&'static str],
    /// Nouns of a fall (`decline`).
    pub down_nouns: &'static [&'static str],
    /// Words after a measure that tell a rise (`higher`).
    pub up_after: &'static [&'static str],
    /// Words after a measure that tell a fall (`lower`).
    pub down_after: &'static [&'static str],
    /// Words between a verb and the size of its change (`by`).
    pub by: &'static [&'static str],
    /// Words between a noun and the size of its change (`of`).
    pub of: &'static [&'static str],
    /// Those verbs that mean something else with a mere count after them (`lost`, `raised`).
    pub not_of_counts: &'static [&'static str],
    /// Those verbs that mean something else with money after them (`raised`).
    pub not_of_money: &'static [&'static str],
    /// Forms of "to be" and the like, after which a mere adverb tells a change (`were`, in "were up 5 percent").
    pub being: &'static [&'static str],
    /// Adverbs between a verb and its number (`sharply`, `another`).
    pub between: &'static [&'static str],
}

/// Words around ages.
#[derive(Debug)]
pub struct Ages {
    /// Words before an age (`aged`).
    pub before: &'static [&'static str],
    /// The unit of an age without one (`year of age`).
    pub unit: &'static str,
}

/// The words around names. All are lower case and without the stop of an abbreviation.
#[derive(Debug, Default)]
pub struct Names {
    /// Words before the name of a man (`mr`).
    pub honorifics_male: &'static [&'static str],
    /// Words before the name of a woman (`mrs`).
    pub honorifics_female: &'static [&'static str],
    /// Words before the name of any person that name no office (`dr`).
    pub honorifics: &'static [&'static str],
    /// Offices and ranks that stand before a name (`senator`) or for the person (`the senator`).
    pub titles: &'static [&'static str],
    /// Words before an office that belong to it (`vice`, `deputy`, `former`).
    pub title_modifiers: &'static [&'static str],
    /// What a person is called after the name or instead of it, never with a capital before it (`lawyer`).
    pub roles: &'static [&'static str],
    /// Offices, roles and kin that are men.
    pub roles_male: &'static [&'static str],
    /// Offices, roles and kin that are women.
    pub roles_female: &'static [&'static str],
    /// Words after a person's last name that belong to it (`jr`).
    pub person_suffixes: &'static [&'static str],
    /// Words in lower case inside a person's name (`de`, `van`, `bin`).
    pub particles: &'static [&'static str],
    /// Pairs of given names of one person that letters alone do not show (`bill` and `william`), without accents.
    pub given_names: &'static [(&'static str, &'static str)],
    /// Words that end the name of a company (`inc`).
    pub organisation_suffixes: &'static [&'static str],
    /// Nouns of organisations (`university`, `ministry`).
    pub organisation_heads: &'static [&'static str],
    /// Nouns of places that stand last (`street`, `county`).
    pub place_heads: &'static [&'static str],
    /// Nouns of places that stand first (`mount`, `lake`).
    pub place_starts: &'static [&'static str],
    /// Nouns of laws, events, works, prizes, products (`act`, `war`, `prize`).
    pub other_heads: &'static [&'static str],
    /// Peoples, languages, faiths and their adjectives (`haitian`).
    pub peoples: &'static [&'static str],
    /// Days and months, which have capitals and are no names.
    pub calendar: &'static [&'static str],
    /// Words that have a capital and are no names (`i`, `mr`'s relatives in other uses).
    pub never: &'static [&'static str],
    /// Points of the compass and other adjectives of places (`north`, `upper`).
    pub compass: &'static [&'static str],
    /// Pronouns for one man.
    pub pronouns_male: &'static [&'static str],
    /// Pronouns for one woman.
    pub pronouns_female: &'static [&'static str],
    /// Pronouns for one thing or organisation.
    pub pronouns_thing: &'static [&'static str],
    /// Verbs of speaking, in the forms that stand beside a name.
    pub speaking: &'static [&'static str],
    /// Prepositions before a place (`in`, `near`).
    pub place_prepositions: &'static [&'static str],
    /// Other names of one thing, each with the name that it is joined under (`u.s.`, `united states`).
    pub aliases: &'static [(&'static str, &'static str)],
    /// What was learned of names in text: see `models/README.md`; empty for rules alone.
    pub weights: &'static [u8],
    /// Single words and what they are: see `data/names/README.md`.
    pub words: &'static str,
    /// Well-known names of one word or more and what they are: see `data/names/README.md`.
    pub phrases: &'static str,
}

/// The words of reported speech and of sources.
#[derive(Debug)]
pub struct Speech {
    /// The verbs that report speech.
    pub verbs: &'static [ReportingVerb],
    /// Words, lower case, that attribute the clause beside them to whom they are followed by ("according to").
    pub according: &'static [&'static str],
    /// Nouns, lower case, whose "that" clause is reported speech ("claim", "warning").
    pub claims: &'static [&'static str],
    /// Nouns, lower case, of what words are said or written in ("letter", "interview").
    pub channels: &'static [&'static str],
    /// Names of networks on which words are posted ("Twitter").
    pub networks: &'static [&'static str],
    /// Nouns, lower case, of documents that say something ("report", "filing").
    pub documents: &'static [&'static str],
    /// Nouns of documents that tell of no kind of document and stand for one named before ("copy").
    pub copies: &'static [&'static str],
    /// Nouns, lower case, of documents that show something but are nobody's words ("returns", "records").
    pub records: &'static [&'static str],
    /// Nouns, lower case, for people who speak without a name ("officials", "aide").
    pub unnamed: &'static [&'static str],
    /// Nouns, lower case, for people who speak for somebody else ("spokeswoman").
    pub voices: &'static [&'static str],
    /// Nouns, lower case, for bodies that speak ("ministry", "company").
    pub bodies: &'static [&'static str],
    /// Names, lower case, of one government or ministry, by its house and by itself: one row each ("kremlin").
    pub houses: &'static [&'static [&'static str]],
    /// Nouns and titles, lower case, of one office: one row an office ("doctor", "dr").
    pub offices: &'static [&'static [&'static str]],
    /// Offices in a few letters, and in words, lower case ("vp", "vice president").
    pub short_offices: &'static [(&'static str, &'static str)],
    /// Words, lower case, between an office and what it is of ("of", "for").
    pub office_links: &'static [&'static str],
    /// Words, lower case, that make another office of one ("vice", "former").
    pub ranks: &'static [&'static str],
    /// News agencies, as printed.
    pub agencies: &'static [&'static str],
    /// Outlets whose names do not tell that they are outlets, as printed.
    pub outlets: &'static [&'static str],
    /// Words, as printed, that stand in outlets' names ("Times", "Herald").
    pub outlet_words: &'static [&'static str],
    /// Words, as printed, that outlets' names begin with ("Radio", "Channel").
    pub outlet_starts: &'static [&'static str],
    /// Nouns, lower case, for outlets ("newspaper").
    pub outlet_nouns: &'static [&'static str],
    /// Those, lower case, that mean one outlet named before ("the publication") and hardly anything else.
    pub outlet_pointers: &'static [&'static str],
    /// People who report for the outlet before them, lower case ("photographer").
    pub reporters: &'static [&'static str],
    /// Nouns, lower case, for places on the web where people publish what is theirs ("website").
    pub sites: &'static [&'static str],
    /// Prepositions before them ("on").
    pub sites_after: &'static [&'static str],
    /// Verbs, lower case, by which an outlet gives others' words ("quoted").
    pub quoting: &'static [&'static str],
    /// Phrases, lower case, before who had something first ("first reported by").
    pub first_reported: &'static [&'static str],
    /// Phrases, lower case, before the outlet that was told ("told", "in an interview with").
    pub told: &'static [&'static str],
    /// Phrases, lower case, before the outlet to which something was confirmed.
    pub confirmed: &'static [&'static str],
    /// Phrases, lower case, before what something came through ("via", "citing", "obtained by").
    pub via: &'static [&'static str],
    /// Phrases, lower case, by which somebody keeps his name out of print ("on condition of anonymity").
    pub anonymity: &'static [&'static str],
    /// Nouns, lower case, of documents that are cited as a reason, not as a source ("decision").
    pub reasons: &'static [&'static str],
    /// Words for people of whom nothing is known ("anybody"), lower case: they speak, but they are no source.
    pub indefinite: &'static [&'static str],
    /// What an article calls itself, lower case ("this report"): what it says of itself is nobody's speech.
    pub own_words: &'static [&'static str],
    /// Phrases, lower case, before who printed something ("published by").
    pub published: &'static [&'static str],
    /// Phrases, lower case, behind agencies whose text was used ("contributed to this report").
    pub credits: &'static [&'static str],
    /// Words in "-ing", lower case, after a comma that are no participles ("including").
    pub not_participles: &'static [&'static str],
    /// What may follow an apostrophe that begins a word ("'em", "'til"), lower case.
    pub elisions: &'static [&'static str],
    /// Articles, lower case, that a speaker's name is printed without ("the").
    pub articles: &'static [&'static str],
    /// Auxiliaries, lower case, beside those that English has ("ha").
    pub auxiliaries: &'static [&'static str],
    /// Prepositions, lower case, that join two noun phrases into one ("of", "with").
    pub links: &'static [&'static str],
    /// Those of `links` that always do ("of").
    pub of: &'static [&'static str],
    /// Whether a dash at the start of a paragraph begins speech, as in dialogues ("—No —dijo Ana—. Nunca.").
    pub dashes: bool,
}

impl Speech {
    /// Whether a word, lower case, is one of the nouns whose "that" clause is reported speech, or its plural.
    #[must_use]
    pub fn is_claim(&self, word: &str) -> bool {
        self.claims.contains(&word)
            || word.strip_suffix('s').is_some_and(|singular| self.claims.contains(&singular))
    }
}

/// A verb that reports what somebody says or thinks.
#[derive(Debug)]
pub struct ReportingVerb {
    /// Its forms, parted by spaces: base, third person, past, participles.
    pub forms: &'static str,
    /// The word that must follow ("out" for "point out"); empty for most.
    pub particle: &'static str,
    /// What it governs.
    pub frame: Frame,
    /// What it tells about the speaker's stand.
    pub stance: Stance,
    /// Whether what is asked for or promised may be a thing ("demanded an apology").
    pub things: bool,
    /// Whether the hearer may stand between the verb and what is said ("told reporters").
    pub hearer: bool,
}

/// What a reporting verb governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frame {
    /// Quotation marks, or a clause; whatever follows is one ("said").
    Speech,
    /// Quotation marks, or a clause with or without "that" ("noted"); a coordinated one begins a report of its own.
    Clause,
    /// Quotation marks, or a clause with or without "that" ("showed").
    That,
    /// Quotation marks only ("laughed").
    Marked,
    /// A name for something ("called it a mistake").
    Naming,
}

/// What a reporting verb tells about the speaker's stand to what is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Nothing.
    Neutral,
    /// The speaker claims it, the outlet keeps its distance.
    Claiming,
    /// The speaker says that it is true against his interest.
    Conceding,
    /// The speaker says that what others had is true.
    Confirming,
    /// The speaker says that it is not true.
    Denying,
    /// The speaker binds himself.
    Promising,
    /// The speaker wants others to act.
    Urging,
    /// The speaker warns or threatens.
    Warning,
    /// The speaker asks.
    Asking,
    /// The speaker thinks or feels it.
    Thinking,
}

/// The words that decide whether two claims are one.
#[derive(Debug)]
pub struct Claims {
    /// Words, lower case, by which a text says that it is a press release (`business wire`).
    pub release_words: &'static [&'static str],
    /// Words that say the same of an event: one row a meaning, stems' full forms or two words with a space (`step down`).
    pub synonyms: &'static [&'static [&'static str]],
    /// Verbs that deny or dispute, and what they must be said of to do so.
    pub denials: &'static [Disputing],
    /// Nouns, as lemmas, for a denial ("rebuttal").
    pub denial_nouns: &'static [&'static str],
    /// Nouns, as lemmas, for what can be true or false ("allegation").
    pub disputable: &'static [&'static str],
    /// Nouns, as lemmas, for what somebody can be refused ("visa"): to deny it disputes nothing.
    pub refusable: &'static [&'static str],
    /// Phrases that deny what somebody else said.
    pub denial_phrases: &'static [&'static str],
    /// Phrases, lower case, that dispute why something happened, and not that it did ("for other reasons").
    pub disputed_reasons: &'static [&'static str],
    /// Words, lower case, that lead to why something happened ("because", "over").
    pub causes: &'static [&'static str],
    /// Phrases before a quotation that contradicts somebody (`hit back`), lower case.
    pub counters: &'static [&'static str],
    /// Words that point to what was told before (`denied that`).
    pub pointers: &'static [&'static str],
    /// Words that turn a statement around (`not`, `never`).
    pub negations: &'static [&'static str],
    /// Words of sentences that tell what an earlier version said (`earlier version`).
    pub earlier_versions: &'static [&'static str],
    /// Words of sentences that correct something to one thing, not another (`was corrected`).
    pub corrections: &'static [&'static str],
    /// Phrases of sentences that tell of a count that goes on, lower case (`so far`, `climbed to`).
    pub going_on: &'static [&'static str],
    /// Short forms of two words, and what they stand for (`n't`, ` not`), the longest first: another spelling of the same
    /// words.
    pub contractions: &'static [(&'static str, &'static str)],
    /// Endings that are spelled in two ways (`our`, `or`): a word with one is the same word with the other.
    pub spellings: &'static [(&'static str, &'static str)],
    /// Words around a number that say which moment or part it counts: one row a scope (`peak`, `total`).
    pub scopes: &'static [&'static [&'static str]],
    /// First words of a sentence that leans on the one before it (`he`, `but`, `meanwhile`).
    pub leaning: &'static [&'static str],
    /// Pronouns that stand for a person (`he`).
    pub pronouns: &'static [&'static str],
    /// Pronouns that stand for several people or things (`them`).
    pub pronouns_several: &'static [&'static str],
    /// What became of the counted, one row an outcome (`killed`): two counts of different outcomes are two things.
    pub outcomes: &'static [&'static [&'static str]],
    /// Words after which a count is of what was not counted before (`other`, `another`, `more`).
    pub remainders: &'static [&'static str],
    /// Nouns that can count the same people: one row a kind (`people`, `migrants`).
    pub counted_alike: &'static [&'static [&'static str]],
    /// Words of which only one side can hold of a thing (`permanent`, `for now`), lower case.
    pub opposites: &'static [(&'static [&'static str], &'static [&'static str])],
    /// How periods are told.
    pub periods: Periods,
    /// Words that share a superlative with others (`one` of the largest, the `second` largest).
    pub among: &'static [&'static str],
    /// Words by which a statement is no more than possible (`whether`, `might`).
    pub possible: &'static [&'static str],
    /// How counts of people are told.
    pub tolls: &'static Tolls,
}

/// The words before a time that make it a part of a period, lower case.
#[derive(Clone, Copy, Debug, Default)]
pub struct Periods {
    /// Before its first day (`since`).
    pub starts: &'static [&'static str],
    /// Before its last day (`until`).
    pub ends: &'static [&'static str],
    /// Before its length (`for`).
    pub lengths: &'static [&'static str],
    /// Before a length within which something comes (`within`).
    pub within: &'static [&'static str],
    /// Words that promise without a time (`shortly`).
    pub soon: &'static [&'static str],
}

/// What becomes of people in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// They died.
    Dead,
    /// They live and are hurt.
    Hurt,
    /// They were hit by shots; some may have died.
    Hit,
    /// Nobody knows where they are.
    Missing,
    /// They were arrested.
    Held,
    /// They were rescued, or lived through it.
    Saved,
    /// They were on board.
    Aboard,
}

/// How counts of people, of what became of them and of their ages are told. All words are lower-case forms as printed.
#[derive(Debug)]
pub struct Tolls {
    /// Words that tell a fate (`killed`, `dead`); a word stands in one row.
    pub fates: &'static [(Fate, &'static [&'static str])],
    /// Of these, verbs and predicates whose subject is the dead (`died`).
    pub intransitive: &'static [&'static str],
    /// Words that tell a fate only where no word of `fates` stands nearer (`hospital`).
    pub weak_fates: &'static [(Fate, &'static [&'static str])],
    /// Nouns that count anybody (`people`, `victims`).
    pub anybody: &'static [&'static str],
    /// Nouns that count some people only, one row a kind (`man`, `men`).
    pub somebody: &'static [&'static [&'static str]],
    /// Words that count without a number (`both` women, a `double` shooting).
    pub counting: &'static [(&'static str, f64)],
    /// Words for whoever did it (`gunman`, `himself`).
    pub attackers: &'static [&'static str],
    /// Pronouns of somebody who acts (`he`, `she`, `who`).
    pub actors: &'static [&'static str],
    /// Words that count somebody in (`including`).
    pub counting_in: &'static [&'static str],
    /// Words that count somebody out (`besides`).
    pub counting_out: &'static [&'static str],
    /// Words after a number that make it a part of those told before (`of them`).
    pub parts: &'static [&'static str],
    /// Words that tell that only those known by name are counted (`identified`).
    pub known_by_name: &'static [&'static str],
    /// Phrases that tell that several events are counted together (`shootings across`).
    pub round_ups: &'static [&'static str],
    /// Nouns for men and boys only.
    pub male: &'static [&'static str],
    /// Nouns for women and girls only.
    pub female: &'static [&'static str],
    /// Nouns that tell a rough age, with the lowest and the highest age that they mean (`infant`).
    pub rough_ages: &'static [(&'static str, f64, f64)],
    /// Nouns of a fate that count no people (`wounds`).
    pub marks: &'static [&'static str],
    /// Words for ten years of age behind a possessive, with the lowest and the highest age (`in his 20s`).
    pub decades: &'static [(&'static str, f64, f64)],
    /// Words before a bare number that make it an age (`aged`).
    pub aged: &'static [&'static str],
    /// Words that tie a number to the next one (`and`), or cut it off from what is told of the next (`while`).
    pub joints: &'static [&'static str],
    /// Marks that set off an aside.
    pub dashes: &'static [&'static str],
    /// Words that stand before a noun phrase (`a`, `his`).
    pub openers: &'static [&'static str],
    /// Forms of the verb that makes a passive (`were`).
    pub passives: &'static [&'static str],
}

/// Every language the engine reads.
pub static ALL: &[&Language] = &[&ENGLISH, &SPANISH];

/// Paragraphs that are furniture in languages that the engine does not read, whatever the language of the page.
#[must_use]
pub fn furniture_elsewhere() -> &'static [FurnitureRule] {
    elsewhere::RULES
}

/// Headings of link lists in languages that the engine does not read.
#[must_use]
pub fn list_headings_elsewhere() -> &'static [&'static str] {
    elsewhere::LIST_HEADINGS
}

/// The months' names and short forms in the language of a BCP 47 tag, as [`Furniture::months`] has them; English ones where they
/// are not known.
///
/// ```
/// use engine::languages::months;
/// assert_eq!(months(Some("fr-CA"))[1], "février");
/// assert_eq!(months(None)[1], "february");
/// ```
#[must_use]
pub fn months(tag: Option<&str>) -> &'static [&'static str] {
    let primary = tag.and_then(|tag| tag.split(['-', '_']).next()).unwrap_or("");
    let known = elsewhere::MONTHS.iter().find(|(code, _)| code.eq_ignore_ascii_case(primary));
    known.map_or(Language::of(tag).furniture.months, |(_, months)| months)
}

/// How bylines begin in the language of a BCP 47 tag (`By `); as in English where that is not known.
///
/// ```
/// use engine::languages::bylines;
/// assert_eq!(bylines(Some("fr-CA"))[0], "Par ");
/// assert_eq!(bylines(None)[0], "By ");
/// ```
#[must_use]
pub fn bylines(tag: Option<&str>) -> &'static [&'static str] {
    let primary = tag.and_then(|tag| tag.split(['-', '_']).next()).unwrap_or("");
    let known = elsewhere::BYLINES.iter().find(|(code, _)| code.eq_ignore_ascii_case(primary));
    known.map_or(&["By ", "BY ", "by "], |(_, openers)| openers)
}

/// What is known of the furniture of pages in the language of a BCP 47 tag: its own table, or English patterns with the months
/// and the lines of dates of other languages.
#[must_use]
pub fn furniture(tag: Option<&str>) -> Furniture {
    let own = &Language::of(tag).furniture;
    let months = months(tag);
    if std::ptr::eq(months, own.months) {
        return *own;
    }
    Furniture { months, date_line_words: elsewhere::DATE_LINE_WORDS, stamps: elsewhere::STAMPS, ..*own }
}

/// How many words of a text are looked at to recognise its language.
const LOOKED_AT: usize = 400;
/// Fewer words tell nothing.
const TOLD_MIN: usize = 8;
/// Of a hundred words of a text, how many must be common words of a language, at the least.
const COMMON_PERCENT_MIN: usize = 7;

impl Language {
    /// The language of a BCP 47 tag (`en-GB`); English, the first of [`ALL`], for a tag that is missing or unknown.
    #[must_use]
    pub fn of(tag: Option<&str>) -> &'static Language {
        let primary = tag.and_then(|tag| tag.split(['-', '_']).next()).unwrap_or("");
        ALL.iter().find(|language| language.code.eq_ignore_ascii_case(primary)).unwrap_or(&ALL[0])
    }

    /// The language that a text is written in, by its commonest words; `None` where they do not tell.
    ///
    /// ```
    /// use engine::languages::Language;
    /// let spanish = "El barco zarpó por la noche y los pescadores no volvieron con él, según la capitanía.";
    /// assert_eq!(Language::recognised(spanish).map(|language| language.code), Some("es"));
    /// assert!(Language::recognised("Das Boot lief in der Nacht aus und kam nicht zurück.").is_none());
    /// ```
    #[must_use]
    pub fn recognised(text: &str) -> Option<&'static Language> {
        let mut counts = [0; ALL.len()];
        let mut words = 0;
        for word in text.unicode_words().take(LOOKED_AT) {
            words += 1;
            for (count, language) in counts.iter_mut().zip(ALL) {
                let lower = || language.common.iter().any(|common| common.eq_ignore_ascii_case(word));
                *count += usize::from(lower());
            }
        }
        let (best, &count) = counts.iter().enumerate().rev().max_by_key(|(_, count)| **count)?;
        let others = counts.iter().enumerate().filter(|(index, _)| *index != best);
        let clear = others.into_iter().all(|(_, other)| 2 * other < count);
        (words >= TOLD_MIN && clear && count * 100 >= words * COMMON_PERCENT_MIN).then_some(ALL[best])
    }
}
