//! Writing what a sample has led to.

use super::evaluate::Plan;
use super::{events, store};
use crate::db::{DbError, Tx};
use crate::events::EventType;
use crate::kernel::clock::Instant;
use crate::kernel::ids::AlertId;
use crate::network::entity::alert;

/// Writes it, and tells of what was opened and what is over. As many statements for one alert as for fifty.
pub(in crate::network) async fn write(tx: &Tx, plan: Plan, at: Instant) -> Result<(), DbError> {
    let ids = |rows: &[alert::Model]| -> Vec<AlertId> { rows.iter().map(|row| row.id).collect() };
    let mut opened = plan.opened;
    if !plan.going_on.is_empty() {
        store::go_on(tx, plan.going_on).await?;
    }
    if !opened.is_empty() {
        store::open(tx, &ids(&opened), at).await?;
    }
    if !plan.begun.is_empty() {
        opened.extend(plan.begun.iter().filter(|row| row.is_told()).cloned());
        store::insert(tx, plan.begun).await?;
    }
    if !plan.resolved.is_empty() {
        store::resolve(tx, &ids(&plan.resolved), at).await?;
    }
    if !plan.forgotten.is_empty() {
        store::forget(tx, &plan.forgotten).await?;
    }
    events::tell(tx, EventType::AlertOpened, &opened).await?;
    events::tell(tx, EventType::AlertResolved, &plan.resolved).await
}
