//! Pay links: made, shown, taken back. Whoever holds one sees what is due of its bills and pays it, signed in or not; see
//! [`pay_by_link`](super::pay_by_link).

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use secrecy::SecretString;
use serde_json::json;

use crate::billing::ledger::{Payable, lock_balance, owed_by, payables};
use crate::customers;
use crate::db::audit::Record;
use crate::db::{Reads, Scope, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, InvoiceId, PayLinkId, PaymentId};
use crate::kernel::money::Currency;
use crate::payments::amount::{AmountFault, payable};
use crate::payments::entity::{pay_link, pay_link_invoice};
use crate::payments::link::{LinkState, LinkedBill, PaidByLink, digest_of, end_after, new_token, standing};
use crate::payments::state::{is_open, was_received};
use crate::payments::store::{self, links};
use crate::payments::{MAX_LINKED_BILLS, MAX_PAY_LINKS, MAX_SHORT_LIST, policy};
use crate::tenancy::Tenant;

/// Days that a link is good for where nobody says otherwise; the day it is made on not counted.
const DAYS: u32 = 14;

/// The most days.
const MAX_DAYS: u32 = 90;

/// Days after the due day that the link of a mailed bill is good for.
const DAYS_AFTER_DUE: u64 = 14;

/// What a link is to be for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkTarget {
    /// One invoice.
    Invoice(InvoiceId),
    /// What a customer owes at this moment, oldest due first.
    Customer(CustomerId),
}

/// A link to make.
#[derive(Debug, Clone)]
pub struct NewPayLink {
    /// What it is for.
    pub target: LinkTarget,
    /// The most that is paid by it, in major units; all that is due where it is absent.
    pub amount: Option<Decimal>,
    /// Days that it is good for, the day it is made on not counted.
    pub expires_in_days: Option<i32>,
}

/// Why a link was not made or taken back: told to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkRefusal {
    /// No such customer, invoice or link, or the caller may not make links to its bills.
    NotFound,
    /// The amount cannot be paid.
    Amount(AmountFault),
    /// The amount is more than is due.
    ExceedsDue,
    /// Nothing is due.
    NothingDue,
    /// The days are too few or too many.
    Days,
    /// There are too many links already.
    TooMany,
    /// The link is over already.
    Over,
    /// The ISP takes no payments by cards at present.
    GatewayUnavailable,
}

/// Why a link was not made or taken back.
#[derive(Debug)]
pub enum LinkError {
    /// Refused, for the caller to know.
    Refused(LinkRefusal),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for LinkError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

fn refused<T>(why: LinkRefusal) -> Result<T, LinkError> {
    Err(LinkError::Refused(why))
}

/// A link with its bills, as it stands.
#[derive(Debug, Clone)]
pub struct LinkView {
    /// The link.
    pub link: pay_link::Model,
    /// The bills, oldest due first.
    pub bills: Vec<Payable>,
    /// What can be paid by it now, minor units; 0 where it cannot be used.
    pub due: i64,
    /// Whether it can be used, and what for.
    pub state: LinkState,
    /// The bills as far as the amounts go, in the same order.
    pub(super) linked: Vec<LinkedBill>,
    /// How many payments were begun by it.
    pub(super) tries: usize,
}

impl LinkView {
    /// Until when the first of its bills that are not paid is to be paid.
    pub fn due_date(&self) -> Option<NaiveDate> {
        self.bills.iter().filter(|bill| bill.owed.amount > 0).filter_map(|bill| bill.owed.due).min()
    }
}

/// Links with their bills, in a number of statements that does not depend on how many there are.
pub(super) async fn views(db: &impl Reads, found: Vec<pay_link::Model>) -> Result<Vec<LinkView>, Fault> {
    let ids: Vec<PayLinkId> = found.iter().map(|link| link.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let named = links::invoices_of(db, &ids).await?;
    let invoices: HashSet<InvoiceId> = named.iter().map(|row| row.invoice_id).collect();
    let invoices: Vec<InvoiceId> = invoices.into_iter().collect();
    let bills = payables(db, &invoices).await?;
    let claims = links::claims_on(db, &invoices).await?;
    let by_link = links::payments_of(db, &ids).await?;
    let payments: Vec<PaymentId> = by_link.iter().map(|row| row.id).collect();
    let payments = store::payments_by_id(db, &payments).await?;
    let payments: HashMap<PaymentId, _> = payments.into_iter().map(|row| (row.id, row)).collect();
    let now = db.scope().real_now();
    let view = |link: pay_link::Model| {
        let own: HashSet<InvoiceId> =
            named.iter().filter(|row| row.link_id == link.id).map(|row| row.invoice_id).collect();
        let bills: Vec<Payable> =
            bills.iter().filter(|bill| own.contains(&bill.owed.invoice)).cloned().collect();
        let spoken_for = |invoice: InvoiceId| {
            claims.iter().filter(|claim| claim.invoice_id == invoice).map(|claim| claim.amount_minor).sum()
        };
        let linked: Vec<LinkedBill> = bills
            .iter()
            .map(|bill| LinkedBill {
                owed: bill.owed.amount,
                spoken_for: spoken_for(bill.owed.invoice),
                void: bill.void,
            })
            .collect();
        let mut paid = PaidByLink::default();
        let mut tries = 0;
        for payment in
            by_link.iter().filter(|row| row.link_id == link.id).filter_map(|row| payments.get(&row.id))
        {
            tries += 1;
            if is_open(payment.status) {
                paid.under_way += payment.amount_minor;
            } else if was_received(payment.status) {
                paid.received += payment.amount_minor;
            }
        }
        let (due, state) = match over(&link, now) {
            Some(state) => (0, state),
            None => standing(link.amount_minor, paid, &linked),
        };
        LinkView { link, bills, due, state, linked, tries }
    };
    Ok(found.into_iter().map(view).collect())
}

/// Why a link cannot be used, whatever is due.
fn over(link: &pay_link::Model, now: Instant) -> Option<LinkState> {
    match link.revoked_at {
        Some(_) => Some(LinkState::Revoked),
        None if link.expires_at <= now => Some(LinkState::Expired),
        None => None,
    }
}

/// The latest links of customers for whom the caller makes them.
pub async fn links_of(scope: &Scope, customers: &[CustomerId]) -> Result<Vec<LinkView>, Fault> {
    views(scope, links::of_customers(scope, customers, MAX_SHORT_LIST).await?).await
}

/// What the holder of a token may know. None: there is no such link, or it is over, or another ISP's; nothing tells which.
pub async fn open_link(scope: &Scope, token: &SecretString) -> Result<Option<LinkView>, Fault> {
    let Some(link) = find(scope, token).await? else { return Ok(None) };
    Ok(views(scope, vec![link]).await?.pop())
}

/// The link of a token, if it may be used.
pub(super) async fn find(db: &impl Reads, token: &SecretString) -> Result<Option<pay_link::Model>, Fault> {
    // What cannot be a token is looked for as well: no answer is quicker than another.
    let digest = digest_of(token).unwrap_or_default();
    Ok(links::usable(db, &digest, db.scope().real_now()).await?)
}

/// Makes a link; its token, which is kept nowhere.
pub async fn create_pay_link(
    scope: &Scope,
    tenant: &Tenant,
    new: NewPayLink,
) -> Result<(LinkView, SecretString), LinkError> {
    let customer = match new.target {
        LinkTarget::Customer(customer) => customer,
        LinkTarget::Invoice(invoice) => match payables(scope, &[invoice]).await?.pop() {
            Some(bill) => bill.owed.customer,
            None => return refused(LinkRefusal::NotFound),
        },
    };
    let Some(currency) = may_make(scope, customer).await? else { return refused(LinkRefusal::NotFound) };
    let days = new.expires_in_days.map_or(Some(DAYS), |days| u32::try_from(days).ok());
    let Some(days) = days.filter(|days| (1..=MAX_DAYS).contains(days)) else {
        return refused(LinkRefusal::Days);
    };
    let amount = match new.amount.map(|amount| payable(amount, currency)).transpose() {
        Ok(amount) => amount.map(|amount| amount.minor),
        Err(fault) => return refused(LinkRefusal::Amount(fault)),
    };
    if tenant.settings.payments.gateway.is_none() {
        return refused(LinkRefusal::GatewayUnavailable);
    }
    let tx = scope.begin().await?;
    // Two at once count one after the other.
    lock_balance(&tx, customer).await?;
    if links::count_usable(&tx, customer, scope.real_now()).await? >= MAX_PAY_LINKS {
        return refused(LinkRefusal::TooMany);
    }
    let bills: Vec<InvoiceId> = match new.target {
        LinkTarget::Invoice(invoice) => vec![invoice],
        LinkTarget::Customer(customer) => {
            let owed = owed_by(&tx, customer).await?;
            owed.iter().map(|owed| owed.invoice).take(MAX_LINKED_BILLS).collect()
        }
    };
    let expires_at = end_after(scope.tenant().zone, scope.real_now(), days);
    let made = Made { customer, currency, amount, expires_at, bills };
    let (link, invoices, token) = rows(&tx, &made);
    links::insert(&tx, vec![link.clone()], invoices).await?;
    let view = views(&tx, vec![link.clone()]).await?.pop();
    let view = view.ok_or_else(|| Fault::internal("a pay link is missing that was just made"))?;
    // What is being paid at this moment may come to nothing: it can be paid by the link then.
    let owed: i64 = view.bills.iter().map(|bill| bill.owed.amount).sum();
    if owed == 0 {
        return refused(LinkRefusal::NothingDue);
    }
    if amount.is_some_and(|amount| amount > owed) {
        return refused(LinkRefusal::ExceedsDue);
    }
    tx.record(Record::new("pay_link.create", link.id).customer(customer).after(told(&view))).await?;
    tx.commit().await?;
    Ok((view, token))
}

fn told(view: &LinkView) -> serde_json::Value {
    json!({
        "invoices": view.bills.iter().map(|bill| bill.number.as_str()).collect::<Vec<_>>(),
        "amountMinor": view.link.amount_minor,
        "currency": view.link.currency.code(),
        "expiresAt": view.link.expires_at,
    })
}

/// The currency of a customer to whose bills the caller makes links; none where it may not.
async fn may_make(scope: &Scope, customer: CustomerId) -> Result<Option<Currency>, Fault> {
    let seen = customers::seen(scope, &[customer]).await?.pop();
    let seen = seen.filter(|seen| seen.allows(|kind| policy::makes_links(scope.tenant(), kind)));
    Ok(seen.map(|seen| seen.customer.currency))
}

/// Takes a link back. What is being paid by it at this moment is still booked.
pub async fn revoke_pay_link(scope: &Scope, id: PayLinkId) -> Result<LinkView, LinkError> {
    let Some(link) = links::link(scope, id).await? else { return refused(LinkRefusal::NotFound) };
    if may_make(scope, link.customer_id).await?.is_none() {
        return refused(LinkRefusal::NotFound);
    }
    let tx = scope.begin().await?;
    if !links::revoke(&tx, id, scope.real_now()).await? {
        return refused(LinkRefusal::Over);
    }
    let link = links::link(&tx, id).await?.map(|link| vec![link]).unwrap_or_default();
    let view = views(&tx, link).await?.pop();
    let view = view.ok_or_else(|| Fault::internal("a pay link is missing that was just taken back"))?;
    tx.record(Record::new("pay_link.revoke", id).customer(view.link.customer_id).before(told(&view))).await?;
    tx.commit().await?;
    Ok(view)
}

/// Makes a link for each bill that leaves by mail and of which something is owed: its token. The links are good until two
/// weeks after the due day. The caller has seen to it that the ISP takes cards.
pub async fn links_for_mails(
    tx: &Tx,
    invoices: &[InvoiceId],
) -> Result<HashMap<InvoiceId, SecretString>, Fault> {
    let scope = tx.scope();
    let mut all = (Vec::new(), Vec::new(), HashMap::new());
    for payable in payables(tx, invoices).await?.into_iter().filter(|payable| payable.owed.amount > 0) {
        let last = payable.owed.due.unwrap_or_else(|| scope.today()) + Days::new(DAYS_AFTER_DUE);
        let days = u32::try_from((last - scope.today()).num_days()).unwrap_or_default();
        let (link, invoices, token) = rows(
            tx,
            &Made {
                customer: payable.owed.customer,
                currency: payable.currency,
                amount: None,
                // A due day may have been long ago, or be far away.
                expires_at: end_after(scope.tenant().zone, scope.real_now(), days.clamp(DAYS, MAX_DAYS)),
                bills: vec![payable.owed.invoice],
            },
        );
        all.0.push(link);
        all.1.extend(invoices);
        all.2.insert(payable.owed.invoice, token);
    }
    links::insert(tx, all.0, all.1).await?;
    Ok(all.2)
}

struct Made {
    customer: CustomerId,
    currency: Currency,
    amount: Option<i64>,
    expires_at: Instant,
    bills: Vec<InvoiceId>,
}

fn rows(tx: &Tx, made: &Made) -> (pay_link::Model, Vec<pay_link_invoice::Model>, SecretString) {
    let scope = tx.scope();
    let (token, digest) = new_token(&**scope.entropy());
    let link = pay_link::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        customer_id: made.customer,
        created_by: scope.actor().account().map(|account| account.id),
        currency: made.currency,
        amount_minor: made.amount,
        digest: digest.to_vec(),
        created_at: scope.real_now(),
        expires_at: made.expires_at,
        revoked_at: None,
    };
    let invoice = |invoice_id| pay_link_invoice::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        customer_id: made.customer,
        link_id: link.id,
        invoice_id,
    };
    let invoices = made.bills.iter().copied().map(invoice).collect();
    (link, invoices, token)
}
