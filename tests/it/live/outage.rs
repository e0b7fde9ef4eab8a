//! The story of an outage (domain.md §5), as far as it is told here: an SNMP agent is stopped, open pages on two replicas turn,
//! it is started again, and the credit is on the next invoice.

use std::time::Duration;

use chrono::TimeDelta;
use portico::app::Application;
use portico::billing::entity::outage_credit;
use portico::catalog::entity::subscription;
use portico::config::Config;
use portico::customers::entity::customer;
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::jobs::outages::OutageJob;
use portico::jobs::poll::PollJob;
use portico::kernel::ids::SubscriptionId;
use portico::network::entity::device::{self, DeviceKind};
use portico::network::entity::device_state::DeviceStatus;
use portico::network::entity::outage_watch::{self, WatchState};
use portico::notifications::NotificationListener;
use serde_json::{Value, json};

use crate::invoicing::{done, mutate, run};
use crate::network::poll::{hasten, store_community, with_secrets, worker};
use crate::support::app::{Backing, TestApp, on_own_server};
use crate::support::caller::Caller;
use crate::support::factory::account::PASSWORD;
use crate::support::program::Program;
use crate::support::recount::assert_the_books_add_up;
use crate::support::snmpd::{self, Snmpd};
use crate::support::socket::Socket;
use crate::support::wait::until;

/// What a page asks to be told, from a cursor on or from now on.
fn events(after: Option<&str>) -> String {
    let after = after.map(|cursor| format!("after: \"{cursor}\", ")).unwrap_or_default();
    format!(
        "subscription {{ portalEvents({after}types: [SERVICE_HEALTH_CHANGED, INCIDENT_OPENED, INCIDENT_UPDATED, INCIDENT_ENDED])
            {{ type cursor ... on ServiceHealthEvent {{ formerHealth health healthReason }}
               ... on IncidentEvent {{ incident {{ id title status etaAt cause {{ name }} }} }} }} }}"
    )
}

/// A page of a customer, of which everything is remembered that it was told.
struct Page {
    socket: Socket,
    told: Vec<(String, String)>,
}

impl Page {
    /// Opens a page, and waits until its subscription has begun: what is asked after it is answered after it.
    async fn open(caller: &Caller) -> Self {
        let mut socket = caller.live().await;
        socket.subscribe("e", &events(None)).await;
        socket.subscribe("q", "{ __typename }").await;
        while socket.message_of("q").await["type"] != "complete" {}
        Self { socket, told: Vec::new() }
    }

    /// The next event, which is of this type.
    async fn event(&mut self, wanted: &str) -> Value {
        let message = self.socket.message_of("e").await;
        let event = message["payload"]["data"]["portalEvents"].clone();
        assert_eq!(event["type"], wanted, "{message}");
        let text = |field: &str| event[field].as_str().expect("text").to_owned();
        self.told.push((text("type"), text("cursor")));
        event
    }

    /// The next event, which is that the service is otherwise: from, to, and why.
    async fn turns(&mut self, from: &str, to: &str, why: &str) {
        let event = self.event("SERVICE_HEALTH_CHANGED").await;
        let told = (&event["formerHealth"], &event["health"], &event["healthReason"]);
        assert_eq!(told, (&json!(from), &json!(to), &json!(why)), "{event}");
    }

    /// The next event, which is of the incident; the incident, without the device that it is put down to.
    async fn hears(&mut self, wanted: &str) -> Value {
        let incident = self.event(wanted).await["incident"].clone();
        assert_eq!(incident["title"], "Outage in the network", "{incident}");
        assert_eq!(incident["cause"], json!(null), "that is for staff");
        incident
    }
}

/// A device below another, each behind a real agent, and the jobs that look after them.
struct Noc {
    t: TestApp,
    olt: device::Model,
    polls: PollJob,
    outages: OutageJob,
}

impl Noc {
    async fn over(t: &TestApp, core: &Snmpd, agent: &Snmpd) -> Self {
        store_community(t, snmpd::COMMUNITY).await;
        t.management_network("127.0.0.0/8").await;
        let core = t.device().named("core").at("127.0.0.1", core.address().port()).insert().await;
        let olt = t.device().named("olt-7").below(&core).at("127.0.0.1", agent.address().port());
        let olt = olt.in_state(DeviceStatus::Unknown).with(|row| row.kind = DeviceKind::Olt).insert().await;
        let (clock, entropy) = (t.clock(), t.scope().entropy().clone());
        let poller = Application::poller(t.config(), &clock, &entropy).expect("a poller");
        let outages = OutageJob {
            db: t.db().clone(),
            clock,
            entropy,
            notifications: NotificationListener { keyring: t.keyring() },
            every: Duration::from_secs(1),
        };
        Self { t: t.clone(), olt, polls: worker(t, poller.client.clone()), outages }
    }

    /// So many seconds later the device is asked over SNMP, and the one above it where that is in doubt; how it is then.
    async fn asks(&self, seconds: i64) -> DeviceStatus {
        self.t.advance(TimeDelta::seconds(seconds));
        hasten(&self.t, self.olt.id).await;
        assert!(self.polls.once().await.expect("asked") > 0);
        self.t.state_of(self.olt.id).await.expect("it is asked").status
    }

    /// Once the correlator has heard of the device, what is due is settled.
    async fn settles(&self, state: WatchState) {
        watch_is(&self.t, state).await;
        self.outages.once().await.expect("the database answers");
    }
}

fn impatient(config: &mut Config) {
    with_secrets(config);
    (config.network.timeout_ms, config.network.retries) = (500, 1);
}

async fn watch_is(t: &TestApp, state: WatchState) {
    until("the correlator has heard of it", async || {
        let found = t.scope().select::<outage_watch::Entity>().one().await.expect("read");
        found.is_some_and(|watch| watch.state == state)
    })
    .await;
}

/// What the service is to its customer, and what is offered to whoever is about to open a ticket.
const ASKS: &str = "query($service: ID!) {
    viewer { customer { services { health { state reason etaAt nextStep incident { title } } } } }
    ticketPreflight(serviceId: $service) { suggestion incidents { following incident { id } } } }";

/// The next invoice, with what has paid for it.
const BILLS: &str =
    "{ viewer { customer { invoices(first: 5) { nodes { issueDate allocations { amount { minor }
    creditNote { reason lines { description } outages { minutes from to incident { title } } } } } } } } }";

/// A customer with a service at 59.99, which is billed for November.
async fn served(t: &TestApp) -> (customer::Model, subscription::Model) {
    let plan = t.plan().with(|plan| plan.price_minor = 59_99).insert().await;
    let ada = t.customer().insert().await;
    let service = t.subscription(&ada, &plan).with(|row| {
        row.activated_on = Some("2026-11-01".parse().expect("a date"));
        row.billed_through = None;
    });
    let service = service.insert().await;
    run(&t.scope(), "2026-11-01".parse().expect("a date"), 1).await;
    (ada, service)
}

/// Whoever looks is told why, and until when; and need not open a ticket.
async fn is_told_why(caller: &Caller, service: SubscriptionId, incident: &Value) {
    let reply = caller.gql(ASKS, json!({ "service": service.to_string() })).await;
    let seen = reply.ok();
    assert_eq!(
        seen["viewer"]["customer"]["services"][0]["health"],
        json!({ "state": "OUTAGE", "reason": "KNOWN_OUTAGE", "etaAt": "2026-11-23T12:00:00Z",
            "nextStep": "FOLLOW_INCIDENT", "incident": { "title": "Outage in the network" } })
    );
    let offered = json!({ "suggestion": "FOLLOW_INCIDENT",
        "incidents": [{ "following": false, "incident": { "id": incident } }] });
    assert_eq!(seen["ticketPreflight"], offered);
}

/// Lets it be December for the ISP, and gives the bill of it as its customer reads it.
async fn next_bill(admin: &Caller, owner: &Caller) -> Value {
    loop {
        let to = json!({ "to": "2026-12-01T12:00:00Z" });
        let moved = done(mutate(admin, "sandboxAdvanceTime", to, "now arrived").await);
        if moved["arrived"] == true {
            break;
        }
    }
    let seen = owner.gql(BILLS, json!({})).await;
    let bills = seen.ok()["viewer"]["customer"]["invoices"]["nodes"].as_array().expect("a list").clone();
    bills.into_iter().find(|bill| bill["issueDate"] == "2026-12-01").expect("the next invoice")
}

/// Whoever was away reads all of it from the first cursor on.
async fn replays(caller: &Caller, told: &[(String, String)]) {
    let (first, rest) = told.split_first().expect("something was told");
    let mut socket = caller.live().await;
    socket.subscribe("e", &events(Some(&first.1))).await;
    for (event_type, cursor) in rest {
        let message = socket.message_of("e").await;
        let event = &message["payload"]["data"]["portalEvents"];
        assert_eq!((&event["type"], &event["cursor"]), (&json!(event_type), &json!(cursor)), "{message}");
    }
}

#[test]
fn a_silent_device_ends_as_a_credit_on_the_next_invoice() {
    on_own_server(Backing::Services, module_path!(), impatient, async |t: TestApp| {
        let t = t
            .tenant_with(|new| {
                new.settings.sandbox = true;
                new.settings.network.outage_settle_minutes = 0;
            })
            .await;
        let (ada, service) = served(&t).await;
        let (core, mut agent) = (Snmpd::start().await, Snmpd::start().await);
        let noc = Noc::over(&t, &core, &agent).await;
        t.link(&service, &noc.olt, None).await;
        let admin = t.sign_in_as(&t.account().staff(LinkRole::TenantAdmin).insert().await).await;

        let replicas = [Program::serve(t.config(), &[]), Program::serve(t.config(), &[])];
        let login = t.account().member_of(&ada, LinkRole::Owner).insert().await;
        let one = t.anonymous().at_port(replicas[0].port());
        one.sign_in(login.portal_id.as_str(), PASSWORD).await.ok();
        let other = one.at_port(replicas[1].port());
        let mut pages = [Page::open(&one).await, Page::open(&other).await];

        assert_eq!([noc.asks(0).await, noc.asks(0).await], [DeviceStatus::Unknown, DeviceStatus::Up]);
        for page in &mut pages {
            page.turns("UNKNOWN", "OK", "LINE_UP").await;
        }
        agent.kill();
        let silent = [noc.asks(10).await, noc.asks(10).await, noc.asks(10).await];
        assert_eq!(silent, [DeviceStatus::Up, DeviceStatus::Up, DeviceStatus::Down]);
        for page in &mut pages {
            page.turns("OK", "OUTAGE", "DEVICE_DOWN").await;
        }
        noc.settles(WatchState::Settling).await;
        let mut id = json!(null);
        for page in &mut pages {
            let incident = page.hears("INCIDENT_OPENED").await;
            assert_eq!(incident["status"], "INVESTIGATING");
            id = incident["id"].clone();
        }
        let word = json!({ "incidentId": id, "status": "IDENTIFIED", "etaAt": "2026-11-23T12:00:00Z",
            "body": "A new power supply is on its way.", "public": true });
        done(mutate(&admin, "updateIncident", word, "incident { id }").await);
        for page in &mut pages {
            let incident = page.hears("INCIDENT_UPDATED").await;
            let told = (&incident["status"], &incident["etaAt"]);
            assert_eq!(told, (&json!("IDENTIFIED"), &json!("2026-11-23T12:00:00Z")));
        }
        for caller in [&one, &other] {
            is_told_why(caller, service.id, &id).await;
        }
        let everybody = t.anonymous().at_port(replicas[1].port());
        let status = everybody.gql("{ tenant { status { state } } }", json!({})).await;
        assert_eq!(status.ok()["tenant"]["status"]["state"], "OUTAGE");
        // A day passes for the ISP.
        let moved = mutate(&admin, "sandboxAdvanceTime", json!({ "by": { "days": 1 } }), "now arrived");
        assert_eq!(done(moved.await)["arrived"], true);
        agent.restart().await;
        assert_eq!([noc.asks(0).await, noc.asks(0).await], [DeviceStatus::Down, DeviceStatus::Up]);
        for page in &mut pages {
            assert_eq!(page.hears("INCIDENT_UPDATED").await["status"], "MONITORING");
        }
        noc.settles(WatchState::Answering).await;
        for page in &mut pages {
            assert_eq!(page.hears("INCIDENT_ENDED").await["status"], "RESOLVED");
            page.turns("OUTAGE", "OK", "LINE_UP").await;
        }
        until("the credit is there", async || {
            let rows = t.scope().select::<outage_credit::Entity>().all().await.expect("read");
            rows.len() == 1 && (rows[0].minutes, rows[0].amount_minor) == (1_440, 2_00)
        })
        .await;
        let bill = next_bill(&admin, &other).await;
        let allocation = &bill["allocations"][0];
        assert_eq!(allocation["amount"]["minor"], "238", "{bill}");
        assert_eq!(allocation["creditNote"]["reason"], "SERVICE_OUTAGE");
        let evidence = json!([{ "minutes": "1440", "from": "2026-11-22T10:00:30Z", "to": "2026-11-23T10:00:30Z",
            "incident": { "title": "Outage in the network" } }]);
        assert_eq!(allocation["creditNote"]["outages"], evidence);
        let text = allocation["creditNote"]["lines"][0]["description"].as_str().expect("text");
        assert!(text.contains("1440 minutes"), "{text}");
        assert_the_books_add_up(&t.scope()).await;
        let [first, second] = pages.map(|page| page.told);
        assert_eq!(first, second, "the same on every replica");
        replays(&other, &first).await;
        for replica in replicas {
            replica.stop();
        }
    });
}
