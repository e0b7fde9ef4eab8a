//! The structure of a document for those who do not see it: a tree of headings, paragraphs and tables.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagTree};

use super::Role;

/// Collects what stands on the pages, in the order of reading.
#[derive(Default)]
pub(super) struct Structure(Vec<Part>);

enum Part {
    Text { role: Role, title: String, content: Vec<Identifier> },
    Table { table: u32, rows: Vec<Row> },
}

struct Row {
    row: u32,
    cells: Vec<Cell>,
}

struct Cell {
    column: u32,
    head: bool,
    content: Vec<Identifier>,
}

impl Structure {
    /// Adds a line; of the same paragraph or cell as the last one, if their roles are the same.
    pub(super) fn add(&mut self, role: Role, text: &str, content: Identifier) {
        match (role, self.0.last_mut()) {
            (Role::Cell { table, row, column, head }, Some(Part::Table { table: last, rows }))
                if table == *last =>
            {
                add_to(rows, row, column, head, content);
            }
            (Role::Cell { table, row, column, head }, _) => {
                let mut rows = Vec::new();
                add_to(&mut rows, row, column, head, content);
                self.0.push(Part::Table { table, rows });
            }
            (role, Some(Part::Text { role: last, content: lines, .. })) if role == *last => {
                lines.push(content);
            }
            (role, _) => self.0.push(Part::Text { role, title: text.to_owned(), content: vec![content] }),
        }
    }

    pub(super) fn into_tree(self, language: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        for part in self.0 {
            tree.push(part.into_group());
        }
        tree
    }
}

fn add_to(rows: &mut Vec<Row>, row: u32, column: u32, head: bool, content: Identifier) {
    let at = rows.iter().position(|known| known.row == row).unwrap_or_else(|| {
        rows.push(Row { row, cells: Vec::new() });
        rows.len() - 1
    });
    let cells = &mut rows[at].cells;
    match cells.iter_mut().find(|cell| cell.column == column) {
        Some(cell) => cell.content.push(content),
        None => cells.push(Cell { column, head, content: vec![content] }),
    }
}

impl Part {
    fn into_group(self) -> TagGroup {
        match self {
            Self::Text { role, title, content } => {
                let heading =
                    |level: u16| Tag::Hn(NonZeroU16::new(level).expect("above 0"), Some(title.clone()));
                let children = content.into_iter().map(Node::Leaf).collect();
                match role {
                    Role::Heading => TagGroup::with_children(heading(1), children),
                    Role::Subheading => TagGroup::with_children(heading(2), children),
                    Role::Furniture | Role::Paragraph(_) | Role::Cell { .. } => {
                        TagGroup::with_children(Tag::P, children)
                    }
                }
            }
            Self::Table { rows, .. } => {
                let rows = rows.into_iter().map(|row| Node::Group(row.into_group())).collect();
                TagGroup::with_children(Tag::Table, rows)
            }
        }
    }
}

impl Row {
    fn into_group(mut self) -> TagGroup {
        self.cells.sort_by_key(|cell| cell.column);
        let cell = |cell: Cell| {
            let children = cell.content.into_iter().map(Node::Leaf).collect();
            Node::Group(if cell.head {
                TagGroup::with_children(Tag::TH(TableHeaderScope::Column), children)
            } else {
                TagGroup::with_children(Tag::TD, children)
            })
        };
        TagGroup::with_children(Tag::TR, self.cells.into_iter().map(cell).collect())
    }
}
