//! The resellers of a generated tenant and the customers they brought.

use std::ops::Range;

use super::calendar::{Calendar, Ids, days_after};
use super::dice::Dice;
use super::names::Names;
use super::people::Client;
use super::world::UNASSIGNED;
use crate::customers::entity::reseller::{self, ResellerStatus};
use crate::customers::entity::reseller_customer;
use crate::db::FIRST_VERSION;
use crate::kernel::clock::date_in;
use crate::kernel::ids::ResellerId;

/// The first reseller, the one with a sign-in, has at least this many customers where there are so many.
const FIRST_RESELLERS_CUSTOMERS: usize = 64;

/// The resellers: the first, one below it, one of its own, a suspended one.
pub(super) fn resellers(calendar: Calendar, names: &Names<'_>, ids: &Ids) -> Vec<reseller::Model> {
    let since = calendar.moment(days_after(calendar.founded(), 30), 9 * 60);
    let row = |number: usize, parent_id, status, tier: &str| reseller::Model {
        id: ids.at(since),
        tenant_id: UNASSIGNED,
        code: format!("R{:03}", number + 1),
        name: names.seller(number),
        parent_id,
        status,
        tier: tier.to_owned(),
        created_at: since,
        version: FIRST_VERSION,
    };
    let first = row(0, None, ResellerStatus::Active, "GOLD");
    let below = row(1, Some(first.id), ResellerStatus::Active, "SILVER");
    vec![
        first,
        below,
        row(2, None, ResellerStatus::Active, "SILVER"),
        row(3, None, ResellerStatus::Suspended, "BRONZE"),
    ]
}

/// Who brought whom; some customers of the first reseller were with another before.
pub(super) fn assignments(
    resellers: &[reseller::Model],
    clients: &[Client],
    calendar: Calendar,
    dice: &mut Dice,
    ids: &Ids,
) -> Vec<reseller_customer::Model> {
    let mut rows = Vec::new();
    for (seller, brought) in shares(clients.len()).into_iter().enumerate() {
        for client in &clients[brought] {
            let since = date_in(calendar.zone, client.row.created_at);
            let mut assign = |seller: ResellerId, from, to| {
                rows.push(reseller_customer::Model {
                    id: ids.at(calendar.moment(from, 0)),
                    tenant_id: UNASSIGNED,
                    reseller_id: seller,
                    customer_id: client.row.id,
                    from_date: from,
                    to_date: to,
                });
            };
            let days = (calendar.as_of - since).num_days();
            if seller == 0 && days > 100 && dice.percent(10) {
                let moved = days_after(since, dice.between(30, days - 30));
                assign(resellers[2].id, since, Some(moved));
                assign(resellers[seller].id, moved, None);
            } else {
                assign(resellers[seller].id, since, None);
            }
        }
    }
    rows
}

/// The customers of each reseller by their position; the rest have none.
fn shares(customers: usize) -> [Range<usize>; 4] {
    let mut from = 0;
    let mut next = |count: usize| {
        let share = from..customers.min(from + count);
        from = share.end;
        share
    };
    [
        next((customers * 32 / 100).max(FIRST_RESELLERS_CUSTOMERS)),
        next(customers / 10),
        next(customers * 15 / 100),
        next(customers / 20),
    ]
}
