//! `agentWorkload`.

use async_graphql::{Context, SimpleObject};

use super::desk_fields::SupportAgentNode;
use super::report::int;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::outcome::asked;
use crate::graphql::scalars::DateTime;
use crate::tickets::desk::{Workload, workload};
use crate::tickets::entity::ticket::TicketPriority;

/// The live tickets of an employee, or of nobody. Visible to support and tenant administrators.
#[derive(SimpleObject)]
#[graphql(name = "AgentWorkload")]
pub struct AgentWorkloadNode {
    /// The employee; null for what nobody works on.
    agent: Option<SupportAgentNode>,
    /// Tickets that are neither solved nor closed.
    live: i32,
    /// Those of priority LOW.
    low: i32,
    /// Those of priority NORMAL.
    normal: i32,
    /// Those of priority HIGH.
    high: i32,
    /// Those of priority URGENT.
    urgent: i32,
    /// Those of priority CRITICAL.
    critical: i32,
    /// When the eldest of those that wait for the ISP, not for the customer or a vendor, was opened; null where none does.
    oldest_waiting_since: Option<DateTime>,
}

impl From<Workload> for AgentWorkloadNode {
    fn from(load: Workload) -> Self {
        let of = |priority| int(load.of(priority));
        Self {
            live: int(load.live()),
            low: of(TicketPriority::Low),
            normal: of(TicketPriority::Normal),
            high: of(TicketPriority::High),
            urgent: of(TicketPriority::Urgent),
            critical: of(TicketPriority::Critical),
            oldest_waiting_since: load.oldest.map(DateTime),
            agent: load.employee.map(|(account, name)| SupportAgentNode::new(account, name)),
        }
    }
}

/// Who works on how much.
pub async fn agent_workload(ctx: &Context<'_>) -> Result<Vec<AgentWorkloadNode>, ApiError> {
    let loads = asked(workload(&request(ctx).scope).await)?;
    Ok(loads.into_iter().map(AgentWorkloadNode::from).collect())
}
