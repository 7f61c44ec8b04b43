//! `cargo xtask browser`: the page in a real browser, used as a reader uses it.
//!
//! Chromium is driven through its own protocol (Chrome DevTools Protocol, one JSON object per message, each ended by
//! NUL) over two pipes, which a shell puts where Chromium looks for them. A missing browser is installed with `apt-get`;
//! where that cannot be done the check fails, it is never passed over.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// The longest time that one answer of the browser may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// What browsers are called that speak the protocol.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// Widths of a desk's screen and of a phone, in CSS pixels.
const WIDTHS: [u32; 2] = [1280, 390];

/// The stories whose pages are checked.
pub(crate) const STORIES: [&str; 3] = ["examples/ferry", "examples/resignation", "examples/merger"];

/// Compares the stories of these folders with `program` and checks each page. The answer is one line for the reader.
///
/// # Errors
///
/// When there is no browser, when the program fails, or what is wrong with a page.
pub(crate) fn check(program: &Path, stories: &[&str]) -> Result<String, String> {
    let mut browser = Browser::start()?;
    let mut citations = 0;
    for story in stories {
        let page = std::env::temp_dir().join(format!(
            "rashomon-{}-{}.html",
            story.replace('/', "-"),
            std::process::id()
        ));
        compare(program, story, &page)?;
        let checked = check_page(&mut browser, &page).map_err(|wrong| format!("page of {story}: {wrong}"));
        // The page is only a temporary file: one that cannot be removed harms nobody.
        let _ = std::fs::remove_file(&page);
        citations += checked?;
    }
    Ok(format!(
        "browser: {} pages in light and dark, wide and narrow; {citations} citations lead to words, clicks land on them",
        stories.len()
    ))
}

/// The pictures of the guide: name, width, and the part of the page in sight.
const PICTURES: [(&str, u32, &str); 3] =
    [("page", 1280, "main"), ("claims", 1280, "s1-matrix"), ("phone", 390, "s1-matrix")];

/// Writes pictures of a page for the guide.
///
/// # Errors
///
/// When there is no browser, or a picture cannot be taken or written.
pub(crate) fn photograph(page: &Path, folder: &Path) -> Result<String, String> {
    let page = page.canonicalize().map_err(|error| format!("{}: {error}", page.display()))?;
    let mut browser = Browser::start()?;
    for (name, width, part) in PICTURES {
        let mut tab = Tab::open(&mut browser, &page, width, "light")?;
        tab.evaluate(&format!("document.getElementById('{part}').scrollIntoView()"))?;
        let picture = tab.call("Page.captureScreenshot", &json!({"format": "png"}))?;
        let bytes = decoded(picture["data"].as_str().unwrap_or_default());
        let file = folder.join(format!("{name}.png"));
        std::fs::write(&file, bytes).map_err(|error| format!("{}: {error}", file.display()))?;
        tab.close()?;
    }
    Ok(format!("browser: {} pictures of {} in {}", PICTURES.len(), page.display(), folder.display()))
}

fn compare(program: &Path, story: &str, page: &Path) -> Result<(), String> {
    let run = Command::new(program).args(["compare", story, "--format", "html", "-o"]).arg(page).output();
    let run = run.map_err(|error| format!("{}: {error}", program.display()))?;
    if run.status.success() {
        return Ok(());
    }
    Err(format!("compare {story}: {}: {}", run.status, String::from_utf8_lossy(&run.stderr).trim()))
}

/// All checks of one page; how many citations it has.
fn check_page(browser: &mut Browser, page: &Path) -> Result<usize, String> {
    let mut citations = 0;
    for scheme in ["light", "dark"] {
        for width in WIDTHS {
            let mut tab = Tab::open(browser, page, width, scheme)?;
            let at = format!("at {width} pixels, {scheme}");
            expect_nothing(
                &tab.evaluate(&format!("({OVERFLOW})({width})"))?,
                &format!("{at}, the page is wider than the window"),
            )?;
            expect_nothing(&tab.evaluate(CONTRAST)?, &format!("{at}, too little contrast"))?;
            expect_nothing(&tab.evaluate(BROKEN)?, &format!("{at}, broken"))?;
            citations = follow_citations(&mut tab).map_err(|wrong| format!("{at}: {wrong}"))?;
            skip_with_the_keyboard(&mut tab)?;
            expect_nothing(&json!(tab.outside_requests()), &format!("{at}, requests to the outside"))?;
            tab.close()?;
        }
    }
    Ok(citations)
}

fn expect_nothing(found: &Value, wrong: &str) -> Result<(), String> {
    let none = found.as_array().is_some_and(Vec::is_empty);
    if none { Ok(()) } else { Err(format!("{wrong}: {found}")) }
}

/// Clicks the first citation of every part of the page; each must land on the words that it promises, in sight and lit.
fn follow_citations(tab: &mut Tab) -> Result<usize, String> {
    let count = number(&tab.evaluate("document.querySelectorAll('a.cite').length")?);
    if count == 0 {
        return Err("no citation on the page".to_owned());
    }
    let firsts = tab.evaluate(FIRST_OF_EACH_PART)?;
    for at in firsts.as_array().into_iter().flatten().map(number) {
        let spot = tab.evaluate(&format!("({SPOT})({at})"))?;
        tab.click(spot["x"].as_f64().unwrap_or_default(), spot["y"].as_f64().unwrap_or_default())?;
        let landed = tab.evaluate(&format!("({LANDED})({at})"))?;
        expect_nothing(&landed, &format!("citation {at} does not land on its words"))?;
    }
    Ok(count)
}

/// The first press of the tab key reaches the link that skips to the comparison.
fn skip_with_the_keyboard(tab: &mut Tab) -> Result<(), String> {
    tab.evaluate("history.replaceState(null, '', location.pathname); scrollTo(0, 0); document.body.tabIndex = -1; document.body.focus()")?;
    for kind in ["keyDown", "keyUp"] {
        tab.call(
            "Input.dispatchKeyEvent",
            &json!({"type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}),
        )?;
    }
    let focused = tab.evaluate("document.activeElement.className")?;
    if focused == "skip" {
        Ok(())
    } else {
        Err(format!("the tab key first reaches {focused}, not the skip link"))
    }
}

fn number(value: &Value) -> usize {
    value.as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or_default()
}

const OVERFLOW: &str = r"width => {
    const wide = document.documentElement.scrollWidth > width;
    const inScroller = element => element.closest('.scroll') && !element.matches('.scroll');
    return !wide ? [] : [...document.querySelectorAll('body *')]
        .filter(element => !inScroller(element) && element.getBoundingClientRect().right > width + 1)
        .slice(0, 5).map(element => element.tagName + '.' + element.className + ' ' + element.textContent.slice(0, 40))
        .concat('scroll width ' + document.documentElement.scrollWidth);
}";

/// Every fragment leads somewhere, no id is given twice, headings and landmarks are there, nothing runs or loads.
const BROKEN: &str = r#"(() => {
    const wrong = [], all = selector => [...document.querySelectorAll(selector)];
    const ids = all('[id]').map(element => element.id);
    const known = new Set(ids);
    if (known.size !== ids.length) wrong.push('an id is given twice: ' + ids.find((id, at) => ids.indexOf(id) !== at));
    for (const link of all('a[href^="\\#"]')) if (!known.has(link.getAttribute('href').slice(1))) wrong.push('leads nowhere: ' + link.getAttribute('href'));
    for (const selector of ['html[lang]', 'main', 'header', 'footer', 'h1', 'h2', 'a.skip', 'title', 'article'])
        if (!document.querySelector(selector)) wrong.push('missing: ' + selector);
    if (document.scripts.length) wrong.push('a script');
    for (const element of all('*')) for (const { name } of element.attributes) if (/^on/i.test(name)) wrong.push('runs: ' + name);
    for (const link of all('a[href]')) if (!/^(#|https?:)/.test(link.getAttribute('href'))) wrong.push('address: ' + link.getAttribute('href'));
    return wrong.slice(0, 10);
})()"#;

/// WCAG 2.2, 1.4.3: text has a contrast of 4.5 to 1 against what lies behind it.
const CONTRAST: &str = r"(() => {
    const parse = colour => { const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
    const light = ({ r, g, b }) => [r, g, b].map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
        .reduce((sum, c, at) => sum + c * [.2126, .7152, .0722][at], 0);
    const behind = element => { for (let e = element; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.a > .99) return c; } return { r: 255, g: 255, b: 255 }; };
    const wrong = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || element.closest('svg') || !element.getClientRects().length) continue;
        const front = light(parse(getComputedStyle(element).color)), back = light(behind(element));
        const contrast = (Math.max(front, back) + .05) / (Math.min(front, back) + .05);
        if (contrast < 4.5) wrong.add(element.tagName + '.' + element.className + ' ' + contrast.toFixed(2));
    }
    return [...wrong].slice(0, 10);
})()";

const FIRST_OF_EACH_PART: &str = r"(() => {
    const all = [...document.querySelectorAll('a.cite')].filter(link => link.getClientRects().length), seen = new Set(), firsts = [];
    all.forEach(link => { const part = link.closest('.part').id; if (!seen.has(part)) { seen.add(part); firsts.push([...document.querySelectorAll('a.cite')].indexOf(link)); } });
    return firsts;
})()";

const SPOT: &str = r"at => {
    const link = document.querySelectorAll('a.cite')[at];
    link.scrollIntoView({ block: 'center', inline: 'center' });
    const box = link.getClientRects()[0];
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}";

const LANDED: &str = r"at => {
    const link = document.querySelectorAll('a.cite')[at], wrong = [];
    const target = document.querySelector(':target');
    if (location.hash !== link.getAttribute('href')) wrong.push('address is ' + location.hash);
    if (!target) return wrong.concat('nothing is lit');
    const pieces = [target, ...document.getElementsByClassName(target.id)];
    const plain = text => text.replace(/\s+/g, ' ').trim();
    const words = plain(pieces.map(piece => piece.textContent).join(' ')), promised = plain(link.title.replace(/^.*?: \u201c/, '').replace(/\u2026?\u201d$/, ''));
    if (!promised || !plain(words).replace(/ /g, '').startsWith(promised.replace(/ /g, ''))) wrong.push('words are: ' + words, 'promised: ' + promised);
    const box = target.getBoundingClientRect();
    if (box.top < 0 || box.top >= innerHeight) wrong.push('out of sight');
    const colours = new Set(pieces.map(piece => getComputedStyle(piece).backgroundColor));
    if (colours.size !== 1 || !colours.has('rgb(255, 216, 77)')) wrong.push('lit as ' + [...colours]);
    return wrong;
}";

/// A running browser, stopped when it is dropped.
struct Browser {
    process: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    next_id: u64,
    /// Its profile, removed with it.
    profile: PathBuf,
}

impl Browser {
    fn start() -> Result<Browser, String> {
        let program = installed().map_or_else(install, Ok)?;
        let profile = std::env::temp_dir().join(format!("rashomon-browser-{}", std::process::id()));
        let mut process = Command::new("sh")
            .args(["-c", "exec \"$@\" 3<&0 4>&1 >/dev/null 2>&1", "sh", &program])
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
            ])
            .args(["--remote-debugging-pipe", "--hide-scrollbars"])
            .arg(format!("--user-data-dir={}", profile.display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{program}: {error}"))?;
        let (Some(input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("the browser has no pipes".to_owned());
        };
        Ok(Browser { process, input, messages: listen(output), next_id: 0, profile })
    }

    /// Sends a command and waits for its answer; events that come before it are handed to `see`.
    fn call(&mut self, request: Value, see: &mut dyn FnMut(&Value)) -> Result<Value, String> {
        self.next_id += 1;
        let id = self.next_id;
        let mut message = request;
        message["id"] = json!(id);
        let bytes = [message.to_string().as_bytes(), b"\0"].concat();
        self.input.write_all(&bytes).map_err(|error| format!("browser: {error}"))?;
        loop {
            let answer = self.receive(&message["method"])?;
            if answer["id"] != json!(id) {
                see(&answer);
            } else if answer["error"].is_null() {
                return Ok(answer["result"].clone());
            } else {
                return Err(format!("browser: {}: {}", message["method"], answer["error"]));
            }
        }
    }

    fn receive(&mut self, waiting_for: &Value) -> Result<Value, String> {
        self.messages.recv_timeout(PATIENCE).map_err(|error| match error {
            RecvTimeoutError::Timeout => format!("browser: no answer to {waiting_for}"),
            RecvTimeoutError::Disconnected => format!("browser: it ended during {waiting_for}"),
        })
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may have ended by itself, and then there is nothing to stop or remove.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

fn listen(output: ChildStdout) -> Receiver<Value> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for message in BufReader::new(output).split(0).map_while(Result::ok) {
            let message = serde_json::from_slice(&message).unwrap_or_default();
            if sender.send(message).is_err() {
                break;
            }
        }
    });
    receiver
}

fn installed() -> Option<String> {
    let runs = |name: &&&str| {
        let run = Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        run.is_ok_and(|status| status.success())
    };
    NAMES.iter().find(runs).map(|name| (*name).to_owned())
}

fn install() -> Result<String, String> {
    for arguments in [&["update", "-q"][..], &["install", "-q", "-y", "--no-install-recommends", "chromium"]]
    {
        let run = Command::new("apt-get").args(arguments).stdout(Stdio::null()).status();
        if !run.is_ok_and(|status| status.success()) {
            return Err(
                "no Chromium here, and `apt-get install chromium` did not work: install it and run again"
                    .to_owned(),
            );
        }
    }
    installed().ok_or_else(|| "Chromium was installed but does not start".to_owned())
}

/// A page in the browser.
struct Tab<'a> {
    browser: &'a mut Browser,
    session: String,
    target: String,
    requests: Vec<String>,
    loaded: bool,
}

impl Tab<'_> {
    fn open<'a>(browser: &'a mut Browser, page: &Path, width: u32, scheme: &str) -> Result<Tab<'a>, String> {
        let created = browser
            .call(json!({"method": "Target.createTarget", "params": {"url": "about:blank"}}), &mut |_| {})?;
        let target = created["targetId"].as_str().unwrap_or_default().to_owned();
        let attach =
            json!({"method": "Target.attachToTarget", "params": {"targetId": target, "flatten": true}});
        let session = browser.call(attach, &mut |_| {})?["sessionId"].as_str().unwrap_or_default().to_owned();
        let mut tab = Tab { browser, session, target, requests: Vec::new(), loaded: false };
        tab.call("Page.enable", &json!({}))?;
        tab.call("Network.enable", &json!({}))?;
        let screen = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600});
        tab.call("Emulation.setDeviceMetricsOverride", &screen)?;
        let media = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        tab.call("Emulation.setEmulatedMedia", &media)?;
        tab.call("Page.navigate", &json!({"url": format!("file://{}", page.display())}))?;
        while !tab.loaded {
            let event = tab.browser.receive(&json!("the page"))?;
            tab.see(&event);
        }
        Ok(tab)
    }

    fn call(&mut self, method: &str, params: &Value) -> Result<Value, String> {
        let request = json!({"method": method, "params": params, "sessionId": self.session});
        let mut events = Vec::new();
        let answer = self.browser.call(request, &mut |event| events.push(event.clone()));
        events.iter().for_each(|event| self.see(event));
        answer
    }

    fn see(&mut self, event: &Value) {
        match event["method"].as_str() {
            Some("Page.loadEventFired") => self.loaded = true,
            Some("Network.requestWillBeSent") => {
                self.requests.push(event["params"]["request"]["url"].as_str().unwrap_or_default().to_owned());
            }
            _ => {}
        }
    }

    fn evaluate(&mut self, expression: &str) -> Result<Value, String> {
        let params = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let answer = self.call("Runtime.evaluate", &params)?;
        match answer.get("exceptionDetails") {
            Some(wrong) => Err(format!("in the page: {}", wrong["exception"]["description"])),
            None => Ok(answer["result"]["value"].clone()),
        }
    }

    fn click(&mut self, x: f64, y: f64) -> Result<(), String> {
        for kind in ["mousePressed", "mouseReleased"] {
            let params = json!({"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1});
            self.call("Input.dispatchMouseEvent", &params)?;
        }
        // The browser scrolls to the words before it draws again.
        self.evaluate(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))",
        )?;
        Ok(())
    }

    /// Requests that leave the page's own file.
    fn outside_requests(&self) -> Vec<&String> {
        self.requests.iter().filter(|url| !url.starts_with("file:") && !url.starts_with("data:")).collect()
    }

    fn close(self) -> Result<(), String> {
        let close = json!({"method": "Target.closeTarget", "params": {"targetId": self.target}});
        self.browser.call(close, &mut |_| {}).map(|_| ())
    }
}

/// Base 64 (RFC 4648); letters outside its alphabet are passed over.
fn decoded(text: &str) -> Vec<u8> {
    let sextet = |letter: u8| match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let sextets: Vec<u32> = text.bytes().filter_map(sextet).map(u32::from).collect();
    let mut bytes = Vec::with_capacity(sextets.len() * 3 / 4);
    for group in sextets.chunks(4) {
        let bits = group.iter().enumerate().fold(0, |bits, (at, sextet)| bits | sextet << (18 - 6 * at));
        let [_, whole @ ..] = bits.to_be_bytes();
        bytes.extend(&whole[..group.len() * 3 / 4]);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn base_64_is_read_as_the_standard_says() {
        for (text, expected) in
            [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9v\nYmFy", "foobar")]
        {
            assert_eq!(decoded(text), expected.as_bytes());
        }
    }
}
