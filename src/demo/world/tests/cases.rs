//! What a screen wants to show is there.

use super::*;
use crate::billing::entity::credit_note::CreditNoteStatus;
use crate::billing::entity::invoice::{InvoiceKind, InvoiceStatus};
use crate::billing::entity::invoice_line::LineKind;
use crate::catalog::entity::subscription::SubscriptionStatus;
use crate::customers::entity::customer::{CustomerKind, CustomerStatus};
use crate::customers::entity::reseller::ResellerStatus;
use crate::demo::calendar::days_after;
use crate::identity::entity::account_link::LinkRole;
use crate::payments::entity::payment::PaymentStatus;

/// The two worlds of the size that the demonstration has.
fn demo_sized() -> impl Iterator<Item = &'static World> {
    worlds().iter().filter(|(spec, _)| spec.customers == 220).map(|(_, world)| world)
}

#[test]
fn a_demonstration_is_rich() {
    for world in demo_sized() {
        let invoices = |status| world.invoices.iter().filter(|row| row.status == status).count();
        assert!(invoices(InvoiceStatus::Paid) > 1_800 && invoices(InvoiceStatus::Open) > 100);
        assert!(world.lines.len() > 3 * world.invoices.len());
        assert!(world.customers.iter().any(|row| row.kind == CustomerKind::Business));
        assert!(world.plans.len() >= 12);
        assert!(
            world.plans.iter().any(|plan| plan.cap_bytes.is_some() && plan.overage_per_gb_minor.is_some())
        );
    }
}

/// Asserts that each of `wanted` is among `found`.
fn occur<T: PartialEq + std::fmt::Debug>(found: impl Iterator<Item = T>, wanted: &[T], as_of: NaiveDate) {
    let found: Vec<T> = found.collect();
    for wanted in wanted {
        assert!(found.contains(wanted), "{as_of}: {wanted:?}");
    }
}

#[test]
fn every_state_and_kind_occurs_whatever_the_day_and_the_dice() {
    use {
        CreditNoteStatus as Credit, InvoiceStatus as Bill, PaymentStatus as Paid,
        SubscriptionStatus as Service,
    };
    for day in (0..366).step_by(23) {
        let as_of = days_after(date("2027-01-01"), day);
        let world = World::generate(&WorldSpec { as_of, ..spec(Market::Germany, 40, 12, "2027-01-01") });
        let invoices = &world.invoices;
        let states = [Bill::Draft, Bill::Open, Bill::Paid, Bill::Void, Bill::Uncollectible];
        occur(invoices.iter().map(|row| row.status), &states, as_of);
        let kinds = [InvoiceKind::Recurring, InvoiceKind::OneOff, InvoiceKind::LateFee, InvoiceKind::Final];
        occur(invoices.iter().map(|row| row.kind), &kinds, as_of);
        let kinds =
            [LineKind::Recurring, LineKind::Usage, LineKind::Setup, LineKind::OneOff, LineKind::Discount];
        occur(world.lines.iter().map(|row| row.kind), &kinds, as_of);
        let states =
            [Paid::Succeeded, Paid::Failed, Paid::Refunded, Paid::PartiallyRefunded, Paid::ChargedBack];
        occur(world.payments.iter().map(|row| row.status), &states, as_of);
        occur(world.credit_notes.iter().map(|row| row.status), &[Credit::Applied, Credit::Issued], as_of);
        let states =
            [CustomerStatus::Lead, CustomerStatus::Active, CustomerStatus::Suspended, CustomerStatus::Closed];
        occur(world.customers.iter().map(|row| row.status), &states, as_of);
        let states = [Service::Active, Service::Suspended, Service::Cancelled];
        occur(world.subscriptions.iter().map(|row| row.status), &states, as_of);
        occur(world.customers.iter().map(|row| row.tax_exempt_reason.is_some()), &[true, false], as_of);
        occur(world.balances.iter().map(|row| row.unapplied_minor > 0), &[true, false], as_of);
    }
}

#[test]
fn the_first_reseller_is_busy_has_one_below_it_and_one_is_suspended() {
    for world in demo_sized() {
        let first = world.resellers[0].id;
        let of_first = |row: &&reseller_customer::Model| row.reseller_id == first && row.to_date.is_none();
        assert!(world.reseller_customers.iter().filter(of_first).count() >= 60);
        assert!(world.resellers.iter().any(|row| row.parent_id == Some(first)));
        assert!(world.resellers.iter().any(|row| row.status == ResellerStatus::Suspended));
        assert!(world.reseller_customers.iter().any(|row| row.to_date.is_some()), "somebody changed hands");
    }
}

#[test]
fn the_showcase_has_a_case_of_everything_on_any_day() {
    let days = (0..366).step_by(5).map(|day| days_after(date("2027-01-01"), day));
    for as_of in days {
        let world = World::generate(&WorldSpec { as_of, ..spec(Market::Germany, 1, 12, "2027-01-01") });
        let issued: Vec<_> = world.invoices.iter().filter(|row| row.number.is_some()).collect();
        assert_eq!(issued.len(), 12, "{as_of}");
        let (open, paid): (Vec<&&invoice::Model>, Vec<_>) =
            issued.iter().partition(|row| row.status == InvoiceStatus::Open);
        assert_eq!((open.len(), paid.len()), (2, 10), "{as_of}");
        assert!(
            open[0].due_date < Some(as_of) && open[0].allocated_minor > 0,
            "{as_of}: overdue, partly paid"
        );
        assert!(open[1].due_date > Some(as_of) && open[1].allocated_minor == 0, "{as_of}: not due yet");
        assert_eq!(world.invoices.len(), 13, "{as_of}: the coming one is a draft");
        let lines =
            |invoice: &invoice::Model| world.lines.iter().filter(|l| l.invoice_id == invoice.id).count();
        assert!(world.invoices.iter().all(|invoice| lines(invoice) >= 3), "{as_of}");
        assert_eq!(world.subscriptions.len(), 3);
        assert!(world.lines.iter().any(|line| line.kind == LineKind::Setup), "{as_of}");
        let credit = |status| world.credit_notes.iter().filter(|note| note.status == status).count();
        assert_eq!((credit(CreditNoteStatus::Applied), credit(CreditNoteStatus::Issued)), (1, 1), "{as_of}");
        assert!(world.payments.iter().any(|row| row.status == PaymentStatus::Failed), "{as_of}");
    }
}

#[test]
fn each_role_has_a_sign_in_of_its_own() {
    for world in demo_sized() {
        let roles: Vec<_> = world.logins.iter().map(|login| login.role).collect();
        assert_eq!(
            roles,
            ["customer", "viewer", "reseller", "support", "billing", "noc", "admin", "payer", "technical"]
        );
        let mut passwords: Vec<_> = world.logins.iter().map(|login| &login.password).collect();
        assert!(passwords.iter().all(|password| password.chars().count() >= 15));
        passwords.sort_unstable();
        passwords.dedup();
        assert_eq!(passwords.len(), roles.len(), "no password twice");
        let customer = world.customers[0].id;
        for (login, account) in world.logins.iter().zip(&world.accounts) {
            assert_eq!((login.account, login.portal_id.as_str()), (account.id, account.portal_id.as_str()));
            let link = world.account_links.iter().find(|link| link.account_id == account.id).expect("linked");
            assert_eq!((link.customer_id, link.reseller_id), (login.customer, login.reseller));
            match login.role {
                "customer" => assert_eq!((link.role, link.customer_id), (LinkRole::Owner, Some(customer))),
                "viewer" => assert_eq!((link.role, link.customer_id), (LinkRole::Viewer, Some(customer))),
                "reseller" => assert_eq!(link.reseller_id, Some(world.resellers[0].id)),
                _ => {}
            }
        }
        let mut portal_ids: Vec<_> = world.accounts.iter().map(|account| &account.portal_id).collect();
        portal_ids.sort_unstable();
        portal_ids.dedup();
        assert_eq!(portal_ids.len(), world.accounts.len());
    }
}

#[test]
fn a_load_test_shares_one_password() {
    let crew = Crew::LoadTest { password: "the same for all of them".into() };
    let world = World::generate(&WorldSpec { crew, ..spec(Market::Germany, 20, 2, "2026-11-22") });
    let logins: Vec<_> = world.logins.iter().map(|login| (login.role, login.password.as_str())).collect();
    assert_eq!(logins, ["customer", "reseller", "admin"].map(|role| (role, "the same for all of them")));
}
