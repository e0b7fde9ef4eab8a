//! Relay pages: `first`/`after` or `last`/`before`, keyset cursors that survive inserts.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::NaiveDate;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize as _, Deserializer, Serialize};

use super::clock::{Instant, is_storable};
use super::problem::Invalid;

/// The largest page (api.md §3).
pub const MAX_PAGE: u32 = 100;

/// Which end of the list a page is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// `first`: from the start, in the list's order.
    Forward,
    /// `last`: from the end, returned in the list's order all the same.
    Backward,
}

/// The arguments of a connection, checked. `K` is the position a cursor stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest<K> {
    /// Rows wanted, 1..=100.
    pub size: u32,
    /// From which end.
    pub direction: Direction,
    /// Rows strictly after this position.
    pub after: Option<K>,
    /// Rows strictly before this position.
    pub before: Option<K>,
}

impl<K: DeserializeOwned> PageRequest<K> {
    /// Checks the four arguments: exactly one of `first` and `last`, 1..=100, cursors of this list.
    pub fn from_args(
        first: Option<i32>,
        after: Option<&str>,
        last: Option<i32>,
        before: Option<&str>,
    ) -> Result<Self, Invalid> {
        let (size, direction, field) = match (first, last) {
            (Some(n), None) => (n, Direction::Forward, "first"),
            (None, Some(n)) => (n, Direction::Backward, "last"),
            (None, None) => return Err(Invalid::new("first", "give `first` or `last`")),
            (Some(_), Some(_)) => return Err(Invalid::new("last", "give only one of `first` and `last`")),
        };
        let size = u32::try_from(size)
            .ok()
            .filter(|n| (1..=MAX_PAGE).contains(n))
            .ok_or_else(|| Invalid::new(field, format!("must be between 1 and {MAX_PAGE}")))?;
        let position = |text: Option<&str>, name| text.map(|t| decode_cursor(t, name)).transpose();
        Ok(Self { size, direction, after: position(after, "after")?, before: position(before, "before")? })
    }
}

/// One page of rows, in the list's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Whether rows follow the last one.
    pub has_next: bool,
    /// Whether rows precede the first one.
    pub has_previous: bool,
}

impl<T> Page<T> {
    /// Makes the page out of at most `size + 1` rows fetched in the direction of the request:
    /// the extra row only tells that there are more.
    pub fn from_fetched<K>(mut rows: Vec<T>, request: &PageRequest<K>) -> Self {
        let size = request.size as usize;
        let more = rows.len() > size;
        rows.truncate(size);
        match request.direction {
            Direction::Forward => Self { rows, has_next: more, has_previous: request.after.is_some() },
            Direction::Backward => {
                rows.reverse();
                Self { rows, has_next: request.before.is_some(), has_previous: more }
            }
        }
    }
}

/// An opaque cursor for a position of a list.
pub fn encode_cursor<K: Serialize>(position: &K) -> String {
    let json = serde_json::to_vec(position).expect("positions are plain values");
    URL_SAFE_NO_PAD.encode(json)
}

/// Reads the date of a cursor: of the years that both databases can hold.
pub fn date<'de, D: Deserializer<'de>>(reader: D) -> Result<NaiveDate, D::Error> {
    let date = NaiveDate::deserialize(reader)?;
    if is_storable(date) { Ok(date) } else { Err(D::Error::custom("a year out of range")) }
}

/// Reads the instant of a cursor; see [`date`].
pub fn instant<'de, D: Deserializer<'de>>(reader: D) -> Result<Instant, D::Error> {
    let instant = Instant::deserialize(reader)?;
    if is_storable(instant.date_naive()) { Ok(instant) } else { Err(D::Error::custom("a year out of range")) }
}

/// NUL as JSON writes it.
const NUL: &[u8] = b"\\u0000";

fn decode_cursor<K: DeserializeOwned>(text: &str, field: &'static str) -> Result<K, Invalid> {
    let broken = || Invalid::new(field, "is not a cursor of this list");
    let json = URL_SAFE_NO_PAD.decode(text).map_err(|_| broken())?;
    // No position of ours holds NUL, and PostgreSQL takes none in a text.
    if json.windows(NUL.len()).any(|window| window == NUL) {
        return Err(broken());
    }
    serde_json::from_slice(&json).map_err(|_| broken())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Request = PageRequest<(i64, String)>;

    #[test]
    fn exactly_one_of_first_and_last_within_bounds() {
        for (first, last, field) in [
            (None, None, "first"),
            (Some(1), Some(1), "last"),
            (Some(0), None, "first"),
            (Some(-1), None, "first"),
            (Some(101), None, "first"),
            (None, Some(101), "last"),
        ] {
            assert_eq!(Request::from_args(first, None, last, None).expect_err("refused").field, field);
        }
        assert_eq!(Request::from_args(Some(100), None, None, None).expect("fits").size, 100);
    }

    #[test]
    fn a_broken_cursor_names_its_argument() {
        for text in ["", "%%%", "bnVsbA", "e30", "\u{0}"] {
            assert_eq!(
                Request::from_args(Some(1), Some(text), None, None).expect_err("refused").field,
                "after"
            );
            assert_eq!(
                Request::from_args(Some(1), None, None, Some(text)).expect_err("refused").field,
                "before"
            );
        }
    }

    #[test]
    fn the_extra_row_tells_of_more_and_backward_pages_are_turned() {
        let forward = Request::from_args(Some(2), None, None, None).expect("valid");
        assert_eq!(
            Page::from_fetched(vec![1, 2, 3], &forward),
            Page { rows: vec![1, 2], has_next: true, has_previous: false }
        );
        let backward = Request::from_args(None, None, Some(2), None).expect("valid");
        assert_eq!(
            Page::from_fetched(vec![9, 8, 7], &backward),
            Page { rows: vec![8, 9], has_next: false, has_previous: true }
        );
    }

    proptest! {
        #[test]
        fn cursors_round_trip(position in any::<(i64, String)>()) {
            prop_assume!(!position.1.contains(['\0', '\\']));
            prop_assert_eq!(decode_cursor::<(i64, String)>(&encode_cursor(&position), "after"), Ok(position));
        }
    }
}
