//! A statement ends with the stored balance, on every day, and one begins where the other ends.

use std::sync::Arc;

use chrono::{Days, NaiveDate, TimeDelta};
use portico::accounting::movement::{MovementKey, MovementKind};
use portico::accounting::{Statement, StatementEntry, entries, statement};
use portico::app::Application;
use portico::billing;
use portico::billing::entity::customer_balance;
use portico::db::{Reads as _, Scope};
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::ids::CustomerId;
use portico::kernel::page::{Direction, PageRequest};
use portico::payments::entity::payment::PaymentStatus;
use portico::payments::{RefundRequest, ledger};
use rust_decimal::Decimal;
use sea_orm::ColumnTrait as _;
use serde_json::{Value, json};

use super::history::Historian;
use crate::support::app::{TestApp, today};
use crate::support::recount::ledger_check_is_empty;

async fn of(
    scope: &Scope,
    customer: CustomerId,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Statement {
    statement(scope, customer, from, to).await.expect("read").expect("days in order")
}

/// All lines, read in pages of `size`.
async fn lines(scope: &Scope, statement: &Statement, size: u32) -> Vec<StatementEntry> {
    let (mut all, mut after): (Vec<StatementEntry>, Option<MovementKey>) = (Vec::new(), None);
    loop {
        let request = PageRequest { size, direction: Direction::Forward, after, before: None };
        let page = entries(scope, statement, &request).await.expect("read");
        after = page.rows.last().map(|entry| entry.movement.key());
        all.extend(page.rows);
        if !page.has_next {
            return all;
        }
    }
}

/// Whether lines run from the opening to the closing, and are the same in pages of any size.
async fn assert_adds_up(scope: &Scope, statement: &Statement) {
    let whole = lines(scope, statement, 100).await;
    let mut owed = statement.opening;
    for entry in &whole {
        owed += entry.movement.effect();
        assert_eq!(entry.balance, owed, "{entry:?}");
    }
    assert_eq!(owed, statement.closing);
    assert!(whole.is_sorted_by_key(|entry| entry.movement.key()));
    assert_eq!(lines(scope, statement, 3).await, whole);
}

async fn stored(scope: &Scope, customer: CustomerId) -> i64 {
    let row = scope.select::<customer_balance::Entity>();
    let row = row.filter(customer_balance::Column::CustomerId.eq(customer)).one().await.expect("read");
    row.map_or(0, |row| row.open_minor - row.unapplied_minor)
}

both!(the_last_line_is_the_balance_at_the_end_of_every_day, |_| {}, async |t: TestApp| {
    for seed in 0..3 {
        let t = t.tenant().await;
        let mut historian = Historian::new(&t, seed).await;
        let evenings = historian.live(40).await;
        ledger_check_is_empty(&t).await;
        assert!(evenings.len() >= 10, "{}", evenings.len());
        let scope = t.scope();
        for evening in &evenings {
            let to = Some(evening.day + Days::new(1));
            let until = of(&scope, evening.customer, None, to).await;
            assert_eq!((until.opening, until.closing), (0, evening.owed), "{evening:?} of {seed}");
            // What follows begins there, and both are the whole.
            let after = of(&scope, evening.customer, to, None).await;
            assert_eq!(after.opening, until.closing);
            assert_eq!(after.closing, stored(&scope, evening.customer).await);
        }
        for customer in historian.customers() {
            let whole = of(&scope, customer.id, None, None).await;
            assert_eq!(whole.closing, stored(&scope, customer.id).await);
            assert_adds_up(&scope, &whole).await;
            let days = evenings.iter().filter(|evening| evening.customer == customer.id).step_by(4);
            for evening in days {
                assert_adds_up(&scope, &of(&scope, customer.id, Some(evening.day), None).await).await;
                let week = Some(evening.day + Days::new(7));
                assert_adds_up(&scope, &of(&scope, customer.id, Some(evening.day), week).await).await;
            }
        }
    }
});

const STATEMENT: &str = "query($from: Date, $to: Date, $first: Int!, $after: String) { viewer { customer {
  balance { minor }
  statement(from: $from, to: $to) {
    from to asOf opening { minor } closing { minor }
    entries(first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { date kind number amount { minor } balance { minor } invoice { number } payment { number } creditNote { number } }
    }
  }
} } }";

both!(an_owner_reads_the_statement_page_by_page, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let day = |ago| today() - Days::new(ago);
    let first = t.invoice(&customer).line("Fibre", 100_00).issued(day(60)).insert().await;
    t.invoice(&customer).line("Wrong", 10_00).issued(day(59)).voided().insert().await;
    let second = t.invoice(&customer).line("Fibre", 100_00).issued(day(30)).insert().await;
    t.payment(&customer, 150_00).allocate(first.row.id, 119_00).insert().await;
    t.credit_note(&customer, 20_00).allocate(second.row.id, 5_00).insert().await;
    t.payment(&customer, 99_00).status(PaymentStatus::Failed).insert().await;
    let login = t.account().member_of(&customer, LinkRole::Owner).insert().await;
    let caller = t.sign_in_as(&login).await;

    let reply = caller.gql(STATEMENT, json!({ "first": 10 })).await;
    let answer = &reply.ok()["viewer"]["customer"];
    let statement = &answer["statement"];
    assert_eq!(statement["closing"], answer["balance"]);
    assert_eq!((&statement["from"], &statement["asOf"]), (&Value::Null, &json!("2026-11-22")));
    let told = |entry: &Value| {
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        (text(&entry["kind"]), text(&entry["amount"]["minor"]), text(&entry["balance"]["minor"]))
    };
    let entries: Vec<_> =
        statement["entries"]["nodes"].as_array().expect("a list").iter().map(told).collect();
    let expected = [
        ("INVOICE", "11900", "11900"),
        ("INVOICE", "1190", "13090"),
        ("INVOICE_VOID", "-1190", "11900"),
        ("INVOICE", "11900", "23800"),
        ("CREDIT_NOTE", "-2000", "21800"),
        ("PAYMENT", "-15000", "6800"),
    ];
    assert_eq!(
        entries,
        expected.map(|(kind, amount, owed)| (kind.to_owned(), amount.to_owned(), owed.to_owned()))
    );
    assert_eq!(statement["entries"]["totalCount"], 6);
    let last = &statement["entries"]["nodes"][5];
    assert_eq!((&last["invoice"], last["payment"]["number"].is_string()), (&Value::Null, true));

    // From the second month on, page by page: it begins with what was owed.
    let from = json!({ "first": 1, "from": day(30).to_string(), "to": "2026-11-22" });
    let reply = caller.gql(STATEMENT, from).await;
    let page = &reply.ok()["viewer"]["customer"]["statement"];
    assert_eq!((&page["opening"]["minor"], &page["closing"]["minor"]), (&json!("11900"), &json!("23800")));
    assert_eq!((&page["to"], &page["asOf"]), (&json!("2026-11-22"), &json!("2026-11-21")));
    assert_eq!(page["entries"]["pageInfo"]["hasNextPage"], false);
    let after = page["entries"]["pageInfo"]["endCursor"].clone();
    let reply = caller.gql(STATEMENT, json!({ "first": 5, "after": after })).await;
    let rest = &reply.ok()["viewer"]["customer"]["statement"]["entries"];
    let balances: Vec<_> =
        rest["nodes"].as_array().expect("a list").iter().map(|entry| &entry["balance"]["minor"]).collect();
    assert_eq!(balances, ["21800", "6800"], "the balance runs on");

    for (variables, field) in [
        (json!({ "first": 0 }), "first"),
        (json!({ "first": 1, "after": "nonsense" }), "after"),
        (json!({ "first": 1, "after": after, "from": "2026-11-01" }), "after"),
        (json!({ "first": 1, "from": "2026-11-02", "to": "2026-11-02" }), "to"),
    ] {
        let reply = caller.gql(STATEMENT, variables).await;
        reply.assert_code("BAD_USER_INPUT");
        assert_eq!(reply.body["errors"][0]["extensions"]["field"], field, "{}", reply.text);
    }
    // The statements are the same for one line and for all.
    let one = caller.gql(STATEMENT, json!({ "first": 1 })).await;
    let all = caller.gql(STATEMENT, json!({ "first": 50 })).await;
    assert!(all.statements().abs_diff(one.statements()) <= 2, "loaders of kinds that are on the page");
});

both!(what_is_given_back_taken_back_and_given_up_is_on_it, |_| {}, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let given_up = t.invoice(&customer).line("Fibre", 100_00).issued(today() - Days::new(90)).insert().await;
    let paid = t.payment(&customer, 50_00).insert().await;
    let day = today();
    t.advance(TimeDelta::days(1));
    let scope = t.scope();
    let payments = Application::payments(t.config(), t.db(), &t.clock(), scope.entropy());
    let payments = Arc::new(payments.expect("as the server has them"));
    let part = Some(Decimal::new(20_00, 2));
    let request = RefundRequest { payment: paid.id, amount: part, reason: "test".into(), key: "k".into() };
    payments.refund_payment(&scope, t.facts(), request).await.expect("over the counter");
    t.advance(TimeDelta::days(1));
    billing::write_off(&t.scope(), given_up.row.id, "gone", None).await.expect("given up");
    t.advance(TimeDelta::days(1));
    let tx = t.scope().begin().await.expect("begun");
    ledger::allocate(&tx, paid.id, given_up.row.id, 30_00).await.expect("it may still be paid");
    tx.commit().await.expect("committed");
    ledger_check_is_empty(&t).await;
    let scope = t.scope();
    let whole = of(&scope, customer.id, None, None).await;
    assert_eq!(whole.closing, 0);
    assert_adds_up(&scope, &whole).await;
    let lines: Vec<_> = lines(&scope, &whole, 10)
        .await
        .iter()
        .map(|entry| (entry.movement.day, entry.movement.kind, entry.movement.effect()))
        .collect();
    let later = |days| day + Days::new(days);
    assert_eq!(
        lines,
        [
            (today() - Days::new(90), MovementKind::Invoice, 119_00),
            (day, MovementKind::Payment, -50_00),
            (later(1), MovementKind::Refund, 20_00),
            (later(2), MovementKind::WriteOff, -119_00),
            (later(3), MovementKind::Recovery, 30_00),
        ]
    );
});
