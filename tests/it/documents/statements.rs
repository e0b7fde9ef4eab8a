//! Statements over the rows of the database.

use chrono::Days;
use portico::billing::entity::customer_balance;
use portico::db::Reads as _;
use portico::documents::Subject;
use sea_orm::ColumnTrait as _;

use super::text_of;
use crate::support::app::{TestApp, today};

both!(the_last_line_is_the_balance_and_lines_cost_no_statements, async |t: TestApp| {
    let alice = t.customer().named("Alice").insert().await;
    let day = |back: u64| today() - Days::new(back);
    for back in [90_u64, 60, 30] {
        let invoice =
            t.invoice(&alice).line("Fibre", 39_90).line("Router", 5_00).issued(day(back)).insert().await;
        t.payment(&alice, 30_00).allocate(invoice.row.id, 20_00).insert().await;
    }
    t.invoice(&alice).line("Fibre", 39_90).issued(day(10)).voided().insert().await;
    t.credit_note(&alice, 7_00).insert().await;
    let scope = t.scope();
    let rows = scope
        .select::<customer_balance::Entity>()
        .filter(customer_balance::Column::CustomerId.eq(alice.id))
        .all()
        .await
        .expect("the database answers");
    let balance = rows[0].open_minor - rows[0].unapplied_minor;
    let subject = Subject::Statement { customer: alice.id, from: day(45), to: today() };
    let file = t.documents().make(&scope, t.facts(), &subject, "en-GB").await.expect("made").expect("there");
    let text = text_of(&file.bytes).concat();
    let sign = if balance < 0 { "-" } else { "" };
    let shown = format!("{sign}€{}.{:02}", balance.abs() / 100, balance.abs() % 100);
    assert!(text.contains("Closing balance") && text.contains(&shown), "{shown} is not in\n{text}");
    assert!(text.contains("Invoice voided"), "{text}");

    let counted = async |lines: u32| {
        let mut invoice = t.invoice(&alice);
        for at in 0..lines {
            invoice = invoice.line(&format!("Line {at}"), 1_00);
        }
        let invoice = invoice.issued(today()).insert().await;
        let scope = t.scope();
        let subject = Subject::Invoice(invoice.row.id);
        let file =
            t.documents().make(&scope, t.facts(), &subject, "en-GB").await.expect("made").expect("there");
        let text = text_of(&file.bytes).concat();
        assert!(text.contains(&format!("Line {}", lines - 1)), "{text}");
        scope.statements()
    };
    let (one, many) = (counted(1).await, counted(200).await);
    assert!(many <= one + 2, "another page of lines is two statements: {one} and {many}");
    assert!(one <= 12, "{one}");
});
