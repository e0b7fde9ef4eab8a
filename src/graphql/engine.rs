//! From a document to an answer: guard, parse, validate, execute, and the response object as text.

mod body;
mod live;
mod rejection;

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_graphql::parser::types::{ExecutableDocument, OperationType};
use async_graphql::{Pos, Request, Response, ServerError, Value, Variables};
use serde::Serialize;
use tokio::sync::Semaphore;

pub use self::live::{EventLimits, Lapse, Launch, Renewal, Update};
use self::rejection::Rejection;
use super::coercion::{InputTypes, InputTypesError};
use super::context::RequestContext;
use super::document_guard::{
    Class, CostModel, CostModelError, Inspection, Limits, Refusal, ScanLimits, chosen, inspect, read,
};
use super::error::{ApiError, ErrorCode, REFUSED_WITH};
use super::schema::{self, FIELD_COSTS, PorticoSchema};
use crate::audit::{self, RecentLooks};
use crate::db::Scope;
use crate::kernel::fault::Fault;

/// What the engine allows.
#[derive(Debug, Clone)]
pub struct EngineSettings {
    /// Limits of the text of a document.
    pub scan: ScanLimits,
    /// Limits of what a document asks for.
    pub limits: Limits,
    /// Whether anybody may read the schema, and validation errors suggest names.
    pub introspection: bool,
    /// Whether answers tell how many statements they took.
    pub trace: bool,
    /// Limits of the events of subscriptions.
    pub events: EventLimits,
    /// Longest answer in bytes. What costs nothing by the count of objects may still be long, and an answer is held in
    /// memory until its reader has taken it. A longer one is replaced by an error; a mutation has happened then.
    pub max_answer: usize,
}

impl Default for EngineSettings {
    fn default() -> Self {
        Self {
            scan: ScanLimits::default(),
            limits: Limits::default(),
            introspection: false,
            trace: false,
            events: EventLimits::default(),
            max_answer: 4 << 20,
        }
    }
}

/// Executes documents. One a process.
pub struct Engine {
    schema: PorticoSchema,
    event_places: Semaphore,
    sdl: Arc<str>,
    costs: CostModel,
    inputs: InputTypes,
    settings: EngineSettings,
    looks: RecentLooks,
}

/// Why there is no engine; both are faults of ours, found at the start.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// In the tables of costs.
    #[error(transparent)]
    Costs(#[from] CostModelError),
    /// In the types of arguments.
    #[error(transparent)]
    Inputs(#[from] InputTypesError),
}

/// One operation to run.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The document; none where only an id of it was sent.
    pub document: Option<String>,
    /// Which of its operations.
    pub name: Option<String>,
    /// The variables.
    pub variables: serde_json::Map<String, serde_json::Value>,
    /// Whether it may only read: it came in a URL.
    pub read_only: bool,
    /// Whether its answer can change the session cookie. Where it cannot, mutations that check or change a credential
    /// are refused before they run: the new session would be lost.
    pub sets_cookies: bool,
}

/// How far an operation came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Refused with the document: parse, guard, validation, coercion. There is no `data`.
    Document,
    /// A mutation came where only reading is allowed. There is no `data`.
    NotReadOnly,
    /// The credential that the operation carries was refused, with this HTTP status. There is no `data`.
    Credential(u16),
    /// Execution had begun. There is `data`, which may be null.
    Execution,
}

/// Where the time of an operation went.
#[derive(Debug, Clone, Copy, Default)]
pub struct Timing {
    /// Scanning and parsing.
    pub parse: Duration,
    /// Measuring, and holding the variables against their types. The library validates within its execution.
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

/// Bytes that a subscription may hold, document and variables together: an account may have many of them open, and each
/// event is answered from a copy.
const MAX_HELD: usize = 8 << 10;

/// Errors in an answer at most (api.md §7).
const MAX_ERRORS: usize = 10;

impl Engine {
    /// The engine, or what is wrong with our own schema.
    pub fn new(settings: EngineSettings) -> Result<Self, EngineError> {
        let sdl = schema::sdl();
        let costs = CostModel::from_sdl(&sdl, FIELD_COSTS)?;
        let inputs = InputTypes::from_sdl(&sdl)?;
        Ok(Self {
            schema: schema::build(settings.introspection),
            event_places: Semaphore::new(settings.events.places),
            sdl: sdl.into(),
            costs,
            inputs,
            settings,
            looks: RecentLooks::default(),
        })
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
        let outcome = match self.prepare(&context, operation) {
            Ok(admitted) => self.run(&context, admitted).await,
            Err(outcome) => *outcome,
        };
        (outcome, context)
    }

    /// Everything before the library has its say.
    fn prepare(&self, context: &RequestContext, operation: Operation) -> Result<Admitted, Box<Outcome>> {
        let mut timing = Timing::default();
        let request_id = context.scope.request_id();
        let started = Instant::now();
        let Operation { document, name, variables, read_only, sets_cookies } = operation;
        let Some(text) = document else {
            return Err(Box::new(Rejection::unknown_document().outcome(request_id, timing)));
        };
        let document = read(&text, &self.settings.scan);
        timing.parse = started.elapsed();
        let document =
            document.map_err(|error| Box::new(Rejection::of_text(error).outcome(request_id, timing)))?;
        let started = Instant::now();
        let variables = declared(&document, name.as_deref(), variables);
        let held = text.len() + serde_json::to_string(&variables).map_or(usize::MAX, |text| text.len());
        let variables = Variables::from_json(serde_json::Value::Object(variables));
        let terms = Terms { signed_in: context.signed_in.is_some(), read_only, sets_cookies };
        let admitted = self.admit(&document, name.as_deref(), &variables, terms);
        timing.guard = started.elapsed();
        let inspection = admitted.map_err(|rejection| Box::new(rejection.outcome(request_id, timing)))?;
        if inspection.operation == Some(OperationType::Subscription) && held > MAX_HELD {
            let rejection = Rejection::of_excess(&Refusal::TooLong);
            return Err(Box::new(rejection.outcome(request_id, timing)));
        }
        Ok(Admitted { document, text, name, variables, inspection, timing })
    }

    /// Runs a query or a mutation.
    async fn run(&self, context: &Arc<RequestContext>, admitted: Admitted) -> Outcome {
        let (inspection, mut timing) = (admitted.inspection, admitted.timing);
        let started = Instant::now();
        let response = self.schema.execute(admitted.into_request().data(context.clone())).await;
        let response = self.written_down(&context.scope, response).await;
        timing.execute = started.elapsed();
        self.conclude(response, &context.scope, inspection, timing)
    }

    /// Whether the library may have the document.
    fn admit(
        &self,
        document: &ExecutableDocument,
        name: Option<&str>,
        variables: &Variables,
        terms: Terms,
    ) -> Result<Inspection, Rejection> {
        let class = Class { signed_in: terms.signed_in, introspection: self.settings.introspection };
        let inspection = inspect(&self.costs, &self.settings.limits, document, name, variables, class)
            .map_err(|refusal| Rejection::of_excess(&refusal))?;
        let cost = Cost::of(inspection);
        let writes =
            matches!(inspection.operation, Some(OperationType::Mutation | OperationType::Subscription));
        if terms.read_only && writes {
            return Err(Rejection::not_read_only(cost));
        }
        if !terms.sets_cookies && inspection.credential_operations > 0 {
            return Err(Rejection::needs_a_cookie(cost));
        }
        // Where the name chooses no operation the library says so.
        if let Some(operation) = chosen(&document.operations, name) {
            self.inputs
                .check(&operation.variable_definitions, variables)
                .map_err(|errors| Rejection::of_variables(errors, cost))?;
        }
        Ok(inspection)
    }

    /// The response, once it is written down whose data it shows; without that it must not leave.
    async fn written_down(&self, scope: &Scope, response: Response) -> Result<Response, Fault> {
        audit::keep_looks(scope, &self.looks).await.map(|()| response)
    }

    /// The answer of an operation that was executed, and whose looks were written down or not.
    fn conclude(
        &self,
        response: Result<Response, Fault>,
        scope: &Scope,
        inspection: Inspection,
        timing: Timing,
    ) -> Outcome {
        match response {
            Ok(response) => self.answer(response, scope, inspection, timing),
            Err(fault) => {
                let error = async_graphql::Error::from(ApiError::from(fault));
                let response = Response::from_errors(vec![error.into_server_error(Pos::default())]);
                // It was executed: `data` is there, and null.
                self.write(response, scope, inspection, timing, false)
            }
        }
    }

    fn answer(&self, response: Response, scope: &Scope, inspection: Inspection, timing: Timing) -> Outcome {
        // What validation refuses has no path; what a resolver refuses has the path of its field.
        let refused = !response.errors.is_empty()
            && response.data == Value::Null
            && response.errors.iter().all(|error| error.path.is_empty());
        self.write(response, scope, inspection, timing, refused)
    }

    /// Writes a response down; one that was refused has no `data`.
    fn write(
        &self,
        mut response: Response,
        scope: &Scope,
        inspection: Inspection,
        timing: Timing,
        refused: bool,
    ) -> Outcome {
        let default = if refused { ErrorCode::GraphqlValidationFailed } else { ErrorCode::BadUserInput };
        let credential = response.errors.iter_mut().find_map(refused_with);
        response.errors.truncate(MAX_ERRORS);
        for error in &mut response.errors {
            complete(error, default, scope.request_id());
        }
        let trace = self.settings.trace.then(|| Trace {
            statements: scope.statements(),
            audited: scope.audited(),
            milliseconds: (timing.parse + timing.guard + timing.execute).as_millis(),
        });
        let extensions = Extensions { cost: Some(Cost::of(inspection)), trace };
        let stage = match credential {
            Some(status) => Stage::Credential(status),
            None if refused => Stage::Document,
            None => Stage::Execution,
        };
        let data = (stage == Stage::Execution).then_some(&response.data);
        let body = Body { data, errors: &response.errors, extensions };
        let body = body::text(&body, self.settings.max_answer)
            .unwrap_or_else(|| body::too_long(inspection, scope.request_id()));
        Outcome { stage, body, timing }
    }
}

/// The variables that the operation declares. Others mean nothing (October 2021, §6.1.2), and a subscription would hold
/// them for as long as it lives.
fn declared(
    document: &ExecutableDocument,
    name: Option<&str>,
    mut variables: serde_json::Map<String, serde_json::Value>,
) -> serde_json::Map<String, serde_json::Value> {
    if let Some(operation) = chosen(&document.operations, name) {
        let definitions = &operation.variable_definitions;
        variables.retain(|name, _| definitions.iter().any(|definition| definition.node.name.node == *name));
    }
    variables
}

/// What an operation is held against besides the limits.
#[derive(Clone, Copy)]
struct Terms {
    signed_in: bool,
    read_only: bool,
    sets_cookies: bool,
}

/// An operation that the library may have.
#[derive(Clone)]
struct Admitted {
    document: ExecutableDocument,
    text: String,
    name: Option<String>,
    variables: Variables,
    inspection: Inspection,
    timing: Timing,
}

impl Admitted {
    fn into_request(self) -> Request {
        let mut request = Request::new(self.text).variables(self.variables);
        request.set_parsed_query(self.document);
        request.operation_name = self.name;
        request
    }

    fn is_subscription(&self) -> bool {
        self.inspection.operation == Some(OperationType::Subscription)
    }
}

/// The status of an error that refuses the whole answer. Such a mutation stands alone: a request holds one that checks a
/// credential, and its payload is not null, so there is no data beside it.
fn refused_with(error: &mut ServerError) -> Option<u16> {
    let extensions = error.extensions.as_mut()?;
    let status = match extensions.get(REFUSED_WITH)? {
        Value::Number(status) => u16::try_from(status.as_u64()?).ok(),
        _ => None,
    };
    extensions.unset(REFUSED_WITH);
    status
}

/// Gives every error a code and the request id. Only the library's own errors have no code yet: the document's, and
/// arguments that do not fit their scalar.
fn complete(error: &mut ServerError, default: ErrorCode, request_id: &str) {
    cut(&mut error.message);
    let extensions = error.extensions.get_or_insert_with(Default::default);
    if extensions.get("code").is_none() {
        extensions.set("code", default.as_str());
    }
    extensions.set("requestId", request_id);
}

/// Longest message in characters: the library's repeat what was sent.
const MAX_MESSAGE: usize = 200;

fn cut(message: &mut String) {
    if let Some((end, _)) = message.char_indices().nth(MAX_MESSAGE) {
        message.truncate(end);
        message.push('…');
    }
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

#[derive(Clone, Copy, Serialize)]
struct Cost {
    estimated: u64,
    limit: u64,
}

impl Cost {
    fn of(inspection: Inspection) -> Self {
        Self { estimated: inspection.estimated_cost, limit: inspection.limit }
    }
}

#[derive(Serialize)]
struct Trace {
    statements: u32,
    audited: u32,
    milliseconds: u128,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_cut_between_characters() {
        for (sent, kept) in [("ä".repeat(200), 200), ("ä".repeat(201), 201), ("x".repeat(250_000), 201)] {
            let mut error = ServerError::new(sent, None);
            complete(&mut error, ErrorCode::BadUserInput, "r-1");
            assert_eq!(
                error.message.chars().count(),
                kept,
                "the last is the sign that something was left out"
            );
        }
    }
}
