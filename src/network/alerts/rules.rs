//! What is worth an alarm: rules that staff keeps.
//!
//! A rule is retired and never removed: alerts tell of it.

use sea_orm::ActiveEnum as _;
use serde_json::{Value as Json, json};

use super::store::rules as rows;
use super::{permit, policy};
use crate::db::audit::Record;
use crate::db::{DbError, FIRST_VERSION, Scope, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::AlertRuleId;
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError, short_text};
use crate::network::entity::alert_rule::{AlertComparison, AlertMetric, AlertSeverity, Model};
use crate::network::entity::device::DeviceKind;

/// Rules that are applied at a time, at most: each is looked at with every poll.
pub const MAX_RULES: u64 = 100;

/// The longest name, in characters.
const MAX_NAME: usize = 80;

/// The longest time to settle: a day.
const MAX_SETTLE_SECONDS: i32 = 86_400;

/// What a rule says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleTerms {
    /// What it is called.
    pub name: String,
    /// What is measured.
    pub metric: AlertMetric,
    /// Which side of the level is worth an alarm.
    pub comparison: AlertComparison,
    /// The level, in the unit of the metric.
    pub level: Option<i64>,
    /// Seconds for which it must have been so.
    pub settle_seconds: i32,
    /// How bad it is.
    pub severity: AlertSeverity,
    /// Only devices of this kind.
    pub device_kind: Option<DeviceKind>,
}

impl RuleTerms {
    /// The row, if it can be; the rest is as in `like`.
    fn into_row(self, like: &Model) -> Result<Model, Invalid> {
        let name = short_text(&self.name, "name", MAX_NAME)?;
        if !(0..=MAX_SETTLE_SECONDS).contains(&self.settle_seconds) {
            return Err(Invalid::new("settleSeconds", format!("must be 0 to {MAX_SETTLE_SECONDS}")));
        }
        let levels = self.metric.levels();
        match (self.metric.is_state(), self.level) {
            (true, Some(_)) => return Err(Invalid::new("level", "must be absent: it is down or not")),
            (false, None) => return Err(Invalid::new("level", "must be given for this metric")),
            (false, Some(level)) if !levels.contains(&level) => {
                let message = format!("must be {} to {} for this metric", levels.start(), levels.end());
                return Err(Invalid::new("level", message));
            }
            (true, None) | (false, Some(_)) => {}
        }
        Ok(Model {
            name,
            metric: self.metric,
            comparison: self.comparison,
            level: self.level,
            settle_seconds: self.settle_seconds,
            severity: self.severity,
            device_kind: self.device_kind,
            ..like.clone()
        })
    }
}

/// The rules by name: those that are applied, or those that were retired; at most [`MAX_RULES`].
pub async fn alert_rules(scope: &Scope, retired: bool) -> Result<Vec<Model>, Fault> {
    Ok(rows::list(scope, !retired, MAX_RULES).await?)
}

/// Makes a rule, for polls from now on.
pub async fn create_rule(scope: &Scope, terms: RuleTerms) -> Result<Model, UseCaseError> {
    permit(scope, policy::may_manage_alerts)?;
    let empty = Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        name: String::new(),
        metric: terms.metric,
        comparison: terms.comparison,
        level: None,
        settle_seconds: 0,
        severity: terms.severity,
        device_kind: None,
        active: true,
        version: FIRST_VERSION,
    };
    let row = terms.into_row(&empty)?;
    let tx = scope.begin().await?;
    if rows::count_active(&tx).await? >= MAX_RULES {
        let message = format!("there are {MAX_RULES} rules; retire one first");
        return Err(Refusal::of(RefusalCode::TooMany, "name", message).into());
    }
    rows::insert(&tx, row.clone()).await.map_err(named)?;
    tx.record(Record::new("alert_rule.create", row.id).after(shown(&row))).await?;
    tx.commit().await?;
    Ok(row)
}

/// Changes a rule that is applied. Alerts that go on by it are judged by what it says now.
pub async fn update_rule(
    scope: &Scope,
    id: AlertRuleId,
    terms: RuleTerms,
    expected: Option<i32>,
) -> Result<Model, UseCaseError> {
    permit(scope, policy::may_manage_alerts)?;
    let tx = scope.begin().await?;
    let before = applied(&tx, id, expected).await?;
    let now = terms.into_row(&before)?;
    write(tx, "alert_rule.update", &before, now).await
}

/// Lets a rule not be applied any more: its alerts are over with the next good samples, which all are now.
pub async fn retire_rule(
    scope: &Scope,
    id: AlertRuleId,
    expected: Option<i32>,
) -> Result<Model, UseCaseError> {
    permit(scope, policy::may_manage_alerts)?;
    let tx = scope.begin().await?;
    let before = applied(&tx, id, expected).await?;
    let now = Model { active: false, ..before.clone() };
    write(tx, "alert_rule.retire", &before, now).await
}

async fn applied(tx: &Tx, id: AlertRuleId, expected: Option<i32>) -> Result<Model, UseCaseError> {
    let found = rows::held(tx, id).await?.ok_or_else(|| Refusal::not_found("ruleId", "rule"))?;
    if expected.is_some_and(|version| version != found.version) {
        return Err(Refusal::conflict("rule").into());
    }
    if !found.active {
        return Err(Refusal::of(RefusalCode::AlreadyDone, "ruleId", "the rule is retired").into());
    }
    Ok(found)
}

async fn write(tx: Tx, action: &'static str, before: &Model, now: Model) -> Result<Model, UseCaseError> {
    if !rows::change(&tx, before, now.clone()).await.map_err(named)? {
        return Err(Refusal::conflict("rule").into());
    }
    tx.record(Record::new(action, before.id).change(shown(before), shown(&now))).await?;
    tx.commit().await?;
    Ok(Model { version: before.version + 1, ..now })
}

fn named(error: DbError) -> UseCaseError {
    match error {
        DbError::Unique(_) => Refusal::of(RefusalCode::NameTaken, "name", "another rule has the name").into(),
        other => other.into(),
    }
}

fn shown(row: &Model) -> Json {
    json!({
        "name": row.name,
        "metric": row.metric.to_value(),
        "comparison": row.comparison.to_value(),
        "level": row.level,
        "settleSeconds": row.settle_seconds,
        "severity": row.severity.to_value(),
        "deviceKind": row.device_kind.map(|kind| kind.to_value()),
        "active": row.active,
    })
}
