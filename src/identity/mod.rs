//! Portal identity: accounts, portal IDs, sign-in, sessions, lockout.
//!
//! Invariants: unknown portal ID and wrong password cannot be told apart; a session that was ended stays ended
//! whatever happens to the session store.

mod account;
mod device;
mod directory;
pub mod entity;
pub mod graphql;
pub mod policy;
pub mod portal_id;
mod service;
mod signal;
mod store;

pub use account::{AccountWithRoles, SignedIn, Subject, link_role};
pub use directory::CustomerDirectory;
pub use service::{
    Client, CreateAccountError, Identity, NewAccount, SignInError, SignInLimits, SignInRefusal,
    SignInRequest, SwitchError, UnlockError, UnlockRefusal, ViewAsError, ViewAsRefusal,
};
pub use signal::{SessionChange, Signal};
