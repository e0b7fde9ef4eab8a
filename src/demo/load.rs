//! Writes a generated tenant into the database, in one transaction.

use std::sync::Arc;

use super::cards::Cards;
use super::crew::Login;
use super::desk::Desk;
use super::inbox::notifications;
use super::network::{Measures, measures};
use super::past::Past;
use super::seed::SeedError;
use super::world::{UNASSIGNED, World, WorldSpec};
use crate::audit::entity::read_access;
use crate::billing::entity::{
    allocation, billed_period, credit_note, customer_balance, document_sequence, invoice, invoice_line,
    invoice_line_tax, late_fee, tax_rate, write_off,
};
use crate::catalog::entity::{
    charge, coupon, customer_discount, plan, plan_change_quote, subscription, suspension_lock, top_up_pack,
    usage_day,
};
use crate::customers::entity::{customer, reseller, reseller_customer};
use crate::db::audit;
use crate::db::{Bulk, Db, DbError, PlatformScope, Scope, TenantRef};
use crate::help::entity::{help_article, help_vote};
use crate::identity::entity::{
    account_link, account_status_change, known_device, login_attempt, member_invitation, personal_token,
    portal_account, totp_factor,
};
use crate::identity::{TotpSecret, seal_totp};
use crate::kernel::actor::Actor;
use crate::kernel::clock::{Instant, ManualClock, SharedClock};
use crate::kernel::entropy::SystemEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TotpFactorId;
use crate::network::entity::{
    alert, alert_rule, device, device_hour, device_interface, device_state, incident, incident_impact,
    incident_update, interface_five_minutes, interface_hour, management_network, service_link, site,
};
use crate::notifications::entity::notification;
use crate::payments::entity::{
    payment, payment_attempt, payment_charge, payment_method, payment_refund, payment_return,
};
use crate::ports::keyring::Keyring;
use crate::tenancy;
use crate::tickets::entity::{
    business_calendar, canned_reply, sla_policy, support_team, support_team_member, ticket, ticket_note,
    ticket_reply, ticket_tag, ticket_transition, ticket_watcher,
};

/// Creates the tenant and writes its rows. `hashes` gives one password hash a sign-in, in their order; it is waited
/// for while the documents are written. With a keyring the staff has authenticator apps. What the network has carried is
/// written as it was measured until a moment; nothing where there is none.
pub(super) async fn load(
    db: &Db,
    spec: &WorldSpec,
    mut world: World,
    keyring: Option<&Keyring>,
    measured_until: Option<Instant>,
    hashes: impl Future<Output = Result<Vec<String>, SeedError>>,
) -> Result<Vec<Login>, SeedError> {
    let facts = spec.market.facts();
    let platform = PlatformScope::new(db.clone());
    let id = tenancy::create(&platform, spec.tenant(), world.founded_at, spec.ids().entropy()).await?;
    let tenant = TenantRef {
        id,
        zone: facts.zone,
        currency: facts.currency(),
        locale: facts.locale.to_owned(),
        bills_in_portal: true,
        takes_cards: false,
        low_balance_minor: None,
        clock_offset: chrono::TimeDelta::zero(),
    };
    // Every row brings its own instants and ids.
    let clock: SharedClock = Arc::new(ManualClock::at(world.founded_at));
    let entropy = Arc::new(SystemEntropy);
    let scope = Scope::new(db.clone(), Arc::new(tenant), Actor::System, &clock, entropy, "seed".into());
    let mut bulk = scope.begin_bulk().await.map_err(Fault::from)?;
    let documents = async {
        write_documents(&mut bulk, &world).await.map_err(Fault::from)?;
        write_network(&mut bulk, &world).await.map_err(Fault::from)?;
        if let Some(until) = measured_until {
            let measures = measures(&world, facts.zone, until);
            write_measures(&mut bulk, &measures).await.map_err(Fault::from)?;
        }
        Ok::<(), SeedError>(())
    };
    let ((), hashes) = futures_util::try_join!(documents, hashes)?;
    for (account, hash) in world.accounts.iter_mut().zip(hashes) {
        account.password_hash = Some(hash);
    }
    let mut past = Past::of(spec, &mut world);
    past.notifications.extend(notifications(spec, &world));
    write_accounts(&mut bulk, &world).await.map_err(Fault::from)?;
    write_desk(&mut bulk, &world.desk).await.map_err(Fault::from)?;
    write_past(&mut bulk, &past).await.map_err(Fault::from)?;
    if let Some(keyring) = keyring {
        let apps = authenticator_apps(&scope, keyring, &mut world.logins).await?;
        bulk.insert::<totp_factor::Entity>(&apps).await.map_err(Fault::from)?;
        let cards = Cards::of(&scope, keyring, &world).await?;
        write_cards(&mut bulk, &cards).await.map_err(Fault::from)?;
    }
    bulk.commit().await.map_err(Fault::from)?;
    Ok(world.logins)
}

/// Gives each of the ISP's own staff an authenticator app. Its role demands one.
async fn authenticator_apps(
    scope: &Scope,
    keyring: &Keyring,
    logins: &mut [Login],
) -> Result<Vec<totp_factor::Model>, Fault> {
    let mut apps = Vec::new();
    for login in logins.iter_mut().filter(|login| login.customer.is_none() && login.reseller.is_none()) {
        let secret = TotpSecret::generate(&**scope.entropy());
        let id: TotpFactorId = scope.new_id();
        apps.push(totp_factor::Model {
            id,
            tenant_id: UNASSIGNED,
            account_id: login.account,
            secret: seal_totp(keyring, scope.tenant().id, id, &secret).await?,
            confirmed: true,
            last_used_step: 0,
            last_used_at: None,
            created_at: scope.real_now(),
        });
        login.totp_secret = Some(secret.base32());
    }
    Ok(apps)
}

/// Parents before children.
async fn write_documents(bulk: &mut Bulk, world: &World) -> Result<(), DbError> {
    bulk.insert::<plan::Entity>(&world.plans).await?;
    bulk.insert::<tax_rate::Entity>(&world.tax_rates).await?;
    bulk.insert::<customer::Entity>(&world.customers).await?;
    bulk.insert::<reseller::Entity>(&world.resellers).await?;
    bulk.insert::<reseller_customer::Entity>(&world.reseller_customers).await?;
    bulk.insert::<subscription::Entity>(&world.subscriptions).await?;
    bulk.insert::<invoice::Entity>(&world.invoices).await?;
    bulk.insert::<invoice_line::Entity>(&world.lines).await?;
    bulk.insert::<invoice_line_tax::Entity>(&world.taxes).await?;
    bulk.insert::<payment::Entity>(&world.payments).await?;
    bulk.insert::<payment_refund::Entity>(&world.refunds).await?;
    bulk.insert::<payment_return::Entity>(&world.returns).await?;
    bulk.insert::<credit_note::Entity>(&world.credit_notes).await?;
    bulk.insert::<allocation::Entity>(&world.allocations).await?;
    bulk.insert::<write_off::Entity>(&world.write_offs).await?;
    bulk.insert::<late_fee::Entity>(&world.late_fees).await?;
    bulk.insert::<billed_period::Entity>(&world.billed_periods).await?;
    bulk.insert::<customer_balance::Entity>(&world.balances).await?;
    bulk.insert::<document_sequence::Entity>(&world.sequences).await?;
    let offers = &world.offers;
    bulk.insert::<suspension_lock::Entity>(&offers.locks).await?;
    bulk.insert::<plan_change_quote::Entity>(&offers.quotes).await?;
    bulk.insert::<charge::Entity>(&offers.charges).await?;
    bulk.insert::<usage_day::Entity>(&offers.usage_days).await?;
    bulk.insert::<top_up_pack::Entity>(&offers.packs).await?;
    bulk.insert::<coupon::Entity>(&offers.coupons).await?;
    bulk.insert::<customer_discount::Entity>(&offers.discounts).await?;
    bulk.insert::<help_article::Entity>(&world.help.articles).await
}

/// Devices are in the order in which they hang on each other.
async fn write_network(bulk: &mut Bulk, world: &World) -> Result<(), DbError> {
    let network = &world.inventory;
    bulk.insert::<site::Entity>(&network.sites).await?;
    bulk.insert::<management_network::Entity>(&network.management_networks).await?;
    bulk.insert::<device::Entity>(&network.devices).await?;
    bulk.insert::<device_state::Entity>(&network.states).await?;
    bulk.insert::<device_interface::Entity>(&network.interfaces).await?;
    bulk.insert::<service_link::Entity>(&network.links).await?;
    bulk.insert::<alert_rule::Entity>(&network.rules).await?;
    bulk.insert::<alert::Entity>(&network.alerts).await?;
    bulk.insert::<incident::Entity>(&world.network.incidents).await?;
    bulk.insert::<incident_update::Entity>(&world.network.updates).await?;
    bulk.insert::<incident_impact::Entity>(&world.network.impacts).await
}

async fn write_measures(bulk: &mut Bulk, measures: &Measures) -> Result<(), DbError> {
    bulk.insert::<interface_five_minutes::Entity>(&measures.five_minutes).await?;
    bulk.insert::<interface_hour::Entity>(&measures.hours).await?;
    bulk.insert::<device_hour::Entity>(&measures.answers).await
}

async fn write_accounts(bulk: &mut Bulk, world: &World) -> Result<(), DbError> {
    bulk.insert::<portal_account::Entity>(&world.accounts).await?;
    bulk.insert::<account_link::Entity>(&world.account_links).await?;
    bulk.insert::<help_vote::Entity>(&world.help.votes).await
}

async fn write_desk(bulk: &mut Bulk, desk: &Desk) -> Result<(), DbError> {
    bulk.insert::<business_calendar::Entity>(&desk.calendars).await?;
    bulk.insert::<support_team::Entity>(&desk.teams).await?;
    bulk.insert::<support_team_member::Entity>(&desk.team_members).await?;
    bulk.insert::<sla_policy::Entity>(&desk.policies).await?;
    bulk.insert::<canned_reply::Entity>(&desk.canned_replies).await?;
    bulk.insert::<ticket::Entity>(&desk.tickets).await?;
    bulk.insert::<ticket_reply::Entity>(&desk.replies).await?;
    bulk.insert::<ticket_note::Entity>(&desk.notes).await?;
    bulk.insert::<ticket_transition::Entity>(&desk.transitions).await?;
    bulk.insert::<ticket_watcher::Entity>(&desk.watchers).await?;
    bulk.insert::<ticket_tag::Entity>(&desk.tags).await
}

async fn write_cards(bulk: &mut Bulk, cards: &Cards) -> Result<(), DbError> {
    bulk.insert::<payment_method::Entity>(&cards.methods).await?;
    bulk.insert::<payment_charge::Entity>(&cards.charges).await?;
    bulk.insert::<payment_attempt::Entity>(&cards.attempts).await
}

async fn write_past(bulk: &mut Bulk, past: &Past) -> Result<(), DbError> {
    bulk.insert::<login_attempt::Entity>(&past.attempts).await?;
    bulk.insert::<known_device::Entity>(&past.devices).await?;
    bulk.insert::<account_status_change::Entity>(&past.status_changes).await?;
    bulk.insert::<member_invitation::Entity>(&past.invitations).await?;
    bulk.insert::<personal_token::Entity>(&past.tokens).await?;
    bulk.insert::<audit::Entity>(&past.entries).await?;
    bulk.insert::<read_access::Entity>(&past.looks).await?;
    bulk.insert::<notification::Entity>(&past.notifications).await
}
