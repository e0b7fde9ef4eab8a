//! `requestDataExport`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::data_export::DataExportNode;
use crate::exports::{self, RequestError, RequestRefusal};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::kernel::ids::CustomerId;

crate::user_errors! {
    /// Why nothing was asked for.
    RequestDataExportErrorCode, RequestDataExportUserError ("RequestDataExportUserError"), "Why nothing was asked for." {
        /// There is no such customer, or the caller is not its owner.
        NotFound,
        /// The session must be elevated first, with `stepUp`.
        StepUpRequired,
        /// A file of this customer is being made already.
        AlreadyRequested,
    }
}

/// Whose data to take along.
#[derive(InputObject)]
pub struct RequestDataExportInput {
    /// The customer.
    pub customer_id: ID,
}

/// The outcome of `requestDataExport`.
#[derive(SimpleObject)]
pub struct RequestDataExportPayload {
    /// What was asked for; null when there is an error.
    data_export: Option<DataExportNode>,
    /// Why nothing was asked for; empty on success.
    user_errors: Vec<RequestDataExportUserError>,
}

/// See [`RequestDataExportMutation::request_data_export`].
#[derive(Default)]
pub struct RequestDataExportMutation;

#[Object]
impl RequestDataExportMutation {
    /// Asks for a file with everything that is kept of a customer. It is made within seconds (the event DATA_EXPORT_READY),
    /// kept for three days and found in `viewer.dataExports`. For owners, by an elevated session: FORBIDDEN for everybody
    /// else. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.requestDataExport\")")]
    async fn request_data_export(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose data to take along.")] input: RequestDataExportInput,
    ) -> Result<RequestDataExportPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let customer: CustomerId = read(&input.customer_id, "input.customerId")?;
        match exports::request(&request.scope, caller, customer).await {
            Ok(export) => Ok(RequestDataExportPayload {
                data_export: Some(DataExportNode(export)),
                user_errors: Vec::new(),
            }),
            Err(RequestError::Refused(refusal)) => {
                Ok(RequestDataExportPayload { data_export: None, user_errors: vec![describe(refusal)] })
            }
            Err(RequestError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn describe(refusal: RequestRefusal) -> RequestDataExportUserError {
    use RequestDataExportErrorCode as Code;
    let (code, message, field, retryable) = match refusal {
        RequestRefusal::NotFound => (Code::NotFound, "there is no such customer", Some("customerId"), false),
        RequestRefusal::StepUpRequired => (Code::StepUpRequired, "please confirm that it is you", None, true),
        RequestRefusal::AlreadyRequested => {
            (Code::AlreadyRequested, "the file is being made already", None, true)
        }
    };
    RequestDataExportUserError {
        code,
        message: message.to_owned(),
        field: field.map(str::to_owned),
        retryable,
    }
}
