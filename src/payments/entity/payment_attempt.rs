//! A step of a payment: what was found out, by whom, and what the payment was from then on. Never changed.

use crate::kernel::ids::{PaymentAttemptId, PaymentId, TenantId};
use crate::payments::entity::payment::PaymentStatus;
use crate::ports::payment_gateway::DeclineCode;
use sea_orm::entity::prelude::*;

/// How a step came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[graphql(name = "PaymentAttemptSource")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AttemptSource {
    /// Somebody asked for it.
    Request,
    /// The gateway's answer to the call.
    Answer,
    /// The gateway's answer to a later question.
    Reconciler,
    /// A message of the gateway, upon which it was asked.
    Webhook,
}

/// A step of a payment.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_attempt")]
pub struct Model {
    /// The step.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentAttemptId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The payment.
    pub payment_id: PaymentId,
    /// From 1.
    pub number: i32,
    /// How it came about.
    pub source: AttemptSource,
    /// What the payment was from then on.
    pub status: PaymentStatus,
    /// Why it was refused.
    pub decline_code: Option<DeclineCode>,
    /// In words: the gateway's, or what went wrong on the way.
    pub message: Option<String>,
    /// When.
    pub at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
