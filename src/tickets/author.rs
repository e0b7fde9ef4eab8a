//! Who writes on a ticket.

use super::entity::ticket_reply::AuthorKind;
use crate::db::Reads;
use crate::identity;
use crate::kernel::fault::Fault;
use crate::kernel::ids::AccountId;

/// Who writes on a ticket, as it is kept beside the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// On which side it stands.
    pub kind: AuthorKind,
    /// The account; none for the system.
    pub id: Option<AccountId>,
    /// What it is called; empty for the system.
    pub name: String,
}

impl Author {
    /// The system.
    pub fn system() -> Self {
        Self { kind: AuthorKind::System, id: None, name: String::new() }
    }

    /// An account, under the name it has now. One statement.
    pub async fn of(db: &impl Reads, kind: AuthorKind, id: AccountId) -> Result<Self, Fault> {
        let name = identity::display_names(db, &[id]).await?.remove(&id).unwrap_or_default();
        Ok(Self { kind, id: Some(id), name })
    }

    /// The caller, who stands on this side.
    pub(super) async fn caller(db: &impl Reads, kind: AuthorKind) -> Result<Self, Fault> {
        match db.scope().actor().account() {
            Some(account) => Self::of(db, kind, account.id).await,
            None => Ok(Self::system()),
        }
    }

    /// Whether it stands on the customer's side: what it writes is to be worked on.
    pub fn is_the_customers(&self) -> bool {
        matches!(self.kind, AuthorKind::Customer | AuthorKind::Reseller)
    }
}
