//! Which media type an answer has (GraphQL over HTTP, "Content Negotiation"; RFC 9110 §12.5.1).
//!
//! Without `Accept`, and wherever only a wildcard matches, the answer is `application/json`: the audit of the npm
//! package `graphql-http` (47DE, 80D8) asks for it, and a client that does not name the newer type may not know
//! that its statuses carry meaning.

use actix_web::http::StatusCode;
use actix_web::http::header::HeaderValue;

use super::backend::Stage;
use super::header_list;

/// The media type of an answer, always in UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MediaType {
    /// `application/graphql-response+json`: statuses carry meaning.
    GraphqlResponse,
    /// `application/json`: a well-formed answer is 200, whatever became of the document.
    Json,
}

impl MediaType {
    /// The value of `Content-Type`.
    pub(super) fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        })
    }

    /// The status of an answer that came as far as `stage` (api.md §1).
    pub(super) fn status(self, stage: Stage) -> StatusCode {
        match (stage, self) {
            (Stage::Transport(code), _) => {
                StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            }
            (Stage::Document, Self::GraphqlResponse) => StatusCode::BAD_REQUEST,
            (Stage::Document, Self::Json) | (Stage::Execution, _) => StatusCode::OK,
        }
    }
}

/// A weight and how specific the range was that gave it.
#[derive(Clone, Copy, Default)]
struct Preference {
    specificity: u8,
    weight: u16,
}

impl Preference {
    /// The most specific range decides (RFC 9110 §12.5.1); of two alike, the heavier.
    fn offer(&mut self, specificity: u8, weight: u16) {
        if (specificity, weight) > (self.specificity, self.weight) {
            *self = Self { specificity, weight };
        }
    }
}

/// The media type for the values of the `Accept` headers; `None` where nothing we speak is acceptable.
pub(super) fn accept<'a>(values: impl Iterator<Item = &'a str>) -> Option<MediaType> {
    let (mut graphql, mut json, mut any) = (Preference::default(), Preference::default(), false);
    for range in values.flat_map(|value| header_list::split(value, b',')) {
        any = true;
        let mut parts = header_list::split(range, b';');
        let name = parts.next().unwrap_or_default();
        let Some(weight) = header_list::weight(parts) else { continue };
        if name.eq_ignore_ascii_case("application/graphql-response+json") {
            graphql.offer(3, weight);
        } else if name.eq_ignore_ascii_case("application/json") {
            json.offer(3, weight);
        } else if name.eq_ignore_ascii_case("application/*") {
            graphql.offer(2, weight);
            json.offer(2, weight);
        } else if name == "*/*" {
            graphql.offer(1, weight);
            json.offer(1, weight);
        }
    }
    if !any {
        return Some(MediaType::Json);
    }
    let named = graphql.specificity == 3 && graphql.weight >= json.weight;
    match (graphql.weight, json.weight) {
        (0, 0) => None,
        (1.., 0) => Some(MediaType::GraphqlResponse),
        (1.., _) if named => Some(MediaType::GraphqlResponse),
        _ => Some(MediaType::Json),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_preferred_type_that_we_speak_is_chosen() {
        use MediaType::{GraphqlResponse, Json};
        let cases = [
            ("application/json", Some(Json)),
            ("application/graphql-response+json", Some(GraphqlResponse)),
            ("APPLICATION/GraphQL-Response+JSON; charset=utf-8", Some(GraphqlResponse)),
            ("*/*", Some(Json)),
            ("application/*", Some(Json)),
            ("", Some(Json)),
            // Apollo Client, urql, axios, a browser's address bar
            ("application/graphql-response+json,application/json;q=0.9", Some(GraphqlResponse)),
            (
                "application/graphql-response+json, application/graphql+json, application/json, \
                 text/event-stream, multipart/mixed",
                Some(GraphqlResponse),
            ),
            ("application/json, text/plain, */*", Some(Json)),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Some(Json)),
            // weights
            ("application/json, application/graphql-response+json;q=0.5", Some(Json)),
            ("application/graphql-response+json;q=0.5, */*;q=0.8", Some(Json)),
            ("application/json;q=0, */*", Some(GraphqlResponse)),
            ("application/graphql-response+json;q=0, */*;q=0.1", Some(Json)),
            ("application/json;q=0.2, application/*;q=0.1", Some(Json)),
            // nothing we speak
            ("text/html", None),
            ("application/json;q=0", None),
            ("*/*;q=0", None),
            ("text/event-stream, multipart/mixed", None),
            ("application/json;q=nonsense", None),
        ];
        for (value, expected) in cases {
            assert_eq!(accept(std::iter::once(value)), expected, "{value}");
        }
        assert_eq!(accept(std::iter::empty()), Some(Json));
        assert_eq!(
            accept(["text/html", "application/json"].into_iter()),
            Some(Json),
            "two headers are one list"
        );
    }

    #[test]
    fn the_stage_decides_the_status() {
        for (stage, under_graphql, under_json) in [
            (Stage::Transport(405), 405, 405),
            (Stage::Transport(503), 503, 503),
            (Stage::Document, 400, 200),
            (Stage::Execution, 200, 200),
        ] {
            assert_eq!(MediaType::GraphqlResponse.status(stage), under_graphql);
            assert_eq!(MediaType::Json.status(stage), under_json);
        }
    }
}
