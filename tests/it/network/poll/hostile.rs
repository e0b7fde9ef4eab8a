//! A peer that means ill, seen by the poller: what it says is dropped, and what was known before is told as old.

use portico::identity::entity::account_link::LinkRole;
use portico::network::entity::{device_poll, interface_sample};
use portico::ports::snmp::Oid;
use portico::ports::snmp::agent::{Conduct, DeviceSketch, InterfaceSketch, SimulatedAgent};
use serde_json::json;

use super::*;
use crate::network::ports::{Port, hang};
use crate::network::{member, served};
use crate::support::wait::until;

/// What is patient enough for an honest answer, and not for one that comes after a minute.
fn impatient(config: &mut Config) {
    with_secrets(config);
    (config.network.timeout_ms, config.network.retries) = (500, 1);
}

fn agent() -> SimulatedAgent {
    let sketch = DeviceSketch {
        name: "edge-1".to_owned(),
        descr: "a device of the tests".to_owned(),
        object_id: Oid::of(&[1, 3, 6, 1, 4, 1, 99_999, 1]),
        interfaces: vec![InterfaceSketch::new(1, "ge-0/0/1", 1_000, 1_000_000, 500_000)],
        cpu_percent: 25,
        memory_percent: 50,
    };
    SimulatedAgent::start(([127, 0, 0, 1], 0).into(), COMMUNITY, sketch.image()).expect("a free port")
}

/// How many polls of the tenant's devices are kept, how many of them were answered, and how many samples.
async fn kept(t: &TestApp) -> (u64, u64, u64) {
    let scope = t.scope();
    let polls = scope.select::<device_poll::Entity>().count().await.expect("the database answers");
    let answered = scope.select::<device_poll::Entity>().filter(device_poll::Column::Ok.eq(true));
    let answered = answered.count().await.expect("the database answers");
    let samples = scope.select::<interface_sample::Entity>().count().await.expect("the database answers");
    (polls, answered, samples)
}

both!(what_is_spoilt_is_dropped_and_the_device_goes_stale, impatient, async |t: TestApp| {
    store_community(&t, COMMUNITY).await;
    let agent = agent();
    let device = on_loopback(&t, "edge", agent.address().port()).await;
    let clock = t.clock();
    let poller = Application::poller(t.config(), &clock, t.scope().entropy()).expect("a poller");
    let worker = worker(&t, poller.client.clone());
    // Each poll has an instant of its own; the agent's clock goes as the world's.
    let ask = async || {
        t.advance(TimeDelta::seconds(1));
        hasten(&t, device.id).await;
        assert_eq!(worker.once().await.expect("asked"), 1);
        t.state_of(device.id).await.expect("it is asked")
    };
    until("the device is up", async || ask().await.status == DeviceStatus::Up).await;
    for conduct in [
        Conduct::Late(Duration::from_mins(1)),
        Conduct::WrongId,
        Conduct::WrongCommunity,
        Conduct::Truncated,
        Conduct::Amplified(10),
        Conduct::Noise,
        Conduct::GoingBack,
    ] {
        agent.behave(Conduct::Honest);
        until("the device answers", async || ask().await.failures == 0).await;
        let (known, rows, before) = (
            t.state_of(device.id).await.expect("it is asked"),
            interfaces(&t, &device).await,
            kept(&t).await,
        );
        agent.behave(conduct);
        let spoilt = ask().await;
        assert_eq!((spoilt.status, spoilt.failures), (DeviceStatus::Up, 1), "{conduct:?}");
        assert!(spoilt.last_error.is_some_and(|why| !why.contains(COMMUNITY)), "{conduct:?}");
        assert_eq!(spoilt.last_ok_at, known.last_ok_at, "{conduct:?}");
        assert_eq!(interfaces(&t, &device).await, rows, "{conduct:?}: what was known stays");
        let (polls, answered, samples) = kept(&t).await;
        assert_eq!((polls, answered, samples), (before.0 + 1, before.1, before.2), "{conduct:?}");
    }
    // Nothing it has said since is believed; what was known is too old in the end, and no service on it is called well.
    let (ada, service) = served(&t).await;
    let port = interfaces(&t, &device).await.remove(0);
    hang(&t, &ada, service, &Port { device, interface: port }, t.now()).await;
    t.advance(TimeDelta::minutes(16));
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let document =
        "query($id: ID!) { node(id: $id) { ... on ServiceSubscription { health { state reason stale } } } }";
    let reply = owner.gql(document, json!({ "id": service.to_string() })).await;
    let expected = json!({ "state": "UNKNOWN", "reason": "STALE", "stale": true });
    assert_eq!(reply.ok()["node"]["health"], expected);
});
