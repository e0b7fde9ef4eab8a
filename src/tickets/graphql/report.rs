//! `supportReport`.

use async_graphql::{Context, ID, Object, SimpleObject};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::write;
use crate::graphql::outcome::asked;
use crate::graphql::scalars::{Date, Decimal};
use crate::tickets::desk::{self, Figures, Group, Grouping, Promise, Report, ReportGroup, Times};
use crate::tickets::entity::ticket::{TicketCategory, TicketPriority};

/// The report of support.
pub struct SupportReportNode {
    report: Report,
    by: Grouping,
}

/// The report of `from` to `to` in days of the ISP's zone, half open.
pub async fn support_report(
    ctx: &Context<'_>,
    from: Date,
    to: Date,
    by: Grouping,
) -> Result<SupportReportNode, ApiError> {
    let report = asked(desk::support_report(&request(ctx).scope, from.0, to.0, by).await)?;
    Ok(SupportReportNode { report, by })
}

/// What came, what was done, how soon, and what is left. Tickets count for the group that they are in now. Visible to support
/// and tenant administrators.
#[Object(name = "SupportReport")]
impl SupportReportNode {
    /// The first day.
    async fn from(&self) -> Date {
        Date(self.report.from)
    }

    /// The first day after it.
    async fn to(&self) -> Date {
        Date(self.report.to)
    }

    /// The zone of the days, of the IANA database: the ISP's.
    async fn zone(&self, ctx: &Context<'_>) -> &'static str {
        request(ctx).scope.tenant().zone.name()
    }

    /// By what tickets are put together.
    async fn group_by(&self) -> Grouping {
        self.by
    }

    /// Every group there is, with zeros where nothing happened: all categories or priorities; teams at work or employees by
    /// name, those that have tickets though they are retired or gone, and last the tickets of no team or nobody.
    async fn groups(&self) -> Vec<SupportReportGroupNode> {
        self.report.groups.iter().cloned().map(SupportReportGroupNode).collect()
    }

    /// All tickets together.
    async fn total(&self) -> SupportFiguresNode {
        SupportFiguresNode::from(self.report.total)
    }

    /// Every day with its numbers, all groups together: points of a chart.
    async fn days(&self) -> Vec<SupportReportDay> {
        let day = |day: &desk::Day| SupportReportDay {
            date: Date(day.date),
            opened: int(day.opened),
            solved: int(day.solved),
            backlog: int(day.backlog),
        };
        self.report.days.iter().map(day).collect()
    }
}

/// A group of the report.
pub struct SupportReportGroupNode(ReportGroup);

/// A group of tickets with its figures.
#[Object(name = "SupportReportGroup")]
impl SupportReportGroupNode {
    /// What the group is called: the team's or employee's name, or the value of category or priority; null for the tickets of
    /// no team or nobody.
    async fn name(&self) -> Option<String> {
        match &self.0.group {
            Group::Team(_, name) | Group::Agent(_, name) => Some(name.clone()),
            Group::Category(category) => Some(value_of(category)),
            Group::Priority(priority) => Some(value_of(priority)),
            Group::Nobody => None,
        }
    }

    /// The team; null in a report by something else, and for the tickets of no team.
    async fn team_id(&self) -> Option<ID> {
        match self.0.group {
            Group::Team(id, _) => Some(write(id)),
            _ => None,
        }
    }

    /// The employee's account; null in a report by something else, and for the tickets of nobody.
    async fn agent_id(&self) -> Option<ID> {
        match self.0.group {
            Group::Agent(id, _) => Some(write(id)),
            _ => None,
        }
    }

    /// The category; null in a report by something else.
    async fn category(&self) -> Option<TicketCategory> {
        match self.0.group {
            Group::Category(category) => Some(category),
            _ => None,
        }
    }

    /// The priority; null in a report by something else.
    async fn priority(&self) -> Option<TicketPriority> {
        match self.0.group {
            Group::Priority(priority) => Some(priority),
            _ => None,
        }
    }

    /// Its figures.
    async fn figures(&self) -> SupportFiguresNode {
        SupportFiguresNode::from(self.0.figures)
    }
}

/// A value of an enum as it is stored, which is its name in the API.
fn value_of<E: sea_orm::ActiveEnum<Value = String>>(value: &E) -> String {
    value.to_value()
}

/// Numbers of a group of tickets over the period. Times are whole minutes that pass, nights and holidays included; a median is
/// the smallest time that half of all are not above, a p90 the one that nine in ten are not above.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(name = "SupportFigures")]
pub struct SupportFiguresNode {
    /// Tickets that were opened in the period.
    opened: i32,
    /// How often a ticket was solved in it; one that is opened again and solved again counts twice.
    solved: i32,
    /// How often one was closed.
    closed: i32,
    /// How often one that was solved or closed was opened again.
    reopened: i32,
    /// Tickets that were neither solved nor closed at the end of the period, or now if that is earlier.
    backlog: i32,
    /// Tickets opened in the period that have had a first public answer.
    first_reply_count: i32,
    /// Minutes from opening to that answer, the median; null where there is none.
    first_reply_median_minutes: Option<i32>,
    /// The same, the p90.
    first_reply_p90_minutes: Option<i32>,
    /// Minutes from opening to the solution, of each time that a ticket was solved in the period, the median; null where there
    /// is none.
    fix_median_minutes: Option<i32>,
    /// The same, the p90.
    fix_p90_minutes: Option<i32>,
    /// Tickets opened in the period for which a first answer was promised, where it is decided whether that was kept: it was
    /// given, the ticket is over, or the time is.
    first_reply_decided: i32,
    /// Those of them for which it was not kept.
    first_reply_breached: i32,
    /// The part of them for which it was not kept, as a fraction: `0.25` is 25 %; null where nothing is decided.
    first_reply_breached_share: Option<Decimal>,
    /// Tickets opened in the period for which a solution was promised, where it is decided whether that was kept.
    fix_decided: i32,
    /// Those of them for which it was not kept.
    fix_breached: i32,
    /// The part of them for which it was not kept, as a fraction; null where nothing is decided.
    fix_breached_share: Option<Decimal>,
    /// Ratings of tickets that were solved or closed in the period, each ticket once.
    rating_count: i32,
    /// Their mean, 1 to 5 with two decimals; null where there is none.
    rating_mean: Option<Decimal>,
}

impl From<Figures> for SupportFiguresNode {
    fn from(figures: Figures) -> Self {
        let Figures { first_reply, fix, first_reply_promise, fix_promise, .. } = figures;
        let minutes = |minutes: Option<i64>| minutes.map(int);
        let share = |promise: &Promise| promise.breached_share().map(|part| scaled(part, 4));
        let Times { count: first_reply_count, .. } = first_reply;
        Self {
            opened: int(figures.opened),
            solved: int(figures.solved),
            closed: int(figures.closed),
            reopened: int(figures.reopened),
            backlog: int(figures.backlog),
            first_reply_count: int(first_reply_count),
            first_reply_median_minutes: minutes(first_reply.median),
            first_reply_p90_minutes: minutes(first_reply.p90),
            fix_median_minutes: minutes(fix.median),
            fix_p90_minutes: minutes(fix.p90),
            first_reply_decided: int(first_reply_promise.decided),
            first_reply_breached: int(first_reply_promise.breached),
            first_reply_breached_share: share(&first_reply_promise),
            fix_decided: int(fix_promise.decided),
            fix_breached: int(fix_promise.breached),
            fix_breached_share: share(&fix_promise),
            rating_count: int(figures.ratings),
            rating_mean: figures.mean_rating().map(|mean| scaled(mean, 2)),
        }
    }
}

/// A day of the report.
#[derive(Debug, Clone, SimpleObject)]
pub struct SupportReportDay {
    /// The day in the ISP's zone.
    date: Date,
    /// Tickets that were opened.
    opened: i32,
    /// How often one was solved.
    solved: i32,
    /// Tickets that were neither solved nor closed at its end, or now if that is earlier.
    backlog: i32,
}

fn scaled(number: i64, places: u32) -> Decimal {
    Decimal(rust_decimal::Decimal::new(number, places).normalize())
}

pub(super) fn int(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
