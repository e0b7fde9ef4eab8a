//! What somebody wrote themselves, out of the text of a mail: without what they answer to and without what their program puts
//! below. Pure.
//!
//! There is no rule for how mails are quoted, only habits; these are the ones of the programs that people use. Where a habit
//! could be somebody's own words, the words stay: too much is read over, too little is lost. What comes to nothing is given
//! as it came.

/// Lines that an attribution may be wrapped into.
const ATTRIBUTION_LINES: usize = 4;

/// The longest attribution, in bytes: names and addresses, not a paragraph.
const MAX_ATTRIBUTION: usize = 400;

/// Lines in which the labels of a quoted header stand.
const HEADER_LINES: usize = 7;

/// The longest line that a program puts below a mail, in bytes.
const MAX_FOOTER: usize = 120;

/// How attributions begin and end, by language. Each also holds a digit: of a date.
const ATTRIBUTIONS: &[(&str, &[&str])] = &[
    ("On ", &["wrote:", "writes:"]),
    ("Am ", &["schrieb:", "geschrieben:"]),
    ("Le ", &["a écrit :", "a écrit:"]),
    ("El ", &["escribió:"]),
    ("Il ", &["ha scritto:"]),
    ("Op ", &["schreef:"]),
];

/// Attributions in which the name comes last.
const NAMED_LAST: &[(&str, &str)] = &[("Am ", " schrieb "), ("Op ", " schreef ")];

/// What stands above a quoted mail that has no other sign.
const DIVIDERS: &[&str] = &[
    "original message",
    "ursprüngliche nachricht",
    "originalnachricht",
    "message d'origine",
    "message d’origine",
    "mensaje original",
    "messaggio originale",
    "oorspronkelijk bericht",
];

/// Labels of a quoted header: of its first line, and of those that follow.
const FROM: &[&str] = &["from", "von", "de", "da", "van"];
const OTHERS: &[&str] = &[
    "sent",
    "date",
    "to",
    "cc",
    "subject",
    "gesendet",
    "datum",
    "an",
    "betreff",
    "envoyé",
    "à",
    "objet",
    "enviado",
    "fecha",
    "para",
    "asunto",
    "inviato",
    "data",
    "a",
    "oggetto",
    "verzonden",
    "aan",
    "onderwerp",
];

/// How the lines begin that programs put below what is written on them.
const FOOTERS: &[&str] = &[
    "sent from my ",
    "sent from mail for ",
    "sent from outlook",
    "sent from yahoo",
    "sent with ",
    "sent via ",
    "get outlook for ",
    "von meinem iphone gesendet",
    "von meinem ipad gesendet",
    "von meinem ",
    "gesendet von ",
    "gesendet mit ",
    "gesendet über ",
    "diese nachricht wurde von mein",
    "holen sie sich outlook für ",
    "outlook für ",
    "envoyé de mon ",
    "envoyé depuis ",
    "télécharger outlook pour ",
    "enviado desde mi ",
    "inviato da iphone",
    "inviato dal mio ",
    "verstuurd vanaf mijn ",
];

/// What somebody wrote, out of a mail's text.
pub(super) fn own_words(text: &str) -> String {
    let text =
        text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\u{a0}', " ");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let own = joined(without_footer(without_signature(without_quotes(&lines))));
    if own.is_empty() { joined(lines) } else { own }
}

/// Leaves out quoted lines with what introduces them, and everything below a sign after which nothing is marked as quoted.
fn without_quotes<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let mut own = Vec::new();
    // Whether anything was written so far: looked at line by line, for a mail may have half a million of them.
    let mut written = false;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let rest = &lines[at..];
        if is_quoted(line) {
            at += 1;
        } else if let Some(length) = attribution(rest) {
            let next = rest[length..].iter().position(|line| !line.is_empty());
            match next.map(|next| at + length + next) {
                // What is quoted is marked: the words between and below are the writer's.
                Some(next) if is_quoted(lines[next]) => at = next,
                // It is not, so nobody can tell where it ends.
                Some(_) if written => return own,
                Some(_) => {
                    own.extend(&rest[..length]);
                    written = true;
                    at += length;
                }
                None => return own,
            }
        } else if written && (is_divider(line) || is_header(rest)) {
            return own;
        } else {
            own.push(*line);
            written |= line.chars().any(char::is_alphanumeric);
            at += 1;
        }
    }
    own
}

fn is_quoted(line: &str) -> bool {
    line.starts_with('>')
}

/// How many lines an attribution takes that begins here.
fn attribution(lines: &[&str]) -> Option<usize> {
    let begins = |line: &str| ATTRIBUTIONS.iter().any(|(start, _)| line.starts_with(start));
    let first = lines.first()?.trim_start();
    if !begins(first) && !first.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let mut whole = String::new();
    for (at, line) in lines.iter().take(ATTRIBUTION_LINES).enumerate() {
        if line.is_empty() {
            return None;
        }
        if !whole.is_empty() {
            whole.push(' ');
        }
        whole.push_str(line.trim());
        if whole.len() > MAX_ATTRIBUTION {
            return None;
        }
        if is_attribution(&whole) {
            return Some(at + 1);
        }
    }
    None
}

fn is_attribution(text: &str) -> bool {
    if !text.ends_with(':') || !text.contains(|letter: char| letter.is_ascii_digit()) {
        return false;
    }
    let by_end = |(start, ends): &(&str, &[&str])| {
        text.starts_with(start) && ends.iter().any(|end| text.ends_with(end))
    };
    let by_name = |(start, verb): &(&str, &str)| text.starts_with(start) && text.contains(verb);
    // `2026-11-22 10:00 GMT+01:00 Jo <jo@example.org>:`
    let dated = text.starts_with(|letter: char| letter.is_ascii_digit())
        && text.contains('@')
        && text.ends_with(">:");
    ATTRIBUTIONS.iter().any(by_end) || NAMED_LAST.iter().any(by_name) || dated
}

/// `-----Original Message-----` and its like.
fn is_divider(line: &str) -> bool {
    let inner = line.trim().trim_matches(|sign| matches!(sign, '-' | '_' | ' '));
    let marked = line.trim_start().starts_with("--") || line.trim_start().starts_with("__");
    marked && DIVIDERS.contains(&inner.to_lowercase().as_str())
}

/// The header of a quoted mail, as Outlook writes it: a sender, and at least two of the lines that belong to it. A rule may
/// stand above.
fn is_header(lines: &[&str]) -> bool {
    let is_rule = |line: &str| line.len() >= 5 && line.chars().all(|sign| matches!(sign, '_' | '-' | ' '));
    let near = lines.iter().copied().take(2 * HEADER_LINES);
    let mut lines = near.filter(|line| !line.is_empty()).take(HEADER_LINES).peekable();
    if lines.peek().is_some_and(|line| is_rule(line)) {
        lines.next();
    }
    let first = lines.next().and_then(label);
    let others = lines.filter_map(label).filter(|label| OTHERS.contains(&label.as_str()));
    first.is_some_and(|first| FROM.contains(&first.as_str())) && others.count() >= 2
}

/// The label of a line such as `*Von:* Jo`, in lower case.
fn label(line: &str) -> Option<String> {
    let (label, _) = line.trim_start().trim_start_matches('*').split_once(':')?;
    let label = label.trim().trim_end_matches('*').trim_end();
    (label.chars().count() <= 12).then(|| label.to_lowercase())
}

/// Cuts at the line that a signature begins with (RFC 3676 §4.3), blanks at its end or not.
fn without_signature(mut lines: Vec<&str>) -> Vec<&str> {
    if let Some(at) = lines.iter().position(|line| *line == "--") {
        lines.truncate(at);
    }
    lines
}

/// Cuts what a program has put below.
fn without_footer(mut lines: Vec<&str>) -> Vec<&str> {
    while let Some(last) = lines.last() {
        let text = last.trim().trim_start_matches(['*', '_', '<', '(']).to_lowercase();
        let footer = last.len() <= MAX_FOOTER && FOOTERS.iter().any(|start| text.starts_with(start));
        if !last.is_empty() && !footer {
            break;
        }
        lines.pop();
    }
    lines
}

/// The lines as one text, without blank ones around it and with at most one between two others.
fn joined(lines: Vec<&str>) -> String {
    let mut text = String::new();
    let mut blank = false;
    for line in lines {
        if line.trim().is_empty() {
            blank = true;
            continue;
        }
        if !text.is_empty() {
            text.push_str(if blank { "\n\n" } else { "\n" });
        }
        blank = false;
        text.push_str(line);
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn is(mail: &str, own: &str) {
        assert_eq!(own_words(mail), own, "{mail}");
        assert_eq!(own_words(&mail.replace('\n', "\r\n")), own, "with the line ends of mails");
    }

    #[test]
    fn gmail() {
        is(
            "It works now, thanks!\n\nOn Sun, Nov 22, 2026 at 10:00 AM Nordlicht <\n\
             support+abc@nordlicht.example> wrote:\n\n> Hello Jo,\n>\n> did you restart it?\n>\n",
            "It works now, thanks!",
        );
        is(
            "Läuft wieder.\n\nAm So., 22. Nov. 2026 um 10:00 Uhr schrieb Nordlicht <\nsupport+abc@nordlicht.example>:\n\n> Guten Tag\n",
            "Läuft wieder.",
        );
        is(
            "Merci !\n\nLe dim. 22 nov. 2026 à 10:00, Nordlicht <support@nordlicht.example> a\nécrit :\n\n> Bonjour\n",
            "Merci !",
        );
        is(
            "Yes.\n\n2026-11-22 10:00 GMT+01:00 Nordlicht <support@nordlicht.example>:\n\n> Did you?\n",
            "Yes.",
        );
    }

    #[test]
    fn thunderbird_and_apple() {
        is(
            "Am 22.11.26 um 10:00 schrieb Nordlicht:\n> Haben Sie neu gestartet?\n\nJa, zweimal.\n\n-- \nJo Groß\nTel. 040 123\n",
            "Ja, zweimal.",
        );
        is(
            "On 22.11.26 10:00, Nordlicht wrote:\n> Did you restart it?\nYes.\n> And the cable?\nIs in.\n",
            "Yes.\nIs in.",
        );
        is(
            "Nein.\n\nVon meinem iPhone gesendet\n\n> Am 22.11.2026 um 10:00 schrieb Nordlicht <support@nordlicht.example>:\n> \n> ﻿Guten Tag\n",
            "Nein.",
        );
        is(
            "No.\n\nSent from my iPhone\n\n> On 22 Nov 2026, at 10:00, Nordlicht <support@nordlicht.example> wrote:\n>\n> Hello\n",
            "No.",
        );
        is("Le 22/11/2026 à 10:00, Nordlicht a écrit :\n> Bonjour\n\nOui.\n", "Oui.");
    }

    #[test]
    fn outlook() {
        is(
            "Still nothing.\n\n________________________________\nFrom: Nordlicht <support@nordlicht.example>\n\
             Sent: Sunday, November 22, 2026 10:00 AM\nTo: Jo <jo@example.org>\nSubject: [TKT-1] No internet\n\nHello Jo,\n",
            "Still nothing.",
        );
        is(
            "Geht nicht.\n\nVon: Nordlicht <support@nordlicht.example>\nGesendet: Sonntag, 22. November 2026 10:00\n\
             An: Jo <jo@example.org>\nBetreff: [TKT-1] Kein Internet\n\nGuten Tag\n",
            "Geht nicht.",
        );
        is(
            "Geht nicht.\n\n*Von:* Nordlicht <support@nordlicht.example>\n*Gesendet:* Sonntag\n*An:* Jo\n*Betreff:* X\n\nGuten Tag\n",
            "Geht nicht.",
        );
        is("Voilà.\n\nDe : Nordlicht\nEnvoyé : dimanche\nÀ : Jo\nObjet : X\n\nBonjour\n", "Voilà.");
        is("Ok.\n\n-----Original Message-----\nFrom: Nordlicht\nHello\n", "Ok.");
        is("Ok.\n\n-----Ursprüngliche Nachricht-----\nVon: Nordlicht\nGuten Tag\n", "Ok.");
        is("Ok.\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n", "Ok.");
    }

    #[test]
    fn others() {
        is(
            "Danke.\n\nAm Sonntag, 22. November 2026 um 10:00:00 MEZ hat Nordlicht <support@nordlicht.example> Folgendes geschrieben:\n\n Guten Tag,\n",
            "Danke.",
        );
        is(
            "Gracias.\n\nEl dom, 22 nov 2026 a las 10:00, Nordlicht (<support@x.example>) escribió:\n\n> Hola\n",
            "Gracias.",
        );
        is(
            "Grazie.\n\nIl giorno dom 22 nov 2026 alle ore 10:00 Nordlicht <s@x.example> ha scritto:\n\n> Ciao\n",
            "Grazie.",
        );
        is("Dank.\n\nOp 22 nov 2026 om 10:00 schreef Nordlicht <s@x.example>:\n\n> Hallo\n", "Dank.");
        is(
            "Bitte sehr.\n\nDiese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
            "Bitte sehr.",
        );
        is("Fine.\n\nSent with Proton Mail secure email.\n", "Fine.");
        is("Fine.\n--\nJo\n", "Fine.");
    }

    #[test]
    fn own_words_stay() {
        for own in [
            "On 22 November my router died.\nI wrote: nothing works.",
            "From: the cellar it is worse.\nI have three floors.",
            "Am 22.11. war der Techniker da.\n\nSeitdem geht nichts.",
            "Please send it to: Jo\nThanks",
            "One.\n\nTwo.\n- three\n  four",
            "Line -- with dashes --\n---\nand a rule",
        ] {
            is(own, own);
        }
        is("Sent from my heart: thanks.\nJo", "Sent from my heart: thanks.\nJo");
    }

    #[test]
    fn what_would_come_to_nothing_is_given_as_it_came() {
        is("> Yes.\n", "> Yes.");
        is("Sent from my iPhone\n", "Sent from my iPhone");
        is("-- \nJo\n", "--\nJo");
        let quoted = "On Sun, Nov 22, 2026 at 10:00 AM Nordlicht <s@x.example> wrote:\n> Hello";
        is(quoted, quoted);
        is("", "");
        is("\n \n", "");
        // Below the quotation, which is not marked: nobody can tell where it ends.
        let below = "On 22.11.26 10:00, Nordlicht wrote:\nDid you?\n\nYes.";
        is(below, below);
    }

    proptest! {
        #[test]
        fn nothing_is_made_up_and_nothing_comes_to_nothing(text in "[>a-zé0-9 :\\-\n@<]{0,200}") {
            let own = own_words(&text);
            prop_assert_eq!(own.is_empty(), text.trim().is_empty(), "{}", text);
            for line in own.lines() {
                prop_assert!(text.contains(line.trim()), "{} in {}", line, text);
            }
            prop_assert_eq!(own_words(&own).is_empty(), own.is_empty());
        }
    }
}
