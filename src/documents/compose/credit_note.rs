//! The words of a credit note.

use super::{Block, Composed, Pen, Sum, Table};
use crate::documents::model::CreditNote;

pub(super) fn compose(pen: &Pen, note: &CreditNote) -> Composed {
    let (style, words) = (&pen.style, pen.words);
    let mut facts = vec![
        Pen::fact(words.number_of_credit_note, &note.number),
        Pen::fact(words.issued, style.date(note.issued)),
    ];
    facts.extend(note.corrects.as_ref().map(|invoice| Pen::fact(words.corrects, invoice)));
    let mut blocks = Vec::new();
    if note.void {
        blocks.push(Block::Notice(words.void_credit_note.to_owned()));
    }
    let columns = vec![Pen::column(words.reason, 0.8), Pen::numbers(pen.with_currency(words.amount), 0.2)];
    let row = Pen::row(vec![words.because(note.reason).into(), style.digits(note.net).into()]);
    blocks.push(Block::Table(Table { columns, rows: vec![row] }));
    let mut sums = vec![Sum::new(words.subtotal, style.amount(note.net))];
    if note.taxes.is_empty() {
        sums.push(Sum::new(words.tax, style.amount(note.tax)));
    } else {
        sums.extend(note.taxes.iter().map(|tax| Sum::new(pen.tax_label(tax), style.amount(tax.amount))));
    }
    sums.push(Sum::strong(words.credit, style.amount(note.total)));
    if !note.void && note.left != note.total {
        sums.push(Sum::new(words.left, style.amount(note.left)));
    }
    blocks.push(Block::Sums(sums));
    pen.taxes(&note.taxes, &mut blocks);
    pen.used(&note.used, &mut blocks);
    let title = if note.corrects.is_some() { words.correction } else { words.credit_note };
    (title, note.number.clone(), facts, blocks)
}
