//! From words to pages: who it is from and for on the first, then the parts from top to bottom, and on each page its number.

mod flow;
mod head;
mod looks;
mod sums;
mod table;
mod text;

use self::flow::{Flow, MARGIN};
use self::looks::{INK, Looks, SMALL, TEXT};
use self::text::{Letters, cleaned, height};
use super::compose::{Block, Paper};
use crate::ports::pdf::{Drawing, Fonts, Role, Weight};

/// Longest paragraph, in lines: what is longer ends with an ellipsis.
const MAX_NOTE: usize = 8;

/// The pages of a document.
pub(super) fn lay_out(paper: &Paper, fonts: &Fonts) -> Drawing {
    let letters = Letters::new(fonts);
    let looks = Looks::new(&paper.colour);
    let mut flow = Flow::new(paper, letters, looks);
    head::draw(&mut flow, paper);
    for (at, block) in paper.blocks.iter().enumerate() {
        match block {
            Block::Notice(text) => notice(&mut flow, text),
            Block::Heading(text) => heading(&mut flow, text),
            Block::Table(table) => {
                // Sums are not to stand alone on the last page.
                let following = match paper.blocks.get(at + 1) {
                    Some(Block::Sums(sums)) => sums::height(sums),
                    _ => 0.0,
                };
                table::draw(&mut flow, table, following);
            }
            Block::Sums(sums) => sums::draw(&mut flow, sums),
            Block::Note(text) => note(&mut flow, text),
        }
    }
    Drawing {
        title: cleaned(&paper.name),
        language: paper.words.language.to_owned(),
        author: cleaned(&paper.issuer),
        dated: paper.dated,
        identity: paper.identity.clone(),
        width: paper.size.0,
        height: paper.size.1,
        pages: flow.finish(),
    }
}

fn notice(flow: &mut Flow<'_>, text: &str) {
    let (width, padding) = (flow.width(), 9.0);
    let lines = flow.letters.wrap(text, Weight::Bold, TEXT, width - 2.0 * padding, MAX_NOTE);
    let height = 2.0 * padding + height(lines.len(), TEXT);
    flow.need(height + 14.0);
    let (x, y) = (MARGIN, flow.y);
    flow.area(x, y, width, height, flow.looks.tint);
    flow.area(x, y, 3.0, height, flow.looks.accent);
    let role = flow.paragraph();
    flow.lines(lines, x + padding, y + padding, TEXT, INK, role);
    flow.y += height + 14.0;
}

fn heading(flow: &mut Flow<'_>, text: &str) {
    // Never the last thing on a page: a head of a table and two rows follow at least.
    flow.need(90.0);
    flow.y += 10.0;
    let line = flow.letters.line(text, Weight::Bold);
    let (x, y, colour) = (MARGIN, flow.y, flow.looks.strong);
    flow.text(line, x, y + TEXT, TEXT + 0.5, colour, Role::Subheading);
    flow.y += 18.0;
}

fn note(flow: &mut Flow<'_>, text: &str) {
    let width = flow.width();
    let lines = flow.letters.wrap(text, Weight::Regular, SMALL + 0.5, width, MAX_NOTE);
    let height = height(lines.len(), SMALL + 0.5);
    flow.need(height + 12.0);
    flow.y += 12.0;
    let (x, y, role) = (MARGIN, flow.y, flow.paragraph());
    flow.lines(lines, x, y, SMALL + 0.5, INK, role);
    flow.y += height;
}
