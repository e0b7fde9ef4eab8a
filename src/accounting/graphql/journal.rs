//! The journal in the graph.

use async_graphql::{Context, ID, Object};

use crate::accounting::accounts::{Account, AccountRole};
use crate::accounting::journal::JournalLine;
use crate::accounting::movement::{MovementKey, MovementKind};
use crate::accounting::{self, JournalEntry, Period};
use crate::customers::graphql::CustomerNode;
use crate::customers::loader::CustomerById;
use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::{CurrencyCode, Date, Decimal};
use crate::kernel::money::{Currency, Money, from_micro};
use crate::kernel::page::{PageRequest, encode_cursor};
use crate::kernel::problem::Invalid;

/// Reads the argument `period`.
pub fn period(text: &str) -> Result<Period, ApiError> {
    text.parse()
        .map_err(|error: accounting::period::NotAPeriod| Invalid::new("period", error.to_string()).into())
}

/// An entry of the journal.
pub struct JournalEntryNode {
    entry: JournalEntry,
}

crate::connection!(
    JournalConnection("JournalConnection"),
    JournalEntryEdge("JournalEntryEdge"),
    JournalEntryNode,
    "A page of the journal, in the order of the books."
);

impl JournalConnection {
    /// One page of the journal of a period.
    pub async fn load(
        scope: &Scope,
        period: Period,
        request: &PageRequest<MovementKey>,
    ) -> Result<Self, ApiError> {
        let page = accounting::journal(scope, period, request).await?;
        let scope = scope.clone();
        let count = Box::new(move || {
            let scope = scope.clone();
            Box::pin(async move { Ok(accounting::count_journal(&scope, period).await?) }) as _
        });
        let cursor = |entry: &JournalEntry| encode_cursor(&entry.movement.key());
        Ok(Self(Connected::new(page, cursor, |entry| JournalEntryNode { entry }, count)))
    }
}

/// What one movement is in the journal: debits and credits that add up to the same. Visible to billing and tenant
/// administrators.
#[Object(name = "JournalEntry")]
impl JournalEntryNode {
    /// The day, in the ISP's time zone.
    async fn date(&self) -> Date {
        Date(self.entry.movement.day)
    }

    /// What was booked.
    async fn kind(&self) -> MovementKind {
        self.entry.movement.kind
    }

    /// The number of the document: of the invoice, credit note or payment.
    async fn number(&self) -> &str {
        &self.entry.movement.number
    }

    /// The number of the payment or credit note that is used for the invoice, or not any more; null on other entries.
    async fn reference(&self) -> Option<&str> {
        self.entry.movement.source_number.as_deref()
    }

    /// The id of the document.
    async fn document_id(&self) -> Option<ID> {
        self.entry.movement.document().map(ID)
    }

    /// The customer's currency: that of all amounts of the entry.
    async fn currency(&self) -> CurrencyCode {
        CurrencyCode(self.entry.movement.currency.code().to_owned())
    }

    /// Whose it is.
    async fn customer(&self, ctx: &Context<'_>) -> Option<Result<CustomerNode, ApiError>> {
        nullable(Box::pin(async {
            let key = CustomerById(self.entry.movement.customer);
            Ok(request(ctx).loaders.customers.load_one(key).await?.map(CustomerNode::new))
        }))
        .await
    }

    /// The lines; their debits add up to their credits.
    async fn lines(&self) -> Vec<JournalLineNode> {
        let node = |line: &JournalLine| JournalLineNode {
            line: line.clone(),
            currency: self.entry.movement.currency,
        };
        self.entry.lines.iter().map(node).collect()
    }
}

/// A line of an entry.
pub struct JournalLineNode {
    line: JournalLine,
    currency: Currency,
}

/// A line of an entry: an account and what it is debited or credited.
#[Object(name = "JournalLine")]
impl JournalLineNode {
    /// The code that the ISP's accountant has for the account.
    async fn account<'a>(&self, ctx: &Context<'a>) -> &'a str {
        self.line.account.code(&request(ctx).tenant.settings.accounting)
    }

    /// What the account is for.
    async fn role(&self) -> AccountRole {
        self.line.account.role()
    }

    /// The tax code of a sale or of a tax; null on other lines, and on a sale without tax.
    async fn tax_code(&self) -> Option<&str> {
        match &self.line.account {
            Account::Revenue(code) => code.as_deref(),
            Account::TaxPayable(tax) => Some(&tax.code),
            _ => None,
        }
    }

    /// Who levies the tax; null on other lines.
    async fn jurisdiction(&self) -> Option<&str> {
        match &self.line.account {
            Account::TaxPayable(tax) => Some(&tax.jurisdiction),
            _ => None,
        }
    }

    /// The rate of the tax as a fraction: `0.19` is 19 %; null on other lines.
    async fn rate(&self) -> Option<Decimal> {
        match &self.line.account {
            Account::TaxPayable(tax) => Some(Decimal(from_micro(tax.rate_micro))),
            _ => None,
        }
    }

    /// What it is debited; zero where it is credited.
    async fn debit(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.line.debit, self.currency))
    }

    /// What it is credited; zero where it is debited.
    async fn credit(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.line.credit, self.currency))
    }
}
