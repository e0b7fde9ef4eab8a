//! Lines of credit notes in the graph.

use async_graphql::{Context, ID, Object};

use super::line::LineTaxNode;
use crate::billing::LineTax;
use crate::billing::description;
use crate::billing::entity::credit_note_line;
use crate::billing::loader::TaxesOfCreditLine;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::write;
use crate::graphql::money::MoneyNode;
use crate::kernel::money::{Currency, Money};

/// A line of a credit note that the caller may see.
pub struct CreditLineNode {
    line: credit_note_line::Model,
    currency: Currency,
}

impl CreditLineNode {
    /// A line in the currency of its credit note.
    pub fn new(line: credit_note_line::Model, currency: Currency) -> Self {
        Self { line, currency }
    }
}

/// A line of a credit note. Visible to whoever sees the credit note.
#[Object(name = "CreditNoteLine")]
impl CreditLineNode {
    /// Its place on the document, from 1.
    async fn position(&self) -> i32 {
        self.line.position
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

    /// The id of the invoice's line that it takes back; null where it corrects none.
    async fn reverses_line_id(&self) -> Option<ID> {
        self.line.reverses_line_id.map(write)
    }

    /// What is taken back before tax; below 0 where a reduction is taken back.
    async fn net(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.line.net_minor, self.currency))
    }

    /// The taxes that are taken back, one for each rate; at most 10.
    async fn taxes(&self, ctx: &Context<'_>) -> Result<Vec<LineTaxNode>, ApiError> {
        Box::pin(async {
            let key = TaxesOfCreditLine(self.line.id);
            let rows = request(ctx).loaders.billing.load_one(key).await?.unwrap_or_default();
            Ok(rows.into_iter().map(|row| LineTaxNode::new(LineTax::from(row), self.currency)).collect())
        })
        .await
    }
}
