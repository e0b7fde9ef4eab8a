//! What a device has: names, and what is under them.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::time::Duration;

use super::super::oid::Oid;
use super::super::value::{Binding, Value};

/// What is under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Always the same.
    Fixed(Value),
    /// How long the agent has been up.
    Uptime,
    /// A `Counter64` that grows.
    Grows {
        /// Where it began; it begins at zero when the agent is started anew.
        from: u64,
        /// By how much in a second.
        per_second: u64,
    },
    /// The lower half of such a counter, as `Counter32`.
    GrowsNarrow {
        /// Where it began.
        from: u64,
        /// By how much in a second.
        per_second: u64,
    },
}

impl From<Value> for Entry {
    fn from(value: Value) -> Self {
        Self::Fixed(value)
    }
}

/// Names and what is under them, in the order in which they are walked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MibImage(BTreeMap<Oid, Entry>);

impl MibImage {
    /// Nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Changes, or adds, what is under a name.
    pub fn set(&mut self, oid: Oid, entry: impl Into<Entry>) {
        self.0.insert(oid, entry.into());
    }

    /// Takes a name away.
    pub fn remove(&mut self, oid: &Oid) {
        self.0.remove(oid);
    }

    /// The same with something under a name, for building.
    #[must_use]
    pub fn with(mut self, parts: &[u32], entry: impl Into<Entry>) -> Self {
        self.set(Oid::of(parts), entry);
        self
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The image at a time.
    pub(super) fn at(&self, uptime: Duration, anew: bool) -> Moment<'_> {
        Moment { image: self, uptime, anew }
    }
}

/// An image at a time.
pub(super) struct Moment<'a> {
    image: &'a MibImage,
    uptime: Duration,
    anew: bool,
}

impl Moment<'_> {
    fn value(&self, entry: &Entry) -> Value {
        let grown = |from: u64, per_second: u64| {
            let from = if self.anew { 0 } else { from };
            let millis = u64::try_from(self.uptime.as_millis()).unwrap_or(u64::MAX);
            from.wrapping_add(millis.saturating_mul(per_second) / 1_000)
        };
        match entry {
            Entry::Fixed(value) => value.clone(),
            Entry::Uptime => {
                Value::TimeTicks(low(u64::try_from(self.uptime.as_millis() / 10).unwrap_or(u64::MAX)))
            }
            Entry::Grows { from, per_second } => Value::Counter64(grown(*from, *per_second)),
            Entry::GrowsNarrow { from, per_second } => Value::Counter32(low(grown(*from, *per_second))),
        }
    }

    /// What is under this name.
    pub(super) fn get(&self, oid: &Oid) -> Option<Value> {
        self.image.0.get(oid).map(|entry| self.value(entry))
    }

    /// What comes after this name.
    pub(super) fn next(&self, oid: &Oid) -> Option<Binding> {
        let after = (Bound::Excluded(oid), Bound::Unbounded);
        let (oid, entry) = self.image.0.range::<Oid, _>(after).next()?;
        Some(Binding { oid: oid.clone(), value: self.value(entry) })
    }
}

/// The lower half, as a counter of 32 bits that has wrapped shows it.
fn low(number: u64) -> u32 {
    let [.., a, b, c, d] = number.to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}
