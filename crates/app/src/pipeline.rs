//! Threads around pure functions: many at work, results in the order of the input, memory bounded.
//!
//! One thread takes items from the input, one for each core works, the calling thread takes the results in order.
//! Every queue is bounded, so a slow reader slows the input down instead of filling memory. A piece of work that
//! panics or takes too long is given up; the others go on.

use std::any::Any;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long a guarded part of a piece of work may take; that it has to wait for a free core does not count.
const GUARDED_MAX: Duration = Duration::from_secs(2);
/// The same with all waiting, which no machine is crowded enough to reach.
const GUARDED_WITH_WAITING_MAX: Duration = Duration::from_secs(120);
/// How often a thread is looked after that was late.
const LATE_STEP: Duration = Duration::from_millis(20);
/// How many items may wait for each core.
const WAITING_PER_CORE: usize = 8;
/// Room for the deepest recursion of a page's parser.
const STACK_BYTES: usize = 16 << 20;

/// What became of a piece of work.
#[derive(Debug)]
pub(crate) enum Outcome<R> {
    /// It was done.
    Done(R),
    /// Its guarded part took longer than two seconds.
    TooSlow,
    /// The program itself is wrong.
    Panicked,
}

/// What the calling thread is told.
#[derive(Debug)]
pub(crate) enum Event<L, R> {
    /// The next result, with the item's label.
    Result(L, Outcome<R>),
    /// The next result is not there yet: a good moment to flush.
    Waiting,
}

/// An item's own clock: guarded from the beginning until the work says that it is safe.
#[derive(Debug)]
pub(crate) struct Guard<'s, R> {
    sender: &'s Sender<Message<R>>,
}

impl<R> Guard<'_, R> {
    /// Nothing that follows can take unreasonably long.
    pub(crate) fn safe(&self) {
        // The caller may have gone away, as at the end of a broken pipe: then nobody waits.
        let _ = self.sender.send(Message::Safe);
    }
}

enum Message<R> {
    Begun(Clock),
    Safe,
    Done(R),
    Panicked,
}

/// How long a thread has worked on an item.
struct Clock {
    begun: Instant,
    thread: Thread,
    /// How long the thread had waited for a core before that.
    waited: Duration,
}

/// A worker, as the system knows it.
#[derive(Clone)]
struct Thread {
    /// The file in which Linux counts its time; on other systems all time counts as work.
    statistics: Option<Arc<Path>>,
}

impl Thread {
    /// The one that calls.
    fn own() -> Thread {
        let link = std::fs::read_link("/proc/thread-self").ok();
        Thread { statistics: link.map(|link| Path::new("/proc").join(link).join("schedstat").into()) }
    }

    /// How long it has been ready to run while no core was free.
    fn waited(&self) -> Duration {
        let text = self.statistics.as_deref().and_then(|path| std::fs::read_to_string(path).ok());
        text.as_deref().and_then(waited).unwrap_or_default()
    }
}

/// The second number of Linux's `schedstat`: nanoseconds of waiting for a core.
fn waited(statistics: &str) -> Option<Duration> {
    statistics.split_ascii_whitespace().nth(1)?.parse().ok().map(Duration::from_nanos)
}

impl Clock {
    fn start(thread: &Thread) -> Clock {
        Clock { begun: Instant::now(), thread: thread.clone(), waited: thread.waited() }
    }

    /// How much time is left for the work.
    fn left(&self) -> Duration {
        time_left(self.begun.elapsed(), self.thread.waited().saturating_sub(self.waited))
    }
}

/// What is left of the time for a guarded part that began `elapsed` ago, of which it had to wait `waited`.
fn time_left(elapsed: Duration, waited: Duration) -> Duration {
    let worked = elapsed.saturating_sub(waited);
    GUARDED_MAX.saturating_sub(worked).min(GUARDED_WITH_WAITING_MAX.saturating_sub(elapsed))
}

/// The work on one item.
type Work<T, R> = dyn Fn(T, &Guard<'_, R>) -> R + Send + Sync;

type Jobs<T, R> = Arc<Mutex<Receiver<(T, Sender<Message<R>>)>>>;

/// Runs `work` on every item, on every core, and hands the results to `sink` in the items' order, until it breaks.
pub(crate) fn ordered<L, T, R, B>(
    items: impl Iterator<Item = (L, T)> + Send + 'static,
    work: impl Fn(T, &Guard<'_, R>) -> R + Send + Sync + 'static,
    mut sink: impl FnMut(Event<L, R>) -> ControlFlow<B>,
) -> ControlFlow<B>
where
    L: Send + 'static,
    T: Send + 'static,
    R: Send + 'static,
{
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let (jobs_in, jobs_out) = sync_channel(cores * WAITING_PER_CORE);
    let (slots_in, slots_out) = sync_channel(cores * WAITING_PER_CORE);
    let jobs: Jobs<T, R> = Arc::new(Mutex::new(jobs_out));
    let work: Arc<Work<T, R>> = Arc::new(work);
    for _ in 0..cores {
        spawn_worker(&jobs, &work);
    }
    start(move || feed(items, &jobs_in, &slots_in));

    loop {
        let (label, slot): (L, Receiver<Message<R>>) = match slots_out.try_recv() {
            Ok(slot) => slot,
            Err(_) => {
                sink(Event::Waiting)?;
                let Ok(slot) = slots_out.recv() else { return ControlFlow::Continue(()) };
                slot
            }
        };
        let outcome = wait(&slot, || sink(Event::Waiting))?;
        if matches!(outcome, Outcome::TooSlow) {
            // The thread cannot be stopped; it ends with the process. Another takes its place.
            spawn_worker(&jobs, &work);
        }
        sink(Event::Result(label, outcome))?;
    }
}

/// Panics of workers are told by whoever collects the results, in one line, with the input's name.
pub(crate) fn keep_panics_quiet() {
    std::panic::set_hook(Box::new(|panic| {
        if thread::current().name() == Some("main") {
            eprintln!("rashomon: internal error: {}", message(panic.payload()));
        }
    }));
}

fn message(payload: &dyn Any) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("unknown")
}

fn start(work: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().name("worker".to_owned()).stack_size(STACK_BYTES);
    thread.spawn(work).expect("a system that cannot start a handful of threads cannot run any program");
}

fn feed<L, T, R>(
    items: impl Iterator<Item = (L, T)>,
    jobs: &SyncSender<(T, Sender<Message<R>>)>,
    slots: &SyncSender<(L, Receiver<Message<R>>)>,
) {
    for (label, item) in items {
        let (sender, receiver) = channel();
        if slots.send((label, receiver)).is_err() || jobs.send((item, sender)).is_err() {
            return;
        }
    }
}

fn spawn_worker<T: Send + 'static, R: Send + 'static>(jobs: &Jobs<T, R>, work: &Arc<Work<T, R>>) {
    let (jobs, work) = (Arc::clone(jobs), Arc::clone(work));
    start(move || {
        let thread = Thread::own();
        loop {
            // A poisoned lock is a panic between `lock` and `recv`, which leaves the queue as it was.
            let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((item, sender)) = next else { return };
            let _ = sender.send(Message::Begun(Clock::start(&thread)));
            let done = catch_unwind(AssertUnwindSafe(|| work(item, &Guard { sender: &sender })));
            let _ = sender.send(done.map_or(Message::Panicked, Message::Done));
        }
    });
}

/// Waits for one result, no longer than its guarded part may take.
fn wait<R, B>(
    slot: &Receiver<Message<R>>,
    mut waiting: impl FnMut() -> ControlFlow<B>,
) -> ControlFlow<B, Outcome<R>> {
    let mut clock: Option<Clock> = None;
    loop {
        let next = match slot.try_recv() {
            Ok(message) => Ok(message),
            Err(_) => {
                waiting()?;
                receive(slot, clock.as_ref())
            }
        };
        match next {
            Ok(Message::Begun(begun)) => clock = Some(begun),
            Ok(Message::Safe) => clock = None,
            Ok(Message::Done(result)) => return ControlFlow::Continue(Outcome::Done(result)),
            Ok(Message::Panicked) | Err(RecvTimeoutError::Disconnected) => {
                return ControlFlow::Continue(Outcome::Panicked);
            }
            Err(RecvTimeoutError::Timeout) => return ControlFlow::Continue(Outcome::TooSlow),
        }
    }
}

fn receive<R>(slot: &Receiver<Message<R>>, clock: Option<&Clock>) -> Result<Message<R>, RecvTimeoutError> {
    let Some(clock) = clock else { return slot.recv().map_err(|_| RecvTimeoutError::Disconnected) };
    loop {
        let left = clock.left();
        match slot.recv_timeout(left.max(LATE_STEP)) {
            Err(RecvTimeoutError::Timeout) if !clock.left().is_zero() => {}
            result => return result,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collect<R: Send + 'static>(
        count: u64,
        work: impl Fn(u64, &Guard<'_, R>) -> R + Send + Sync + 'static,
    ) -> Vec<(u64, Outcome<R>)> {
        let mut out = Vec::new();
        let end = ordered((0..count).map(|n| (n, n)), work, |event| {
            if let Event::Result(label, outcome) = event {
                out.push((label, outcome));
            }
            ControlFlow::<()>::Continue(())
        });
        assert_eq!(end, ControlFlow::Continue(()));
        out
    }

    #[test]
    fn results_keep_the_order_of_the_items() {
        let out = collect(500, |n, _| n * 2);
        assert_eq!(out.len(), 500);
        for (at, (label, outcome)) in out.iter().enumerate() {
            assert_eq!(*label, at as u64);
            assert!(matches!(outcome, Outcome::Done(n) if *n == label * 2));
        }
    }

    #[test]
    fn a_panic_spoils_one_item_alone() {
        let out = collect(20, |n, _| if n == 7 { panic!("seven") } else { n });
        let bad: Vec<_> = out.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Panicked)).collect();
        assert_eq!(bad.len(), 1);
        assert_eq!(bad[0].0, 7);
    }

    #[test]
    fn work_that_never_ends_is_given_up() {
        let out = collect(5, |n, guard| {
            if n == 2 {
                loop {
                    thread::park();
                }
            }
            guard.safe();
            n
        });
        assert!(matches!(out[2].1, Outcome::TooSlow));
        assert_eq!(out.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Done(_))).count(), 4);
    }

    #[test]
    fn waiting_for_a_core_is_no_work() {
        let seconds = Duration::from_secs_f64;
        assert_eq!(time_left(seconds(0.5), seconds(0.0)), seconds(1.5));
        assert_eq!(time_left(seconds(30.0), seconds(29.5)), seconds(1.5));
        assert_eq!(time_left(seconds(30.0), seconds(1.0)), seconds(0.0));
        assert_eq!(time_left(seconds(121.0), seconds(121.0)), seconds(0.0));
        assert_eq!(waited("7 3751030 1\n"), Some(Duration::from_nanos(3_751_030)));
        assert_eq!(waited("no numbers"), None);
    }

    #[test]
    fn a_sink_that_breaks_ends_the_run() {
        let mut seen = 0;
        let end = ordered(
            (0u64..).map(|n| (n, n)),
            |n, _: &Guard<'_, u64>| n,
            |event| {
                seen += usize::from(matches!(event, Event::Result(..)));
                if seen == 10 { ControlFlow::Break("enough") } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(end, ControlFlow::Break("enough"));
    }
}
