//! The use cases of portal identity, and the ports they need.

mod accept_invitation;
mod access_events;
mod accounts;
mod admin;
mod authenticate;
mod ceremony;
mod challenge;
mod change_email;
mod change_password;
mod check_password;
mod contacts;
mod credential_events;
mod devices;
mod employees;
mod enrolment;
mod forced_change;
mod grants;
mod history;
mod invite;
mod lane;
mod links;
mod member_events;
mod members;
mod membership;
mod one_time;
mod one_time_code;
mod passkey_sign_in;
mod passkeys;
mod passwords;
mod personal_tokens;
mod redeem;
mod request_reset;
mod second_factor;
mod session_events;
mod sessions;
mod sign_in;
mod signing_keys;
mod step_up;
mod switch;
mod tokens;
mod tries;
mod unlock;
mod view_as;

use std::sync::Arc;

use secrecy::SecretSlice;

pub use accept_invitation::{AcceptError, AcceptRefusal, AcceptedInvitation, NewMember};
pub use accounts::{CreateAccountError, CreatedAccount, FirstPassword, NewAccount};
pub use admin::{
    AccountFilter, AccountKey, ChangeAccount, ChangeAccountError, ChangeRefusal, account, accounts,
    count_accounts,
};
pub use ceremony::{IssuedCeremony, PasskeyAnswer};
pub use challenge::IssuedChallenge;
pub use change_email::{ChangeEmailError, ChangeEmailRefusal, PendingEmail};
pub use change_password::CurrentPassword;
pub use check_password::CheckPasswordError;
pub use contacts::{Contact, contacts, display_names};
pub use devices::DeviceMark;
pub use employees::{Employee, MAX_EMPLOYEES, employees, employees_among};
pub use enrolment::{Confirmed, Enrollee, EnrolmentError, EnrolmentRefusal, TotpEnrolment};
pub use history::{LoginKey, ReportError};
pub use invite::{InviteError, InviteRefusal};
pub use links::{LinkError, LinkTarget, find_account, links_of, printed_portal_id};
pub use members::{InviteMember, MemberError, MemberRefusal};
pub use membership::{Member, members_of, staff_among};
pub use one_time_code::{CodeError, CodeRefusal, HandOverError, HandedOver, OneTimeCode, OneTimeCodeUse};
pub use passkey_sign_in::{PasskeyError, PasskeyRefusal};
pub use passwords::{SetPasswordError, Useless};
pub use personal_tokens::{MAX_PERSONAL_TOKENS, NewPersonalToken, PersonalTokenError, PersonalTokenRefusal};
pub use request_reset::RequestResetError;
pub use second_factor::{FactorError, FactorMethod, FactorRefusal, seal_totp};
pub use sign_in::{AttemptError, Begun, SignInError, SignInOutcome, SignInRefusal, SignInRequest};
pub use signing_keys::KnownKeys;
pub use step_up::{StepUpError, StepUpProof, StepUpRefusal, SteppedUp};
pub use switch::SwitchError;
pub use tokens::{AccessToken, RefreshError, RefreshRefusal, TokenPair, Tokens};
pub use unlock::{UnlockError, UnlockRefusal};
pub use view_as::{ViewAsError, ViewAsRefusal};

use super::device_secret::DeviceSecrets;
use super::directory::CustomerDirectory;
use super::password::Blocklist;
use super::places::Places;
use crate::ports::keyring::Keyring;
use crate::ports::password::PasswordHasher;
use crate::ports::session_store::{SessionLifetimes, SessionStore};
use crate::ports::throttle::{LockoutPolicy, RateLimit, Throttle};

/// How often one may try to sign in.
#[derive(Debug, Clone, Copy)]
pub struct SignInLimits {
    /// Failures before a portal ID is locked, and for how long; and failures in a row before it is closed.
    pub lockout: LockoutPolicy,
    /// Attempts on one portal ID, and those from one known device of its owner.
    pub per_account: RateLimit,
    /// Attempts from one address.
    pub per_address: RateLimit,
    /// Wishes to reset the password of one portal ID, and those from one known device of its owner.
    pub resets_per_account: RateLimit,
}

/// Portal identity: sign-in, sessions, lockout. One value a worker; the hasher is shared by all.
pub struct Identity {
    /// Where sessions live.
    pub sessions: Arc<dyn SessionStore>,
    /// Where attempts are counted.
    pub throttle: Arc<dyn Throttle>,
    /// Password hashing with its permits.
    pub hasher: Arc<PasswordHasher>,
    /// Passwords that nobody may take.
    pub blocklist: Arc<Blocklist>,
    /// Where addresses are, as far as the operator says.
    pub places: Arc<Places>,
    /// How long sessions live.
    pub lifetimes: SessionLifetimes,
    /// How often one may try.
    pub limits: SignInLimits,
    /// What is known of customers, who belong to a feature further right.
    pub customers: Arc<dyn CustomerDirectory>,
    /// Key of the counters and of the recorded portal IDs: a copy of them names nobody.
    pub counter_key: SecretSlice<u8>,
    /// Seals what lies at rest.
    pub keyring: Keyring,
    /// How tokens are issued.
    pub tokens: Tokens,
}

/// Where a request came from.
#[derive(Debug, Clone)]
pub struct Client {
    /// The address, past the trusted proxies.
    pub ip: std::net::IpAddr,
    /// `User-Agent`, possibly empty.
    pub user_agent: String,
    /// What it has sent to be known by.
    pub devices: DeviceSecrets,
}
