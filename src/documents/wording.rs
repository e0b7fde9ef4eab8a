//! The words of documents, in each language there is.

use super::model::{Channel, Counterpart, Reason};
use super::statement::Happening;

/// The words of a language.
pub(super) struct Wording {
    /// BCP 47 of the words.
    pub(super) language: &'static str,
    pub(super) invoice: &'static str,
    pub(super) credit_note: &'static str,
    /// A credit note that corrects an invoice.
    pub(super) correction: &'static str,
    pub(super) receipt: &'static str,
    pub(super) statement: &'static str,
    pub(super) bill_to: &'static str,
    pub(super) number_of_invoice: &'static str,
    pub(super) number_of_credit_note: &'static str,
    pub(super) number_of_receipt: &'static str,
    pub(super) number_of_payment: &'static str,
    pub(super) customer_number: &'static str,
    pub(super) issued: &'static str,
    pub(super) due: &'static str,
    pub(super) period: &'static str,
    pub(super) received: &'static str,
    pub(super) paid_by: &'static str,
    pub(super) description: &'static str,
    pub(super) quantity: &'static str,
    pub(super) unit_price: &'static str,
    pub(super) tax_rate: &'static str,
    pub(super) amount: &'static str,
    pub(super) subtotal: &'static str,
    pub(super) total: &'static str,
    pub(super) amount_due: &'static str,
    pub(super) earlier: &'static str,
    pub(super) taxes: &'static str,
    pub(super) tax: &'static str,
    pub(super) jurisdiction: &'static str,
    pub(super) rate: &'static str,
    pub(super) base: &'static str,
    pub(super) corrects: &'static str,
    pub(super) reason: &'static str,
    pub(super) credit: &'static str,
    pub(super) used_for: &'static str,
    pub(super) date: &'static str,
    pub(super) document: &'static str,
    pub(super) left: &'static str,
    pub(super) amount_received: &'static str,
    pub(super) refunded: &'static str,
    pub(super) charged_back: &'static str,
    pub(super) balance: &'static str,
    pub(super) debit: &'static str,
    pub(super) credited: &'static str,
    pub(super) opening: &'static str,
    pub(super) closing: &'static str,
    pub(super) in_your_favour: &'static str,
    pub(super) carried: &'static str,
    pub(super) brought: &'static str,
    pub(super) paid: &'static str,
    pub(super) void_invoice: &'static str,
    pub(super) void_credit_note: &'static str,
    pub(super) nothing: &'static str,
    pub(super) thanks: &'static str,
    pub(super) page: (&'static str, &'static str),
    pub(super) please_pay: [&'static str; 4],
    pub(super) exempt: &'static str,
}

const ENGLISH: Wording = Wording {
    language: "en",
    invoice: "Invoice",
    credit_note: "Credit note",
    correction: "Credit note",
    receipt: "Receipt",
    statement: "Statement of account",
    bill_to: "Customer",
    number_of_invoice: "Invoice number",
    number_of_credit_note: "Credit note number",
    number_of_receipt: "Receipt number",
    number_of_payment: "Payment",
    customer_number: "Customer number",
    issued: "Date",
    due: "Due date",
    period: "Period",
    received: "Received",
    paid_by: "Paid by",
    description: "Description",
    quantity: "Qty",
    unit_price: "Unit price",
    tax_rate: "Tax",
    amount: "Amount",
    subtotal: "Subtotal",
    total: "Total",
    amount_due: "Amount due",
    earlier: "Earlier payments and credits",
    taxes: "Taxes",
    tax: "Tax",
    jurisdiction: "Levied by",
    rate: "Rate",
    base: "Taxable amount",
    corrects: "Corrects invoice",
    reason: "Reason",
    credit: "Credit",
    used_for: "Used for",
    date: "Date",
    document: "Document",
    left: "Not used yet",
    amount_received: "Amount received",
    refunded: "Refunded",
    charged_back: "Taken back by the bank",
    balance: "Balance",
    debit: "Charges",
    credited: "Payments and credits",
    opening: "Opening balance",
    closing: "Closing balance",
    in_your_favour: "The closing balance is a credit in your favour.",
    carried: "Carried forward",
    brought: "Brought forward",
    paid: "This invoice is paid in full. Thank you.",
    void_invoice: "This invoice was voided. It is not to be paid.",
    void_credit_note: "This credit note was voided.",
    nothing: "Nothing was billed or paid in this period.",
    thanks: "Thank you for your payment.",
    page: ("Page", "of"),
    please_pay: ["Please pay", "by", "and state the number", "."],
    exempt: "No tax is charged:",
};

const GERMAN: Wording = Wording {
    language: "de",
    invoice: "Rechnung",
    credit_note: "Gutschrift",
    // In German law of VAT a „Gutschrift“ is something else (§ 14 UStG).
    correction: "Rechnungskorrektur",
    receipt: "Zahlungsbeleg",
    statement: "Kontoauszug",
    bill_to: "Kunde",
    number_of_invoice: "Rechnungsnummer",
    number_of_credit_note: "Gutschriftsnummer",
    number_of_receipt: "Belegnummer",
    number_of_payment: "Zahlung",
    customer_number: "Kundennummer",
    issued: "Datum",
    due: "Fällig am",
    period: "Zeitraum",
    received: "Eingegangen",
    paid_by: "Zahlungsart",
    description: "Leistung",
    quantity: "Menge",
    unit_price: "Einzelpreis",
    tax_rate: "Steuer",
    amount: "Betrag",
    subtotal: "Zwischensumme",
    total: "Gesamtbetrag",
    amount_due: "Zu zahlen",
    earlier: "Frühere Zahlungen und Gutschriften",
    taxes: "Steuern",
    tax: "Steuer",
    jurisdiction: "Erhoben von",
    rate: "Satz",
    base: "Bemessungsgrundlage",
    corrects: "Zur Rechnung",
    reason: "Grund",
    credit: "Gutschrift",
    used_for: "Verwendet für",
    date: "Datum",
    document: "Beleg",
    left: "Noch nicht verwendet",
    amount_received: "Eingegangener Betrag",
    refunded: "Erstattet",
    charged_back: "Von der Bank zurückgebucht",
    balance: "Saldo",
    debit: "Belastungen",
    credited: "Zahlungen und Gutschriften",
    opening: "Anfangssaldo",
    closing: "Endsaldo",
    in_your_favour: "Der Endsaldo ist ein Guthaben zu Ihren Gunsten.",
    carried: "Übertrag",
    brought: "Übertrag von der vorigen Seite",
    paid: "Diese Rechnung ist vollständig bezahlt. Vielen Dank.",
    void_invoice: "Diese Rechnung wurde storniert. Sie ist nicht zu bezahlen.",
    void_credit_note: "Diese Gutschrift wurde storniert.",
    nothing: "In diesem Zeitraum wurde nichts berechnet oder bezahlt.",
    thanks: "Vielen Dank für Ihre Zahlung.",
    page: ("Seite", "von"),
    please_pay: ["Bitte zahlen Sie", "bis zum", "und geben Sie die Nummer", " an."],
    exempt: "Es wird keine Steuer berechnet:",
};

/// The words for a locale; English where there are no others.
pub(super) fn of(german: bool) -> &'static Wording {
    if german { &GERMAN } else { &ENGLISH }
}

impl Wording {
    fn is_german(&self) -> bool {
        self.language == "de"
    }

    pub(super) fn counterpart(&self, with: Counterpart) -> &'static str {
        match with {
            Counterpart::Payment => self.number_of_payment,
            Counterpart::CreditNote => self.credit_note,
            Counterpart::Invoice => self.invoice,
        }
    }

    pub(super) fn because(&self, reason: Reason) -> &'static str {
        let (english, german) = match reason {
            Reason::ServiceOutage => ("Outage of the service", "Ausfall des Dienstes"),
            Reason::Overcharge => ("Too much was billed", "Zu viel berechnet"),
            Reason::Cancellation => ("Cancellation", "Kündigung oder Storno"),
            Reason::Goodwill => ("Goodwill", "Kulanz"),
            Reason::Chargeback => ("Payment taken back", "Rückbuchung einer Zahlung"),
            Reason::Other => ("Correction", "Korrektur"),
        };
        if self.is_german() { german } else { english }
    }

    pub(super) fn outage(&self, minutes: i64) -> String {
        if self.is_german() { format!("Ausfall {minutes} Min.") } else { format!("outage {minutes} min") }
    }

    pub(super) fn channel(&self, channel: Channel) -> &'static str {
        let (english, german) = match channel {
            Channel::Card => ("Card", "Karte"),
            Channel::Bank => ("Bank transfer or direct debit", "Überweisung oder Lastschrift"),
            Channel::Cash => ("Cash", "Bar"),
            Channel::Manual => ("Entered by our staff", "Von uns erfasst"),
        };
        if self.is_german() { german } else { english }
    }

    pub(super) fn happening(&self, what: Happening) -> &'static str {
        let (english, german) = match what {
            Happening::Invoice => ("Invoice", "Rechnung"),
            Happening::InvoiceVoided => ("Invoice voided", "Rechnung storniert"),
            Happening::WrittenOff => ("Written off", "Ausgebucht"),
            Happening::Recovered => ("Written off, settled after all", "Ausgebuchtes beglichen"),
            Happening::CreditNote => ("Credit note", "Gutschrift"),
            Happening::CreditNoteVoided => ("Credit note voided", "Gutschrift storniert"),
            Happening::Payment => ("Payment", "Zahlung"),
            Happening::Refund => ("Refund", "Erstattung"),
            Happening::RefundReturned => ("Refund came back", "Erstattung zurückgekommen"),
            Happening::Chargeback => ("Taken back by the bank", "Rückbuchung"),
            Happening::ChargebackReversed => ("Given again by the bank", "Rückbuchung aufgehoben"),
        };
        if self.is_german() { german } else { english }
    }
}
