//! Arguments of the lists of bills.

use async_graphql::InputObject;

use crate::billing::entity::invoice::InvoiceStatus;
use crate::billing::{InvoiceFilter, InvoiceOrder, InvoiceOrderField, OrderDirection};
use crate::graphql::scalars::Date;
use crate::kernel::problem::Invalid;

/// Which invoices are wanted. Absent fields do not narrow the list.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "InvoiceFilter")]
pub struct InvoiceFilterInput {
    /// Only invoices in this state. Drafts are never listed.
    pub status: Option<InvoiceStatus>,
    /// Only invoices that are, or are not, past their due day with something owed.
    pub overdue: Option<bool>,
    /// Issued on this day or later.
    pub issued_from: Option<Date>,
    /// Issued before this day.
    pub issued_before: Option<Date>,
}

impl InvoiceFilterInput {
    /// The filter; a period that ends before it begins is refused.
    pub fn into_filter(self) -> Result<InvoiceFilter, Invalid> {
        let (from, before) = (self.issued_from.map(|d| d.0), self.issued_before.map(|d| d.0));
        if let (Some(from), Some(before)) = (from, before)
            && before < from
        {
            return Err(Invalid::new("filter.issuedBefore", "must not be before filter.issuedFrom"));
        }
        Ok(InvoiceFilter {
            status: self.status,
            overdue: self.overdue,
            issued_from: from,
            issued_before: before,
        })
    }
}

/// The order of a list of invoices.
#[derive(Debug, InputObject)]
#[graphql(name = "InvoiceOrder")]
pub struct InvoiceOrderInput {
    /// By what.
    pub field: InvoiceOrderField,
    /// Which way.
    #[graphql(default_with = "OrderDirection::Desc")]
    pub direction: OrderDirection,
}

impl InvoiceOrderInput {
    /// The order.
    pub fn into_order(self) -> InvoiceOrder {
        InvoiceOrder { field: self.field, direction: self.direction }
    }
}
