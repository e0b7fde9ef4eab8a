//! The documents themselves, read back from their files.

use std::time::Instant;

use chrono::NaiveDate;
use portico::documents::model::{
    Body, Channel, Counterpart, CreditNote, Invoice, Item, Period, Reason, Receipt, Settlement, Standing, Tax,
};
use portico::documents::statement::{Entry, Happening, run};

use super::{document, facts_of, printed, text_of};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn month() -> Period {
    Period { first: day("2026-11-01"), last: day("2026-11-30") }
}

fn item(description: &str, quantity: i64, price: i64) -> Item {
    Item {
        description: description.to_owned(),
        period: Some(month()),
        quantity_micro: quantity * 1_000_000,
        unit_price: price,
        rates_micro: vec![190_000],
        net: quantity * price,
    }
}

fn invoice(lines: Vec<Item>) -> Invoice {
    let subtotal: i64 = lines.iter().map(|line| line.net).sum();
    let tax = (subtotal * 19 + 50) / 100;
    Invoice {
        number: "INV-2026-000042".to_owned(),
        standing: Standing::Open,
        issued: day("2026-11-22"),
        due: Some(day("2026-12-06")),
        period: Some(month()),
        taxes: vec![Tax {
            name: "VAT".to_owned(),
            jurisdiction: "DE".to_owned(),
            rate_micro: 190_000,
            base: subtotal,
            amount: tax,
        }],
        subtotal,
        tax,
        total: subtotal + tax,
        settled: Vec::new(),
        balance: subtotal + tax,
        lines,
    }
}

fn settlement(with: Counterpart, number: &str, amount: i64) -> Settlement {
    Settlement { with, number: number.to_owned(), on: day("2026-11-25"), amount, outage_minutes: None }
}

fn has(pages: &[String], expected: &[&str]) {
    for text in expected {
        assert!(pages.iter().any(|page| page.contains(text)), "{text:?} is not on\n{}", pages.join("\n"));
    }
}

#[test]
fn a_short_invoice_is_one_tagged_page_with_title_and_language() {
    let mut bill = invoice(vec![
        item("Fibre 250", 1, 39_90),
        item("Static IP address", 2, 5_00),
        item("Discount: Loyalty", 1, -4_99),
    ]);
    bill.settled = vec![settlement(Counterpart::CreditNote, "CRN-2026-000003", 2_00)];
    bill.balance = bill.total - 2_00;
    let mut paper = document("en-US", "USD", "Ada Lovelace", Body::Invoice(bill));
    paper.issuer.imprint = [
        "Nordlicht Internet GmbH",
        "Hafenstraße 7, 20457 Hamburg",
        "HRB 4711, Amtsgericht Hamburg",
        "VAT ID DE123456789",
        "IBAN DE02 1203 0000 0000 2020 51",
    ]
    .map(str::to_owned)
    .into();
    let pdf = printed("short", &paper);
    let pages = text_of(&pdf);
    assert_eq!(pages.len(), 1);
    has(
        &pages,
        &[
            "Invoice",
            "INV-2026-000042",
            "Nov 22, 2026",
            "Ada Lovelace",
            "Fibre 250",
            "$44.91",
            "VAT 19% (DE)",
            "$8.53",
            "$53.44",
            "-$2.00",
            "$51.44",
            "Page 1 of 1",
        ],
    );
    let facts = facts_of(&pdf);
    for fact in [
        "Invoice INV-2026-000042",
        "Tagged:          yes",
        "Page size:       612 x 792 pts (letter)",
        "PDF version:     1.7",
        "Nordlicht Internet",
    ] {
        assert!(facts.contains(fact), "{fact:?} is not in\n{facts}");
    }
}

#[test]
fn a_german_invoice_of_two_hundred_lines_takes_its_pages() {
    let lines = (1..=200).map(|at| {
        item(&format!("Standort {at}: Glasfaser 250, Vertragsnummer {}", 70_000 + at), 1, 1_000 + at)
    });
    let mut bill = invoice(lines.collect());
    bill.taxes.push(Tax {
        name: "Ökoabgabe".to_owned(),
        jurisdiction: "DE-HH".to_owned(),
        rate_micro: 7_500,
        base: bill.subtotal,
        amount: 1_651,
    });
    bill.tax += 1_651;
    bill.total += 1_651;
    bill.balance = bill.total;
    let began = Instant::now();
    let pdf = printed(
        "long-de",
        &document("de-DE", "EUR", "Hanseatische Logistik & Lager GmbH", Body::Invoice(bill.clone())),
    );
    let took = began.elapsed();
    let pages = text_of(&pdf);
    let count = pages.len();
    assert!((10..=18).contains(&count), "{count} pages");
    for (at, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("Seite {} von {count}", at + 1)), "{page}");
        assert!(page.contains("Leistung") && page.contains("Einzelpreis"), "the head is repeated:\n{page}");
        assert_eq!(page.contains("Übertrag von der vorigen Seite"), at > 0);
    }
    has(
        &pages,
        &["Standort 1:", "Standort 200:", "2.201,00 €", "418,19 €", "2.635,70 €", "Ökoabgabe", "06.12.2026"],
    );
    // Twice printed, unoptimised, beside other tests: a bound that only a mistake in complexity breaks.
    assert!(took.as_secs() < 60, "{took:?}");
    assert!(pdf.len() < 400_000, "{} bytes", pdf.len());
}

#[test]
fn names_from_right_to_left_keep_their_letters() {
    for (file, name) in
        [("hebrew", "דוד בן־גוריון לוי"), ("arabic", "شركة الاتصالات الحديثة ١٢"), ("mixed", "Levi לוי GmbH")]
    {
        let mut paper = document(
            "en-GB",
            "EUR",
            name,
            Body::Invoice(invoice(vec![item("Fibre 250", 1, 39_90), item(name, 1, 1_00)])),
        );
        paper.party.address[0] = name.to_owned();
        let pdf = printed(file, &paper);
        // Viewers put the letters of a line into the order that they think right; that all are there is what counts here,
        // and that they stand in the right order is tested where lines are set (ports/pdf).
        let text = text_of(&pdf).concat();
        for letter in name.chars().filter(|letter| letter.is_alphanumeric()) {
            assert!(text.contains(letter), "{letter} of {name} is not in\n{text}");
        }
        assert!(!text.contains('\u{fffd}'), "every letter has its font");
    }
}

#[test]
fn currencies_have_the_digits_of_iso_4217() {
    let yen = printed(
        "jpy",
        &document(
            "en-US",
            "JPY",
            "Sato Denki K.K.",
            Body::Invoice(invoice(vec![item("Fibre 1000", 1, 12_000)])),
        ),
    );
    has(&text_of(&yen), &["Amount (JPY)", "¥12,000", "¥2,280", "¥14,280"]);
    let dinar = printed(
        "kwd",
        &document(
            "en-US",
            "KWD",
            "مؤسسة الخليج",
            Body::Invoice(invoice(vec![item("Fibre 1000", 1, 12_345)])),
        ),
    );
    has(&text_of(&dinar), &["Amount (KWD)", "KWD 12.345", "KWD 2.346", "KWD 14.691"]);
}

#[test]
fn receipts_credit_notes_and_statements_have_their_own_words() {
    let receipt = Receipt {
        number: "RCP-2026-000007".to_owned(),
        payment: "PAY-2026-000007".to_owned(),
        received: day("2026-11-25"),
        channel: Channel::Bank,
        amount: 100_00,
        refunded: 0,
        charged_back: 0,
        used: vec![
            settlement(Counterpart::Invoice, "INV-2026-000042", 51_44),
            settlement(Counterpart::Invoice, "INV-2026-000041", 40_00),
        ],
        left: 8_56,
    };
    let pdf = printed("receipt", &document("en-GB", "GBP", "Ada Lovelace", Body::Receipt(receipt)));
    has(
        &text_of(&pdf),
        &["Receipt", "RCP-2026-000007", "£100.00", "Invoice INV-2026-000042", "51.44", "£8.56", "Thank you"],
    );
    let note = CreditNote {
        number: "CRN-2026-000003".to_owned(),
        void: false,
        issued: day("2026-11-25"),
        corrects: Some("INV-2026-000042".to_owned()),
        reason: Reason::ServiceOutage,
        net: 1_68,
        tax: 32,
        taxes: vec![Tax {
            name: "USt".to_owned(),
            jurisdiction: "DE".to_owned(),
            rate_micro: 190_000,
            base: 1_68,
            amount: 32,
        }],
        total: 2_00,
        used: vec![settlement(Counterpart::Invoice, "INV-2026-000042", 2_00)],
        left: 0,
    };
    let pdf = printed("credit-note-de", &document("de-DE", "EUR", "Jürgen Groß", Body::CreditNote(note)));
    has(
        &text_of(&pdf),
        &["Rechnungskorrektur", "Ausfall des Dienstes", "1,68", "USt 19 % (DE)", "2,00 €", "Zur Rechnung"],
    );
    let entries = (1..=90).map(|at| {
        let (what, amount) = match at % 3 {
            0 => (Happening::Payment, -at * 2_00),
            _ => (Happening::Invoice, at * 1_37),
        };
        let on = day("2026-09-20") + chrono::Days::new(u64::try_from(at).expect("small"));
        Entry { on, what, number: format!("N-{at:04}"), amount }
    });
    let statement = run(entries.collect(), Period { first: day("2026-10-01"), last: day("2026-12-31") });
    assert_eq!(statement.closing, 909_00);
    let pdf = printed("statement", &document("en-US", "USD", "Ada Lovelace", Body::Statement(statement)));
    let pages = text_of(&pdf);
    assert!(pages.len() > 1, "it runs over pages");
    has(
        &pages,
        &[
            "Statement of account",
            "Opening balance",
            "Closing balance",
            "Brought forward",
            "Oct 1, 2026",
            "$909.00",
        ],
    );
}

#[test]
fn a_void_invoice_says_so() {
    let mut bill = invoice(vec![item("Fibre 250", 1, 39_90)]);
    bill.standing = Standing::Void;
    bill.balance = 0;
    let pdf = printed("void", &document("en-GB", "EUR", "Ada Lovelace", Body::Invoice(bill)));
    let pages = text_of(&pdf);
    has(&pages, &["This invoice was voided. It is not to be paid."]);
    assert!(!pages.concat().contains("Amount due"));
}
