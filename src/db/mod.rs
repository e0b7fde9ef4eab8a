//! The only way to the database: a [`Scope`] for reads and a [`Tx`] for writes, both bound to one tenant.
//!
//! Invariant: outside this folder nobody holds a connection. `select`, `update`, `delete`, `insert` and raw
//! SQL all start from a scope, which adds the tenant; so the tenant filter cannot be left out (architecture.md §2.5).
//! What really spans tenants (the host look-up, jobs, the operator) says so by using a [`PlatformScope`].

pub mod audit;
mod bulk;
mod clear;
mod connect;
mod error;
mod executor;
mod looks;
mod platform;
mod scope;
mod sealed;
mod search;
mod select;
mod tx;

pub use bulk::Bulk;
pub use clear::Clearing;
pub use connect::{CommitSignal, Db, DbSettings};
pub use error::DbError;
pub use looks::{Look, LookDepth, LookedAt};
pub use platform::PlatformScope;
pub use scope::{Scope, TenantRef};
pub use sealed::{SealedColumn, SealedRow};
pub use search::contains;
pub use select::{Reads, Selection};
pub use tx::{Removal, Tx, Update};

use sea_orm::EntityTrait;

/// The `version` of a row that has never been changed; each change counts one on.
pub const FIRST_VERSION: i32 = 1;

/// An entity whose rows belong to a tenant.
pub trait TenantOwned: EntityTrait {
    /// The column that holds the tenant.
    fn tenant_column() -> Self::Column;
}

/// Declares the entities of the enclosing module's `Entity` as owned by a tenant through `tenant_id`.
#[macro_export]
macro_rules! tenant_owned {
    () => {
        impl $crate::db::TenantOwned for Entity {
            fn tenant_column() -> Column {
                Column::TenantId
            }
        }
    };
}
