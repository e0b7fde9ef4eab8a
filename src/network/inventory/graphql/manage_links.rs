//! `linkService`, `unlinkService`, `discoverDevice`.

use async_graphql::{Context, ID, InputObject, Object};

use super::device::DeviceNode;
use super::service_link::ServiceLinkNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::network::inventory;

use_case_errors! {
    LinkServiceErrorCode, LinkServiceUserError ("LinkServiceUserError"), "Why a service hangs on what it did." {
        /// There is no such service, device or interface.
        NotFound,
        /// The interface is of another device.
        InvalidInput,
        /// The device was retired.
        TooLate,
    }
}
use_case_errors! {
    UnlinkServiceErrorCode, UnlinkServiceUserError ("UnlinkServiceUserError"), "Why nothing has changed." {
        /// There is no such service, or it hangs on nothing.
        NotFound,
    }
}
use_case_errors! {
    DiscoverDeviceErrorCode, DiscoverDeviceUserError ("DiscoverDeviceUserError"), "Why a device was not read." {
        /// There is no such device.
        NotFound,
        /// The device was changed while it was asked.
        Conflict,
        /// It is not asked by SNMP, or its credentials are not in the secret store.
        NotOffered,
        /// Its address is in none of the management networks any more.
        AddressNotAllowed,
        /// It has not answered, or not as it should.
        Unreachable,
    }
}
use_case_payload! {
    LinkServicePayload ("The outcome of `linkService`."), LinkServiceUserError,
    /// The link; null when there is an error.
    link: ServiceLinkNode
}
use_case_payload! {
    UnlinkServicePayload ("The outcome of `unlinkService`."), UnlinkServiceUserError,
    /// The link as it was; null when there is an error.
    link: ServiceLinkNode
}
use_case_payload! {
    DiscoverDevicePayload ("The outcome of `discoverDevice`."), DiscoverDeviceUserError,
    /// The device, whose interfaces are known now; null when there is an error.
    device: DeviceNode
}

/// What a service hangs on from now on.
#[derive(InputObject)]
pub struct LinkServiceInput {
    /// The service.
    pub service_id: ID,
    /// The device in service.
    pub device_id: ID,
    /// The port of the device; absent where the device is the service's alone.
    pub interface_id: Option<ID>,
}

/// Which service hangs on nothing any more.
#[derive(InputObject)]
pub struct UnlinkServiceInput {
    /// The service.
    pub service_id: ID,
}

/// Which device to read.
#[derive(InputObject)]
pub struct DiscoverDeviceInput {
    /// The device.
    pub device_id: ID,
}

/// See its fields.
#[derive(Default)]
pub struct LinkMutations;

#[Object]
impl LinkMutations {
    /// Lets a service hang on a device, or on a port of it, instead of what it hung on before. For the NOC and tenant
    /// administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.linkService\")")]
    async fn link_service(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What a service hangs on from now on.")] input: LinkServiceInput,
    ) -> Result<LinkServicePayload, ApiError> {
        let service = read(&input.service_id, "input.serviceId")?;
        let device = read(&input.device_id, "input.deviceId")?;
        let port = input.interface_id.as_ref().map(|id| read(id, "input.interfaceId")).transpose()?;
        let scope = &request(ctx).scope;
        let link = Box::pin(inventory::link_service(scope, service, device, port)).await;
        LinkServicePayload::of(link.map(ServiceLinkNode))
    }

    /// Lets a service hang on nothing. For the NOC and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.unlinkService\")")]
    async fn unlink_service(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which service hangs on nothing any more.")] input: UnlinkServiceInput,
    ) -> Result<UnlinkServicePayload, ApiError> {
        let service = read(&input.service_id, "input.serviceId")?;
        let link = Box::pin(inventory::unlink_service(&request(ctx).scope, service)).await;
        UnlinkServicePayload::of(link.map(ServiceLinkNode))
    }

    /// Asks a device for its interfaces and what it is, and keeps them. Interfaces that it does not tell of any more stay, not
    /// `present`. For the NOC and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.discoverDevice\")")]
    async fn discover_device(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which device to read.")] input: DiscoverDeviceInput,
    ) -> Result<DiscoverDevicePayload, ApiError> {
        let request = request(ctx);
        let id = read(&input.device_id, "input.deviceId")?;
        let device = Box::pin(inventory::discover(&request.scope, &request.instruments, id)).await;
        DiscoverDevicePayload::of(device.map(DeviceNode))
    }
}
