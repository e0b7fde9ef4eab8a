//! What a request has shown of customers and accounts to others than themselves, until it is written down
//! (`crate::audit::keep_looks`). Members' own reads never come here.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use sea_orm::entity::prelude::*;
use uuid::Uuid;

use crate::kernel::ids::{AccountId, CustomerId};

/// Of what kind somebody looked at.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, async_graphql::Enum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LookedAt {
    /// A customer.
    Customer,
    /// A portal account.
    Account,
}

/// How closely somebody looked.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, async_graphql::Enum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LookDepth {
    /// It was on a page of a list.
    Listed,
    /// It was opened, or something of its own.
    Opened,
    /// Somebody looked through its eyes.
    ViewedAs,
}

/// One look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Look {
    /// Of what kind.
    pub kind: LookedAt,
    /// At which.
    pub subject: Uuid,
    /// How closely.
    pub depth: LookDepth,
}

impl Look {
    /// At a customer.
    pub fn at_customer(customer: CustomerId, depth: LookDepth) -> Self {
        Self { kind: LookedAt::Customer, subject: customer.0, depth }
    }

    /// At an account.
    pub fn at_account(account: AccountId, depth: LookDepth) -> Self {
        Self { kind: LookedAt::Account, subject: account.0, depth }
    }
}

/// The looks of one request.
#[derive(Debug, Default)]
pub(super) struct Looks(Mutex<BTreeSet<Look>>);

impl Looks {
    pub(super) fn add(&self, looks: impl Iterator<Item = Look>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(looks);
    }

    pub(super) fn take(&self) -> BTreeSet<Look> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
