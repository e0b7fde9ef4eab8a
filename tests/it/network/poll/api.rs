//! `pollDevice`: over a socket, against an agent in this process.

use portico::identity::entity::account_link::LinkRole;
use portico::ports::snmp::Oid;
use portico::ports::snmp::agent::{Conduct, DeviceSketch, InterfaceSketch, SimulatedAgent};
use serde_json::{Value, json};

use super::*;
use crate::network::{done, refused, send, staff};
use crate::support::caller::Caller;

fn sketch() -> DeviceSketch {
    DeviceSketch {
        name: "edge-1".to_owned(),
        descr: "a device of the tests".to_owned(),
        object_id: Oid::of(&[1, 3, 6, 1, 4, 1, 99_999, 1]),
        interfaces: vec![InterfaceSketch::new(1, "ge-0/0/1", 1_000, 1_000_000, 500_000)],
        cpu_percent: 25,
        memory_percent: 50,
    }
}

fn agent() -> SimulatedAgent {
    let bind = ([127, 0, 0, 1], 0).into();
    SimulatedAgent::start(bind, COMMUNITY, sketch().image()).expect("a free port")
}

async fn poll(caller: &Caller, device: &device::Model) -> Value {
    let input = json!({ "deviceId": device.id.to_string() });
    send(caller, "pollDevice", input, "device { name status }").await
}

/// What is quick enough for a test of silence.
fn impatient(config: &mut Config) {
    with_secrets(config);
    (config.network.timeout_ms, config.network.retries, config.network.budget_ms) = (200, 0, 2_000);
}

both!(an_employee_asks_a_device_and_sees_what_it_says, with_secrets, async |t: TestApp| {
    store_community(&t, COMMUNITY).await;
    let agent = agent();
    let device = on_loopback(&t, "edge", agent.address().port()).await;
    let noc = staff(&t, LinkRole::Noc).await;
    let first = done(poll(&noc, &device).await);
    assert_eq!(first["device"], json!({ "name": "edge", "status": "UNKNOWN" }));
    let second = done(poll(&noc, &device).await);
    assert_eq!(second["device"]["status"], "UP");
    let state = t.state_of(device.id).await.expect("it is asked");
    assert_eq!((state.sys_name.as_deref(), state.cpu_permille), (Some("edge-1"), Some(250)));
    assert!(state.response_micros.is_some_and(|micros| micros > 0));
    let row = interfaces(&t, &device).await.remove(0);
    assert_eq!((row.name.as_str(), row.oper_up, row.counter_bits), ("ge-0/0/1", Some(true), Some(64)));
    assert!(agent.asked() > 0);
});

both!(a_page_that_is_looked_at_asks_nobody, with_secrets, async |t: TestApp| {
    store_community(&t, COMMUNITY).await;
    let agent = agent();
    on_loopback(&t, "edge", agent.address().port()).await;
    let noc = staff(&t, LinkRole::Noc).await;
    let document = "{ devices(first: 10) { nodes { name status state { lastOkAt } alerts { id } } } alerts(first: 10) { totalCount } }";
    noc.gql(document, json!({})).await.ok();
    assert_eq!(agent.asked(), 0);
});

both!(what_answers_wrongly_is_as_good_as_silent, impatient, async |t: TestApp| {
    store_community(&t, COMMUNITY).await;
    let agent = agent();
    let device = on_loopback(&t, "edge", agent.address().port()).await;
    let noc = staff(&t, LinkRole::TenantAdmin).await;
    for conduct in [Conduct::Silent, Conduct::WrongId, Conduct::Noise] {
        agent.behave(conduct);
        done(poll(&noc, &device).await);
    }
    let state = t.state_of(device.id).await.expect("it is asked");
    assert_eq!((state.status, state.failures), (DeviceStatus::Down, 3));
    assert!(interfaces(&t, &device).await.is_empty(), "nothing wrong was kept");
    assert!(state.last_error.is_some_and(|why| !why.contains(COMMUNITY)));
});

both!(who_may_not_ask_does_not_and_what_cannot_be_asked_is_not, with_secrets, async |t: TestApp| {
    store_community(&t, COMMUNITY).await;
    let agent = agent();
    let device = on_loopback(&t, "edge", agent.address().port()).await;
    let document = "mutation($input: PollDeviceInput!) { pollDevice(input: $input) { userErrors { code } } }";
    let input = json!({ "input": { "deviceId": device.id.to_string() } });
    for role in [LinkRole::Support, LinkRole::Billing] {
        staff(&t, role).await.gql(document, input.clone()).await.assert_code("FORBIDDEN");
    }
    t.anonymous().gql(document, input).await.assert_code("UNAUTHENTICATED");
    let abroad = staff(&t.tenant().await, LinkRole::Noc).await;
    assert_eq!(refused(&poll(&abroad, &device).await), ("NOT_FOUND", "deviceId"));
    assert_eq!(agent.asked(), 0);
    let passive = t.device().not_asked().insert().await;
    let noc = staff(&t, LinkRole::Noc).await;
    assert_eq!(refused(&poll(&noc, &passive).await), ("NOT_OFFERED", "deviceId"));
    // Somebody else is asking it.
    let worker = worker(&t, Arc::new(FakeNetwork::default()));
    let lease = worker.poller.lease();
    hasten(&t, device.id).await;
    assert_eq!(claim(&t, &lease).await.len(), 1);
    let busy = poll(&noc, &device).await;
    assert_eq!(refused(&busy), ("CONFLICT", "deviceId"));
    assert_eq!(busy["userErrors"][0]["retryable"], true);
    for _ in 0..28 {
        poll(&noc, &passive).await;
    }
    let once_more = json!({ "input": { "deviceId": passive.id.to_string() } });
    noc.gql(document, once_more).await.assert_code("RATE_LIMITED");
});
