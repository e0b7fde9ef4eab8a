//! The report of support: what came, what was done, how soon, and what is left, by team, employee, category or priority.
//!
//! Tickets count for the group that they are in now. Times are those that pass, nights and holidays included; whether a
//! promise was kept goes by the service level's own hours. A figure of what happened in a past period changes only where a
//! ticket changes its group; those of promises are decided as time goes on.

mod figures;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::hash::Hash;

use chrono::NaiveDate;
use sea_orm::{Iterable as _, TryGetable};

pub use self::figures::{Day, Figures, Moved, Opened, Promise, Times};
use self::figures::{days, figures};
use super::permit;
use crate::db::Scope;
use crate::identity;
use crate::kernel::clock::start_of;
use crate::kernel::ids::{AccountId, SupportTeamId};
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::UseCaseError;
use crate::tickets::entity::ticket::{TicketCategory, TicketPriority};
use crate::tickets::policy;
use crate::tickets::store::desk::report::{self as rows, Span};
use crate::tickets::store::desk::teams;

/// Days of a report at most.
pub const MAX_REPORT_DAYS: i64 = 366;

/// Tickets, and changes of their status, that a report is counted from at most.
pub const MAX_REPORT_ROWS: usize = 50_000;

/// By what tickets are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, async_graphql::Enum)]
#[graphql(name = "SupportReportGrouping")]
pub enum Grouping {
    /// By the team that they lie with.
    Team,
    /// By the employee who works on them.
    Agent,
    /// By what they are about.
    Category,
    /// By how urgent they are.
    Priority,
}

/// A group of tickets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// Those of a team, with its name.
    Team(SupportTeamId, String),
    /// Those of an employee, with the name.
    Agent(AccountId, String),
    /// Those about something.
    Category(TicketCategory),
    /// Those that are so urgent.
    Priority(TicketPriority),
    /// Those of no team, or of no employee.
    Nobody,
}

/// A group with its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportGroup {
    /// Which tickets.
    pub group: Group,
    /// Their figures.
    pub figures: Figures,
}

/// The report of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The first day.
    pub from: NaiveDate,
    /// The first day after it.
    pub to: NaiveDate,
    /// Every group there is, also without tickets; teams and employees by name, and last what nobody has.
    pub groups: Vec<ReportGroup>,
    /// All tickets together.
    pub total: Figures,
    /// Every day.
    pub days: Vec<Day>,
}

/// The report of a period, half open, in days of the tenant's zone. Three statements over tickets, and one for the names of
/// teams or employees.
pub async fn support_report(
    scope: &Scope,
    from: NaiveDate,
    to: NaiveDate,
    by: Grouping,
) -> Result<Report, UseCaseError> {
    permit(scope, policy::may_read_reports)?;
    if to <= from {
        return Err(Invalid::new("to", "must be after `from`").into());
    }
    if (to - from).num_days() > MAX_REPORT_DAYS {
        let message = format!("must be at most {MAX_REPORT_DAYS} days after `from`");
        return Err(Invalid::new("to", message).into());
    }
    let period = (from, to);
    match by {
        Grouping::Team => {
            let counted = Counted::<Option<SupportTeamId>>::of(scope, period, "team_id").await?;
            let ids: Vec<SupportTeamId> = counted.groups.keys().copied().flatten().collect();
            let teams = teams::active_and(scope, &ids).await?;
            let named = teams.into_iter().map(|team| (Some(team.id), Group::Team(team.id, team.name)));
            Ok(counted.told(period, named.chain([(None, Group::Nobody)])))
        }
        Grouping::Agent => {
            let counted = Counted::<Option<AccountId>>::of(scope, period, "assignee_id").await?;
            let ids: Vec<AccountId> = counted.groups.keys().copied().flatten().collect();
            let people = identity::employees(scope, &ids).await?;
            let named = people.into_iter().map(|one| (Some(one.id), Group::Agent(one.id, one.name)));
            Ok(counted.told(period, named.chain([(None, Group::Nobody)])))
        }
        Grouping::Category => {
            let counted = Counted::<TicketCategory>::of(scope, period, "category").await?;
            Ok(counted.told(period, TicketCategory::iter().map(|key| (key, Group::Category(key)))))
        }
        Grouping::Priority => {
            let counted = Counted::<TicketPriority>::of(scope, period, "priority").await?;
            Ok(counted.told(period, TicketPriority::iter().map(|key| (key, Group::Priority(key)))))
        }
    }
}

/// What was counted, by what tickets are put together by.
struct Counted<K> {
    groups: HashMap<K, Figures>,
    total: Figures,
    days: Vec<Day>,
}

impl<K: TryGetable + Copy + Eq + Hash + Send> Counted<K> {
    async fn of(
        scope: &Scope,
        period: (NaiveDate, NaiveDate),
        column: &'static str,
    ) -> Result<Self, UseCaseError> {
        let zone = scope.tenant().zone;
        let span = Span { from: start_of(zone, period.0), to: start_of(zone, period.1) };
        let opened = rows::opened::<K>(scope, column, span, MAX_REPORT_ROWS).await?;
        let moved = rows::moved::<K>(scope, column, span, MAX_REPORT_ROWS).await?;
        if opened.len().max(moved.len()) > MAX_REPORT_ROWS {
            let message =
                format!("ask for fewer days: there are more than {MAX_REPORT_ROWS} tickets or changes");
            return Err(Invalid::new("to", message).into());
        }
        let standing = rows::backlog::<K>(scope, column, span.to).await?;
        let backlog: HashMap<K, i64> = standing.into_iter().map(|row| (row.key, row.tickets)).collect();
        let (groups, total) = figures(&opened, &moved, &backlog, scope.now());
        let days = days(period, zone, &opened, &moved, total.backlog);
        Ok(Self { groups, total, days })
    }

    fn told(mut self, (from, to): (NaiveDate, NaiveDate), named: impl Iterator<Item = (K, Group)>) -> Report {
        let groups = named
            .map(|(key, group)| ReportGroup { group, figures: self.groups.remove(&key).unwrap_or_default() })
            .collect();
        Report { from, to, groups, total: self.total, days: self.days }
    }
}

impl Promise {
    /// The part of them that was not kept, in ten-thousandths, rounded to the nearest; none where nothing is decided.
    pub fn breached_share(&self) -> Option<i64> {
        (self.decided > 0).then(|| (self.breached * 20_000 + self.decided) / (self.decided * 2))
    }
}

impl Figures {
    /// The mean rating in hundredths, rounded to the nearest; none where there is none.
    pub fn mean_rating(&self) -> Option<i64> {
        (self.ratings > 0).then(|| (self.rating_sum * 200 + self.ratings) / (self.ratings * 2))
    }
}
