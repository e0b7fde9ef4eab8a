//! Portal identity: accounts, portal IDs, sign-in, sessions, lockout.
//!
//! Invariants: unknown portal ID and wrong password cannot be told apart; a session that was ended stays ended
//! whatever happens to the session store.

mod account;
mod device;
mod directory;
pub mod entity;
pub mod graphql;
mod network;
pub mod policy;
pub mod portal_id;
mod recovery_code;
mod service;
mod signal;
mod store;
mod totp;

pub use account::{AccountWithRoles, SignedIn, Subject, link_role};
pub use directory::CustomerDirectory;
pub use service::{
    AttemptError, Client, Confirmed, CreateAccountError, Enrollee, EnrolmentError, EnrolmentRefusal,
    FactorError, FactorMethod, FactorRefusal, Identity, IssuedChallenge, NewAccount, SignInError,
    SignInLimits, SignInOutcome, SignInRefusal, SignInRequest, StepUpError, StepUpProof, StepUpRefusal,
    SwitchError, TotpEnrolment, UnlockError, UnlockRefusal, ViewAsError, ViewAsRefusal, seal_totp,
};
pub use signal::{SessionChange, Signal};
pub use store::factors::SecondFactors;
pub use totp::TotpSecret;
