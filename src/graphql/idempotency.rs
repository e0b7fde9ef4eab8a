//! The idempotency key of a mutation: its argument, or the header `Idempotency-Key` of the request.

use super::context::RequestContext;
use super::error::ApiError;
use crate::idempotency::{MAX_KEY, is_key};
use crate::kernel::problem::Invalid;

const FIELD: &str = "input.idempotencyKey";

/// The key of a call that was `given` one or not. The header counts for every mutation of its request; a mutation that
/// says something else is refused.
pub fn key(request: &RequestContext, given: Option<&str>) -> Result<String, ApiError> {
    let refuse = |message: String| Err(Invalid::new(FIELD, message).into());
    match (given, request.idempotency_key.as_deref()) {
        (Some(given), Some(header)) if given != header => {
            refuse("is another one than the header Idempotency-Key".to_owned())
        }
        (Some(key), _) | (None, Some(key)) if is_key(key) => Ok(key.to_owned()),
        (None, None) => refuse("is needed, here or in the header Idempotency-Key".to_owned()),
        _ => refuse(format!("must be 1 to {MAX_KEY} printable characters of ASCII")),
    }
}
