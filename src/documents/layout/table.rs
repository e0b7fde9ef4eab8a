//! Tables that run over pages: the head again on each, and what is carried from one to the next.

use super::flow::{Flow, MARGIN};
use super::looks::{INK, MUTED, SMALL, TEXT};
use super::text;
use crate::documents::compose::{Cell, Column, Row, Table};
use crate::ports::pdf::{Colour, Line, Role, Weight};

/// Lines of a cell at most, without its remark.
const MAX_LINES: usize = 4;
/// Above and below the text of a row.
const PADDING: f32 = 4.6;
/// Left and right of the text of a cell.
const GAP: f32 = 5.0;
/// A row that carries.
const CARRY: f32 = 19.0;

/// Where the columns are.
struct Columns<'t> {
    table: &'t Table,
    edges: Vec<(f32, f32)>,
    number: u32,
}

/// A row with its lines.
struct Set {
    cells: Vec<(Vec<Line>, Vec<Line>)>,
    height: f32,
}

/// Draws a table; with its last row there is room for `following` below it.
pub(super) fn draw(flow: &mut Flow<'_>, table: &Table, following: f32) {
    let mut from = MARGIN;
    let width = flow.width();
    let edges = table.columns.iter().map(|column| {
        let edge = (from, from + column.share * width);
        from = edge.1;
        edge
    });
    let columns = Columns { table, edges: edges.collect(), number: flow.next_number() };
    let rows: Vec<Set> = table.rows.iter().map(|row| columns.set(flow, row)).collect();
    let head = columns.head(flow);
    let first = rows.first().map_or(0.0, |row| row.height);
    flow.need(head.height + first);
    columns.draw_head(flow, head, false);
    let count = rows.len();
    for (at, (set, row)) in rows.into_iter().zip(&table.rows).enumerate() {
        let last = at + 1 == count;
        let after = if last {
            following
        } else if row.running.is_some() {
            CARRY
        } else {
            0.0
        };
        if flow.lacks(set.height + after) && at > 0 {
            let running = table.rows[at - 1].running.as_deref();
            carry(flow, running, true);
            flow.turn();
            let head = columns.head(flow);
            columns.draw_head(flow, head, true);
            carry(flow, running, false);
        }
        columns.draw_row(flow, set, at);
    }
    flow.y += 6.0;
}

impl Columns<'_> {
    fn set(&self, flow: &Flow<'_>, row: &Row) -> Set {
        let weight = if row.strong { Weight::Bold } else { Weight::Regular };
        let cell = |(cell, (from, to)): (&Cell, &(f32, f32))| {
            let room = to - from - 2.0 * GAP;
            let lines = flow.letters.wrap(&cell.text, weight, TEXT, room, MAX_LINES);
            let remark =
                cell.remark.as_deref().map(|text| flow.letters.wrap(text, Weight::Regular, SMALL, room, 2));
            (lines, remark.unwrap_or_default())
        };
        let cells: Vec<_> = row.cells.iter().zip(&self.edges).map(cell).collect();
        let height = |(lines, remark): &(Vec<Line>, Vec<Line>)| {
            text::height(lines.len(), TEXT) + text::height(remark.len(), SMALL)
        };
        let height = cells.iter().map(height).fold(text::height(1, TEXT), f32::max) + 2.0 * PADDING;
        Set { cells, height }
    }

    fn head(&self, flow: &Flow<'_>) -> Set {
        let cell = |(column, (from, to)): (&Column, &(f32, f32))| {
            (flow.letters.wrap(&column.title, Weight::Bold, SMALL, to - from - 2.0 * GAP, 2), Vec::new())
        };
        let cells: Vec<(Vec<Line>, Vec<Line>)> =
            self.table.columns.iter().zip(&self.edges).map(cell).collect();
        let most = cells.iter().map(|(lines, _)| lines.len()).max().unwrap_or(1);
        Set { height: text::height(most, SMALL) + 2.0 * PADDING, cells }
    }

    fn draw_head(&self, flow: &mut Flow<'_>, head: Set, again: bool) {
        let (left, width, y) = (MARGIN, flow.width(), flow.y);
        let (tint, accent, strong) = (flow.looks.tint, flow.looks.accent, flow.looks.strong);
        flow.area(left, y, width, head.height, tint);
        flow.area(left, y + head.height - 1.0, width, 1.0, accent);
        for (column, (lines, _)) in (0..).zip(head.cells) {
            let role = Role::Cell { table: self.number, row: 0, column, head: true };
            // Whoever does not see pages has read it before.
            let role = if again { Role::Furniture } else { role };
            // What has one line stands at the bottom.
            let above = head.height - PADDING - text::height(lines.len(), SMALL);
            self.put(flow, lines, column, y + above, SMALL, (strong, role));
        }
        flow.y += head.height;
    }

    fn draw_row(&self, flow: &mut Flow<'_>, set: Set, at: usize) {
        let y = flow.y;
        let row = u32::try_from(at + 1).unwrap_or(u32::MAX);
        for (column, (lines, remark)) in (0..).zip(set.cells) {
            let role = Role::Cell { table: self.number, row, column, head: false };
            let below = text::height(lines.len(), TEXT);
            self.put(flow, lines, column, y + PADDING, TEXT, (INK, role));
            self.put(flow, remark, column, y + PADDING + below, SMALL, (MUTED, role));
        }
        flow.y += set.height;
        let rule = flow.y;
        flow.hair(rule);
    }

    fn put(
        &self,
        flow: &mut Flow<'_>,
        lines: Vec<Line>,
        column: u32,
        y: f32,
        size: f32,
        (colour, role): (Colour, Role),
    ) {
        let at = usize::try_from(column).unwrap_or_default();
        let ((from, to), right) = (self.edges[at], self.table.columns[at].right);
        for (at, line) in lines.into_iter().enumerate() {
            let x = if right { to - GAP - line.width(size) } else { from + GAP };
            let above = text::height(at, size);
            flow.text(line, x, y + above + size, size, colour, role);
        }
    }
}

/// What the rows so far come to: at the end of a page, and again at the beginning of the next.
fn carry(flow: &mut Flow<'_>, running: Option<&str>, ends: bool) {
    let Some(running) = running else { return };
    let words = flow.words();
    let label = flow.letters.line(if ends { words.carried } else { words.brought }, Weight::Bold);
    let amount = flow.letters.line(running, Weight::Bold);
    let (left, right, y) = (MARGIN + GAP, flow.right() - GAP, flow.y);
    let at = right - amount.width(TEXT);
    flow.text(label, left, y + PADDING + TEXT, TEXT, MUTED, Role::Furniture);
    flow.text(amount, at, y + PADDING + TEXT, TEXT, MUTED, Role::Furniture);
    flow.y += CARRY;
    if !ends {
        let rule = flow.y;
        flow.hair(rule);
    }
}
