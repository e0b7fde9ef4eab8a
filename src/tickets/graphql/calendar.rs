//! `businessCalendars`, `createBusinessCalendar`, `updateBusinessCalendar`.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::graphql::scalars::Date;
use crate::kernel::fault::Fault;
use crate::tickets::entity::business_calendar;
use crate::tickets::sla::calendar::Hours;
use crate::tickets::sla::spoken;
use crate::tickets::{self, CalendarTerms};

/// A calendar.
pub struct BusinessCalendarNode(pub business_calendar::Model);

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum DayOfWeek {
    /// The first day of the week.
    Monday,
    /// The second.
    Tuesday,
    /// The third.
    Wednesday,
    /// The fourth.
    Thursday,
    /// The fifth.
    Friday,
    /// The sixth.
    Saturday,
    /// The last.
    Sunday,
}

impl DayOfWeek {
    const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];
}

/// Hours of a day of the week.
#[derive(SimpleObject)]
pub struct BusinessHours {
    /// The day.
    day: DayOfWeek,
    /// When they begin, by the clock on the wall: `09:00`.
    from: String,
    /// When they end; `24:00` is the end of the day.
    to: String,
}

/// The hours in which the ISP works: what counts for its service levels. For staff.
#[Object(name = "BusinessCalendar")]
impl BusinessCalendarNode {
    /// The calendar's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The time zone of its hours and holidays, of the IANA database.
    async fn zone(&self) -> &str {
        &self.0.zone
    }

    /// The hours, from Monday to Sunday; at most 56.
    #[expect(clippy::unused_async, reason = "every resolver is async")]
    async fn hours(&self) -> Result<Vec<BusinessHours>, ApiError> {
        let week = DayOfWeek::ALL.into_iter().zip(spoken(&self.0)?);
        let hours = week.flat_map(|(day, spans)| {
            spans.into_iter().map(move |(from, to)| BusinessHours { day, from, to })
        });
        Ok(hours.collect())
    }

    /// The days without hours, in order; at most 400.
    #[expect(clippy::unused_async, reason = "every resolver is async")]
    async fn holidays(&self) -> Result<Vec<Date>, ApiError> {
        let days: Vec<chrono::NaiveDate> =
            serde_json::from_value(self.0.holidays.clone()).map_err(Fault::internal)?;
        Ok(days.into_iter().map(Date).collect())
    }

    /// Counts the changes of the calendar, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

use_case_errors! {
    CreateBusinessCalendarErrorCode, CreateBusinessCalendarUserError ("CreateBusinessCalendarUserError"),
    "Why no calendar was made." {
        /// The name, the zone, the hours or the holidays are wrong; `field` says which.
        InvalidInput,
        /// Another calendar has the name.
        NameTaken,
        /// There are 20.
        TooMany,
    }
}
use_case_errors! {
    UpdateBusinessCalendarErrorCode, UpdateBusinessCalendarUserError ("UpdateBusinessCalendarUserError"),
    "Why a calendar was not changed." {
        /// There is no such calendar.
        NotFound,
        /// The calendar is not the version that was seen.
        Conflict,
        /// The name, the zone, the hours or the holidays are wrong; `field` says which.
        InvalidInput,
        /// Another calendar has the name.
        NameTaken,
    }
}
use_case_payload! {
    CreateBusinessCalendarPayload ("The outcome of `createBusinessCalendar`."), CreateBusinessCalendarUserError,
    /// The calendar; null when there is an error.
    calendar: BusinessCalendarNode
}
use_case_payload! {
    UpdateBusinessCalendarPayload ("The outcome of `updateBusinessCalendar`."), UpdateBusinessCalendarUserError,
    /// The calendar as it is now; null when there is an error.
    calendar: BusinessCalendarNode
}

/// Hours of a day of the week.
#[derive(InputObject)]
pub struct BusinessHoursInput {
    /// The day.
    pub day: DayOfWeek,
    /// When they begin, by the clock on the wall: `09:00`.
    pub from: String,
    /// When they end, after that; `24:00` is the end of the day.
    pub to: String,
}

/// What a calendar is made of.
#[derive(InputObject)]
pub struct BusinessCalendarTermsInput {
    /// What it is called: 1 to 60 characters, one of a name.
    pub name: String,
    /// The time zone of its hours and holidays, of the IANA database; the ISP's own if absent.
    pub zone: Option<String>,
    /// The hours: at least one, at most eight a day, and none that overlap.
    pub hours: Vec<BusinessHoursInput>,
    /// The days without hours; at most 400.
    #[graphql(default)]
    pub holidays: Vec<Date>,
}

impl From<BusinessCalendarTermsInput> for CalendarTerms {
    fn from(input: BusinessCalendarTermsInput) -> Self {
        let mut hours: Hours = vec![Vec::new(); 7];
        for BusinessHoursInput { day, from, to } in input.hours {
            let week = DayOfWeek::ALL.into_iter().zip(&mut hours);
            for (_, spans) in week.filter(|(known, _)| *known == day) {
                spans.push((from.clone(), to.clone()));
            }
        }
        let holidays = input.holidays.into_iter().map(|day| day.0).collect();
        Self { name: input.name, zone: input.zone, hours, holidays }
    }
}

/// The calendar to make.
#[derive(InputObject)]
pub struct CreateBusinessCalendarInput {
    /// What it is made of.
    pub terms: BusinessCalendarTermsInput,
}

/// Which calendar to change, and into what.
#[derive(InputObject)]
pub struct UpdateBusinessCalendarInput {
    /// The calendar.
    pub calendar_id: ID,
    /// What it is made of now: all of it, in the place of what it was.
    pub terms: BusinessCalendarTermsInput,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// See its fields.
#[derive(Default)]
pub struct BusinessCalendarMutations;

#[Object]
impl BusinessCalendarMutations {
    /// Makes a calendar for service levels. For tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createBusinessCalendar\")")]
    async fn create_business_calendar(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The calendar to make.")] input: CreateBusinessCalendarInput,
    ) -> Result<CreateBusinessCalendarPayload, ApiError> {
        let made = Box::pin(tickets::create_calendar(&request(ctx).scope, input.terms.into())).await;
        CreateBusinessCalendarPayload::of(made.map(BusinessCalendarNode))
    }

    /// Changes a calendar. It holds for tickets that are opened, or set to another priority, from now on, and for pauses that
    /// end from now on; what is due stays due. For tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.updateBusinessCalendar\")")]
    async fn update_business_calendar(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which calendar to change, and into what.")] input: UpdateBusinessCalendarInput,
    ) -> Result<UpdateBusinessCalendarPayload, ApiError> {
        let id = read(&input.calendar_id, "input.calendarId")?;
        let (scope, version) = (&request(ctx).scope, input.expected_version);
        let changed = Box::pin(tickets::update_calendar(scope, id, input.terms.into(), version)).await;
        UpdateBusinessCalendarPayload::of(changed.map(BusinessCalendarNode))
    }
}
