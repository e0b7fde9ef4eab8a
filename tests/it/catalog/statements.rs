//! One service costs as many statements as fifty.

use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use super::member;
use crate::support::app::TestApp;

const SERVICES: &str = "{ viewer { customer { discounts { name } services { number status plan { name } price { minor } \
    locks { reason } pauseOffer { latest } pendingChange { effectiveOn } endTerms { termEnd } \
    usage { used cap projected threshold } topUpPacks { code } } } } }";

both!(services_with_all_they_have_cost_the_same_for_one_and_for_fifty, async |t: TestApp| {
    let mut statements = Vec::new();
    for count in [1, 50] {
        let customer = t.customer().insert().await;
        let plan = t.plan().with(|plan| plan.cap_bytes = Some(1_000_000_000)).insert().await;
        for _ in 0..count {
            t.subscription(&customer, &plan).insert().await;
        }
        let owner = member(&t, &customer, LinkRole::Owner).await;
        let reply = owner.gql(SERVICES, json!({})).await;
        let services = reply.ok()["viewer"]["customer"]["services"].as_array().map(Vec::len);
        assert_eq!(services, Some(count));
        statements.push(reply.statements());
    }
    assert_eq!(statements[0], statements[1]);
    // Account, customer, discounts, services, plans, locks, pauses, pending changes, packs; of the end: services, changes,
    // plans, customers, discounts; of the use: services, plans, customers, days, purchases.
    assert!(statements[1] <= 19, "{}", statements[1]);
});
