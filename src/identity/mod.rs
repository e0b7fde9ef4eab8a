//! Portal identity: accounts, portal IDs, sign-in, sessions, lockout.
//!
//! Invariants: unknown portal ID and wrong password cannot be told apart; a session that was ended stays ended
//! whatever happens to the session store.

mod account;
mod device;
mod directory;
pub mod entity;
pub mod graphql;
pub mod loader;
pub mod password;
pub mod policy;
pub mod portal_id;
mod service;
mod signal;
mod status;
mod store;

pub use account::{AccountWithRoles, SignedIn, Subject, link_role};
pub use directory::CustomerDirectory;
pub use service::{
    AcceptError, AcceptRefusal, AcceptedInvitation, AccountFilter, AccountKey, ChangeAccount,
    ChangeAccountError, ChangeRefusal, CheckPasswordError, Client, CreateAccountError, CreatedAccount,
    CurrentPassword, FirstPassword, Identity, InviteError, InviteMember, InviteRefusal, Member, MemberError,
    MemberRefusal, NewAccount, NewMember, RequestResetError, SetPasswordError, SignInError, SignInLimits,
    SignInRefusal, SignInRequest, SwitchError, UnlockError, UnlockRefusal, Useless, ViewAsError,
    ViewAsRefusal, account, accounts, count_accounts, members_of,
};
pub use signal::{SessionChange, Signal};
pub use status::AccountAction;
