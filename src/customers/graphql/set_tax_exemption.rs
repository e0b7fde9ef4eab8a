//! `setTaxExemption`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::customer::CustomerNode;
use crate::customers::{self, ExemptionError, ExemptionRefusal, TaxExemption};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::scalars::Date;

crate::user_errors! {
    /// Why an exemption was not changed.
    SetTaxExemptionErrorCode, SetTaxExemptionUserError ("SetTaxExemptionUserError"), "Why an exemption was not changed." {
        /// There is no such customer.
        NotFound,
        /// The reason is empty or longer than 200 characters.
        InvalidReason,
        /// The certificate is empty or longer than 200 characters.
        InvalidCertificate,
        /// The last day has passed.
        InvalidValidTo,
        /// The customer is not the version that was seen.
        Conflict,
    }
}

/// Why no tax is charged.
#[derive(InputObject)]
pub struct TaxExemptionInput {
    /// The reason; 1 to 200 characters.
    pub reason: String,
    /// The paper that says so, e.g. its number; 1 to 200 characters.
    pub certificate: Option<String>,
    /// The last day on which it holds: today or later; no end if absent.
    pub valid_to: Option<Date>,
}

/// Which customer is charged tax, or not.
#[derive(InputObject)]
pub struct SetTaxExemptionInput {
    /// The customer.
    pub customer_id: ID,
    /// Why no tax is charged; null, and tax is charged again.
    pub exemption: Option<TaxExemptionInput>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// The outcome of `setTaxExemption`.
#[derive(SimpleObject)]
pub struct SetTaxExemptionPayload {
    /// The customer; null when there is an error.
    customer: Option<CustomerNode>,
    /// Why nothing has changed; empty on success.
    user_errors: Vec<SetTaxExemptionUserError>,
}

/// See [`SetTaxExemptionMutation::set_tax_exemption`].
#[derive(Default)]
pub struct SetTaxExemptionMutation;

#[Object]
impl SetTaxExemptionMutation {
    /// Frees a customer from tax, or charges it again; documents that are issued already stay as they are. For billing and
    /// tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.setTaxExemption\")")]
    async fn set_tax_exemption(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which customer is charged tax, or not.")] input: SetTaxExemptionInput,
    ) -> Result<SetTaxExemptionPayload, ApiError> {
        let id = read(&input.customer_id, "input.customerId")?;
        let exemption = input.exemption.map(|input| TaxExemption {
            reason: input.reason,
            certificate: input.certificate,
            valid_to: input.valid_to.map(|day| day.0),
        });
        let scope = &request(ctx).scope;
        match customers::set_tax_exemption(scope, id, exemption, input.expected_version).await {
            Ok(seen) => Ok(SetTaxExemptionPayload {
                customer: Some(CustomerNode::new(seen)),
                user_errors: Vec::new(),
            }),
            Err(ExemptionError::Refused(refusal)) => {
                Ok(SetTaxExemptionPayload { customer: None, user_errors: vec![describe(refusal)] })
            }
            Err(ExemptionError::Forbidden) => Err(ApiError::Forbidden),
            Err(ExemptionError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn describe(refusal: ExemptionRefusal) -> SetTaxExemptionUserError {
    use SetTaxExemptionErrorCode as Code;
    let (code, message, field) = match refusal {
        ExemptionRefusal::NotFound => (Code::NotFound, "there is no such customer", "customerId"),
        ExemptionRefusal::Reason => {
            (Code::InvalidReason, "give a reason of 1 to 200 characters", "exemption.reason")
        }
        ExemptionRefusal::Certificate => {
            (Code::InvalidCertificate, "must be 1 to 200 characters", "exemption.certificate")
        }
        ExemptionRefusal::ValidTo => (Code::InvalidValidTo, "must not be in the past", "exemption.validTo"),
        ExemptionRefusal::Conflict => {
            (Code::Conflict, "the customer has changed; look again", "expectedVersion")
        }
    };
    SetTaxExemptionUserError {
        code,
        message: message.to_owned(),
        field: Some(field.to_owned()),
        retryable: refusal == ExemptionRefusal::Conflict,
    }
}
