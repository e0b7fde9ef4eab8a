//! The dashboard of the customer portal: one customer, its latest invoices with lines, taxes and payments, and its
//! subscriptions, by one statement instead of seven (performance.md, "what pays" 2).
//!
//! Chosen by looking ahead in the document. The ordinary path through the loaders stays the reference: a test compares
//! both byte for byte. PostgreSQL only: the embedded database has no lateral joins and no network to cross.

mod rows;
mod statement;
mod wanted;

pub use wanted::Wanted;

use sea_orm::{DbErr, FromQueryResult, QueryResult};
use serde::Deserialize;

use crate::billing::graphql::{InvoiceConnection, InvoiceNode, InvoiceTree, LineTree};
use crate::billing::{InvoiceFilter, InvoiceOrder};
use crate::catalog::graphql::{SubscriptionConnection, SubscriptionNode};
use crate::customers::entity::customer;
use crate::customers::graphql::CustomerNode;
use crate::customers::{self, Seen};
use crate::db::{DbError, Reads as _, Scope};
use crate::graphql::ahead::Ahead;
use crate::graphql::context::RequestContext;
use crate::graphql::error::ApiError;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, InvoiceId, TenantId};
use crate::kernel::page::{Direction, Page, PageRequest};
use rows::{InvoiceRow, LineRow, PaymentRow, SubscriptionRow};

/// What was fetched below a customer.
pub struct CustomerTree {
    customer: CustomerId,
    /// Open and unapplied amounts in minor units, and the number of open invoices.
    pub balance: (i64, i64, i32),
    /// The size of the page and the page.
    invoices: Ahead<(i32, Page<InvoiceNode>)>,
    subscriptions: Ahead<(i32, Page<SubscriptionNode>)>,
}

impl CustomerTree {
    /// The invoices, if this page of them was fetched.
    pub fn invoices(&self, request: &RequestContext, first: Option<i32>) -> Option<InvoiceConnection> {
        let (_, page) = self.invoices.take_if(|(size, _)| Some(*size) == first)?;
        let (filter, order) = (InvoiceFilter::default(), InvoiceOrder::default());
        Some(InvoiceConnection::of_page(&request.scope, self.customer, filter, order, page))
    }

    /// The subscriptions, if this page of them was fetched.
    pub fn subscriptions(
        &self,
        request: &RequestContext,
        first: Option<i32>,
    ) -> Option<SubscriptionConnection> {
        let (_, page) = self.subscriptions.take_if(|(size, _)| Some(*size) == first)?;
        Some(SubscriptionConnection::of_page(&request.scope, self.customer, page))
    }
}

/// The one row of the statement; the trees are JSON.
struct Row {
    customer: customer::Model,
    balance: (i64, i64, i32),
    invoices: Vec<InvoiceRow>,
    subscriptions: Vec<SubscriptionRow>,
}

impl FromQueryResult for Row {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let tree = |column: &str| row.try_get::<Option<String>>(prefix, column);
        Ok(Self {
            customer: customer::Model::from_query_result(row, prefix)?,
            balance: (
                row.try_get(prefix, "open_minor")?,
                row.try_get(prefix, "unapplied_minor")?,
                row.try_get(prefix, "open_invoices")?,
            ),
            invoices: parse(tree("invoices")?)?,
            subscriptions: parse(tree("subscriptions")?)?,
        })
    }
}

fn parse<T: for<'de> Deserialize<'de>>(json: Option<String>) -> Result<Vec<T>, DbErr> {
    json.map_or_else(
        || Ok(Vec::new()),
        |json| serde_json::from_str(&json).map_err(|error| DbErr::Json(error.to_string())),
    )
}

/// The customer, of which the caller is a member, with what is wanted below it.
pub async fn load(
    scope: &Scope,
    customer: CustomerId,
    wanted: Wanted,
) -> Result<Option<CustomerNode>, ApiError> {
    let (sql, values) = statement::build(customer, wanted);
    let rows: Result<Vec<Row>, DbError> = scope.rows(&sql, values).await;
    let Some(row) = rows.map_err(Fault::from)?.pop() else { return Ok(None) };
    let callers = Some(customers::own_kinds(scope.actor(), customer));
    let tenant = scope.tenant().id;
    let invoices = wanted.invoices.map(|size| {
        let node = |row| invoice_node(row, tenant, customer, wanted);
        (size, page(row.invoices.into_iter().map(node).collect(), size))
    });
    let subscriptions = wanted.subscriptions.map(|size| {
        let node = |row: SubscriptionRow| {
            let (subscription, plan) = row.into_models(tenant, customer);
            SubscriptionNode::with_plan(subscription, plan)
        };
        (size, page(row.subscriptions.into_iter().map(node).collect(), size))
    });
    let tree = CustomerTree {
        customer,
        balance: row.balance,
        invoices: Ahead::new(invoices),
        subscriptions: Ahead::new(subscriptions),
    };
    Ok(Some(CustomerNode::with_tree(Seen { customer: row.customer, callers }, tree)))
}

fn invoice_node(mut row: InvoiceRow, tenant: TenantId, customer: CustomerId, wanted: Wanted) -> InvoiceNode {
    let (lines, payments) = (row.lines.take(), row.payments.take());
    let invoice = row.into_model(tenant, customer);
    let lines = wanted.lines.map(|size| {
        let node = |row| line_tree(row, tenant, invoice.id, wanted);
        (size, lines.unwrap_or_default().into_iter().map(node).collect())
    });
    let payments = wanted.payments.then(|| {
        let payments = payments.unwrap_or_default().into_iter();
        let mut payments: Vec<_> = payments.map(|row: PaymentRow| row.into_model(tenant)).collect();
        // A payment may be allocated to an invoice more than once; it is shown once, at its latest allocation.
        let mut seen = Vec::with_capacity(payments.len());
        payments.retain(|payment| {
            let first = !seen.contains(&payment.id);
            seen.push(payment.id);
            first
        });
        payments
    });
    InvoiceNode::with_tree(invoice, InvoiceTree { lines, payments })
}

fn line_tree(mut row: LineRow, tenant: TenantId, invoice: InvoiceId, wanted: Wanted) -> LineTree {
    let taxes = row.taxes.take().unwrap_or_default();
    let taxes = wanted.taxes.then(|| taxes.into_iter().map(Into::into).collect());
    LineTree { line: row.into_model(tenant, invoice), taxes }
}

fn page<T>(rows: Vec<T>, size: i32) -> Page<T> {
    let size = u32::try_from(size).unwrap_or_default();
    Page::from_fetched(
        rows,
        &PageRequest::<()> { size, direction: Direction::Forward, after: None, before: None },
    )
}
