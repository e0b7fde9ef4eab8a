//! `taxRates`, `createTaxRate`, `changeTaxRate`, `endTaxRate`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::billing::entity::tax_rate;
use crate::billing::{self, NewTaxRate};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::graphql::scalars::{Date, Decimal};
use crate::kernel::money::from_micro;

/// A tax rate.
pub struct TaxRateNode(pub tax_rate::Model);

/// The rate of a tax for a time. A tax is what has the same code, name and jurisdiction; a change of its rate is another
/// row. For billing and tenant administrators.
#[Object(name = "TaxRate")]
impl TaxRateNode {
    /// The rate's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// What plans and lines name to be taxed so, e.g. `standard`. Several taxes may have the same code.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// Its name on documents, e.g. `VAT`.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The rate as a fraction: `0.19` is 19 %.
    async fn rate(&self) -> Decimal {
        Decimal(from_micro(self.0.rate_micro))
    }

    /// Who levies it, e.g. `DE`.
    async fn jurisdiction(&self) -> &str {
        &self.0.jurisdiction
    }

    /// Whether it is levied on the other taxes too.
    async fn compound(&self) -> bool {
        self.0.compound
    }

    /// Whether prices contain it.
    async fn inclusive(&self) -> bool {
        self.0.inclusive
    }

    /// The first day on which it is in force.
    async fn from(&self) -> Date {
        Date(self.0.from_date)
    }

    /// The first day on which it is not any more; null while there is none.
    async fn to(&self) -> Option<Date> {
        self.0.to_date.map(Date)
    }
}

use_case_errors! {
    CreateTaxRateErrorCode, CreateTaxRateUserError ("CreateTaxRateUserError"), "Why no tax rate was made." {
        /// A text, the rate or a day is wrong.
        InvalidInput,
        /// The tax has a rate in that time: change that one.
        Overlaps,
    }
}
use_case_errors! {
    ChangeTaxRateErrorCode, ChangeTaxRateUserError ("ChangeTaxRateUserError"), "Why a tax rate was not changed." {
        /// There is no such tax rate.
        NotFound,
        /// The rate is wrong, or the day is not one to come within its time.
        InvalidInput,
        /// Somebody else has ended it at this moment.
        Conflict,
    }
}
use_case_errors! {
    EndTaxRateErrorCode, EndTaxRateUserError ("EndTaxRateUserError"), "Why a tax was not ended." {
        /// There is no such tax rate.
        NotFound,
        /// The day is not one to come within its time.
        InvalidInput,
        /// Somebody else has ended it at this moment.
        Conflict,
    }
}

use_case_payload! {
    CreateTaxRatePayload ("The outcome of `createTaxRate`."), CreateTaxRateUserError,
    /// The rate; null when there is an error.
    tax_rate: TaxRateNode
}
use_case_payload! {
    ChangeTaxRatePayload ("The outcome of `changeTaxRate`."), ChangeTaxRateUserError,
    /// The new rate; null when there is an error.
    tax_rate: TaxRateNode
}
use_case_payload! {
    EndTaxRatePayload ("The outcome of `endTaxRate`."), EndTaxRateUserError,
    /// The rate with its end; null when there is an error.
    tax_rate: TaxRateNode
}

/// The rate to make.
#[derive(InputObject)]
pub struct CreateTaxRateInput {
    /// What plans and lines name to be taxed so; 1 to 40 characters.
    pub code: String,
    /// Its name on documents; 1 to 60 characters.
    pub name: String,
    /// The rate as a fraction, from 0 to 1 with at most six decimals: `0.19` is 19 %.
    pub rate: Decimal,
    /// Who levies it, e.g. `DE` or `US-CA`; 1 to 20 characters.
    pub jurisdiction: String,
    /// Whether it is levied on the other taxes too.
    #[graphql(default)]
    pub compound: bool,
    /// Whether prices contain it.
    #[graphql(default)]
    pub inclusive: bool,
    /// The first day on which it is in force: today or later.
    pub from: Date,
    /// The first day on which it is not any more; no end if absent.
    pub to: Option<Date>,
}

/// Which tax gets another rate.
#[derive(InputObject)]
pub struct ChangeTaxRateInput {
    /// The rate that is in force then.
    pub tax_rate_id: ID,
    /// The new rate as a fraction, from 0 to 1 with at most six decimals.
    pub rate: Decimal,
    /// The first day of the new rate: tomorrow or later.
    pub from: Date,
}

/// Which tax is not levied any more.
#[derive(InputObject)]
pub struct EndTaxRateInput {
    /// The rate that is in force then.
    pub tax_rate_id: ID,
    /// The first day without it: tomorrow or later.
    pub to: Date,
}

/// See its fields.
#[derive(Default)]
pub struct TaxRateMutations;

#[Object]
impl TaxRateMutations {
    /// Makes a tax rate. Rates that have been in force are never edited: documents rest on them. For billing and tenant
    /// administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createTaxRate\")")]
    async fn create_tax_rate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The rate to make.")] input: CreateTaxRateInput,
    ) -> Result<CreateTaxRatePayload, ApiError> {
        let new = NewTaxRate {
            code: input.code,
            name: input.name,
            rate: input.rate.0,
            jurisdiction: input.jurisdiction,
            compound: input.compound,
            inclusive: input.inclusive,
            from: input.from.0,
            to: input.to.map(|to| to.0),
        };
        CreateTaxRatePayload::of(billing::create_tax_rate(&request(ctx).scope, new).await.map(TaxRateNode))
    }

    /// Gives a tax another rate from a day to come: the rate that is there ends, and a new one begins. For billing and
    /// tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.changeTaxRate\")")]
    async fn change_tax_rate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which tax gets which rate from when.")] input: ChangeTaxRateInput,
    ) -> Result<ChangeTaxRatePayload, ApiError> {
        let id = read(&input.tax_rate_id, "input.taxRateId")?;
        let rate = billing::change_tax_rate(&request(ctx).scope, id, input.rate.0, input.from.0).await;
        ChangeTaxRatePayload::of(rate.map(TaxRateNode))
    }

    /// Ends a tax on a day to come. Lines that still name its code, where no other tax has it, cannot be billed then. For
    /// billing and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.endTaxRate\")")]
    async fn end_tax_rate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which tax ends when.")] input: EndTaxRateInput,
    ) -> Result<EndTaxRatePayload, ApiError> {
        let id = read(&input.tax_rate_id, "input.taxRateId")?;
        let rate = billing::end_tax_rate(&request(ctx).scope, id, input.to.0).await;
        EndTaxRatePayload::of(rate.map(TaxRateNode))
    }
}
