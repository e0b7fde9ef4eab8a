//! One property over everything of billing and payments: whatever happens to two customers, in whatever order, after each
//! step the books are true (see [`check`](super::check)); what is refused has written nothing, and what is asked for again
//! under its key neither.
//!
//! Each history is made from its number alone and lives at a tenant of its own with a clock of its own, so that one that
//! fails is played again as often as it takes to find the shortest that does. `PORTICO_HISTORIES` and
//! `PORTICO_HISTORY_STEPS` say how many and how long (the long tier: 1,000 of 50), `PORTICO_HISTORY_FIRST` where to begin.

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::thread;
use std::time::Instant;

use futures_util::FutureExt as _;
use portico::payments::Payments;
use portico::payments::entity::payment;
use portico::payments::sandbox::entity::sandbox_charge;
use portico::payments::state::is_open;
use portico::ports::payment_gateway::DisputeStatus;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::check::assert_all_holds;
use super::play::{History, payments_of};
use super::step::{Step, history};
use crate::payments::desk::assert_the_gateway_agrees;
use crate::support::app::{Backing, TestApp, on_own_database};

/// Shorter histories that are tried of one that fails.
const TRIES: u32 = 300;

/// Histories from which on they are shared among threads, each with a database of its own.
const MANY: u64 = 50;

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

type Counts = BTreeMap<String, (usize, usize)>;

/// Plays a history at a new tenant. Where it fails: at which step, and how.
async fn play(t: &TestApp, payments: &Payments, steps: &[Step]) -> Result<Counts, String> {
    let mut at = 0;
    let run = async {
        let mut history = History::begin(t, payments).await;
        for (place, step) in steps.iter().enumerate() {
            at = place;
            history.take(step).await;
            assert_all_holds(&history).await;
        }
        at = steps.len();
        settle(&mut history).await;
        history.counts
    };
    Box::pin(AssertUnwindSafe(run).catch_unwind()).await.map_err(|cause| {
        let words = cause.downcast_ref::<String>().cloned();
        let words = words.or_else(|| cause.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        format!("step {at}: {}", words.unwrap_or_default())
    })
}

/// Time passes until nothing is open any more: then the gateway's books say the same.
async fn settle(history: &mut History) {
    for _ in 0..6 {
        history.take(&Step::Seconds(3_700)).await;
    }
    assert_all_holds(history).await;
    let charges = history.rows::<sandbox_charge::Entity>().await;
    for row in history.rows::<payment::Entity>().await {
        assert!(!is_open(row.status), "{row:?}");
        let charge = charges.iter().find(|charge| charge.payment == row.id.to_string());
        let taken = charge.map_or(0, |charge| match charge.dispute {
            Some(DisputeStatus::Open | DisputeStatus::Lost) => charge.amount_minor - charge.refunded_minor,
            Some(DisputeStatus::Won) | None => 0,
        });
        assert_eq!(row.charged_back_minor, taken, "{row:?} {charge:?}");
    }
    assert_the_gateway_agrees(&history.t).await;
}

/// The history of a number; the shortest one that fails, if it does.
async fn check(t: &TestApp, payments: &Payments, number: u64, length: usize) -> Counts {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut tree = history(length).new_tree(&mut runner).expect("a history");
    let (mut worst, mut why) = match Box::pin(play(t, payments, &tree.current())).await {
        Ok(counts) => return counts,
        Err(why) => (tree.current(), why),
    };
    let mut more = tree.simplify();
    for _ in 0..setting("PORTICO_HISTORY_TRIES", u64::from(TRIES)) {
        if !more {
            break;
        }
        more = match Box::pin(play(t, payments, &tree.current())).await {
            Ok(_) => tree.complicate(),
            Err(cause) => {
                (worst, why) = (tree.current(), cause);
                tree.simplify()
            }
        };
    }
    panic!("history {number} fails.\nThe shortest that does: {worst:#?}\n{why}");
}

fn histories(backing: Backing, name: &str, numbers: Vec<u64>, length: usize) -> Counts {
    let mut counts = Counts::new();
    on_own_database(backing, name, async |t: TestApp| {
        let payments = payments_of(&t);
        for number in numbers {
            for (step, (done, refused)) in Box::pin(check(&t, &payments, number, length)).await {
                let sum = counts.entry(step).or_default();
                *sum = (sum.0 + done, sum.1 + refused);
            }
        }
    });
    counts
}

fn whatever_happens_the_books_are_true(backing: Backing, name: &str) {
    let (count, first) = (setting("PORTICO_HISTORIES", 3), setting("PORTICO_HISTORY_FIRST", 0));
    let length = usize::try_from(setting("PORTICO_HISTORY_STEPS", 50)).expect("few");
    let threads = if count < MANY {
        1
    } else {
        thread::available_parallelism().ok().and_then(|n| u64::try_from(n.get()).ok()).unwrap_or(1)
    };
    let begun = Instant::now();
    let share = |at: u64| {
        let numbers = (first..first + count).filter(|number| number % threads == at).collect();
        histories(backing, &format!("{name} {at}"), numbers, length)
    };
    let counts: Vec<Counts> = thread::scope(|scope| {
        let shares: Vec<_> = (0..threads).map(|at| scope.spawn(move || share(at))).collect();
        shares
            .into_iter()
            .map(|share| share.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)))
            .collect()
    });
    let mut sums = Counts::new();
    for (step, (done, refused)) in counts.into_iter().flatten() {
        let sum = sums.entry(step).or_default();
        *sum = (sum.0 + done, sum.1 + refused);
    }
    let (steps, millis) = (u128::from(count) * length as u128, begun.elapsed().as_millis().max(1));
    eprintln!(
        "{count} histories of {length} steps in {millis} ms: {} steps a second",
        steps * 1_000 / millis
    );
    eprintln!("done and refused: {sums:?}");
    for step in ["Pay", "Cash", "Refund", "Credit", "Draft", "Dispute"] {
        assert!(sums.get(step).is_some_and(|(done, _)| *done > 0), "no {step} was ever done: {sums:?}");
    }
    assert!(sums.values().any(|(_, refused)| *refused > 0), "nothing was ever refused");
}

#[test]
fn whatever_happens_the_books_are_true_embedded() {
    whatever_happens_the_books_are_true(Backing::Embedded, concat!(module_path!(), " embedded"));
}

#[test]
fn whatever_happens_the_books_are_true_services() {
    whatever_happens_the_books_are_true(Backing::Services, concat!(module_path!(), " services"));
}
