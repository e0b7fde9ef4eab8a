//! The rows of the dashboard's trees as they cross the wire: JSON arrays of just the columns that the graph shows or
//! its nodes need. Whole rows as JSON objects cost PostgreSQL half as much again, and us a parser that reads names.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use crate::billing::LineTax;
use crate::billing::entity::invoice::{self, InvoiceKind, InvoiceStatus};
use crate::billing::entity::invoice_line::{self, LineKind};
use crate::catalog::entity::plan::{self, PlanKind};
use crate::catalog::entity::subscription::{self, SubscriptionStatus};
use crate::kernel::ids::{CustomerId, InvoiceId, InvoiceLineId, PaymentId, PlanId, SubscriptionId, TenantId};
use crate::kernel::money::Currency;
use crate::payments::entity::payment::{self, PaymentChannel, PaymentStatus};

/// A row that is read from a JSON array: its fields in the order of the columns, and then what hangs below it.
macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident { $($column:ident: $type:ty,)+ } below { $($below:ident: $tree:ty,)* })+) => {$(
        $(#[$doc])*
        #[derive(Deserialize)]
        pub(super) struct $name {
            $($column: $type,)+
            $(pub(super) $below: $tree,)*
        }

        impl $name {
            /// The columns of the array, before what hangs below.
            pub(super) const COLUMNS: &[&str] = &[$(stringify!($column)),+];
        }
    )+};
}

rows! {
    /// An invoice of the customer.
    InvoiceRow {
        id: InvoiceId,
        number: Option<String>,
        status: InvoiceStatus,
        kind: InvoiceKind,
        period_start: Option<NaiveDate>,
        period_end: Option<NaiveDate>,
        issue_date: Option<NaiveDate>,
        due_date: Option<NaiveDate>,
        currency: Currency,
        subtotal_minor: i64,
        tax_minor: i64,
        total_minor: i64,
        allocated_minor: i64,
        dispute_hold_minor: i64,
        finalized_at: Option<DateTime<Utc>>,
        voided_at: Option<DateTime<Utc>>,
        created_at: DateTime<Utc>,
        version: i32,
    } below {
        lines: Option<Vec<LineRow>>,
        payments: Option<Vec<PaymentRow>>,
    }
    /// A line of an invoice.
    LineRow {
        id: InvoiceLineId,
        position: i32,
        kind: LineKind,
        subscription_id: Option<SubscriptionId>,
        description_key: String,
        description_args: serde_json::Value,
        service_start: Option<NaiveDate>,
        service_end: Option<NaiveDate>,
        quantity_micro: i64,
        unit_price_minor: i64,
        net_minor: i64,
        reverses_line_id: Option<InvoiceLineId>,
    } below {
        taxes: Option<Vec<TaxRow>>,
    }
    /// A tax on a line.
    TaxRow {
        name: String,
        jurisdiction: String,
        rate_micro: i64,
        base_minor: i64,
        amount_minor: i64,
    } below {}
    /// A payment of the customer.
    PaymentRow {
        id: PaymentId,
        number: String,
        customer_id: CustomerId,
        currency: Currency,
        amount_minor: i64,
        channel: PaymentChannel,
        status: PaymentStatus,
        gateway_ref: Option<String>,
        refunded_minor: i64,
        charged_back_minor: i64,
        allocated_minor: i64,
        receipt_number: Option<String>,
        received_at: DateTime<Utc>,
        version: i32,
    } below {}
    /// A subscription of the customer.
    SubscriptionRow {
        id: SubscriptionId,
        number: String,
        price_override_minor: Option<i64>,
        status: SubscriptionStatus,
        activated_on: Option<NaiveDate>,
        ends_on: Option<NaiveDate>,
        contract_end: Option<NaiveDate>,
        billed_through: Option<NaiveDate>,
        created_at: DateTime<Utc>,
        version: i32,
    } below {
        plan: PlanRow,
    }
    /// A plan of the tenant.
    PlanRow {
        id: PlanId,
        code: String,
        name: String,
        kind: PlanKind,
        currency: Currency,
        price_minor: i64,
        setup_fee_minor: i64,
        down_kbps: i64,
        up_kbps: i64,
        cap_bytes: Option<i64>,
        overage_per_gb_minor: Option<i64>,
        contract_months: i16,
        public: bool,
        tax_code: String,
        valid_from: NaiveDate,
        valid_to: Option<NaiveDate>,
        version: i32,
    } below {}
}

impl InvoiceRow {
    pub(super) fn into_model(self, tenant_id: TenantId, customer_id: CustomerId) -> invoice::Model {
        invoice::Model {
            id: self.id,
            tenant_id,
            number: self.number,
            customer_id,
            status: self.status,
            kind: self.kind,
            period_start: self.period_start,
            period_end: self.period_end,
            issue_date: self.issue_date,
            due_date: self.due_date,
            currency: self.currency,
            subtotal_minor: self.subtotal_minor,
            tax_minor: self.tax_minor,
            total_minor: self.total_minor,
            allocated_minor: self.allocated_minor,
            dispute_hold_minor: self.dispute_hold_minor,
            finalized_at: self.finalized_at,
            voided_at: self.voided_at,
            created_at: self.created_at,
            version: self.version,
        }
    }
}

impl LineRow {
    pub(super) fn into_model(self, tenant_id: TenantId, invoice_id: InvoiceId) -> invoice_line::Model {
        invoice_line::Model {
            id: self.id,
            tenant_id,
            invoice_id,
            position: self.position,
            kind: self.kind,
            subscription_id: self.subscription_id,
            description_key: self.description_key,
            description_args: self.description_args,
            service_start: self.service_start,
            service_end: self.service_end,
            quantity_micro: self.quantity_micro,
            unit_price_minor: self.unit_price_minor,
            net_minor: self.net_minor,
            reverses_line_id: self.reverses_line_id,
            // Not shown: only the pricing of drafts asks for it.
            tax_code: None,
        }
    }
}

impl From<TaxRow> for LineTax {
    fn from(row: TaxRow) -> Self {
        Self {
            name: row.name,
            jurisdiction: row.jurisdiction,
            rate_micro: row.rate_micro,
            base_minor: row.base_minor,
            amount_minor: row.amount_minor,
        }
    }
}

impl PaymentRow {
    pub(super) fn into_model(self, tenant_id: TenantId) -> payment::Model {
        payment::Model {
            id: self.id,
            tenant_id,
            number: self.number,
            customer_id: self.customer_id,
            currency: self.currency,
            amount_minor: self.amount_minor,
            channel: self.channel,
            status: self.status,
            gateway_ref: self.gateway_ref,
            refunded_minor: self.refunded_minor,
            charged_back_minor: self.charged_back_minor,
            allocated_minor: self.allocated_minor,
            receipt_number: self.receipt_number,
            received_at: self.received_at,
            version: self.version,
        }
    }
}

impl SubscriptionRow {
    pub(super) fn into_models(
        self,
        tenant_id: TenantId,
        customer_id: CustomerId,
    ) -> (subscription::Model, plan::Model) {
        let plan = self.plan;
        let subscription = subscription::Model {
            id: self.id,
            tenant_id,
            number: self.number,
            customer_id,
            plan_id: plan.id,
            price_override_minor: self.price_override_minor,
            status: self.status,
            activated_on: self.activated_on,
            ends_on: self.ends_on,
            contract_end: self.contract_end,
            billed_through: self.billed_through,
            created_at: self.created_at,
            version: self.version,
        };
        (subscription, plan.into_model(tenant_id))
    }
}

impl PlanRow {
    fn into_model(self, tenant_id: TenantId) -> plan::Model {
        plan::Model {
            id: self.id,
            tenant_id,
            code: self.code,
            name: self.name,
            kind: self.kind,
            currency: self.currency,
            price_minor: self.price_minor,
            setup_fee_minor: self.setup_fee_minor,
            down_kbps: self.down_kbps,
            up_kbps: self.up_kbps,
            cap_bytes: self.cap_bytes,
            overage_per_gb_minor: self.overage_per_gb_minor,
            contract_months: self.contract_months,
            public: self.public,
            tax_code: self.tax_code,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            version: self.version,
        }
    }
}
