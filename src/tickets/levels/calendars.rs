//! Calendars: the hours in which the ISP works, and the days on which it does not.
//!
//! Invariant: what is stored was a calendar when it was written. What is due stays due when the hours change.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::keeps;
use crate::db::audit::Record;
use crate::db::{DbError, FIRST_VERSION, Reads as _, Scope, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::BusinessCalendarId;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError, short_text};
use crate::tickets::entity::business_calendar;
use crate::tickets::sla::calendar::{Calendar, Hours};
use crate::tickets::store::levels as store;

/// Calendars of one ISP, at most.
pub const MAX_CALENDARS: u64 = 20;

/// What a calendar is made of.
#[derive(Debug, Clone)]
pub struct CalendarTerms {
    /// What it is called: one of a name.
    pub name: String,
    /// The zone of its hours; none: that of the tenant.
    pub zone: Option<String>,
    /// The spans of Monday to Sunday.
    pub hours: Hours,
    /// Days without hours.
    pub holidays: Vec<NaiveDate>,
}

impl CalendarTerms {
    fn into_row(
        mut self,
        scope: &Scope,
        like: &business_calendar::Model,
    ) -> Result<business_calendar::Model, UseCaseError> {
        let name = short_text(&self.name, "name", 60)?;
        let zone = self.zone.unwrap_or_else(|| scope.tenant().zone.name().to_owned());
        self.holidays.sort_unstable();
        self.holidays.dedup();
        for spans in &mut self.hours {
            spans.sort_unstable();
        }
        Calendar::new(&zone, &self.hours, &self.holidays)?;
        let json = |value: Result<Json, serde_json::Error>| value.map_err(Fault::internal);
        let hours = json(serde_json::to_value(&self.hours))?;
        let holidays = json(serde_json::to_value(&self.holidays))?;
        let business_calendar::Model { id, tenant_id, version, .. } = *like;
        Ok(business_calendar::Model { id, tenant_id, name, zone, hours, holidays, version })
    }
}

/// The calendars by name, at most 20.
pub async fn calendars(scope: &Scope) -> Result<Vec<business_calendar::Model>, Fault> {
    Ok(store::calendars(scope, MAX_CALENDARS).await?)
}

/// Makes a calendar.
pub async fn create_calendar(
    scope: &Scope,
    terms: CalendarTerms,
) -> Result<business_calendar::Model, UseCaseError> {
    keeps(scope)?;
    let empty = business_calendar::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        name: String::new(),
        zone: String::new(),
        hours: Json::Null,
        holidays: Json::Null,
        version: FIRST_VERSION,
    };
    let row = terms.into_row(scope, &empty)?;
    let tx = scope.begin().await?;
    if store::count_calendars(&tx).await? >= MAX_CALENDARS {
        let message = format!("there are {MAX_CALENDARS} calendars; change one of them");
        return Err(Refusal::of(RefusalCode::TooMany, "name", message).into());
    }
    with_free_name(store::insert_calendar(&tx, row.clone()).await)?;
    tx.record(Record::new("business_calendar.create", row.id).after(shown(&row))).await?;
    tx.commit().await?;
    Ok(row)
}

/// Changes a calendar. Clocks that are set from now on count by it; what is due stays due.
pub async fn update_calendar(
    scope: &Scope,
    id: BusinessCalendarId,
    terms: CalendarTerms,
    expected_version: Option<i32>,
) -> Result<business_calendar::Model, UseCaseError> {
    keeps(scope)?;
    let tx = scope.begin().await?;
    let before = known(&tx, id, "calendarId").await?;
    if expected_version.is_some_and(|version| version != before.version) {
        return Err(Refusal::conflict("calendar").into());
    }
    let now = terms.into_row(tx.scope(), &before)?;
    let changed = store::change_calendar(&tx, &before, now.clone()).await;
    if !with_free_name(changed)? {
        return Err(Refusal::conflict("calendar").into());
    }
    tx.record(Record::new("business_calendar.update", id).change(shown(&before), shown(&now))).await?;
    tx.commit().await?;
    Ok(business_calendar::Model { version: before.version + 1, ..now })
}

/// A calendar that `field` of an input names.
pub(super) async fn known(
    tx: &Tx,
    id: BusinessCalendarId,
    field: &'static str,
) -> Result<business_calendar::Model, UseCaseError> {
    let found = store::calendars_by_id(tx, &[id]).await?.pop();
    Ok(found.ok_or_else(|| Refusal::not_found(field, "calendar"))?)
}

fn with_free_name<T>(written: Result<T, DbError>) -> Result<T, UseCaseError> {
    written.map_err(|error| match error {
        DbError::Unique(_) => {
            Refusal::of(RefusalCode::NameTaken, "name", "another calendar has the name").into()
        }
        other => other.into(),
    })
}

fn shown(row: &business_calendar::Model) -> Json {
    json!({ "name": row.name, "zone": row.zone, "hours": row.hours, "holidays": row.holidays })
}
