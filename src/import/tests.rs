//! Files seen through their mappings.

use super::reader::{Assumed, Reader, ReaderError};
use super::sheet::Sheet;
use super::{DateOrder, Kind, Mapping};
use crate::import::formats::DecimalMark;

fn mapping(text: &str) -> Mapping {
    Mapping::parse(text).expect("a mapping")
}

const PAYMENTS: &str = r#"
    name = "old"
    [payments]
    files = ["p.csv"]
    secret = ["Card"]
    keep = ["Till"]
    [payments.columns]
    external_id = ["Book", "No"]
    customer = "Customer"
    amount = "Amount"
    date = "Day"
    channel = "How"
    [payments.values.channel]
    "wire transfer" = "BANK"
    [payments.defaults]
    reference = "from the old books"
"#;

fn sheet(text: &str) -> Sheet {
    Sheet::parse("p.csv".to_owned(), text.as_bytes()).expect("a sheet")
}

#[test]
fn a_row_is_read_through_its_mapping() {
    let mapping = mapping(PAYMENTS);
    let section = mapping.section(Kind::Payments).expect("it has one");
    let sheet = sheet(
        "Book;No;Customer;Amount;Day;How;Till;Card;Mood\n\
         A;7;c1;1.250,50;13.02.2026;Wire Transfer;3;4111;good\n\
         A;;c2;x;31.02.2026;barter;;;\n",
    );
    let assumed = Assumed::of_locale("de-DE");
    let reader = Reader::new(&sheet, section, Kind::Payments, assumed, None).expect("readable");
    assert_eq!(reader.left_out(), ["Mood"], "what is secret is not left out, but never read");
    let formats: Vec<String> =
        reader.formats().into_iter().map(|f| format!("{} {} {}", f.column, f.format, f.certain)).collect();
    assert_eq!(formats, ["Amount 1.234,56 true", "Day day month year true"]);

    let eur = "EUR".parse().expect("a currency");
    let mut rows = reader.rows();
    let mut first = rows.next().expect("a row");
    assert_eq!(first.needed("external_id"), "A 7");
    assert_eq!(first.money("amount", eur), Some(125_050));
    assert_eq!(first.date("date"), "2026-02-13".parse().ok());
    assert_eq!(first.choice("channel").as_deref(), Some("BANK"));
    assert_eq!(first.text("reference").as_deref(), Some("from the old books"));
    assert_eq!(first.kept().to_string(), r#"{"Till":"3"}"#);
    assert_eq!(first.finish(|| Some(())), Ok(()));

    let mut second = rows.next().expect("a row");
    assert_eq!(second.needed("external_id"), "A", "one of several columns may be empty");
    assert_eq!(second.money("amount", eur), None);
    assert_eq!(second.needed_date("date"), None);
    assert_eq!(second.choice("channel"), None);
    let refusals = second.finish(|| Some(())).expect_err("it is faulty");
    let told: Vec<String> = refusals.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "p.csv:3: Amount: `x` is not a number (1.234,56)",
            "p.csv:3: Day: `31.02.2026` is not a date (day month year)",
            "p.csv:3: How: `barter` is none of CARD, BANK, CASH, MANUAL",
        ]
    );
}

#[test]
fn amounts_that_the_currency_does_not_have_are_refused() {
    let mapping = mapping(PAYMENTS);
    let section = mapping.section(Kind::Payments).expect("it has one");
    let sheet = sheet("Book,No,Customer,Amount,Day\na,1,c,1.234,2026-01-01\na,2,c,1.5,2026-01-01\n");
    let reader =
        Reader::new(&sheet, section, Kind::Payments, Assumed::of_locale("en-US"), None).expect("readable");
    let mut rows: Vec<_> = reader.rows().collect();
    for (code, first) in [("KWD", Some(1_234)), ("EUR", None), ("JPY", None)] {
        assert_eq!(rows[0].money("amount", code.parse().expect("a currency")), first, "{code}");
    }
    assert_eq!(rows[1].money("amount", "EUR".parse().expect("a currency")), Some(150));
}

#[test]
fn what_says_something_else_has_another_fingerprint() {
    let mapping = mapping(PAYMENTS);
    let section = mapping.section(Kind::Payments).expect("it has one");
    let print = |text: &str| {
        let sheet = sheet(text);
        let reader = Reader::new(&sheet, section, Kind::Payments, Assumed::of_locale("de-DE"), None)
            .expect("readable");
        reader.rows().map(|row| row.fingerprint()).next().expect("a row")
    };
    let one = print("Book,No,Customer,Amount,Day,Card,Till\na,1,c,5,2026-01-01,4111,1\n");
    assert_eq!(one, print("No,Book,Customer,Amount,Day,Card,Till\n1,a,c,5,2026-01-01,4242,1\n"), "secret");
    assert_ne!(one, print("Book,No,Customer,Amount,Day,Card,Till\na,1,c,6,2026-01-01,4111,1\n"));
    assert_ne!(one, print("Book,No,Customer,Amount,Day,Card,Till\na,1,c,5,2026-01-01,4111,2\n"), "kept");
}

#[test]
fn a_file_that_is_not_the_mappings_is_refused() {
    let mapping = mapping(PAYMENTS);
    let section = mapping.section(Kind::Payments).expect("it has one");
    let refused = |text: &str| {
        let sheet = sheet(text);
        match Reader::new(&sheet, section, Kind::Payments, Assumed::of_locale("de-DE"), None) {
            Ok(_) => panic!("it was taken"),
            Err(error) => error,
        }
    };
    let missing = refused("Book,No,Amount,Day\n");
    assert_eq!(missing.to_string(), "p.csv: has no column `Customer`, which the mapping wants for customer");
    let mixed = refused("Book,No,Customer,Amount,Day\na,1,c,5,13/02/2026\na,2,c,5,02/13/2026\n");
    assert!(matches!(mixed, ReaderError::Contradiction { .. }), "{mixed}");
}

#[test]
fn what_nothing_tells_is_assumed_by_country() {
    for (locale, mark, order) in [
        ("de-DE", DecimalMark::Comma, DateOrder::Dmy),
        ("en-US", DecimalMark::Point, DateOrder::Mdy),
        ("en-GB", DecimalMark::Point, DateOrder::Dmy),
        ("de-CH", DecimalMark::Point, DateOrder::Dmy),
        ("fr-FR", DecimalMark::Comma, DateOrder::Dmy),
        ("es-MX", DecimalMark::Point, DateOrder::Dmy),
    ] {
        assert_eq!(Assumed::of_locale(locale), Assumed { mark, order }, "{locale}");
    }
}
