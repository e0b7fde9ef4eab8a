//! Giving back what an outage is worth, with the evidence (domain.md §3.16).
//!
//! What is given back is a part of the line that billed the time, so it is counted from what was really charged, after
//! discounts, and the tax goes back with it. A period that is billed only after its outage is looked at again when it is.
//!
//! Invariants: an outage is decided once for each service and line that bills it; no minute of a service counts twice,
//! whichever outages and lines cover it; nothing is given back of time that was announced, withheld or given back already.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use async_trait::async_trait;
use chrono::{Days, NaiveDate};
use serde_json::{Value as Json, json};

use super::credits::{correct_described, creditable};
use super::disputes;
use super::dunning::settled;
use crate::billing::credit::{Creditable, by_lines};
use crate::billing::description;
use crate::billing::entity::credit_note::CreditReason;
use crate::billing::entity::invoice::{self, InvoiceStatus};
use crate::billing::entity::invoice_line::{self, LineKind};
use crate::billing::entity::outage_credit;
use crate::billing::ledger::lock_balance;
use crate::billing::outage::{self, Stretch, without, worth};
use crate::billing::refusal::BillingError;
use crate::billing::{store, wallet};
use crate::catalog::{self, proration::Span};
use crate::db::audit::Record;
use crate::db::{Reads as _, Tx};
use crate::events::{Event, EventType, Listener};
use crate::kernel::clock::{Instant, date_in, start_of};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CreditNoteId, CustomerId, IncidentId, InvoiceId, SubscriptionId, TypedId as _};
use crate::network::{self, Affected, Suffered};
use crate::tenancy;

/// Gives back what outages are worth, when they are over, and when what they are worth is billed.
pub struct OutageCreditListener;

#[async_trait]
impl Listener for OutageCreditListener {
    fn name(&self) -> &'static str {
        "outage_credits"
    }

    async fn hear(&self, tx: &Tx, events: &[Event]) -> Result<(), Fault> {
        let mut cases = Cases::default();
        Box::pin(cases.of_ended(tx, events)).await?;
        Box::pin(cases.of_billed(tx, events)).await?;
        let Some(days) = cases.days else { return Ok(()) };
        let suffered = network::suffered(tx, &cases.services(), instants(tx, days)).await?;
        let hit: BTreeSet<SubscriptionId> = suffered.outages.iter().map(|outage| outage.service).collect();
        // Several customers' money moves: their balances are locked first, in the order of their ids.
        let customers: Vec<CustomerId> = cases.customers(&hit);
        for customer in &customers {
            lock_balance(tx, *customer).await?;
        }
        for customer in customers {
            let services: Vec<SubscriptionId> = cases
                .services
                .iter()
                .filter(|(id, of)| **of == customer && hit.contains(*id))
                .map(|(id, _)| *id)
                .collect();
            match Box::pin(credit(tx, customer, &services, &suffered)).await {
                Ok(()) => {}
                Err(BillingError::Fault(fault)) => return Err(fault),
                // Nobody could mend it by hearing it again.
                Err(refused) => tracing::warn!(%customer, cause = %refused, "an outage is not credited"),
            }
        }
        Ok(())
    }
}

/// The services to look at, with their customers, and the days.
#[derive(Default)]
struct Cases {
    services: BTreeMap<SubscriptionId, CustomerId>,
    days: Option<Span>,
}

impl Cases {
    /// What incidents that are over have affected.
    async fn of_ended(&mut self, tx: &Tx, events: &[Event]) -> Result<(), Fault> {
        let ended = events.iter().filter(|event| event.event_type == EventType::IncidentEnded);
        let ended =
            ended.filter_map(|event| Some((IncidentId::parse(&event.subject).ok()?, event.customer_id?)));
        let (incidents, customers): (BTreeSet<IncidentId>, BTreeSet<CustomerId>) = ended.unzip();
        if incidents.is_empty() {
            return Ok(());
        }
        let (incidents, customers): (Vec<_>, Vec<_>) =
            (incidents.into_iter().collect(), customers.into_iter().collect());
        let zone = tx.scope().tenant().zone;
        for affected in network::affected_by(tx, &incidents, &customers).await? {
            let Some(to) = affected.to else { continue };
            let days = Span::new(date_in(zone, affected.from), after(date_in(zone, to)));
            self.add(affected.service, affected.customer, days);
        }
        Ok(())
    }

    /// What invoices have billed.
    async fn of_billed(&mut self, tx: &Tx, events: &[Event]) -> Result<(), Fault> {
        let billed = events.iter().filter(|event| event.event_type == EventType::InvoiceFinalized);
        let billed: HashMap<InvoiceId, CustomerId> = billed
            .filter_map(|event| Some((InvoiceId::parse(&event.subject).ok()?, event.customer_id?)))
            .collect();
        if billed.is_empty() {
            return Ok(());
        }
        let ids: Vec<InvoiceId> = billed.keys().copied().collect();
        for line in store::outages::lines_of_services(tx, &ids).await? {
            let (Some(service), Some(days), Some(customer)) =
                (line.subscription_id, days_of(&line), billed.get(&line.invoice_id))
            else {
                continue;
            };
            self.add(service, *customer, days);
        }
        Ok(())
    }

    fn add(&mut self, service: SubscriptionId, customer: CustomerId, days: Span) {
        self.services.insert(service, customer);
        let all = self.days.unwrap_or(days);
        self.days = Some(Span::new(all.start.min(days.start), all.end.max(days.end)));
    }

    fn services(&self) -> Vec<SubscriptionId> {
        self.services.keys().copied().collect()
    }

    /// Whose these services are, each once, in the order of their ids.
    fn customers(&self, services: &BTreeSet<SubscriptionId>) -> Vec<CustomerId> {
        let of: BTreeSet<CustomerId> =
            services.iter().filter_map(|service| self.services.get(service)).copied().collect();
        of.into_iter().collect()
    }
}

fn after(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
}

fn days_of(line: &invoice_line::Model) -> Option<Span> {
    let days = Span::new(line.service_start?, line.service_end?);
    (!days.is_empty()).then_some(days)
}

fn instants(tx: &Tx, days: Span) -> (Instant, Instant) {
    let zone = tx.scope().tenant().zone;
    (start_of(zone, days.start), start_of(zone, days.end))
}

fn stretch(tx: &Tx, days: Span) -> Option<Stretch> {
    let (from, to) = instants(tx, days);
    Stretch::new(from, to)
}

/// Everything that the credits of a customer's services are counted from.
struct Books {
    lines: Vec<invoice_line::Model>,
    invoices: HashMap<InvoiceId, invoice::Model>,
    decided: Vec<outage_credit::Model>,
    suspended: HashMap<SubscriptionId, Vec<Span>>,
}

/// Credits what services of a customer have suffered. The customer's balance is locked.
async fn credit(
    tx: &Tx,
    customer: CustomerId,
    services: &[SubscriptionId],
    suffered: &Suffered,
) -> Result<(), BillingError> {
    let of_these = |outage: &&Affected| services.contains(&outage.service);
    let outages: Vec<Affected> = suffered.outages.iter().filter(of_these).copied().collect();
    let minimum = i64::from(tenancy::network_settings(tx).await?.credit_minimum_minutes);
    let mut books = Books::of(tx, services, &outages).await?;
    let mut given = false;
    for outage in outages {
        let Some(down) = outage.to.and_then(|to| Stretch::new(outage.from, to)) else { continue };
        let excluded = excluded(tx, &outage, suffered, &books);
        let holes: Vec<Stretch> = excluded.iter().map(|(_, hole)| *hole).collect();
        let lasted = outage::minutes(&without(down, &holes));
        if lasted == 0 || lasted < minimum {
            continue;
        }
        for line in books.lines_of(outage.service) {
            given |= Box::pin(credit_line(tx, customer, &outage, down, &line, &excluded, &mut books)).await?;
        }
    }
    if given {
        wallet::watch(tx, customer).await?;
        settled(tx, customer).await?;
    }
    Ok(())
}

impl Books {
    async fn of(tx: &Tx, services: &[SubscriptionId], outages: &[Affected]) -> Result<Self, Fault> {
        let zone = tx.scope().tenant().zone;
        let from = outages.iter().map(|outage| date_in(zone, outage.from)).min().unwrap_or(NaiveDate::MAX);
        let to = outages.iter().filter_map(|outage| outage.to).map(|to| after(date_in(zone, to))).max();
        let to = to.unwrap_or(NaiveDate::MIN);
        let lines = store::outages::lines_between(tx, services, from, to).await?;
        let ids: BTreeSet<InvoiceId> = lines.iter().map(|line| line.invoice_id).collect();
        let invoices = store::invoices_by_id(tx, &ids.into_iter().collect::<Vec<_>>()).await?;
        let billed = |row: &invoice::Model| !matches!(row.status, InvoiceStatus::Draft | InvoiceStatus::Void);
        Ok(Self {
            lines,
            invoices: invoices.into_iter().filter(billed).map(|row| (row.id, row)).collect(),
            decided: store::outages::of_services(tx, services).await?,
            suspended: catalog::suspended_days(tx, services, from, to).await?,
        })
    }

    /// The lines that charge for days of a service: what was charged last comes first.
    fn lines_of(&self, service: SubscriptionId) -> Vec<invoice_line::Model> {
        let charges = |line: &&invoice_line::Model| {
            line.subscription_id == Some(service)
                && matches!(line.kind, LineKind::Recurring | LineKind::Proration)
                && line.net_minor > 0
                && self.invoices.contains_key(&line.invoice_id)
        };
        let mut lines: Vec<invoice_line::Model> = self.lines.iter().filter(charges).cloned().collect();
        lines.sort_by_key(|line| Reverse((self.finalised(line), line.service_start, line.id)));
        lines
    }

    fn finalised(&self, line: &invoice_line::Model) -> Option<Instant> {
        self.invoices.get(&line.invoice_id).and_then(|invoice| invoice.finalized_at)
    }

    /// What a line and its discounts come to.
    fn price(&self, line: &invoice_line::Model) -> i64 {
        let discounts = self.lines.iter().filter(|other| {
            other.kind == LineKind::Discount
                && other.invoice_id == line.invoice_id
                && other.subscription_id == line.subscription_id
                && (other.service_start, other.service_end) == (line.service_start, line.service_end)
        });
        line.net_minor + discounts.map(|discount| discount.net_minor).sum::<i64>()
    }

    /// The days of a line that a later invoice has given back.
    fn given_back<'a>(&'a self, line: &'a invoice_line::Model) -> impl Iterator<Item = Span> + 'a {
        let later = self.lines.iter().filter(|other| {
            other.subscription_id == line.subscription_id
                && other.kind == LineKind::Proration
                && other.net_minor < 0
                && self.invoices.contains_key(&other.invoice_id)
                && self.finalised(other) > self.finalised(line)
        });
        later.filter_map(days_of)
    }
}

/// What does not count of an outage, and why.
fn excluded(tx: &Tx, outage: &Affected, suffered: &Suffered, books: &Books) -> Vec<(&'static str, Stretch)> {
    let announced = suffered.announced.iter().filter(|work| work.service == outage.service);
    let announced = announced.filter_map(|work| Stretch::new(work.from, work.to?));
    let suspended = books.suspended.get(&outage.service).into_iter().flatten();
    let suspended = suspended.filter_map(|days| stretch(tx, *days));
    let unaffected = suffered.unaffected.iter();
    let unaffected =
        unaffected.filter(|gap| (gap.incident, gap.service) == (outage.incident, outage.service));
    let unaffected = unaffected.filter_map(|gap| Stretch::new(gap.from, gap.to?));
    announced
        .map(|hole| ("MAINTENANCE", hole))
        .chain(suspended.map(|hole| ("SUSPENDED", hole)))
        .chain(unaffected.map(|hole| ("NOT_AFFECTED", hole)))
        .collect()
}

/// Credits an outage as far as a line bills it. Whether something was given back.
async fn credit_line(
    tx: &Tx,
    customer: CustomerId,
    outage: &Affected,
    down: Stretch,
    line: &invoice_line::Model,
    excluded: &[(&'static str, Stretch)],
    books: &mut Books,
) -> Result<bool, BillingError> {
    let decided = |row: &outage_credit::Model| {
        (row.incident_id, row.subscription_id, row.invoice_line_id)
            == (outage.incident, outage.service, line.id)
    };
    let Some((days, period)) = days_of(line).and_then(|days| Some((days, stretch(tx, days)?))) else {
        return Ok(false);
    };
    let Some(within) = period.intersect(down).filter(|_| !books.decided.iter().any(decided)) else {
        return Ok(false);
    };
    let counted = books.decided.iter().filter(|row| row.subscription_id == outage.service);
    let counted =
        counted.filter_map(|row| Stretch::new(row.from_at, row.to_at)).map(|hole| ("CREDITED", hole));
    let given_back =
        books.given_back(line).filter_map(|days| stretch(tx, days)).map(|hole| ("GIVEN_BACK", hole));
    let holes: Vec<(&'static str, Stretch)> =
        excluded.iter().copied().chain(counted).chain(given_back).collect();
    let spans: Vec<Stretch> = holes.iter().map(|(_, hole)| *hole).collect();
    let minutes = outage::minutes(&without(within, &spans));
    if minutes == 0 {
        return Ok(false);
    }
    let price = books.price(line);
    let whole = outage::minutes(&[period]);
    let taken: i64 =
        books.decided.iter().filter(|row| row.invoice_line_id == line.id).map(|row| row.amount_minor).sum();
    let amount = worth(price, minutes, whole, price - taken).map_err(Fault::internal)?;
    let shown = holes.iter().filter_map(|(reason, hole)| Some((*reason, within.intersect(*hole)?)));
    let exclusions: Json =
        shown.map(|(reason, hole)| json!({ "reason": reason, "from": hole.from, "to": hole.to })).collect();
    let Some(currency) = books.invoices.get(&line.invoice_id).map(|invoice| invoice.currency) else {
        return Ok(false);
    };
    let mut row = outage_credit::Model {
        id: tx.scope().new_id(),
        tenant_id: tx.scope().tenant().id,
        currency,
        customer_id: customer,
        incident_id: outage.incident,
        subscription_id: outage.service,
        invoice_line_id: line.id,
        credit_note_id: None,
        from_at: within.from,
        to_at: within.to,
        minutes,
        period_start: days.start,
        period_end: days.end,
        period_minutes: whole,
        price_minor: price.max(0),
        amount_minor: 0,
        exclusions,
        created_at: tx.scope().now(),
    };
    if let Some((note, amount)) = give(tx, line, amount, &row).await? {
        row.credit_note_id = Some(note);
        row.amount_minor = amount;
    }
    let given = row.credit_note_id.is_some();
    store::outages::insert(tx, row.clone()).await?;
    books.decided.push(row);
    Ok(given)
}

/// Gives a part of a line back, as far as so much of it is left; the note, and what it gives back before tax. It is not used
/// at once: the next invoice is paid with it, and shows it.
async fn give(
    tx: &Tx,
    line: &invoice_line::Model,
    amount: i64,
    evidence: &outage_credit::Model,
) -> Result<Option<(CreditNoteId, i64)>, BillingError> {
    if amount <= 0 {
        return Ok(None);
    }
    let (invoice, credited) = creditable(tx, line.invoice_id).await?;
    let left = credited.left.iter().find(|left| left.line == line.id).map_or(0, |left| left.net);
    let amount = amount.min(left);
    let whole = invoice.total_minor - credited.total;
    let taken =
        (amount > 0).then(|| by_lines(&credited.left, &[(line.id, Some(amount))])).and_then(Result::ok);
    let Some(taken) = taken.filter(|taken| taken.iter().map(Creditable::gross).sum::<i64>() <= whole) else {
        return Ok(None);
    };
    let text = (description::OUTAGE, words(tx, line, evidence));
    let reason = CreditReason::ServiceOutage;
    let note = correct_described(tx, &invoice, &credited, &taken, reason, None, Some(text)).await?;
    disputes::follow_credit(tx, &invoice, &note).await?;
    let record = Record::new("credit_note.issue", note.id).customer(note.customer_id);
    tx.record(record.after(json!({
        "number": note.number,
        "totalMinor": note.total_minor,
        "currency": note.currency.code(),
        "invoice": invoice.id.to_string(),
        "incident": evidence.incident_id.to_string(),
        "minutes": evidence.minutes,
    })))
    .await?;
    Ok(Some((note.id, amount)))
}

/// What the line of the credit note says: which service, how long, from when to when by the ISP's clocks.
fn words(tx: &Tx, line: &invoice_line::Model, evidence: &outage_credit::Model) -> Json {
    let zone = tx.scope().tenant().zone;
    let local = |at: Instant| at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string();
    let plan = line.description_args.get("plan").cloned().unwrap_or_else(|| {
        description::describe(&line.description_key, &line.description_args, &tx.scope().tenant().locale)
            .into()
    });
    json!({
        "plan": plan,
        "minutes": evidence.minutes.to_string(),
        "from": local(evidence.from_at),
        "to": local(evidence.to_at),
    })
}
