//! How long placing an article takes, by how many are in the window.
//!
//! Writes `docs/latency.svg`: the median and the 99th percentile of the time that one placement takes, reading the
//! article not counted.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use engine::stories::{Reader, Settings, Stream};

use crate::load;

/// The times of the last so many placements make a point.
const TAKEN: usize = 2_000;
/// Between a power of ten and the next.
const STEPS: [usize; 3] = [10, 18, 32];

/// A point of the curve: articles in the window, and times of one placement.
struct Point {
    articles: usize,
    median: Duration,
    high: Duration,
}

/// What is drawn of a point.
type Time = fn(&Point) -> Duration;

/// Places a load of so many articles and draws the curve.
pub(crate) fn measure(root: &Path, articles: &Path, count: &str) -> Result<String, String> {
    let count: usize = count.parse().map_err(|_| format!("`{count}` is no number of articles"))?;
    let source = load::Stream::read(articles)?;
    let mut stream = Stream::new(Settings::default());
    let mut reader = Reader::default();
    let (mut times, mut points) = (Vec::new(), Vec::new());
    let (mut reading, mut placing) = (Duration::ZERO, Duration::ZERO);
    let before = memory();
    for (at, article) in source.load(count).enumerate() {
        let begun = Instant::now();
        let features = reader.read(&article);
        let read = begun.elapsed();
        stream.place_read(&article, &features);
        let time = begun.elapsed() - read;
        (reading, placing) = (reading + read, placing + time);
        times.push(time);
        if is_point(at + 1, count) {
            points.push(point(at + 1, &times[times.len().saturating_sub(TAKEN)..]));
        }
    }
    let mut said = String::new();
    for point in &points {
        let _ = writeln!(said, "{} articles: {:?}, {:?}", point.articles, point.median, point.high);
    }
    let used = memory().saturating_sub(before) / count.max(1) as u64;
    let begun = Instant::now();
    let bytes = stream.save();
    let saved = begun.elapsed();
    drop(stream);
    let begun = Instant::now();
    let restored = Stream::restore(Settings::default(), &bytes).map_err(|error| error.to_string())?;
    let restoring = begun.elapsed();
    let _ = writeln!(
        said,
        "{count} articles read in {reading:.1?} and placed in {placing:.1?}; {used} bytes of memory each; state of {} bytes \
         saved in {saved:.1?} and restored in {restoring:.1?}, {} articles",
        bytes.len(),
        restored.placed().count(),
    );
    let file = root.join("docs/latency.svg");
    fs::write(&file, drawn(&points)).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(said)
}

fn is_point(at: usize, count: usize) -> bool {
    let mut base = at;
    while base >= 100 && base.is_multiple_of(10) {
        base /= 10;
    }
    at >= TAKEN && (STEPS.contains(&base) || at == count)
}

fn point(articles: usize, times: &[Duration]) -> Point {
    let mut times = times.to_vec();
    times.sort_unstable();
    Point { articles, median: times[times.len() / 2], high: times[times.len() * 99 / 100] }
}

/// The memory that this process uses, in bytes; 0 where the system does not tell.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok()).unwrap_or(0) * 1_024
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 360.0;
const MARGIN: f64 = 56.0;
/// The axes, as powers of ten: articles, and milliseconds.
const ARTICLES: (i32, i32) = (3, 6);
const MILLISECONDS: (i32, i32) = (-2, 1);

/// The curve on two logarithmic axes.
fn drawn(points: &[Point]) -> String {
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\" \
         role=\"img\">\n<title>Time to place one article, by the number of articles in the window</title>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n"
    );
    for power in MILLISECONDS.0..=MILLISECONDS.1 {
        let (y, end) = (down(10_f64.powi(power)), WIDTH - MARGIN);
        let _ = writeln!(out, "<path d=\"M{MARGIN} {y:.1}H{end}\" stroke=\"#ddd\"/>");
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{} ms</text>",
            MARGIN - 6.0,
            y + 4.0,
            10_f64.powi(power)
        );
    }
    for power in ARTICLES.0..=ARTICLES.1 {
        let x = across(10_f64.powi(power));
        let (y, label) = (HEIGHT - MARGIN + 20.0, ["1,000", "10,000", "100,000", "1,000,000"]);
        let label = label[(power - ARTICLES.0) as usize];
        let _ = writeln!(out, "<text x=\"{x:.1}\" y=\"{y}\" text-anchor=\"middle\">{label}</text>");
    }
    let goal = down(5.0);
    let _ = writeln!(
        out,
        "<path d=\"M{MARGIN} {goal:.1}H{}\" stroke=\"#888\" stroke-dasharray=\"4 4\"/>\n\
         <text x=\"{}\" y=\"{:.1}\" fill=\"#555\">goal for the 99th percentile: 5 ms</text>",
        WIDTH - MARGIN,
        MARGIN + 8.0,
        goal - 6.0
    );
    let named: [(&str, &str, Time); 2] =
        [("median", "#0b6e4f", |point| point.median), ("99th percentile", "#9b2226", |point| point.high)];
    for (name, colour, time) in named {
        let at = |point: &Point| (across(point.articles as f64), down(time(point).as_secs_f64() * 1_000.0));
        let line: Vec<String> = points.iter().map(at).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            line.join(" ")
        );
        if let Some((x, y)) = points.first().map(at) {
            let (x, y) = (x + 8.0, y + 18.0);
            let _ = writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" fill=\"{colour}\">{name}</text>");
        }
    }
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">articles in the window</text>\n</svg>",
        WIDTH / 2.0,
        HEIGHT - 12.0
    );
    out
}

fn across(articles: f64) -> f64 {
    let (low, high) = (f64::from(ARTICLES.0), f64::from(ARTICLES.1));
    MARGIN + (libm::log10(articles) - low) / (high - low) * (WIDTH - 2.0 * MARGIN)
}

fn down(milliseconds: f64) -> f64 {
    let (low, high) = (f64::from(MILLISECONDS.0), f64::from(MILLISECONDS.1));
    let share = (libm::log10(milliseconds.max(1e-9)) - low) / (high - low);
    HEIGHT - MARGIN - share.clamp(0.0, 1.0) * (HEIGHT - MARGIN - 32.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_spread_over_the_powers_of_ten() {
        let points: Vec<usize> = (1..=33_000).filter(|&at| is_point(at, 33_000)).collect();
        assert_eq!(points, [3_200, 10_000, 18_000, 32_000, 33_000]);
    }

    #[test]
    fn more_time_is_higher_and_more_articles_are_further_right() {
        let point = |articles, micros| Point {
            articles,
            median: Duration::from_micros(micros),
            high: Duration::from_micros(micros * 3),
        };
        let picture = drawn(&[point(10_000, 200), point(1_000_000, 400)]);
        assert_eq!(picture.matches("<polyline").count(), 2);
        assert!(down(0.4) < down(0.2) && across(1_000_000.0) > across(10_000.0));
        assert!(picture.starts_with("<svg") && picture.trim_end().ends_with("</svg>"));
    }
}
