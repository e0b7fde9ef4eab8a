//! The words of an invoice.

use super::{Block, Cell, Composed, Pen, Row, Sum, Table};
use crate::documents::model::{Invoice, Item, Party, Standing};

pub(super) fn compose(pen: &Pen, invoice: &Invoice, party: &Party) -> Composed {
    let (style, words) = (&pen.style, pen.words);
    let mut facts = vec![
        Pen::fact(words.number_of_invoice, &invoice.number),
        Pen::fact(words.issued, style.date(invoice.issued)),
    ];
    facts.extend(invoice.due.map(|due| Pen::fact(words.due, style.date(due))));
    facts.extend(invoice.period.map(|period| Pen::fact(words.period, style.period(period))));
    let mut blocks = Vec::new();
    if invoice.standing == Standing::Void {
        blocks.push(Block::Notice(words.void_invoice.to_owned()));
    }
    blocks.push(Block::Table(lines(pen, &invoice.lines)));
    blocks.push(Block::Sums(sums(pen, invoice)));
    pen.taxes(&invoice.taxes, &mut blocks);
    if invoice.taxes.is_empty()
        && let Some(reason) = &party.tax_exempt
    {
        blocks.push(Block::Note(format!("{} {reason}", words.exempt)));
    }
    match (invoice.standing, invoice.due) {
        (Standing::Paid, _) => blocks.push(Block::Note(words.paid.to_owned())),
        (Standing::Open, Some(due)) => {
            let [pay, by, number, end] = words.please_pay;
            let (amount, due) = (style.amount(invoice.balance), style.date(due));
            blocks.push(Block::Note(format!("{pay} {amount} {by} {due} {number} {}{end}", invoice.number)));
        }
        (Standing::Open, None) | (Standing::Void, _) => {}
    }
    (words.invoice, invoice.number.clone(), facts, blocks)
}

fn lines(pen: &Pen, items: &[Item]) -> Table {
    let (style, words) = (&pen.style, pen.words);
    let columns = vec![
        Pen::column(words.description, 0.47),
        Pen::numbers(words.quantity, 0.1),
        Pen::numbers(words.unit_price, 0.14),
        Pen::numbers(words.tax_rate, 0.12),
        Pen::numbers(pen.with_currency(words.amount), 0.17),
    ];
    let mut sum = 0_i64;
    let row = |item: &Item| {
        sum = sum.saturating_add(item.net);
        let rates: Vec<String> = item.rates_micro.iter().map(|rate| style.rate(*rate)).collect();
        Row {
            cells: vec![
                Cell {
                    text: item.description.clone(),
                    remark: item.period.map(|period| style.period(period)),
                },
                style.quantity(item.quantity_micro).into(),
                style.digits(item.unit_price).into(),
                if rates.is_empty() { "–".into() } else { rates.join(" + ").into() },
                style.digits(item.net).into(),
            ],
            strong: false,
            running: Some(style.digits(sum)),
        }
    };
    Table { columns, rows: items.iter().map(row).collect() }
}

fn sums(pen: &Pen, invoice: &Invoice) -> Vec<Sum> {
    let (style, words) = (&pen.style, pen.words);
    let mut sums = vec![Sum::new(words.subtotal, style.amount(invoice.subtotal))];
    sums.extend(invoice.taxes.iter().map(|tax| Sum::new(pen.tax_label(tax), style.amount(tax.amount))));
    sums.push(Sum::strong(words.total, style.amount(invoice.total)));
    if invoice.standing == Standing::Void {
        return sums;
    }
    let mut listed = 0_i64;
    for settled in invoice.settled.iter().rev() {
        listed = listed.saturating_add(settled.amount);
        let mut label =
            format!("{} {}, {}", words.counterpart(settled.with), settled.number, style.date(settled.on));
        if let Some(minutes) = settled.outage_minutes {
            label = format!("{label} ({})", words.outage(minutes));
        }
        sums.push(Sum::new(label, style.amount(-settled.amount)));
    }
    let earlier = invoice.total - invoice.balance - listed;
    if earlier != 0 {
        sums.push(Sum::new(words.earlier, style.amount(-earlier)));
    }
    sums.push(Sum::strong(words.amount_due, style.amount(invoice.balance)));
    sums
}
