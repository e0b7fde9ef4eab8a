//! A step of the dunning that was taken: once per invoice and stage.

use crate::kernel::ids::{CustomerId, DunningStepId, InvoiceId, TenantId};
use sea_orm::entity::prelude::*;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StepAction {
    /// The customer was reminded.
    Reminder,
    /// The customer was told that services will be withheld.
    FinalNotice,
    /// Services were withheld. The row goes when they are given back for what was paid: it can happen again.
    Suspension,
}

/// A step of the dunning that was taken.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dunning_step")]
pub struct Model {
    /// The step.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DunningStepId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Who owes.
    pub customer_id: CustomerId,
    /// The invoice that was not paid in time.
    pub invoice_id: InvoiceId,
    /// Its place among the tenant's steps, from 1.
    pub stage: i32,
    /// What was done.
    pub action: StepAction,
    /// What was overdue of the invoice and not held, minor units.
    pub overdue_minor: i64,
    /// The day, by the tenant's calendar.
    pub taken_on: Date,
    /// When.
    pub taken_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
