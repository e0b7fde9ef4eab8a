//! The mail that carries an invitation's token, and what a password of a new member has to be.

use secrecy::{ExposeSecret as _, SecretString};

use super::Identity;
use crate::db::Tx;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::tenancy::Tenant;

/// What the mail says.
pub(super) struct InvitationMail {
    pub to: String,
    pub name: String,
    pub invited_by: String,
    pub customer: String,
    pub token: SecretString,
    pub expires_at: Instant,
}

/// TEMPORARY until mail is here.
pub(super) async fn enqueue(_identity: &Identity, _tx: &Tx, _mail: InvitationMail) -> Result<bool, Fault> {
    Ok(true)
}

/// TEMPORARY until the policy is here.
pub(super) fn password_fault(_tenant: &Tenant, _name: &str, _email: &str, password: &SecretString) -> Option<String> {
    (password.expose_secret().chars().count() < 15).then(|| "must have at least 15 characters".to_owned())
}
