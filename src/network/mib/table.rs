//! Columns of a table by their index.

use std::collections::BTreeMap;

use crate::ports::snmp::{Binding, Oid, Value};

/// The cells of a column, by what stands after its name.
pub(super) type Cells = BTreeMap<Vec<u32>, Value>;

/// The cells of a column.
pub(super) fn cells(root: &Oid, column: &[Binding]) -> Cells {
    let cell = |binding: &Binding| Some((binding.oid.below(root)?.to_vec(), binding.value.clone()));
    column.iter().filter_map(cell).collect()
}

/// What stands under the only number of an index, e.g. `ifIndex`: its 32 bits as a number with a sign. The standard's are
/// above zero, but ports of Huawei's access network begin at 4,194,304,000.
pub(super) fn numbered(cells: &Cells) -> impl Iterator<Item = (i32, &Value)> {
    cells.iter().filter_map(|(index, value)| match index.as_slice() {
        [number] => Some((number.cast_signed(), value)),
        _ => None,
    })
}

/// A part of a whole, in thousandths; none where it cannot be one.
pub(super) fn permille(part: i64, whole: i64) -> Option<i32> {
    if whole <= 0 || !(0..=whole).contains(&part) {
        return None;
    }
    i32::try_from(i128::from(part) * 1_000 / i128::from(whole)).ok()
}

/// The mean of percentages, in thousandths; none where there are none, and where one cannot be.
pub(super) fn mean_percent(values: impl Iterator<Item = i64>) -> Option<i32> {
    let (mut sum, mut count) = (0_i64, 0_i64);
    for value in values {
        if !(0..=100).contains(&value) {
            return None;
        }
        (sum, count) = (sum + value, count + 1);
    }
    i32::try_from((sum * 10).checked_div(count)?).ok()
}
