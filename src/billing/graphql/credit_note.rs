//! `CreditNote` in the graph.

use async_graphql::{Context, ID, Object};

use super::allocation::AllocationNode;
use super::credit_line::CreditLineNode;
use super::invoice::InvoiceNode;
use super::service_credit::ServiceCreditNode;
use crate::billing::entity::credit_note::{self, CreditNoteStatus, CreditReason};
use crate::billing::loader::{AllocationsOfCreditNote, InvoiceById, LinesOfCreditNote, OutagesOfCreditNote};
use crate::billing::{self, DatedKey};
use crate::customers::graphql::CustomerNode;
use crate::customers::loader::CustomerById;
use crate::db::Scope;
use crate::documents::Subject;
use crate::documents::graphql::DocumentNode;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::DateTime;
use crate::kernel::ids::CustomerId;
use crate::kernel::money::Money;
use crate::kernel::page::{PageRequest, encode_cursor};

/// A credit note that the caller may see.
pub struct CreditNoteNode {
    note: credit_note::Model,
}

crate::connection!(
    CreditNoteConnection("CreditNoteConnection"),
    CreditNoteEdge("CreditNoteEdge"),
    CreditNoteNode,
    "A page of a customer's credit notes, latest first."
);

impl CreditNoteConnection {
    /// One page of a customer's credit notes.
    pub async fn load(
        scope: &Scope,
        customer: CustomerId,
        request: &PageRequest<DatedKey>,
    ) -> Result<Self, ApiError> {
        let page = billing::credit_notes(scope, customer, request).await?;
        let scope = scope.clone();
        let count = Box::new(move || {
            let scope = scope.clone();
            Box::pin(async move { Ok(billing::count_credit_notes(&scope, customer).await?) }) as _
        });
        let cursor = |note: &credit_note::Model| encode_cursor(&DatedKey(note.issued_at, note.id.0));
        Ok(Self(Connected::new(page, cursor, CreditNoteNode::new, count)))
    }
}

impl CreditNoteNode {
    /// A credit note whose children are loaded when they are asked for.
    pub fn new(note: credit_note::Model) -> Self {
        Self { note }
    }

    fn money(&self, ctx: &Context<'_>, minor: i64) -> MoneyNode {
        request(ctx).money(Money::new(minor, self.note.currency))
    }
}

/// A document that takes back a part of what was billed. Visible to whoever sees the customer's bills.
#[Object(name = "CreditNote")]
impl CreditNoteNode {
    /// The credit note's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.note.id)
    }

    /// The gapless number.
    async fn number(&self) -> &str {
        &self.note.number
    }

    /// A link to the credit note as a PDF, good for ten minutes. BAD_USER_INPUT: `locale` is none.
    async fn document(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "BCP 47: the language of words, dates and amounts; the account's, else the ISP's, if absent."
        )]
        locale: Option<String>,
    ) -> Option<Result<DocumentNode, ApiError>> {
        nullable(Box::pin(async {
            DocumentNode::issue(ctx, Subject::CreditNote(self.note.id), locale).await.map(Some)
        }))
        .await
    }

    /// Why the credit was given.
    async fn reason(&self) -> CreditReason {
        self.note.reason
    }

    /// How much of it is used.
    async fn status(&self) -> CreditNoteStatus {
        self.note.status
    }

    /// The credit before tax.
    async fn net(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.note.net_minor)
    }

    /// The tax taken back, in the proportion of the invoice.
    async fn tax(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.note.tax_minor)
    }

    /// The credit with tax.
    async fn total(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.note.total_minor)
    }

    /// What is not used yet; zero when void.
    async fn unapplied(&self, ctx: &Context<'_>) -> MoneyNode {
        let left = match self.note.status {
            CreditNoteStatus::Void => 0,
            CreditNoteStatus::Issued | CreditNoteStatus::PartiallyApplied | CreditNoteStatus::Applied => {
                self.note.total_minor - self.note.allocated_minor
            }
        };
        self.money(ctx, left)
    }

    /// When it was issued.
    async fn issued_at(&self) -> DateTime {
        DateTime(self.note.issued_at)
    }

    /// What the ISP says about it; null where it says nothing.
    async fn remark(&self) -> Option<&str> {
        self.note.remark.as_deref()
    }

    /// When it was voided; null unless it was.
    async fn voided_at(&self) -> Option<DateTime> {
        self.note.voided_at.map(DateTime)
    }

    /// What it takes back, line by line in the order of the document; at most 20.
    async fn lines(&self, ctx: &Context<'_>) -> Result<Vec<CreditLineNode>, ApiError> {
        Box::pin(async {
            let key = LinesOfCreditNote(self.note.id);
            let lines = request(ctx).loaders.billing.load_one(key).await?.unwrap_or_default();
            Ok(lines.into_iter().map(|line| CreditLineNode::new(line, self.note.currency)).collect())
        })
        .await
    }

    /// The outages that it is for, with minutes and evidence; empty where it is for something else. At most 20.
    async fn outages(&self, ctx: &Context<'_>) -> Result<Vec<ServiceCreditNode>, ApiError> {
        Box::pin(async {
            if self.note.reason != CreditReason::ServiceOutage {
                return Ok(Vec::new());
            }
            let key = OutagesOfCreditNote(self.note.id);
            let rows = request(ctx).loaders.billing.load_one(key).await?.unwrap_or_default();
            Ok(rows.into_iter().map(ServiceCreditNode).collect())
        })
        .await
    }

    /// Counts the changes of the credit note's state, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.note.version
    }

    /// The customer whose credit it is; null where the caller may not see the customer.
    async fn customer(&self, ctx: &Context<'_>) -> Option<Result<CustomerNode, ApiError>> {
        nullable(Box::pin(async {
            let seen = request(ctx).loaders.customers.load_one(CustomerById(self.note.customer_id)).await?;
            Ok(seen.map(CustomerNode::new))
        }))
        .await
    }

    /// The invoice it corrects; null where it corrects none.
    async fn invoice(&self, ctx: &Context<'_>) -> Option<Result<InvoiceNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(id) = self.note.invoice_id else { return Ok(None) };
            Ok(request(ctx).loaders.billing.load_one(InvoiceById(id)).await?.map(InvoiceNode::new))
        }))
        .await
    }

    /// What it was used for: live allocations, latest first; at most 20.
    async fn allocations(&self, ctx: &Context<'_>) -> Result<Vec<AllocationNode>, ApiError> {
        Box::pin(async {
            let key = AllocationsOfCreditNote(self.note.id);
            let rows = request(ctx).loaders.billing.load_one(key).await?.unwrap_or_default();
            Ok(rows.into_iter().map(|row| AllocationNode::new(row, self.note.currency)).collect())
        })
        .await
    }
}
