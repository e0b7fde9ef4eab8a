//! Ids as arguments and in answers.

use async_graphql::ID;

use super::error::ApiError;
use crate::kernel::ids::TypedId;

/// Reads an id argument; `field` names it in the error.
pub fn read<I: TypedId>(id: &ID, field: &'static str) -> Result<I, ApiError> {
    I::parse(id.as_str()).map_err(|error| ApiError::bad_id(field, &error))
}

/// An id for an answer.
pub fn write<I: TypedId>(id: I) -> ID {
    ID(id.external())
}
