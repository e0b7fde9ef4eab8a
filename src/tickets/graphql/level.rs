//! `slaPolicies`, `createSlaPolicy`, `updateSlaPolicy`, `retireSlaPolicy`.

use async_graphql::{Context, ID, InputObject, Object};

use super::calendar::BusinessCalendarNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::kernel::fault::Fault;
use crate::tickets::entity::sla_policy;
use crate::tickets::entity::ticket::TicketPriority;
use crate::tickets::sla::loader::LevelOf;
use crate::tickets::{self, PolicyTerms};

/// A service level.
pub struct SlaPolicyNode(pub sla_policy::Model);

/// How soon tickets of a priority are answered and solved. For staff; customers see what was promised in `Ticket.sla`.
#[Object(name = "SlaPolicy")]
impl SlaPolicyNode {
    /// The service level's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// What it is called; customers read it.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The priority that it is for.
    async fn priority(&self) -> TicketPriority {
        self.0.priority
    }

    /// The hours that count.
    async fn calendar(&self, ctx: &Context<'_>) -> Result<BusinessCalendarNode, ApiError> {
        let level = request(ctx).loaders.levels.load_one(LevelOf(self.0.id)).await?;
        let level = level.ok_or_else(|| Fault::internal("a service level is gone"))?;
        Ok(BusinessCalendarNode(level.calendar.clone()))
    }

    /// Business minutes to the first answer.
    async fn first_reply_minutes(&self) -> i32 {
        self.0.first_reply_minutes
    }

    /// Business minutes until it is solved.
    async fn fix_minutes(&self) -> i32 {
        self.0.fix_minutes
    }

    /// Whether the clock stands still while a ticket waits for the customer.
    async fn pauses_for_customer(&self) -> bool {
        self.0.pauses_for_customer
    }

    /// Whether the clock stands still while a ticket waits for somebody else.
    async fn pauses_for_vendor(&self) -> bool {
        self.0.pauses_for_vendor
    }

    /// From which part of the time a ticket is AT_RISK, in percent.
    async fn at_risk_percent(&self) -> i32 {
        self.0.at_risk_percent.into()
    }

    /// At which part of the time a ticket is escalated, in percent; null: never.
    async fn escalate_percent(&self) -> Option<i32> {
        self.0.escalate_percent.map(i32::from)
    }

    /// The team that gets it then; null: it stays where it is.
    async fn escalate_team_id(&self) -> Option<ID> {
        self.0.escalate_team_id.map(write)
    }

    /// Whether new tickets get it.
    async fn active(&self) -> bool {
        self.0.active
    }

    /// Counts the changes of the service level, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

use_case_errors! {
    CreateSlaPolicyErrorCode, CreateSlaPolicyUserError ("CreateSlaPolicyUserError"), "Why no service level was made." {
        /// There is no such calendar or team; `field` says which.
        NotFound,
        /// The name, a number of minutes or a part is wrong; `field` says which.
        InvalidInput,
        /// Another service level has the name, perhaps a retired one.
        NameTaken,
        /// The priority has a service level: change or retire that one.
        InUse,
    }
}
use_case_errors! {
    UpdateSlaPolicyErrorCode, UpdateSlaPolicyUserError ("UpdateSlaPolicyUserError"), "Why a service level was not changed." {
        /// There is no such service level, calendar or team; `field` says which.
        NotFound,
        /// The service level is not the version that was seen.
        Conflict,
        /// It is retired.
        AlreadyDone,
        /// The name, a number of minutes or a part is wrong; `field` says which.
        InvalidInput,
        /// Another service level has the name, perhaps a retired one.
        NameTaken,
        /// The priority has another service level.
        InUse,
    }
}
use_case_errors! {
    RetireSlaPolicyErrorCode, RetireSlaPolicyUserError ("RetireSlaPolicyUserError"), "Why a service level was not retired." {
        /// There is no such service level.
        NotFound,
        /// The service level is not the version that was seen.
        Conflict,
        /// It is retired.
        AlreadyDone,
    }
}
use_case_payload! {
    CreateSlaPolicyPayload ("The outcome of `createSlaPolicy`."), CreateSlaPolicyUserError,
    /// The service level; null when there is an error.
    policy: SlaPolicyNode
}
use_case_payload! {
    UpdateSlaPolicyPayload ("The outcome of `updateSlaPolicy`."), UpdateSlaPolicyUserError,
    /// The service level as it is now; null when there is an error.
    policy: SlaPolicyNode
}
use_case_payload! {
    RetireSlaPolicyPayload ("The outcome of `retireSlaPolicy`."), RetireSlaPolicyUserError,
    /// The service level, which is retired; null when there is an error.
    policy: SlaPolicyNode
}

/// What a service level is made of.
#[derive(InputObject)]
pub struct SlaPolicyTermsInput {
    /// What it is called, which customers read: 1 to 60 characters, one of a name, retired ones included.
    pub name: String,
    /// The priority that it is for.
    pub priority: TicketPriority,
    /// The hours that count.
    pub calendar_id: ID,
    /// Business minutes to the first answer, 1 to 527,040.
    pub first_reply_minutes: i32,
    /// Business minutes until it is solved: as many or more, and no more than the calendar has in ten years.
    pub fix_minutes: i32,
    /// Whether the clock stands still while a ticket waits for the customer.
    #[graphql(default = true)]
    pub pauses_for_customer: bool,
    /// Whether the clock stands still while a ticket waits for somebody else.
    #[graphql(default)]
    pub pauses_for_vendor: bool,
    /// From which part of the time a ticket is AT_RISK, in percent, 1 to 99.
    #[graphql(default = 80)]
    pub at_risk_percent: i32,
    /// At which part of the time a ticket is escalated, in percent, 1 to 1000; never if absent.
    pub escalate_percent: Option<i32>,
    /// The team that gets it then; it stays where it is if absent.
    pub escalate_team_id: Option<ID>,
}

impl SlaPolicyTermsInput {
    fn read(self) -> Result<PolicyTerms, ApiError> {
        let team = self.escalate_team_id.map(|id| read(&id, "input.terms.escalateTeamId")).transpose()?;
        Ok(PolicyTerms {
            name: self.name,
            priority: self.priority,
            calendar: read(&self.calendar_id, "input.terms.calendarId")?,
            first_reply_minutes: self.first_reply_minutes,
            fix_minutes: self.fix_minutes,
            pauses_for_customer: self.pauses_for_customer,
            pauses_for_vendor: self.pauses_for_vendor,
            at_risk_percent: self.at_risk_percent,
            escalate_percent: self.escalate_percent,
            escalate_team: team,
        })
    }
}

/// The service level to make.
#[derive(InputObject)]
pub struct CreateSlaPolicyInput {
    /// What it is made of.
    pub terms: SlaPolicyTermsInput,
}

/// Which service level to change, and into what.
#[derive(InputObject)]
pub struct UpdateSlaPolicyInput {
    /// The service level.
    pub policy_id: ID,
    /// What it is made of now: all of it, in the place of what it was.
    pub terms: SlaPolicyTermsInput,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which service level to retire.
#[derive(InputObject)]
pub struct RetireSlaPolicyInput {
    /// The service level.
    pub policy_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// See its fields.
#[derive(Default)]
pub struct SlaPolicyMutations;

#[Object]
impl SlaPolicyMutations {
    /// Makes a service level. Tickets that are opened, or set to its priority, from now on get it: one for each priority.
    /// For tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createSlaPolicy\")")]
    async fn create_sla_policy(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The service level to make.")] input: CreateSlaPolicyInput,
    ) -> Result<CreateSlaPolicyPayload, ApiError> {
        let made = Box::pin(tickets::create_policy(&request(ctx).scope, input.terms.read()?)).await;
        CreateSlaPolicyPayload::of(made.map(SlaPolicyNode))
    }

    /// Changes a service level. The due moments that it gives hold for tickets that are opened, or set to another priority,
    /// from now on: what is due stays due. Risk and escalation are judged by it as it is. For tenant administrators:
    /// FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.updateSlaPolicy\")")]
    async fn update_sla_policy(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which service level to change, and into what.")] input: UpdateSlaPolicyInput,
    ) -> Result<UpdateSlaPolicyPayload, ApiError> {
        let id = read(&input.policy_id, "input.policyId")?;
        let (scope, version) = (&request(ctx).scope, input.expected_version);
        let changed = Box::pin(tickets::update_policy(scope, id, input.terms.read()?, version)).await;
        UpdateSlaPolicyPayload::of(changed.map(SlaPolicyNode))
    }

    /// Takes a service level away from new tickets; those that have it keep it. For tenant administrators: FORBIDDEN.
    /// Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.retireSlaPolicy\")")]
    async fn retire_sla_policy(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which service level to retire.")] input: RetireSlaPolicyInput,
    ) -> Result<RetireSlaPolicyPayload, ApiError> {
        let id = read(&input.policy_id, "input.policyId")?;
        let (scope, version) = (&request(ctx).scope, input.expected_version);
        let retired = Box::pin(tickets::retire_policy(scope, id, version)).await;
        RetireSlaPolicyPayload::of(retired.map(SlaPolicyNode))
    }
}
