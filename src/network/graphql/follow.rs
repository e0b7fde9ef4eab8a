//! `followIncident`, `unfollowIncident`.

use async_graphql::{Context, ID, InputObject, Object};

use super::incident::IncidentNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::network;

use_case_errors! {
    FollowIncidentErrorCode, FollowIncidentUserError ("FollowIncidentUserError"), "Why an incident is not followed." {
        /// There is no such incident, or it affects no service that the caller sees.
        NotFound,
    }
}
use_case_errors! {
    UnfollowIncidentErrorCode, UnfollowIncidentUserError ("UnfollowIncidentUserError"), "Why nothing has changed." {
        /// There is no such incident, or it affects no service that the caller sees.
        NotFound,
    }
}
use_case_payload! {
    FollowIncidentPayload ("The outcome of `followIncident`."), FollowIncidentUserError,
    /// The incident, which the caller follows; null when there is an error.
    incident: IncidentNode
}
use_case_payload! {
    UnfollowIncidentPayload ("The outcome of `unfollowIncident`."), UnfollowIncidentUserError,
    /// The incident, which the caller does not follow; null when there is an error.
    incident: IncidentNode
}

/// Which incident to follow.
#[derive(InputObject)]
pub struct FollowIncidentInput {
    /// The incident.
    pub incident_id: ID,
}

/// Which incident not to follow any more.
#[derive(InputObject)]
pub struct UnfollowIncidentInput {
    /// The incident.
    pub incident_id: ID,
}

/// See its fields.
#[derive(Default)]
pub struct FollowMutations;

#[Object]
impl FollowMutations {
    /// Lets the caller be told of what becomes of an incident, in place of a ticket about it. Following it again changes
    /// nothing. For everybody who sees the incident.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.followIncident\")")]
    async fn follow_incident(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which incident to follow.")] input: FollowIncidentInput,
    ) -> Result<FollowIncidentPayload, ApiError> {
        let id = read(&input.incident_id, "input.incidentId")?;
        let outcome = Box::pin(network::follow(&request(ctx).scope, id)).await;
        FollowIncidentPayload::of(outcome.map(IncidentNode))
    }

    /// Lets the caller not be told any more of what becomes of an incident. For everybody who sees it.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.unfollowIncident\")")]
    async fn unfollow_incident(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which incident not to follow any more.")] input: UnfollowIncidentInput,
    ) -> Result<UnfollowIncidentPayload, ApiError> {
        let id = read(&input.incident_id, "input.incidentId")?;
        let outcome = Box::pin(network::unfollow(&request(ctx).scope, id)).await;
        UnfollowIncidentPayload::of(outcome.map(IncidentNode))
    }
}
