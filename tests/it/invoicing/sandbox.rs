//! A sandbox's clock: a year of bills in minutes, through the API.

use portico::identity::entity::account_link::LinkRole;
use portico::tenancy::{LateFee, LateFeeStage};
use serde_json::{Value, json};

use super::{done, mutate, refused};
use crate::support::app::{TestApp, today};
use crate::support::caller::Caller;
use crate::support::recount::assert_the_books_add_up;

const MOVED: &str = "now today days arrived";

async fn sandbox(t: &TestApp) -> TestApp {
    t.tenant_with(|new| {
        new.settings.sandbox = true;
        let stage =
            LateFeeStage { after_days: 0, fee: LateFee::FlatMinor(5_00), min_minor: 0, max_minor: None };
        new.settings.billing.late_fees.insert("EUR".to_owned(), vec![stage]);
    })
    .await
}

async fn administrator(t: &TestApp) -> Caller {
    let login = t.account().staff(LinkRole::TenantAdmin).insert().await;
    t.sign_in_as(&login).await
}

async fn move_to(admin: &Caller, to: &str) -> Value {
    loop {
        let moved = done(mutate(admin, "sandboxAdvanceTime", json!({ "to": to }), MOVED).await);
        if moved["arrived"] == true {
            return moved;
        }
    }
}

both!(a_sandbox_lives_in_its_own_time, async |t: TestApp| {
    let t = sandbox(&t).await;
    let admin = administrator(&t).await;
    let moved = move_to(&admin, "2026-12-31T23:30:00Z").await;
    // Half past midnight in Berlin.
    assert_eq!((&moved["now"], &moved["today"]), (&json!("2026-12-31T23:30:00Z"), &json!("2027-01-01")));
    let seen = admin.gql("{ tenant { sandbox now today } }", json!({})).await;
    assert_eq!(
        seen.ok()["tenant"],
        json!({ "sandbox": true, "now": "2026-12-31T23:30:00Z", "today": "2027-01-01" })
    );
    let by = mutate(&admin, "sandboxAdvanceTime", json!({ "by": { "days": 1, "hours": 2 } }), MOVED).await;
    assert_eq!((&by["now"], &by["days"]), (&json!("2027-01-02T01:30:00Z"), &json!(1)));
    let back = mutate(&admin, "sandboxAdvanceTime", json!({ "to": "2026-12-31T00:00:00Z" }), MOVED).await;
    assert_eq!(refused(&back), "INVALID_TIME");
    let far = mutate(&admin, "sandboxAdvanceTime", json!({ "to": "2050-01-01T00:00:00Z" }), MOVED).await;
    assert_eq!(refused(&far), "TOO_FAR");
    // What is of the world goes on in the world's time: the session lives, and the log knows when it was.
    let log = admin.gql("{ auditEntries(first: 20) { nodes { action at } } }", json!({})).await;
    let entries = log.ok()["auditEntries"]["nodes"].as_array().expect("a list").clone();
    let moved: Vec<_> = entries.iter().filter(|entry| entry["action"] == "tenant.clock_advance").collect();
    assert!(
        !moved.is_empty() && moved.iter().all(|entry| entry["at"] == "2026-11-22T10:00:00Z"),
        "{moved:?}"
    );
});

both!(nobody_else_s_clock_is_moved, async |t: TestApp| {
    let admin = administrator(&t).await;
    let by = json!({ "by": { "days": 1 } });
    assert_eq!(refused(&mutate(&admin, "sandboxAdvanceTime", by, MOVED).await), "NOT_A_SANDBOX");
    let biller = crate::invoicing::biller(&t).await;
    let document = "mutation { sandboxAdvanceTime(input: { by: { days: 1 } }) { now } }";
    biller.gql(document, json!({})).await.assert_code("FORBIDDEN");
});

both!(a_year_of_bills_passes, async |t: TestApp| {
    let t = sandbox(&t).await;
    let admin = administrator(&t).await;
    let plan = t.plan().insert().await;
    let ada = t.customer().insert().await;
    t.subscription(&ada, &plan)
        .with(|row| {
            row.activated_on = Some(today());
            row.billed_through = None;
        })
        .insert()
        .await;
    move_to(&admin, "2027-11-22T12:00:00Z").await;
    let asks = "query($id: ID!) { customer(id: $id) { balance { minor } upcomingInvoice { issueDate }
        invoices(first: 50, orderBy: { field: ISSUE_DATE, direction: ASC }) { nodes { kind issueDate total { minor } status overdue } } } }";
    let seen = admin.gql(asks, json!({ "id": ada.id.to_string() })).await;
    let customer = &seen.ok()["customer"];
    let bills = customer["invoices"]["nodes"].as_array().expect("a list");
    let of = |kind: &str| bills.iter().filter(|bill| bill["kind"] == kind).collect::<Vec<_>>();
    let recurring = of("RECURRING");
    let days: Vec<&str> = recurring.iter().map(|bill| bill["issueDate"].as_str().expect("a date")).collect();
    // The first on the day after the service began, which is the first midnight that passes.
    assert_eq!((days.len(), days[0], days[1], days[12]), (13, "2026-11-23", "2026-12-01", "2027-11-01"));
    assert!(recurring[1..].iter().all(|bill| bill["total"]["minor"] == "4748"), "{recurring:?}");
    // Nobody pays: 14 days to pay, 7 of grace, a fee for each that is later than that.
    let fees = of("LATE_FEE");
    assert!(fees.iter().all(|fee| fee["total"]["minor"] == "500"));
    assert_eq!(fees.len(), 12, "{fees:?}");
    assert_eq!(customer["upcomingInvoice"]["issueDate"], "2027-12-01");
    let sum: i64 = bills
        .iter()
        .map(|bill| bill["total"]["minor"].as_str().expect("text").parse::<i64>().expect("a number"))
        .sum();
    assert_eq!(customer["balance"]["minor"], sum.to_string());
    assert_the_books_add_up(&t.scope()).await;
});
