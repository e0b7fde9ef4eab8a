//! Documents as PDF: what stands on them, who opens them, and how they leave by mail.

mod links;
mod mails;
mod papers;
mod statements;

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Instant;

use portico::documents::model::{Body, Document, Issuer, Party};
use portico::documents::print;
use portico::ports::pdf::Fonts;

/// The text of each page, as a reader copies it; spaces that do not break are spaces.
pub(crate) fn text_of(pdf: &[u8]) -> Vec<String> {
    let text = poppler("pdftotext", &["-layout", "-", "-"], pdf).replace(['\u{a0}', '\u{202f}'], " ");
    text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect()
}

/// What `pdfinfo` says of it.
fn facts_of(pdf: &[u8]) -> String {
    poppler("pdfinfo", &["-"], pdf)
}

fn poppler(tool: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let mut command = Command::new(tool);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("poppler-utils are installed");
    let mut stdin = child.stdin.take().expect("a pipe");
    let pdf = pdf.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&pdf));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("it ends").expect("it reads all");
    // poppler wants /Suspects to be a name; ISO 32000-1 table 321 has it boolean.
    let complaints = String::from_utf8_lossy(&output.stderr)
        .replace("Syntax Error: Suspects object is wrong type (boolean)\n", "");
    assert!(output.status.success() && complaints.is_empty(), "{tool}: {complaints}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A document of the tests' ISP.
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
            number: "C-100042".to_owned(),
            address: vec![
                "Hauptstraße 12".to_owned(),
                "Hinterhaus, 3. Stock".to_owned(),
                "10115 Berlin, DE".to_owned(),
            ],
            tax_exempt: None,
        },
        locale: locale.to_owned(),
        identity: "ten_1/inv_1".to_owned(),
        dated: "2026-11-22T08:30:00Z".parse().expect("an instant"),
        currency: currency.parse().expect("known"),
        body,
    }
}

/// Prints it; with `PORTICO_TEST_PDFS` set, a copy is left in that directory, to be looked at.
fn printed(name: &str, document: &Document) -> Vec<u8> {
    let fonts = Fonts::built_in();
    let began = Instant::now();
    let pdf = print(document, &fonts).expect("printed");
    let took = began.elapsed();
    assert_eq!(pdf, print(document, &fonts).expect("printed"), "the same document gives the same bytes");
    if let Ok(directory) = std::env::var("PORTICO_TEST_PDFS") {
        std::fs::write(format!("{directory}/{name}.pdf"), &pdf).expect("it can be written");
        let figures = format!("{} bytes, {} ms\n", pdf.len(), took.as_millis());
        std::fs::write(format!("{directory}/{name}.txt"), figures).expect("it can be written");
    }
    pdf
}
