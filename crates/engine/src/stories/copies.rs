//! Copies: how much of one text's wording stands in another.
//!
//! Containment decides, not likeness of the whole: wire copy with a local paragraph, cut from the end, is still copy.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::words::each_word;

/// A text of which so much stands in another one is a copy of it.
pub const COPY_MIN: f32 = 0.5;

/// Words in a shingle.
const WORDS: usize = 5;

/// The runs of five words of a text, outside quotation marks, as hashes in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shingles {
    hashes: Vec<u64>,
}

impl Shingles {
    /// The shingles of a text. What stands in quotation marks is left out: two reporters who quote one statement
    /// have not copied each other.
    #[must_use]
    pub fn of(text: &str) -> Shingles {
        let mut hashes = Vec::new();
        each_shingle(text, |shingle| hashes.push(shingle));
        hashes.sort_unstable();
        hashes.dedup();
        Shingles { hashes }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether the text was too short to have any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The share of the shorter text's shingles that the other text holds, 0 to 1.
    ///
    /// ```
    /// use engine::stories::copies::Shingles;
    /// let wire = Shingles::of("The ferry sank off the northern cape late on Monday night, the coast guard said.");
    /// let local = Shingles::of("A local man helped. The ferry sank off the northern cape late on Monday night.");
    /// assert!(wire.containment(&local) > 0.5);
    /// ```
    #[must_use]
    pub fn containment(&self, other: &Shingles) -> f32 {
        let shorter = self.len().min(other.len());
        if shorter == 0 {
            return 0.0;
        }
        self.shared(other) as f32 / shorter as f32
    }

    /// How many shingles both texts hold.
    #[must_use]
    pub fn shared(&self, other: &Shingles) -> usize {
        let (mut left, mut right) = (&self.hashes[..], &other.hashes[..]);
        let mut shared = 0;
        while let ([a, rest @ ..], [b, others @ ..]) = (left, right) {
            shared += usize::from(a == b);
            left = if a <= b { rest } else { left };
            right = if b <= a { others } else { right };
        }
        shared
    }
}

/// The wording of every article so far, as a sample, and what each outlet prints again and again.
#[derive(Clone, Debug, Default)]
pub struct Known {
    first: FxHashMap<u32, First>,
    /// The article that had the very same wording first.
    same: FxHashMap<u64, u32>,
    articles: Vec<Sample>,
}

/// The article that had a shingle first, and in how many others of its outlet it stood since, copies aside: none, one,
/// two, or more. Four bytes for both, because there are tens of millions of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct First(u32);

impl First {
    const AGAIN_MAX: u32 = 3;

    fn new(article: u32) -> First {
        First(article << 2)
    }

    fn article(self) -> u32 {
        self.0 >> 2
    }

    fn again(self) -> u8 {
        (self.0 & First::AGAIN_MAX) as u8
    }

    fn with(self, again: u8) -> First {
        First(self.0 & !First::AGAIN_MAX | u32::from(again).min(First::AGAIN_MAX))
    }
}

/// What is kept of one article's wording.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// A fixed eighth of its shingles, in the order of the text.
    pub(super) shingles: Box<[u32]>,
    /// Its outlet's name as a number; 0 for none.
    pub(super) outlet: u32,
    /// All its words as one number; 0 for none.
    pub(super) whole: u64,
    /// The long words of its title.
    pub(super) title: Box<[u32]>,
}

/// An earlier article whose wording stands in a later one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Copied {
    /// The earlier article, by number.
    pub earlier: u32,
    /// How much of the shorter one's wording stands in the other, 0 to 1.
    pub share: f32,
    /// Whether the later one is the same outlet's new version of it.
    pub is_version: bool,
}

/// A shingle that stood in so many more articles of its outlet is the outlet's furniture.
const RECURRING: u8 = 2;
/// A text is a copy if so much of it stands in the other in one run: less can be a quotation, a box, a signature;
const RUN_MIN: f32 = 0.75;
/// and so much if both are of one outlet, whose boxes are in all its articles,
const OWN_RUN_MIN: f32 = 0.9;
/// or so much if their titles share a word, as those of an article and its new version do.
const OWN_TITLED_RUN_MIN: f32 = 0.5;
/// A text is an edited copy if so much of it stands in the other,
const SOME_MIN: f32 = 0.24;
/// and so much of it beside the longest run.
const SCATTERED_MIN: f32 = 0.05;
/// Of which so much stands in an earlier article of its outlet, it is a new version of that one.
const VERSION_MIN: f32 = 0.9;
/// So many sampled shingles must be shared.
const SHARED_MIN: usize = 3;
/// In one run of one outlet, so many: a box is short.
const OWN_SHARED_MIN: usize = 10;
/// A word of a title with fewer bytes says little of what it is about.
const TITLE_WORD_BYTES_MIN: usize = 5;
/// A credit in brackets is no longer.
const CREDIT_BYTES_MAX: usize = 40;

/// Whether two titles share a long word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Titles {
    /// One of them has none.
    #[default]
    Unknown,
    Alike,
    Unlike,
}

impl Titles {
    fn of(a: &Sample, b: &Sample) -> Titles {
        if a.title.is_empty() || b.title.is_empty() {
            return Titles::Unknown;
        }
        if a.title.iter().any(|word| b.title.contains(word)) { Titles::Alike } else { Titles::Unlike }
    }
}

/// How much of the shorter of two articles' wording stands in the other.
#[derive(Clone, Copy, Debug, Default)]
struct Overlap {
    /// Sampled shingles of the shorter one.
    all: usize,
    shared: usize,
    /// In the longest run of them.
    longest: usize,
    is_one_outlet: bool,
    titles: Titles,
}

impl Overlap {
    fn share(self, of: usize) -> f32 {
        of as f32 / self.all.max(1) as f32
    }

    fn is_copy(self) -> bool {
        let shared = self.share(self.shared);
        let is_scattered = self.share(self.shared - self.longest) >= SCATTERED_MIN;
        let (least, shared_min) = match (is_scattered, self.is_one_outlet, self.titles) {
            (true, ..) => (SOME_MIN, SHARED_MIN),
            (false, false, _) => (RUN_MIN, SHARED_MIN),
            (false, true, Titles::Alike) => (OWN_TITLED_RUN_MIN, SHARED_MIN),
            (false, true, Titles::Unknown) => (OWN_RUN_MIN, OWN_SHARED_MIN),
            (false, true, Titles::Unlike) => return false,
        };
        self.shared >= shared_min && shared >= least
    }

    fn is_version(self) -> bool {
        self.is_one_outlet && self.share(self.shared) >= COPY_MIN
    }
}

impl Known {
    /// Notes the wording of the next article; tells the earliest one that it copies.
    pub fn note(&mut self, sample: Sample) -> Option<Copied> {
        let number = self.articles.len() as u32;
        let same = if sample.whole == 0 { None } else { self.same.get(&sample.whole).copied() };
        self.articles.push(sample);
        let same = same.filter(|&same| !self.is_furniture(same, number));
        let copied = same.or_else(|| self.copied(number));
        let copied = copied.map(|earlier| {
            let overlap = self.overlap(earlier, number);
            let share = if same.is_some() { 1.0 } else { overlap.share(overlap.shared) };
            Copied { earlier, share, is_version: overlap.is_one_outlet && share >= COPY_MIN }
        });
        self.learn(number, copied.is_some_and(|copied| copied.share >= VERSION_MIN));
        copied
    }

    /// Whether one of two articles copies the other, by what is known so far.
    #[must_use]
    pub fn is_copy(&self, a: u32, b: u32) -> bool {
        let whole = |at: u32| self.articles.get(at as usize).map(|article| article.whole);
        match (whole(a), whole(b)) {
            (Some(one), Some(other)) => {
                (one == other && one != 0 && !self.is_furniture(a, b)) || self.overlap(a, b).is_copy()
            }
            _ => false,
        }
    }

    /// Whether two articles of an outlet are of different things, so that what they share is the outlet's.
    fn is_furniture(&self, a: u32, b: u32) -> bool {
        let (a, b) = (&self.articles[a as usize], &self.articles[b as usize]);
        is_one_outlet(a, b) && Titles::of(a, b) == Titles::Unlike
    }

    fn overlap(&self, a: u32, b: u32) -> Overlap {
        let (a, b) = (&self.articles[a as usize], &self.articles[b as usize]);
        let (is_one_outlet, titles) = (is_one_outlet(a, b), Titles::of(a, b));
        let (a, b) = (self.own(a), self.own(b));
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let long: FxHashSet<u32> = long.into_iter().collect();
        let mut overlap = Overlap { all: short.len(), is_one_outlet, titles, ..Overlap::default() };
        let mut run = 0;
        for shingle in &short {
            run = if long.contains(shingle) { run + 1 } else { 0 };
            overlap.shared += usize::from(run > 0);
            overlap.longest = overlap.longest.max(run);
        }
        overlap
    }

    /// The earliest of the articles that share most wording with this one and that it copies; one that it is a new
    /// version of comes first, because that one can have been a copy itself.
    fn copied(&self, number: u32) -> Option<u32> {
        const LOOKED_AT: usize = 4;
        let mut hits: FxHashMap<u32, u32> = FxHashMap::default();
        for shingle in self.own(&self.articles[number as usize]) {
            if let Some(first) = self.first.get(&shingle) {
                *hits.entry(first.article()).or_default() += 1;
            }
        }
        let mut hits: Vec<(u32, u32)> = hits.into_iter().collect();
        hits.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        hits.truncate(LOOKED_AT);
        let copied =
            hits.iter().map(|&(earlier, _)| earlier).find(|&earlier| self.is_copy(earlier, number))?;
        let is_own =
            |earlier: u32| is_one_outlet(&self.articles[earlier as usize], &self.articles[number as usize]);
        if is_own(copied) {
            return Some(copied);
        }
        let is_version = |&earlier: &u32| {
            is_own(earlier) && self.is_copy(earlier, number) && self.overlap(earlier, number).is_version()
        };
        Some(hits.iter().map(|&(earlier, _)| earlier).find(is_version).unwrap_or(copied))
    }

    /// A new version of an article has its outlet's boxes, too, and everything else that is not furniture.
    fn learn(&mut self, number: u32, is_version: bool) {
        let Sample { shingles, outlet, whole, .. } = &self.articles[number as usize];
        if *whole != 0 {
            self.same.entry(*whole).or_insert(number);
        }
        for &shingle in shingles {
            let first = self.first.entry(shingle).or_insert(First::new(number));
            let is_same_outlet = *outlet != 0 && self.articles[first.article() as usize].outlet == *outlet;
            if first.article() != number && is_same_outlet && !is_version {
                *first = first.with(first.again() + 1);
            }
        }
    }

    /// The sampled shingles of an article without its outlet's furniture.
    fn own(&self, article: &Sample) -> Vec<u32> {
        let is_furniture = |shingle: &u32| {
            self.first.get(shingle).is_some_and(|first| {
                first.again() >= RECURRING
                    && article.outlet != 0
                    && self.articles[first.article() as usize].outlet == article.outlet
            })
        };
        article.shingles.iter().copied().filter(|shingle| !is_furniture(shingle)).collect()
    }

    /// Everything that cannot be computed: the samples, and what recurs.
    pub(super) fn saved(&self) -> (Vec<Sample>, Vec<(u32, u8)>) {
        let again = self.first.iter().filter(|(_, first)| first.again() > 0);
        let mut again: Vec<(u32, u8)> = again.map(|(&shingle, first)| (shingle, first.again())).collect();
        again.sort_unstable();
        (self.articles.clone(), again)
    }

    /// What was saved.
    pub(super) fn of(articles: Vec<Sample>, again: Vec<(u32, u8)>) -> Known {
        let mut known = Known::default();
        for (number, sample) in articles.iter().enumerate() {
            if sample.whole != 0 {
                known.same.entry(sample.whole).or_insert(number as u32);
            }
            for &shingle in &sample.shingles {
                known.first.entry(shingle).or_insert(First::new(number as u32));
            }
        }
        for (shingle, count) in again {
            known.first.entry(shingle).and_modify(|first| *first = first.with(count));
        }
        known.articles = articles;
        known
    }

    pub(super) fn len(&self) -> usize {
        self.articles.len()
    }
}

impl Sample {
    /// The wording of a text, its title and who printed it.
    #[must_use]
    pub fn of(outlet: Option<&str>, title: Option<&str>, text: &str) -> Sample {
        let mut wording = Wording::default();
        wording.title(title.unwrap_or(""));
        for paragraph in text.split('\n').filter(|paragraph| !paragraph.trim().is_empty()) {
            wording.begin(paragraph);
            each_word(paragraph, |word, range| wording.word(word_hash(word), paragraph, range));
        }
        wording.sample(outlet)
    }
}

/// The wording of a text as it is read, word by word.
#[derive(Debug, Default)]
pub(super) struct Wording {
    title: Vec<u32>,
    shingles: Vec<u32>,
    whole: u64,
    roll: Roll,
    /// Whether the next paragraph is quoted.
    announced: bool,
    is_quoted: bool,
}

impl Wording {
    /// Reads a title; what stands after a dash or a bar is its outlet's.
    pub(super) fn title(&mut self, title: &str) {
        let own = title.split(" - ").next().and_then(|title| title.split(" | ").next()).unwrap_or("");
        each_word(own, |word, _| {
            if word.len() >= TITLE_WORD_BYTES_MIN {
                self.title.push((word_hash(word) >> 32) as u32);
            }
        });
    }

    /// Begins a paragraph. One that follows a colon, that carries a handle of a social network or that ends on a credit
    /// is quoted.
    pub(super) fn begin(&mut self, paragraph: &str) {
        let is_posted = paragraph.contains("(@") || paragraph.contains("t.co/");
        self.is_quoted = self.announced || is_posted || is_credited(paragraph);
        self.announced = paragraph.trim_end().ends_with(':');
        self.roll = Roll::default();
    }

    /// Adds the word that stands here in the paragraph.
    pub(super) fn word(&mut self, hash: u64, paragraph: &str, range: Range<usize>) {
        self.whole = self.whole.rotate_left(5).wrapping_mul(MIX) ^ hash;
        if self.is_quoted {
            return;
        }
        if let Some(shingle) = self.roll.word(hash, paragraph, range)
            && shingle % 8 == 0
        {
            self.shingles.push((shingle >> 32) as u32);
        }
    }

    pub(super) fn sample(mut self, outlet: Option<&str>) -> Sample {
        let mut seen = FxHashSet::default();
        self.shingles.retain(|&shingle| seen.insert(shingle));
        let outlet = outlet.map_or(0, |name| (word_hash(name) >> 32) as u32);
        Sample { shingles: self.shingles.into(), outlet, whole: self.whole, title: self.title.into() }
    }
}

fn is_one_outlet(a: &Sample, b: &Sample) -> bool {
    a.outlet == b.outlet && a.outlet != 0
}

/// Whether a paragraph ends on the name of who is excerpted, in brackets after the last sentence.
fn is_credited(paragraph: &str) -> bool {
    let Some(open) = paragraph.trim_end().strip_suffix(')') else { return false };
    let Some((before, credit)) = open.rsplit_once('(') else { return false };
    let is_name = credit.starts_with(char::is_uppercase) && credit.len() < CREDIT_BYTES_MAX;
    is_name && !credit.contains(')') && before.trim_end().ends_with(['.', '!', '?', '"', '”'])
}

/// Visits the shingles of a text outside quotation marks, in its order.
fn each_shingle(text: &str, mut visit: impl FnMut(u64)) {
    let mut roll = Roll::default();
    each_word(text, |word, range| {
        if let Some(shingle) = roll.word(word_hash(word), text, range) {
            visit(shingle);
        }
    });
}

/// The last words of a text as it is read.
#[derive(Debug, Default)]
struct Roll {
    last: [u64; WORDS],
    count: usize,
    quoted: Quoted,
    read: usize,
}

impl Roll {
    /// Adds the word that stands here in the text; tells the shingle that it ends, if it ends one.
    fn word(&mut self, hash: u64, text: &str, range: Range<usize>) -> Option<u64> {
        self.quoted.pass(&text[self.read..range.start]);
        self.read = range.end;
        if self.quoted.is_open() {
            self.count = 0;
            return None;
        }
        self.last.rotate_left(1);
        self.last[WORDS - 1] = hash.wrapping_mul(MIX);
        self.count += 1;
        (self.count >= WORDS).then(|| self.last.iter().fold(0, |sum: u64, word| sum.rotate_left(7) ^ word))
    }
}

const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// A word as a number (FNV-1a, 64 bits).
pub(super) fn word_hash(word: &str) -> u64 {
    let mix = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    word.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, mix)
}

/// Whether the reader is between double quotation marks; a paragraph's end closes what was left open. Marks of the other
/// kind within a quotation are part of it, and so are marks with an opening and a closing form.
#[derive(Debug, Default)]
struct Quoted {
    /// Marks with two forms that are open.
    depth: u32,
    is_straight: bool,
}

impl Quoted {
    fn is_open(&self) -> bool {
        self.depth > 0 || self.is_straight
    }

    fn pass(&mut self, between: &str) {
        if between == " " {
            return;
        }
        for c in between.chars() {
            match c {
                '\n' => *self = Quoted::default(),
                '"' if self.depth == 0 => self.is_straight = !self.is_straight,
                '“' | '„' | '«' if !self.is_straight => self.depth += 1,
                '”' | '»' if !self.is_straight => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_quotations_are_no_copies() {
        let a = Shingles::of(
            "“We will rebuild the harbour wall before winter comes,” the mayor told reporters on Friday.",
        );
        let b = Shingles::of(
            "Asked, she said: “We will rebuild the harbour wall before winter comes.” Nobody believed it.",
        );
        assert_eq!(a.shared(&b), 0);
    }

    const WIRE: &str = "The dam above the village burst on Tuesday after a week of rain, officials of the province said, and the water \
        carried away two bridges, a mill and the road to the coast before it reached the lake. Nobody had been warned in time, \
        because the gauge at the upper weir had been out of order since the spring, and the man who reads it was ill.";
    const OTHER: &str = "Nobody in the valley slept: when the water came, the bells of the old church rang for an hour, and people climbed \
        on roofs with their animals, as their grandparents had done in the great flood that every child here learns about.";
    const BOX: &str = "Sign up for our newsletter about the weather in the province and never miss a storm again, because our reporters watch \
        the sky for you all day and all night and write down what they see in short and simple words that everybody likes.";

    fn noted(articles: &[(&str, String)]) -> Vec<Option<u32>> {
        let mut known = Known::default();
        let note = |(outlet, text): &(&str, String)| {
            known.note(Sample::of(Some(outlet), None, text)).map(|copied| copied.earlier)
        };
        articles.iter().map(note).collect()
    }

    #[test]
    fn an_edited_copy_is_a_copy() {
        let edited = format!("VALLEY. {}\n\n{OTHER}", WIRE.replace("two bridges", "three bridges"));
        assert_eq!(noted(&[("A", WIRE.into()), ("B", OTHER.into()), ("C", edited)])[2], Some(0));
    }

    #[test]
    fn an_outlets_edited_article_is_a_new_version() {
        let mut known = Known::default();
        let edited = format!("{} {OTHER}", WIRE.replace("two bridges", "three bridges"));
        let mut note = |outlet, text: &str| known.note(Sample::of(Some(outlet), None, text));
        assert_eq!(note("A", WIRE), None);
        let (again, other) = (note("A", &edited).unwrap(), note("B", &edited).unwrap());
        assert!(again.is_version && again.earlier == 0 && again.share > 0.5 && again.share < 1.0);
        assert!(!other.is_version);
    }

    #[test]
    fn an_outlets_new_version_of_a_copy_is_a_version_of_its_own() {
        let copy = format!("{} {OTHER}", WIRE.replace("two bridges", "three bridges"));
        let again =
            format!("{copy} The mill was two hundred years old, and its owner had wanted to sell it.");
        let mut known = Known::default();
        let mut note = |outlet, text: &str| known.note(Sample::of(Some(outlet), None, text));
        note("A", WIRE);
        assert!(!note("B", &copy).unwrap().is_version);
        let again = note("B", &again).unwrap();
        assert!(again.is_version && again.earlier == 1);
    }

    #[test]
    fn in_one_outlet_titles_tell_a_version_from_a_box() {
        let again = |title| {
            let mut known = Known::default();
            known.note(Sample::of(Some("A"), Some("Dam bursts above the village - A News"), WIRE));
            known.note(Sample::of(Some("A"), Some(title), WIRE))
        };
        assert!(again("Village flooded after rain - A News").unwrap().is_version);
        assert_eq!(again("Bakery to close in autumn - A News"), None);
    }

    #[test]
    fn a_quotation_with_a_quotation_in_it_goes_on_after_it() {
        let mut quoted = Quoted::default();
        let mut open = |between| {
            quoted.pass(between);
            quoted.is_open()
        };
        assert_eq!(["“", " “", "” ", "”"].map(&mut open), [true, true, true, false]);
        assert_eq!(["\"", " “", "” ", "\""].map(&mut open), [true, true, true, false]);
        assert_eq!(["“", " \"", "\" ", "\n"].map(&mut open), [true, true, true, false]);
    }

    #[test]
    fn a_credited_excerpt_is_a_quotation() {
        let with = |text: &str| format!("{text}\n\n{BOX} (The Courier)");
        assert_eq!(noted(&[("A", with(WIRE)), ("B", with(OTHER))]), [None, None]);
        assert!(is_credited("It fell. (The Courier)") && !is_credited("It fell (on Monday)."));
    }

    #[test]
    fn an_announced_statement_is_a_quotation() {
        let with = |text: &str| format!("{text} She wrote:\n\n{BOX}");
        assert_eq!(noted(&[("A", with(WIRE)), ("B", with(OTHER))]), [None, None]);
    }

    #[test]
    fn short_articles_made_mostly_of_their_outlets_box_are_no_copies() {
        const OWN: [&str; 5] = [
            "A bakery in the old town closes at the end of the month, its owner said on Monday.",
            "Two boats collided in the fog near the pier, and nobody was hurt in the accident there.",
            "The council wants to plant three hundred lime trees along the road to the station soon.",
            "A lost parrot was found in the bell tower of the abbey after eleven days of searching.",
            "The library opens on Sundays from March on, as readers had asked for since last winter.",
        ];
        let after = OWN.map(|own| ("A", format!("{own}\n\n{BOX}")));
        assert_eq!(noted(&after), [None; 5]);
        let around = OWN.map(|own| ("A", format!("{OTHER}\n\n{own} {own}\n\n{BOX}")));
        assert_eq!(noted(&around)[3..], [None; 2], "known for furniture after three articles");
    }

    #[test]
    fn what_was_saved_goes_on_alike() {
        let mut known = Known::default();
        for text in [WIRE, OTHER, BOX, WIRE] {
            known.note(Sample::of(Some("A"), None, text));
        }
        let (articles, again) = known.saved();
        let mut other = Known::of(articles, again);
        for text in [BOX, WIRE, ""] {
            let sample = Sample::of(None, None, text);
            assert_eq!(known.note(sample.clone()), other.note(sample));
        }
        assert_eq!(known.saved(), other.saved());
    }

    #[test]
    fn containment_is_symmetric_and_bounded() {
        let a = Shingles::of("one two three four five six seven eight");
        let b = Shingles::of("zero one two three four five six");
        assert!((a.containment(&b) - b.containment(&a)).abs() < f32::EPSILON);
        assert!((a.containment(&a) - 1.0).abs() < f32::EPSILON);
        assert!(Shingles::of("too short").containment(&a).abs() < f32::EPSILON);
    }
}
