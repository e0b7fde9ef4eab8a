//! Portal identity: accounts, portal IDs, sign-in, sessions, lockout.
//!
//! Invariants: unknown portal ID and wrong password cannot be told apart; a session that was ended stays ended
//! whatever happens to the session store.

mod account;
mod device;
pub mod entity;
pub mod graphql;
pub mod policy;
pub mod portal_id;
mod service;
mod signal;
mod store;

pub use account::{AccountWithRoles, SignedIn};
pub use service::{
    Client, CreateAccountError, Identity, Member, NewAccount, SignInError, SignInLimits, SignInRefusal,
    SignInRequest, UnlockError, UnlockRefusal, members_of,
};
pub use signal::{SessionChange, Signal};
