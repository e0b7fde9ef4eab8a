//! Who gets which event, when a page subscribes and when the event comes.

use portico::events::{Audience, Customers, EventType, Interest, NewEvent, Received};
use portico::graphql::access::rule;
use portico::graphql::engine::{Lapse, Update};
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::actor::{CallerKind, MemberRole, ResellerRole, Role, StaffRole};
use portico::kernel::ids::CustomerId;
use serde_json::{Value, json};

use super::{about, made_up_invoice, tell};
use crate::support::app::TestApp;
use crate::support::replica::{EVENTS, Open};

/// What tells the end of a test's events: for the account itself, which always gets it.
async fn tell_the_end(t: &TestApp, account: portico::kernel::ids::AccountId) {
    let event = NewEvent {
        event_type: EventType::SessionStarted,
        subject: "ses_end".to_owned(),
        audience: Audience::Account(account),
        payload: json!({}),
    };
    tell(t, event).await;
}

/// The types of the events that come before the end.
async fn until_the_end(open: &mut Open) -> Vec<String> {
    let mut seen = Vec::new();
    loop {
        let event = open.event().await;
        if event["sessionId"] == "ses_end" {
            return seen;
        }
        seen.push(event["__typename"].as_str().expect("a type").to_owned());
    }
}

fn roles(kind: CallerKind, alice: CustomerId, reseller: portico::kernel::ids::ResellerId) -> Option<Role> {
    match kind {
        CallerKind::Anonymous => None,
        CallerKind::Member(right) => Some(Role::Customer(alice, right)),
        CallerKind::Reseller(right) => Some(Role::Reseller(reseller, right)),
        CallerKind::Staff(right) => Some(Role::Staff(right)),
    }
}

both!(each_kind_of_caller_is_told_of_what_it_may_see, async |t: TestApp| {
    let (alice, bob) = (t.customer().insert().await, t.customer().insert().await);
    let (reseller, other) = (t.reseller().insert().await, t.reseller().insert().await);
    t.assign(&alice, &reseller).await;
    let account = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let somebody = t.account().member_of(&bob, LinkRole::Owner).insert().await;
    let foreign = t.tenant().await;
    let carol = foreign.customer().insert().await;

    let replica = t.replica();
    let mut pages = Vec::new();
    for kind in CallerKind::ALL {
        let Some(role) = roles(kind, alice.id, reseller.id) else { continue };
        let page = replica.page(account.id, &[role]).await;
        let from = page.cursor().await;
        pages.push((kind, page.events(Some(&from)).await));
    }
    let invoice = || made_up_invoice(&t);
    tell(&t, about(alice.id, &invoice())).await;
    tell(&t, about(bob.id, &invoice())).await;
    tell(&foreign, about(carol.id, &invoice())).await;
    let event =
        |event_type, audience| NewEvent { event_type, subject: invoice(), audience, payload: json!({}) };
    tell(&t, event(EventType::PaymentReceived, Audience::Reseller(reseller.id))).await;
    tell(&t, event(EventType::PaymentReceived, Audience::Reseller(other.id))).await;
    tell(&t, event(EventType::PaymentReceived, Audience::Staff(vec![StaffRole::Noc, StaffRole::Billing])))
        .await;
    tell(&t, event(EventType::SessionStarted, Audience::Account(somebody.id))).await;
    tell_the_end(&t, account.id).await;

    for (kind, mut open) in pages {
        let expected: &[&str] = match kind {
            CallerKind::Member(MemberRole::Technical) | CallerKind::Anonymous => &[],
            CallerKind::Member(_) => &["InvoiceEvent"],
            CallerKind::Reseller(_) => &["InvoiceEvent", "PaymentEvent"],
            CallerKind::Staff(StaffRole::Noc) => &["PaymentEvent"],
            CallerKind::Staff(StaffRole::Billing) => &["InvoiceEvent", "InvoiceEvent", "PaymentEvent"],
            CallerKind::Staff(StaffRole::Support | StaffRole::TenantAdmin) => {
                &["InvoiceEvent", "InvoiceEvent"]
            }
        };
        assert_eq!(until_the_end(&mut open).await, expected, "{}", kind.name());
    }
});

both!(subscribing_answers_each_kind_of_caller_as_the_rules_say, async |t: TestApp| {
    let access = rule("Subscription.portalEvents").expect("it has a rule");
    let (alice, reseller) = (t.customer().insert().await, t.reseller().insert().await);
    let account = t.account().insert().await;
    let replica = t.replica();
    for kind in CallerKind::ALL {
        let page = replica.page(account.id, roles(kind, alice.id, reseller.id).as_slice()).await;
        if kind == CallerKind::Anonymous {
            // An account without a role is signed in and has events of its own; a caller without a session never gets
            // here: see the tests of the transport.
            assert!(!access.allows(kind));
            continue;
        }
        assert!(access.allows(kind), "{}", kind.name());
        let from = page.cursor().await;
        tell_the_end(&t, account.id).await;
        let mut open = page.events(Some(&from)).await;
        assert!(until_the_end(&mut open).await.is_empty());
    }
});

both!(what_the_account_loses_it_is_not_told_of, async |t: TestApp| {
    let (alice, bob) = (t.customer().insert().await, t.customer().insert().await);
    let account = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let both = [Role::Customer(alice.id, MemberRole::Owner), Role::Customer(bob.id, MemberRole::Owner)];
    let page = t.replica().page(account.id, &both).await;
    let from = page.cursor().await;
    let mut open = page.events(Some(&from)).await;
    tell(&t, about(bob.id, &made_up_invoice(&t))).await;
    assert_eq!(open.event().await["__typename"], "InvoiceEvent");
    // The link to Bob is taken back, between two events.
    page.now_is(Some(&both[..1]));
    tell(&t, about(bob.id, &made_up_invoice(&t))).await;
    tell_the_end(&t, account.id).await;
    assert!(until_the_end(&mut open).await.is_empty());
    // And the right to see bills.
    page.now_is(Some(&[Role::Customer(alice.id, MemberRole::Technical)]));
    tell(&t, about(alice.id, &made_up_invoice(&t))).await;
    tell_the_end(&t, account.id).await;
    assert!(until_the_end(&mut open).await.is_empty());
    // And the session.
    page.now_is(None);
    tell_the_end(&t, account.id).await;
    assert!(matches!(open.update().await, Some(Update::Lapsed(Lapse::SessionEnded))));
    assert!(open.update().await.is_none());
});

both!(a_reseller_is_told_of_a_customer_only_as_long_as_it_serves_it, async |t: TestApp| {
    let (alice, bob) = (t.customer().insert().await, t.customer().insert().await);
    let reseller = t.reseller().insert().await;
    t.assign(&alice, &reseller).await;
    let account = t.account().reseller(&reseller, LinkRole::ResellerAgent).insert().await;
    let replica = t.replica();
    let page = replica.page(account.id, &[Role::Reseller(reseller.id, ResellerRole::Agent)]).await;
    let from = page.cursor().await;

    // A leak, planted: the reader as it is before anybody is asked who may see. The same look at what it gives finds
    // Bob's event, so the look at the page's events is worth something.
    let interest = Interest { customers: Customers::All, ..Interest::default() };
    let scope = t.scope();
    let mut leaky = replica.feed.follow(&scope, interest, None).await.expect("the database answers");

    tell(&t, about(bob.id, &made_up_invoice(&t))).await;
    tell(&t, about(alice.id, &made_up_invoice(&t))).await;
    let mut told = Vec::new();
    while told.len() < 2 {
        match leaky.next().await.expect("the database answers") {
            Some(Received::Event(event)) => told.push(event.customer_id),
            other => panic!("{other:?}"),
        }
    }
    assert!(leaks(&told, alice.id), "the planted leak is seen");

    let mut open = page.events(Some(&from)).await;
    tell_the_end(&t, account.id).await;
    let mut told = Vec::new();
    loop {
        let event = open.event().await;
        if event["sessionId"] == "ses_end" {
            break;
        }
        assert_eq!(event["__typename"], "InvoiceEvent");
        told.push(event["cursor"].clone());
    }
    assert_eq!(told.len(), 1, "Alice's, and not Bob's");
    assert_eq!(told[0], json!(cursor_text(2)), "{told:?}");
});

/// Whether anything is not the customer's.
fn leaks(told: &[Option<CustomerId>], own: CustomerId) -> bool {
    told.iter().any(|customer| *customer != Some(own))
}

fn cursor_text(place: i64) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(format!("e1.{place}"))
}

both!(what_is_no_subscription_is_refused_before_it_begins, async |t: TestApp| {
    let account = t.account().insert().await;
    let page = t.replica().page(account.id, &[]).await;
    let code = |body: &Value| body["errors"][0]["extensions"]["code"].clone();
    for document in [
        "subscription { a: portalEvents { cursor } b: portalEvents { cursor } }",
        "subscription { ...F ...G } fragment F on Subscription { a: portalEvents { cursor } } fragment G on Subscription { b: portalEvents { cursor } }",
        "subscription($no: Boolean = false) { portalEvents @include(if: $no) { cursor } }",
    ] {
        let body = page.start(document, json!({})).await.err().expect("refused");
        assert_eq!(code(&body), "GRAPHQL_VALIDATION_FAILED", "{document}: {body}");
        assert!(body.get("data").is_none());
    }
    for (document, variables) in [
        ("subscription { portalEvents { nothing } }", json!({})),
        ("subscription { portalEvents(after: \"nonsense\") { cursor } }", json!({})),
    ] {
        let mut open = page.start(document, variables).await.expect("validation is the library's");
        let body = open.refusal().await;
        assert!(body["errors"][0]["extensions"]["code"].is_string() && body.get("data").is_none(), "{body}");
        assert!(open.update().await.is_none(), "nothing follows a refusal");
    }
    for after in ["", "nonsense", "ZTEu", "ZTEuLTE", "\u{0}"] {
        let Ok(mut open) = page.start(EVENTS, json!({ "after": after })).await else { continue };
        match open.update().await {
            Some(Update::Refused(_)) => {}
            Some(Update::Next(body)) => assert!(body.contains("CURSOR_UNKNOWN"), "{after:?}: {body}"),
            other => panic!("{after:?}: {other:?}"),
        }
    }
});

both!(a_fragment_at_the_root_is_as_good_as_the_field, async |t: TestApp| {
    let account = t.account().insert().await;
    let page = t.replica().page(account.id, &[]).await;
    let document = "subscription($after: Cursor) { ...Root } fragment Root on Subscription { ... on Subscription { portalEvents(after: $after) { __typename ... on SessionEvent { sessionId } } } }";
    let from = page.cursor().await;
    let mut open = page.start(document, json!({ "after": from })).await.expect("a subscription");
    tell_the_end(&t, account.id).await;
    assert_eq!(open.event().await["sessionId"], "ses_end");
});
