//! The network of a generated tenant: where its devices are, how they hang together, and which service hangs on which.
//!
//! Only for a tenant to try things with: the devices are on this machine, and [`Simulator`] answers for them.

mod alarms;
mod flow;
mod image;
mod optics;
mod past;
mod plan;
mod simulator;
mod traffic;

use std::collections::{HashMap, HashSet};

#[cfg(test)]
pub(super) use self::flow::{Counters, Flow};
pub(super) use self::past::{Measures, measures};
use self::plan::{HARBOUR, MEASURED, OTHERS, PARTS, Part, Port, SPLITTERS};
pub use self::simulator::{SIMULATED_COMMUNITY, Simulator, SimulatorError};
#[cfg(test)]
pub(super) use self::traffic::STEP;
use super::calendar::{Calendar, Ids, days_after};
use super::world::{UNASSIGNED, World, WorldSpec};
use crate::catalog::entity::plan::{Model as Plan, PlanKind};
use crate::catalog::entity::subscription::{self, SubscriptionStatus};
use crate::customers::entity::customer::{self, CustomerKind};
use crate::db::FIRST_VERSION;
use crate::kernel::clock::Instant;
use crate::kernel::ids::{CustomerId, DeviceId, DeviceInterfaceId, PlanId, SiteId};
use crate::network::entity::device::{self, DeviceKind, SnmpVersion};
use crate::network::entity::device_state::{self, DeviceStatus};
use crate::network::entity::{alert, alert_rule, device_interface, management_network, service_link, site};
use crate::network::simulated_secret;

/// The network in which simulated devices are asked.
const MANAGEMENT: &str = "127.0.0.0/8";

/// Seconds between two polls of a simulated device: what breaks is seen within a minute.
const POLLED_EVERY: i32 = 20;

/// The rows, by table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field holds the rows of the table of its name")]
pub struct Inventory {
    pub sites: Vec<site::Model>,
    pub management_networks: Vec<management_network::Model>,
    pub devices: Vec<device::Model>,
    pub states: Vec<device_state::Model>,
    pub interfaces: Vec<device_interface::Model>,
    pub links: Vec<service_link::Model>,
    pub rules: Vec<alert_rule::Model>,
    pub alerts: Vec<alert::Model>,
}

impl Inventory {
    /// The head whose failure was the outage of the past.
    pub(super) fn harbour(&self) -> Option<DeviceId> {
        self.devices.iter().find(|device| device.name == HARBOUR).map(|device| device.id)
    }
}

/// The network of a world; nothing for a load test.
pub(super) fn inventory(spec: &WorldSpec, world: &World, calendar: Calendar, ids: &Ids) -> Inventory {
    if !spec.crew.plays() {
        return Inventory::default();
    }
    let built = calendar.moment(days_after(calendar.founded(), 14), 9 * 60);
    let secret = simulated_secret(&spec.slug);
    let mut maker = Maker { calendar, ids, built, rows: Inventory::default(), named: HashMap::new(), secret };
    maker.backbone(spec);
    maker.lines(world);
    maker.rules();
    maker.alarm(&world.network);
    maker.rows
}

/// A line that ends at a customer.
struct Line<'a> {
    customer: &'a customer::Model,
    services: Vec<&'a subscription::Model>,
    /// What the first of them carries towards the customer, in bits per second.
    speed_bps: i64,
}

struct Maker<'a> {
    calendar: Calendar,
    ids: &'a Ids,
    built: Instant,
    rows: Inventory,
    named: HashMap<String, DeviceId>,
    secret: String,
}

impl Maker<'_> {
    fn backbone(&mut self, spec: &WorldSpec) {
        self.rows.management_networks.push(management_network::Model {
            id: self.ids.at(self.built),
            tenant_id: UNASSIGNED,
            cidr: MANAGEMENT.to_owned(),
            note: Some("Simulated devices, on this machine".to_owned()),
            created_at: self.built,
        });
        for place in plan::places(spec.market) {
            self.rows.sites.push(site::Model {
                id: self.ids.at(self.built),
                tenant_id: UNASSIGNED,
                name: place.name.to_owned(),
                address: Some(place.address.to_owned()),
                latitude_e6: Some(place.at.0),
                longitude_e6: Some(place.at.1),
                version: FIRST_VERSION,
            });
        }
        let sites: Vec<SiteId> = self.rows.sites.iter().map(|site| site.id).collect();
        for part in &PARTS {
            self.part(part, sites[part.place]);
        }
        for head in OTHERS.into_iter().chain([HARBOUR]) {
            for number in 1..=SPLITTERS {
                self.passive(plan::splitter(head, number), DeviceKind::Splitter, head);
            }
        }
    }

    fn part(&mut self, part: &Part, site: SiteId) {
        let parent = part.parent.map(|parent| self.named[parent]);
        let row = device::Model {
            vendor: Some(part.model.0.to_owned()),
            model: Some(part.model.1.to_owned()),
            site_id: Some(site),
            parent_id: parent,
            ..self.device(part.name.to_owned(), part.kind)
        };
        self.asked(row, plan::ports(part));
    }

    /// A device that nobody asks.
    fn passive(&mut self, name: String, kind: DeviceKind, parent: &str) -> DeviceId {
        let parent_id = Some(self.named[parent]);
        let row = device::Model { parent_id, ..self.device(name, kind) };
        let id = row.id;
        self.named.insert(row.name.clone(), id);
        self.rows.devices.push(row);
        id
    }

    fn device(&self, name: String, kind: DeviceKind) -> device::Model {
        device::Model {
            id: self.ids.at(self.built),
            tenant_id: UNASSIGNED,
            name,
            kind,
            vendor: None,
            model: None,
            site_id: None,
            parent_id: None,
            mgmt_address: None,
            snmp_version: None,
            snmp_port: 161,
            snmp_secret: None,
            poll_interval_seconds: POLLED_EVERY,
            in_maintenance: false,
            created_at: self.built,
            retired_at: None,
            version: FIRST_VERSION,
        }
    }

    /// A device that is asked, with its ports. It gets its own port of this machine when the simulation begins.
    fn asked(&mut self, row: device::Model, ports: impl IntoIterator<Item = Port>) -> DeviceId {
        let row = device::Model {
            mgmt_address: Some("127.0.0.1".to_owned()),
            snmp_version: Some(SnmpVersion::V2C),
            snmp_secret: Some(self.secret.clone()),
            ..row
        };
        let id = row.id;
        let last_asked = self.calendar.end() - chrono::TimeDelta::seconds(i64::from(POLLED_EVERY));
        self.rows.states.push(device_state::Model {
            id: self.ids.at(self.built),
            tenant_id: UNASSIGNED,
            device_id: id,
            status: DeviceStatus::Up,
            status_since: self.built,
            suppressed: false,
            failures: 0,
            successes: 2,
            last_tried_at: Some(last_asked),
            last_ok_at: Some(last_asked),
            last_error: None,
            response_micros: Some(900),
            sys_name: Some(row.name.clone()),
            sys_descr: None,
            sys_object_id: None,
            sys_uptime_ticks: None,
            cpu_permille: None,
            memory_permille: None,
            next_poll_at: self.calendar.end(),
            lease_holder: None,
            lease_until: None,
        });
        self.named.insert(row.name.clone(), id);
        self.rows.devices.push(row);
        for port in ports {
            self.port(id, port);
        }
        id
    }

    fn port(&mut self, device: DeviceId, port: Port) -> DeviceInterfaceId {
        let id: DeviceInterfaceId = self.ids.at(self.built);
        let before = self.rows.interfaces.iter().filter(|other| other.device_id == device).count();
        self.rows.interfaces.push(device_interface::Model {
            id,
            tenant_id: UNASSIGNED,
            device_id: device,
            if_index: i32::try_from(before + 1).expect("a device has some dozens"),
            name: port.name,
            alias: Some(port.alias),
            if_type: Some(port.if_type),
            speed_bps: Some(port.speed_bps),
            present: true,
            admin_up: Some(port.in_use),
            oper_up: Some(port.in_use),
            counter_bits: Some(64),
            in_octets: None,
            out_octets: None,
            in_errors: None,
            out_errors: None,
            discontinuity_ticks: None,
            uptime_ticks: None,
            in_bps: None,
            out_bps: None,
            in_error_delta: None,
            out_error_delta: None,
            rx_power_cdbm: None,
            tx_power_cdbm: None,
            sampled_at: None,
        });
        id
    }

    /// What ends at the customers: whoever was affected by the outage of the past hangs on the head in the harbour, as does the
    /// household that signs in; the others are spread over the rest.
    fn lines(&mut self, world: &World) {
        let affected: HashSet<CustomerId> =
            world.network.impacts.iter().map(|impact| impact.customer_id).collect();
        let showcase = world.customers.first().map(|customer| customer.id);
        let mut below: HashMap<&str, usize> = HashMap::new();
        for (number, line) in lines(world).iter().enumerate() {
            let shown = Some(line.customer.id) == showcase;
            let harbour = shown || affected.contains(&line.customer.id);
            let head = if harbour { HARBOUR } else { OTHERS[number % OTHERS.len()] };
            let place = below.entry(head).or_default();
            *place += 1;
            let splitter = plan::splitter(head, 1 + *place % SPLITTERS);
            if shown {
                self.terminal(line, &splitter);
            } else {
                self.line(line, head, *place, &splitter);
            }
        }
    }

    /// The line of the household that signs in: its terminal is asked itself.
    fn terminal(&mut self, line: &Line<'_>, splitter: &str) {
        let parent_id = Some(self.named[splitter]);
        let (vendor, model) = (Some("MikroTik".to_owned()), Some("GPON terminal".to_owned()));
        let name = terminal_name(line.customer);
        let row = device::Model { vendor, model, parent_id, ..self.device(name, DeviceKind::Onu) };
        let [first, rest @ ..] = &line.services[..] else { return };
        let [uplink, lan] = plan::terminal_ports(splitter, &first.number, line.speed_bps);
        let device = self.asked(row, [uplink]);
        let port = self.port(device, lan);
        self.link(first, device, Some(port));
        for service in rest {
            self.link(service, device, None);
        }
    }

    /// Any other line ends at the head: of the first ones there is a terminal, and their ports are measured.
    fn line(&mut self, line: &Line<'_>, head: &str, place: usize, splitter: &str) {
        let measured = place <= MEASURED;
        if measured {
            let kind = match line.customer.kind {
                CustomerKind::Residential => DeviceKind::Onu,
                CustomerKind::Business => DeviceKind::Cpe,
            };
            self.passive(terminal_name(line.customer), kind, splitter);
        }
        let head = self.named[head];
        for (position, service) in line.services.iter().enumerate() {
            let port = (measured && position == 0).then(|| {
                let port = plan::customer_port(place, &service.number, line.speed_bps);
                self.port(head, port)
            });
            self.link(service, head, port);
        }
    }

    fn link(
        &mut self,
        service: &subscription::Model,
        device: DeviceId,
        interface: Option<DeviceInterfaceId>,
    ) {
        self.rows.links.push(service_link::Model {
            id: self.ids.at(self.built),
            tenant_id: UNASSIGNED,
            customer_id: service.customer_id,
            subscription_id: service.id,
            device_id: device,
            interface_id: interface,
            since: service.created_at,
            moved_on: None,
            moved_down_bytes: 0,
            moved_up_bytes: 0,
        });
    }
}

/// What stands at a customer: `onu-100001`.
fn terminal_name(customer: &customer::Model) -> String {
    let kind = match customer.kind {
        CustomerKind::Residential => "onu",
        CustomerKind::Business => "cpe",
    };
    format!("{kind}-{}", customer.number.trim_start_matches("C-"))
}

/// The customers with a service that needs a line, in their order.
fn lines(world: &World) -> Vec<Line<'_>> {
    let wired: HashMap<PlanId, &Plan> = world
        .plans
        .iter()
        .filter(|plan| matches!(plan.kind, PlanKind::Internet | PlanKind::Bundle))
        .map(|plan| (plan.id, plan))
        .collect();
    let runs = |service: &&subscription::Model| {
        matches!(service.status, SubscriptionStatus::Active | SubscriptionStatus::Suspended)
            && wired.contains_key(&service.plan_id)
    };
    let mut of: HashMap<CustomerId, Vec<&subscription::Model>> = HashMap::new();
    for service in world.subscriptions.iter().filter(runs) {
        of.entry(service.customer_id).or_default().push(service);
    }
    let with_a_line = world.customers.iter().filter_map(|customer| {
        let services = of.remove(&customer.id)?;
        let speed_bps = services.first().map_or(0, |first| wired[&first.plan_id].down_kbps * 1_000);
        Some(Line { customer, services, speed_bps })
    });
    with_a_line.collect()
}
