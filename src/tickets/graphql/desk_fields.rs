//! What staff alone sees of a ticket: who works on it, and how it came.

use async_graphql::{Context, ID, Object, SimpleObject};

use super::team::SupportTeamNode;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::scalars::DateTime;
use crate::identity::loader::AccountById;
use crate::kernel::ids::AccountId;
use crate::network::inventory::graphql::DeviceNode;
use crate::network::inventory::loader::DeviceById;
use crate::tickets::desk::loader::TeamById;
use crate::tickets::entity::ticket::{self, TicketSource};
use crate::tickets::policy::may_work_tickets;

/// Somebody of the ISP's own staff. Visible to staff.
#[derive(SimpleObject)]
#[graphql(name = "SupportAgent")]
pub struct SupportAgentNode {
    /// The id of the person's account.
    id: ID,
    /// What the person is called.
    name: String,
}

impl SupportAgentNode {
    /// Somebody by account and name.
    pub fn new(account: AccountId, name: String) -> Self {
        Self { id: write(account), name }
    }
}

/// The side of a ticket that its customer does not see.
pub struct TicketDeskNode(ticket::Model);

/// The desk's side of a ticket; none for anybody who does not work on tickets.
pub fn desk_of(ctx: &Context<'_>, row: &ticket::Model) -> Option<TicketDeskNode> {
    let staff = request(ctx).scope.actor().kinds().any(may_work_tickets);
    staff.then(|| TicketDeskNode(row.clone()))
}

/// Who works on a ticket, and what else its customer does not see. Visible to staff.
#[Object(name = "TicketDesk")]
impl TicketDeskNode {
    /// The employee who works on it; null for nobody.
    async fn assignee(&self, ctx: &Context<'_>) -> Option<Result<SupportAgentNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(assignee) = self.0.assignee_id else { return Ok(None) };
            let account = request(ctx).loaders.identity.load_one(AccountById(assignee)).await?;
            Ok(account.map(|account| SupportAgentNode::new(account.id, account.display_name)))
        }))
        .await
    }

    /// The team that it lies with; null for none.
    async fn team(&self, ctx: &Context<'_>) -> Option<Result<SupportTeamNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(team) = self.0.team_id else { return Ok(None) };
            Ok(request(ctx).loaders.desk.load_one(TeamById(team)).await?.map(SupportTeamNode))
        }))
        .await
    }

    /// The device of the network it is about; null for none, and for staff who see no devices.
    async fn device(&self, ctx: &Context<'_>) -> Option<Result<DeviceNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(device) = self.0.device_id else { return Ok(None) };
            Ok(request(ctx).loaders.network.load_one(DeviceById(device)).await?.map(DeviceNode))
        }))
        .await
    }

    /// When it was escalated because its time ran out; null while it was not.
    async fn escalated_at(&self) -> Option<DateTime> {
        self.0.escalated_at.map(DateTime)
    }

    /// Business minutes for which its clock has stood still, without the pause that lasts.
    async fn paused_minutes(&self) -> i32 {
        self.0.paused_minutes
    }

    /// How it came.
    async fn source(&self) -> TicketSource {
        self.0.source
    }
}
