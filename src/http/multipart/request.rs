//! What the parts of a request with files say together (GraphQL multipart request specification,
//! <https://github.com/jaydenseric/graphql-multipart-request-spec>): which file belongs to which variable. Pure.

use serde_json::{Map, Value};

use super::MultipartFault;
use crate::http::backend::GraphqlParams;

/// Where each file goes: the name of its part, and the path of its variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places(Vec<(String, String)>);

impl Places {
    /// Reads `map`: `{"0": ["variables.input.file"]}`. The specification lets one file have several paths, which nobody
    /// needs; here it has one.
    pub(super) fn read(map: &[u8], max_files: usize) -> Result<Self, MultipartFault> {
        let map: Map<String, Value> = serde_json::from_slice(map).map_err(|_| MultipartFault::Map)?;
        if map.len() > max_files {
            return Err(MultipartFault::TooManyFiles);
        }
        let place = |(part, paths): (String, Value)| match paths.as_array().map(Vec::as_slice) {
            Some([Value::String(path)]) => Ok((part, path.clone())),
            _ => Err(MultipartFault::Map),
        };
        map.into_iter().map(place).collect::<Result<_, _>>().map(Self)
    }

    /// How many files there must be.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// Which file the part is, counted from 0.
    pub(super) fn of(&self, part: &str) -> Option<usize> {
        self.0.iter().position(|(name, _)| name == part)
    }

    /// Puts into each variable which file it is. What stands there must be null.
    pub(super) fn fill(&self, params: &mut GraphqlParams) -> Result<(), MultipartFault> {
        for (file, (_, path)) in self.0.iter().enumerate() {
            let path = path.strip_prefix("variables.").ok_or(MultipartFault::Path)?;
            let place = place(&mut params.variables, path).ok_or(MultipartFault::Path)?;
            *place = Value::String(file.to_string());
        }
        Ok(())
    }
}

/// The null that a path leads to.
fn place<'a>(variables: &'a mut Map<String, Value>, path: &str) -> Option<&'a mut Value> {
    let mut steps = path.split('.');
    let mut value = variables.get_mut(steps.next()?)?;
    for step in steps {
        value = match value {
            Value::Object(object) => object.get_mut(step)?,
            Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    value.is_null().then_some(value)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn filled(map: &Value, variables: &Value) -> Result<Value, MultipartFault> {
        let variables = variables.as_object().cloned().expect("an object");
        let mut params = GraphqlParams { variables, ..GraphqlParams::default() };
        Places::read(map.to_string().as_bytes(), 2)?.fill(&mut params)?;
        Ok(Value::Object(params.variables))
    }

    #[test]
    fn files_come_where_the_map_says() {
        let variables = json!({ "input": { "file": null, "more": [null, 7] }, "name": "n" });
        let map = json!({ "a": ["variables.input.more.0"], "b": ["variables.input.file"] });
        let expected = json!({ "input": { "file": "1", "more": ["0", 7] }, "name": "n" });
        assert_eq!(filled(&map, &variables), Ok(expected));
        assert_eq!(filled(&json!({}), &variables), Ok(variables));
    }

    #[test]
    fn what_is_wrong_with_a_map_is_told() {
        let variables = json!({ "file": null, "input": { "file": "taken" }, "list": [null] });
        for (map, fault) in [
            (json!([]), MultipartFault::Map),
            (json!({ "0": "variables.file" }), MultipartFault::Map),
            (json!({ "0": [] }), MultipartFault::Map),
            (json!({ "0": [7] }), MultipartFault::Map),
            (json!({ "0": ["variables.file", "variables.list.0"] }), MultipartFault::Map),
            (json!({ "0": ["file"] }), MultipartFault::Path),
            (json!({ "0": ["0.variables.file"] }), MultipartFault::Path),
            (json!({ "0": ["variables.other"] }), MultipartFault::Path),
            (json!({ "0": ["variables.input.file"] }), MultipartFault::Path),
            (json!({ "0": ["variables.list.1"] }), MultipartFault::Path),
            (json!({ "0": ["variables.list.-1"] }), MultipartFault::Path),
            (json!({ "0": ["variables.file"], "1": ["variables.file"] }), MultipartFault::Path),
            (
                json!({ "0": ["variables.a"], "1": ["variables.b"], "2": ["variables.c"] }),
                MultipartFault::TooManyFiles,
            ),
        ] {
            assert_eq!(filled(&map, &variables), Err(fault), "{map}");
        }
    }
}
