//! The network hangs together, and tells the same story as the incidents.

use std::collections::{HashMap, HashSet};

use super::*;
use crate::catalog::entity::plan::PlanKind;
use crate::catalog::entity::subscription::SubscriptionStatus;
use crate::demo::network::{Flow, Inventory, STEP};
use crate::kernel::ids::DeviceId;
use crate::network::entity::device::{self, DeviceKind};

/// The devices that one is reached through, itself first.
fn chain(network: &Inventory, device: DeviceId) -> Vec<&device::Model> {
    let rows: HashMap<DeviceId, &device::Model> = network.devices.iter().map(|row| (row.id, row)).collect();
    let mut chain = vec![rows[&device]];
    while let Some(parent) = chain[chain.len() - 1].parent_id {
        chain.push(rows[&parent]);
        assert!(chain.len() < 10, "nothing hangs on itself");
    }
    chain
}

#[test]
fn everything_is_reached_through_the_core_and_named_once() {
    for (spec, world) in worlds() {
        let network = &world.inventory;
        let mut names = HashSet::new();
        let mut seen = HashSet::new();
        for row in &network.devices {
            assert!(names.insert(&row.name), "{} twice", row.name);
            assert!(
                row.parent_id.is_none_or(|parent| seen.contains(&parent)),
                "{} comes too early",
                row.name
            );
            seen.insert(row.id);
            assert_eq!(chain(network, row.id).last().map(|core| core.name.as_str()), Some("core-1"));
            assert!(row.created_at < world.customers[0].created_at, "{}", spec.slug);
        }
        assert_eq!(network.sites.len(), 3);
    }
}

#[test]
fn who_is_asked_is_on_this_machine_and_has_a_state_and_ports() {
    for (_, world) in worlds() {
        let network = &world.inventory;
        let asked: Vec<&device::Model> =
            network.devices.iter().filter(|row| row.snmp_version.is_some()).collect();
        assert!((11..=12).contains(&asked.len()), "{} agents to simulate", asked.len());
        let within: Vec<ipnet::IpNet> = network
            .management_networks
            .iter()
            .map(|row| row.cidr.parse().expect("a network in its canonical form"))
            .collect();
        for row in &asked {
            let address: std::net::IpAddr =
                row.mgmt_address.as_deref().expect("one that is asked has one").parse().expect("an address");
            assert!(within.iter().any(|network| network.contains(&address)));
            assert_eq!(row.snmp_secret.as_deref(), Some("snmp/test/simulated"));
            assert!(!matches!(row.kind, DeviceKind::Splitter | DeviceKind::PatchPanel));
            assert_eq!(network.states.iter().filter(|state| state.device_id == row.id).count(), 1);
            let ports = network.interfaces.iter().filter(|port| port.device_id == row.id);
            let indexes: Vec<i32> = ports.map(|port| port.if_index).collect();
            let in_order = 1..=i32::try_from(indexes.len()).expect("some dozens");
            assert!(!indexes.is_empty() && indexes.iter().copied().eq(in_order), "{}: {indexes:?}", row.name);
        }
        let ids: HashSet<DeviceId> = asked.iter().map(|row| row.id).collect();
        assert!(network.states.iter().all(|state| ids.contains(&state.device_id)));
        assert!(network.interfaces.iter().all(|port| ids.contains(&port.device_id)));
    }
}

#[test]
fn every_service_that_needs_a_line_hangs_on_one() {
    for (_, world) in worlds() {
        let network = &world.inventory;
        let wired: HashSet<_> = world
            .plans
            .iter()
            .filter(|plan| matches!(plan.kind, PlanKind::Internet | PlanKind::Bundle))
            .map(|plan| plan.id)
            .collect();
        let mut expected: Vec<_> = world
            .subscriptions
            .iter()
            .filter(|row| matches!(row.status, SubscriptionStatus::Active | SubscriptionStatus::Suspended))
            .filter(|row| wired.contains(&row.plan_id))
            .map(|row| (row.id, row.customer_id))
            .collect();
        let mut linked: Vec<_> =
            network.links.iter().map(|link| (link.subscription_id, link.customer_id)).collect();
        expected.sort_unstable();
        linked.sort_unstable();
        assert_eq!(linked, expected);
        for link in &network.links {
            let Some(port) = link.interface_id else { continue };
            let port = network.interfaces.iter().find(|row| row.id == port).expect("it is there");
            assert_eq!(port.device_id, link.device_id);
            let service = world.subscriptions.iter().find(|row| row.id == link.subscription_id);
            assert_eq!(port.alias.as_deref(), service.map(|service| service.number.as_str()));
            assert_eq!(
                network.links.iter().filter(|other| other.interface_id == link.interface_id).count(),
                1,
                "the traffic of a port is one customer's"
            );
        }
    }
}

#[test]
fn the_outage_of_the_past_was_below_one_head_and_so_is_who_signs_in() {
    for (spec, world) in worlds() {
        let network = &world.inventory;
        let showcase = world.customers[0].id;
        let affected: HashSet<_> = world.network.impacts.iter().map(|row| row.subscription_id).collect();
        let harbour = |link: &&crate::network::entity::service_link::Model| {
            link.customer_id == showcase || affected.contains(&link.subscription_id)
        };
        let below: Vec<_> = network.links.iter().filter(harbour).collect();
        assert!(below.len() >= affected.len().max(1), "{}", spec.as_of);
        for link in below {
            let through = chain(network, link.device_id);
            assert!(through.iter().any(|device| device.name == "olt-3"), "{}", through[0].name);
        }
    }
}

#[test]
fn what_went_wrong_is_told_of_the_device_that_it_went_wrong_with() {
    use crate::network::entity::incident::IncidentKind;
    for (_, world) in worlds() {
        let network = &world.inventory;
        let head = network.devices.iter().find(|row| row.name == "olt-3").expect("it is there").id;
        let outages = world.network.incidents.iter().filter(|row| row.kind == IncidentKind::Outage);
        for outage in outages {
            assert_eq!(outage.cause_device_id, Some(head));
            let alert = network.alerts.iter().find(|alert| alert.since == outage.started_at);
            let alert = alert.expect("there was an alarm");
            assert_eq!((alert.device_id, alert.resolved_at), (head, outage.ended_at));
        }
        assert!(network.rules.iter().all(|rule| rule.metric.is_state() == rule.level.is_none()));
    }
}

#[test]
fn no_port_carries_more_than_it_can_and_no_counter_falls() {
    for (spec, world) in worlds() {
        let zone = spec.market.facts().zone;
        let end = Calendar { zone, as_of: spec.as_of, months: spec.months }.end().timestamp();
        for port in &world.inventory.interfaces {
            let flow = Flow::of(port, zone);
            let speed = port.speed_bps.expect("every port has one");
            let mut before = flow.counted(None, end - 2 * 86_400 - STEP);
            for second in (end - 2 * 86_400..=end).step_by(1_800) {
                assert!(flow.inwards.rate(second) < speed && flow.outwards.rate(second) < speed);
                let now = flow.counted(None, second);
                assert!(now.in_octets >= before.in_octets && now.out_octets >= before.out_octets);
                assert!(now.in_errors >= before.in_errors && now.out_errors >= before.out_errors);
                before = now;
            }
            let idle = port.admin_up == Some(false);
            assert_eq!(before.out_octets == 0, idle, "{}", port.name);
            assert_eq!(flow.counted(Some(end), end), crate::demo::network::Counters::default());
        }
    }
}

#[test]
fn a_load_test_has_no_devices_that_nobody_answers_for() {
    let crew = Crew::LoadTest { password: "the same for all of them".into() };
    let world = World::generate(&WorldSpec { crew, ..spec(Market::Germany, 20, 2, "2026-11-22") });
    assert_eq!(world.inventory, Inventory::default());
}
