//! Refusals of the transport: what this layer answers without asking the schema, each with a status and a code.
//!
//! The catalogue of codes is [`ErrorCode`](crate::graphql::error::ErrorCode) (api.md §5). Where it names none for a
//! fault of the client (405, 406, unreadable requests) the code is `BAD_USER_INPUT`; both ways of running out of time
//! are `DEADLINE_EXCEEDED`.

use std::borrow::Cow;

use actix_web::http::StatusCode;
use serde::Serialize;

use super::multipart::MultipartFault;
use super::params::ParamsFault;
use crate::kernel::fault::Fault;

/// Why a request got no further than the transport.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// 400: no usable `Host`.
    MalformedHost,
    /// 404: the host names no tenant.
    UnknownHost,
    /// 404: no such page.
    NotFound,
    /// 405, with the methods that are allowed.
    MethodNotAllowed(&'static str),
    /// 406: the client accepts neither of our media types.
    NotAcceptable,
    /// 400: the parameters cannot be read.
    Params(ParamsFault),
    /// 400: an upgrade to a protocol that is not spoken here.
    Upgrade,
    /// 429: too many live connections from this address, or of this account.
    TooManyConnections,
    /// 429, in a message: too many operations at once on one live connection.
    TooManyOperations,
    /// 415: a content type that a foreign page can send without asking.
    CsrfContentType,
    /// 415: multipart without the header that a foreign page cannot send.
    CsrfMultipart,
    /// 403: sent from a page of another site.
    CsrfOrigin,
    /// 415: JSON in another encoding than UTF-8.
    Charset,
    /// 415: multipart, where no upload is taken.
    Uploads,
    /// 401: files without a session.
    SignedOut,
    /// 400: the parts of a request with files cannot be read.
    Multipart(MultipartFault),
    /// 400: a file that is not taken, and why.
    File(&'static str),
    /// 413: a file that is larger than one may be.
    FileTooLarge,
    /// 415: compressed in a way we do not read.
    ContentEncoding,
    /// 400: the compressed body is broken, or the client broke off.
    BrokenBody,
    /// 413: more bytes than a body may have.
    PayloadTooLarge,
    /// 408: the body did not arrive in time.
    BodyTimeout,
    /// 401: the bearer token names no session.
    Unauthenticated,
    /// 401, in an event: the session of a live connection has ended.
    SessionEnded,
    /// 503: too many operations under way.
    Overloaded,
    /// 503: no answer within the deadline.
    DeadlineExceeded,
    /// 503: the session store does not answer.
    SessionStoreUnavailable,
    /// 503: the database does not answer.
    DatabaseUnavailable,
    /// 500: our bug.
    Internal,
}

impl Refusal {
    /// What a fault becomes for the client. The cause is logged here, once, and goes no further.
    pub(super) fn of_fault(fault: &Fault) -> Self {
        tracing::error!(cause = %fault, "the request failed before execution");
        match fault {
            Fault::DatabaseUnavailable(_) | Fault::Contention(_) => Self::DatabaseUnavailable,
            Fault::DeadlineExceeded(_) => Self::DeadlineExceeded,
            Fault::SessionStoreUnavailable(_) => Self::SessionStoreUnavailable,
            Fault::EventBusUnavailable(_) | Fault::Internal(_) => Self::Internal,
        }
    }

    /// The status, under both media types.
    pub(super) fn status(self) -> StatusCode {
        match self {
            Self::MalformedHost
            | Self::Params(_)
            | Self::Multipart(_)
            | Self::File(_)
            | Self::Upgrade
            | Self::BrokenBody => StatusCode::BAD_REQUEST,
            Self::TooManyConnections | Self::TooManyOperations => StatusCode::TOO_MANY_REQUESTS,
            Self::Unauthenticated | Self::SignedOut | Self::SessionEnded => StatusCode::UNAUTHORIZED,
            Self::CsrfOrigin => StatusCode::FORBIDDEN,
            Self::UnknownHost | Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::BodyTimeout => StatusCode::REQUEST_TIMEOUT,
            Self::PayloadTooLarge | Self::FileTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::CsrfContentType
            | Self::CsrfMultipart
            | Self::Charset
            | Self::Uploads
            | Self::ContentEncoding => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Overloaded
            | Self::DeadlineExceeded
            | Self::SessionStoreUnavailable
            | Self::DatabaseUnavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// `extensions.code`.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::UnknownHost => "UNKNOWN_HOST",
            Self::NotFound => "NOT_FOUND",
            Self::Params(ParamsFault::Batch) => "BATCH_DISABLED",
            Self::MalformedHost
            | Self::MethodNotAllowed(_)
            | Self::NotAcceptable
            | Self::Params(_)
            | Self::Multipart(_)
            | Self::File(_)
            | Self::Upgrade
            | Self::Charset
            | Self::Uploads
            | Self::ContentEncoding
            | Self::BrokenBody => "BAD_USER_INPUT",
            Self::CsrfContentType | Self::CsrfMultipart | Self::CsrfOrigin => "CSRF_PREVENTED",
            Self::PayloadTooLarge | Self::FileTooLarge => "PAYLOAD_TOO_LARGE",
            Self::BodyTimeout | Self::DeadlineExceeded => "DEADLINE_EXCEEDED",
            Self::Unauthenticated | Self::SignedOut | Self::SessionEnded => "UNAUTHENTICATED",
            Self::TooManyConnections | Self::TooManyOperations => "RATE_LIMITED",
            Self::Overloaded => "OVERLOADED",
            Self::SessionStoreUnavailable => "SESSION_STORE_UNAVAILABLE",
            Self::DatabaseUnavailable => "DATABASE_UNAVAILABLE",
            Self::Internal => "INTERNAL",
        }
    }

    /// For the developer of the client. Fixed text: no limit, no name of ours, nothing of what was sent.
    pub(super) fn message(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Params(fault) => return Cow::Owned(fault.to_string()),
            Self::Multipart(fault) => return Cow::Owned(fault.to_string()),
            Self::File(why) => why,
            Self::FileTooLarge => "the file is too large",
            Self::SignedOut => "sign in before you send files",
            Self::MalformedHost => "the `Host` header is missing or malformed",
            Self::UnknownHost => "no tenant is served at this host",
            Self::NotFound => "not found",
            Self::MethodNotAllowed(_) => "this method is not allowed here",
            Self::NotAcceptable => "accept `application/graphql-response+json` or `application/json`",
            Self::Upgrade => {
                "only WebSockets that offer the sub-protocol `graphql-transport-ws` are served here"
            }
            Self::TooManyConnections => "too many live connections",
            Self::TooManyOperations => "too many operations at once on this connection",
            Self::CsrfContentType => "send `content-type: application/json`",
            Self::CsrfMultipart => "send the header `x-portico-client` with multipart requests",
            Self::CsrfOrigin => "this origin is not allowed",
            Self::Charset => "send JSON in UTF-8",
            Self::Uploads => "uploads are not supported here",
            Self::ContentEncoding => "send the body uncompressed or with `content-encoding: gzip`",
            Self::BrokenBody => "the body is broken or incomplete",
            Self::PayloadTooLarge => "the body is too large",
            Self::BodyTimeout => "the body did not arrive in time",
            Self::Unauthenticated => "the bearer token is not valid",
            Self::SessionEnded => "the session has ended",
            Self::Overloaded => "the server is busy, try again",
            Self::DeadlineExceeded => "the request took too long",
            Self::SessionStoreUnavailable => "sessions are not available, try again",
            Self::DatabaseUnavailable => "data is not available, try again",
            Self::Internal => "internal error",
        })
    }

    /// The response object: one error and no `data` entry, because nothing was executed.
    pub(super) fn body(self, request_id: &str) -> String {
        #[derive(Serialize)]
        struct Response<'a> {
            errors: [Error<'a>; 1],
        }
        #[derive(Serialize)]
        struct Error<'a> {
            message: &'a str,
            extensions: Extensions<'a>,
        }
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Extensions<'a> {
            code: &'a str,
            request_id: &'a str,
        }
        let extensions = Extensions { code: self.code(), request_id };
        let response = Response { errors: [Error { message: &self.message(), extensions }] };
        serde_json::to_string(&response).expect("strings always serialise")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::iter::successors;

    use super::*;
    use crate::graphql::error::ErrorCode;

    /// Every refusal, one after the other; a new one does not compile until it has its place.
    fn after(refusal: Refusal) -> Option<Refusal> {
        Some(match refusal {
            Refusal::MalformedHost => Refusal::UnknownHost,
            Refusal::UnknownHost => Refusal::NotFound,
            Refusal::NotFound => Refusal::MethodNotAllowed("POST"),
            Refusal::MethodNotAllowed(_) => Refusal::NotAcceptable,
            Refusal::NotAcceptable => Refusal::Params(ParamsFault::NotUtf8),
            Refusal::Params(ParamsFault::Batch) => Refusal::Upgrade,
            // All the others have one code.
            Refusal::Params(_) => Refusal::Params(ParamsFault::Batch),
            Refusal::Upgrade => Refusal::TooManyConnections,
            Refusal::TooManyConnections => Refusal::TooManyOperations,
            Refusal::TooManyOperations => Refusal::CsrfContentType,
            Refusal::CsrfContentType => Refusal::CsrfMultipart,
            Refusal::CsrfMultipart => Refusal::CsrfOrigin,
            Refusal::CsrfOrigin => Refusal::Charset,
            Refusal::Charset => Refusal::Uploads,
            Refusal::Uploads => Refusal::SignedOut,
            Refusal::SignedOut => Refusal::Multipart(MultipartFault::Malformed),
            Refusal::Multipart(_) => Refusal::File("the file is empty"),
            Refusal::File(_) => Refusal::FileTooLarge,
            Refusal::FileTooLarge => Refusal::ContentEncoding,
            Refusal::ContentEncoding => Refusal::BrokenBody,
            Refusal::BrokenBody => Refusal::PayloadTooLarge,
            Refusal::PayloadTooLarge => Refusal::BodyTimeout,
            Refusal::BodyTimeout => Refusal::Unauthenticated,
            Refusal::Unauthenticated => Refusal::SessionEnded,
            Refusal::SessionEnded => Refusal::Overloaded,
            Refusal::Overloaded => Refusal::DeadlineExceeded,
            Refusal::DeadlineExceeded => Refusal::SessionStoreUnavailable,
            Refusal::SessionStoreUnavailable => Refusal::DatabaseUnavailable,
            Refusal::DatabaseUnavailable => Refusal::Internal,
            Refusal::Internal => return None,
        })
    }

    #[test]
    fn every_code_is_in_the_catalogue_with_just_its_statuses() {
        let mut answered: HashMap<&str, Vec<u16>> = HashMap::new();
        for refusal in successors(Some(Refusal::MalformedHost), |refusal| after(*refusal)) {
            answered.entry(refusal.code()).or_default().push(refusal.status().as_u16());
        }
        let mut promised: Vec<ErrorCode> =
            ErrorCode::ALL.iter().copied().filter(|code| !code.http_statuses().is_empty()).collect();
        for (code, mut statuses) in answered {
            statuses.sort_unstable();
            statuses.dedup();
            let listed = ErrorCode::from_wire(code).expect(code);
            assert_eq!(listed.http_statuses(), statuses, "{code}");
            promised.retain(|code| *code != listed);
        }
        // And no status is promised that no refusal has; these two an operation answers with.
        promised.retain(|code| ![ErrorCode::TokenReused, ErrorCode::TokenSuperseded].contains(code));
        assert_eq!(promised, []);
    }

    #[test]
    fn the_body_is_a_request_error() {
        assert_eq!(
            Refusal::Params(ParamsFault::NotText("query")).body("r-1"),
            r#"{"errors":[{"message":"`query` must be a string","extensions":{"code":"BAD_USER_INPUT","requestId":"r-1"}}]}"#
        );
    }

    #[test]
    fn faults_are_masked_and_keep_their_kind() {
        for (fault, status, code) in [
            (Fault::DatabaseUnavailable("db.internal:5432".to_owned()), 503, "DATABASE_UNAVAILABLE"),
            (Fault::Contention("40001".to_owned()), 503, "DATABASE_UNAVAILABLE"),
            (Fault::SessionStoreUnavailable("redis:6379".to_owned()), 503, "SESSION_STORE_UNAVAILABLE"),
            (Fault::DeadlineExceeded("select 1".to_owned()), 503, "DEADLINE_EXCEEDED"),
            (Fault::internal("canary"), 500, "INTERNAL"),
        ] {
            let refusal = Refusal::of_fault(&fault);
            assert_eq!((refusal.status().as_u16(), refusal.code()), (status, code));
            let body = refusal.body("r-1");
            for secret in ["db.internal", "40001", "redis", "select", "canary"] {
                assert!(!body.contains(secret), "{body}");
            }
        }
    }
}
