//! One generated tenant: its rows, consistent with each other to the cent, and its known sign-ins.

use std::collections::HashSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::books::Books;
use super::calendar::{Calendar, Ids};
use super::crew::{Accounts, Crew, Login, Registry};
use super::desk::{self, Desk};
use super::dice::{Dice, seed_of};
use super::help::{Help, help};
use super::incidents::{Incidents, incidents};
use super::market::Market;
use super::names::Names;
use super::network::{Inventory, inventory};
use super::offers::{self, Offers};
use super::year::Year;
use super::{catalogue, people, sellers};
use crate::billing::entity::document_sequence::DocumentKind;
use crate::billing::entity::invoice::InvoiceStatus;
use crate::billing::entity::{
    allocation, billed_period, credit_note, customer_balance, document_sequence, invoice, invoice_line,
    invoice_line_tax, late_fee, tax_rate, write_off,
};
use crate::catalog::entity::{plan, subscription};
use crate::customers::entity::{customer, reseller, reseller_customer};
use crate::identity::entity::{account_link, portal_account};
use crate::identity::portal_id::PortalIdFormat;
use crate::kernel::clock::Instant;
use crate::kernel::ids::{InvoiceId, TenantId};
use crate::kernel::money::Currency;
use crate::network::entity::incident::IncidentKind;
use crate::payments::entity::{payment, payment_refund, payment_return};
use crate::ports::payment_gateway::GatewayKind;
use crate::tenancy::{
    BillingSettings, Branding, DriverKind, DunningAction, DunningSettings, DunningStep, LateFee,
    LateFeeStage, NetworkSettings, NewTenant, PaymentSettings, ProvisioningSettings, Settings,
};

/// The tenant of rows that belong to none yet: the load puts the real one in.
pub(super) const UNASSIGNED: TenantId = TenantId(Uuid::nil());

/// What to generate.
#[derive(Debug, Clone)]
pub struct WorldSpec {
    /// The same seed gives the same world.
    pub seed: u64,
    /// Where it does business.
    pub market: Market,
    /// Short name of the tenant.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its host names, the first of which is printed.
    pub hosts: Vec<String>,
    /// Prefix of its portal IDs.
    pub portal_prefix: String,
    /// CSS colour of its portal.
    pub primary_color: String,
    /// How many customers, at least 1.
    pub customers: usize,
    /// How many months of invoices, at least 1.
    pub months: u32,
    /// The first day of which nothing has happened yet, in the tenant's zone.
    pub as_of: NaiveDate,
    /// Its sign-ins.
    pub crew: Crew,
}

/// A generated tenant. All rows carry no tenant id yet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field holds the rows of the table of its name")]
pub struct World {
    pub plans: Vec<plan::Model>,
    pub tax_rates: Vec<tax_rate::Model>,
    pub customers: Vec<customer::Model>,
    pub resellers: Vec<reseller::Model>,
    pub reseller_customers: Vec<reseller_customer::Model>,
    pub subscriptions: Vec<subscription::Model>,
    pub accounts: Vec<portal_account::Model>,
    pub account_links: Vec<account_link::Model>,
    pub invoices: Vec<invoice::Model>,
    pub lines: Vec<invoice_line::Model>,
    pub taxes: Vec<invoice_line_tax::Model>,
    pub payments: Vec<payment::Model>,
    pub credit_notes: Vec<credit_note::Model>,
    pub allocations: Vec<allocation::Model>,
    pub refunds: Vec<payment_refund::Model>,
    pub returns: Vec<payment_return::Model>,
    pub write_offs: Vec<write_off::Model>,
    pub late_fees: Vec<late_fee::Model>,
    pub billed_periods: Vec<billed_period::Model>,
    pub balances: Vec<customer_balance::Model>,
    pub sequences: Vec<document_sequence::Model>,
    pub offers: Offers,
    pub desk: Desk,
    pub network: Incidents,
    pub inventory: Inventory,
    pub help: Help,
    /// The sign-ins whose passwords are known; their accounts have no hash yet.
    pub logins: Vec<Login>,
    /// When the tenant was created: before everything else.
    pub founded_at: Instant,
}

impl World {
    /// Generates the tenant. Pure: the same specification gives the same rows.
    ///
    /// # Panics
    /// If the specification asks for no customer, no month or an impossible portal prefix.
    pub fn generate(spec: &WorldSpec) -> Self {
        assert!(spec.customers > 0 && spec.months > 0, "a world has a customer and a month");
        let facts = spec.market.facts();
        let seed = seed_of(spec.seed, &spec.slug);
        let (mut dice, ids) = (Dice::new(seed), Ids::new(seed.rotate_left(32)));
        let calendar = Calendar { zone: facts.zone, as_of: spec.as_of, months: spec.months };
        let names = Names::of(facts);
        let plans = catalogue::plans(facts, calendar, &ids);
        let tax_rates = catalogue::tax_rates(facts, calendar, &ids);
        let clients = people::clients(facts, &plans, calendar, spec.customers, &mut dice, &ids);
        let resellers = sellers::resellers(calendar, &names, &ids);
        let reseller_customers = sellers::assignments(&resellers, &clients, calendar, &mut dice, &ids);

        let books = Books::new(calendar, &ids, &tax_rates, clients.len());
        let year_dice = Dice::new(seed.rotate_left(16));
        let year = Year::new(calendar, facts, (&plans, &tax_rates), clients, books, year_dice);
        let (mut clients, books) = year.play();
        let offers = offers::offers(&mut clients, &plans, calendar, &ids);

        let format = PortalIdFormat::new(&spec.portal_prefix, Settings::default().portal_id_length.into())
            .expect("the prefix of a generated tenant is short and plain");
        let registry = Registry { names, format, calendar, ids: &ids };
        let Accounts { rows: accounts, links: account_links, logins } =
            registry.accounts(&spec.crew, &clients, resellers[0].id, &mut dice);
        let (balances, sequences) = (books.balances(&clients), books.sequences());
        let Books {
            invoices,
            lines,
            taxes,
            payments,
            credit_notes,
            allocations,
            refunds,
            returns,
            write_offs,
            late_fees,
            mut billed_periods,
            ..
        } = books;
        let claims = |row: &invoice::Model| !matches!(row.status, InvoiceStatus::Draft | InvoiceStatus::Void);
        let documents: HashSet<InvoiceId> =
            invoices.iter().filter(|row| claims(row)).map(|row| row.id).collect();
        billed_periods.retain(|row| row.invoice_id.is_some_and(|id| documents.contains(&id)));
        let mut subscriptions = Vec::new();
        let mut customers = Vec::with_capacity(clients.len());
        for client in clients {
            customers.push(client.row);
            subscriptions.extend(client.services.into_iter().map(|service| service.row));
        }
        let network = incidents(&plans, &subscriptions, calendar, &ids);
        let help = help(&accounts, calendar, &ids);
        let mut world = Self {
            plans,
            tax_rates,
            customers,
            resellers,
            reseller_customers,
            subscriptions,
            accounts,
            account_links,
            invoices,
            lines,
            taxes,
            payments,
            credit_notes,
            allocations,
            refunds,
            returns,
            write_offs,
            late_fees,
            billed_periods,
            balances,
            sequences,
            offers,
            desk: Desk::default(),
            network,
            inventory: Inventory::default(),
            help,
            logins,
            founded_at: calendar.moment(calendar.founded(), 8 * 60),
        };
        world.desk = desk::desk(spec, &world);
        world.inventory = inventory(spec, &world, calendar, &ids);
        let cause = world.inventory.harbour();
        for outage in world.network.incidents.iter_mut().filter(|row| row.kind == IncidentKind::Outage) {
            outage.cause_device_id = cause;
        }
        world.sequences.push(document_sequence::Model {
            tenant_id: UNASSIGNED,
            kind: DocumentKind::Ticket,
            next: i64::try_from(world.desk.tickets.len()).expect("some hundreds") + 1,
        });
        world
    }
}

impl WorldSpec {
    /// The tenant's own row and hosts.
    pub(super) fn tenant(&self) -> NewTenant {
        let facts = self.market.facts();
        NewTenant {
            slug: self.slug.clone(),
            name: self.name.clone(),
            hosts: self.hosts.clone(),
            timezone: facts.zone.name().to_owned(),
            currency: facts.currency(),
            locale: facts.locale.to_owned(),
            portal_prefix: self.portal_prefix.clone(),
            branding: Branding {
                primary_color: self.primary_color.clone(),
                logo_url: None,
                support_email: Some(format!("support@{}.example", self.slug)),
                support_phone: Some(
                    facts.words.phone.to_owned() + &"0".repeat(facts.words.phone_digits as usize),
                ),
            },
            settings: Settings {
                allowed_origins: front_ends_in_development(),
                second_factor: self.crew.second_factor(),
                billing: billing(facts.currency()),
                sandbox: self.crew.plays(),
                payments: PaymentSettings {
                    gateway: Some(GatewayKind::Sandbox),
                    ..PaymentSettings::default()
                },
                network: network(&self.crew),
                provisioning: provisioning(self),
                ..Settings::default()
            },
        }
    }

    /// Where the ids of the tenant itself come from.
    pub(super) fn ids(&self) -> Ids {
        Ids::new(seed_of(self.seed, &format!("tenant {}", self.slug)))
    }
}

/// The fees of domain.md §3.10: 5 % of what is overdue, from 5.00 to 25.00, on the first day after grace; and a month from
/// the end of grace to a suspension, as the year was played.
fn billing(currency: Currency) -> BillingSettings {
    let stage = LateFeeStage {
        after_days: 0,
        fee: LateFee::RateMicro(50_000),
        min_minor: 5_00,
        max_minor: Some(25_00),
    };
    let step = |after_days, action| DunningStep { after_days, action };
    let steps = vec![
        step(3, DunningAction::Reminder),
        step(14, DunningAction::FinalNotice),
        step(28, DunningAction::Suspension),
    ];
    BillingSettings {
        late_fees: [(currency.code().to_owned(), vec![stage])].into(),
        low_balance_minor: Some(10_00),
        dunning: DunningSettings { steps, ..DunningSettings::default() },
    }
}

/// Where things are tried, a silent device is an outage after a minute.
fn network(crew: &Crew) -> NetworkSettings {
    let usual = NetworkSettings::default();
    if crew.plays() { NetworkSettings { outage_settle_minutes: 1, ..usual } } else { usual }
}

/// Where things are tried, FreeRADIUS's tables are kept in the database at hand: services are told of as they would be, and
/// whoever likes lets a FreeRADIUS read them. No NAS is entered, so none is asked.
fn provisioning(spec: &WorldSpec) -> ProvisioningSettings {
    let mut settings = ProvisioningSettings::default();
    if spec.crew.plays() {
        settings.driver = Some(DriverKind::Radius);
        settings.radius.realm = format!("{}.example", spec.slug);
    }
    settings
}

/// Where Vite serves a front end that is being worked on, and its preview: 5173 and 4173 unless it is told otherwise.
fn front_ends_in_development() -> Vec<String> {
    let hosts = ["localhost", "other.localhost"];
    hosts.iter().flat_map(|host| [5173, 4173].map(|port| format!("http://{host}:{port}"))).collect()
}

#[cfg(test)]
mod tests;
