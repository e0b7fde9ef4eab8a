//! The past from the database, then live; what is gone is told as such.

use chrono::TimeDelta;
use portico::events::{Discarded, Interest, Received, discard_before};
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::actor::{MemberRole, Role};
use serde_json::{Value, json};

use super::{about, emit_in, made_up_invoice, tell};
use crate::support::app::TestApp;
use crate::support::replica::{EVENTS, Page, Replica};
use crate::support::wait::until;

struct Alice {
    customer: portico::customers::entity::customer::Model,
    page: Page,
    replica: Replica,
}

async fn alice(t: &TestApp) -> Alice {
    let customer = t.customer().insert().await;
    let login = t.account().member_of(&customer, LinkRole::Owner).insert().await;
    let replica = t.replica();
    let page = replica.page(login.id, &[Role::Customer(customer.id, MemberRole::Owner)]).await;
    Alice { customer, page, replica }
}

async fn head_is(t: &TestApp, head: i64) {
    until("all events have their cursors", async || {
        portico::events::bounds(&t.scope()).await.expect("the database answers").head == head
    })
    .await;
}

both!(a_page_that_comes_back_gets_what_it_missed_and_then_what_happens, async |t: TestApp| {
    let Alice { customer, page, .. } = alice(&t).await;
    let start = page.cursor().await;
    for _ in 0..5 {
        tell(&t, about(customer.id, &made_up_invoice(&t))).await;
    }
    head_is(&t, 5).await;
    let mut first = page.events(Some(&start)).await;
    let mut cursors: Vec<Value> = Vec::new();
    for _ in 0..2 {
        cursors.push(first.event().await["cursor"].take());
    }
    drop(first);
    let mut again = page.events(cursors[1].as_str()).await;
    for _ in 0..3 {
        cursors.push(again.event().await["cursor"].take());
    }
    tell(&t, about(customer.id, &made_up_invoice(&t))).await;
    cursors.push(again.event().await["cursor"].take());
    let distinct: std::collections::HashSet<String> = cursors.iter().map(Value::to_string).collect();
    assert_eq!(distinct.len(), 6, "{cursors:?}");
    assert!(again.is_quiet().await);
});

both!(without_a_cursor_only_what_happens_from_now_on_comes, async |t: TestApp| {
    let Alice { customer, page, .. } = alice(&t).await;
    tell(&t, about(customer.id, &made_up_invoice(&t))).await;
    head_is(&t, 1).await;
    let mut open = page.events(None).await;
    assert!(open.is_quiet().await, "the past is not told");
    let tx = t.scope().begin().await.expect("the database answers");
    emit_in(&tx, about(customer.id, &made_up_invoice(&t))).await;
    tx.commit().await.expect("the database answers");
    assert_eq!(open.event().await["type"], "INVOICE_PAID");
});

both!(only_the_types_that_are_wanted_come, async |t: TestApp| {
    let Alice { customer, page, .. } = alice(&t).await;
    let from = page.cursor().await;
    let variables = json!({ "after": from, "types": ["INVOICE_REOPENED", "PAYMENT_RECEIVED"] });
    let mut live = page.start(EVENTS, variables.clone()).await.expect("a subscription");
    tell(&t, about(customer.id, &made_up_invoice(&t))).await;
    let reopened = portico::events::NewEvent {
        event_type: portico::events::EventType::InvoiceReopened,
        ..about(customer.id, &made_up_invoice(&t))
    };
    tell(&t, reopened).await;
    assert_eq!(live.event().await["type"], "INVOICE_REOPENED");
    head_is(&t, 2).await;
    let mut replayed = page.start(EVENTS, variables).await.expect("a subscription");
    assert_eq!(replayed.event().await["type"], "INVOICE_REOPENED");
});

both!(a_cursor_past_the_retention_is_told_and_the_stream_goes_on, |_| {}, async |t: TestApp| {
    let Alice { customer, page, .. } = alice(&t).await;
    let start = page.cursor().await;
    for _ in 0..3 {
        tell(&t, about(customer.id, &made_up_invoice(&t))).await;
    }
    head_is(&t, 3).await;
    t.advance(TimeDelta::days(1));
    tell(&t, about(customer.id, &made_up_invoice(&t))).await;
    head_is(&t, 4).await;
    let scope = t.scope();
    let before = scope.real_now() - TimeDelta::hours(1);
    let discarded = discard_before(&scope, before, &[]).await.expect("the database answers");
    assert_eq!(discarded, Discarded { events: 3, held_back: false });
    let discarded = discard_before(&scope, before, &[]).await.expect("the database answers");
    assert_eq!(discarded, Discarded::default());

    let mut open = page.events(Some(&start)).await;
    let told = open.event().await;
    assert_eq!(
        (&told["__typename"], &told["type"], &told["reason"]),
        (&json!("ResyncEvent"), &json!("RESYNC"), &json!("EVENTS_DISCARDED"))
    );
    tell(&t, about(customer.id, &made_up_invoice(&t))).await;
    assert_eq!(open.event().await["__typename"], "InvoiceEvent", "it goes on");
    // The cursor of the resync is a good one.
    let mut from_there = page.events(told["cursor"].as_str()).await;
    assert_eq!(from_there.event().await["__typename"], "InvoiceEvent");
});

both!(a_cursor_that_was_never_given_is_told, async |t: TestApp| {
    let Alice { customer, page, .. } = alice(&t).await;
    tell(&t, about(customer.id, &made_up_invoice(&t))).await;
    head_is(&t, 1).await;
    // e1.99
    let mut open = page.events(Some("ZTEuOTk")).await;
    let told = open.event().await;
    assert_eq!(told["reason"], "CURSOR_UNKNOWN");
    tell(&t, about(customer.id, &made_up_invoice(&t))).await;
    assert_eq!(open.event().await["__typename"], "InvoiceEvent");
});

both!(a_slow_page_holds_nothing_and_misses_nothing, async |t: TestApp| {
    let Alice { customer, replica, .. } = alice(&t).await;
    let scope = t.scope();
    let interest =
        Interest { customers: portico::events::Customers::These(vec![customer.id]), ..Interest::default() };
    let mut slow = replica.feed.follow(&scope, interest, None).await.expect("the database answers");
    for _ in 0..10 {
        let tx = scope.begin().await.expect("the database answers");
        for _ in 0..60 {
            emit_in(&tx, about(customer.id, &made_up_invoice(&t))).await;
        }
        tx.commit().await.expect("the database answers");
    }
    head_is(&t, 600).await;
    // More than its channel holds; what it did not take waits in the database.
    for expected in 1..=600 {
        match slow.next().await.expect("the database answers") {
            Some(Received::Event(event)) => assert_eq!(event.cursor, Some(expected)),
            other => panic!("{other:?}"),
        }
    }
});
