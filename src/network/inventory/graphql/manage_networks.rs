//! `declareManagementNetwork`, `removeManagementNetwork`.

use async_graphql::{Context, ID, InputObject, Object};

use super::management_network::ManagementNetworkNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::network::inventory::{self, Rules};

use_case_errors! {
    DeclareManagementNetworkErrorCode, DeclareManagementNetworkUserError ("DeclareManagementNetworkUserError"), "Why no network was declared." {
        /// The note is wrong.
        InvalidInput,
        /// It is not a network, or has addresses at which no device can be.
        AddressNotAllowed,
        /// It was declared before.
        NameTaken,
        /// There are 100 networks.
        TooMany,
    }
}
use_case_errors! {
    RemoveManagementNetworkErrorCode, RemoveManagementNetworkUserError ("RemoveManagementNetworkUserError"), "Why a network was not taken back." {
        /// There is no such network.
        NotFound,
        /// Devices are asked there, and in no other network; the message names some.
        InUse,
    }
}
use_case_payload! {
    DeclareManagementNetworkPayload ("The outcome of `declareManagementNetwork`."), DeclareManagementNetworkUserError,
    /// The network; null when there is an error.
    management_network: ManagementNetworkNode
}
use_case_payload! {
    RemoveManagementNetworkPayload ("The outcome of `removeManagementNetwork`."), RemoveManagementNetworkUserError,
    /// The network as it was; null when there is an error.
    management_network: ManagementNetworkNode
}

/// The network to declare.
#[derive(InputObject)]
pub struct DeclareManagementNetworkInput {
    /// The network in the form of CIDR, without host bits: `10.20.0.0/16`, `fd00:1::/48`. No larger than /8, or /16 of IPv6.
    pub cidr: String,
    /// What it is for: 1 to 200 characters.
    pub note: Option<String>,
}

/// Which network to take back.
#[derive(InputObject)]
pub struct RemoveManagementNetworkInput {
    /// The network.
    pub management_network_id: ID,
}

/// See its fields.
#[derive(Default)]
pub struct ManagementNetworkMutations;

#[Object]
impl ManagementNetworkMutations {
    /// Declares a network in which devices may be asked. For the NOC and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.declareManagementNetwork\")")]
    async fn declare_management_network(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The network to declare.")] input: DeclareManagementNetworkInput,
    ) -> Result<DeclareManagementNetworkPayload, ApiError> {
        let request = request(ctx);
        let rules = Rules::of(request.instruments.allow_loopback, &request.tenant.slug);
        let (scope, note) = (&request.scope, input.note.as_deref());
        let network = Box::pin(inventory::declare_network(scope, &rules, &input.cidr, note)).await;
        DeclareManagementNetworkPayload::of(network.map(ManagementNetworkNode))
    }

    /// Takes back a network in which devices may be asked; not while one is. For the NOC and tenant administrators: FORBIDDEN.
    /// Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.removeManagementNetwork\")")]
    async fn remove_management_network(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which network to take back.")] input: RemoveManagementNetworkInput,
    ) -> Result<RemoveManagementNetworkPayload, ApiError> {
        let id = read(&input.management_network_id, "input.managementNetworkId")?;
        let network = Box::pin(inventory::remove_network(&request(ctx).scope, id)).await;
        RemoveManagementNetworkPayload::of(network.map(ManagementNetworkNode))
    }
}
