//! Who is told that a service is otherwise than it was, when, and how often.

use chrono::TimeDelta;
use portico::catalog::entity::subscription::{self, SubscriptionStatus};
use portico::db::Reads as _;
use portico::events::entity::event_listener;
use portico::events::entity::outbox_event::{self, EventType};
use portico::events::{Audience, NewEvent, bounds, emit};
use portico::jobs::samples::SampleJob;
use portico::kernel::actor::StaffRole;
use portico::kernel::clock::{Clock as _, SystemClock};
use portico::network::entity::device_state::DeviceStatus;
use portico::network::entity::incident::IncidentStatus;
use portico::network::entity::service_health::{self, HealthState};
use portico::network::{Announced, schedule, update};
use sea_orm::ColumnTrait as _;

use super::health::{connected, line_is, moved};
use super::ports::{Port, device_is, kept, record};
use super::*;
use crate::dunning::told;
use crate::support::app::{Backing, on_own_server};
use crate::support::factory::account::PASSWORD;
use crate::support::program::Program;
use crate::support::socket::Socket;
use crate::support::wait::until;

/// Tells what the poller tells when a device is otherwise than it was.
async fn tell_of(t: &TestApp, port: &Port, from: &str, to: &str) {
    let tx = t.scope().begin().await.expect("the database answers");
    let id = port.device.id.to_string();
    let event = NewEvent {
        event_type: EventType::DeviceStatusChanged,
        subject: id.clone(),
        audience: Audience::Staff(vec![StaffRole::Noc]),
        payload: json!({ "device": id, "name": port.device.name, "from": from, "to": to }),
    };
    emit(&tx, event).await.expect("the audience is of the tenant");
    tx.commit().await.expect("the database answers");
}

/// What was told of services: from, to, and why.
async fn changes(t: &TestApp) -> Vec<(String, String, String)> {
    let scope = t.scope();
    let events = scope.select::<outbox_event::Entity>();
    let events = events.filter(outbox_event::Column::EventType.eq(EventType::ServiceHealthChanged));
    let mut events = events.all().await.expect("the database answers");
    // Tests let a second pass between two whose order matters.
    events.sort_unstable_by_key(|event| (event.at, event.id));
    let text = |event: &outbox_event::Model, key: &str| {
        event.payload[key].as_str().expect("a text of the payload").to_owned()
    };
    events.iter().map(|event| (text(event, "from"), text(event, "to"), text(event, "reason"))).collect()
}

fn change(from: &str, to: &str, reason: &str) -> (String, String, String) {
    (from.to_owned(), to.to_owned(), reason.to_owned())
}

both!(customers_are_told_when_the_state_is_another_one, |_| {}, async |t: TestApp| {
    let (_, service, port) = connected(&t).await;
    let (_, elsewhere, _) = connected(&t).await;
    device_is(&t, &port, DeviceStatus::Down, t.now()).await;
    tell_of(&t, &port, "UP", "DOWN").await;
    until("the outage is told", async || told(&t, EventType::ServiceHealthChanged).await == 1).await;
    assert_eq!(changes(&t).await, [change("UNKNOWN", "OUTAGE", "DEVICE_DOWN")]);
    t.advance(TimeDelta::seconds(1));
    // Another reason for the same state: the incident is told as such, and the state is not told again.
    let incident = outage(&t, "Down", &[service]).await;
    // Heard in order: once what comes after is told, this was heard.
    let end = outage(&t, "Elsewhere", &[elsewhere]).await;
    until("the outage elsewhere is told", async || told(&t, EventType::ServiceHealthChanged).await == 2)
        .await;
    assert_eq!(changes(&t).await[1], change("UNKNOWN", "OUTAGE", "KNOWN_OUTAGE"));
    t.advance(TimeDelta::seconds(1));
    device_is(&t, &port, DeviceStatus::Up, t.now()).await;
    tell_of(&t, &port, "DOWN", "UP").await;
    for id in [incident.id, end.id] {
        update(&t.scope(), moved(id, IncidentStatus::Resolved)).await.expect("resolved");
    }
    until("both are told to be well", async || told(&t, EventType::ServiceHealthChanged).await == 4).await;
    assert_eq!(
        changes(&t).await[2..],
        [change("OUTAGE", "OK", "LINE_UP"), change("OUTAGE", "OK", "LINE_UP")]
    );
});

both!(a_line_that_goes_down_is_told_with_the_poll_that_sees_it, |_| {}, async |t: TestApp| {
    let (ada, _, port) = connected(&t).await;
    let polled = async || {
        t.advance(TimeDelta::seconds(1));
        record(&t, &port, t.now(), true, &[]).await;
    };
    polled().await;
    assert_eq!(changes(&t).await, [change("UNKNOWN", "OK", "LINE_UP")]);
    polled().await;
    line_is(&t, &port, false).await;
    polled().await;
    polled().await;
    line_is(&t, &port, true).await;
    polled().await;
    assert_eq!(
        changes(&t).await[1..],
        [change("OK", "OUTAGE", "LINE_DOWN"), change("OUTAGE", "OK", "LINE_UP")]
    );
    let scope = t.scope();
    let events = scope.select::<outbox_event::Entity>();
    let events = events.filter(outbox_event::Column::EventType.eq(EventType::ServiceHealthChanged));
    let events = events.all().await.expect("the database answers");
    assert!(events.iter().all(|event| event.customer_id == Some(ada.id)), "nobody else is told");
});

both!(what_the_contract_does_is_told_by_its_own_events, |_| {}, async |t: TestApp| {
    let (ada, service, port) = connected(&t).await;
    record(&t, &port, t.now(), true, &[]).await;
    let remembered = async || {
        let scope = t.scope();
        let row = scope.select::<service_health::Entity>().one().await.expect("the database answers");
        row.expect("it was told of").state
    };
    assert_eq!(remembered().await, HealthState::Ok);
    for (status, event_type, state) in [
        (SubscriptionStatus::Suspended, EventType::SubscriptionSuspended, HealthState::Suspended),
        (SubscriptionStatus::Active, EventType::SubscriptionResumed, HealthState::Ok),
    ] {
        let tx = t.scope().begin().await.expect("the database answers");
        let moved = tx.update::<subscription::Entity>().set(subscription::Column::Status, status);
        let moved = moved.filter(subscription::Column::Id.eq(service));
        assert_eq!(moved.run().await.expect("changed"), 1);
        let event = NewEvent {
            event_type,
            subject: service.to_string(),
            audience: Audience::Customer(ada.id),
            payload: json!({}),
        };
        emit(&tx, event).await.expect("the audience is of the tenant");
        tx.commit().await.expect("the database answers");
        until("it is remembered", async || remembered().await == state).await;
    }
    assert_eq!(changes(&t).await, [change("UNKNOWN", "OK", "LINE_UP")]);
});

both!(that_nothing_is_heard_any_more_is_told_once, |_| {}, async |t: TestApp| {
    let (_, _, port) = connected(&t).await;
    record(&t, &port, t.now(), true, &[]).await;
    let job = SampleJob {
        db: t.db().clone(),
        clock: t.clock(),
        entropy: t.scope().entropy().clone(),
        kept: kept(&t),
        every: std::time::Duration::from_secs(1),
    };
    let heard = [change("UNKNOWN", "OK", "LINE_UP")];
    t.advance(TimeDelta::minutes(15));
    job.sweep().await.expect("looked");
    assert_eq!(changes(&t).await, heard, "three polls may be missing");
    t.advance(TimeDelta::seconds(1));
    for _ in 0..2 {
        job.sweep().await.expect("looked");
    }
    assert_eq!(changes(&t).await[1..], [change("OK", "UNKNOWN", "STALE")]);
    // And when it answers again.
    t.advance(TimeDelta::minutes(1));
    device_is(&t, &port, DeviceStatus::Up, t.now()).await;
    line_is(&t, &port, true).await;
    record(&t, &port, t.now(), true, &[]).await;
    job.sweep().await.expect("looked");
    assert_eq!(changes(&t).await[2..], [change("UNKNOWN", "OK", "LINE_UP")]);
});

/// Waits until those who tell how services are have heard of everything.
async fn all_is_heard(t: &TestApp) {
    until("everything is heard", async || {
        let scope = t.scope();
        let waiting = scope.select::<outbox_event::Entity>();
        let waiting = waiting.filter(outbox_event::Column::Cursor.is_null()).count().await.expect("counted");
        let listener = scope.select::<event_listener::Entity>();
        let listener = listener.filter(event_listener::Column::Name.eq("service-health")).one().await;
        let head = bounds(&scope).await.expect("the database answers").head;
        waiting == 0 && listener.expect("the database answers").is_some_and(|row| row.position == head)
    })
    .await;
}

both!(announced_work_is_told_when_its_time_comes, |_| {}, async |t: TestApp| {
    let (_, service, port) = connected(&t).await;
    record(&t, &port, t.now(), true, &[]).await;
    let (begins, ends) = (t.now() + TimeDelta::hours(1), t.now() + TimeDelta::hours(2));
    let work = Announced {
        title: "New software".to_owned(),
        impact: ImpactLevel::Outage,
        starts_at: begins,
        ends_at: ends,
        body: "Soon.".to_owned(),
        services: vec![service],
    };
    schedule(&t.scope(), work).await.expect("announced");
    all_is_heard(&t).await;
    let job = SampleJob {
        db: t.db().clone(),
        clock: t.clock(),
        entropy: t.scope().entropy().clone(),
        kept: kept(&t),
        every: std::time::Duration::from_secs(1),
    };
    // The device is well all the time: nobody says that it is time, or that it is over.
    let later = async |minutes: i64| {
        t.advance(TimeDelta::minutes(minutes));
        device_is(&t, &port, DeviceStatus::Up, t.now()).await;
        line_is(&t, &port, true).await;
        for _ in 0..2 {
            job.sweep().await.expect("looked");
        }
        changes(&t).await
    };
    let mut told = vec![change("UNKNOWN", "OK", "LINE_UP")];
    assert_eq!(later(59).await, told, "it is only announced");
    told.push(change("OK", "MAINTENANCE", "ANNOUNCED_WORK"));
    assert_eq!(later(1).await, told);
    assert_eq!(later(59).await, told);
    told.push(change("MAINTENANCE", "OK", "LINE_UP"));
    assert_eq!(later(1).await, told);
});

const EVENTS: &str = "subscription { portalEvents(types: [SERVICE_HEALTH_CHANGED]) { __typename cursor type
    ... on ServiceHealthEvent { formerHealth health healthReason message subscription { id health { state reason } } } } }";

async fn open_page(caller: &Caller) -> Socket {
    let mut socket = caller.live().await;
    socket.subscribe("health", EVENTS).await;
    // Answered in turn: once this is, the subscription has begun as well.
    let payload = json!({ "query": "{ viewer { account { id } } }" });
    socket.send(&json!({ "id": "q", "type": "subscribe", "payload": payload })).await;
    assert_eq!(socket.message_of("q").await["type"], "next");
    assert_eq!(socket.message_of("q").await["type"], "complete");
    socket
}

async fn next(socket: &mut Socket) -> Value {
    let message = socket.message_of("health").await;
    assert_eq!(message["type"], "next", "{message}");
    message["payload"]["data"]["portalEvents"].clone()
}

#[test]
fn a_change_reaches_the_open_pages_of_two_replicas() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let replicas = [Program::serve(t.config(), &[]), Program::serve(t.config(), &[])];
            let (ada, service, port) = connected(&t).await;
            let mut pages = Vec::new();
            for (replica, role) in replicas.iter().zip([LinkRole::Owner, LinkRole::Viewer]) {
                let login = t.account().member_of(&ada, role).insert().await;
                let caller = t.anonymous().at_port(replica.port());
                caller.sign_in(login.portal_id.as_str(), PASSWORD).await.ok();
                pages.push(open_page(&caller).await);
            }
            let (eve, _, _) = connected(&t).await;
            let login = t.account().member_of(&eve, LinkRole::Owner).insert().await;
            let caller = t.anonymous().at_port(replicas[0].port());
            caller.sign_in(login.portal_id.as_str(), PASSWORD).await.ok();
            let mut stranger = open_page(&caller).await;
            // The replicas' clock is the world's, and the test's another one: fresh by both.
            device_is(&t, &port, DeviceStatus::Down, t.now().max(SystemClock.now())).await;
            tell_of(&t, &port, "UP", "DOWN").await;
            for page in &mut pages {
                let told = next(page).await;
                assert_eq!(
                    (&told["__typename"], &told["formerHealth"], &told["health"], &told["healthReason"]),
                    (
                        &json!("ServiceHealthEvent"),
                        &json!("UNKNOWN"),
                        &json!("OUTAGE"),
                        &json!("DEVICE_DOWN")
                    )
                );
                assert_eq!(told["subscription"]["id"], service.to_string());
                assert_eq!(told["subscription"]["health"]["state"], "OUTAGE");
            }
            assert!(stranger.is_silent(std::time::Duration::from_millis(200)).await);
            for replica in replicas {
                replica.stop();
            }
        },
    );
}
