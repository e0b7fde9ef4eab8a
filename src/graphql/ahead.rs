//! What one statement fetched ahead of the resolvers that will ask for it.

use std::sync::{Mutex, PoisonError};

/// Something fetched for a field that the document asks for once: handed out, not copied. Whoever asks again finds
/// nothing and loads it the ordinary way, so a mistake in the look-ahead costs a statement and never an answer.
pub struct Ahead<T>(Mutex<Option<T>>);

impl<T> Ahead<T> {
    /// Holds what was fetched, if it was.
    pub fn new(fetched: Option<T>) -> Self {
        Self(Mutex::new(fetched))
    }

    /// Nothing was fetched.
    pub fn none() -> Self {
        Self::new(None)
    }

    /// What was fetched, if it is still here and what is wanted.
    pub fn take_if(&self, wanted: impl FnOnce(&T) -> bool) -> Option<T> {
        // A panic cannot leave an option half written.
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take_if(|fetched| wanted(fetched))
    }

    /// What was fetched, if it is still here.
    pub fn take(&self) -> Option<T> {
        self.take_if(|_| true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_handed_out_once_and_to_the_right_one() {
        let ahead = Ahead::new(Some(12));
        assert_eq!(ahead.take_if(|n| *n == 5), None);
        assert_eq!(ahead.take(), Some(12));
        assert_eq!(ahead.take(), None);
        assert_eq!(Ahead::<u8>::none().take(), None);
    }
}
