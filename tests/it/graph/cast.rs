//! One tenant with somebody of every kind, and bills to look at.

use portico::billing::entity::allocation;
use portico::billing::entity::credit_note::CreditReason;
use portico::catalog::entity::subscription;
use portico::customers::entity::{customer, reseller};
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::actor::CallerKind;
use sea_orm::ColumnTrait as _;

use crate::network::outage;
use crate::support::app::{TestApp, today};
use crate::support::caller::Caller;
use crate::support::factory::account::Login;

/// A customer with its papers.
pub(super) struct Client {
    pub(super) customer: customer::Model,
    /// External ids of everything below the customer, by type prefix.
    pub(super) ids: Vec<String>,
    /// Of what no `node` shows, and mutations take.
    pub(super) more: Vec<String>,
}

/// Somebody of every kind at one tenant. `alice` is the customer that the members, the reseller's employees and the
/// staff are to; `bob` is another customer of the same tenant, served by nobody.
pub(super) struct Cast {
    pub(super) alice: Client,
    pub(super) bob: Client,
    pub(super) reseller: reseller::Model,
    pub(super) callers: Vec<(CallerKind, Caller)>,
    pub(super) bob_s_owner: Caller,
    pub(super) other_reseller_s_admin: Caller,
    pub(super) logins: Vec<Login>,
}

fn role(kind: CallerKind) -> Option<LinkRole> {
    use portico::kernel::actor::{MemberRole, ResellerRole, StaffRole};
    Some(match kind {
        CallerKind::Anonymous => return None,
        CallerKind::Member(MemberRole::Owner) => LinkRole::Owner,
        CallerKind::Member(MemberRole::Payer) => LinkRole::Payer,
        CallerKind::Member(MemberRole::Technical) => LinkRole::Technical,
        CallerKind::Member(MemberRole::Viewer) => LinkRole::Viewer,
        CallerKind::Reseller(ResellerRole::Admin) => LinkRole::ResellerAdmin,
        CallerKind::Reseller(ResellerRole::Agent) => LinkRole::ResellerAgent,
        CallerKind::Staff(StaffRole::Support) => LinkRole::Support,
        CallerKind::Staff(StaffRole::Billing) => LinkRole::Billing,
        CallerKind::Staff(StaffRole::Noc) => LinkRole::Noc,
        CallerKind::Staff(StaffRole::TenantAdmin) => LinkRole::TenantAdmin,
    })
}

impl Cast {
    pub(super) async fn at(t: &TestApp) -> Self {
        let (alice, bob) = (client(t, "Alice").await, client(t, "Bob").await);
        let reseller = t.reseller().insert().await;
        let other = t.reseller().insert().await;
        t.assign(&alice.customer, &reseller).await;
        let (mut callers, mut logins) = (Vec::new(), Vec::new());
        for kind in CallerKind::ALL {
            let Some(role) = role(kind) else {
                callers.push((kind, t.anonymous()));
                continue;
            };
            let account = match kind {
                CallerKind::Member(_) => t.account().member_of(&alice.customer, role),
                CallerKind::Reseller(_) => t.account().reseller(&reseller, role),
                CallerKind::Anonymous | CallerKind::Staff(_) => t.account().staff(role),
            };
            let login = account.insert().await;
            callers.push((kind, t.sign_in_as(&login).await));
            logins.push(login);
        }
        let bob_s = t.account().member_of(&bob.customer, LinkRole::Owner).insert().await;
        let other_s = t.account().reseller(&other, LinkRole::ResellerAdmin).insert().await;
        let bob_s_owner = t.sign_in_as(&bob_s).await;
        let other_reseller_s_admin = t.sign_in_as(&other_s).await;
        logins.push(bob_s);
        Self { alice, bob, reseller, callers, bob_s_owner, other_reseller_s_admin, logins }
    }

    /// The caller of a kind.
    pub(super) fn caller(&self, name: &str) -> &Caller {
        let found = self.callers.iter().find(|(kind, _)| kind.name() == name);
        &found.unwrap_or_else(|| panic!("no caller is a {name}")).1
    }
}

/// A customer with two invoices (one paid in part), a payment, a credit note, a subscription and a ticket.
/// A customer with two invoices (one paid in part), a payment, a credit note, and a subscription that is down.
async fn client(t: &TestApp, name: &str) -> Client {
    let customer = t.customer().named(name).insert().await;
    let plan = t.plan().with(|plan| plan.public = false).insert().await;
    let subscription = t.subscription(&customer, &plan).insert().await;
    let incident = outage(t, "A cable is cut", &[subscription.id]).await;
    let first = t
        .invoice(&customer)
        .line("Fibre 500", 39_90)
        .line("Router", 5_00)
        .issued(today() - chrono::Days::new(40))
        .insert()
        .await;
    let second = t
        .invoice(&customer)
        .line("Fibre 500", 39_90)
        .discount("Loyalty", 4_90)
        .issued(today() - chrono::Days::new(10))
        .insert()
        .await;
    let payment = t.payment(&customer, 30_00).allocate(first.row.id, 25_00).insert().await;
    let note = t
        .credit_note(&customer, 10_00)
        .correcting(first.row.id, CreditReason::Goodwill)
        .allocate(second.row.id, 6_00)
        .insert()
        .await;
    let ticket = t.ticket().of(&customer).insert().await;
    let mut ids = vec![
        customer.id.to_string(),
        ticket.id.to_string(),
        subscription.id.to_string(),
        payment.id.to_string(),
        note.id.to_string(),
        plan.id.to_string(),
        incident.id.to_string(),
    ];
    for document in [&first, &second] {
        ids.push(document.row.id.to_string());
        ids.extend(document.lines.iter().map(|line| line.id.to_string()));
    }
    let scope = t.scope();
    let used = scope.select::<allocation::Entity>().filter(allocation::Column::CustomerId.eq(customer.id));
    let used = used.all().await.expect("the database answers");
    let mut more: Vec<String> = used.into_iter().map(|row| row.id.to_string()).collect();
    more.extend(network(t, &subscription).await);
    Client { customer, ids, more }
}

/// The ids of what a service hangs on, which nobody but staff sees.
async fn network(t: &TestApp, service: &subscription::Model) -> Vec<String> {
    let (site, network) = (t.site().await, t.management_network("192.0.2.0/24").await);
    let parent = t.device().insert().await;
    let device = t.device().below(&parent).with(|row| row.site_id = Some(site.id)).insert().await;
    let port = t.interface(&device, 1).insert().await;
    t.link(service, &device, Some(&port)).await;
    vec![
        site.id.to_string(),
        network.id.to_string(),
        parent.id.to_string(),
        device.id.to_string(),
        port.id.to_string(),
    ]
}
