//! Whether the time of an answer tells what its text does not.

use std::fmt::Write as _;
use std::time::Instant;

use super::{People, Verdict, sign_in};
use crate::callers::Login;
use crate::servers::{Server, Stage};
use crate::{Failed, median, say};

const WRONG: &str = "not the password of anybody";

/// One way to be refused.
struct Kind<'a> {
    name: &'static str,
    attempts: Vec<(&'a str, &'a str)>,
    /// The code that all of them get.
    code: &'static str,
    milliseconds: Vec<f64>,
}

impl<'a> Kind<'a> {
    fn new(
        name: &'static str,
        code: &'static str,
        ids: impl Iterator<Item = &'a str>,
        password: &'a str,
    ) -> Self {
        let attempts = ids.take(50).map(|id| (id, password)).collect();
        Self { name, attempts, code, milliseconds: Vec::new() }
    }
}

fn ids(logins: &[Login]) -> impl Iterator<Item = &str> + Clone {
    logins.iter().map(|login| login.portal_id.as_str())
}

/// Sign-ins of every kind, one after the other and in turn, so that whatever else the machine does meets all alike.
pub(super) fn measure(stage: &Stage, people: &People, samples: usize) -> Result<Timing, Failed> {
    let mut text = format!(
        "## Times of {samples} refusals of each kind\n\nOne at a time, in turn. `Told apart` is how often one answer alone \
         tells the kind from the first of its table by being slower: 0.5 is by chance.\n"
    );

    say("timing refusals");
    // Nobody is locked out, or it would be the lock that is measured.
    let open = stage.portico_with(&[("PORTICO_AUTH__MAX_FAILURES", "1000000"), UNLIMITED])?;
    let unknown = people.unknown.iter().map(String::as_str);
    let pending = people.pending.iter().map(String::as_str);
    let code = "INVALID_CREDENTIALS";
    let mut kinds = [
        Kind::new("wrong password", code, ids(&people.active), WRONG),
        Kind::new("unknown portal ID", code, unknown.clone(), WRONG),
        Kind::new("no password yet", code, pending, WRONG),
        Kind::new("suspended, wrong password", code, ids(&people.suspended), WRONG),
    ];
    run(&open, people, &mut kinds, samples)?;
    let mut apart = table(&mut text, &kinds)?;
    drop(open);

    say("timing locks");
    let locking = stage.portico_with(&[("PORTICO_AUTH__MAX_FAILURES", "5"), UNLIMITED])?;
    let mut kinds = [
        Kind::new("locked, known", "LOCKED", ids(&people.active).skip(50), WRONG),
        Kind::new("locked, known, right password", "LOCKED", ids(&people.active).skip(100), &people.password),
        Kind::new("locked, unknown", "LOCKED", unknown, WRONG),
    ];
    for (id, _) in kinds.iter().flat_map(|kind| &kind.attempts) {
        while sign_in(&locking, &people.host, id, WRONG)? != Verdict::Refused("LOCKED".to_owned()) {}
    }
    run(&locking, people, &mut kinds, samples)?;
    apart.extend(table(&mut text, &kinds)?);
    Ok(Timing { text, apart })
}

/// What was found.
pub(super) struct Timing {
    /// For the results.
    pub(super) text: String,
    /// The kinds whose times tell them: none, or row 12 of threats.md does not hold.
    pub(super) apart: Vec<String>,
}

/// Medians that are further apart tell who is who.
const MARK: f64 = 2.0;

const UNLIMITED: (&str, &str) = ("PORTICO_AUTH__PER_ACCOUNT_PER_MINUTE", "1000000");

fn run(server: &Server, people: &People, kinds: &mut [Kind<'_>], samples: usize) -> Result<(), Failed> {
    let count = kinds.len();
    for sample in 0..samples + WARM {
        for turn in 0..count {
            // Who begins changes, and who follows whom, so that no kind always finds what another has warmed. Each has
            // one turn.
            let step = if sample % 2 == 0 { 1 } else { count - 1 };
            let kind = &mut kinds[(sample / 2 + turn * step) % count];
            let (id, password) = kind.attempts[sample % kind.attempts.len()];
            let started = Instant::now();
            let verdict = sign_in(server, &people.host, id, password)?;
            let taken = started.elapsed().as_secs_f64() * 1000.0;
            if verdict != Verdict::Refused(kind.code.to_owned()) {
                return Err(format!("{}: {verdict:?}", kind.name).into());
            }
            if sample >= WARM {
                kind.milliseconds.push(taken);
            }
        }
    }
    Ok(())
}

/// Sign-ins of each kind that are not counted.
const WARM: usize = 20;

/// Writes the table of kinds that get one code; those that are told apart from the first by their times.
fn table(text: &mut String, kinds: &[Kind<'_>]) -> Result<Vec<String>, Failed> {
    let mut apart = Vec::new();
    writeln!(
        text,
        "\n| | samples | median ms | 5 % | 95 % | difference of medians (mark: 2 ms) | told apart |"
    )?;
    writeln!(text, "|---|---|---|---|---|---|---|")?;
    let first = &kinds[0];
    for kind in kinds {
        let middle = median(kind.milliseconds.clone());
        let difference = middle - median(first.milliseconds.clone());
        if difference.abs() >= MARK {
            apart.push(format!("{}: {difference:+.2} ms from {}", kind.name, first.name));
        }
        let mut sorted = kind.milliseconds.clone();
        sorted.sort_by(f64::total_cmp);
        let count = sorted.len();
        writeln!(
            text,
            "| {} | {count} | {middle:.2} | {:.2} | {:.2} | {:+.2} ms | {:.3} |",
            kind.name,
            sorted[count / 20],
            sorted[count * 19 / 20],
            difference,
            slower(&kind.milliseconds, &first.milliseconds)
        )?;
    }
    Ok(apart)
}

/// How often a value of the first is greater than one of the second (the U statistic of Mann and Whitney, as a share).
fn slower(values: &[f64], base: &[f64]) -> f64 {
    let mut sorted = base.to_vec();
    sorted.sort_by(f64::total_cmp);
    let below = |value: f64| sorted.partition_point(|other| *other < value);
    let up_to = |value: f64| sorted.partition_point(|other| *other <= value);
    let places: f64 = values.iter().map(|value| midpoint(below(*value), up_to(*value))).sum();
    places / (float(values.len()) * float(base.len()))
}

fn midpoint(low: usize, high: usize) -> f64 {
    f64::midpoint(float(low), float(high))
}

fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
