//! The hours in which an ISP works.

use crate::kernel::ids::{BusinessCalendarId, TenantId};
use sea_orm::entity::prelude::*;

/// The hours in which an ISP works.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "business_calendar")]
pub struct Model {
    /// The calendar.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BusinessCalendarId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// What it is called.
    pub name: String,
    /// The time zone of its hours, of the IANA database.
    pub zone: String,
    /// For Monday to Sunday, the spans of the day as `[["09:00","17:00"]]`; an end of `24:00` is the end of
    /// the day.
    pub hours: Json,
    /// Dates without hours, `["2026-12-25"]`.
    pub holidays: Json,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
