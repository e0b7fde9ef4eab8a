//! What customers have done to their equipment: `restartMyEquipment`, `changeWifi`, and what came of it.

use async_graphql::{Context, ID, InputObject, Object};
use chrono::TimeDelta;

use crate::automation::{
    self, AutomationRun, ServiceActionKind, ServiceActionStatus, WifiChange, status_of_action,
};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::graphql::scalars::DateTime;
use crate::ports::throttle::RateLimit;

/// How often an account may ask at all, whatever comes of it: each is looked into in several statements.
const LIMIT: RateLimit = RateLimit { max: 20, window: TimeDelta::minutes(1) };

/// Something that was asked for a service that the caller sees.
pub struct ServiceActionNode(pub AutomationRun);

/// Something that was asked for a service: to restart the equipment, or to change its Wi-Fi. Visible to whoever sees the
/// service; on which device and how it was done is the ISP's business.
#[Object(name = "ServiceAction")]
impl ServiceActionNode {
    /// The id of the action.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// What was asked for.
    async fn kind(&self) -> ServiceActionKind {
        self.0.action.unwrap_or(ServiceActionKind::RestartEquipment)
    }

    /// Where it stands.
    async fn status(&self) -> ServiceActionStatus {
        status_of_action(self.0.status)
    }

    /// When it was asked for.
    async fn requested_at(&self) -> DateTime {
        DateTime(self.0.requested_at)
    }

    /// When it was over; null before.
    async fn ended_at(&self) -> Option<DateTime> {
        self.0.ended_at.map(DateTime)
    }
}

use_case_errors! {
    RestartMyEquipmentErrorCode, RestartMyEquipmentUserError ("RestartMyEquipmentUserError"), "Why the equipment is not restarted." {
        /// There is no such service.
        NotFound,
        /// The service is not in force, has no equipment that can be restarted from here, or the ISP does not offer it.
        NotOffered,
        /// Something is being done to the equipment.
        InUse,
        /// It was asked for too often: three times an hour for a service. Or too much waits to be done at the ISP: try later.
        TooMany,
    }
}
use_case_errors! {
    ChangeWifiErrorCode, ChangeWifiUserError ("ChangeWifiUserError"), "Why the Wi-Fi is not changed." {
        /// There is no such service.
        NotFound,
        /// The name or the password cannot be one.
        InvalidInput,
        /// The service is not in force, has no equipment whose Wi-Fi can be changed from here, or the ISP does not offer it.
        NotOffered,
        /// Something is being done to the equipment.
        InUse,
        /// It was asked for too often: five times an hour for a service. Or too much waits to be done at the ISP: try later.
        TooMany,
    }
}
use_case_payload! {
    RestartMyEquipmentPayload ("The outcome of `restartMyEquipment`."), RestartMyEquipmentUserError,
    /// What was asked for; null when there is an error.
    action: ServiceActionNode
}
use_case_payload! {
    ChangeWifiPayload ("The outcome of `changeWifi`."), ChangeWifiUserError,
    /// What was asked for; null when there is an error.
    action: ServiceActionNode
}

/// Whose equipment to restart.
#[derive(InputObject)]
pub struct RestartMyEquipmentInput {
    /// The service.
    pub service_id: ID,
}

/// How a Wi-Fi is to be changed.
#[derive(InputObject)]
pub struct ChangeWifiInput {
    /// The service.
    pub service_id: ID,
    /// The name from then on, 1 to 32 bytes; as before if absent.
    pub name: Option<String>,
    /// The password from then on, 8 to 63 printable characters of ASCII; as before if absent. It is kept nowhere once it is
    /// set.
    pub password: Option<String>,
}

/// See its fields.
#[derive(Default)]
pub struct EquipmentMutations;

#[Object]
impl EquipmentMutations {
    /// Restarts the equipment at the customer's: the service is gone for some minutes. What comes of it is in
    /// `ServiceSubscription.actions` and told by SERVICE_ACTION_CHANGED. Three times an hour for a service; RATE_LIMITED past
    /// 20 attempts a minute of an account. For owners and technical members, for resellers, and for staff but billing:
    /// FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.restartMyEquipment\")")]
    async fn restart_my_equipment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose equipment to restart.")] input: RestartMyEquipmentInput,
    ) -> Result<RestartMyEquipmentPayload, ApiError> {
        let service = read(&input.service_id, "input.serviceId")?;
        count_attempt(ctx).await?;
        let request = request(ctx);
        let outcome =
            Box::pin(automation::restart_equipment(&request.scope, &request.automation, service)).await;
        RestartMyEquipmentPayload::of(outcome.map(ServiceActionNode))
    }

    /// Gives the Wi-Fi at the customer's another name, another password, or both. What comes of it is in
    /// `ServiceSubscription.actions` and told by SERVICE_ACTION_CHANGED. Five times an hour for a service; RATE_LIMITED past
    /// 20 attempts a minute of an account. For owners and technical members, for resellers, and for staff but billing:
    /// FORBIDDEN. Audited, without the password.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.changeWifi\")")]
    async fn change_wifi(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How a Wi-Fi is to be changed.")] input: ChangeWifiInput,
    ) -> Result<ChangeWifiPayload, ApiError> {
        let service = read(&input.service_id, "input.serviceId")?;
        count_attempt(ctx).await?;
        let request = request(ctx);
        let change = WifiChange { name: input.name, password: input.password.map(Into::into) };
        let changed = automation::change_wifi(&request.scope, &request.automation, service, &change);
        ChangeWifiPayload::of(Box::pin(changed).await.map(ServiceActionNode))
    }
}

async fn count_attempt(ctx: &Context<'_>) -> Result<(), ApiError> {
    let request = request(ctx);
    let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
    let counted = request.identity.count_act(&request.scope, caller.account.id, "act-on-equipment", LIMIT);
    counted.await?.map_err(|retry_after| ApiError::RateLimited { retry_after })
}
