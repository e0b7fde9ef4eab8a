//! Bills leave by mail: each invoice when it is finalised, and the receipt of each payment when it has come in, to the
//! address where the customer's bills go.
//!
//! As an attachment and not as a link: a link that is good for long is a key to the bill in every mailbox it passes, one
//! that is good for a few minutes is of no use in a mail, and a mail that asks its reader to click for a bill is what
//! those who fish for passwords write. Whoever forwards bills to an accountant has the file.
//!
//! What it has beside the document, where the ISP takes cards, is a link to pay by (`payments`): it shows the number and what
//! is due, not the bill, and whoever gets hold of it can do nothing but pay.
//!
//! It is no notification, and no preference of an account turns it off: the mail *is* the bill. Who wants a word of each
//! bill in a mailbox of their own says so (`notifications`).

use std::collections::HashMap;

use async_trait::async_trait;
use chrono::NaiveDate;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value as Json;

use super::format::Style;
use crate::customers::{self, BillAddress};
use crate::db::{Reads as _, Tx};
use crate::events::{Event, EventType, Listener};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, InvoiceId, TypedId as _};
use crate::mail::{NewMail, Template, enqueue_once};
use crate::payments;
use crate::ports::keyring::Keyring;

/// Queues the mails.
pub struct BillMailer {
    /// Seals what they speak of.
    pub keyring: Keyring,
}

#[async_trait]
impl Listener for BillMailer {
    fn name(&self) -> &'static str {
        "documents"
    }

    /// A number of statements that does not depend on how many events there are.
    async fn hear(&self, tx: &Tx, events: &[Event]) -> Result<(), Fault> {
        // A tenant that keeps bills out of its portal sends them in its own way.
        if !tx.scope().tenant().bills_in_portal {
            return Ok(());
        }
        let bills: Vec<(&Event, CustomerId)> = events
            .iter()
            .filter(|event| is_bill(event))
            .filter_map(|event| Some((event, event.customer_id?)))
            .collect();
        if bills.is_empty() {
            return Ok(());
        }
        let customers: Vec<CustomerId> = bills.iter().map(|(_, customer)| *customer).collect();
        let addresses = customers::bill_addresses(tx, &customers).await?;
        let locale = tx.scope().tenant().locale.clone();
        let tokens = pay_tokens(tx, &bills, &addresses).await?;
        let mail = |(event, customer): &(&Event, CustomerId)| {
            let BillAddress { name, email } = addresses.get(customer)?;
            let template = template(event, name, &locale, &tokens)?;
            // The customer's language is not known: its mails are in the tenant's.
            Some((format!("{}/{customer}", event.id), NewMail { template, to: email.clone(), locale: None }))
        };
        enqueue_once(tx, &self.keyring, bills.iter().filter_map(mail).collect()).await
    }
}

/// What the invoices that leave can be paid by; nothing where the ISP takes no cards.
async fn pay_tokens(
    tx: &Tx,
    bills: &[(&Event, CustomerId)],
    addresses: &HashMap<CustomerId, BillAddress>,
) -> Result<HashMap<InvoiceId, SecretString>, Fault> {
    let leaves = |(event, customer): &&(&Event, CustomerId)| {
        event.event_type == EventType::InvoiceFinalized && addresses.contains_key(customer)
    };
    let invoices: Vec<InvoiceId> =
        bills.iter().filter(leaves).filter_map(|(event, _)| InvoiceId::parse(&event.subject).ok()).collect();
    if invoices.is_empty() || !tx.scope().tenant().takes_cards {
        return Ok(HashMap::new());
    }
    payments::links_for_mails(tx, &invoices).await
}

fn is_bill(event: &Event) -> bool {
    matches!(event.event_type, EventType::InvoiceFinalized | EventType::PaymentReceived)
}

/// What the mail says; `None` for an event of another release that lacks something.
fn template(
    event: &Event,
    name: &str,
    locale: &str,
    tokens: &HashMap<InvoiceId, SecretString>,
) -> Option<Template> {
    let text = |key: &str| event.payload.get(key).and_then(Json::as_str);
    let style = Style::new(locale, text("currency")?.parse().ok()?);
    let amount = |key: &str| event.payload.get(key).and_then(Json::as_i64).map(|minor| style.amount(minor));
    let (name, number, attachment) = (name.to_owned(), text("number")?.to_owned(), event.subject.clone());
    Some(if event.event_type == EventType::InvoiceFinalized {
        let due = text("dueDate").and_then(|day| day.parse::<NaiveDate>().ok());
        let due = due.map(|day| style.date(day));
        let token = InvoiceId::parse(&attachment).ok().and_then(|id| tokens.get(&id));
        let pay_token = token.map(|token| token.expose_secret().to_owned());
        Template::Invoice { name, number, amount: amount("totalMinor")?, due, pay_token, attachment }
    } else {
        Template::Receipt { name, number, amount: amount("amountMinor")?, attachment }
    })
}
