//! `eraseAuditValues`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use crate::audit::{self, EraseError};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::kernel::ids::AuditEntryId;

crate::user_errors! {
    /// Why nothing was erased.
    EraseAuditValuesErrorCode, EraseAuditValuesUserError ("EraseAuditValuesUserError"), "Why nothing was erased." {
        /// There is no such entry.
        NotFound,
        /// The reason is empty or longer than 500 characters.
        InvalidReason,
        /// The values were erased before, or the entry itself tells of an erasure.
        NothingToErase,
    }
}

/// Which entry's values to erase, and why.
#[derive(InputObject)]
pub struct EraseAuditValuesInput {
    /// The entry.
    pub entry_id: ID,
    /// Why; 1 to 500 characters. Put nothing into it that would have to be erased again.
    pub reason: String,
}

/// The outcome of `eraseAuditValues`.
#[derive(SimpleObject)]
pub struct EraseAuditValuesPayload {
    /// The entry whose values are gone; null when there is an error.
    erased_entry_id: Option<ID>,
    /// Why nothing was erased; empty on success.
    user_errors: Vec<EraseAuditValuesUserError>,
}

/// See [`EraseAuditValuesMutation::erase_audit_values`].
#[derive(Default)]
pub struct EraseAuditValuesMutation;

#[Object]
impl EraseAuditValuesMutation {
    /// Takes reason, before and after of an entry of the audit log away for good, for a person's right to be forgotten.
    /// Who did what, when, and to what stays, and the chain stays whole. For tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.eraseAuditValues\")")]
    async fn erase_audit_values(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which entry's values to erase, and why.")] input: EraseAuditValuesInput,
    ) -> Result<EraseAuditValuesPayload, ApiError> {
        let id: AuditEntryId = read(&input.entry_id, "input.entryId")?;
        let (code, message, field) = match audit::erase(&request(ctx).scope, id, &input.reason).await {
            Ok(()) => {
                let erased_entry_id = Some(write(id));
                return Ok(EraseAuditValuesPayload { erased_entry_id, user_errors: Vec::new() });
            }
            Err(EraseError::Forbidden) => return Err(ApiError::Forbidden),
            Err(EraseError::Fault(fault)) => return Err(fault.into()),
            Err(EraseError::NotFound) => {
                (EraseAuditValuesErrorCode::NotFound, "there is no such entry", "entryId")
            }
            Err(EraseError::Reason) => {
                (EraseAuditValuesErrorCode::InvalidReason, "give a reason of 1 to 500 characters", "reason")
            }
            Err(EraseError::NothingToErase) => {
                (EraseAuditValuesErrorCode::NothingToErase, "the entry has no values to erase", "entryId")
            }
        };
        let error = EraseAuditValuesUserError {
            code,
            message: message.to_owned(),
            field: Some(field.to_owned()),
            retryable: false,
        };
        Ok(EraseAuditValuesPayload { erased_entry_id: None, user_errors: vec![error] })
    }
}
