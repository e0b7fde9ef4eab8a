//! Measures Portico beside a floor that answers the same documents by hand, and writes RESULTS.md.

mod callers;
mod compare;
mod http;
mod measure;
mod report;
mod servers;
mod services;
mod sign_ins;
mod statements;
mod usage;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;

use callers::{Seeded, Size};
use measure::{Plan, Sample};
use report::Report;
use servers::{Kind, Query, Stage};
use services::{Postgres, Redis, Scratch};

/// Whatever went wrong.
pub(crate) type Failed = Box<dyn std::error::Error>;

/// Measures Portico beside a hand-written floor: CPU time, latency, statements, memory.
#[derive(Debug, Parser)]
struct Options {
    /// Seconds of one measurement.
    #[arg(long, default_value_t = 10)]
    seconds: u32,
    /// Rounds; ratios are the medians over them.
    #[arg(long, default_value_t = 3)]
    rounds: u32,
    /// A tenth of the data, two seconds, one round: to see that it works, not what it costs.
    #[arg(long)]
    quick: bool,
    /// Measures nothing, but leaves everything running until the input ends, to look at with a profiler.
    #[arg(long)]
    hold: bool,
    /// Measures sign-ins instead: their times by what is wrong with them, and a storm of them.
    #[arg(long)]
    sign_ins: bool,
    /// Where the results are written.
    #[arg(long, default_value = "tests/load/RESULTS.md")]
    results: PathBuf,
    /// Where the results of sign-ins are written.
    #[arg(long, default_value = "tests/load/SIGN-INS.md")]
    sign_in_results: PathBuf,
    /// The server.
    #[arg(long)]
    portico: PathBuf,
    /// The floor.
    #[arg(long)]
    floor: PathBuf,
    /// The folder of PostgreSQL's programs.
    #[arg(long)]
    postgres: PathBuf,
    /// The script of wrk.
    #[arg(long, default_value = "tests/load/wrk.lua")]
    script: String,
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("load: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), Failed> {
    let size = if options.quick {
        Size { tenants: 4, customers: 200, months: 12, signing_in: 5 }
    } else {
        Size { tenants: 20, customers: 1_000, months: 12, signing_in: 20 }
    };
    let (seconds, rounds) = if options.quick { (2, 1) } else { (options.seconds, options.rounds.max(1)) };
    let scratch = Scratch::make()?;
    let stage = Stage {
        portico: options.portico.clone(),
        floor: options.floor.clone(),
        postgres: Postgres::start(&scratch, &options.postgres)?,
        redis: Redis::start(&scratch)?,
        scratch,
    };
    if options.sign_ins {
        let samples = if options.quick { 50 } else { 1_000 };
        let effort = sign_ins::Effort { samples, seconds: seconds.max(2), strict: !options.quick };
        return sign_ins::measure(&stage, effort, &options.sign_in_results);
    }
    let (seeded, seeding) = fill(&stage, size)?;
    say("signing in");
    let callers = callers::sign_in(&stage, &seeded, size, &stage.start(Kind::Portico, false)?)?;

    say("comparing answers");
    let (portico, floor) = (stage.start(Kind::Portico, false)?, stage.start(Kind::Floor, false)?);
    let bytes = compare::compare(&portico, &floor, &callers)?;
    let plan = Plan { stage: &stage, callers: &callers, bytes, script: &options.script, seconds };
    if options.hold {
        return hold(&plan, [&portico, &floor]);
    }

    let mut report = Report::new(seconds, seeding, &seeded, bytes, &stage)?;
    for round in 0..rounds {
        for query in Query::ALL {
            // Who goes first alternates, so that neither always finds warmer caches.
            let order = if round % 2 == 0 { [&portico, &floor] } else { [&floor, &portico] };
            for server in order {
                for connections in [report::BUSY, report::ALONE] {
                    let sample = plan.run(server, query, connections)?;
                    say(&line(round, server.kind, query, connections, &sample));
                    report.add(server.kind, query, connections, sample);
                }
            }
        }
    }
    drop((portico, floor));

    say("counting statements, starting anew");
    stage.postgres.count_statements(true)?;
    for kind in [Kind::Portico, Kind::Floor] {
        let server = stage.start(kind, true)?;
        for query in Query::ALL {
            report.count(kind, query, statements::count(&stage, &server, &callers, query)?);
        }
        drop(server);
        report.first_answer(kind, stage.first_answer(kind, &callers.customers[0])?);
    }
    let text = report.text();
    std::fs::write(&options.results, &text)?;
    say(&format!("\n{text}"));
    Ok(())
}

/// The data, and the seconds it took to load.
fn fill(stage: &Stage, size: Size) -> Result<(Seeded, f64), Failed> {
    say("seeding");
    let started = Instant::now();
    let seeded = callers::seed(stage, size)?;
    let seconds = started.elapsed().as_secs_f64();
    // What autovacuum would have done by the time anybody measures; then it is to keep out of the way.
    stage.postgres.query("VACUUM (ANALYZE)")?;
    stage.postgres.query("CHECKPOINT")?;
    stage.postgres.query("ALTER SYSTEM SET autovacuum = off")?;
    stage.postgres.query("SELECT pg_reload_conf()")?;
    Ok((seeded, seconds))
}

fn hold(plan: &Plan<'_>, servers: [&servers::Server; 2]) -> Result<(), Failed> {
    for query in Query::ALL {
        let (list, body) = callers::write(plan.stage, query, plan.callers.of(query))?;
        say(&format!("{}: LOAD_CALLERS={} LOAD_BODY={}", query.name(), list.display(), body.display()));
    }
    for server in servers {
        say(&format!("{}: port {}, process {}", server.kind.name(), server.port, server.pid()));
    }
    say(&format!("PostgreSQL: {}, process {}", plan.stage.postgres.url(), plan.stage.postgres.pid()));
    say(&format!("Redis: {}, process {}", plan.stage.redis.url(), plan.stage.redis.pid()));
    std::io::copy(&mut std::io::stdin(), &mut std::io::sink())?;
    Ok(())
}

fn line(round: u32, kind: Kind, query: Query, connections: u32, sample: &Sample) -> String {
    format!(
        "round {} {:<7} {} {connections:>2} connections: {:.3} ms CPU (server {:.3}, PostgreSQL {:.3}, Redis {:.3}), \
         {:.0}/s, p50 {:.2} ms, p99 {:.2} ms, load {}",
        round + 1,
        kind.name(),
        query.name(),
        sample.total(),
        sample.server,
        sample.postgres,
        sample.redis,
        sample.rate,
        sample.p50,
        sample.p99,
        usage::load_average()
    )
}

/// The middle value; the mean of the two middle ones.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => values[odd / 2],
        even => f64::midpoint(values[even / 2 - 1], values[even / 2]),
    }
}

#[expect(clippy::print_stdout, reason = "this is a command")]
pub(crate) fn say(text: &str) {
    println!("{text}");
}
