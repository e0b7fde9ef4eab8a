//! A stored way to pay. The token stands here sealed; card numbers never come near us.

use crate::kernel::ids::{CustomerId, PaymentMethodId, TenantId};
use crate::ports::payment_gateway::GatewayKind;
use sea_orm::entity::prelude::*;

/// What kind of account money is drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[graphql(name = "PaymentMethodKind")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MethodKind {
    /// A card.
    Card,
    /// A bank account, by direct debit.
    Bank,
}

/// Whether a method can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[graphql(name = "PaymentMethodStatus")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MethodStatus {
    /// The gateway has not confirmed it yet, or its owner has to do something first.
    Pending,
    /// It can be used.
    Active,
    /// The gateway refused it.
    Failed,
    /// It was removed; what was paid by it still shows it.
    Removed,
}

/// A stored way to pay.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_method")]
pub struct Model {
    /// The method.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentMethodId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose it is.
    pub customer_id: CustomerId,
    /// What kind.
    pub kind: MethodKind,
    /// Whether it can be used.
    pub status: MethodStatus,
    /// The gateway that keeps it.
    pub gateway: GatewayKind,
    /// The gateway's token, sealed; none before it is confirmed and after it is removed.
    pub sealed_token: Option<Vec<u8>>,
    /// The gateway's name of the customer.
    pub gateway_customer: Option<String>,
    /// The gateway's name of the setup.
    pub gateway_ref: Option<String>,
    /// What its owner has to do, as JSON.
    pub action: Option<String>,
    /// What its owner calls it; empty: nothing.
    pub label: String,
    /// E.g. `visa`.
    pub brand: String,
    /// The last four digits.
    pub last4: String,
    /// The last day it is good for.
    pub expires_on: Option<Date>,
    /// Whether it is used where nobody says otherwise; one a customer.
    pub is_default: bool,
    /// When its owner was told that it expires.
    pub warned_at: Option<DateTimeUtc>,
    /// When it was added.
    pub created_at: DateTimeUtc,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
