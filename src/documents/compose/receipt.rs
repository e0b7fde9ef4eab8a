//! The words of a receipt.

use super::{Block, Composed, Pen, Sum};
use crate::documents::model::Receipt;

pub(super) fn compose(pen: &Pen, receipt: &Receipt) -> Composed {
    let (style, words) = (&pen.style, pen.words);
    let facts = vec![
        Pen::fact(words.number_of_receipt, &receipt.number),
        Pen::fact(words.received, style.date(receipt.received)),
        Pen::fact(words.number_of_payment, &receipt.payment),
        Pen::fact(words.paid_by, words.channel(receipt.channel)),
    ];
    let mut blocks = Vec::new();
    let listed: i64 = receipt.used.iter().map(|used| used.amount).sum();
    let earlier = receipt.amount - receipt.refunded - receipt.charged_back - receipt.left - listed;
    let mut sums = vec![Sum::strong(words.amount_received, style.amount(receipt.amount))];
    let others = [
        (words.refunded, -receipt.refunded),
        (words.charged_back, -receipt.charged_back),
        (words.earlier, -earlier),
        (words.left, receipt.left),
    ];
    let others = others.into_iter().filter(|(_, amount)| *amount != 0);
    sums.extend(others.map(|(label, amount)| Sum::new(label, style.amount(amount))));
    blocks.push(Block::Sums(sums));
    pen.used(&receipt.used, &mut blocks);
    if receipt.refunded == 0 && receipt.charged_back == 0 {
        blocks.push(Block::Note(words.thanks.to_owned()));
    }
    (words.receipt, receipt.number.clone(), facts, blocks)
}
