//! How the owners of accounts are written to.

use std::collections::HashMap;

use crate::db::Reads;
use crate::identity::store::{self, admin};
use crate::kernel::fault::Fault;
use crate::kernel::ids::AccountId;

/// Where an account's owner is written to, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The account.
    pub account: AccountId,
    /// The person's name.
    pub name: String,
    /// The address.
    pub email: String,
    /// BCP 47; none means the tenant's.
    pub locale: Option<String>,
}

/// What these accounts are called, whatever state they are in; no look at them. One statement for any number.
pub async fn display_names(
    db: &impl Reads,
    accounts: &[AccountId],
) -> Result<HashMap<AccountId, String>, Fault> {
    if accounts.is_empty() {
        return Ok(HashMap::new());
    }
    let found = admin::accounts(db, accounts).await?;
    Ok(found.into_iter().map(|account| (account.id, account.display_name)).collect())
}

/// The contacts of those of these accounts that are active and have an address. One statement for any number.
pub async fn contacts(db: &impl Reads, accounts: &[AccountId]) -> Result<Vec<Contact>, Fault> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let found = store::active_accounts(db, accounts).await?;
    let contact = |account: crate::identity::entity::portal_account::Model| {
        let (name, locale) = (account.display_name, account.locale);
        account.email.map(|email| Contact { account: account.id, name, email, locale })
    };
    Ok(found.into_iter().filter_map(contact).collect())
}
