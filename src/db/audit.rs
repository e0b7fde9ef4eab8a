//! The append-only audit log: who changed what, on whose request, from what to what.
//!
//! Invariants: an entry is written in the transaction of what it tells of. The database itself refuses to change or
//! remove one, apart from giving it its place in the chain (`crate::audit::seal`) and taking its values and their salt
//! away (`crate::audit::erase`).

use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, Set};
use serde_json::Value as Json;

use super::error::DbError;
use super::platform::PlatformScope;
use super::select::Reads as _;
use super::tx::Tx;
use crate::kernel::actor::{Actor, CallerKind};
use crate::kernel::ids::{AccountId, AuditEntryId, CustomerId, TenantId, TypedId as _};

/// What somebody was to the customer or account that was changed or looked at.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    EnumIter,
    DeriveActiveEnum,
    async_graphql::Enum,
    serde::Serialize,
    serde::Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ActorKind {
    /// A member of the customer, or the owner of the account itself.
    Member,
    /// An employee of a reseller.
    Reseller,
    /// An employee of the ISP.
    Staff,
    /// The system itself, or its operator.
    System,
}

impl ActorKind {
    /// What the actor is to a customer, or to nobody in particular.
    pub fn of(actor: &Actor, customer: Option<CustomerId>) -> Self {
        if matches!(actor, Actor::System) {
            return Self::System;
        }
        if let Some(view) = actor.account().and_then(|account| account.view) {
            return Self::of_kind(view.employee);
        }
        if customer.is_some_and(|id| actor.member_roles(id).next().is_some()) {
            return Self::Member;
        }
        let employee = actor.kinds().map(Self::of_kind).find(|kind| *kind != Self::Member);
        employee.unwrap_or(Self::Member)
    }

    fn of_kind(kind: CallerKind) -> Self {
        match kind {
            CallerKind::Staff(_) => Self::Staff,
            CallerKind::Reseller(_) => Self::Reseller,
            CallerKind::Member(_) | CallerKind::Anonymous => Self::Member,
        }
    }
}

/// One row of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    /// The entry.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuditEntryId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The account that acted; none for the system.
    pub actor_account_id: Option<AccountId>,
    /// What the actor was to the subject.
    pub actor_kind: Option<ActorKind>,
    /// The customer through whose eyes the actor looked.
    pub on_behalf_of: Option<CustomerId>,
    /// The customer whom it concerns, for the customer's own list.
    pub customer_id: Option<CustomerId>,
    /// What was done, e.g. `account.unlock`.
    pub action: String,
    /// The external id of what it was done to.
    pub subject: String,
    /// The reason given, if the action asks for one. Gone when it was erased.
    pub reason: Option<String>,
    /// What there was, as JSON. Gone when it was erased.
    pub value_before: Option<String>,
    /// What there is now, as JSON. Gone when it was erased.
    pub value_after: Option<String>,
    /// The request.
    pub request_id: String,
    /// When, by the world's clock.
    pub at: DateTimeUtc,
    /// The place in the tenant's chain, from 1 without gaps; none until it is sealed.
    pub seq: Option<i64>,
    /// Makes the commitment say nothing without it. Gone when the values were erased.
    pub salt: Option<Vec<u8>>,
    /// HMAC-SHA-256 of the values under the salt.
    pub commitment: Option<Vec<u8>>,
    /// SHA-256 over the entry before and this one.
    pub link: Option<Vec<u8>>,
}

/// Entries stand alone: they outlive what they speak of.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();

/// What is to be recorded. Never put a secret, a token or a hash of one into it.
#[derive(Debug, Clone)]
#[must_use = "nothing is recorded before Tx::record"]
pub struct Record {
    action: &'static str,
    subject: String,
    customer: Option<CustomerId>,
    actor: Option<AccountId>,
    kind: Option<ActorKind>,
    reason: Option<String>,
    before: Option<Json>,
    after: Option<Json>,
}

impl Record {
    /// `action` (`subject.verb`) was done to `subject`, an external id. Where the subject is a customer, the customer
    /// sees the entry.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "ids are Copy: a call reads better without a reference"
    )]
    pub fn new(action: &'static str, subject: impl ToString) -> Self {
        let subject = subject.to_string();
        let customer = CustomerId::parse(&subject).ok();
        Self { action, subject, customer, actor: None, kind: None, reason: None, before: None, after: None }
    }

    /// The customer whom it concerns: the customer sees the entry.
    pub fn customer(self, customer: CustomerId) -> Self {
        Self { customer: Some(customer), ..self }
    }

    /// The account that acted, where the scope does not know it yet: a sign-in, an activation.
    pub fn by(self, account: AccountId) -> Self {
        Self { actor: Some(account), ..self }
    }

    /// What that account was to the customer, where the scope does not know it any more: a link that it asked for.
    pub fn being(self, kind: ActorKind) -> Self {
        Self { kind: Some(kind), ..self }
    }

    /// Why.
    pub fn reason(self, reason: impl Into<String>) -> Self {
        Self { reason: Some(reason.into()), ..self }
    }

    /// What there was, and what there is now.
    pub fn change(self, before: Json, after: Json) -> Self {
        Self { before: Some(before), after: Some(after), ..self }
    }

    /// What there is now, where there was nothing.
    pub fn after(self, after: Json) -> Self {
        Self { after: Some(after), ..self }
    }

    /// What there was, where there is nothing now.
    pub fn before(self, before: Json) -> Self {
        Self { before: Some(before), ..self }
    }
}

#[derive(FromQueryResult)]
struct TenantRow {
    tenant_id: TenantId,
}

/// The tenants that have entries without a place in their chains, each once, for the job that seals them.
pub async fn tenants_to_seal(platform: &PlatformScope) -> Result<Vec<TenantId>, DbError> {
    const SQL: &str = "SELECT DISTINCT tenant_id FROM audit_entry WHERE link IS NULL ORDER BY tenant_id";
    let rows: Vec<TenantRow> = platform.rows(SQL, []).await?;
    Ok(rows.into_iter().map(|row| row.tenant_id).collect())
}

impl Tx {
    /// Records, in this transaction, that `action` was done to `subject`. See [`Tx::record`] for more than that.
    pub async fn audit(
        &self,
        action: &'static str,
        subject: String,
        reason: Option<String>,
    ) -> Result<(), DbError> {
        self.record(Record { reason, ..Record::new(action, subject) }).await
    }

    /// Records a change in this transaction. One statement.
    pub async fn record(&self, record: Record) -> Result<(), DbError> {
        let scope = self.scope();
        let actor = scope.actor();
        self.insert(ActiveModel {
            id: Set(scope.new_id()),
            actor_account_id: Set(record.actor.or_else(|| actor.account().map(|account| account.id))),
            actor_kind: Set(Some(record.kind.unwrap_or_else(|| ActorKind::of(actor, record.customer)))),
            on_behalf_of: Set(actor.viewing_as()),
            customer_id: Set(record.customer),
            action: Set(record.action.to_owned()),
            subject: Set(record.subject),
            reason: Set(record.reason),
            value_before: Set(record.before.map(|value| value.to_string())),
            value_after: Set(record.after.map(|value| value.to_string())),
            request_id: Set(scope.request_id().to_owned()),
            at: Set(scope.real_now()),
            ..Default::default()
        })
        .await?;
        scope.note_audited();
        Ok(())
    }
}
