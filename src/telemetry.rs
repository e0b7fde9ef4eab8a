//! Logs: one event a line, JSON in production, never a secret. Spans: one a request (`http`), one a statement (`db`).

use std::backtrace::{Backtrace, BacktraceStatus};
use std::panic::PanicHookInfo;

use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, fmt};

use crate::config::LogFormat;

/// Installs the process's logging. A second call changes nothing, so that tests may all make it.
///
/// # Errors
/// When `filter` is not a list of directives.
pub fn init(format: LogFormat, filter: &str) -> Result<(), tracing_subscriber::filter::ParseError> {
    let filter = EnvFilter::try_new(filter)?;
    let registry = tracing_subscriber::registry().with(filter);
    let installed = match format {
        // Standard error: standard output belongs to what a command prints.
        LogFormat::Json => {
            let lines = fmt::layer().json().flatten_event(true).with_current_span(true).with_span_list(false);
            registry.with(lines.with_writer(std::io::stderr)).try_init()
        }
        LogFormat::Text => {
            registry.with(fmt::layer().with_target(false).with_writer(std::io::stderr)).try_init()
        }
    };
    drop(installed);
    Ok(())
}

/// Longest text of a panic in the log, in characters.
const MAX_TEXT: usize = 200;

/// Makes every panic of the process one event of the log, instead of some lines of plain text among it. For the servers:
/// a test that fails is read by a person.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let thread = std::thread::current();
        let backtrace = Backtrace::capture();
        tracing::error!(
            thread = thread.name(),
            location = panic.location().map(tracing::field::display),
            text = text_of(panic),
            // Only where RUST_BACKTRACE asks for it.
            backtrace = (backtrace.status() == BacktraceStatus::Captured)
                .then(|| tracing::field::display(&backtrace)),
            "panicked"
        );
    }));
}

/// What the panic says, if it is text of the program itself. A text that was put together may hold a value, and a value
/// may be a secret (threats.md row 18); the location tells enough.
fn text_of(panic: &PanicHookInfo<'_>) -> Option<String> {
    let text: &&'static str = panic.payload().downcast_ref()?;
    Some(text.chars().take(MAX_TEXT).collect())
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    const CHILD: &str = "PORTICO_TEST_PANICS";

    /// The hook is the whole process's, so the panics happen in a process of their own: this test once more.
    #[test]
    fn a_panic_is_one_event_and_does_not_tell_values() {
        if std::env::var_os(CHILD).is_some() {
            init(LogFormat::Json, "info").expect("a filter");
            log_panics();
            let both: [fn(); 2] =
                [|| panic!("the cable is cut"), || panic!("unknown token {}", std::process::id())];
            for panics in both {
                let thread = std::thread::Builder::new().name("worker".to_owned());
                thread.spawn(panics).expect("started").join().expect_err("panics");
            }
            return;
        }
        let child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "telemetry::tests::a_panic_is_one_event_and_does_not_tell_values"])
            .env(CHILD, "1")
            .env("RUST_BACKTRACE", "0")
            .output()
            .expect("it ran");
        assert!(child.status.success(), "{child:?}");
        let lines = String::from_utf8(child.stderr).expect("text");
        let events: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(events.len(), 2, "{lines}");
        for event in &events {
            assert_eq!((&event["level"], &event["message"]), (&"ERROR".into(), &"panicked".into()));
            assert_eq!(event["thread"], "worker");
            assert!(
                event["location"].as_str().is_some_and(|at| at.starts_with("src/telemetry.rs:")),
                "{event}"
            );
        }
        assert_eq!(events[0]["text"], "the cable is cut");
        assert_eq!(events[1].get("text"), None);
    }
}
