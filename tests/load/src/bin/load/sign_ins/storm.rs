//! Two hundred people who sign in at once, over and over, and somebody who is signed in already.

use std::fmt::Write as _;
use std::io::Write as _;
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::{People, Verdict, body, sign_in};
use crate::callers::{Caller, enter};
use crate::servers::{Query, Server, Stage};
use crate::{Failed, say};

const CLIENTS: usize = 200;

/// The storm, and two hundred who send a sign-in and are gone.
pub(super) fn measure(stage: &Stage, people: &People, seconds: u32) -> Result<String, Failed> {
    let length = Duration::from_secs(seconds.into());
    say("measuring argon2id on one core");
    let alone = argon2_rate(Duration::from_secs(5))?;
    let server = stage.portico_with(&[("PORTICO_AUTH__PER_ACCOUNT_PER_MINUTE", "1000000")])?;
    let first = &people.active[0];
    let caller = enter(&server, &people.host, &first.portal_id, &people.password)?;
    say("quiet");
    let quiet = probed(&server, &caller, length, || ())?.0;
    say("the storm");
    let (stormy, storm) = probed(&server, &caller, length, || storm(&server, people, length))?;
    say("dropped connections");
    let started = Instant::now();
    let (dropping, last) = probed(&server, &caller, length, || drop_all(&server, people))?;
    let (storm, last) = (storm?, last?);
    let permits = thread::available_parallelism()?.get().saturating_sub(1).max(1);
    let permits = f64::from(u32::try_from(permits)?);
    let rate = f64::from(u32::try_from(storm.signed_in)?) / f64::from(seconds);

    let mut text = format!(
        "## A storm of {CLIENTS} clients, {seconds} s\n\n\
         | | |\n|---|---|\n\
         | argon2id on one core, machine quiet | {alone:.1}/s |\n\
         | permits | {permits} |\n\
         | sign-ins in the storm | {rate:.1}/s, {:.0} % of permits × argon2id (mark: 85 %) |\n\
         | refused AUTH_BUSY | {}, the longest wait {:.2} s (mark: 2 s) |\n",
        100.0 * rate / (permits * alone),
        storm.busy,
        storm.longest.as_secs_f64(),
    );
    let percentile = |times: &[f64], share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    for (name, times) in [("quiet", &quiet), ("in the storm", &stormy), ("with 200 dropped", &dropping)] {
        writeln!(
            text,
            "| Q3 of one caller, {name} | p50 {:.2} ms, p99 {:.2} ms, {} samples ({:.1} × the quiet p99; mark: 2 ×) |",
            percentile(times, 50),
            percentile(times, 99),
            times.len(),
            percentile(times, 99) / percentile(&quiet, 99),
        )?;
    }
    let after = last.duration_since(started).as_secs_f64();
    writeln!(text, "| 200 sent a sign-in and closed | the next sign-in succeeded {after:.2} s after |")?;
    Ok(text)
}

/// Hashes a second with the parameters of OWASP that Portico has.
fn argon2_rate(length: Duration) -> Result<f64, Failed> {
    let params = argon2::Params::new(19 * 1024, 2, 1, Some(32)).map_err(|error| error.to_string())?;
    let argon2 = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let (started, mut done, mut out) = (Instant::now(), 0_u32, [0; 32]);
    while started.elapsed() < length {
        argon2
            .hash_password_into(b"a password that has some length", b"sixteen bytes ok", &mut out)
            .map_err(|error| error.to_string())?;
        done += 1;
    }
    Ok(f64::from(done) / started.elapsed().as_secs_f64())
}

/// Milliseconds of one caller's small requests for some time, sorted, and what else was done meanwhile.
fn probed<T: Send>(
    server: &Server,
    caller: &Caller,
    length: Duration,
    meanwhile: impl FnOnce() -> T + Send,
) -> Result<(Vec<f64>, T), Failed> {
    let stopped = AtomicBool::new(false);
    let probe = || -> Result<Vec<f64>, String> {
        let (began, mut times) = (Instant::now(), Vec::new());
        while began.elapsed() < length && !stopped.load(Ordering::Relaxed) {
            let started = Instant::now();
            server.ask(Query::Q3, caller).map_err(|error| error.to_string())?;
            times.push(started.elapsed().as_secs_f64() * 1000.0);
            thread::sleep(Duration::from_millis(4));
        }
        times.sort_by(f64::total_cmp);
        Ok(times)
    };
    thread::scope(|threads| {
        let probing = threads.spawn(probe);
        let done = meanwhile();
        let times = probing.join().map_err(|_| "the probe has panicked")??;
        Ok((times, done))
    })
}

struct Storm {
    signed_in: u64,
    busy: u64,
    longest: Duration,
}

fn storm(server: &Server, people: &People, length: Duration) -> Result<Storm, String> {
    let (signed_in, busy, longest) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    let began = Instant::now();
    let client = |number: usize| -> Result<(), String> {
        let login = &people.active[number % people.active.len()];
        while began.elapsed() < length {
            let started = Instant::now();
            let verdict = sign_in(server, &people.host, &login.portal_id, &people.password);
            match verdict.map_err(|error| error.to_string())? {
                Verdict::SignedIn if began.elapsed() < length => {
                    signed_in.fetch_add(1, Ordering::Relaxed);
                }
                Verdict::SignedIn => {}
                Verdict::Refused(code) if code == "AUTH_BUSY" => {
                    busy.fetch_add(1, Ordering::Relaxed);
                    let waited = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
                    longest.fetch_max(waited, Ordering::Relaxed);
                }
                Verdict::Refused(code) => return Err(format!("a right password is refused: {code}")),
            }
        }
        Ok(())
    };
    thread::scope(|threads| {
        let client = &client;
        let clients: Vec<_> = (0..CLIENTS).map(|number| threads.spawn(move || client(number))).collect();
        clients.into_iter().try_for_each(|client| client.join().map_err(|_| "a client has panicked")?)
    })?;
    Ok(Storm {
        signed_in: signed_in.into_inner(),
        busy: busy.into_inner(),
        longest: Duration::from_millis(longest.into_inner()),
    })
}

/// Two hundred send a sign-in and close. The time at which somebody who waits is let in.
fn drop_all(server: &Server, people: &People) -> Result<Instant, String> {
    let said = |error: std::io::Error| error.to_string();
    for login in people.active.iter().cycle().take(CLIENTS) {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).map_err(said)?;
        let body = body(&login.portal_id, &people.password);
        write!(
            stream,
            "POST /graphql HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            people.host,
            body.len()
        )
        .map_err(said)?;
    }
    let login = &people.active[0];
    let patience = Instant::now() + Duration::from_mins(1);
    while Instant::now() < patience {
        let verdict = sign_in(server, &people.host, &login.portal_id, &people.password);
        if verdict.map_err(|error| error.to_string())? == Verdict::SignedIn {
            return Ok(Instant::now());
        }
    }
    Err("nobody is let in any more".to_owned())
}
