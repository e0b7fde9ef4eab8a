//! `changeBillingTerms`, and the terms.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::customer::CustomerNode;
use crate::catalog::proration::Span;
use crate::customers::entity::customer::{self, BillingMode};
use crate::customers::{self, TermsChange, TermsError};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::scalars::Date;

/// The terms on which a customer is billed.
pub struct BillingTermsNode(pub customer::Model);

/// The terms on which a customer is billed. A change of them counts from the next period that is not billed yet.
#[Object(name = "BillingTerms")]
impl BillingTermsNode {
    /// Whether the customer pays before or after the service.
    async fn mode(&self) -> BillingMode {
        self.0.billing_mode
    }

    /// Day of the month on which periods begin, 1 to 28.
    async fn billing_day(&self) -> i32 {
        i32::from(self.0.billing_day)
    }

    /// Days from the day of issue to the due day.
    async fn due_days(&self) -> i32 {
        i32::from(self.0.due_days)
    }

    /// Days from the due day to the first late fee.
    async fn grace_days(&self) -> i32 {
        i32::from(self.0.grace_days)
    }

    /// First day of the next period.
    async fn next_period_start(&self, ctx: &Context<'_>) -> Date {
        Date(Span::period_of(request(ctx).scope.today(), self.0.billing_day).end)
    }
}

crate::user_errors! {
    /// Why the terms are as they were.
    ChangeBillingTermsErrorCode, ChangeBillingTermsUserError ("ChangeBillingTermsUserError"), "Why the terms are as they were." {
        /// There is no such customer.
        NotFound,
        /// A number is out of its bounds; `field` says which.
        InvalidInput,
        /// The customer is not the version that was seen, or has changed meanwhile: look again.
        Conflict,
    }
}

/// Whose terms to change, and to what. Absent fields stay as they are.
#[derive(InputObject)]
pub struct ChangeBillingTermsInput {
    /// The customer.
    pub customer_id: ID,
    /// Whether the customer pays before or after the service.
    pub mode: Option<BillingMode>,
    /// Day of the month on which periods begin, 1 to 28.
    pub billing_day: Option<i32>,
    /// Days from the day of issue to the due day, 0 to 90.
    pub due_days: Option<i32>,
    /// Days from the due day to the first late fee, 0 to 90.
    pub grace_days: Option<i32>,
    /// The version of the customer that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// The outcome of `changeBillingTerms`.
#[derive(SimpleObject)]
pub struct ChangeBillingTermsPayload {
    /// The customer with its terms; null when there is an error.
    customer: Option<CustomerNode>,
    /// Why nothing has changed; empty on success.
    user_errors: Vec<ChangeBillingTermsUserError>,
}

/// See [`BillingTermsMutation::change_billing_terms`].
#[derive(Default)]
pub struct BillingTermsMutation;

#[Object]
impl BillingTermsMutation {
    /// Changes the terms on which a customer is billed, from the next period that is not billed yet: a new billing day
    /// makes one short period that is billed for its days, and changes nothing that was billed. For billing and tenant
    /// administrators: FORBIDDEN. Audited; the customer sees it in its activity.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.changeBillingTerms\")")]
    async fn change_billing_terms(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose terms to change, and to what.")] input: ChangeBillingTermsInput,
    ) -> Result<ChangeBillingTermsPayload, ApiError> {
        use ChangeBillingTermsErrorCode as Code;
        let ChangeBillingTermsInput {
            customer_id,
            mode,
            billing_day,
            due_days,
            grace_days,
            expected_version,
        } = input;
        let id = read(&customer_id, "input.customerId")?;
        let change = TermsChange { mode, billing_day, due_days, grace_days };
        let scope = &request(ctx).scope;
        let (code, message, field) =
            match customers::change_billing_terms(scope, id, change, expected_version).await {
                Ok(seen) => {
                    let customer = Some(CustomerNode::new(seen));
                    return Ok(ChangeBillingTermsPayload { customer, user_errors: Vec::new() });
                }
                Err(TermsError::Forbidden) => return Err(ApiError::Forbidden),
                Err(TermsError::Fault(fault)) => return Err(fault.into()),
                Err(TermsError::NotFound) => {
                    (Code::NotFound, "there is no such customer".to_owned(), "customerId")
                }
                Err(TermsError::Conflict) => {
                    (Code::Conflict, "the customer has changed; look again".to_owned(), "expectedVersion")
                }
                Err(TermsError::Invalid(invalid)) => (Code::InvalidInput, invalid.message, invalid.field),
            };
        let retryable = code == Code::Conflict;
        let error = ChangeBillingTermsUserError { code, message, field: Some(field.to_owned()), retryable };
        Ok(ChangeBillingTermsPayload { customer: None, user_errors: vec![error] })
    }
}
