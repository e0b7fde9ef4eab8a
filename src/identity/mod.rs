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
mod token_scope;

pub use account::{AccountWithRoles, Grant, SignedIn};
pub use service::{
    Client, CreateAccountError, Identity, KnownKeys, MAX_PERSONAL_TOKENS, NewAccount, NewPersonalToken,
    PersonalTokenError, PersonalTokenRefusal, RefreshError, RefreshRefusal, SignInError, SignInLimits,
    SignInRefusal, SignInRequest, TokenPair, Tokens, UnlockError, UnlockRefusal,
};
pub use signal::{SessionChange, Signal};
pub use token_scope::TokenScope;
