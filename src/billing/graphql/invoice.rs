//! `Invoice` in the graph.

use async_graphql::{Context, ID, Object};

use super::allocation::AllocationNode;
use super::credit_note::CreditNoteNode;
use super::explanation::ExplanationNode;
use super::late_fee::LateFeeNode;
use super::line::{LineConnection, LineNode, LineTree};
use crate::billing::entity::invoice::{self, InvoiceKind, InvoiceStatus};
use crate::billing::loader::{
    AllocationsToInvoice, CreditNotesOf, ExplanationOf, LateFeesOf, LinesOf, TaxTotalsOf,
};
use crate::billing::{self, InvoiceFilter, InvoiceKey, InvoiceOrder, TaxTotal};
use crate::customers::graphql::CustomerNode;
use crate::customers::loader::CustomerById;
use crate::db::Scope;
use crate::documents::Subject;
use crate::documents::graphql::DocumentNode;
use crate::graphql::ahead::Ahead;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::{Date, DateTime, Decimal};
use crate::kernel::fault::Fault;
use crate::kernel::ids::CustomerId;
use crate::kernel::money::{Currency, Money, from_micro};
use crate::kernel::page::{Page, PageRequest, encode_cursor};
use crate::payments::entity::payment;
use crate::payments::graphql::PaymentNode;
use crate::payments::loader::PaymentById;

/// What a hot document asked for below an invoice, already fetched by one statement.
#[derive(Debug, Default)]
pub struct InvoiceTree {
    /// The lines asked for, one more if there are more, and how many were asked for.
    pub lines: Option<(u32, Vec<LineTree>)>,
    /// The payments allocated to it.
    pub payments: Option<Vec<payment::Model>>,
}

/// Lines of an invoice where nobody says how many.
const LINES_AT_ONCE: i32 = 20;

/// An invoice that the caller may see.
pub struct InvoiceNode {
    invoice: invoice::Model,
    lines: Ahead<(u32, Vec<LineTree>)>,
    payments: Ahead<Vec<payment::Model>>,
}

crate::connection!(
    InvoiceConnection("InvoiceConnection"),
    InvoiceEdge("InvoiceEdge"),
    InvoiceNode,
    "A page of a customer's invoices, in the order that was asked for."
);

impl InvoiceConnection {
    /// One page of a customer's invoices.
    pub async fn load(
        scope: &Scope,
        customer: CustomerId,
        filter: InvoiceFilter,
        order: InvoiceOrder,
        request: &PageRequest<InvoiceKey>,
    ) -> Result<Self, ApiError> {
        order.check(request)?;
        let page = billing::invoices(scope, customer, &filter, order, request).await?;
        let Page { rows, has_next, has_previous } = page;
        let rows = rows.into_iter().map(InvoiceNode::new).collect();
        Ok(Self::of_page(scope, customer, filter, order, Page { rows, has_next, has_previous }))
    }

    /// A page that is already here.
    pub fn of_page(
        scope: &Scope,
        customer: CustomerId,
        filter: InvoiceFilter,
        order: InvoiceOrder,
        page: Page<InvoiceNode>,
    ) -> Self {
        let scope = scope.clone();
        let count = Box::new(move || {
            let (scope, filter) = (scope.clone(), filter.clone());
            Box::pin(async move { Ok(billing::count_invoices(&scope, customer, &filter).await?) }) as _
        });
        let cursor = move |node: &InvoiceNode| {
            order.position(&node.invoice).map(|key| encode_cursor(&key)).unwrap_or_default()
        };
        Self(Connected::new(page, cursor, |node| node, count))
    }
}

impl InvoiceNode {
    /// An invoice whose children are loaded when they are asked for.
    pub fn new(invoice: invoice::Model) -> Self {
        Self::with_tree(invoice, InvoiceTree::default())
    }

    /// An invoice with the children that one statement has already fetched.
    pub fn with_tree(invoice: invoice::Model, tree: InvoiceTree) -> Self {
        Self { invoice, lines: Ahead::new(tree.lines), payments: Ahead::new(tree.payments) }
    }

    fn money(&self, ctx: &Context<'_>, minor: i64) -> MoneyNode {
        request(ctx).money(Money::new(minor, self.invoice.currency))
    }

    fn balance_minor(&self) -> i64 {
        match self.invoice.status {
            // A void invoice is not owed; a draft is not owed yet.
            InvoiceStatus::Void | InvoiceStatus::Draft => 0,
            InvoiceStatus::Open | InvoiceStatus::Paid | InvoiceStatus::Uncollectible => {
                self.invoice.total_minor - self.invoice.allocated_minor
            }
        }
    }
}

/// An invoice. Once finalised it never changes; corrections are credit notes. Visible to the customer's owner, payer and
/// viewer, to its resellers, and to support, billing and tenant administrators.
#[Object(name = "Invoice")]
impl InvoiceNode {
    /// The invoice's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.invoice.id)
    }

    /// The gapless number given at finalisation; null on a draft.
    async fn number(&self) -> Option<&str> {
        self.invoice.number.as_deref()
    }

    /// A link to the invoice as a PDF, good for ten minutes; null on a draft. BAD_USER_INPUT: `locale` is none.
    async fn document(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "BCP 47: the language of words, dates and amounts; the account's, else the ISP's, if absent."
        )]
        locale: Option<String>,
    ) -> Option<Result<DocumentNode, ApiError>> {
        nullable(Box::pin(async {
            if self.invoice.status == InvoiceStatus::Draft {
                return Ok(None);
            }
            DocumentNode::issue(ctx, Subject::Invoice(self.invoice.id), locale).await.map(Some)
        }))
        .await
    }

    /// The state. See `overdue` for the date.
    async fn status(&self) -> InvoiceStatus {
        self.invoice.status
    }

    /// Why the invoice was made.
    async fn kind(&self) -> InvoiceKind {
        self.invoice.kind
    }

    /// First day of the period it bills; null where it bills none.
    async fn period_start(&self) -> Option<Date> {
        self.invoice.period_start.map(Date)
    }

    /// First day after the period it bills; null where it bills none.
    async fn period_end(&self) -> Option<Date> {
        self.invoice.period_end.map(Date)
    }

    /// Day of issue in the ISP's time zone; null on a draft.
    async fn issue_date(&self) -> Option<Date> {
        self.invoice.issue_date.map(Date)
    }

    /// Last day to pay in time, in the ISP's time zone; null on a draft.
    async fn due_date(&self) -> Option<Date> {
        self.invoice.due_date.map(Date)
    }

    /// Whether something is owed past the due day.
    async fn overdue(&self, ctx: &Context<'_>) -> bool {
        let today = request(ctx).scope.today();
        self.invoice.status == InvoiceStatus::Open && self.invoice.due_date.is_some_and(|due| due < today)
    }

    /// Sum of the lines before tax.
    async fn subtotal(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.invoice.subtotal_minor)
    }

    /// Sum of the taxes.
    async fn tax_total(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.invoice.tax_minor)
    }

    /// What is charged: subtotal and taxes.
    async fn total(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.invoice.total_minor)
    }

    /// What is still owed: the total less what was allocated; zero when void.
    async fn balance(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.balance_minor())
    }

    /// When it was frozen; null on a draft.
    async fn finalized_at(&self) -> Option<DateTime> {
        self.invoice.finalized_at.map(DateTime)
    }

    /// When it was voided; null unless it was.
    async fn voided_at(&self) -> Option<DateTime> {
        self.invoice.voided_at.map(DateTime)
    }

    /// Counts the changes of the invoice's state, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.invoice.version
    }

    /// The customer who owes it; null where the caller may not see the customer.
    async fn customer(&self, ctx: &Context<'_>) -> Option<Result<CustomerNode, ApiError>> {
        nullable(Box::pin(async {
            let seen =
                request(ctx).loaders.customers.load_one(CustomerById(self.invoice.customer_id)).await?;
            Ok(seen.map(CustomerNode::new))
        }))
        .await
    }

    /// The lines in the order of the document.
    async fn lines(
        &self,
        ctx: &Context<'_>,
        // Nullable: the library takes a variable that is not given for null, where the default belongs.
        #[graphql(desc = "Lines from the start, 1 to 100.", default_with = "Some(LINES_AT_ONCE)")]
        first: Option<i32>,
        #[graphql(desc = "Lines after this cursor.")] after: Option<String>,
    ) -> Result<LineConnection, ApiError> {
        Box::pin(async {
            let request = request(ctx);
            let page =
                PageRequest::<i32>::from_args(first.or(Some(LINES_AT_ONCE)), after.as_deref(), None, None)?;
            let (currency, invoice) = (self.invoice.currency, self.invoice.id);
            let ahead = self.lines.take_if(|(size, _)| *size == page.size && page.after.is_none());
            let lines: Vec<LineNode> = if let Some((_, lines)) = ahead {
                lines.into_iter().map(|line| LineNode::with_taxes(line, currency)).collect()
            } else {
                let key = LinesOf { invoice, after: page.after.unwrap_or(0), size: page.size };
                let lines = request.loaders.billing.load_one(key).await?.unwrap_or_default();
                lines.into_iter().map(|line| LineNode::new(line, currency)).collect()
            };
            Ok(LineConnection::of_lines(&request.scope, invoice, lines, &page))
        })
        .await
    }

    /// The taxes per rate and jurisdiction, over all lines; at most 20.
    async fn taxes(&self, ctx: &Context<'_>) -> Result<Vec<TaxTotalNode>, ApiError> {
        Box::pin(async {
            let totals = request(ctx)
                .loaders
                .billing
                .load_one(TaxTotalsOf(self.invoice.id))
                .await?
                .unwrap_or_default();
            Ok(totals
                .into_iter()
                .map(|total| TaxTotalNode { total, currency: self.invoice.currency })
                .collect())
        })
        .await
    }

    /// The payments that are allocated to it, the latest allocation first; at most 20.
    async fn payments(&self, ctx: &Context<'_>) -> Result<Vec<PaymentNode>, ApiError> {
        Box::pin(async {
            if let Some(payments) = self.payments.take() {
                return Ok(payments.into_iter().map(PaymentNode::new).collect());
            }
            let loaders = &request(ctx).loaders;
            let allocations =
                loaders.billing.load_one(AllocationsToInvoice(self.invoice.id)).await?.unwrap_or_default();
            let mut ids: Vec<PaymentById> = Vec::new();
            for id in allocations.iter().filter_map(|allocation| allocation.payment_id).map(PaymentById) {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            let mut found = loaders.payments.load_many(ids.iter().copied()).await?;
            ids.iter()
                .map(|id| found.remove(id).map(PaymentNode::new).ok_or_else(|| missing("payment")))
                .collect()
        })
        .await
    }

    /// What reduces it: live allocations of payments and credits, latest first; at most 20.
    async fn allocations(&self, ctx: &Context<'_>) -> Result<Vec<AllocationNode>, ApiError> {
        Box::pin(async {
            let key = AllocationsToInvoice(self.invoice.id);
            let allocations = request(ctx).loaders.billing.load_one(key).await?.unwrap_or_default();
            Ok(allocations.into_iter().map(|row| AllocationNode::new(row, self.invoice.currency)).collect())
        })
        .await
    }

    /// The fees that were charged because it was not paid in time, by stage; at most 20.
    async fn late_fees(&self, ctx: &Context<'_>) -> Result<Vec<LateFeeNode>, ApiError> {
        Box::pin(async {
            let key = LateFeesOf(self.invoice.id);
            let fees = request(ctx).loaders.billing.load_one(key).await?.unwrap_or_default();
            Ok(fees.into_iter().map(|fee| LateFeeNode::new(fee, self.invoice.currency)).collect())
        })
        .await
    }

    /// What is disputed of the balance: nobody asks for it until the dispute is settled.
    async fn disputed(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.invoice.held_minor())
    }

    /// Why it is higher or lower than the customer's invoice of the period before: causes that add up exactly.
    async fn explain(&self, ctx: &Context<'_>) -> Result<ExplanationNode, ApiError> {
        Box::pin(async {
            let found = request(ctx).loaders.billing.load_one(ExplanationOf(self.invoice.id)).await?;
            let explanation = found.ok_or_else(|| missing("invoice"))?;
            Ok(ExplanationNode { explanation, currency: self.invoice.currency })
        })
        .await
    }

    /// The credit notes that correct it, latest first; at most 20.
    async fn credit_notes(&self, ctx: &Context<'_>) -> Result<Vec<CreditNoteNode>, ApiError> {
        Box::pin(async {
            let notes = request(ctx)
                .loaders
                .billing
                .load_one(CreditNotesOf(self.invoice.id))
                .await?
                .unwrap_or_default();
            Ok(notes.into_iter().map(CreditNoteNode::new).collect())
        })
        .await
    }
}

/// A row that a foreign key promises is not there.
pub(super) fn missing(what: &str) -> ApiError {
    Fault::internal(format!("a {what} that is referred to is missing")).into()
}

/// The tax of one rate over an invoice.
pub struct TaxTotalNode {
    total: TaxTotal,
    currency: Currency,
}

/// The tax of one rate and jurisdiction over all lines of an invoice.
#[Object(name = "InvoiceTax")]
impl TaxTotalNode {
    /// Name of the rate when the invoice was frozen, e.g. `VAT`.
    async fn name(&self) -> &str {
        &self.total.name
    }

    /// Who levies it, e.g. `DE`.
    async fn jurisdiction(&self) -> &str {
        &self.total.jurisdiction
    }

    /// The rate as a fraction: `0.19` is 19 %.
    async fn rate(&self) -> Decimal {
        Decimal(from_micro(self.total.rate_micro))
    }

    /// What it is levied on.
    async fn base(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.total.base_minor, self.currency))
    }

    /// The tax.
    async fn amount(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.total.amount_minor, self.currency))
    }
}
