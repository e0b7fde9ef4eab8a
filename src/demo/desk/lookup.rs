//! Who writes on a ticket, and what it is about: found in the world as it was then.

use chrono::NaiveDate;

use super::Maker;
use super::thread::Writer;
use crate::billing::entity::invoice::InvoiceStatus;
use crate::catalog::entity::subscription::SubscriptionStatus;
use crate::identity::entity::account_link::LinkRole;
use crate::kernel::clock::Instant;
use crate::kernel::ids::{CustomerId, InvoiceLineId, SubscriptionId};
use crate::tickets::entity::ticket::TicketCategory;
use crate::tickets::entity::ticket_reply::AuthorKind;

impl Maker<'_> {
    /// Who has the sign-in of a role.
    pub(super) fn employed(&self, role: &str, kind: AuthorKind) -> Option<Writer> {
        let login = self.world.logins.iter().find(|login| login.role == role)?;
        Some(Writer { kind, account: login.account, name: login.name.clone() })
    }

    /// The employee who answers tickets of a kind.
    pub(super) fn agent(&self, category: TicketCategory) -> Writer {
        let role = match category {
            TicketCategory::Technical => "noc",
            TicketCategory::Billing => "billing",
            TicketCategory::Sales
            | TicketCategory::General
            | TicketCategory::Complaint
            | TicketCategory::FeatureRequest => "support",
        };
        self.employed(role, AuthorKind::Staff).expect("a tenant to try things with has somebody of each role")
    }

    /// The owner of a customer, who writes by mail.
    pub(super) fn owner(&self, customer: CustomerId) -> Option<Writer> {
        let owns = |role, of| role == LinkRole::Owner && of == Some(customer);
        let link = self.world.account_links.iter().find(|link| owns(link.role, link.customer_id))?;
        let account = self.world.accounts.iter().find(|account| account.id == link.account_id)?;
        Some(Writer { kind: AuthorKind::Customer, account: account.id, name: account.display_name.clone() })
    }

    /// The reseller's employee, if a customer is served by it since before a day.
    pub(super) fn seller_of(&self, customer: CustomerId, day: NaiveDate) -> Option<Writer> {
        let login = self.world.logins.iter().find(|login| login.role == "reseller")?;
        let serves = self.world.reseller_customers.iter().any(|row| {
            row.customer_id == customer
                && Some(row.reseller_id) == login.reseller
                && row.from_date < day
                && row.to_date.is_none()
        });
        serves.then(|| Writer {
            kind: AuthorKind::Reseller,
            account: login.account,
            name: login.name.clone(),
        })
    }

    /// The service that a technical ticket is about.
    pub(super) fn service(
        &self,
        customer: CustomerId,
        category: TicketCategory,
        at: Instant,
    ) -> Option<SubscriptionId> {
        let there = |status| matches!(status, SubscriptionStatus::Active | SubscriptionStatus::Suspended);
        let mut services = self.world.subscriptions.iter().filter(|row| row.customer_id == customer);
        let service = services.find(|row| there(row.status) && row.created_at < at)?;
        (category == TicketCategory::Technical).then_some(service.id)
    }

    /// The line that a ticket about a bill is about: the first of the latest bill that the customer had then.
    pub(super) fn line(
        &self,
        customer: CustomerId,
        category: TicketCategory,
        at: Instant,
    ) -> Option<InvoiceLineId> {
        let bills = self.world.invoices.iter().filter(|row| row.customer_id == customer);
        let bills = bills.filter(|row| row.status != InvoiceStatus::Void);
        let had = bills.filter(|row| row.finalized_at.is_some_and(|finalized| finalized < at));
        let bill = had.max_by_key(|row| row.finalized_at)?;
        let line = self.world.lines.iter().find(|line| line.invoice_id == bill.id)?;
        (category == TicketCategory::Billing).then_some(line.id)
    }
}
