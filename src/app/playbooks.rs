//! Playbooks that make the network do what was agreed: runs of the automation, on the devices that a service hangs on.

use std::sync::Arc;

use async_trait::async_trait;

use crate::automation::{self, Automation, NewRun, RunStatus};
use crate::db::Scope;
use crate::kernel::refusal::{RefusalCode, UseCaseError};
use crate::network::inventory;
use crate::ports::provisioning::{DriverError, Order, Playbooks, Told};
use crate::provisioning::PlaybooksOf;

/// Who runs the playbooks of a scope's tenant.
pub(super) fn of(automation: Automation) -> PlaybooksOf {
    Arc::new(move |scope: &Scope| -> Arc<dyn Playbooks> {
        Arc::new(Runs { scope: scope.clone(), automation: automation.clone() })
    })
}

struct Runs {
    scope: Scope,
    automation: Automation,
}

#[async_trait]
impl Playbooks for Runs {
    async fn run(
        &self,
        key: &str,
        order: &Order,
        playbook: &str,
        variables: Vec<(String, String)>,
    ) -> Result<Told, DriverError> {
        let links = inventory::links_of(&self.scope, &[order.subscription]).await;
        let links = links.map_err(|error| broken(&error))?;
        if links.is_empty() {
            return Err(DriverError::Lasting("the service hangs on no device".to_owned()));
        }
        let new = NewRun {
            playbook: playbook.to_owned(),
            targets: links.into_iter().map(|link| link.device_id).collect(),
            check_mode: false,
            variables,
            key: Some(format!("provisioning:{key}")),
        };
        let run = Box::pin(automation::start(&self.scope, &self.automation, new)).await;
        let run = run.map_err(|error| match error {
            // Others wait for their turn: this one is asked for again when some of them are over.
            UseCaseError::Refused(refusal) if refusal.code == RefusalCode::TooMany => {
                DriverError::Passing(format!("playbook: {}", refusal.message))
            }
            UseCaseError::Refused(refusal) => DriverError::Lasting(format!("playbook: {}", refusal.message)),
            UseCaseError::Forbidden => DriverError::Lasting("playbook: it is not for us".to_owned()),
            UseCaseError::Fault(fault) => broken(&fault),
        })?;
        match run.status {
            RunStatus::PendingApproval | RunStatus::Queued | RunStatus::Running => Ok(Told::UnderWay),
            RunStatus::Success => Ok(Told::Done),
            RunStatus::Failed | RunStatus::Cancelled | RunStatus::Timeout => {
                Err(DriverError::Passing(format!("playbook: {} is {}", run.id, run.status.name())))
            }
        }
    }
}

/// What failed may hold SQL: staff learns that it was the database.
fn broken(cause: &dyn std::fmt::Display) -> DriverError {
    tracing::warn!(%cause, "a playbook was not started");
    DriverError::Passing("the database does not answer".to_owned())
}
