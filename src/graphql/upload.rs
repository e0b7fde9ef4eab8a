//! Files in a request: the scalar `Upload`, and the files that it counts.

use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

use super::error::ApiError;
use crate::kernel::problem::Invalid;
use crate::ports::blob_store::SentFile;

/// A file that comes with the request, sent as `multipart/form-data` by the GraphQL multipart request specification. The
/// variable is null in `operations`; `map` says which part of the request it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upload(usize);

/// A file that comes with the request, sent as `multipart/form-data` by the GraphQL multipart request specification. The
/// variable is null in `operations`; `map` says which part of the request it is.
#[Scalar(specified_by_url = "https://github.com/jaydenseric/graphql-multipart-request-spec")]
impl ScalarType for Upload {
    // The HTTP layer puts the number of the file where null stood. A number that somebody writes there counts the files of the
    // same request, and nothing else.
    fn parse(value: Value) -> InputValueResult<Self> {
        let file = match &value {
            Value::String(text) if text.len() <= 2 => text.parse().ok(),
            _ => None,
        };
        file.map(Self).ok_or_else(|| InputValueError::custom("expected a file, sent as multipart/form-data"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// The files that came with one request. Those that nobody takes go with it.
#[derive(Debug, Clone, Default)]
pub struct Uploads(Arc<Mutex<Vec<Option<SentFile>>>>);

impl Uploads {
    /// The files in their order.
    pub fn new(files: Vec<SentFile>) -> Self {
        Self(Arc::new(Mutex::new(files.into_iter().map(Some).collect())))
    }

    /// Takes a file, once; `field` names the argument where it is missing.
    pub fn take(&self, upload: Upload, field: &'static str) -> Result<SentFile, ApiError> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let file = files.get_mut(upload.0).and_then(Option::take);
        file.ok_or_else(|| {
            Invalid::new(field, "must be a file of this request, and each is taken once").into()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_no_file_without_one() {
        let upload = Upload::parse(Value::from("0")).expect("a number");
        assert!(Uploads::default().take(upload, "input.file").is_err());
        for value in [Value::from(0), Value::from("-1"), Value::from("a"), Value::from("100"), Value::Null] {
            assert!(Upload::parse(value).is_err());
        }
    }
}
