//! The words of a statement.

use super::{Block, Cell, Composed, Pen, Row, Sum, Table};
use crate::documents::model::Statement;
use crate::documents::statement::Balanced;

pub(super) fn compose(pen: &Pen, statement: &Statement) -> Composed {
    let (style, words) = (&pen.style, pen.words);
    let period = style.period(statement.period);
    let facts = vec![
        Pen::fact(words.period, &period),
        Pen::fact(words.opening, style.amount(statement.opening)),
        Pen::fact(words.closing, style.amount(statement.closing)),
    ];
    let columns = vec![
        Pen::column(words.date, 0.15),
        Pen::column(words.document, 0.37),
        Pen::numbers(words.debit, 0.14),
        Pen::numbers(words.credited, 0.16),
        Pen::numbers(pen.with_currency(words.balance), 0.18),
    ];
    let row = |line: &Balanced| {
        let entry = &line.entry;
        let (debit, credit) = if entry.amount >= 0 {
            (style.digits(entry.amount), String::new())
        } else {
            (String::new(), style.digits(-entry.amount))
        };
        let balance = style.digits(line.balance);
        Row {
            cells: vec![
                style.date(entry.on).into(),
                format!("{} {}", words.happening(entry.what), entry.number).into(),
                debit.into(),
                credit.into(),
                balance.clone().into(),
            ],
            strong: false,
            running: Some(balance),
        }
    };
    let opening = Row {
        cells: vec![
            style.date(statement.period.first).into(),
            words.opening.into(),
            Cell::default(),
            Cell::default(),
            style.digits(statement.opening).into(),
        ],
        strong: true,
        running: Some(style.digits(statement.opening)),
    };
    let rows = std::iter::once(opening).chain(statement.entries.iter().map(row)).collect();
    let mut blocks = vec![Block::Table(Table { columns, rows })];
    if statement.entries.is_empty() {
        blocks.push(Block::Note(words.nothing.to_owned()));
    }
    blocks.push(Block::Sums(vec![Sum::strong(words.closing, style.amount(statement.closing))]));
    if statement.closing < 0 {
        blocks.push(Block::Note(words.in_your_favour.to_owned()));
    }
    (words.statement, period, facts, blocks)
}
