//! Pages that fill up from top to bottom.

use super::looks::{HAIR, Looks, MUTED, SMALL};
use super::text::{Letters, height};
use crate::documents::compose::Paper;
use crate::documents::wording::Wording;
use crate::ports::pdf::{Colour, Line, Mark, Role, Sheet, Weight};

/// Left and right, 20 mm.
pub(super) const MARGIN: f32 = 56.7;
/// Where a page other than the first begins.
const TOP: f32 = 78.0;
/// What is kept free at the bottom for the foot.
const FOOT: f32 = 66.0;

/// The pages so far, and the place where the next part goes.
pub(super) struct Flow<'a> {
    pub(super) letters: Letters<'a>,
    pub(super) looks: Looks,
    /// The upper edge of what comes next.
    pub(super) y: f32,
    paper: &'a Paper,
    pages: Vec<Sheet>,
    numbered: u32,
}

impl<'a> Flow<'a> {
    pub(super) fn new(paper: &'a Paper, letters: Letters<'a>, looks: Looks) -> Self {
        let mut flow = Self { letters, looks, y: 0.0, paper, pages: vec![Sheet::default()], numbered: 0 };
        flow.bar();
        flow
    }

    pub(super) fn right(&self) -> f32 {
        self.paper.size.0 - MARGIN
    }

    pub(super) fn width(&self) -> f32 {
        self.right() - MARGIN
    }

    /// The words of the document's language.
    pub(super) fn words(&self) -> &'static Wording {
        self.paper.words
    }

    /// Whether so much has no place on this page any more.
    pub(super) fn lacks(&self, height: f32) -> bool {
        self.y + height > self.paper.size.1 - FOOT
    }

    /// Begins a page if so much has no place on this one.
    pub(super) fn need(&mut self, height: f32) {
        if self.lacks(height) {
            self.turn();
        }
    }

    /// Begins a page.
    pub(super) fn turn(&mut self) {
        self.pages.push(Sheet::default());
        self.bar();
        let half = self.width() / 2.0 - 6.0;
        let issuer = self.letters.fitted(&self.paper.issuer, Weight::Bold, TEXT_OF_HEAD, half);
        let name = self.letters.fitted(&self.paper.name, Weight::Regular, TEXT_OF_HEAD, half);
        let (left, right, colour) = (MARGIN, self.right(), self.looks.strong);
        self.text(issuer, left, 44.0, TEXT_OF_HEAD, colour, Role::Furniture);
        let x = right - name.width(TEXT_OF_HEAD);
        self.text(name, x, 44.0, TEXT_OF_HEAD, MUTED, Role::Furniture);
        self.y = TOP;
    }

    /// A number for a paragraph or a table, which no other has.
    pub(super) fn next_number(&mut self) -> u32 {
        self.numbered += 1;
        self.numbered
    }

    /// The role of a paragraph of its own.
    pub(super) fn paragraph(&mut self) -> Role {
        Role::Paragraph(self.next_number())
    }

    pub(super) fn area(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour) {
        self.mark(Mark::Area { x, y, width, height, colour });
    }

    /// A hairline from edge to edge.
    pub(super) fn hair(&mut self, y: f32) {
        let (left, width) = (MARGIN, self.width());
        self.area(left, y, width, 0.5, HAIR);
    }

    pub(super) fn text(&mut self, line: Line, x: f32, baseline: f32, size: f32, colour: Colour, role: Role) {
        self.mark(Mark::Text { x, baseline, size, colour, line, role });
    }

    /// Lines below each other, the first with its upper edge at `y`.
    pub(super) fn lines(&mut self, lines: Vec<Line>, x: f32, y: f32, size: f32, colour: Colour, role: Role) {
        for (at, line) in lines.into_iter().enumerate() {
            let above = height(at, size);
            self.text(line, x, y + above + size, size, colour, role);
        }
    }

    /// Puts the foot below each page, now that it is known how many there are.
    pub(super) fn finish(mut self) -> Vec<Sheet> {
        let count = self.pages.len();
        let (left, right, bottom) = (MARGIN, self.right(), self.paper.size.1);
        let (page, of) = self.paper.words.page;
        let room = self.width() - 110.0;
        for (at, sheet) in self.pages.iter_mut().enumerate() {
            let number = self.letters.line(&format!("{page} {} {of} {count}", at + 1), Weight::Regular);
            let imprint = self.letters.wrap(&self.paper.imprint, Weight::Regular, SMALL, room, 2);
            let text = |x, below, line| Mark::Text {
                x,
                baseline: bottom - 36.0 + below,
                size: SMALL,
                colour: MUTED,
                line,
                role: Role::Furniture,
            };
            let rule =
                Mark::Area { x: left, y: bottom - 51.0, width: right - left, height: 0.5, colour: HAIR };
            sheet.marks.extend([rule, text(right - number.width(SMALL), 0.0, number)]);
            let heights = (0..).map(|at| height(at, SMALL));
            sheet.marks.extend(imprint.into_iter().zip(heights).map(|(line, below)| text(left, below, line)));
        }
        self.pages
    }

    fn bar(&mut self) {
        let (width, colour) = (self.paper.size.0, self.looks.accent);
        self.area(0.0, 0.0, width, 6.0, colour);
    }

    fn mark(&mut self, mark: Mark) {
        self.pages.last_mut().expect("there is a page").marks.push(mark);
    }
}

/// Size of what stands above a page other than the first.
const TEXT_OF_HEAD: f32 = 8.5;
