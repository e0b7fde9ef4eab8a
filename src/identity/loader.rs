//! The access paths of accounts, members and invitations. None of them checks rights: who asks has been allowed to see
//! the object that they hang below.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;

use super::entity::{account_link, account_status_change, member_invitation, portal_account};
use super::store::{admin, members};
use crate::db::{Reads as _, Scope};
use crate::graphql::loaders::group;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, CustomerId};

/// The most rows that a list below an account or a customer has.
pub const MOST: u32 = 20;

/// Loads what hangs below accounts and customers, for one request.
pub struct IdentityLoader(pub Scope);

macro_rules! key {
    ($(#[doc = $doc:literal])+ $name:ident($id:ty)) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $name(pub $id);
    };
}

key! {
    /// An account by id, for its name.
    AccountById(AccountId)
}
key! {
    /// The active links of an account.
    LinksOf(AccountId)
}
key! {
    /// The latest changes of an account's state.
    StatusChangesOf(AccountId)
}
key! {
    /// The members of a customer.
    MembersOf(CustomerId)
}
key! {
    /// The open invitations of a customer.
    InvitationsOf(CustomerId)
}

impl Loader<AccountById> for IdentityLoader {
    type Value = portal_account::Model;
    type Error = Fault;

    async fn load(&self, keys: &[AccountById]) -> Result<HashMap<AccountById, Self::Value>, Fault> {
        let ids: Vec<AccountId> = keys.iter().map(|key| key.0).collect();
        let rows = admin::accounts(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (AccountById(row.id), row)).collect())
    }
}

impl Loader<LinksOf> for IdentityLoader {
    type Value = Vec<account_link::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[LinksOf]) -> Result<HashMap<LinksOf, Self::Value>, Fault> {
        let ids: Vec<AccountId> = keys.iter().map(|key| key.0).collect();
        let rows = admin::links_of(&self.0, &ids, MOST.into()).await?;
        Ok(group(keys, rows, |row| LinksOf(row.account_id)))
    }
}

impl Loader<StatusChangesOf> for IdentityLoader {
    type Value = Vec<account_status_change::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[StatusChangesOf]) -> Result<HashMap<StatusChangesOf, Self::Value>, Fault> {
        let ids: Vec<AccountId> = keys.iter().map(|key| key.0).collect();
        let rows = admin::status_changes_of(&self.0, &ids, MOST.into()).await?;
        Ok(group(keys, rows, |row| StatusChangesOf(row.account_id)))
    }
}

impl Loader<MembersOf> for IdentityLoader {
    type Value = Vec<account_link::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[MembersOf]) -> Result<HashMap<MembersOf, Self::Value>, Fault> {
        let ids: Vec<CustomerId> = keys.iter().map(|key| key.0).collect();
        let rows = members::members_of(&self.0, &ids, MOST.into()).await?;
        let known = rows.into_iter().filter_map(|row| Some((row.customer_id?, row)));
        let mut groups: HashMap<MembersOf, Self::Value> = keys.iter().map(|key| (*key, Vec::new())).collect();
        for (customer, row) in known {
            groups.entry(MembersOf(customer)).or_default().push(row);
        }
        Ok(groups)
    }
}

impl Loader<InvitationsOf> for IdentityLoader {
    type Value = Vec<member_invitation::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[InvitationsOf]) -> Result<HashMap<InvitationsOf, Self::Value>, Fault> {
        let ids: Vec<CustomerId> = keys.iter().map(|key| key.0).collect();
        let now = self.0.scope().real_now();
        let rows = members::invitations_of(&self.0, &ids, now, MOST.into()).await?;
        Ok(group(keys, rows, |row| InvitationsOf(row.customer_id)))
    }
}
