//! What is known before a ticket is opened: it may spare the customer the ticket, and the ISP the answer.

use chrono::{NaiveDate, TimeDelta};

use super::entity::ticket::{self, TicketCategory};
use super::store;
use crate::catalog::{self, LockReason, Subscription, SuspensionLock};
use crate::db::Scope;
use crate::help::HelpArticle;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, SubscriptionId};
use crate::kernel::money::Money;
use crate::network::Incident;
use crate::{billing, customers, help, network};

/// How long before it begins announced work is known here.
const SOON: TimeDelta = TimeDelta::hours(24);

/// Articles that are shown.
const MAX_ARTICLES: u32 = 5;

/// Tickets that are shown.
const MAX_TICKETS: u64 = 20;

/// What to do in place of a ticket, or that nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
#[graphql(name = "PreflightSuggestion")]
pub enum Suggestion {
    /// The ISP knows of it: follow the incident.
    FollowIncident,
    /// The service is withheld because bills are overdue: pay what brings it back.
    PayToRestore,
    /// There are articles on it.
    ReadArticles,
    /// Nothing is known.
    OpenTicket,
}

/// Why a service is withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspension {
    /// Why.
    pub reason: LockReason,
    /// The first day without service.
    pub since: NaiveDate,
    /// What must be paid to bring it back; none where it is not a matter of money, or the caller sees no bills.
    pub to_restore: Option<Money>,
}

/// What is known.
#[derive(Debug, Clone)]
pub struct Preflight {
    /// The service.
    pub service: Subscription,
    /// What affects it now, or will within a day; the latest first.
    pub incidents: Vec<Incident>,
    /// Why it is withheld; none where it is not.
    pub suspension: Option<Suspension>,
    /// Articles on such tickets, the best first.
    pub articles: Vec<HelpArticle>,
    /// What the caller sees of the tickets about it that are not over, the latest first.
    pub open_tickets: Vec<ticket::Model>,
    /// What to do.
    pub suggestion: Suggestion,
}

/// What is known of a service before a ticket of a category is opened about it, in the language `locale`; none where the
/// caller sees no such service.
pub async fn preflight(
    scope: &Scope,
    service: SubscriptionId,
    category: TicketCategory,
    locale: &str,
) -> Result<Option<Preflight>, Fault> {
    use sea_orm::ActiveEnum as _;
    let Some(service) = catalog::open_subscriptions(scope, &[service]).await?.pop() else {
        return Ok(None);
    };
    let incidents = network::affecting(scope, service.id, SOON).await?;
    let suspension = suspension(scope, &service).await?;
    let kind = catalog::plan_kind(scope, service.plan_id).await?;
    let articles = help::matching(scope, &category.to_value(), kind, locale, MAX_ARTICLES).await?;
    let open_tickets = live_of_service(scope, service.id).await?;
    let suggestion = suggestion(
        category,
        !incidents.is_empty(),
        suspension.as_ref().is_some_and(|suspension| suspension.to_restore.is_some()),
        !articles.is_empty(),
    );
    Ok(Some(Preflight { service, incidents, suspension, articles, open_tickets, suggestion }))
}

/// What to do. Money comes first, for a service that is withheld does not come back with the end of an outage; neither is an
/// answer to who wants to buy something.
fn suggestion(category: TicketCategory, known: bool, payable: bool, articles: bool) -> Suggestion {
    let about_the_service = match category {
        TicketCategory::Technical
        | TicketCategory::Billing
        | TicketCategory::General
        | TicketCategory::Complaint => true,
        TicketCategory::Sales | TicketCategory::FeatureRequest => false,
    };
    if about_the_service && payable {
        Suggestion::PayToRestore
    } else if about_the_service && known && category != TicketCategory::Billing {
        Suggestion::FollowIncident
    } else if articles {
        Suggestion::ReadArticles
    } else {
        Suggestion::OpenTicket
    }
}

/// Why a service is withheld: for non-payment, if for that too, or else what came first.
async fn suspension(scope: &Scope, service: &Subscription) -> Result<Option<Suspension>, Fault> {
    let locks: Vec<SuspensionLock> = catalog::open_locks(scope, &[service.id]).await?;
    let unpaid = locks.iter().find(|lock| lock.reason == LockReason::NonPayment);
    let Some(lock) = unpaid.or(locks.first()) else { return Ok(None) };
    let to_restore = match lock.reason {
        LockReason::NonPayment => to_restore(scope, service.customer_id).await?,
        LockReason::Voluntary | LockReason::Abuse | LockReason::Admin => None,
    };
    Ok(Some(Suspension { reason: lock.reason, since: lock.since, to_restore }))
}

/// What a customer must pay so that its services come back, for whoever sees its bills.
async fn to_restore(scope: &Scope, customer: CustomerId) -> Result<Option<Money>, Fault> {
    let seen = customers::seen(scope, &[customer]).await?.pop();
    let sees_bills = |kind| billing::policy::shows_bills(scope.tenant(), kind);
    if !seen.is_some_and(|seen| seen.allows(sees_bills)) {
        return Ok(None);
    }
    let dunned = billing::dunned(scope, &[customer]).await?.remove(&customer);
    Ok(dunned
        .map(|dunned| Money::new(dunned.account.to_restore(&dunned.rule(), scope.today()), dunned.currency)))
}

/// The tickets about a service that was seen that are not over and that the caller sees, the latest first.
pub async fn live_of_service(scope: &Scope, service: SubscriptionId) -> Result<Vec<ticket::Model>, Fault> {
    let ids = store::preflight::live_of_service(scope, service, MAX_TICKETS).await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut tickets = super::open_tickets(scope, &ids).await?;
    tickets.sort_unstable_by_key(|ticket| std::cmp::Reverse((ticket.created_at, ticket.id)));
    Ok(tickets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spares_a_ticket_comes_in_an_order() {
        use Suggestion::{FollowIncident, OpenTicket, PayToRestore, ReadArticles};
        use TicketCategory::{Billing, Complaint, FeatureRequest, General, Sales, Technical};
        for category in [Technical, General, Complaint] {
            assert_eq!(suggestion(category, true, true, true), PayToRestore, "{category:?}");
            assert_eq!(suggestion(category, true, false, true), FollowIncident, "{category:?}");
        }
        assert_eq!(suggestion(Billing, true, true, true), PayToRestore);
        assert_eq!(suggestion(Billing, true, false, true), ReadArticles);
        for category in [Sales, FeatureRequest] {
            assert_eq!(suggestion(category, true, true, true), ReadArticles, "{category:?}");
            assert_eq!(suggestion(category, true, true, false), OpenTicket, "{category:?}");
        }
        for category in [Technical, Billing, Sales, General, Complaint, FeatureRequest] {
            assert_eq!(suggestion(category, false, false, true), ReadArticles, "{category:?}");
            assert_eq!(suggestion(category, false, false, false), OpenTicket, "{category:?}");
        }
    }
}
