//! The parameters of a GraphQL request, from a JSON body or a query string, each fault naming the field.
//!
//! A fault's message is fixed text: what the client sent is never repeated, so that an answer stays small and a
//! misplaced password stays out of it.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::backend::GraphqlParams;
use super::form;

/// Why a request has no usable parameters. Each is a 400.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum ParamsFault {
    /// The body, or a part of the query string, is in another encoding.
    #[error("the request is not valid UTF-8, or an escape in its URL is broken")]
    NotUtf8,
    /// The body does not parse.
    #[error("the body is not valid JSON (line {line}, column {column})")]
    NotJson {
        /// Where, from 1.
        line: usize,
        /// Where, from 1.
        column: usize,
    },
    /// The body is a scalar.
    #[error("the body must be a JSON object")]
    NotAnObject,
    /// The body is an array.
    #[error("batches are not accepted: send one operation a request")]
    Batch,
    /// One parameter or key twice: two readers could disagree on which counts.
    #[error("`{0}` occurs twice or holds a key twice")]
    Twice(&'static str),
    /// A parameter of another type.
    #[error("`{0}` must be a string")]
    NotText(&'static str),
    /// A parameter of another type.
    #[error("`{0}` must be an object")]
    NotObject(&'static str),
    /// A name that no operation can have: the document's own names are held to the same length.
    #[error("`{0}` is too long for a name")]
    TooLong(&'static str),
    /// Neither a document nor the id of one.
    #[error("`query` is missing")]
    MissingQuery,
}

const QUERY: &str = "query";
const OPERATION_NAME: &str = "operationName";
const VARIABLES: &str = "variables";
const EXTENSIONS: &str = "extensions";
const DOCUMENT_ID: &str = "documentId";
/// Longest `operationName` in bytes: the length of names in documents (`document_guard::ScanLimits::name`).
const MAX_NAME: usize = 128;
const FIELDS: [&str; 5] = [QUERY, OPERATION_NAME, VARIABLES, EXTENSIONS, DOCUMENT_ID];

/// Reads a JSON body. Parameters that we do not know are ignored, as the specification demands.
pub(super) fn from_json(body: &[u8]) -> Result<GraphqlParams, ParamsFault> {
    let text = std::str::from_utf8(body).map_err(|_| ParamsFault::NotUtf8)?;
    let body = serde_json::from_str(text)
        .map_err(|error| ParamsFault::NotJson { line: error.line(), column: error.column() })?;
    match body {
        Body::Object(fields) => complete(fields),
        Body::Array => Err(ParamsFault::Batch),
        Body::Scalar => Err(ParamsFault::NotAnObject),
    }
}

/// Reads a query string. An empty `operationName`, `variables` or `extensions` counts as absent.
pub(super) fn from_query(query: &str) -> Result<GraphqlParams, ParamsFault> {
    let mut fields = Fields::default();
    for pair in form::pairs(query) {
        let (name, value) = pair.ok_or(ParamsFault::NotUtf8)?;
        let Some(index) = FIELDS.iter().position(|field| *field == name) else { continue };
        let field = FIELDS[index];
        let parsed = match field {
            OPERATION_NAME | VARIABLES | EXTENSIONS if value.is_empty() => Loose::Null,
            VARIABLES | EXTENSIONS => {
                serde_json::from_str(&value).map_err(|_| ParamsFault::NotObject(field))?
            }
            _ => Loose::Text(value.into_owned()),
        };
        fields.put(index, parsed);
    }
    complete(fields)
}

fn complete(fields: Fields) -> Result<GraphqlParams, ParamsFault> {
    if let Some(field) = fields.twice {
        return Err(ParamsFault::Twice(field));
    }
    let [query, operation_name, variables, extensions, document_id] = fields.values;
    let params = GraphqlParams {
        query: text(QUERY, query)?,
        operation_name: text(OPERATION_NAME, operation_name)?,
        variables: object(VARIABLES, variables)?,
        extensions: object(EXTENSIONS, extensions)?,
        document_id: text(DOCUMENT_ID, document_id)?,
    };
    if params.operation_name.as_ref().is_some_and(|name| name.len() > MAX_NAME) {
        return Err(ParamsFault::TooLong(OPERATION_NAME));
    }
    let named = params.document_id.is_some() || params.extensions.contains_key("persistedQuery");
    if params.query.is_none() && !named { Err(ParamsFault::MissingQuery) } else { Ok(params) }
}

fn text(field: &'static str, value: Loose) -> Result<Option<String>, ParamsFault> {
    match value {
        Loose::Null => Ok(None),
        Loose::Text(text) => Ok(Some(text)),
        Loose::Object(_) | Loose::Repeating | Loose::Other => Err(ParamsFault::NotText(field)),
    }
}

fn object(field: &'static str, value: Loose) -> Result<Map<String, Value>, ParamsFault> {
    match value {
        Loose::Null => Ok(Map::new()),
        Loose::Object(map) => Ok(map),
        Loose::Repeating => Err(ParamsFault::Twice(field)),
        Loose::Text(_) | Loose::Other => Err(ParamsFault::NotObject(field)),
    }
}

/// The body as far as its shape matters.
enum Body {
    Object(Fields),
    Array,
    Scalar,
}

/// The parameters in the order of `FIELDS`, not yet checked for their types.
#[derive(Default)]
struct Fields {
    values: [Loose; 5],
    seen: [bool; 5],
    twice: Option<&'static str>,
}

impl Fields {
    fn put(&mut self, index: usize, value: Loose) {
        if std::mem::replace(&mut self.seen[index], true) {
            self.twice = Some(FIELDS[index]);
        }
        self.values[index] = value;
    }
}

/// A value whose type is judged later, with the name of its field at hand.
#[derive(Default)]
enum Loose {
    #[default]
    Null,
    Text(String),
    Object(Map<String, Value>),
    /// An object with a key twice.
    Repeating,
    Other,
}

/// Shape only: every scalar that is not a string is alike.
macro_rules! scalars_are {
    ($value:expr) => {
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok($value)
        }
        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok($value)
        }
    };
}

struct BodyVisitor;

impl<'de> Visitor<'de> for BodyVisitor {
    type Value = Body;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    scalars_are!(Body::Scalar);

    fn visit_unit<E>(self) -> Result<Body, E> {
        Ok(Body::Scalar)
    }

    fn visit_str<E>(self, _: &str) -> Result<Body, E> {
        Ok(Body::Scalar)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Body, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Body::Array)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Body, A::Error> {
        let mut fields = Fields::default();
        while let Some(Key(index)) = entries.next_key()? {
            match index {
                Some(index) => fields.put(index, entries.next_value()?),
                None => drop(entries.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Body::Object(fields))
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BodyVisitor)
    }
}

/// The place of a key in `FIELDS`, if it is one of ours; the key itself is not kept.
struct Key(Option<usize>);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl Visitor<'_> for KeyVisitor {
            type Value = Key;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }
            fn visit_str<E>(self, name: &str) -> Result<Key, E> {
                Ok(Key(FIELDS.iter().position(|field| *field == name)))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct LooseVisitor;

impl<'de> Visitor<'de> for LooseVisitor {
    type Value = Loose;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    scalars_are!(Loose::Other);

    fn visit_unit<E>(self) -> Result<Loose, E> {
        Ok(Loose::Null)
    }

    fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
        Ok(Loose::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Loose, E> {
        Ok(Loose::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Loose, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Loose::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Loose, A::Error> {
        let (mut map, mut repeating) = (Map::new(), false);
        while let Some((key, value)) = entries.next_entry::<String, Value>()? {
            repeating |= map.insert(key, value).is_some();
        }
        Ok(if repeating { Loose::Repeating } else { Loose::Object(map) })
    }
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LooseVisitor).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_request_is_read_from_either_place() {
        let expected = GraphqlParams {
            query: Some("query Q($n: Int) { a }".to_owned()),
            operation_name: Some("Q".to_owned()),
            variables: serde_json::json!({"n": 1}).as_object().cloned().expect("valid"),
            extensions: serde_json::json!({"e": [true]}).as_object().cloned().expect("valid"),
            document_id: Some("sha256:00".to_owned()),
        };
        let body = r#"{"query":"query Q($n: Int) { a }","operationName":"Q","variables":{"n":1},
            "extensions":{"e":[true]},"documentId":"sha256:00","unknown":[{"a":1}]}"#;
        assert_eq!(from_json(body.as_bytes()), Ok(expected.clone()));
        let query = "query=query+Q(%24n:+Int)+%7B+a+%7D&operationName=Q&variables=%7B%22n%22:1%7D\
            &extensions=%7B%22e%22:%5Btrue%5D%7D&documentId=sha256:00&unknown=1";
        assert_eq!(from_query(query), Ok(expected));
    }

    #[test]
    fn null_is_absent_and_a_named_document_needs_no_query() {
        let body = br#"{"query":"{a}","operationName":null,"variables":null,"extensions":null}"#;
        let expected = GraphqlParams { query: Some("{a}".to_owned()), ..GraphqlParams::default() };
        assert_eq!(from_json(body), Ok(expected.clone()));
        assert_eq!(from_query("query={a}&operationName=&variables=&extensions="), Ok(expected));
        assert!(from_json(br#"{"documentId":"sha256:00"}"#).is_ok());
        assert!(from_json(br#"{"extensions":{"persistedQuery":{"version":1}}}"#).is_ok());
    }

    #[test]
    fn every_fault_of_a_body_names_the_field() {
        use ParamsFault::{Batch, MissingQuery, NotAnObject, NotObject, NotText, NotUtf8, Twice};
        let cases: &[(&[u8], ParamsFault)] = &[
            (b"[]", Batch),
            (br#"[{"query":"{a}"}]"#, Batch),
            (b"1", NotAnObject),
            (b"-1", NotAnObject),
            (b"1.5", NotAnObject),
            (b"true", NotAnObject),
            (b"null", NotAnObject),
            (br#""{a}""#, NotAnObject),
            (b"{}", MissingQuery),
            (br#"{"qeury":"{a}"}"#, MissingQuery),
            (br#"{"query":null}"#, MissingQuery),
            (br#"{"query":{"obj":"ect"}}"#, NotText("query")),
            (br#"{"query":0}"#, NotText("query")),
            (br#"{"query":false}"#, NotText("query")),
            (br#"{"query":["array"]}"#, NotText("query")),
            (br#"{"query":"{a}","operationName":{"a":1}}"#, NotText("operationName")),
            (br#"{"query":"{a}","documentId":7}"#, NotText("documentId")),
            (br#"{"query":"{a}","variables":"{}"}"#, NotObject("variables")),
            (br#"{"query":"{a}","variables":[1]}"#, NotObject("variables")),
            (br#"{"query":"{a}","extensions":false}"#, NotObject("extensions")),
            (br#"{"query":"{a}","query":"{b}"}"#, Twice("query")),
            (br#"{"query":"{a}","query":null}"#, Twice("query")),
            (br#"{"query":"{a}","variables":{"n":1,"n":2}}"#, Twice("variables")),
            (b"{\"query\":\"{ a(b: \\\"\xff\\\") }\"}", NotUtf8),
        ];
        for (body, fault) in cases {
            assert_eq!(from_json(body), Err(*fault), "{}", String::from_utf8_lossy(body));
        }
    }

    #[test]
    fn a_name_is_as_long_as_a_name_may_be() {
        for (length, fits) in [(128, true), (129, false), (200_000, false)] {
            let name = "n".repeat(length);
            let body = format!(r#"{{"query":"{{a}}","operationName":"{name}"}}"#);
            for read in [from_json(body.as_bytes()), from_query(&format!("query={{a}}&operationName={name}"))]
            {
                let expected =
                    if fits { Ok(Some(name.clone())) } else { Err(ParamsFault::TooLong("operationName")) };
                assert_eq!(read.map(|params| params.operation_name), expected, "{length}");
            }
        }
        assert!(ParamsFault::TooLong("operationName").to_string().len() < 60);
    }

    #[test]
    fn what_does_not_parse_is_located_and_not_repeated() {
        let deep =
            format!(r#"{{"query":"{{a}}","variables":{{"a":{}1{}}}}}"#, "[".repeat(9_000), "]".repeat(9_000));
        let cases: [&[u8]; 6] = [
            b"",
            br#"{ "not a JSON"#,
            br#"{"query":"{a}"} x"#,
            b"\xef\xbb\xbf{}",
            br#"{"query":"\ud800"}"#,
            deep.as_bytes(),
        ];
        for body in cases {
            let fault = from_json(body).expect_err("refused");
            assert!(matches!(fault, ParamsFault::NotJson { .. }), "{fault:?}");
            assert!(fault.to_string().len() < 80);
        }
        let secret = format!(r#"{{"query":"{{a}}","variables":"{}"}}"#, "hunter2".repeat(1000));
        assert_eq!(
            from_json(secret.as_bytes()).expect_err("refused").to_string(),
            "`variables` must be an object"
        );
    }

    #[test]
    fn every_fault_of_a_query_string_names_the_field() {
        use ParamsFault::{MissingQuery, NotObject, NotUtf8, Twice};
        for (query, fault) in [
            ("", MissingQuery),
            ("q={a}", MissingQuery),
            ("query={a}&query={b}", Twice("query")),
            ("query={a}&variables=[1]", NotObject("variables")),
            ("query={a}&variables={", NotObject("variables")),
            ("query={a}&extensions=1", NotObject("extensions")),
            ("query={a}&variables=%7B%22n%22:1,%22n%22:2%7D", Twice("variables")),
            ("query=%FF", NotUtf8),
            ("query=%F", NotUtf8),
        ] {
            assert_eq!(from_query(query), Err(fault), "{query}");
        }
    }
}
