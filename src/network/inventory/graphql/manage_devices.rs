//! `createDevice`, `updateDevice`, `retireDevice`.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use super::device::DeviceNode;
use crate::graphql::context::{RequestContext, request};
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, read_change};
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::network::entity::device::{DeviceKind, SnmpVersion};
use crate::network::inventory::{
    self, DeviceChange, DeviceTerms, POLL_INTERVAL, Rules, SNMP_PORT, SnmpChange, SnmpTerms,
};

use_case_errors! {
    CreateDeviceErrorCode, CreateDeviceUserError ("CreateDeviceUserError"), "Why no device was entered." {
        /// There is no such site or parent.
        NotFound,
        /// A text or a number is wrong, or the parent cannot be one.
        InvalidInput,
        /// Another device has the name, in service or retired.
        NameTaken,
        /// The address is not one, or in none of the management networks.
        AddressNotAllowed,
    }
}
use_case_errors! {
    UpdateDeviceErrorCode, UpdateDeviceUserError ("UpdateDeviceUserError"), "Why a device was not changed." {
        /// There is no such device, site or parent.
        NotFound,
        /// The device is not the version that was seen.
        Conflict,
        /// A text or a number is wrong, or the parent cannot be one: it was retired, or is reached through the device.
        InvalidInput,
        /// Another device has the name, in service or retired.
        NameTaken,
        /// The address is not one, or in none of the management networks.
        AddressNotAllowed,
        /// The device was retired.
        TooLate,
    }
}
use_case_errors! {
    RetireDeviceErrorCode, RetireDeviceUserError ("RetireDeviceUserError"), "Why a device was not retired." {
        /// There is no such device.
        NotFound,
        /// The device is not the version that was seen.
        Conflict,
        /// It was retired before.
        AlreadyDone,
        /// Services hang on it, or devices are reached through it; the message names some.
        InUse,
    }
}
use_case_payload! {
    CreateDevicePayload ("The outcome of `createDevice`."), CreateDeviceUserError,
    /// The device; null when there is an error.
    device: DeviceNode
}
use_case_payload! {
    UpdateDevicePayload ("The outcome of `updateDevice`."), UpdateDeviceUserError,
    /// The device; null when there is an error.
    device: DeviceNode
}
use_case_payload! {
    RetireDevicePayload ("The outcome of `retireDevice`."), RetireDeviceUserError,
    /// The device, which is retired; null when there is an error.
    device: DeviceNode
}

/// How a device is to be asked.
#[derive(InputObject)]
pub struct DeviceSnmpInput {
    /// The version.
    pub version: SnmpVersion,
    /// The UDP port; 161 if absent.
    pub port: Option<i32>,
    /// The path of the credentials in the secret store: below `snmp/` and the short name of the ISP, as
    /// `snmp/my-isp/core`. It is never told again.
    pub secret_path: String,
}

/// How a device is to be asked from now on.
#[derive(InputObject)]
pub struct DeviceSnmpChangeInput {
    /// The version; as before if absent, V3 where it was not asked.
    pub version: Option<SnmpVersion>,
    /// The UDP port; as before if absent, 161 where it was not asked.
    pub port: Option<i32>,
    /// The path of the credentials in the secret store, as in `createDevice`; as before if absent.
    pub secret_path: Option<String>,
}

/// The device to enter.
#[derive(InputObject)]
pub struct CreateDeviceInput {
    /// What it is called: 1 to 100 characters, one of a name.
    pub name: String,
    /// What it is.
    pub kind: DeviceKind,
    /// Who makes it: 1 to 100 characters.
    pub vendor: Option<String>,
    /// Its model: 1 to 100 characters.
    pub model: Option<String>,
    /// Where it is.
    pub site_id: Option<ID>,
    /// The device in service through which it is reached; absent at the core.
    pub parent_id: Option<ID>,
    /// The IP address at which it is asked, within the management networks.
    pub address: Option<String>,
    /// How it is asked; absent: it is not.
    pub snmp: Option<DeviceSnmpInput>,
    /// Seconds between two polls, 10 to 86400; 300 if absent.
    pub poll_interval_seconds: Option<i32>,
    /// Whether it is worked on; not if absent.
    pub in_maintenance: Option<bool>,
}

/// What of a device is to change; absent fields stay as they are.
#[derive(InputObject)]
pub struct UpdateDeviceInput {
    /// The device.
    pub device_id: ID,
    /// What it is called: 1 to 100 characters, one of a name.
    pub name: Option<String>,
    /// What it is.
    pub kind: Option<DeviceKind>,
    /// Who makes it; null: nobody says any more.
    pub vendor: MaybeUndefined<String>,
    /// Its model; null: nobody says any more.
    pub model: MaybeUndefined<String>,
    /// Where it is; null: nobody says any more.
    pub site_id: MaybeUndefined<ID>,
    /// The device in service through which it is reached; null at the core.
    pub parent_id: MaybeUndefined<ID>,
    /// The IP address at which it is asked, within the management networks; null: it has none.
    pub address: MaybeUndefined<String>,
    /// How it is asked; null: it is not any more.
    pub snmp: MaybeUndefined<DeviceSnmpChangeInput>,
    /// Seconds between two polls, 10 to 86400.
    pub poll_interval_seconds: Option<i32>,
    /// Whether it is worked on: its failures are no alarm.
    pub in_maintenance: Option<bool>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which device to retire.
#[derive(InputObject)]
pub struct RetireDeviceInput {
    /// The device.
    pub device_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

fn rules(request: &RequestContext) -> Rules {
    Rules::of(request.instruments.allow_loopback, &request.tenant.slug)
}

impl CreateDeviceInput {
    fn terms(self) -> Result<DeviceTerms, ApiError> {
        let snmp = self.snmp.map(|snmp| SnmpTerms {
            version: snmp.version,
            port: snmp.port.unwrap_or(SNMP_PORT),
            secret_path: Some(snmp.secret_path),
        });
        Ok(DeviceTerms {
            name: self.name,
            kind: self.kind,
            vendor: self.vendor,
            model: self.model,
            site: self.site_id.as_ref().map(|id| read(id, "input.siteId")).transpose()?,
            parent: self.parent_id.as_ref().map(|id| read(id, "input.parentId")).transpose()?,
            address: self.address,
            snmp,
            poll_interval_seconds: self.poll_interval_seconds.unwrap_or(POLL_INTERVAL),
            in_maintenance: self.in_maintenance.unwrap_or(false),
        })
    }
}

impl UpdateDeviceInput {
    fn change(self) -> Result<DeviceChange, ApiError> {
        let snmp = |snmp: DeviceSnmpChangeInput| SnmpChange {
            version: snmp.version,
            port: snmp.port,
            secret_path: snmp.secret_path,
        };
        Ok(DeviceChange {
            name: self.name,
            kind: self.kind,
            vendor: self.vendor.into(),
            model: self.model.into(),
            site: read_change(&self.site_id, "input.siteId")?,
            parent: read_change(&self.parent_id, "input.parentId")?,
            address: self.address.into(),
            snmp: Option::<Option<_>>::from(self.snmp).map(|change| change.map(snmp)),
            poll_interval_seconds: self.poll_interval_seconds,
            in_maintenance: self.in_maintenance,
        })
    }
}

/// See its fields.
#[derive(Default)]
pub struct DeviceMutations;

#[Object]
impl DeviceMutations {
    /// Enters a device. If it is to be asked, its first poll is at once. For the NOC and tenant administrators: FORBIDDEN.
    /// Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createDevice\")")]
    async fn create_device(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The device to enter.")] input: CreateDeviceInput,
    ) -> Result<CreateDevicePayload, ApiError> {
        let (request, terms) = (request(ctx), input.terms()?);
        let rules = rules(request);
        let device = Box::pin(inventory::create_device(&request.scope, &rules, terms)).await;
        CreateDevicePayload::of(device.map(DeviceNode))
    }

    /// Changes what a device is, where it is, through what it is reached and how it is asked. For the NOC and tenant
    /// administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.updateDevice\")")]
    async fn update_device(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What of a device is to change.")] input: UpdateDeviceInput,
    ) -> Result<UpdateDevicePayload, ApiError> {
        let request = request(ctx);
        let id = read(&input.device_id, "input.deviceId")?;
        let expected = input.expected_version;
        let change = input.change()?;
        let rules = rules(request);
        let device = Box::pin(inventory::update_device(&request.scope, &rules, id, change, expected)).await;
        UpdateDevicePayload::of(device.map(DeviceNode))
    }

    /// Takes a device out of service for good: it is asked no more, and keeps its name. For the NOC and tenant
    /// administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.retireDevice\")")]
    async fn retire_device(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which device to retire.")] input: RetireDeviceInput,
    ) -> Result<RetireDevicePayload, ApiError> {
        let id = read(&input.device_id, "input.deviceId")?;
        let scope = &request(ctx).scope;
        let device = Box::pin(inventory::retire_device(scope, id, input.expected_version)).await;
        RetireDevicePayload::of(device.map(DeviceNode))
    }
}
