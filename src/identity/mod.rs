//! Portal identity: accounts, portal IDs, sign-in, sessions, lockout.
//!
//! Invariants: unknown portal ID and wrong password cannot be told apart; a session that was ended stays ended
//! whatever happens to the session store.

mod account;
mod device;
mod device_secret;
mod directory;
pub mod entity;
pub mod graphql;
pub mod loader;
mod network;
mod passkey;
pub mod password;
mod places;
pub mod policy;
pub mod portal_id;
mod recovery_code;
pub mod risk;
mod service;
mod signal;
mod status;
mod store;
mod token_scope;
mod totp;

pub use account::{AccountWithRoles, Grant, SignedIn, Subject, link_role};
pub use device::label as device_label;
pub use device_secret::{DEVICE_LIFE, DeviceSecret, DeviceSecrets};
pub use directory::CustomerDirectory;
pub use entity::account_link::LinkRole;
pub use places::{PlaceFaults, Places, PlacesError};
pub use service::{
    AcceptError, AcceptRefusal, AcceptedInvitation, AccessToken, AccountFilter, AccountKey, AttemptError,
    Begun, ChangeAccount, ChangeAccountError, ChangeEmailError, ChangeEmailRefusal, ChangeRefusal,
    CheckPasswordError, Client, CodeError, CodeRefusal, Confirmed, Contact, CreateAccountError,
    CreatedAccount, CurrentPassword, DeviceMark, Employee, Enrollee, EnrolmentError, EnrolmentRefusal,
    FactorError, FactorMethod, FactorRefusal, FirstPassword, HandOverError, HandedOver, Identity,
    InviteError, InviteMember, InviteRefusal, IssuedCeremony, IssuedChallenge, KnownKeys, LinkError,
    LinkTarget, LoginKey, MAX_EMPLOYEES, MAX_PERSONAL_TOKENS, Member, MemberError, MemberRefusal, NewAccount,
    NewMember, NewPersonalToken, OneTimeCode, OneTimeCodeUse, PasskeyAnswer, PasskeyError, PasskeyRefusal,
    PendingEmail, PersonalTokenError, PersonalTokenRefusal, RefreshError, RefreshRefusal, ReportError,
    RequestResetError, SetPasswordError, SignInError, SignInLimits, SignInOutcome, SignInRefusal,
    SignInRequest, StepUpError, StepUpProof, StepUpRefusal, SteppedUp, SwitchError, TokenPair, Tokens,
    TotpEnrolment, UnlockError, UnlockRefusal, Useless, ViewAsError, ViewAsRefusal, account, accounts,
    contacts, count_accounts, display_names, employees, employees_among, find_account, links_of, members_of,
    printed_portal_id, seal_totp, staff_among,
};
pub use signal::{Changes, SessionChange, Signal};
pub use status::AccountAction;
pub use store::factors::SecondFactors;
pub use store::passwords::tenants_with_reset_requests;
pub(crate) use store::upkeep::{
    CEREMONIES, CHALLENGES, INVITATIONS, LOGIN_ATTEMPTS, ONE_TIME_TOKENS, PERSONAL_TOKENS,
    REVOKED_PERSONAL_TOKENS, SIGNING_KEYS, STATUS_CHANGES, TOKEN_FAMILIES, TOTP_SECRETS,
};
pub use token_scope::TokenScope;
pub use totp::TotpSecret;
