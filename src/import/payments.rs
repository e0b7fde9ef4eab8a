//! Payments that the other system has received, used for the invoices they name and then for the oldest due.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use sea_orm::{ActiveEnum as _, Set};

use super::ImportError;
use super::allocate::{Owed, Paid, allocate};
use super::fields::Kind;
use super::load::Loader;
use super::reader::Row;
use super::report::Refusal;
use super::store::{self, Target};
use crate::billing::entity::allocation;
use crate::billing::watch_wallet;
use crate::customers;
use crate::db::{FIRST_VERSION, Reads as _, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{CustomerId, InvoiceId, PaymentId};
use crate::kernel::money::Currency;
use crate::payments::entity::payment::{self, PaymentChannel, PaymentStatus};
use crate::tenancy::Tenant;

/// Customers that are looked at at once.
const PAYERS: usize = 500;

/// Before the number of a payment that the other system has numbered: ours are never such.
const PREFIX: &str = "EXT-";

/// The number that an imported payment gets.
pub(super) fn number_of(external_id: &str) -> String {
    format!("{PREFIX}{external_id}")
}

/// Reads and writes payments.
pub(super) struct Payments<'a> {
    pub(super) tenant: &'a Tenant,
    /// The customers by external id, with their currency.
    pub(super) customers: HashMap<String, (CustomerId, Currency)>,
    /// The invoices by external id.
    pub(super) invoices: HashMap<String, InvoiceId>,
    /// Numbers that are taken.
    pub(super) taken: HashSet<String>,
    /// Instant of a day in the tenant's zone.
    pub(super) at: fn(&Tenant, NaiveDate) -> Instant,
    /// What remains to be used, by customer, in the order of the dates.
    pub(super) waiting: BTreeMap<CustomerId, Vec<(NaiveDate, NewPayment)>>,
}

/// A payment that was read.
pub(super) struct NewPayment {
    id: PaymentId,
    number: String,
    customer: CustomerId,
    currency: Currency,
    minor: i64,
    channel: PaymentChannel,
    reference: Option<String>,
    received_at: Instant,
    names: Option<InvoiceId>,
}

impl Loader for Payments<'_> {
    type Row = (NaiveDate, NewPayment);

    fn kind(&self) -> Kind {
        Kind::Payments
    }

    fn id_field(&self) -> &'static str {
        "external_id"
    }

    fn read(&mut self, external_id: &str, mut row: Row<'_>) -> Result<Self::Row, Vec<Refusal>> {
        let number = number_of(external_id);
        if self.taken.contains(&number) {
            row.refuse("external_id", format!("`{number}` is the number of another payment here"));
        }
        let customer = row.needed("customer");
        let owner = self.customers.get(&customer).copied();
        if owner.is_none() && !customer.is_empty() {
            row.refuse("customer", format!("`{customer}` was not imported"));
        }
        let currency = row.currency(owner.map_or(self.tenant.reference.currency, |(_, currency)| currency));
        if let Some((_, own)) = owner
            && own != currency
        {
            row.refuse("currency", format!("the customer's currency is {own}"));
        }
        let amount = row.money("amount", currency);
        match amount {
            None if row.text("amount").is_none() => row.refuse("amount", "is empty"),
            Some(..=0) => row.refuse("amount", "is not above zero: a refund is no payment"),
            Some(_) | None => {}
        }
        let date = row.needed_date("date");
        let channel = row.choice("channel");
        let channel =
            channel.map_or(Some(PaymentChannel::Manual), |c| PaymentChannel::try_from_value(&c).ok());
        let reference = row.text("reference");
        let names = row.text("invoice").and_then(|number| {
            let found = self.invoices.get(&number).copied();
            if found.is_none() {
                row.refuse("invoice", format!("`{number}` was not imported"));
            }
            found
        });
        let (at, tenant) = (self.at, self.tenant);
        row.finish(|| {
            let date = date?;
            let payment = NewPayment {
                // Given when it is written.
                id: PaymentId(uuid::Uuid::nil()),
                number,
                customer: owner?.0,
                currency,
                minor: amount?,
                channel: channel?,
                reference,
                received_at: at(tenant, date),
                names,
            };
            Some((date, payment))
        })
    }

    /// Only gives them their ids: what each is used for depends on all of the file.
    async fn write(&mut self, tx: &Tx, rows: Vec<Self::Row>) -> Result<Vec<Target>, ImportError> {
        let targets = rows.into_iter().map(|(date, mut payment)| {
            payment.id = tx.scope().new_id();
            let id = payment.id;
            self.waiting.entry(payment.customer).or_default().push((date, payment));
            Target::Payment(id)
        });
        Ok(targets.collect())
    }

    async fn finish(&mut self, tx: &Tx) -> Result<(), ImportError> {
        let customers: Vec<CustomerId> = self.waiting.keys().copied().collect();
        store::lock_balances(tx, &customers).await?;
        let mut owed: HashMap<CustomerId, Vec<Owed>> = HashMap::new();
        for invoice in store::open_invoices(tx, &customers).await? {
            let minor = invoice.total_minor - invoice.allocated_minor;
            owed.entry(invoice.customer_id).or_default().push(Owed { invoice: invoice.id, minor });
        }
        let (mut rows, mut allocations, mut settled) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (customer, mut payments) in std::mem::take(&mut self.waiting) {
            payments.sort_by_key(|(date, _)| *date);
            let paid: Vec<Paid> = payments
                .iter()
                .map(|(_, new)| Paid { payment: new.id, minor: new.minor, names: new.names })
                .collect();
            let used = allocate(owed.entry(customer).or_default(), &paid);
            for (_, new) in payments {
                let own: i64 = used.iter().filter(|used| used.payment == new.id).map(|used| used.minor).sum();
                rows.push(received(&new, own));
            }
            for used in used {
                settled.insert(used.invoice);
                allocations.push(allocation::ActiveModel {
                    id: Set(tx.scope().new_id()),
                    customer_id: Set(customer),
                    payment_id: Set(Some(used.payment)),
                    credit_note_id: Set(None),
                    invoice_id: Set(used.invoice),
                    amount_minor: Set(used.minor),
                    at: Set(tx.scope().now()),
                    reversed_at: Set(None),
                    ..Default::default()
                });
            }
        }
        tx.insert_many(rows).await?;
        tx.insert_many(allocations).await?;
        let settled: Vec<InvoiceId> = settled.into_iter().collect();
        store::know_documents(tx).await?;
        store::settle(tx, &settled).await?;
        store::sum_up(tx, &customers).await?;
        // What is left of them is the wallet of a prepaid customer.
        for some in customers.chunks(PAYERS) {
            for payer in customers::payers(tx, some).await?.into_iter().filter(|payer| payer.prepaid) {
                watch_wallet(tx, payer.id).await?;
            }
        }
        Ok(())
    }
}

fn received(new: &NewPayment, allocated: i64) -> payment::ActiveModel {
    payment::ActiveModel {
        id: Set(new.id),
        number: Set(new.number.clone()),
        customer_id: Set(new.customer),
        currency: Set(new.currency),
        amount_minor: Set(new.minor),
        channel: Set(new.channel),
        status: Set(PaymentStatus::Succeeded),
        gateway_ref: Set(new.reference.clone()),
        refunded_minor: Set(0),
        charged_back_minor: Set(0),
        allocated_minor: Set(allocated),
        // The other system has given a receipt, under its own number.
        receipt_number: Set(Some(new.number.clone())),
        received_at: Set(new.received_at),
        version: Set(FIRST_VERSION),
        ..Default::default()
    }
}
