//! `retryProvisioning`, `rotateServicePassword`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::catalog::graphql::SubscriptionNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::provisioning::{self, Rotated};

use_case_errors! {
    RetryProvisioningErrorCode, RetryProvisioningUserError ("RetryProvisioningUserError"), "Why the network is not told." {
        /// There is no such service.
        NotFound,
        /// Something else is wanted of the service by now.
        Conflict,
        /// The network is not told of the service.
        NotOffered,
    }
}
use_case_errors! {
    RotateServicePasswordErrorCode, RotateServicePasswordUserError ("RotateServicePasswordUserError"),
    "Why the service has the password that it had." {
        /// There is no such service.
        NotFound,
        /// Somebody else has made another password meanwhile.
        Conflict,
        /// The service signs in with no password, or has not begun.
        NotOffered,
    }
}
use_case_payload! {
    RetryProvisioningPayload ("The outcome of `retryProvisioning`."), RetryProvisioningUserError,
    /// The service; null when there is an error.
    service: SubscriptionNode
}
use_case_payload! {
    RotateServicePasswordPayload ("The outcome of `rotateServicePassword`."), RotateServicePasswordUserError,
    /// What the service signs in with from now on; null when there is an error.
    credential: ServiceCredentialNode
}

/// What a service signs in to the network with, shown once.
pub struct ServiceCredentialNode(Rotated);

/// What a service signs in to the network with. It is shown once: nobody can read the password back.
#[Object(name = "ServiceCredential")]
impl ServiceCredentialNode {
    /// The name.
    async fn username(&self) -> &str {
        &self.0.username
    }

    /// The password, 20 letters and digits.
    async fn password(&self) -> &str {
        &self.0.password
    }

    /// The service.
    async fn service(&self) -> SubscriptionNode {
        SubscriptionNode::new(self.0.service.clone())
    }
}

/// Of which service the network is to be told.
#[derive(InputObject)]
pub struct RetryProvisioningInput {
    /// The service.
    pub service_id: ID,
}

/// Which service is to have another password.
#[derive(InputObject)]
pub struct RotateServicePasswordInput {
    /// The service.
    pub service_id: ID,
}

/// See its fields.
#[derive(Default)]
pub struct ProvisioningMutations;

#[Object]
impl ProvisioningMutations {
    /// Lets the network be told at once what it is to do for a service, also where it is believed to do it. For support, the NOC
    /// and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.retryProvisioning\")")]
    async fn retry_provisioning(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which service the network is to be told.")] input: RetryProvisioningInput,
    ) -> Result<RetryProvisioningPayload, ApiError> {
        let id = read(&input.service_id, "input.serviceId")?;
        let outcome = Box::pin(provisioning::retry(&request(ctx).scope, id)).await;
        RetryProvisioningPayload::of(outcome.map(SubscriptionNode::new))
    }

    /// Gives a service another password to sign in to the network with, and shows it, once. Sessions that there are go on; the
    /// next sign-in needs it. For owners and technical members of the customer, administrators of its reseller, support, the NOC
    /// and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.rotateServicePassword\")")]
    async fn rotate_service_password(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which service is to have another password.")] input: RotateServicePasswordInput,
    ) -> Result<RotateServicePasswordPayload, ApiError> {
        let id = read(&input.service_id, "input.serviceId")?;
        let outcome = Box::pin(provisioning::rotate_password(&request(ctx).scope, id)).await;
        RotateServicePasswordPayload::of(outcome.map(ServiceCredentialNode))
    }
}
