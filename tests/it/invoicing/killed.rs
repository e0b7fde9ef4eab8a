//! A billing run that is killed again and again goes on with what is left, and bills nobody twice (threats.md row 25).

use std::process::{Command, Stdio};
use std::time::Duration;

use portico::billing::entity::invoice::{self, InvoiceStatus};
use portico::billing::entity::{billing_run, document_sequence};
use portico::db::Reads as _;
use serde_json::Value;

use crate::support::app::{TestApp, today};
use crate::support::program::{command, run};
use crate::support::recount::assert_the_books_add_up;

const CUSTOMERS: u64 = 400;

fn billing(t: &TestApp) -> Command {
    let as_of = today().to_string();
    let slug = t.facts().slug.clone();
    let mut command =
        command(t.config(), &["billing", "run", "--tenant", &slug, "--as-of", &as_of, "--workers", "3"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

both!(a_run_that_is_killed_goes_on_with_what_is_left, |_| {}, async |t: TestApp| {
    let plan = t.plan().insert().await;
    for _ in 0..CUSTOMERS {
        let customer = t.customer().with(|row| row.billing_day = 22).insert().await;
        t.subscription(&customer, &plan).insert().await;
    }
    let scope = t.scope();
    let billed = async || {
        let rows = scope
            .select::<invoice::Entity>()
            .filter(sea_orm::ColumnTrait::is_not_null(&invoice::Column::Number));
        rows.count().await.expect("the database answers")
    };
    // Killed in the middle, three times: each time after some more are billed.
    let mut before = 0;
    for _ in 0..3 {
        let mut process = billing(&t).spawn().expect("it starts");
        let mut waited = 0;
        while billed().await < before + 20 && process.try_wait().expect("asked").is_none() && waited < 1_200 {
            tokio::time::sleep(Duration::from_millis(50)).await;
            waited += 1;
        }
        process.kill().expect("it can be killed");
        process.wait().expect("it is gone");
        before = billed().await;
        assert!(before > 0, "something was billed");
    }
    assert!(before < CUSTOMERS, "it was killed in the middle");
    let finished = run(&mut billing(&t));
    let told: Value = serde_json::from_slice(&finished.stdout).expect("JSON");
    assert!(finished.status.success(), "{told}");
    assert_eq!(
        (told["due"].as_u64(), told["billed"].as_u64(), told["failed"].as_u64()),
        (Some(CUSTOMERS), Some(CUSTOMERS), Some(0))
    );
    assert_eq!(told["billedNow"].as_u64(), Some(CUSTOMERS - before), "only what was left");
    let invoices = scope.select::<invoice::Entity>().all().await.expect("the database answers");
    assert_eq!(u64::try_from(invoices.len()), Ok(CUSTOMERS));
    assert!(invoices.iter().all(|row| row.status == InvoiceStatus::Open && row.total_minor == 47_48));
    let mut numbers: Vec<_> = invoices.iter().filter_map(|row| row.number.clone()).collect();
    numbers.sort_unstable();
    let expected: Vec<String> = (1..=CUSTOMERS).map(|number| format!("INV-2026-{number:06}")).collect();
    assert_eq!(numbers, expected, "without a gap");
    let runs = scope.select::<billing_run::Entity>().all().await.expect("the database answers");
    assert!(runs.len() == 1 && runs[0].finished_at.is_some());
    let next = scope.select::<document_sequence::Entity>().all().await.expect("the database answers");
    assert!(next.iter().any(|row| u64::try_from(row.next) == Ok(CUSTOMERS + 1)));
    assert_the_books_add_up(&scope).await;
    // What would be done now: nothing.
    let as_of = today().to_string();
    let mut dry =
        command(t.config(), &["billing", "run", "--tenant", &t.facts().slug, "--as-of", &as_of, "--dry-run"]);
    let told: Value = serde_json::from_slice(&run(&mut dry).stdout).expect("JSON");
    assert_eq!((told["due"].as_u64(), told["dryRun"].as_bool()), (Some(0), Some(true)));
});
