//! What is below what: no cycle, whoever meets whom, and the same answers as a naive walk.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::join_all;
use portico::kernel::ids::{DeviceId, SubscriptionId};
use portico::kernel::refusal::UseCaseError;
use portico::network::inventory::{self, DeviceChange, MAX_DEPTH};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use super::*;
use crate::support::app::{Backing, on_shared_server};

async fn put_below(t: &TestApp, device: DeviceId, parent: DeviceId) -> Result<device::Model, UseCaseError> {
    let change = DeviceChange { parent: Some(Some(parent)), ..DeviceChange::default() };
    inventory::update_device(&t.scope(), &rules(t), device, change, None).await
}

both!(a_device_is_never_reached_through_itself, async |t: TestApp| {
    let noc = noc(&t).await;
    let core = t.device().named("core").insert().await;
    let middle = t.device().named("middle").below(&core).insert().await;
    let edge = t.device().named("edge").below(&middle).insert().await;
    for (device, parent) in [(&core, &core), (&core, &middle), (&core, &edge), (&middle, &edge)] {
        let change = json!({ "parentId": parent.id.to_string() });
        let payload = update(&noc, &json!(device.id.to_string()), change).await;
        assert_eq!(refused(&payload), ("INVALID_INPUT", "parentId"), "{} {}", device.name, parent.name);
    }
    let flat = update(&noc, &json!(edge.id.to_string()), json!({ "parentId": core.id.to_string() })).await;
    assert_eq!(done(flat)["device"]["parent"]["name"], "core");
    let below = inventory::below(&t.scope(), &[middle.id]).await.expect("read");
    assert_eq!(below, [middle.id]);
});

both!(a_tree_is_no_deeper_than_it_may_be, async |t: TestApp| {
    let mut above = t.device().insert().await;
    for _ in 1..MAX_DEPTH - 1 {
        above = t.device().below(&above).insert().await;
    }
    let noc = noc(&t).await;
    // One level is left, and two do not fit into it.
    let pair = t.device().named("pair").insert().await;
    t.device().named("pair-below").below(&pair).insert().await;
    let parent = json!({ "parentId": above.id.to_string() });
    let payload = update(&noc, &json!(pair.id.to_string()), parent.clone()).await;
    assert_eq!(refused(&payload), ("INVALID_INPUT", "parentId"));
    let mut input = router(&t, "last", "10.99.0.1");
    input["parentId"] = parent["parentId"].clone();
    let last = done(create(&noc, input).await)["device"]["id"].clone();
    let mut input = router(&t, "beyond", "10.99.0.2");
    input["parentId"] = last;
    assert_eq!(refused(&create(&noc, input).await), ("INVALID_INPUT", "parentId"));
});

#[test]
fn of_two_devices_put_below_each_other_at_once_one_moves() {
    on_shared_server(Backing::Services, module_path!(), async |t: TestApp| {
        for _ in 0..8 {
            // A ring of three, each half wanting below the other.
            let mut ring = Vec::new();
            for _ in 0..3 {
                ring.push(t.device().insert().await.id);
            }
            let moves = [(ring[0], ring[1]), (ring[1], ring[2]), (ring[2], ring[0])];
            let outcomes = join_all(moves.map(|(device, parent)| put_below(&t, device, parent))).await;
            let moved = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
            assert_eq!(moved, 2, "{outcomes:?}");
            let below = inventory::below(&t.scope(), &ring).await.expect("read");
            assert_eq!(below.len(), 3);
        }
    });
}

/// Parents as a vector of places; the last place stands for none. A device's parent stands before it.
fn forest() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0_usize..1_000, 1..14)
}

both!(the_statements_answer_as_a_naive_walk_does, async |t: TestApp| {
    let mut runner = TestRunner::deterministic();
    let (customer, plan) = (t.customer().insert().await, t.plan().insert().await);
    for _ in 0..6 {
        let seeds = forest().new_tree(&mut runner).expect("a forest").current();
        let (mut devices, mut parents): (Vec<device::Model>, BTreeMap<DeviceId, DeviceId>) =
            Default::default();
        let mut hanging: BTreeMap<SubscriptionId, DeviceId> = BTreeMap::new();
        for seed in &seeds {
            let mut builder = t.device();
            if let Some(parent) = devices.get(seed % (devices.len() + 1)) {
                builder = builder.below(parent);
            }
            let device = builder.insert().await;
            parents.extend(device.parent_id.map(|parent| (device.id, parent)));
            if seed % 3 > 0 {
                let service = t.subscription(&customer, &plan).insert().await;
                t.link(&service, &device, None).await;
                hanging.insert(service.id, device.id);
            }
            devices.push(device);
        }
        // Whoever comes to one of the starts by going up is below.
        let starts: Vec<DeviceId> =
            devices.iter().zip(&seeds).filter(|(_, seed)| *seed % 4 == 0).map(|(row, _)| row.id).collect();
        let naive: BTreeSet<DeviceId> = devices
            .iter()
            .map(|row| row.id)
            .filter(|id| {
                std::iter::successors(Some(*id), |id| parents.get(id).copied()).any(|id| starts.contains(&id))
            })
            .collect();
        let scope = t.scope();
        let below = inventory::below(&scope, &starts).await.expect("read");
        assert_eq!(below, naive.iter().copied().collect::<Vec<_>>(), "{seeds:?}");
        let links = inventory::links_below(&scope, &starts).await.expect("read");
        let found: BTreeSet<SubscriptionId> = links.iter().map(|link| link.subscription_id).collect();
        let expected: BTreeSet<SubscriptionId> =
            hanging.iter().filter(|(_, on)| naive.contains(on)).map(|(service, _)| *service).collect();
        assert_eq!((found.len(), found), (links.len(), expected), "each once");
        let services: Vec<SubscriptionId> = hanging.keys().copied().collect();
        let links = inventory::links_of(&scope, &services).await.expect("read");
        let on: BTreeMap<SubscriptionId, DeviceId> =
            links.into_iter().map(|link| (link.subscription_id, link.device_id)).collect();
        assert_eq!(on, hanging);
    }
});

both!(another_tenant_s_devices_are_below_nothing_here, async |t: TestApp| {
    let abroad = t.tenant().await;
    let theirs = abroad.device().insert().await;
    abroad.device().below(&theirs).insert().await;
    assert!(inventory::below(&t.scope(), &[theirs.id]).await.expect("read").is_empty());
    assert_eq!(inventory::below(&abroad.scope(), &[theirs.id]).await.expect("read").len(), 2);
    assert!(inventory::below(&t.scope(), &[]).await.expect("read").is_empty());
    assert!(inventory::open_devices(&t.scope(), &[theirs.id]).await.expect("read").is_empty());
});
