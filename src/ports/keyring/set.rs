//! The master keys of one moment: the one that seals, and those that still open.

use std::collections::HashMap;

use super::key::{KeyId, MasterKey};

/// Why keys do not make a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeySetError {
    /// Two different keys have the same id, so that what is sealed under them could not be told apart: replace one.
    #[error("two keys share the id {0}; replace one of them")]
    SameId(KeyId),
    /// The key that is to seal is not among the keys.
    #[error("the current key {0} is not among the keys")]
    NoCurrent(KeyId),
}

/// Master keys by their ids.
#[derive(Debug, Clone)]
pub struct KeySet {
    current: KeyId,
    keys: HashMap<KeyId, MasterKey>,
}

impl KeySet {
    /// `current` seals; it and `retired` open. The same key twice is one key.
    pub fn new(
        current: MasterKey,
        retired: impl IntoIterator<Item = MasterKey>,
    ) -> Result<Self, KeySetError> {
        let id = current.id();
        let mut set = Self { current: id, keys: HashMap::from([(id, current)]) };
        for key in retired {
            set.add(key)?;
        }
        Ok(set)
    }

    /// Lets a further key open.
    pub fn add(&mut self, key: MasterKey) -> Result<(), KeySetError> {
        let id = key.id();
        let other = self.keys.get(&id).is_some_and(|known| {
            use secrecy::ExposeSecret as _;
            known.expose().expose_secret() != key.expose().expose_secret()
        });
        if other {
            return Err(KeySetError::SameId(id));
        }
        self.keys.insert(id, key);
        Ok(())
    }

    /// The key that seals, with its id.
    pub fn current(&self) -> (KeyId, &MasterKey) {
        (self.current, &self.keys[&self.current])
    }

    /// The key of an id.
    pub fn get(&self, id: KeyId) -> Option<&MasterKey> {
        self.keys.get(&id)
    }

    /// Every id, in order.
    pub fn ids(&self) -> Vec<KeyId> {
        let mut ids: Vec<KeyId> = self.keys.keys().copied().collect();
        ids.sort_unstable();
        ids
    }
}
