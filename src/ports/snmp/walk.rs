//! Walking the columns of a table side by side (RFC 3416 §4.2.3): what is asked next, and whether what came goes forward.

use super::{Binding, Oid, SnmpError, Value};

/// Values that are asked for at once: so many fit into one datagram that no network cuts in pieces.
const VALUES_AT_ONCE: usize = 50;

/// A column, and how far it was walked.
pub(super) struct Column {
    root: Oid,
    limit: usize,
    found: Vec<Binding>,
    done: bool,
}

impl Column {
    pub(super) fn new(root: &Oid, limit: usize) -> Self {
        Self { root: root.clone(), limit, found: Vec::new(), done: false }
    }

    /// The name after which it goes on.
    pub(super) fn at(&self) -> &Oid {
        self.found.last().map_or(&self.root, |last| &last.oid)
    }

    pub(super) fn is_done(&self) -> bool {
        self.done
    }

    /// There is no more.
    pub(super) fn end(&mut self) {
        self.done = true;
    }

    /// Everything that was found.
    pub(super) fn found(self) -> Vec<Binding> {
        self.found
    }

    /// Takes the next value. A device whose names do not increase would be walked for ever.
    pub(super) fn take(&mut self, binding: Binding) -> Result<(), SnmpError> {
        if self.done {
            return Ok(());
        }
        if binding.value == Value::EndOfMibView {
            self.done = true;
            return Ok(());
        }
        if binding.oid <= *self.at() {
            return Err(SnmpError::Malformed("its names do not increase"));
        }
        if binding.oid.below(&self.root).is_none() {
            self.done = true;
            return Ok(());
        }
        if self.found.len() == self.limit {
            return Err(SnmpError::TooMuch);
        }
        self.found.push(binding);
        Ok(())
    }
}

/// The requests of a walk.
pub(super) struct Bulk {
    values: usize,
    /// The columns of the latest request, and how often each was asked for.
    asked: Vec<usize>,
    repetitions: u32,
}

impl Default for Bulk {
    fn default() -> Self {
        Self { values: VALUES_AT_ONCE, asked: Vec::new(), repetitions: 0 }
    }
}

impl Bulk {
    /// What is asked for next, and how much of each.
    pub(super) fn next(&mut self, columns: &[Column]) -> (Vec<Oid>, u32) {
        let open = columns.iter().enumerate().filter(|(_, column)| !column.done);
        self.asked = open.map(|(place, _)| place).take(self.values).collect();
        self.repetitions = u32::try_from(self.values / self.asked.len().max(1)).unwrap_or(1).max(1);
        let names = self.asked.iter().map(|place| columns[*place].at().clone()).collect();
        (names, self.repetitions)
    }

    /// Half as much, after the device could not answer so much at once. Whether there is less.
    pub(super) fn ask_for_less(&mut self) -> bool {
        self.values /= 2;
        self.values > 0
    }

    /// Shares out what came. It may be less than was asked for, never more.
    pub(super) fn take(&self, columns: &mut [Column], bindings: Vec<Binding>) -> Result<(), SnmpError> {
        if bindings.is_empty() {
            return Err(SnmpError::Malformed("an answer without values"));
        }
        let most = self.asked.len().saturating_mul(usize::try_from(self.repetitions).unwrap_or(usize::MAX));
        if bindings.len() > most {
            return Err(SnmpError::TooMuch);
        }
        for (binding, place) in bindings.into_iter().zip(self.asked.iter().cycle()) {
            columns[*place].take(binding)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::{Binding, Bulk, Column, Oid, SnmpError, Value};

    fn binding(parts: &[u32]) -> Binding {
        Binding { oid: Oid::of(parts), value: Value::Null }
    }

    #[test]
    fn columns_are_walked_side_by_side_to_their_ends() {
        let mut columns = [Column::new(&Oid::of(&[1, 3, 1]), 9), Column::new(&Oid::of(&[1, 3, 2]), 9)];
        let mut bulk = Bulk::default();
        assert_eq!(bulk.next(&columns), (vec![Oid::of(&[1, 3, 1]), Oid::of(&[1, 3, 2])], 25));
        let first =
            [binding(&[1, 3, 1, 1]), binding(&[1, 3, 2, 1]), binding(&[1, 3, 1, 2]), binding(&[1, 3, 3])];
        bulk.take(&mut columns, first.to_vec()).expect("it goes forward");
        assert_eq!(bulk.next(&columns), (vec![Oid::of(&[1, 3, 1, 2])], 50));
        let end = Binding { oid: Oid::of(&[1, 3, 1, 2]), value: Value::EndOfMibView };
        bulk.take(&mut columns, vec![end]).expect("it goes forward");
        assert!(columns.iter().all(Column::is_done));
        assert_eq!(columns.map(|column| column.found().len()), [2, 1]);
    }

    #[test]
    fn a_walk_that_turns_back_ends() {
        for wrong in [&[1, 3, 1, 2][..], &[1, 3, 1, 1], &[1, 3, 1], &[1, 2]] {
            let mut column = Column::new(&Oid::of(&[1, 3, 1]), 9);
            column.take(binding(&[1, 3, 1, 2])).expect("it goes forward");
            let turned = Err(SnmpError::Malformed("its names do not increase"));
            assert_eq!(column.take(binding(wrong)), turned, "{wrong:?}");
        }
    }

    #[test]
    fn more_than_was_asked_for_is_not_taken() {
        let mut columns = [Column::new(&Oid::of(&[1, 3, 1]), 2)];
        let mut bulk = Bulk::default();
        bulk.next(&columns);
        let many = (0..51).map(|row| binding(&[1, 3, 1, row])).collect();
        assert_eq!(bulk.take(&mut columns, many), Err(SnmpError::TooMuch));
        let rows = (0..3).map(|row| binding(&[1, 3, 1, row])).collect();
        assert_eq!(bulk.take(&mut columns, rows), Err(SnmpError::TooMuch));
    }

    proptest! {
        /// Whatever comes, a walk ends: each answer is refused, or brings at least one column forward.
        #[test]
        fn a_walk_ends_whatever_is_answered(answers in vec(vec(vec(0_u32..4, 3..6), 0..8), 1..40)) {
            let mut columns = [Column::new(&Oid::of(&[1, 3, 1]), 20), Column::new(&Oid::of(&[1, 3, 2]), 20)];
            let mut bulk = Bulk::default();
            for answer in answers {
                if columns.iter().all(Column::is_done) {
                    break;
                }
                bulk.next(&columns);
                let before: usize = columns.iter().map(|column| column.found.len() + usize::from(column.done)).sum();
                let bindings = answer.iter().map(|parts| binding(parts)).collect();
                if bulk.take(&mut columns, bindings).is_err() {
                    break;
                }
                let after: usize = columns.iter().map(|column| column.found.len() + usize::from(column.done)).sum();
                prop_assert!(after > before);
                prop_assert!(columns.iter().all(|column| column.found.is_sorted_by(|a, b| a.oid < b.oid)));
            }
        }
    }
}
