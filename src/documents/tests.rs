//! Documents as they are laid out: what stands on the pages, without the detour over a file.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::compose::compose;
use super::format::Style;
use super::layout::lay_out;
use super::model::{
    Body, Channel, Counterpart, CreditNote, Document, Invoice, Issuer, Item, Party, Period, Reason, Receipt,
    Settlement, Standing, Tax,
};
use super::statement::{Entry, Happening, run};
use crate::ports::pdf::{Drawing, Fonts, Mark, Role, Sheet};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn item(description: &str, net: i64) -> Item {
    Item {
        description: description.to_owned(),
        period: Some(Period { first: day("2026-11-01"), last: day("2026-11-30") }),
        quantity_micro: 1_000_000,
        unit_price: net,
        rates_micro: vec![190_000],
        net,
    }
}

fn invoice(lines: Vec<Item>, tax: i64) -> Invoice {
    let subtotal = lines.iter().map(|line| line.net).sum();
    Invoice {
        number: "INV-2026-000042".to_owned(),
        standing: Standing::Open,
        issued: day("2026-11-22"),
        due: Some(day("2026-12-06")),
        period: None,
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

fn document(locale: &str, currency: &str, name: &str, body: Body) -> Document {
    Document {
        issuer: Issuer {
            name: "Nordlicht Internet".to_owned(),
            colour: "#0b5fff".to_owned(),
            email: Some("hilfe@nordlicht.example".to_owned()),
            phone: Some("+49 40 123456".to_owned()),
            imprint: Vec::new(),
        },
        party: Party {
            name: name.to_owned(),
            number: "C-1001".to_owned(),
            address: vec!["Hauptstraße 1".to_owned(), "10115 Berlin, DE".to_owned()],
            tax_exempt: None,
        },
        locale: locale.to_owned(),
        identity: "ten_1/inv_1".to_owned(),
        dated: "2026-11-22T08:30:00Z".parse().expect("an instant"),
        currency: currency.parse().expect("known"),
        body,
    }
}

fn pages(document: &Document) -> Drawing {
    lay_out(&compose(document), &Fonts::built_in())
}

fn texts(sheet: &Sheet) -> Vec<&str> {
    fn text(mark: &Mark) -> Option<&str> {
        match mark {
            Mark::Text { line, .. } => Some(line.text()),
            Mark::Area { .. } => None,
        }
    }
    sheet.marks.iter().filter_map(text).collect()
}

/// Everything is on its page.
fn is_tidy(drawing: &Drawing) {
    for sheet in &drawing.pages {
        for mark in &sheet.marks {
            let (left, right, top, bottom) = match mark {
                Mark::Text { x, baseline, size, line, .. } => {
                    (*x, x + line.width(*size), baseline - size, *baseline)
                }
                Mark::Area { x, y, width, height, .. } => (*x, x + width, *y, y + height),
            };
            let inside = left >= -0.1
                && right <= drawing.width + 0.1
                && top >= -0.1
                && bottom <= drawing.height - 18.0;
            assert!(inside, "{mark:?} is outside of the page");
        }
    }
}

#[test]
fn two_hundred_lines_run_over_pages_that_carry_on() {
    let items = (1..=200).map(|at| item(&format!("Item {at}"), at * 100)).collect();
    let drawing = pages(&document("en-GB", "EUR", "Ada", Body::Invoice(invoice(items, 3_819_00))));
    is_tidy(&drawing);
    let count = drawing.pages.len();
    assert!((8..=12).contains(&count), "{count} pages");
    let all: Vec<Vec<&str>> = drawing.pages.iter().map(texts).collect();
    for (at, page) in all.iter().enumerate() {
        assert!(page.contains(&format!("Page {} of {count}", at + 1).as_str()));
        assert!(page.contains(&"Description"), "the head is repeated");
        let (begins, ends) = (page.contains(&"Brought forward"), page.contains(&"Carried forward"));
        assert_eq!((begins, ends), (at > 0, at + 1 < count), "page {}", at + 1);
    }
    for at in 1..=200 {
        let name = format!("Item {at}");
        let printed = all.iter().flatten().filter(|text| **text == name).count();
        assert_eq!(printed, 1, "{name}");
    }
    // What is carried is the sum of the lines above.
    let mut sum = 0;
    for page in &all {
        sum +=
            page.iter().filter_map(|text| text.strip_prefix("Item ")?.parse::<i64>().ok()).sum::<i64>() * 100;
        if let Some(at) = page.iter().position(|text| *text == "Carried forward") {
            let style = Style::new("en-GB", "EUR".parse().expect("known"));
            assert_eq!(page[at + 1], style.digits(sum));
        }
    }
    let last = all.last().expect("a page");
    assert!(last.contains(&"Amount due") && last.contains(&"Item 200"), "the sums do not stand alone");
}

#[test]
fn an_invoice_says_what_was_paid_and_what_is_due() {
    let mut bill = invoice(vec![item("Fibre 250", 39_90), item("Router", 5_00)], 8_53);
    bill.settled = vec![Settlement {
        with: Counterpart::Payment,
        number: "PAY-7".to_owned(),
        on: day("2026-11-25"),
        amount: 20_00,
        outage_minutes: None,
    }];
    bill.balance = bill.total - 25_00;
    let drawing = pages(&document("de-DE", "EUR", "Jürgen Groß", Body::Invoice(bill.clone())));
    is_tidy(&drawing);
    let page = texts(&drawing.pages[0]);
    for expected in [
        "Rechnung",
        "22.11.2026",
        "06.12.2026",
        "44,90\u{a0}€",
        "VAT 19\u{a0}% (DE)",
        "53,43\u{a0}€",
        "Zahlung PAY-7, 25.11.2026",
        "-20,00\u{a0}€",
        "Frühere Zahlungen und Gutschriften",
        "-5,00\u{a0}€",
        "Zu zahlen",
        "28,43\u{a0}€",
        "Seite 1 von 1",
        "01.11.2026 – 30.11.2026",
        "Bitte zahlen Sie 28,43\u{a0}€ bis zum 06.12.2026 und geben Sie die Nummer INV-2026-000042 an.",
    ] {
        assert!(page.contains(&expected), "{expected} is not among {page:?}");
    }
    bill.standing = Standing::Void;
    bill.balance = 0;
    let drawing = pages(&document("de-DE", "EUR", "Jürgen Groß", Body::Invoice(bill)));
    let page = texts(&drawing.pages[0]);
    assert!(page.iter().any(|text| text.starts_with("Diese Rechnung wurde storniert")));
    assert!(!page.contains(&"Zu zahlen"), "nothing is to be paid");
}

#[test]
fn the_other_documents_say_what_they_are() {
    let used = vec![Settlement {
        with: Counterpart::Invoice,
        number: "INV-1".to_owned(),
        on: day("2026-11-25"),
        amount: 6_000,
        outage_minutes: None,
    }];
    let receipt = Receipt {
        number: "RCP-1".to_owned(),
        payment: "PAY-1".to_owned(),
        received: day("2026-11-24"),
        channel: Channel::Card,
        amount: 10_000,
        refunded: 1_000,
        charged_back: 0,
        used: used.clone(),
        left: 3_000,
    };
    let page = pages(&document("en-US", "JPY", "佐藤", Body::Receipt(receipt)));
    let text = texts(&page.pages[0]);
    for expected in
        ["Receipt", "RCP-1", "Card", "¥10,000", "-¥1,000", "¥3,000", "Invoice INV-1", "6,000", "Nov 24, 2026"]
    {
        assert!(text.contains(&expected), "{expected} is not among {text:?}");
    }
    assert!(!text.contains(&"Earlier payments and credits"), "it adds up");
    let note = CreditNote {
        number: "CRN-1".to_owned(),
        void: false,
        issued: day("2026-11-24"),
        corrects: Some("INV-1".to_owned()),
        reason: Reason::ServiceOutage,
        net: 2_000,
        tax: 100,
        taxes: Vec::new(),
        total: 2_100,
        used,
        left: 0,
    };
    let page = pages(&document("en-US", "KWD", "A", Body::CreditNote(note)));
    let text = texts(&page.pages[0]);
    for expected in ["Credit note", "Outage of the service", "KWD\u{a0}2.100", "2.000", "Corrects invoice"] {
        assert!(text.contains(&expected), "{expected} is not among {text:?}");
    }
    let entry = |on, what, amount| Entry { on: day(on), what, number: "N".to_owned(), amount };
    let entries = vec![
        entry("2026-10-02", Happening::Invoice, 5_000),
        entry("2026-11-02", Happening::Invoice, 5_000),
        entry("2026-11-03", Happening::Payment, -12_000),
    ];
    let statement = run(entries, Period { first: day("2026-11-01"), last: day("2026-11-30") });
    let page = pages(&document("fr-FR", "EUR", "A", Body::Statement(statement)));
    let text = texts(&page.pages[0]);
    for expected in ["Statement of account", "2026-11-03", "100,00", "-20,00\u{a0}€", "50,00"] {
        assert!(text.contains(&expected), "{expected} is not among {text:?}");
    }
    assert!(text.iter().any(|text| text.contains("in your favour")));
}

#[test]
fn endless_texts_end() {
    let name = "Wolfeschlegelsteinhausenbergerdorff".repeat(3_000);
    let mut paper = document("de-DE", "EUR", &name, Body::Invoice(invoice(vec![item(&name, 1)], 0)));
    paper.party.address = vec![name.clone(); 3];
    paper.party.number.clone_from(&name);
    paper.issuer.name.clone_from(&name);
    paper.issuer.email = Some(name.clone());
    paper.party.tax_exempt = Some(name);
    if let Body::Invoice(invoice) = &mut paper.body {
        invoice.number = "N".repeat(5_000);
        invoice.taxes[0].name = "T".repeat(5_000);
    }
    let drawing = pages(&paper);
    is_tidy(&drawing);
    assert_eq!(drawing.pages.len(), 1, "it is an invoice of one line all the same");
    assert!(texts(&drawing.pages[0]).iter().filter(|text| text.ends_with('…')).count() > 5);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_printed_is_what_is_stored(
        nets in prop::collection::vec(-1_000_000_000_i64..1_000_000_000, 1..90),
        tax in 0_i64..1_000_000_000,
        locale in prop::sample::select(vec!["en-US", "de-DE", "fr-FR", "de-CH", "xx"]),
        currency in prop::sample::select(vec!["EUR", "JPY", "KWD", "CHF", "USD"]),
    ) {
        let items = nets.iter().map(|net| item("Fibre", *net)).collect();
        let bill = invoice(items, tax);
        let style = Style::new(locale, currency.parse().expect("known"));
        let drawing = pages(&document(locale, currency, "Ada", Body::Invoice(bill.clone())));
        is_tidy(&drawing);
        let all: Vec<&str> = drawing.pages.iter().flat_map(texts).collect();
        for amount in [bill.subtotal, bill.tax, bill.total, bill.balance] {
            prop_assert!(all.contains(&style.amount(amount).as_str()), "{}", amount);
        }
        // Each line's amount stands in a cell of its own, in order; heads repeat and are no cells.
        let cells = |sheet: &Sheet| sheet.marks.iter().filter_map(|mark| match mark {
            Mark::Text { role: Role::Cell { column: 4, head: false, .. }, line, .. } => Some(line.text().to_owned()),
            Mark::Text { .. } | Mark::Area { .. } => None,
        }).collect::<Vec<_>>();
        let printed: Vec<String> = drawing.pages.iter().flat_map(cells).collect();
        let stored: Vec<String> = nets.iter().map(|net| style.digits(*net)).collect();
        prop_assert_eq!(&printed[..stored.len()], &stored[..]);
    }

    #[test]
    fn no_text_breaks_a_document(name in any::<String>(), line in "\\PC{0,400}", number in any::<String>(), locale in any::<String>()) {
        let mut bill = invoice(vec![item(&line, 1), item(&name, 2)], 0);
        bill.number.clone_from(&number);
        let mut paper = document(&locale, "EUR", &name, Body::Invoice(bill));
        paper.issuer.name = line;
        paper.party.number = number;
        let drawing = pages(&paper);
        is_tidy(&drawing);
        let pdf = crate::ports::pdf::write(&drawing, &Fonts::built_in()).expect("written");
        prop_assert!(pdf.starts_with(b"%PDF-"));
    }
}

#[test]
fn an_invoice_says_for_how_long_the_service_was_down() {
    let mut bill = invoice(vec![item("Fibre 250", 39_90)], 7_58);
    bill.settled = vec![Settlement {
        with: Counterpart::CreditNote,
        number: "CRN-7".to_owned(),
        on: day("2026-12-01"),
        amount: 2_00,
        outage_minutes: Some(1_440),
    }];
    bill.balance = bill.total - 2_00;
    let drawing = pages(&document("en", "EUR", "Jürgen Groß", Body::Invoice(bill)));
    let page = texts(&drawing.pages[0]).join(" ");
    assert!(page.contains("CRN-7") && page.contains("outage 1440 min"), "{page}");
}
