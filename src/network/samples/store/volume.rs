//! The statements on what goes through the ports of services.

use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, Value};

use crate::db::{DbError, Reads};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{DeviceId, DeviceInterfaceId};
use crate::network::entity::service_link;

/// The services that hang on ports of devices.
pub(in crate::network::samples) async fn on_ports_of(
    db: &impl Reads,
    devices: &[DeviceId],
) -> Result<Vec<service_link::Model>, DbError> {
    use service_link::Column;
    db.select::<service_link::Entity>()
        .filter(Column::DeviceId.is_in(devices.iter().copied()))
        .filter(Column::InterfaceId.is_not_null())
        .all()
        .await
}

/// What went through an interface.
#[derive(Debug, Clone, Copy, FromQueryResult)]
pub(in crate::network::samples) struct Volume {
    /// The interface.
    pub(in crate::network::samples) interface_id: DeviceInterfaceId,
    /// Octets in.
    pub(in crate::network::samples) in_octets: i64,
    /// Octets out.
    pub(in crate::network::samples) out_octets: i64,
}

/// What went through interfaces in the five minutes that began in `[from, to)`; what nothing is known of is missing.
pub(in crate::network::samples) async fn volumes(
    db: &impl Reads,
    interfaces: &[DeviceInterfaceId],
    from: Instant,
    to: Instant,
) -> Result<Vec<Volume>, DbError> {
    if interfaces.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (0..interfaces.len()).map(|at| format!("${}", at + 4)).collect();
    let sql = format!(
        "SELECT interface_id, CAST(COALESCE(SUM(in_octets), 0) AS bigint) AS in_octets,
                CAST(COALESCE(SUM(out_octets), 0) AS bigint) AS out_octets
           FROM interface_five_minutes
          WHERE tenant_id = $1 AND at >= $2 AND at < $3 AND interface_id IN ({})
            AND (in_octets IS NOT NULL OR out_octets IS NOT NULL)
          GROUP BY interface_id",
        places.join(", ")
    );
    let values: Vec<Value> = [from.into(), to.into()]
        .into_iter()
        .chain(interfaces.iter().map(|interface| Value::from(*interface)))
        .collect();
    db.rows(&sql, values).await
}
