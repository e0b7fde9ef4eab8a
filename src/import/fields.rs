//! What an import knows of each kind of rows: our fields, and what is written in them.

use sea_orm::{DeriveActiveEnum, EnumIter};

/// A kind of rows, in the order in which they are imported: each may point to those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    /// What is sold.
    Plans,
    /// Who buys it.
    Customers,
    /// What each has bought.
    Subscriptions,
    /// What was billed.
    Invoices,
    /// What was paid.
    Payments,
}

/// What is written in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Any text.
    Text,
    /// An amount of money or another number with decimals.
    Decimal,
    /// A whole number.
    Whole,
    /// A date.
    Date,
    /// One of these.
    Choice(&'static [&'static str]),
}

/// A field of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in mappings.
    pub name: &'static str,
    /// What is written in it.
    pub shape: Shape,
    /// Whether a mapping must say where it is.
    pub required: bool,
}

const fn field(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, required: false }
}

const fn required(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, required: true }
}

const PLANS: &[Field] = &[
    required("external_id", Shape::Text),
    required("name", Shape::Text),
    field("code", Shape::Text),
    field("kind", Shape::Choice(&["INTERNET", "PHONE", "TV", "BUNDLE", "HOSTING", "CLOUD", "MANAGED"])),
    required("price", Shape::Decimal),
    field("setup_fee", Shape::Decimal),
    field("down_kbps", Shape::Whole),
    field("up_kbps", Shape::Whole),
    field("down_mbps", Shape::Decimal),
    field("up_mbps", Shape::Decimal),
    field("cap_gb", Shape::Decimal),
    field("overage_per_gb", Shape::Decimal),
    field("contract_months", Shape::Whole),
    field("public", Shape::Choice(&["YES", "NO"])),
    field("tax_code", Shape::Text),
    field("currency", Shape::Text),
    field("valid_from", Shape::Date),
    field("valid_to", Shape::Date),
];

const CUSTOMERS: &[Field] = &[
    required("external_id", Shape::Text),
    required("name", Shape::Text),
    field("number", Shape::Text),
    field("company", Shape::Text),
    field("kind", Shape::Choice(&["RESIDENTIAL", "BUSINESS"])),
    field("status", Shape::Choice(&["LEAD", "ACTIVE", "SUSPENDED", "CLOSED"])),
    field("email", Shape::Text),
    field("billing_email", Shape::Text),
    field("phone", Shape::Text),
    field("street", Shape::Text),
    field("street2", Shape::Text),
    field("postal_code", Shape::Text),
    field("city", Shape::Text),
    field("state", Shape::Text),
    field("country", Shape::Text),
    field("currency", Shape::Text),
    field("reseller", Shape::Text),
    field("since", Shape::Date),
    field("billing_mode", Shape::Choice(&["PREPAID", "POSTPAID"])),
    field("billing_day", Shape::Whole),
    field("due_days", Shape::Whole),
    field("grace_days", Shape::Whole),
    field("tax_exempt_reason", Shape::Text),
];

const SUBSCRIPTIONS: &[Field] = &[
    required("external_id", Shape::Text),
    required("customer", Shape::Text),
    required("plan", Shape::Text),
    field("number", Shape::Text),
    field("status", Shape::Choice(&["PENDING", "ACTIVE", "SUSPENDED", "CANCELLED"])),
    field("suspended_for", Shape::Choice(&["NON_PAYMENT", "VOLUNTARY", "ABUSE", "ADMIN"])),
    field("price", Shape::Decimal),
    field("activated_on", Shape::Date),
    field("ends_on", Shape::Date),
    field("contract_end", Shape::Date),
    field("billed_through", Shape::Date),
];

const INVOICES: &[Field] = &[
    required("number", Shape::Text),
    required("customer", Shape::Text),
    required("issue_date", Shape::Date),
    required("total", Shape::Decimal),
    field("due_date", Shape::Date),
    field("period_start", Shape::Date),
    field("period_end", Shape::Date),
    field("tax", Shape::Decimal),
    field("tax_code", Shape::Text),
    field("description", Shape::Text),
    field("currency", Shape::Text),
];

const PAYMENTS: &[Field] = &[
    required("external_id", Shape::Text),
    required("customer", Shape::Text),
    required("amount", Shape::Decimal),
    required("date", Shape::Date),
    field("channel", Shape::Choice(&["CARD", "BANK", "CASH", "MANUAL"])),
    field("reference", Shape::Text),
    field("invoice", Shape::Text),
    field("currency", Shape::Text),
];

impl Kind {
    /// All, in the order of their import.
    pub const ALL: [Self; 5] =
        [Self::Plans, Self::Customers, Self::Subscriptions, Self::Invoices, Self::Payments];

    /// Its section of a mapping.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plans => "plans",
            Self::Customers => "customers",
            Self::Subscriptions => "subscriptions",
            Self::Invoices => "invoices",
            Self::Payments => "payments",
        }
    }

    /// Its fields.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Plans => PLANS,
            Self::Customers => CUSTOMERS,
            Self::Subscriptions => SUBSCRIPTIONS,
            Self::Invoices => INVOICES,
            Self::Payments => PAYMENTS,
        }
    }
}
