//! From a document to an answer: guard, parse, validate, execute, and the response object as text.

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_graphql::parser::types::OperationType;
use async_graphql::{Request, Response, ServerError, Value, Variables};
use serde::Serialize;

use super::context::RequestContext;
use super::document_guard::{
    Class, CostModel, CostModelError, Inspection, Limits, ReadError, Refusal, ScanLimits, inspect, read,
};
use super::error::ErrorCode;
use super::schema::{self, FIELD_COSTS, PorticoSchema};

/// What the engine allows.
#[derive(Debug, Clone, Default)]
pub struct EngineSettings {
    /// Limits of the text of a document.
    pub scan: ScanLimits,
    /// Limits of what a document asks for.
    pub limits: Limits,
    /// Whether anybody may read the schema, and validation errors suggest names.
    pub introspection: bool,
    /// Whether answers tell how many statements they took.
    pub trace: bool,
}

/// Executes documents. One a process.
pub struct Engine {
    schema: PorticoSchema,
    sdl: Arc<str>,
    costs: CostModel,
    settings: EngineSettings,
}

/// One operation to run.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The document.
    pub document: String,
    /// Which of its operations.
    pub name: Option<String>,
    /// The variables.
    pub variables: serde_json::Map<String, serde_json::Value>,
    /// Whether it may only read: it came in a URL.
    pub read_only: bool,
}

/// How far an operation came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Refused with the document: parse, guard, validation, coercion. There is no `data`.
    Document,
    /// A mutation came where only reading is allowed. There is no `data`.
    NotReadOnly,
    /// Execution had begun. There is `data`, which may be null.
    Execution,
}

/// Where the time of an operation went.
#[derive(Debug, Clone, Copy, Default)]
pub struct Timing {
    /// Scanning and parsing.
    pub parse: Duration,
    /// Measuring. The library validates within its execution.
    pub guard: Duration,
    /// Validation and execution.
    pub execute: Duration,
}

/// The answer to an operation.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// How far it came.
    pub stage: Stage,
    /// The response object as JSON.
    pub body: String,
    /// Where the time went.
    pub timing: Timing,
}

/// Errors in an answer at most (api.md §7).
const MAX_ERRORS: usize = 10;

impl Engine {
    /// The engine, or what is wrong with our own tables of costs.
    pub fn new(settings: EngineSettings) -> Result<Self, CostModelError> {
        let sdl = schema::sdl();
        let costs = CostModel::from_sdl(&sdl, FIELD_COSTS)?;
        Ok(Self { schema: schema::build(settings.introspection), sdl: sdl.into(), costs, settings })
    }

    /// The schema as text.
    pub fn sdl(&self) -> &Arc<str> {
        &self.sdl
    }

    /// Whether anybody may read the schema.
    pub fn introspection(&self) -> bool {
        self.settings.introspection
    }

    /// Runs an operation. The session change that it asks for stays in the context's signal, which is given back.
    pub async fn execute(
        &self,
        context: RequestContext,
        operation: Operation,
    ) -> (Outcome, Arc<RequestContext>) {
        let context = Arc::new(context);
        let mut timing = Timing::default();
        let request_id = context.scope.request_id().to_owned();
        let started = Instant::now();
        let document = read(&operation.document, &self.settings.scan);
        timing.parse = started.elapsed();
        let document = match document {
            Ok(document) => document,
            Err(error) => return (refused(&unreadable(&error), &request_id, None, timing), context),
        };
        let started = Instant::now();
        let variables = Variables::from_json(serde_json::Value::Object(operation.variables));
        let class =
            Class { signed_in: context.signed_in.is_some(), introspection: self.settings.introspection };
        let inspection = inspect(
            &self.costs,
            &self.settings.limits,
            &document,
            operation.name.as_deref(),
            &variables,
            class,
        );
        timing.guard = started.elapsed();
        let inspection = match inspection {
            Ok(inspection) => inspection,
            Err(refusal) => {
                return (refused(&Fault::of(&refusal), &request_id, cost_of(&refusal), timing), context);
            }
        };
        let cost = Some((inspection.estimated_cost, inspection.limit));
        if operation.read_only
            && matches!(inspection.operation, Some(OperationType::Mutation | OperationType::Subscription))
        {
            let fault = Fault {
                message: "only queries may be sent in a URL".to_owned(),
                code: ErrorCode::BadUserInput.as_str(),
                location: None,
            };
            let outcome = refused(&fault, &request_id, cost, timing);
            return (Outcome { stage: Stage::NotReadOnly, ..outcome }, context);
        }
        let started = Instant::now();
        let mut request = Request::new(operation.document).variables(variables).data(context.clone());
        request.set_parsed_query(document);
        request.operation_name = operation.name;
        let response = self.schema.execute(request).await;
        timing.execute = started.elapsed();
        (self.answer(response, &context, inspection, timing), context)
    }

    fn answer(
        &self,
        mut response: Response,
        context: &RequestContext,
        inspection: Inspection,
        timing: Timing,
    ) -> Outcome {
        // What validation refuses has no path; what a resolver refuses has the path of its field.
        let refused = !response.errors.is_empty()
            && response.data == Value::Null
            && response.errors.iter().all(|error| error.path.is_empty());
        let default = if refused { ErrorCode::GraphqlValidationFailed } else { ErrorCode::BadUserInput };
        response.errors.truncate(MAX_ERRORS);
        for error in &mut response.errors {
            complete(error, default, context.scope.request_id());
        }
        let trace = self.settings.trace.then(|| Trace {
            statements: context.scope.statements(),
            milliseconds: (timing.parse + timing.guard + timing.execute).as_millis(),
        });
        let extensions = Extensions {
            cost: Some(Cost { estimated: inspection.estimated_cost, limit: inspection.limit }),
            trace,
        };
        let stage = if refused { Stage::Document } else { Stage::Execution };
        let body = Body { data: (!refused).then_some(&response.data), errors: &response.errors, extensions };
        Outcome {
            stage,
            body: serde_json::to_string(&body).expect("a response object has string keys"),
            timing,
        }
    }
}

/// Gives every error a code and the request id. Only the library's own errors have no code yet: the document's, and
/// arguments that do not fit their scalar.
fn complete(error: &mut ServerError, default: ErrorCode, request_id: &str) {
    let extensions = error.extensions.get_or_insert_with(Default::default);
    if extensions.get("code").is_none() {
        extensions.set("code", default.as_str());
    }
    extensions.set("requestId", request_id);
}

/// An error of the document, before the library sees it.
struct Fault {
    message: String,
    code: &'static str,
    location: Option<(usize, usize)>,
}

impl Fault {
    fn of(refusal: &Refusal) -> Self {
        Self { message: refusal.to_string(), code: refusal.code(), location: None }
    }
}

fn unreadable(error: &ReadError) -> Fault {
    match error {
        ReadError::Refused(refusal) => Fault::of(refusal),
        ReadError::Malformed { message, position } => Fault {
            message: message.clone(),
            code: ErrorCode::GraphqlValidationFailed.as_str(),
            location: *position,
        },
    }
}

fn cost_of(refusal: &Refusal) -> Option<(u64, u64)> {
    if let Refusal::TooExpensive { estimated, limit } = refusal { Some((*estimated, *limit)) } else { None }
}

fn refused(fault: &Fault, request_id: &str, cost: Option<(u64, u64)>, timing: Timing) -> Outcome {
    let locations: Vec<Location> =
        fault.location.map(|(line, column)| Location { line, column }).into_iter().collect();
    let error = RefusedError {
        message: &fault.message,
        locations,
        extensions: RefusedExtensions { code: fault.code, request_id },
    };
    let cost = cost.map(|(estimated, limit)| Cost { estimated, limit });
    let body = RefusedBody { errors: [error], extensions: Extensions { cost, trace: None } };
    Outcome { stage: Stage::Document, body: serde_json::to_string(&body).expect("plain values"), timing }
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ServerError],
    #[serde(skip_serializing_if = "Extensions::is_empty")]
    extensions: Extensions,
}

#[derive(Serialize)]
struct Extensions {
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: Option<Cost>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<Trace>,
}

impl Extensions {
    fn is_empty(&self) -> bool {
        self.cost.is_none() && self.trace.is_none()
    }
}

#[derive(Serialize)]
struct Cost {
    estimated: u64,
    limit: u64,
}

#[derive(Serialize)]
struct Trace {
    statements: u32,
    milliseconds: u128,
}

#[derive(Serialize)]
struct RefusedBody<'a> {
    errors: [RefusedError<'a>; 1],
    #[serde(skip_serializing_if = "Extensions::is_empty")]
    extensions: Extensions,
}

#[derive(Serialize)]
struct RefusedError<'a> {
    message: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
    extensions: RefusedExtensions<'a>,
}

#[derive(Serialize)]
struct Location {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RefusedExtensions<'a> {
    code: &'static str,
    request_id: &'a str,
}
