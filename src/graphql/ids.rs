//! Ids as arguments and in answers.

use async_graphql::{ID, MaybeUndefined};

use super::error::ApiError;
use crate::kernel::ids::TypedId;
use crate::kernel::problem::Invalid;

/// Reads an id argument; `field` names it in the error.
pub fn read<I: TypedId>(id: &ID, field: &'static str) -> Result<I, ApiError> {
    I::parse(id.as_str()).map_err(|error| ApiError::bad_id(field, &error))
}

/// Ids that a list may be narrowed by at most.
const MAX_IDS: usize = 100;

/// Reads a list of ids that narrows another one; at most 100.
pub fn read_each<I: TypedId>(ids: &[ID], field: &'static str) -> Result<Vec<I>, ApiError> {
    if ids.len() > MAX_IDS {
        return Err(Invalid::new(field, format!("must be at most {MAX_IDS} ids")).into());
    }
    ids.iter().map(|id| read(id, field)).collect()
}

/// What an input says of an id that it may leave out: none where it does, and nothing where it is null.
pub fn read_change<I: TypedId>(
    id: &MaybeUndefined<ID>,
    field: &'static str,
) -> Result<Option<Option<I>>, ApiError> {
    Ok(match id {
        MaybeUndefined::Undefined => None,
        MaybeUndefined::Null => Some(None),
        MaybeUndefined::Value(id) => Some(Some(read(id, field)?)),
    })
}

/// An id for an answer.
pub fn write<I: TypedId>(id: I) -> ID {
    ID(id.external())
}
