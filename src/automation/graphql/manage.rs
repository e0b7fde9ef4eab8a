//! `startAutomationRun`, `approveAutomationRun`, `cancelAutomationRun`.

use async_graphql::{Context, ID, InputObject, Object};

use super::run::AutomationRunNode;
use crate::automation::{self, NewRun};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::idempotency;
use crate::graphql::ids::read;
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::kernel::ids::DeviceId;

use_case_errors! {
    StartAutomationRunErrorCode, StartAutomationRunUserError ("StartAutomationRunUserError"), "Why a playbook is not run." {
        /// There is no such playbook, or no device in service of one of the ids.
        NotFound,
        /// A variable, the list of devices or the mode is wrong; the message names the variable.
        InvalidInput,
        /// The idempotency key was used for another run.
        IdempotencyKeyReused,
        /// The first call under the idempotency key is still at work.
        IdempotencyInProgress,
        /// 100 runs wait already, for an approval or for a worker.
        TooMany,
    }
}
use_case_errors! {
    ApproveAutomationRunErrorCode, ApproveAutomationRunUserError ("ApproveAutomationRunUserError"), "Why a run was not approved." {
        /// There is no such run.
        NotFound,
        /// The run is not the version that was seen.
        Conflict,
        /// The run does not wait for an approval; `allowed` lists what it may become.
        InvalidTransition,
        /// The caller has asked for the run: somebody else has to approve it.
        OwnRequest,
    }
}
use_case_errors! {
    CancelAutomationRunErrorCode, CancelAutomationRunUserError ("CancelAutomationRunUserError"), "Why a run is not cancelled." {
        /// There is no such run.
        NotFound,
        /// The run is not the version that was seen.
        Conflict,
        /// The run is over, or waits for its approval and does nothing; `allowed` lists what it may become.
        InvalidTransition,
        /// It is being cancelled already.
        AlreadyDone,
    }
}
use_case_payload! {
    StartAutomationRunPayload ("The outcome of `startAutomationRun`."), StartAutomationRunUserError,
    /// The run; null when there is an error.
    run: AutomationRunNode
}
use_case_payload! {
    ApproveAutomationRunPayload ("The outcome of `approveAutomationRun`."), ApproveAutomationRunUserError,
    /// The run, which is QUEUED; null when there is an error.
    run: AutomationRunNode
}
use_case_payload! {
    CancelAutomationRunPayload ("The outcome of `cancelAutomationRun`."), CancelAutomationRunUserError,
    /// The run: CANCELLED as soon as its worker has ended it. Null when there is an error.
    run: AutomationRunNode
}

/// What a playbook is to be told.
#[derive(InputObject)]
pub struct AutomationVariableInput {
    /// The name of the variable.
    pub name: String,
    /// Its value as a text: `"42"`, `"true"`.
    pub value: String,
}

/// Which playbook to run, and where.
#[derive(InputObject)]
pub struct StartAutomationRunInput {
    /// The key of a registered playbook: see `automationPlaybooks`.
    pub playbook: String,
    /// The devices, 1 to 100.
    pub targets: Vec<ID>,
    /// Whether it is only to say what it would change.
    pub check_mode: bool,
    /// What the playbook is told; none if absent.
    pub variables: Option<Vec<AutomationVariableInput>>,
    /// The same call under the same key within a day starts one run. May also come in the header `Idempotency-Key`.
    pub idempotency_key: Option<String>,
}

/// Which run to approve.
#[derive(InputObject)]
pub struct ApproveAutomationRunInput {
    /// The run.
    pub run_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which run to cancel.
#[derive(InputObject)]
pub struct CancelAutomationRunInput {
    /// The run.
    pub run_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// See its fields.
#[derive(Default)]
pub struct AutomationMutations;

#[Object]
impl AutomationMutations {
    /// Asks for a run of a registered playbook on devices: QUEUED, or PENDING_APPROVAL where somebody else has to approve it
    /// first. What it prints is in `AutomationRun.log` and, live, in `automationLog`. For support, the NOC and tenant
    /// administrators, as far as the playbook lets them: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.startAutomationRun\")")]
    async fn start_automation_run(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which playbook to run, and where.")] input: StartAutomationRunInput,
    ) -> Result<StartAutomationRunPayload, ApiError> {
        let request = request(ctx);
        let targets: Result<Vec<DeviceId>, ApiError> =
            input.targets.iter().map(|id| read(id, "input.targets")).collect();
        let given = input.idempotency_key.as_deref();
        let named = given.is_some() || request.idempotency_key.is_some();
        let key = named.then(|| idempotency::key(request, given)).transpose()?;
        let variables = input.variables.unwrap_or_default();
        let new = NewRun {
            playbook: input.playbook,
            targets: targets?,
            check_mode: input.check_mode,
            variables: variables.into_iter().map(|variable| (variable.name, variable.value)).collect(),
            key,
        };
        let outcome = Box::pin(automation::start(&request.scope, &request.automation, new)).await;
        StartAutomationRunPayload::of(outcome.map(AutomationRunNode))
    }

    /// Approves a run that waits for it: QUEUED. Never by who has asked for it. For the NOC and tenant administrators:
    /// FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.approveAutomationRun\")")]
    async fn approve_automation_run(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which run to approve.")] input: ApproveAutomationRunInput,
    ) -> Result<ApproveAutomationRunPayload, ApiError> {
        let id = read(&input.run_id, "input.runId")?;
        let outcome = Box::pin(automation::approve(&request(ctx).scope, id, input.expected_version)).await;
        ApproveAutomationRunPayload::of(outcome.map(AutomationRunNode))
    }

    /// Cancels a run that waits for a worker or is under way: its worker ends it and whatever it has started. What was done on
    /// devices by then stays done. Withdraws one that waits for its approval, or refuses it: it is QUEUED for the worker that
    /// ends it without beginning it. For who has asked for it, for the NOC and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.cancelAutomationRun\")")]
    async fn cancel_automation_run(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which run to cancel.")] input: CancelAutomationRunInput,
    ) -> Result<CancelAutomationRunPayload, ApiError> {
        let id = read(&input.run_id, "input.runId")?;
        let outcome = Box::pin(automation::cancel(&request(ctx).scope, id, input.expected_version)).await;
        CancelAutomationRunPayload::of(outcome.map(AutomationRunNode))
    }
}
