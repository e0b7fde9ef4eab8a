use proptest::prelude::*;

use super::*;

fn drawing(lines: Vec<Line>) -> Drawing {
    let text = |(at, line): (u16, Line)| Mark::Text {
        x: 50.0,
        baseline: 60.0 + 20.0 * f32::from(at),
        size: 10.0,
        colour: Colour(0, 0, 0),
        line,
        role: if at == 0 { Role::Heading } else { Role::Paragraph(u32::from(at)) },
    };
    Drawing {
        title: "Invoice INV-1".to_owned(),
        language: "en".to_owned(),
        author: "Northwind Fibre".to_owned(),
        dated: "2026-11-22T08:30:00Z".parse().expect("valid"),
        identity: "ten_1/inv_1".to_owned(),
        width: 595.0,
        height: 842.0,
        pages: vec![Sheet { marks: (0..).zip(lines).map(text).collect() }],
    }
}

fn is_archival(pdf: &[u8]) -> bool {
    let holds = |what: &[u8]| pdf.windows(what.len()).any(|window| window == what);
    holds(b"pdfaid:part") && holds(b"pdfuaid:part")
}

#[test]
fn the_same_pages_give_the_same_bytes_for_archives_and_for_readers() {
    let fonts = Fonts::built_in();
    let written = || {
        let lines = ["Invoice", "Müller & Łódź", "Ελληνικά", "Кириллица", "דוד לוי", "محمد الأحمد 12"];
        let lines = lines.map(|text| fonts.line(text, Weight::Regular)).into();
        write(&drawing(lines), &fonts).expect("written")
    };
    let pdf = written();
    assert!(pdf.starts_with(b"%PDF-1.7"), "the version of both standards");
    assert!(is_archival(&pdf), "no fault was found");
    assert_eq!(pdf, written());
    assert!(pdf.len() < 60_000, "fonts are embedded as subsets: {}", pdf.len());
}

#[test]
fn every_script_has_its_font_and_hebrew_stands_from_right_to_left() {
    let fonts = Fonts::built_in();
    for text in ["Rechnung 12 €", "Ελλάδα", "Москва", "שלום", "السلام", "₪ ₴ ₦ ₹"]
    {
        for weight in [Weight::Regular, Weight::Bold] {
            let line = fonts.line(text, weight);
            assert_eq!(line.text(), text, "nothing is replaced");
            assert!(line.width(10.0) > 10.0);
        }
    }
    let line = fonts.line("אב", Weight::Regular);
    let starts: Vec<usize> =
        line.runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.text_range.start).collect();
    assert_eq!(starts, [2, 0], "the first letter is the rightmost");
    let mixed = fonts.line("Levi לוי 12", Weight::Regular);
    let first = mixed.runs.first().and_then(|run| run.glyphs.first()).expect("there is one");
    assert_eq!(first.text_range.start, 0, "a line that begins with Latin begins at the left");
}

#[test]
fn arabic_letters_are_joined() {
    let fonts = Fonts::built_in();
    let alone = fonts.line("ه", Weight::Regular);
    let glyph = |line: &Line, at: usize| line.runs[0].glyphs[at].glyph_id;
    let joined = fonts.line("ههه", Weight::Regular);
    let forms = [glyph(&joined, 0), glyph(&joined, 1), glyph(&joined, 2), glyph(&alone, 0)];
    for (at, form) in forms.iter().enumerate() {
        assert!(!forms[at + 1..].contains(form), "initial, medial, final and isolated forms are four");
    }
}

#[test]
fn a_name_cannot_turn_what_stands_around_it() {
    assert_eq!(clean("a\u{202e}b\u{2066}c\u{200f}\u{feff}d", 100), "abcd");
    assert_eq!(clean("  a\r\n\tb \0 c\u{7}  ", 100), "a b c");
    assert_eq!(clean("a\u{a0}b\u{202f}c", 100), "a\u{a0}b\u{202f}c");
    assert_eq!(clean("می\u{200c}خواهم", 100), "می\u{200c}خواهم", "joiners are letters' business");
    assert_eq!(clean(&"x".repeat(100_000), 10), format!("{}…", "x".repeat(10)));
    assert_eq!(clean("exactly ten", 11), "exactly ten");
}

#[test]
fn what_no_font_has_is_shown_as_missing() {
    let fonts = Fonts::built_in();
    assert_eq!(fonts.line("a\u{e000}漢b\u{10ffff}", Weight::Bold).text(), "a\u{fffd}\u{fffd}b\u{fffd}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_makes_a_page_fail(text in any::<String>(), other in "\\PC{0,60}", bold in any::<bool>()) {
        let fonts = Fonts::built_in();
        let weight = if bold { Weight::Bold } else { Weight::Regular };
        let lines = vec![
            fonts.line("Title", weight),
            fonts.line(&clean(&text, 200), weight),
            fonts.line(&clean(&other, 200), weight),
        ];
        let pdf = write(&drawing(lines), &fonts).expect("written");
        prop_assert!(is_archival(&pdf));
        // Also what was not cleaned is set without a fault.
        let _ = fonts.line(&text, weight);
    }
}
