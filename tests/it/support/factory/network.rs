//! Sites, devices, what is known of them, and what services hang on.

use std::sync::atomic::{AtomicU32, Ordering};

use portico::catalog::entity::subscription;
use portico::db::Reads as _;
use portico::kernel::clock::Instant;
use portico::kernel::ids::DeviceId;
use portico::network::entity::device::{self, DeviceKind, SnmpVersion};
use portico::network::entity::device_state::{self, DeviceStatus};
use portico::network::entity::{device_interface, management_network, service_link, site};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _};

use crate::support::app::TestApp;

/// A device to be.
#[must_use = "nothing is made before insert()"]
pub(crate) struct DeviceBuilder<'a> {
    app: &'a TestApp,
    row: device::Model,
    state: Option<DeviceStatus>,
}

/// An interface to be.
#[must_use = "nothing is made before insert()"]
pub(crate) struct InterfaceBuilder<'a> {
    app: &'a TestApp,
    row: device_interface::Model,
}

/// What makes the addresses of devices, over all tests of the run.
static ADDRESSES: AtomicU32 = AtomicU32::new(1);

impl TestApp {
    /// A site.
    pub(crate) async fn site(&self) -> site::Model {
        let row = site::Model {
            id: self.scope().new_id(),
            tenant_id: self.facts().reference.id,
            name: format!("Site {}", self.next_number()),
            address: Some("1 Cable Street".to_owned()),
            latitude_e6: Some(52_520_008),
            longitude_e6: Some(13_404_954),
            version: 1,
        };
        let tx = self.scope().begin().await.expect("the database answers");
        tx.insert(row.clone().into_active_model().reset_all()).await.expect("the site is new");
        tx.commit().await.expect("the database answers");
        row
    }

    /// A network in which devices may be asked; `10.0.0.0/8` is where the devices of [`TestApp::device`] are.
    pub(crate) async fn management_network(&self, cidr: &str) -> management_network::Model {
        let scope = self.scope();
        let known = scope.select::<management_network::Entity>();
        let known = known.filter(management_network::Column::Cidr.eq(cidr)).one().await;
        if let Some(known) = known.expect("the database answers") {
            return known;
        }
        let row = management_network::Model {
            id: scope.new_id(),
            tenant_id: self.facts().reference.id,
            cidr: cidr.to_owned(),
            note: None,
            created_at: scope.now(),
        };
        let tx = scope.begin().await.expect("the database answers");
        tx.insert(row.clone().into_active_model().reset_all()).await.expect("the network is new");
        tx.commit().await.expect("the database answers");
        row
    }

    /// A router that is up, asked by SNMPv2c in the management network `10.0.0.0/8`.
    pub(crate) fn device(&self) -> DeviceBuilder<'_> {
        let number = self.next_number();
        let [_, a, b, c] = ADDRESSES.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let row = device::Model {
            id: self.scope().new_id(),
            tenant_id: self.facts().reference.id,
            name: format!("router-{number:05}"),
            kind: DeviceKind::Router,
            vendor: Some("Acme".to_owned()),
            model: Some("AR-100".to_owned()),
            site_id: None,
            parent_id: None,
            mgmt_address: Some(format!("10.{a}.{b}.{c}")),
            snmp_version: Some(SnmpVersion::V2C),
            snmp_port: 161,
            snmp_secret: Some(self.snmp_secret()),
            poll_interval_seconds: 300,
            in_maintenance: false,
            created_at: self.scope().now(),
            retired_at: None,
            version: 1,
        };
        DeviceBuilder { app: self, row, state: Some(DeviceStatus::Up) }
    }

    /// A path at which the tenant's credentials may be.
    pub(crate) fn snmp_secret(&self) -> String {
        format!("snmp/{}/core", self.facts().slug)
    }

    /// An interface of a device, with a sample.
    pub(crate) fn interface(&self, device: &device::Model, if_index: i32) -> InterfaceBuilder<'_> {
        let scope = self.scope();
        let row = device_interface::Model {
            id: scope.new_id(),
            tenant_id: self.facts().reference.id,
            device_id: device.id,
            if_index,
            name: format!("ge-0/0/{if_index}"),
            alias: None,
            if_type: Some(6),
            speed_bps: Some(1_000_000_000),
            present: true,
            admin_up: Some(true),
            oper_up: Some(true),
            counter_bits: Some(64),
            in_octets: Some(1_000_000),
            out_octets: Some(2_000_000),
            in_errors: Some(0),
            out_errors: Some(0),
            discontinuity_ticks: Some(0),
            uptime_ticks: Some(360_000),
            in_bps: Some(8_000_000),
            out_bps: Some(16_000_000),
            in_error_delta: Some(0),
            out_error_delta: Some(0),
            rx_power_cdbm: None,
            tx_power_cdbm: None,
            sampled_at: Some(scope.real_now()),
        };
        InterfaceBuilder { app: self, row }
    }

    /// What a device's state is.
    pub(crate) async fn state_of(&self, device: DeviceId) -> Option<device_state::Model> {
        let scope = self.scope();
        let states = scope.select::<device_state::Entity>();
        let states = states.filter(device_state::Column::DeviceId.eq(device));
        states.one().await.expect("the database answers")
    }

    /// Lets a service hang on a device, or on a port of it.
    pub(crate) async fn link(
        &self,
        service: &subscription::Model,
        device: &device::Model,
        port: Option<&device_interface::Model>,
    ) -> service_link::Model {
        let scope = self.scope();
        let row = service_link::Model {
            id: scope.new_id(),
            tenant_id: self.facts().reference.id,
            customer_id: service.customer_id,
            subscription_id: service.id,
            device_id: device.id,
            interface_id: port.map(|port| port.id),
            since: scope.now(),
            moved_on: None,
            moved_down_bytes: 0,
            moved_up_bytes: 0,
        };
        let tx = scope.begin().await.expect("the database answers");
        tx.insert(row.clone().into_active_model().reset_all()).await.expect("it hangs on nothing yet");
        tx.commit().await.expect("the database answers");
        row
    }
}

impl DeviceBuilder<'_> {
    /// With any change.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut device::Model)) -> Self {
        change(&mut self.row);
        self
    }

    /// Called something else.
    pub(crate) fn named(self, name: &str) -> Self {
        self.with(|row| name.clone_into(&mut row.name))
    }

    /// Reached through another device.
    pub(crate) fn below(self, parent: &device::Model) -> Self {
        self.with(|row| row.parent_id = Some(parent.id))
    }

    /// At an address of its own.
    pub(crate) fn at(self, address: &str, port: u16) -> Self {
        self.with(|row| {
            row.mgmt_address = Some(address.to_owned());
            row.snmp_port = port.into();
        })
    }

    /// Not asked by SNMP: no state is kept of it.
    pub(crate) fn not_asked(mut self) -> Self {
        self.state = None;
        self.with(|row| {
            row.snmp_version = None;
            row.snmp_secret = None;
        })
    }

    /// In another state than up.
    pub(crate) fn in_state(mut self, status: DeviceStatus) -> Self {
        self.state = Some(status);
        self
    }

    /// Makes it, and the management network in which it is.
    pub(crate) async fn insert(self) -> device::Model {
        let Self { app, row, state } = self;
        if row.mgmt_address.as_deref().is_some_and(|address| address.starts_with("10.")) {
            app.management_network("10.0.0.0/8").await;
        }
        let now = app.scope().real_now();
        let tx = app.scope().begin().await.expect("the database answers");
        tx.insert(row.clone().into_active_model().reset_all()).await.expect("the device is new");
        if let Some(status) = state {
            let state = state_row(app, row.id, status, now);
            tx.insert(state.into_active_model().reset_all()).await.expect("it has no state yet");
        }
        tx.commit().await.expect("the database answers");
        row
    }
}

fn state_row(app: &TestApp, device: DeviceId, status: DeviceStatus, now: Instant) -> device_state::Model {
    let answers = matches!(status, DeviceStatus::Up | DeviceStatus::Degraded);
    let down = status == DeviceStatus::Down;
    device_state::Model {
        id: app.scope().new_id(),
        tenant_id: app.facts().reference.id,
        device_id: device,
        status,
        status_since: now,
        suppressed: false,
        failures: if down { 3 } else { 0 },
        successes: if answers { 2 } else { 0 },
        last_tried_at: Some(now),
        last_ok_at: answers.then_some(now),
        last_error: down.then(|| "no answer".to_owned()),
        response_micros: answers.then_some(1_500),
        sys_name: Some("core".to_owned()),
        sys_descr: Some("Acme AR-100".to_owned()),
        sys_object_id: Some("1.3.6.1.4.1.99999.1".to_owned()),
        sys_uptime_ticks: answers.then_some(360_000),
        cpu_permille: answers.then_some(120),
        memory_permille: answers.then_some(400),
        next_poll_at: now + chrono::TimeDelta::seconds(300),
        lease_holder: None,
        lease_until: None,
    }
}

impl InterfaceBuilder<'_> {
    /// With any change.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut device_interface::Model)) -> Self {
        change(&mut self.row);
        self
    }

    /// Makes it.
    pub(crate) async fn insert(self) -> device_interface::Model {
        let tx = self.app.scope().begin().await.expect("the database answers");
        tx.insert(self.row.clone().into_active_model().reset_all()).await.expect("its number is free");
        tx.commit().await.expect("the database answers");
        self.row
    }
}
