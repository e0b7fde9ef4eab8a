//! The story of an outage (domain.md §5), as far as it is told here: a device falls silent, open pages on two replicas turn, it
//! answers again, and the credit is on the next invoice.

use portico::billing::entity::outage_credit;
use portico::db::Reads as _;
use portico::events::{Audience, EventType, NewEvent};
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::actor::StaffRole;
use portico::kernel::ids::DeviceId;
use portico::network::correlator::settle;
use portico::network::entity::device::DeviceKind;
use portico::network::entity::device_state::{self, DeviceStatus};
use portico::network::entity::outage_watch::{self, WatchState};
use sea_orm::{ActiveEnum as _, ColumnTrait as _};
use serde_json::{Value, json};

use crate::events::emit_in;
use crate::invoicing::{done, mutate, run};
use crate::network::correlator::{device, hang};
use crate::support::app::{Backing, TestApp, on_own_server};
use crate::support::factory::account::PASSWORD;
use crate::support::program::Program;
use crate::support::recount::assert_the_books_add_up;
use crate::support::socket::Socket;
use crate::support::wait::until;

const PAGE: &str = "subscription { portalEvents(types: [INCIDENT_OPENED, INCIDENT_UPDATED, INCIDENT_ENDED]) \
    { __typename type cursor ... on IncidentEvent { incident { title status } } } }";

/// Opens a page, and waits until its subscription has begun: what is asked after it is answered after it.
async fn page(caller: &crate::support::caller::Caller) -> Socket {
    let mut socket = caller.live().await;
    socket.subscribe("e", PAGE).await;
    socket.subscribe("q", "{ __typename }").await;
    while socket.message_of("q").await["type"] != "complete" {}
    socket
}

/// The next event of a page: its type, and where the incident stands.
async fn event(socket: &mut Socket) -> (Value, Value) {
    let message = socket.message_of("e").await;
    let event = &message["payload"]["data"]["portalEvents"];
    assert_eq!(event["incident"]["title"], "Outage in the network", "{message}");
    (event["type"].clone(), event["incident"]["status"].clone())
}

/// What the poller writes when a device is otherwise than before.
async fn flips(t: &TestApp, device: DeviceId, from: DeviceStatus, to: DeviceStatus) {
    let scope = t.scope();
    let tx = scope.begin().await.expect("begun");
    let update = tx.update::<device_state::Entity>().set(device_state::Column::Status, to);
    update.filter(device_state::Column::DeviceId.eq(device)).run().await.expect("changed");
    let event = NewEvent {
        event_type: EventType::DeviceStatusChanged,
        subject: device.to_string(),
        audience: Audience::Staff(vec![StaffRole::Noc, StaffRole::TenantAdmin]),
        payload: json!({ "device": device.to_string(), "name": "olt-7", "from": from.to_value(),
            "to": to.to_value(), "at": scope.real_now() }),
    };
    emit_in(&tx, event).await;
    tx.commit().await.expect("committed");
}

async fn watch_is(t: &TestApp, state: WatchState) {
    until("the correlator has heard of it", async || {
        let found = t.scope().select::<outage_watch::Entity>().one().await.expect("read");
        found.is_some_and(|watch| watch.state == state)
    })
    .await;
}

#[test]
fn a_silent_device_ends_as_a_credit_on_the_next_invoice() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let t = t
                .tenant_with(|new| {
                    new.settings.sandbox = true;
                    new.settings.network.outage_settle_minutes = 0;
                })
                .await;
            let plan = t.plan().with(|plan| plan.price_minor = 59_99).insert().await;
            let ada = t.customer().insert().await;
            let service = t
                .subscription(&ada, &plan)
                .with(|row| {
                    row.activated_on = Some("2026-11-01".parse().expect("a date"));
                    row.billed_through = None;
                })
                .insert()
                .await;
            run(&t.scope(), "2026-11-01".parse().expect("a date"), 1).await;
            let core = device(&t, "core", DeviceKind::Router, None, DeviceStatus::Up).await;
            let olt = device(&t, "olt-7", DeviceKind::Olt, Some(core), DeviceStatus::Up).await;
            hang(&t, ada.id, service.id, olt).await;
            let admin = t.sign_in_as(&t.account().staff(LinkRole::TenantAdmin).insert().await).await;

            let replicas = [Program::serve(t.config(), &[]), Program::serve(t.config(), &[])];
            let login = t.account().member_of(&ada, LinkRole::Owner).insert().await;
            let one = t.anonymous().at_port(replicas[0].port());
            one.sign_in(login.portal_id.as_str(), PASSWORD).await.ok();
            let other = one.at_port(replicas[1].port());
            let mut pages = [page(&one).await, page(&other).await];

            flips(&t, olt, DeviceStatus::Up, DeviceStatus::Down).await;
            watch_is(&t, WatchState::Settling).await;
            assert_eq!(settle(&t.scope()).await.expect("the database answers"), 1);
            for page in &mut pages {
                assert_eq!(event(page).await, (json!("INCIDENT_OPENED"), json!("INVESTIGATING")));
            }
            // A day passes for the ISP.
            let moved = mutate(&admin, "sandboxAdvanceTime", json!({ "by": { "days": 1 } }), "now arrived");
            assert_eq!(done(moved.await)["arrived"], true);
            flips(&t, olt, DeviceStatus::Down, DeviceStatus::Up).await;
            watch_is(&t, WatchState::Answering).await;
            assert_eq!(settle(&t.scope()).await.expect("the database answers"), 1);
            for page in &mut pages {
                assert_eq!(event(page).await.0, "INCIDENT_UPDATED");
                assert_eq!(event(page).await, (json!("INCIDENT_ENDED"), json!("RESOLVED")));
            }
            until("the credit is there", async || {
                let rows = t.scope().select::<outage_credit::Entity>().all().await.expect("read");
                rows.len() == 1 && (rows[0].minutes, rows[0].amount_minor) == (1_440, 2_00)
            })
            .await;
            loop {
                let to = json!({ "to": "2026-12-01T12:00:00Z" });
                let moved = done(mutate(&admin, "sandboxAdvanceTime", to, "now arrived").await);
                if moved["arrived"] == true {
                    break;
                }
            }
            let asks =
                "{ viewer { customer { invoices(first: 5) { nodes { issueDate allocations { amount { minor }
                creditNote { reason lines { description } outages { minutes from to } } } } } } } }";
            let seen = other.gql(asks, json!({})).await;
            let bills = seen.ok()["viewer"]["customer"]["invoices"]["nodes"].clone();
            let next =
                bills.as_array().expect("a list").iter().find(|bill| bill["issueDate"] == "2026-12-01");
            let allocation = &next.expect("the next invoice")["allocations"][0];
            assert_eq!(allocation["amount"]["minor"], "238", "{bills}");
            assert_eq!(allocation["creditNote"]["reason"], "SERVICE_OUTAGE");
            assert_eq!(allocation["creditNote"]["outages"][0]["minutes"], "1440");
            let text = allocation["creditNote"]["lines"][0]["description"].as_str().expect("text");
            assert!(text.contains("1440 minutes"), "{text}");
            assert_the_books_add_up(&t.scope()).await;
            for replica in replicas {
                replica.stop();
            }
        },
    );
}
