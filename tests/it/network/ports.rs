//! Devices with ports that services hang on, as the poller would have left them.

use portico::customers::entity::customer;
use portico::kernel::clock::Instant;
use portico::kernel::ids::SubscriptionId;
use portico::network::entity::device;
use portico::network::entity::device_state::{self, DeviceStatus};
use portico::network::entity::{device_interface, service_link};
use portico::network::samples::{self, DevicePoll, InterfaceSample, Kept};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _, Value};

use crate::support::app::TestApp;

/// A device with a port.
pub(super) struct Port {
    pub(super) device: device::Model,
    pub(super) interface: device_interface::Model,
}

/// How long things are kept by default.
pub(super) fn kept(t: &TestApp) -> Kept {
    portico::app::kept(t.config())
}

/// A device that is up and was just asked, with a port that is up.
pub(super) async fn port(t: &TestApp) -> Port {
    let device = t.device().insert().await;
    let interface = t.interface(&device, 1).insert().await;
    Port { device, interface }
}

/// Hangs a service on a port, since an instant.
pub(super) async fn hang(
    t: &TestApp,
    customer: &customer::Model,
    service: SubscriptionId,
    port: &Port,
    since: Instant,
) {
    let scope = t.scope();
    let link = service_link::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        customer_id: customer.id,
        subscription_id: service,
        device_id: port.device.id,
        interface_id: Some(port.interface.id),
        since,
        moved_on: None,
        moved_down_bytes: 0,
        moved_up_bytes: 0,
    };
    let tx = scope.begin().await.expect("the database answers");
    tx.insert(link.into_active_model().reset_all()).await.expect("the service hangs nowhere else");
    tx.commit().await.expect("the database answers");
}

/// Lets the poller have learnt of a device, at an instant.
pub(super) async fn device_is(t: &TestApp, port: &Port, status: DeviceStatus, at: Instant) {
    use device_state::Column;
    let tx = t.scope().begin().await.expect("the database answers");
    let mut update = tx
        .update::<device_state::Entity>()
        .set(Column::Status, status)
        .set(Column::StatusSince, at)
        .set(Column::LastTriedAt, Value::from(Some(at)));
    if status != DeviceStatus::Down {
        update = update.set(Column::LastOkAt, Value::from(Some(at)));
    }
    let changed = update.filter(Column::DeviceId.eq(port.device.id)).run().await.expect("changed");
    assert_eq!(changed, 1);
    tx.commit().await.expect("the database answers");
}

/// A poll that was answered, with what went through the port: bits a second and octets, in and out.
pub(super) async fn answered(t: &TestApp, port: &Port, at: Instant, bps: (i64, i64), octets: (i64, i64)) {
    let sample = InterfaceSample {
        interface: port.interface.id,
        in_bps: Some(bps.0),
        out_bps: Some(bps.1),
        in_octets: Some(octets.0),
        out_octets: Some(octets.1),
        in_errors: Some(0),
        out_errors: None,
    };
    record(t, port, at, true, &[sample]).await;
}

/// A poll.
pub(super) async fn record(t: &TestApp, port: &Port, at: Instant, ok: bool, samples: &[InterfaceSample]) {
    let poll = DevicePoll {
        device: port.device.id,
        ok,
        response_micros: ok.then_some(1_500),
        cpu_permille: None,
        memory_permille: None,
    };
    let tx = t.scope().begin().await.expect("the database answers");
    samples::record(&tx, at, poll, samples).await.expect("written down");
    tx.commit().await.expect("the database answers");
}

/// Rolls up what is due.
pub(super) async fn roll(t: &TestApp) -> usize {
    samples::roll_due(&t.scope(), &kept(t)).await.expect("rolled up")
}
