//! `InvoiceLine` in the graph.

use async_graphql::{Context, ID, Object};

use super::disputes::LineDisputeNode;
use crate::billing::entity::invoice_line::{self, LineKind};
use crate::billing::loader::{DisputeOf, TaxesOfLine};
use crate::billing::{self, LineTax, description};
use crate::db::Scope;
use crate::graphql::ahead::Ahead;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::{Date, Decimal};
use crate::kernel::ids::InvoiceId;
use crate::kernel::money::{Currency, Money, from_micro};
use crate::kernel::page::{Page, PageRequest, encode_cursor};

/// A line with its taxes, already fetched.
#[derive(Debug)]
pub struct LineTree {
    /// The line.
    pub line: invoice_line::Model,
    /// Its taxes, if they were asked for.
    pub taxes: Option<Vec<LineTax>>,
}

/// A line of an invoice that the caller may see.
pub struct LineNode {
    line: invoice_line::Model,
    currency: Currency,
    taxes: Ahead<Vec<LineTax>>,
}

crate::connection!(
    LineConnection("InvoiceLineConnection"),
    LineEdge("InvoiceLineEdge"),
    LineNode,
    "A page of an invoice's lines, in the order of the document."
);

impl LineConnection {
    /// The page made of the lines fetched for `request`: one more than asked for tells that there are more.
    pub fn of_lines(
        scope: &Scope,
        invoice: InvoiceId,
        lines: Vec<LineNode>,
        request: &PageRequest<i32>,
    ) -> Self {
        let scope = scope.clone();
        let count = Box::new(move || {
            let scope = scope.clone();
            Box::pin(async move { Ok(billing::count_lines(&scope, invoice).await?) }) as _
        });
        let page = Page::from_fetched(lines, request);
        Self(Connected::new(page, |node: &LineNode| encode_cursor(&node.line.position), |node| node, count))
    }
}

impl LineNode {
    /// A line whose taxes are loaded when they are asked for.
    pub fn new(line: invoice_line::Model, currency: Currency) -> Self {
        Self { line, currency, taxes: Ahead::none() }
    }

    /// A line with what one statement has already fetched.
    pub fn with_taxes(tree: LineTree, currency: Currency) -> Self {
        Self { line: tree.line, currency, taxes: Ahead::new(tree.taxes) }
    }

    fn money(&self, ctx: &Context<'_>, minor: i64) -> MoneyNode {
        request(ctx).money(Money::new(minor, self.currency))
    }
}

/// A line of an invoice. Visible to whoever sees the invoice.
#[Object(name = "InvoiceLine")]
impl LineNode {
    /// The line's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.line.id)
    }

    /// Its place on the document, from 1.
    async fn position(&self) -> i32 {
        self.line.position
    }

    /// What is charged.
    async fn kind(&self) -> LineKind {
        self.line.kind
    }

    /// The text of the line.
    async fn description(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "BCP 47 locale; the reader's if absent, English where a text is not translated.")]
        locale: Option<String>,
    ) -> String {
        let locale = locale.as_deref().unwrap_or(&request(ctx).locale);
        description::describe(&self.line.description_key, &self.line.description_args, locale)
    }

    /// First day the line is for; null where it is for no period.
    async fn service_start(&self) -> Option<Date> {
        self.line.service_start.map(Date)
    }

    /// First day after what the line is for; null where it is for no period.
    async fn service_end(&self) -> Option<Date> {
        self.line.service_end.map(Date)
    }

    /// How many units.
    async fn quantity(&self) -> Decimal {
        Decimal(from_micro(self.line.quantity_micro))
    }

    /// Price of a unit; negative on a discount.
    async fn unit_price(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.line.unit_price_minor)
    }

    /// Quantity times unit price, rounded half away from zero. Before tax, except where the price contains the tax:
    /// then what remains without it.
    async fn net(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.line.net_minor)
    }

    /// What the customer has said against it; null where nothing was.
    async fn dispute(&self, ctx: &Context<'_>) -> Option<Result<LineDisputeNode, ApiError>> {
        nullable(Box::pin(async {
            let row = request(ctx).loaders.billing.load_one(DisputeOf(self.line.id)).await?;
            Ok(row.map(|row| LineDisputeNode::new(row, self.currency)))
        }))
        .await
    }

    /// The taxes on the line, one for each rate; at most 10. Each rate's tax is rounded once over the invoice and shared
    /// to its lines.
    async fn taxes(&self, ctx: &Context<'_>) -> Result<Vec<LineTaxNode>, ApiError> {
        Box::pin(async {
            let rows = if let Some(rows) = self.taxes.take() {
                rows
            } else {
                let key = TaxesOfLine(self.line.id);
                let rows = request(ctx).loaders.billing.load_one(key).await?.unwrap_or_default();
                rows.into_iter().map(LineTax::from).collect()
            };
            Ok(rows.into_iter().map(|tax| LineTaxNode { tax, currency: self.currency }).collect())
        })
        .await
    }
}

/// The tax of one rate on one line.
pub struct LineTaxNode {
    tax: LineTax,
    currency: Currency,
}

impl LineTaxNode {
    /// A tax in the currency of its document.
    pub fn new(tax: LineTax, currency: Currency) -> Self {
        Self { tax, currency }
    }
}

/// The tax of one rate on one line of an invoice.
#[Object(name = "InvoiceLineTax")]
impl LineTaxNode {
    /// Name of the rate when the invoice was frozen, e.g. `VAT`.
    async fn name(&self) -> &str {
        &self.tax.name
    }

    /// Who levies it, e.g. `DE`.
    async fn jurisdiction(&self) -> &str {
        &self.tax.jurisdiction
    }

    /// The rate as a fraction: `0.19` is 19 %.
    async fn rate(&self) -> Decimal {
        Decimal(from_micro(self.tax.rate_micro))
    }

    /// What it is levied on.
    async fn base(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.tax.base_minor, self.currency))
    }

    /// The tax.
    async fn amount(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.tax.amount_minor, self.currency))
    }
}
