//! The sums at the right, below a table; they stay together.

use super::flow::Flow;
use super::looks::{INK, TEXT};
use crate::documents::compose::Sum;
use crate::ports::pdf::{Role, Weight};

const WIDTH: f32 = 300.0;
const STEP: f32 = 16.0;
const STRONG: f32 = 22.0;
const GAP: f32 = 5.0;

/// How high they are.
pub(super) fn height(sums: &[Sum]) -> f32 {
    sums.iter().map(|sum| if sum.strong { STRONG } else { STEP }).sum::<f32>() + 12.0
}

pub(super) fn draw(flow: &mut Flow<'_>, sums: &[Sum]) {
    flow.need(height(sums));
    flow.y += 6.0;
    let (x, right) = (flow.right() - WIDTH, flow.right());
    let table = flow.next_number();
    for (row, sum) in (0..).zip(sums) {
        let (weight, size, step) =
            if sum.strong { (Weight::Bold, TEXT + 1.5, STRONG) } else { (Weight::Regular, TEXT, STEP) };
        let amount = flow.letters.line(&sum.amount, weight);
        let label = flow.letters.fitted(&sum.label, weight, size, WIDTH - 3.0 * GAP - amount.width(size));
        let y = flow.y;
        if sum.strong {
            let (tint, accent) = (flow.looks.tint, flow.looks.accent);
            flow.area(x, y, WIDTH, step - 2.0, tint);
            flow.area(x, y, WIDTH, 1.0, accent);
        }
        let baseline = y + step / 2.0 + size * 0.36 - if sum.strong { 0.5 } else { 1.0 };
        let cell = |column| Role::Cell { table, row, column, head: column == 0 };
        let at = right - GAP - amount.width(size);
        flow.text(label, x + GAP, baseline, size, INK, cell(0));
        flow.text(amount, at, baseline, size, INK, cell(1));
        flow.y += step;
    }
    flow.y += 6.0;
}
