//! What stands on a document, before there are words for it. Amounts are minor units of the document's currency.

use chrono::NaiveDate;

use crate::kernel::clock::Instant;
use crate::kernel::money::Currency;

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Who issues it.
    pub issuer: Issuer,
    /// Whom it is for.
    pub party: Party,
    /// BCP 47: how words, dates and amounts are written.
    pub locale: String,
    /// A name that no other document has.
    pub identity: String,
    /// When it was made; a statement: when it was asked for.
    pub dated: Instant,
    /// The one currency of all amounts.
    pub currency: Currency,
    /// The rest.
    pub body: Body,
}

/// Which document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// An invoice.
    Invoice(Invoice),
    /// A credit note.
    CreditNote(CreditNote),
    /// The receipt of a payment.
    Receipt(Receipt),
    /// A statement of account.
    Statement(Statement),
}

/// The tenant, as its customers know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// The name.
    pub name: String,
    /// CSS hexadecimal; whatever else is no colour is passed over.
    pub colour: String,
    /// Where customers write to.
    pub email: Option<String>,
    /// Where customers call.
    pub phone: Option<String>,
    /// What the law wants to stand on bills.
    pub imprint: Vec<String>,
}

/// The customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The name on the bill.
    pub name: String,
    /// The customer number.
    pub number: String,
    /// The lines of the address.
    pub address: Vec<String>,
    /// Why no tax is charged, if none is.
    pub tax_exempt: Option<String>,
}

/// Days of service, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub first: NaiveDate,
    /// The last.
    pub last: NaiveDate,
}

/// Where an invoice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Something is owed.
    Open,
    /// Nothing is owed.
    Paid,
    /// It was cancelled, and is not owed.
    Void,
}

/// An invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// The gapless number.
    pub number: String,
    /// Where it stands.
    pub standing: Standing,
    /// Day of issue.
    pub issued: NaiveDate,
    /// Day by which it is to be paid.
    pub due: Option<NaiveDate>,
    /// What it is for.
    pub period: Option<Period>,
    /// What is charged.
    pub lines: Vec<Item>,
    /// Tax per rate and jurisdiction.
    pub taxes: Vec<Tax>,
    /// Sum of the lines.
    pub subtotal: i64,
    /// Sum of the taxes.
    pub tax: i64,
    /// Both.
    pub total: i64,
    /// What has been paid or credited, the latest first; there may be more than are listed.
    pub settled: Vec<Settlement>,
    /// What is owed.
    pub balance: i64,
}

/// A line of an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is, in the document's language.
    pub description: String,
    /// The days it is for.
    pub period: Option<Period>,
    /// Millionths.
    pub quantity_micro: i64,
    /// Price of one.
    pub unit_price: i64,
    /// Tax rates on it, millionths.
    pub rates_micro: Vec<i64>,
    /// Before tax.
    pub net: i64,
}

/// Tax of one rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tax {
    /// As printed, e.g. `VAT`.
    pub name: String,
    /// Who levies it.
    pub jurisdiction: String,
    /// Millionths.
    pub rate_micro: i64,
    /// What it is levied on.
    pub base: i64,
    /// The tax.
    pub amount: i64,
}

/// What reduced an invoice, or what was reduced by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// What kind of document `number` is of.
    pub with: Counterpart,
    /// The other document's number.
    pub number: String,
    /// When.
    pub on: NaiveDate,
    /// How much.
    pub amount: i64,
    /// Minutes of the outage that it is given for, if it is for one.
    pub outage_minutes: Option<i64>,
}

/// The other document of a settlement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counterpart {
    /// A payment.
    Payment,
    /// A credit note.
    CreditNote,
    /// An invoice.
    Invoice,
}

/// Why a credit was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The service was away.
    ServiceOutage,
    /// Too much was billed.
    Overcharge,
    /// Something was cancelled.
    Cancellation,
    /// Goodwill.
    Goodwill,
    /// A payment was taken back.
    Chargeback,
    /// Another one.
    Other,
}

/// A credit note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditNote {
    /// The gapless number.
    pub number: String,
    /// Whether it was cancelled.
    pub void: bool,
    /// Day of issue.
    pub issued: NaiveDate,
    /// The number of the invoice it corrects.
    pub corrects: Option<String>,
    /// Why.
    pub reason: Reason,
    /// Before tax.
    pub net: i64,
    /// Tax taken back.
    pub tax: i64,
    /// That tax per rate of the invoice, in its proportion; empty where it corrects none.
    pub taxes: Vec<Tax>,
    /// Net and tax.
    pub total: i64,
    /// What it was used for, the latest first.
    pub used: Vec<Settlement>,
    /// What is left of it.
    pub left: i64,
}

/// How a payment came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// A card.
    Card,
    /// A bank transfer or direct debit.
    Bank,
    /// Cash.
    Cash,
    /// Entered by staff.
    Manual,
}

/// The receipt of a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The gapless number of the receipt.
    pub number: String,
    /// The payment's own number.
    pub payment: String,
    /// When it came in.
    pub received: NaiveDate,
    /// How.
    pub channel: Channel,
    /// How much.
    pub amount: i64,
    /// Given back since.
    pub refunded: i64,
    /// Taken back by the bank since.
    pub charged_back: i64,
    /// What it was used for, the latest first; there may be more than are listed.
    pub used: Vec<Settlement>,
    /// What is left of it.
    pub left: i64,
}

/// A statement of account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The days it is of.
    pub period: Period,
    /// What was owed before the first of them; negative: a credit.
    pub opening: i64,
    /// What happened, in order, each with the balance after it.
    pub entries: Vec<super::statement::Balanced>,
    /// What was owed after the last of them.
    pub closing: i64,
}
