//! From HTML to plain text, for mails that have nothing else. Pure.
//!
//! Text comes out and nothing that acts: no tag, no script, no style, no comment, no address of a picture. What is quoted
//! (`blockquote`) is marked as in plain mails, so that it is recognised as such.

use mail_parser::decoders::html::add_html_token;

/// Elements whose content is not shown.
const HIDDEN: &[&str] =
    &["script", "style", "title", "template", "noscript", "svg", "math", "object", "select"];

/// Elements that stand apart, with a blank line around them.
const PARAGRAPHS: &[&str] =
    &["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "dl"];

/// Elements that begin a line.
const LINES: &[&str] = &[
    "div", "tr", "li", "hr", "section", "article", "header", "footer", "dt", "dd", "address", "center",
    "figure", "form", "main", "nav", "aside", "body", "html",
];

/// The longest tag whose attributes are looked at, in bytes.
const MAX_TAG: usize = 16 * 1024;

/// The longest entity, in bytes: `&CounterClockwiseContourIntegral;`.
const MAX_ENTITY: usize = 34;

/// The text of a page.
pub(super) fn to_text(html: &str) -> String {
    let mut page = Page::default();
    let mut rest = html;
    while let Some(sign) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(sign);
        page.text(before);
        rest = if from.starts_with('&') { entity(&mut page, from) } else { tag(&mut page, from) };
    }
    page.text(rest);
    page.text
}

/// Takes an entity, or the sign alone where it is none; what follows.
fn entity<'a>(page: &mut Page, from: &'a str) -> &'a str {
    let end = from.bytes().take(MAX_ENTITY).position(|byte| byte == b';');
    let named = |end: &usize| from[1..*end].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
    if let Some(end) = end.filter(|end| *end > 1).filter(named) {
        let mut decoded = String::new();
        add_html_token(&mut decoded, &from.as_bytes()[..=end], false);
        page.text(&decoded);
        &from[end + 1..]
    } else {
        page.text("&");
        &from[1..]
    }
}

/// Takes a tag, with its content where that is not shown; what follows.
fn tag<'a>(page: &mut Page, from: &'a str) -> &'a str {
    if let Some(comment) = from.strip_prefix("<!--") {
        return comment.find("-->").map_or("", |end| &comment[end + 3..]);
    }
    let closes = from[1..].starts_with('/');
    let name_at = if closes { 2 } else { 1 };
    let name: String = from[name_at..]
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    if name.is_empty() && !from[1..].starts_with(['!', '?', '/']) {
        // A sign of the text that somebody forgot to escape.
        page.text("<");
        return &from[1..];
    }
    let rest = end_of_tag(from).map_or("", |end| &from[end + 1..]);
    let name = name.as_str();
    if HIDDEN.contains(&name) {
        return if closes { rest } else { after_close(rest, name) };
    }
    if PARAGRAPHS.contains(&name) {
        page.paragraph();
    } else if LINES.contains(&name) {
        page.line();
    }
    match (name, closes) {
        ("br", _) => page.line_break(),
        ("li", false) => page.text("- "),
        ("td" | "th", true) => page.text(" "),
        ("blockquote", false) => page.quotes += 1,
        ("blockquote", true) => page.quotes = page.quotes.saturating_sub(1),
        _ => {}
    }
    rest
}

/// Where a tag ends: not within the quotes of an attribute.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().take(MAX_TAG).enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if byte == open => quote = None,
            _ => {}
        }
    }
    // An attribute that is never closed: the first end there is.
    tag.find('>')
}

/// What follows the end of an element whose content is not shown; nothing where it never ends.
fn after_close<'a>(content: &'a str, name: &str) -> &'a str {
    let mut rest = content;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return rest.find('>').map_or("", |end| &rest[end + 1..]);
        }
    }
    ""
}

/// A page under way.
#[derive(Default)]
struct Page {
    text: String,
    quotes: usize,
    /// A blank is due before the next word.
    blank: bool,
    /// Line ends that are due before the next word.
    ends: usize,
}

impl Page {
    /// Adds text as a browser shows it: runs of white space are one blank.
    fn text(&mut self, text: &str) {
        for (at, word) in text.split(|sign: char| sign.is_ascii_whitespace()).enumerate() {
            self.blank |= at > 0;
            if !word.is_empty() {
                self.word(word);
            }
        }
    }

    fn word(&mut self, word: &str) {
        let begins = self.text.is_empty();
        if !begins {
            (0..self.ends).for_each(|_| self.text.push('\n'));
        }
        let starts_line = begins || self.ends > 0;
        if starts_line && self.quotes > 0 {
            self.text.push_str("> ");
        } else if !starts_line && self.blank {
            self.text.push(' ');
        }
        self.text.push_str(word);
        (self.blank, self.ends) = (false, 0);
    }

    fn line(&mut self) {
        self.ends = self.ends.max(1);
    }

    fn line_break(&mut self) {
        self.ends = (self.ends + 1).min(2);
    }

    fn paragraph(&mut self) {
        self.ends = 2;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_page_becomes_what_is_read_on_it() {
        for (html, text) in [
            ("<p>One &amp;\n two</p><p>three<br>four</p>", "One & two\n\nthree\nfour"),
            ("<div>a</div><div>b<b>c</b> <i>d</i></div>", "a\nbc d"),
            ("<ul><li>one</li><li>two</li></ul>end", "- one\n- two\n\nend"),
            ("Gr&uuml;&szlig;e&nbsp;&#x1F600; &unknown; &", "Grüße\u{a0}😀 &unknown; &"),
            ("a < b &lt;b&gt; c", "a < b <b> c"),
            ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3"),
            ("", ""),
        ] {
            assert_eq!(to_text(html), text, "{html}");
        }
    }

    #[test]
    fn nothing_that_acts_comes_out() {
        let html = "<html><head><title>T</title><STYLE>p{}</sTyle></head><body onload='alert(1)>'>\
            <!-- <p>hidden</p> --><script>if (a < b) { alert('</p>') }</script>\
            <img src=\"https://track.example/?a=1>2\" alt=x>Hi<svg><text>no</text></svg></body></html>";
        assert_eq!(to_text(html), "Hi");
        assert_eq!(to_text("a<script>never closed"), "a");
        assert_eq!(to_text("a<!-- never closed"), "a");
        assert_eq!(to_text("a<b title='never closed>b"), "ab");
    }

    #[test]
    fn what_is_quoted_is_marked() {
        let gmail = "<div dir=\"ltr\">Yes.</div><br><div class=\"gmail_quote\"><div>On Sun, Nov 22, 2026 at 10:00 AM \
            Nordlicht &lt;<a href=\"mailto:s@x.example\">s@x.example</a>&gt; wrote:<br></div>\
            <blockquote style=\"x\"><p>Did you?</p><p>Please.</p></blockquote></div>";
        let text = to_text(gmail);
        assert_eq!(
            text,
            "Yes.\n\nOn Sun, Nov 22, 2026 at 10:00 AM Nordlicht <s@x.example> wrote:\n\n> Did you?\n\n> Please."
        );
        assert_eq!(super::super::quote::own_words(&text), "Yes.");
    }

    proptest! {
        #[test]
        fn no_page_makes_it_panic(html in "[<>&;/!\\-a-pé\"' #\n]{0,300}") {
            let _ = to_text(&html);
        }
    }
}
