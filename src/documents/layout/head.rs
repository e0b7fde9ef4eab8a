//! The head of the first page: the issuer, the customer, and the facts.

use super::flow::{Flow, MARGIN};
use super::looks::{INK, MUTED, SMALL, TEXT};
use super::text::height;
use crate::documents::compose::Paper;
use crate::ports::pdf::{Role, Weight};

const ISSUER: f32 = 15.0;
const TITLE: f32 = 20.0;
/// Where customer and facts begin.
const PARTIES: f32 = 116.0;
/// Between the facts.
const STEP: f32 = 15.5;
/// Width of the facts.
const FACTS: f32 = 222.0;

pub(super) fn draw(flow: &mut Flow<'_>, paper: &Paper) {
    let (left, right, width) = (MARGIN, flow.right(), flow.width());
    // The title goes first: it is what the document is.
    let title = flow.letters.fitted(&paper.title, Weight::Bold, TITLE, width * 0.55);
    let titled = title.width(TITLE);
    flow.text(title, right - titled, 58.0, TITLE, INK, Role::Heading);
    let room = width - titled - 20.0;
    let issuer = flow.letters.wrap(&paper.issuer, Weight::Bold, ISSUER, room, 2);
    let below = 43.0 + height(issuer.len(), ISSUER);
    let (role, colour) = (flow.paragraph(), flow.looks.strong);
    flow.lines(issuer, left, 43.0, ISSUER, colour, role);
    if !paper.contact.is_empty() {
        let contact = flow.letters.fitted(&paper.contact, Weight::Regular, SMALL, room);
        let role = flow.paragraph();
        flow.text(contact, left, below + SMALL - 2.0, SMALL, MUTED, role);
    }
    let ends = [party(flow, paper), facts(flow, paper)];
    flow.y = ends[0].max(ends[1]) + 26.0;
}

fn party(flow: &mut Flow<'_>, paper: &Paper) -> f32 {
    let (left, room) = (MARGIN, flow.width() - FACTS - 24.0);
    let label = flow.letters.line(&paper.party_label, Weight::Regular);
    let role = flow.paragraph();
    flow.text(label, left, PARTIES + SMALL, SMALL, MUTED, role);
    let mut y = PARTIES + 14.0;
    let role = flow.paragraph();
    for (at, line) in paper.party.iter().enumerate() {
        let (weight, most) = if at == 0 { (Weight::Bold, 3) } else { (Weight::Regular, 2) };
        let lines = flow.letters.wrap(line, weight, TEXT + 0.5, room, most);
        let height = height(lines.len(), TEXT + 0.5);
        flow.lines(lines, left, y, TEXT + 0.5, INK, role);
        y += height;
    }
    y
}

fn facts(flow: &mut Flow<'_>, paper: &Paper) -> f32 {
    let (x, right) = (flow.right() - FACTS, flow.right());
    let table = flow.next_number();
    let mut y = PARTIES;
    for (row, (label, value)) in (0..).zip(&paper.facts) {
        let cell = |column| Role::Cell { table, row, column, head: column == 0 };
        let label = flow.letters.line(label, Weight::Regular);
        let room = FACTS - label.width(TEXT) - 10.0;
        let value = flow.letters.fitted(value, Weight::Regular, TEXT, room);
        let at = right - value.width(TEXT);
        flow.text(label, x, y + TEXT, TEXT, MUTED, cell(0));
        flow.text(value, at, y + TEXT, TEXT, INK, cell(1));
        y += STEP;
        if row + 1 < u32::try_from(paper.facts.len()).unwrap_or_default() {
            flow.area(x, y - 2.6, FACTS, 0.4, super::looks::HAIR);
        }
    }
    y
}
