//! `alertRules` and the mutations that keep rules.

use async_graphql::{Context, ID, InputObject, Object};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::graphql::scalars::BigInt;
use crate::network::alerts::{RuleTerms, create_rule, retire_rule, update_rule};
use crate::network::entity::alert_rule::{self, AlertComparison, AlertMetric, AlertSeverity};
use crate::network::entity::device::DeviceKind;

/// What is worth an alarm.
#[derive(Clone)]
pub struct AlertRuleNode(pub alert_rule::Model);

/// What of a device is worth an alarm. For support, the NOC and tenant administrators.
#[Object(name = "AlertRule")]
impl AlertRuleNode {
    /// The rule's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// What it is called, unique within the ISP.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What is measured.
    async fn metric(&self) -> AlertMetric {
        self.0.metric
    }

    /// Which side of the level is worth an alarm; without meaning for what is down or not.
    async fn comparison(&self) -> AlertComparison {
        self.0.comparison
    }

    /// The level, in the unit of the metric; null for what is down or not.
    async fn level(&self) -> Option<BigInt> {
        self.0.level.map(BigInt)
    }

    /// Seconds for which it must have been so.
    async fn settle_seconds(&self) -> i32 {
        self.0.settle_seconds
    }

    /// How bad it is.
    async fn severity(&self) -> AlertSeverity {
        self.0.severity
    }

    /// Only devices of this kind; null: of every kind.
    async fn device_kind(&self) -> Option<DeviceKind> {
        self.0.device_kind
    }

    /// Whether it is applied; false once it was retired.
    async fn active(&self) -> bool {
        self.0.active
    }

    /// Counts the changes of the rule, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

use_case_errors! {
    CreateAlertRuleErrorCode, CreateAlertRuleUserError ("CreateAlertRuleUserError"), "Why no rule was made." {
        /// The name, the level or the seconds are wrong.
        InvalidInput,
        /// Another rule has the name, applied or retired.
        NameTaken,
        /// There are 100 rules.
        TooMany,
    }
}
use_case_errors! {
    UpdateAlertRuleErrorCode, UpdateAlertRuleUserError ("UpdateAlertRuleUserError"), "Why a rule was not changed." {
        /// There is no such rule.
        NotFound,
        /// The rule is not the version that was seen.
        Conflict,
        /// The name, the level or the seconds are wrong.
        InvalidInput,
        /// Another rule has the name, applied or retired.
        NameTaken,
        /// It was retired.
        AlreadyDone,
    }
}
use_case_errors! {
    RetireAlertRuleErrorCode, RetireAlertRuleUserError ("RetireAlertRuleUserError"), "Why a rule was not retired." {
        /// There is no such rule.
        NotFound,
        /// The rule is not the version that was seen.
        Conflict,
        /// It was retired before.
        AlreadyDone,
    }
}
use_case_payload! {
    CreateAlertRulePayload ("The outcome of `createAlertRule`."), CreateAlertRuleUserError,
    /// The rule; null when there is an error.
    rule: AlertRuleNode
}
use_case_payload! {
    UpdateAlertRulePayload ("The outcome of `updateAlertRule`."), UpdateAlertRuleUserError,
    /// The rule; null when there is an error.
    rule: AlertRuleNode
}
use_case_payload! {
    RetireAlertRulePayload ("The outcome of `retireAlertRule`."), RetireAlertRuleUserError,
    /// The rule, which is retired; null when there is an error.
    rule: AlertRuleNode
}

/// What a rule says.
#[derive(InputObject)]
pub struct AlertRuleTermsInput {
    /// What it is called: 1 to 80 characters, one of a name.
    pub name: String,
    /// What is measured.
    pub metric: AlertMetric,
    /// Which side of the level is worth an alarm; ABOVE if absent.
    pub comparison: Option<AlertComparison>,
    /// The level, in the unit of the metric: thousandths for utilisation, processors and memory, a number for errors,
    /// hundredths of dBm for light. Absent for what is down or not.
    pub level: Option<BigInt>,
    /// Seconds for which it must have been so, 0 to 86400; 0 if absent.
    pub settle_seconds: Option<i32>,
    /// How bad it is.
    pub severity: AlertSeverity,
    /// Only devices of this kind; of every kind if absent.
    pub device_kind: Option<DeviceKind>,
}

impl From<AlertRuleTermsInput> for RuleTerms {
    fn from(input: AlertRuleTermsInput) -> Self {
        Self {
            name: input.name,
            metric: input.metric,
            comparison: input.comparison.unwrap_or(AlertComparison::Above),
            level: input.level.map(|level| level.0),
            settle_seconds: input.settle_seconds.unwrap_or(0),
            severity: input.severity,
            device_kind: input.device_kind,
        }
    }
}

/// The rule to make.
#[derive(InputObject)]
pub struct CreateAlertRuleInput {
    /// What it says.
    pub terms: AlertRuleTermsInput,
}

/// Which rule to change, and how.
#[derive(InputObject)]
pub struct UpdateAlertRuleInput {
    /// The rule.
    pub rule_id: ID,
    /// What it says from now on.
    pub terms: AlertRuleTermsInput,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which rule to retire.
#[derive(InputObject)]
pub struct RetireAlertRuleInput {
    /// The rule.
    pub rule_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// See its fields.
#[derive(Default)]
pub struct AlertRuleMutations;

#[Object]
impl AlertRuleMutations {
    /// Makes a rule of what is worth an alarm, for polls from now on. For the NOC and tenant administrators: FORBIDDEN.
    /// Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createAlertRule\")")]
    async fn create_alert_rule(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The rule to make.")] input: CreateAlertRuleInput,
    ) -> Result<CreateAlertRulePayload, ApiError> {
        let rule = Box::pin(create_rule(&request(ctx).scope, input.terms.into())).await;
        CreateAlertRulePayload::of(rule.map(AlertRuleNode))
    }

    /// Changes a rule of what is worth an alarm. Alerts that go on by it are judged by what it says now. For the NOC and
    /// tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.updateAlertRule\")")]
    async fn update_alert_rule(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which rule to change, and how.")] input: UpdateAlertRuleInput,
    ) -> Result<UpdateAlertRulePayload, ApiError> {
        let id = read(&input.rule_id, "input.ruleId")?;
        let scope = &request(ctx).scope;
        let rule = Box::pin(update_rule(scope, id, input.terms.into(), input.expected_version)).await;
        UpdateAlertRulePayload::of(rule.map(AlertRuleNode))
    }

    /// Lets a rule call for no more alerts; those that go on by it alone are over with the next samples. For the NOC and
    /// tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.retireAlertRule\")")]
    async fn retire_alert_rule(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which rule to retire.")] input: RetireAlertRuleInput,
    ) -> Result<RetireAlertRulePayload, ApiError> {
        let id = read(&input.rule_id, "input.ruleId")?;
        let rule = Box::pin(retire_rule(&request(ctx).scope, id, input.expected_version)).await;
        RetireAlertRulePayload::of(rule.map(AlertRuleNode))
    }
}
