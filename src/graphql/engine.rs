//! From a document to an answer: guard, parse, validate, execute, and the response object as text.

mod rejection;

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_graphql::parser::types::{ExecutableDocument, OperationType};
use async_graphql::{Request, Response, ServerError, Value, Variables};
use serde::Serialize;

use self::rejection::Rejection;
use super::coercion::{InputTypes, InputTypesError};
use super::context::RequestContext;
use super::document_guard::{
    Class, CostModel, CostModelError, Inspection, Limits, ScanLimits, chosen, inspect, read,
};
use super::error::{ErrorCode, REFUSED_WITH};
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
    inputs: InputTypes,
    settings: EngineSettings,
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

/// Errors in an answer at most (api.md §7).
const MAX_ERRORS: usize = 10;

impl Engine {
    /// The engine, or what is wrong with our own schema.
    pub fn new(settings: EngineSettings) -> Result<Self, EngineError> {
        let sdl = schema::sdl();
        let costs = CostModel::from_sdl(&sdl, FIELD_COSTS)?;
        let inputs = InputTypes::from_sdl(&sdl)?;
        Ok(Self { schema: schema::build(settings.introspection), sdl: sdl.into(), costs, inputs, settings })
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
        let Some(text) = operation.document else {
            return (Rejection::unknown_document().outcome(&request_id, timing), context);
        };
        let document = read(&text, &self.settings.scan);
        timing.parse = started.elapsed();
        let document = match document {
            Ok(document) => document,
            Err(error) => return (Rejection::of_text(error).outcome(&request_id, timing), context),
        };
        let Operation { name, variables, read_only, .. } = operation;
        let started = Instant::now();
        let variables = Variables::from_json(serde_json::Value::Object(variables));
        let class =
            Class { signed_in: context.signed_in.is_some(), introspection: self.settings.introspection };
        let admitted = self.admit(&document, name.as_deref(), &variables, class, read_only);
        timing.guard = started.elapsed();
        let inspection = match admitted {
            Ok(inspection) => inspection,
            Err(rejection) => return (rejection.outcome(&request_id, timing), context),
        };
        let started = Instant::now();
        let mut request = Request::new(text).variables(variables).data(context.clone());
        request.set_parsed_query(document);
        request.operation_name = name;
        let response = self.schema.execute(request).await;
        timing.execute = started.elapsed();
        (self.answer(response, &context, inspection, timing), context)
    }

    /// Whether the library may have the document.
    fn admit(
        &self,
        document: &ExecutableDocument,
        name: Option<&str>,
        variables: &Variables,
        class: Class,
        read_only: bool,
    ) -> Result<Inspection, Rejection> {
        let inspection = inspect(&self.costs, &self.settings.limits, document, name, variables, class)
            .map_err(|refusal| Rejection::of_excess(&refusal))?;
        let cost = Cost::of(inspection);
        let writes =
            matches!(inspection.operation, Some(OperationType::Mutation | OperationType::Subscription));
        if read_only && writes {
            return Err(Rejection::not_read_only(cost));
        }
        // Where the name chooses no operation the library says so.
        if let Some(operation) = chosen(&document.operations, name) {
            self.inputs
                .check(&operation.variable_definitions, variables)
                .map_err(|errors| Rejection::of_variables(errors, cost))?;
        }
        Ok(inspection)
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
        let credential = response.errors.iter_mut().find_map(refused_with);
        response.errors.truncate(MAX_ERRORS);
        for error in &mut response.errors {
            complete(error, default, context.scope.request_id());
        }
        let trace = self.settings.trace.then(|| Trace {
            statements: context.scope.statements(),
            milliseconds: (timing.parse + timing.guard + timing.execute).as_millis(),
        });
        let extensions = Extensions { cost: Some(Cost::of(inspection)), trace };
        let stage = match credential {
            Some(status) => Stage::Credential(status),
            None if refused => Stage::Document,
            None => Stage::Execution,
        };
        let body = Body {
            data: (stage == Stage::Execution).then_some(&response.data),
            errors: &response.errors,
            extensions,
        };
        Outcome {
            stage,
            body: serde_json::to_string(&body).expect("a response object has string keys"),
            timing,
        }
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
    let extensions = error.extensions.get_or_insert_with(Default::default);
    if extensions.get("code").is_none() {
        extensions.set("code", default.as_str());
    }
    extensions.set("requestId", request_id);
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
    milliseconds: u128,
}
