//! What checking the books has found, in the graph.

use async_graphql::{Object, SimpleObject};

use crate::accounting::{Finding, LedgerCheck, LedgerReport};

/// What checking the books has found.
pub struct LedgerReportNode(pub LedgerReport);

/// What checking the books of the ISP has found. Visible to billing and tenant administrators.
#[Object(name = "LedgerReport")]
impl LedgerReportNode {
    /// Whether the books are true, as far as they were checked.
    async fn ok(&self) -> bool {
        self.0.findings.is_empty()
    }

    /// What was checked.
    async fn checks(&self) -> Vec<LedgerCheck> {
        self.0.checks.clone()
    }

    /// What is wrong, in the order of the checks; at most 100.
    async fn findings(&self) -> Vec<LedgerFinding> {
        self.0.findings.iter().map(LedgerFinding::from).collect()
    }

    /// Whether there is more than was asked for. The checks after the last finding were not made then.
    async fn truncated(&self) -> bool {
        self.0.truncated
    }
}

/// Something in the books that is not as it must be. Amounts are in minor units.
#[derive(SimpleObject)]
pub struct LedgerFinding {
    /// What must be so.
    check: LedgerCheck,
    /// The id of what is wrong, e.g. of an invoice; of the numbers of documents, their kind.
    subject: String,
    /// Which of its facts, e.g. `total`.
    fact: String,
    /// What follows from the rows.
    expected: String,
    /// What is stored.
    found: String,
}

impl From<&Finding> for LedgerFinding {
    fn from(finding: &Finding) -> Self {
        let Finding { check, subject, fact, expected, found } = finding.clone();
        Self { check, subject, fact, expected, found }
    }
}
