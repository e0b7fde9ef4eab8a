//! What a payment asks of the gateway, and how far that has come.

use crate::kernel::ids::{CustomerId, PaymentId, PaymentMethodId, TenantId};
use crate::ports::payment_gateway::{DeclineCode, GatewayKind};
use sea_orm::entity::prelude::*;

/// Who has asked for a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[graphql(name = "PaymentOrigin")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Origin {
    /// A member of the customer, in the portal.
    Portal,
    /// Staff, for the customer.
    Staff,
    /// The ISP, as the customer has allowed it to.
    Autopay,
    /// Whoever has a pay link of the customer's bills, perhaps without a sign-in.
    Link,
}

/// What a payment asks of the gateway, and how far that has come.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_charge")]
pub struct Model {
    /// The payment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Who pays.
    pub customer_id: CustomerId,
    /// What is charged.
    pub method_id: Option<PaymentMethodId>,
    /// The gateway that is asked.
    pub gateway: GatewayKind,
    /// Who has asked for it.
    pub origin: Origin,
    /// Whether what is left is kept as credit, and not used for what is due.
    pub keeps_credit: bool,
    /// What the payer has to do, as JSON.
    pub action: Option<String>,
    /// Why it was refused.
    pub decline_code: Option<DeclineCode>,
    /// The same in the gateway's words.
    pub decline_message: Option<String>,
    /// How often the gateway was asked what has become of it.
    pub checks: i32,
    /// When to ask next; none once it is settled.
    pub check_at: Option<DateTimeUtc>,
    /// When the order was written that the gateway was first asked by, by the world's clock at that moment.
    pub created_at: DateTimeUtc,
    /// When it was settled.
    pub settled_at: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
