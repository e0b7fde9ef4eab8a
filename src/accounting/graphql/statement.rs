//! A customer's statement in the graph.

use async_graphql::{Context, Enum, Object};
use chrono::NaiveDate;

use crate::accounting::movement::{MovementKey, MovementKind};
use crate::accounting::{self, Statement, StatementEntry};
use crate::billing::graphql::{CreditNoteNode, InvoiceNode};
use crate::billing::loader::{CreditNoteById, InvoiceById};
use crate::graphql::connection::Connected;
use crate::graphql::context::{RequestContext, request};
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::Date;
use crate::kernel::ids::CustomerId;
use crate::kernel::money::{Currency, Money};
use crate::kernel::page::{PageRequest, encode_cursor};
use crate::payments::graphql::PaymentNode;
use crate::payments::loader::PaymentById;

/// What a line of a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum StatementEntryKind {
    /// An invoice was issued.
    Invoice,
    /// A credit note was issued.
    CreditNote,
    /// A payment came in.
    Payment,
    /// A payment was given back, all or a part.
    Refund,
    /// That came back: the refund has failed after all.
    RefundReturn,
    /// The bank took a payment back.
    Chargeback,
    /// The bank gave it again: a dispute is won.
    ChargebackReversal,
    /// An invoice was cancelled.
    InvoiceVoid,
    /// A credit note was cancelled.
    CreditNoteVoid,
    /// What was owed of an invoice was given up.
    WriteOff,
    /// What was given up of an invoice is paid or credited after all, so it was owed.
    Recovery,
}

impl StatementEntryKind {
    /// None for what moves no balance.
    fn of(kind: MovementKind) -> Option<Self> {
        Some(match kind {
            MovementKind::Invoice => Self::Invoice,
            MovementKind::CreditNote => Self::CreditNote,
            MovementKind::Payment => Self::Payment,
            MovementKind::Refund => Self::Refund,
            MovementKind::RefundReturn => Self::RefundReturn,
            MovementKind::Chargeback => Self::Chargeback,
            MovementKind::ChargebackReversal => Self::ChargebackReversal,
            MovementKind::InvoiceVoid => Self::InvoiceVoid,
            MovementKind::CreditNoteVoid => Self::CreditNoteVoid,
            MovementKind::WriteOff => Self::WriteOff,
            MovementKind::Recovery => Self::Recovery,
            MovementKind::Allocation | MovementKind::AllocationReversal => return None,
        })
    }
}

/// A customer's statement.
pub struct StatementNode {
    statement: Statement,
    currency: Currency,
    today: NaiveDate,
}

impl StatementNode {
    /// The statement of the days `[from, to)` of a customer that the caller has seen.
    pub async fn load(
        request: &RequestContext,
        customer: CustomerId,
        currency: Currency,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<Self, ApiError> {
        let scope = &request.scope;
        let days = (from.map(|from| from.0), to.map(|to| to.0));
        let statement = accounting::statement(scope, customer, days.0, days.1).await??;
        Ok(Self { statement, currency, today: scope.today() })
    }

    fn money(&self, ctx: &Context<'_>, minor: i64) -> MoneyNode {
        request(ctx).money(Money::new(minor, self.currency))
    }
}

/// What a customer owed, what was booked, what it owes. Visible to whoever sees the customer's bills.
#[Object(name = "Statement")]
impl StatementNode {
    /// First day; null from the beginning.
    async fn from(&self) -> Option<Date> {
        self.statement.from.map(Date)
    }

    /// First day after it; null up to now.
    async fn to(&self) -> Option<Date> {
        self.statement.to.map(Date)
    }

    /// The day at whose end `closing` is owed: the last of the statement, but at most today.
    async fn as_of(&self) -> Date {
        Date(self.statement.as_of(self.today))
    }

    /// What was owed when the first day began; negative is credit.
    async fn opening(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.statement.opening)
    }

    /// What is owed at the end, the balance of the last line; without `to`, exactly the customer's `balance`. Negative is
    /// credit.
    async fn closing(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.statement.closing)
    }

    /// The lines, the earliest first; on one day invoices before credit notes before payments.
    async fn entries(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Lines from the start, 1 to 100.", default = 20)] first: i32,
        #[graphql(desc = "Lines after this cursor.")] after: Option<String>,
    ) -> Result<StatementEntryConnection, ApiError> {
        Box::pin(async {
            let scope = &request(ctx).scope;
            let page = PageRequest::<MovementKey>::from_args(Some(first), after.as_deref(), None, None)?;
            self.statement.check(&page)?;
            let entries = accounting::entries(scope, &self.statement, &page).await?;
            let (scope, statement) = (scope.clone(), self.statement);
            let count = Box::new(move || {
                let scope = scope.clone();
                Box::pin(async move { Ok(accounting::count_entries(&scope, &statement).await?) }) as _
            });
            let cursor = |entry: &StatementEntry| encode_cursor(&entry.movement.key());
            let connected = Connected::new(entries, cursor, |entry| StatementEntryNode { entry }, count);
            Ok(StatementEntryConnection(connected))
        })
        .await
    }
}

/// A line of a statement.
pub struct StatementEntryNode {
    entry: StatementEntry,
}

crate::connection!(
    StatementEntryConnection("StatementEntryConnection"),
    StatementEntryEdge("StatementEntryEdge"),
    StatementEntryNode,
    "A page of the lines of a statement, the earliest first."
);

impl StatementEntryNode {
    fn money(&self, ctx: &Context<'_>, minor: i64) -> MoneyNode {
        request(ctx).money(Money::new(minor, self.entry.movement.currency))
    }
}

/// A line of a statement: one movement, and what was owed after it.
#[Object(name = "StatementEntry")]
impl StatementEntryNode {
    /// The day, in the ISP's time zone.
    async fn date(&self) -> Date {
        Date(self.entry.movement.day)
    }

    /// What was booked.
    async fn kind(&self) -> StatementEntryKind {
        // A statement has nothing that moves no balance.
        StatementEntryKind::of(self.entry.movement.kind).unwrap_or(StatementEntryKind::Payment)
    }

    /// The number of the document: of the invoice, credit note or payment.
    async fn number(&self) -> &str {
        &self.entry.movement.number
    }

    /// What it adds to what is owed; negative where it takes away.
    async fn amount(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.entry.movement.effect())
    }

    /// What was owed after it; negative is credit.
    async fn balance(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.entry.balance)
    }

    /// The invoice that it is about, or that the credit note corrects; null where there is none.
    async fn invoice(&self, ctx: &Context<'_>) -> Option<Result<InvoiceNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(id) = self.entry.movement.invoice else { return Ok(None) };
            let row = request(ctx).loaders.billing.load_one(InvoiceById(id)).await?;
            Ok(row.map(InvoiceNode::new))
        }))
        .await
    }

    /// The payment that it is about; null where there is none.
    async fn payment(&self, ctx: &Context<'_>) -> Option<Result<PaymentNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(id) = self.entry.movement.payment else { return Ok(None) };
            let row = request(ctx).loaders.payments.load_one(PaymentById(id)).await?;
            Ok(row.map(PaymentNode::new))
        }))
        .await
    }

    /// The credit note that it is about; null where there is none.
    async fn credit_note(&self, ctx: &Context<'_>) -> Option<Result<CreditNoteNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(id) = self.entry.movement.credit_note else { return Ok(None) };
            let row = request(ctx).loaders.billing.load_one(CreditNoteById(id)).await?;
            Ok(row.map(CreditNoteNode::new))
        }))
        .await
    }
}
