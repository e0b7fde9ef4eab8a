//! `billingRuns`.

use async_graphql::{Context, Object};

use crate::billing::RunCounts;
use crate::billing::entity::{billing_run, billing_run_error};
use crate::billing::loader::{ErrorsOfRun, ProgressOfRun};
use crate::customers::graphql::CustomerNode;
use crate::customers::loader::CustomerById;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::scalars::{Date, DateTime};

/// A billing run.
pub struct BillingRunNode(pub billing_run::Model);

/// A run of billing over the customers of the ISP. For billing and tenant administrators.
#[Object(name = "BillingRun")]
impl BillingRunNode {
    /// The day it bills by; its invoices are issued on it.
    async fn as_of(&self) -> Date {
        Date(self.0.as_of)
    }

    /// When it began.
    async fn started_at(&self) -> DateTime {
        DateTime(self.0.started_at)
    }

    /// When it ended; null while it goes on.
    async fn finished_at(&self) -> Option<DateTime> {
        self.0.finished_at.map(DateTime)
    }

    /// How far it is.
    async fn progress(&self, ctx: &Context<'_>) -> Result<BillingRunProgressNode, ApiError> {
        Box::pin(async {
            let counts = request(ctx).loaders.billing.load_one(ProgressOfRun(self.0.id)).await?;
            let nothing = RunCounts { run_id: self.0.id, due: 0, billed: 0, failed: 0 };
            Ok(BillingRunProgressNode(counts.unwrap_or(nothing)))
        })
        .await
    }

    /// What could not be billed; the first 20 by customer.
    async fn errors(&self, ctx: &Context<'_>) -> Result<Vec<BillingRunErrorNode>, ApiError> {
        Box::pin(async {
            let errors = request(ctx).loaders.billing.load_one(ErrorsOfRun(self.0.id)).await?;
            Ok(errors.unwrap_or_default().into_iter().map(BillingRunErrorNode).collect())
        })
        .await
    }
}

/// How far a run is.
pub struct BillingRunProgressNode(RunCounts);

/// How far a billing run is, in customers.
#[Object(name = "BillingRunProgress")]
impl BillingRunProgressNode {
    /// With something due when it was planned.
    async fn due(&self) -> i32 {
        i32::try_from(self.0.due).unwrap_or(i32::MAX)
    }

    /// Billed so far.
    async fn billed(&self) -> i32 {
        i32::try_from(self.0.billed).unwrap_or(i32::MAX)
    }

    /// That could not be billed; see `errors`.
    async fn failed(&self) -> i32 {
        i32::try_from(self.0.failed).unwrap_or(i32::MAX)
    }
}

/// A customer that could not be billed.
pub struct BillingRunErrorNode(billing_run_error::Model);

/// A customer that a billing run could not bill; it comes again with the next one.
#[Object(name = "BillingRunError")]
impl BillingRunErrorNode {
    /// What kind of failure it is, e.g. `UNKNOWN_TAX_CODE`.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// What can be done about it, for a person.
    async fn message(&self) -> &str {
        &self.0.message
    }

    /// When.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// The customer; null where the caller may not see it.
    async fn customer(&self, ctx: &Context<'_>) -> Option<Result<CustomerNode, ApiError>> {
        nullable(Box::pin(async {
            let key = CustomerById(self.0.customer_id);
            Ok(request(ctx).loaders.customers.load_one(key).await?.map(CustomerNode::new))
        }))
        .await
    }
}
