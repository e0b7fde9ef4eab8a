//! The results as a table, with the marks of performance.md that can be judged here.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::callers::Seeded;
use crate::measure::Sample;
use crate::servers::{Kind, Query, Stage};
use crate::services::output;
use crate::statements::Count;
use crate::{Failed, median, usage};

/// Connections of the loaded measurements.
pub(crate) const BUSY: u32 = 32;
/// One request at a time.
pub(crate) const ALONE: u32 = 1;

type Key = (&'static str, &'static str, u32);

/// Everything that was measured.
pub(crate) struct Report {
    seconds: u32,
    seeding: f64,
    rows: String,
    bytes: [f64; 3],
    machine: String,
    /// Stripped, in MB.
    binary: f64,
    load_before: String,
    samples: HashMap<Key, Vec<Sample>>,
    counts: HashMap<(&'static str, &'static str), Count>,
    first_answers: HashMap<&'static str, f64>,
}

impl Report {
    pub(crate) fn new(
        seconds: u32,
        seeding: f64,
        seeded: &Seeded,
        bytes: [f64; 3],
        stage: &Stage,
    ) -> Result<Self, Failed> {
        let rows: Vec<String> = seeded.rows.iter().map(|(table, rows)| format!("{rows} {table}")).collect();
        Ok(Self {
            seconds,
            seeding,
            rows: rows.join(", "),
            bytes,
            machine: machine(stage)?,
            binary: stripped(stage)?,
            load_before: usage::load_average(),
            samples: HashMap::new(),
            counts: HashMap::new(),
            first_answers: HashMap::new(),
        })
    }

    pub(crate) fn add(&mut self, kind: Kind, query: Query, connections: u32, sample: Sample) {
        self.samples.entry((kind.name(), query.name(), connections)).or_default().push(sample);
    }

    pub(crate) fn count(&mut self, kind: Kind, query: Query, count: Count) {
        self.counts.insert((kind.name(), query.name()), count);
    }

    pub(crate) fn first_answer(&mut self, kind: Kind, milliseconds: f64) {
        self.first_answers.insert(kind.name(), milliseconds);
    }

    fn of(&self, kind: Kind, query: Query, connections: u32) -> &[Sample] {
        self.samples.get(&(kind.name(), query.name(), connections)).map_or(&[], Vec::as_slice)
    }

    fn middle(&self, kind: Kind, query: Query, connections: u32, value: impl Fn(&Sample) -> f64) -> f64 {
        median(self.of(kind, query, connections).iter().map(value).collect())
    }

    /// The median over the rounds of Portico's value over the floor's in the same round.
    fn ratio(&self, query: Query, connections: u32, value: impl Fn(&Sample) -> f64) -> f64 {
        let [ours, theirs] = [Kind::Portico, Kind::Floor].map(|kind| self.of(kind, query, connections));
        median(ours.iter().zip(theirs).map(|(a, b)| value(a) / value(b)).collect())
    }

    fn memory(&self, kind: Kind) -> f64 {
        let of_kind = self.samples.iter().filter(|((name, ..), _)| *name == kind.name());
        of_kind.flat_map(|(_, samples)| samples).map(|sample| sample.memory).fold(0.0, f64::max)
    }

    /// The Markdown text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.head(&mut text);
        self.loaded(&mut text);
        self.alone(&mut text);
        self.statements(&mut text);
        self.marks(&mut text);
        text
    }

    fn head(&self, text: &mut String) {
        let rounds = self.of(Kind::Portico, Query::Q1, BUSY).len();
        let [q1, q2, q3] = self.bytes;
        let _ = write!(
            text,
            "# Load: Portico beside a hand-written floor\n\n\
             Written by `tests/load/run`; what is measured and how is in README.md.\n\n\
             - Machine: {}; load average {} before the first round.\n\
             - Data: {}; loaded in {:.0} s.\n\
             - {rounds} interleaved round(s) of {} s a measurement; values are medians of the rounds, ratios medians \
             of the rounds' ratios.\n\
             - Data of an answer: Q1 {q1:.0}, Q2 {q2:.0}, Q3 {q3:.0} bytes, the same bytes from both servers.\n",
            self.machine, self.load_before, self.rows, self.seeding, self.seconds
        );
    }

    fn loaded(&self, text: &mut String) {
        let _ = write!(
            text,
            "\n## {BUSY} connections: CPU milliseconds a request\n\n\
             | | server | PostgreSQL | Redis | total | requests/s | p50 ms | p99 ms |\n\
             |---|--:|--:|--:|--:|--:|--:|--:|\n"
        );
        for query in Query::ALL {
            for kind in [Kind::Portico, Kind::Floor] {
                let value = |of: fn(&Sample) -> f64| self.middle(kind, query, BUSY, of);
                let _ = writeln!(
                    text,
                    "| {} {} | {:.3} | {:.3} | {:.3} | {:.3} | {:.0} | {:.1} | {:.1} |",
                    query.name(),
                    kind.name(),
                    value(|s| s.server),
                    value(|s| s.postgres),
                    value(|s| s.redis),
                    value(Sample::total),
                    value(|s| s.rate),
                    value(|s| s.p50),
                    value(|s| s.p99),
                );
            }
            let ratio = |of: fn(&Sample) -> f64| self.ratio(query, BUSY, of);
            let _ = writeln!(
                text,
                "| {} ratio | {:.2} | {:.2} | {:.2} | **{:.2}** | {:.2} | {:.2} | {:.2} |",
                query.name(),
                ratio(|s| s.server),
                ratio(|s| s.postgres),
                ratio(|s| s.redis),
                ratio(Sample::total),
                ratio(|s| s.rate),
                ratio(|s| s.p50),
                ratio(|s| s.p99),
            );
        }
    }

    fn alone(&self, text: &mut String) {
        text.push_str(
            "\n## One connection: milliseconds\n\n\
             | | Portico p50 | floor p50 | ratio | Portico p99 | floor p99 |\n|---|--:|--:|--:|--:|--:|\n",
        );
        for query in Query::ALL {
            let value = |kind, of: fn(&Sample) -> f64| self.middle(kind, query, ALONE, of);
            let _ = writeln!(
                text,
                "| {} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} |",
                query.name(),
                value(Kind::Portico, |s| s.p50),
                value(Kind::Floor, |s| s.p50),
                self.ratio(query, ALONE, |s| s.p50),
                value(Kind::Portico, |s| s.p99),
                value(Kind::Floor, |s| s.p99),
            );
        }
    }

    fn statements(&self, text: &mut String) {
        text.push_str(
            "\n## In the database, a request\n\n\
             | | Portico statements (its own count) | Portico buffers | floor statements | floor buffers |\n\
             |---|--:|--:|--:|--:|\n",
        );
        for query in Query::ALL {
            let count = |kind: Kind| self.counts.get(&(kind.name(), query.name()));
            if let (Some(ours), Some(theirs)) = (count(Kind::Portico), count(Kind::Floor)) {
                let traced = ours.traced.map_or_else(|| "–".to_owned(), |traced| traced.to_string());
                let _ = writeln!(
                    text,
                    "| {} | {:.2} ({traced}) | {:.0} | {:.2} | {:.0} |",
                    query.name(),
                    ours.statements,
                    ours.buffers,
                    theirs.statements,
                    theirs.buffers
                );
            }
        }
    }

    fn marks(&self, text: &mut String) {
        let statements = self.counts.get(&(Kind::Portico.name(), Query::Q1.name()));
        let total = |query| self.ratio(query, BUSY, Sample::total);
        let first = self.first_answers.get(Kind::Portico.name()).copied().unwrap_or(f64::NAN);
        let marks = [
            ("Q1 total CPU over the floor's", total(Query::Q1), 1.8, ""),
            ("Q2 total CPU over the floor's", total(Query::Q2), 1.3, ""),
            ("Q3 total CPU over the floor's", total(Query::Q3), 1.4, ""),
            ("Q1 alone, p50 over the floor's", self.ratio(Query::Q1, ALONE, |s| s.p50), 1.8, ""),
            ("Statements of Q1", statements.map_or(f64::NAN, |count| count.statements), 3.0, ""),
            ("Memory under load", self.memory(Kind::Portico), 60.0, " MB"),
            ("First answer after the start", first, 100.0, " ms"),
            ("Stripped binary", self.binary, 30.0, " MB"),
            ("Loading the data", self.seeding, 60.0, " s"),
        ];
        text.push_str("\n## Marks\n\n| | measured | at most | |\n|---|--:|--:|---|\n");
        for (what, measured, mark, unit) in marks {
            let verdict = if measured <= mark { "met" } else { "**missed**" };
            let _ = writeln!(text, "| {what} | {measured:.2}{unit} | {mark}{unit} | {verdict} |");
        }
        let _ = writeln!(
            text,
            "\nThe floor needs {:.0} MB and answers {:.0} ms after its start.",
            self.memory(Kind::Floor),
            self.first_answers.get(Kind::Floor.name()).copied().unwrap_or(f64::NAN)
        );
    }
}

/// In general terms: what a reader needs to compare.
fn machine(stage: &Stage) -> Result<String, Failed> {
    let cores = std::thread::available_parallelism()?;
    let postgres = stage.postgres.query("SHOW server_version")?;
    let redis = output(std::process::Command::new("redis-server").arg("--version"))?;
    let redis = redis.split_whitespace().find_map(|word| word.strip_prefix("v=")).unwrap_or("?").to_owned();
    let postgres = postgres.split(' ').next().unwrap_or("?");
    Ok(format!("{cores} cores, Linux, PostgreSQL {postgres}, Redis {redis}, wrk on the same machine"))
}

/// MB of the server without its symbols.
fn stripped(stage: &Stage) -> Result<f64, Failed> {
    let copy = stage.scratch.path("stripped");
    output(std::process::Command::new("strip").arg("-o").arg(&copy).arg(&stage.portico))?;
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    Ok(std::fs::metadata(copy)?.len() as f64 / 1e6)
}
