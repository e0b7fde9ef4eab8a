//! What billing is told, and what it tells.

use portico::catalog::{self, ChargeKind, NewCharge};
use portico::customers::entity::customer;
use portico::db::DbError;
use serde_json::json;

use super::{day, served};
use crate::support::app::{TestApp, today};

fn new(customer: &customer::Model, key: &str, minor: i64) -> NewCharge {
    NewCharge {
        customer: customer.id,
        currency: customer.currency,
        subscription: None,
        kind: ChargeKind::OneOff,
        description_key: catalog::charge_text::TOP_UP,
        description_args: json!({ "name": "50 GB" }),
        service: None,
        quantity_micro: 1_000_000,
        unit_price_minor: minor,
        tax_code: None,
        source_key: key.to_owned(),
    }
}

both!(a_source_is_charged_once_and_billed_once, async |t: TestApp| {
    let (customer, _, _) = served(&t).await;
    let bill = t.invoice(&customer).line("Fibre", 10_00).issued(today()).insert().await.row.id;
    let tx = t.scope().begin().await.expect("begun");
    for (key, minor) in [("one", 5_00), ("two", -3_00), ("one", 9_99)] {
        catalog::charge(&tx, new(&customer, key, minor)).await.expect("charged");
    }
    let waiting = catalog::unbilled_charges(&tx, customer.id).await.expect("read");
    let amounts: Vec<i64> = waiting.iter().map(|charge| charge.unit_price_minor).collect();
    assert_eq!(amounts, [5_00, -3_00]);
    let ids: Vec<_> = waiting.iter().map(|charge| charge.id).collect();
    assert!(catalog::mark_billed(&tx, &ids, bill).await.expect("marked"));
    assert!(catalog::unbilled_charges(&tx, customer.id).await.expect("read").is_empty());
    assert!(!catalog::mark_billed(&tx, &ids[..1], bill).await.expect("asked"), "it is billed already");
    assert_eq!(catalog::release_charges(&tx, bill).await.expect("released"), 2);
    assert_eq!(catalog::unbilled_charges(&tx, customer.id).await.expect("read").len(), 2);
    tx.commit().await.expect("committed");
    let due = async |as_of, after| {
        catalog::due_customers(&t.scope(), day(as_of), after, None, 10).await.expect("read")
    };
    assert!(
        due("2026-11-01", None).await.is_empty(),
        "charges wait for the next period, which takes them along"
    );
    assert_eq!(due("2027-01-01", None).await, [customer.id]);
    assert!(due("2027-01-01", Some(customer.id)).await.is_empty());
});

both!(nobody_s_charge_is_on_another_s_bill_or_in_another_currency, async |t: TestApp| {
    let ((ada, _, _), (bob, bob_s, _)) = (served(&t).await, served(&t).await);
    let bill = t.invoice(&bob).line("Fibre", 10_00).issued(today()).insert().await.row.id;
    let tx = t.scope().begin().await.expect("begun");
    catalog::charge(&tx, new(&ada, "hers", 5_00)).await.expect("charged");
    let hers = catalog::unbilled_charges(&tx, ada.id).await.expect("read").remove(0).id;
    let marked = catalog::mark_billed(&tx, &[hers], bill).await;
    assert!(matches!(marked, Err(DbError::ForeignKey(_))), "{marked:?}");
    drop(tx);
    let crossed = NewCharge { subscription: Some(bob_s.id), ..new(&ada, "crossed", 5_00) };
    let dollars = NewCharge { currency: "USD".parse().expect("known"), ..new(&ada, "dollars", 5_00) };
    for charge in [crossed, dollars] {
        let tx = t.scope().begin().await.expect("begun");
        let charged = catalog::charge(&tx, charge).await;
        assert!(matches!(charged, Err(DbError::ForeignKey(_))), "{charged:?}");
    }
});

both!(a_run_bills_what_it_has_read, async |t: TestApp| {
    let (customer, row, _) = served(&t).await;
    let read = catalog::billable_subscriptions(&t.scope(), customer.id).await.expect("read").remove(0);
    assert_eq!(read.billed_to(), Some(day("2026-12-01")));
    assert_eq!(read.terms_on(day("2026-12-01")).1, 39_90);
    // Suspended between reading and writing: the run has to look again.
    let tx = t.scope().begin().await.expect("begun");
    catalog::lock(&tx, row.id, catalog::LockReason::Admin, None).await.expect("locked");
    tx.commit().await.expect("committed");
    let tx = t.scope().begin().await.expect("begun");
    let moved = catalog::advance_billed_through(&tx, &read.subscription, day("2027-01-01")).await;
    assert!(!moved.expect("asked"));
    let again = catalog::billable_subscriptions(&tx, customer.id).await.expect("read").remove(0);
    let moved = catalog::advance_billed_through(&tx, &again.subscription, day("2027-01-01")).await;
    assert!(moved.expect("moved"));
    let twice = catalog::advance_billed_through(&tx, &again.subscription, day("2027-02-01")).await;
    assert!(!twice.expect("asked"), "a period is billed once");
});
