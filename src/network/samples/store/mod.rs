//! Every statement on what was measured.

pub(super) mod keep;
mod partitions;
pub(super) mod raw;
pub(super) mod rolled;
pub(super) mod together;
pub(super) mod volume;
pub(super) mod work;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Query, SelectStatement};

use crate::db::Reads;
use crate::kernel::ids::DeviceId;
use crate::network::entity::device_interface::{Column, Entity};

/// The interfaces of devices.
fn interfaces_of(db: &impl Reads, devices: &[DeviceId]) -> SelectStatement {
    Query::select()
        .column(Column::Id)
        .from(Entity)
        .and_where(Column::TenantId.eq(db.scope().tenant().id))
        .and_where(Column::DeviceId.is_in(devices.iter().copied()))
        .take()
}
