//! What checking the chain of the audit log has found, in the graph.

use async_graphql::{ID, Object, SimpleObject};

use crate::audit::{Fault, FaultKind, Verification};
use crate::graphql::ids::write;
use crate::graphql::scalars::BigInt;

/// What checking the chain has found.
pub struct AuditVerificationNode(pub Verification);

/// What checking the chain of the audit log has found. Visible to tenant administrators.
#[Object(name = "AuditVerification")]
impl AuditVerificationNode {
    /// Whether the checked part of the chain is what was sealed.
    async fn ok(&self) -> bool {
        self.0.faults.is_empty()
    }

    /// Entries that were checked.
    async fn checked(&self) -> BigInt {
        BigInt(self.0.checked)
    }

    /// Entries that have no place in the chain yet; they get it within seconds.
    async fn unsealed(&self) -> i32 {
        i32::try_from(self.0.unsealed).unwrap_or(i32::MAX)
    }

    /// Checked entries whose values were erased.
    async fn erased(&self) -> BigInt {
        BigInt(self.0.erased)
    }

    /// Where the chain is not what was sealed, at most 100.
    async fn faults(&self) -> Vec<AuditFault> {
        self.0.faults.iter().map(AuditFault::from).collect()
    }

    /// Where to go on with `from`; null when the end was reached.
    async fn next(&self) -> Option<BigInt> {
        self.0.next.map(BigInt)
    }

    /// The place of the last entry.
    async fn end(&self) -> BigInt {
        BigInt(self.0.end)
    }

    /// The link of the last entry, 64 hexadecimal digits. Kept outside of the database, it shows later whether the chain
    /// was cut off and grown anew.
    async fn end_link(&self) -> &str {
        &self.0.end_link
    }
}

/// A place where the chain is not what was sealed.
#[derive(SimpleObject)]
pub struct AuditFault {
    /// The place.
    seq: BigInt,
    /// The entry at it; null where there is none.
    entry_id: Option<ID>,
    /// What is wrong.
    kind: FaultKind,
}

impl From<&Fault> for AuditFault {
    fn from(fault: &Fault) -> Self {
        Self { seq: BigInt(fault.seq), entry_id: fault.entry.map(write), kind: fault.kind }
    }
}
