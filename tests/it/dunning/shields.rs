//! What keeps a service from being withheld: a promise, a dispute, an outage.

use async_trait::async_trait;
use portico::db::Tx;
use portico::events::entity::outbox_event::EventType;
use portico::kernel::fault::Fault;

use super::arrangements::promise;
use super::disputes::dispute;
use super::*;

/// A network in which everything is down.
struct AllDown;

#[async_trait]
impl Outages for AllDown {
    async fn any(&self, _: &Tx, services: &[SubscriptionId]) -> Result<bool, Fault> {
        Ok(!services.is_empty())
    }
}

both!(an_outage_shields_as_long_as_it_is_open, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service) = served(&t).await;
    late(&t, &ada).await;
    warn(&t).await;
    look_with(&t, 0, Arc::new(AllDown)).await;
    assert!(in_service(&t, service).await);
    assert_eq!(told(&t, EventType::DunningSuspended).await, 0);
    look(&t, 0).await;
    assert!(!in_service(&t, service).await, "the outage is over");
});

both!(a_promise_shields_as_long_as_it_is_kept, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service) = served(&t).await;
    late(&t, &ada).await;
    warn(&t).await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    promise(&owner, &ada, &[(10, "119.00")]).await;
    for day in [0, 5, 10] {
        look(&t, day).await;
        assert!(in_service(&t, service).await, "day {day}");
    }
    look(&t, 11).await;
    assert!(!in_service(&t, service).await, "it is broken");
});

both!(a_dispute_of_all_that_is_owed_shields, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service) = served(&t).await;
    let bill = t.invoice(&ada).line("Fibre", 100_00).line("Static IP", 3_00);
    let bill = bill.issued(ago(74)).due(ago(60)).insert().await;
    warn(&t).await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    done(dispute(&owner, bill.lines[0].id, "It was never there.").await);
    look(&t, 0).await;
    assert!(in_service(&t, service).await, "3.57 are left, less than the minimum");
    // Held is what is disputed, and nothing else.
    let more = t.invoice(&ada).line("Fibre", 2_00).issued(ago(73)).due(ago(59)).insert().await.row;
    for day in [1, 8, 15] {
        look(&t, day).await;
    }
    assert_eq!(taken(&t, more.id).await, [1, 2, 3]);
    assert!(!in_service(&t, service).await, "3.57 and 2.38 are more than 5.00");
});

both!(credit_that_is_there_is_no_debt, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service) = served(&t).await;
    late(&t, &ada).await;
    t.payment(&ada, 114_00).insert().await;
    warn(&t).await;
    look(&t, 0).await;
    assert!(in_service(&t, service).await, "114.00 of the 119.00 lie on the account");
});
