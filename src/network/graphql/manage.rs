//! `openIncident`, `scheduleMaintenance`, `rescheduleMaintenance`, `updateIncident`, `setIncidentServices`.

use async_graphql::{Context, ID, InputObject, Object};

use super::incident::IncidentNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::graphql::scalars::DateTime;
use crate::kernel::ids::SubscriptionId;
use crate::network::entity::incident::{ImpactLevel, IncidentStatus};
use crate::network::{self, Announced, Opened, Rescheduled, Update};

use_case_errors! {
    OpenIncidentErrorCode, OpenIncidentUserError ("OpenIncidentUserError"), "Why no incident was opened." {
        /// There is no service of one of the ids.
        NotFound,
        /// A text, a time or the list of services is wrong.
        InvalidInput,
    }
}
use_case_errors! {
    ScheduleMaintenanceErrorCode, ScheduleMaintenanceUserError ("ScheduleMaintenanceUserError"), "Why no maintenance was announced." {
        /// There is no service of one of the ids.
        NotFound,
        /// A text, a time or the list of services is wrong.
        InvalidInput,
    }
}
use_case_errors! {
    RescheduleMaintenanceErrorCode, RescheduleMaintenanceUserError ("RescheduleMaintenanceUserError"), "Why maintenance has the dates that it had." {
        /// There is no such incident.
        NotFound,
        /// The maintenance is not the version that was seen.
        Conflict,
        /// A text or a time is wrong, or the times are those that it has.
        InvalidInput,
        /// It is no work that is announced, or it has begun, or is over.
        TooLate,
    }
}
use_case_errors! {
    UpdateIncidentErrorCode, UpdateIncidentUserError ("UpdateIncidentUserError"), "Why nothing was written of an incident." {
        /// There is no such incident.
        NotFound,
        /// The incident is not the version that was seen.
        Conflict,
        /// It does not become that from where it stands; `allowed` lists what it may become.
        InvalidTransition,
        /// The text or the time is wrong.
        InvalidInput,
    }
}
use_case_errors! {
    SetIncidentServicesErrorCode, SetIncidentServicesUserError ("SetIncidentServicesUserError"), "Why an incident affects what it did." {
        /// There is no such incident, no service of one of the ids, or it does not affect one that is to be removed.
        NotFound,
        /// The incident is not the version that was seen.
        Conflict,
        /// The lists are empty, too long, or name a service twice.
        InvalidInput,
        /// The incident is over.
        TooLate,
    }
}
use_case_payload! {
    OpenIncidentPayload ("The outcome of `openIncident`."), OpenIncidentUserError,
    /// The incident; null when there is an error.
    incident: IncidentNode
}
use_case_payload! {
    ScheduleMaintenancePayload ("The outcome of `scheduleMaintenance`."), ScheduleMaintenanceUserError,
    /// The maintenance; null when there is an error.
    incident: IncidentNode
}
use_case_payload! {
    RescheduleMaintenancePayload ("The outcome of `rescheduleMaintenance`."), RescheduleMaintenanceUserError,
    /// The maintenance; null when there is an error.
    incident: IncidentNode
}
use_case_payload! {
    UpdateIncidentPayload ("The outcome of `updateIncident`."), UpdateIncidentUserError,
    /// The incident; null when there is an error.
    incident: IncidentNode
}
use_case_payload! {
    SetIncidentServicesPayload ("The outcome of `setIncidentServices`."), SetIncidentServicesUserError,
    /// The incident; null when there is an error.
    incident: IncidentNode
}

/// An outage to open.
#[derive(InputObject)]
pub struct OpenIncidentInput {
    /// What it is, for customers: 1 to 200 characters. Everybody may read it where the ISP has a status page.
    pub title: String,
    /// How much those who are affected notice.
    pub impact: ImpactLevel,
    /// When it began, not in the future; now if absent.
    pub started_at: Option<DateTime>,
    /// When it is expected to be over; absent where nobody knows.
    pub eta_at: Option<DateTime>,
    /// What customers read first: 1 to 5000 characters.
    pub body: String,
    /// The services that it affects, 1 to 500.
    pub service_ids: Vec<ID>,
}

/// Maintenance to announce.
#[derive(InputObject)]
pub struct ScheduleMaintenanceInput {
    /// What it is, for customers: 1 to 200 characters.
    pub title: String,
    /// How much those who are affected will notice; OUTAGE if absent.
    pub impact: Option<ImpactLevel>,
    /// When it is to begin, in the future.
    pub starts_at: DateTime,
    /// When it is to be done.
    pub ends_at: DateTime,
    /// What customers read first: 1 to 5000 characters.
    pub body: String,
    /// The services that it will affect, 1 to 500.
    pub service_ids: Vec<ID>,
}

/// Other dates for announced maintenance.
#[derive(InputObject)]
pub struct RescheduleMaintenanceInput {
    /// The maintenance.
    pub incident_id: ID,
    /// When it is to begin now, in the future.
    pub starts_at: DateTime,
    /// When it is to be done now.
    pub ends_at: DateTime,
    /// What customers read about it: 1 to 5000 characters.
    pub body: String,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// What has become of an incident.
#[derive(InputObject)]
pub struct UpdateIncidentInput {
    /// The incident.
    pub incident_id: ID,
    /// Where it stands now; as before if absent. RESOLVED, COMPLETED and CANCELLED end it.
    pub status: Option<IncidentStatus>,
    /// When it is expected to be over; as before if absent.
    pub eta_at: Option<DateTime>,
    /// What there is to say: 1 to 5000 characters.
    pub body: String,
    /// Whether customers read it; staff always does.
    pub public: bool,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which services an incident affects, beside those it does, and which not any more.
#[derive(InputObject)]
pub struct SetIncidentServicesInput {
    /// The incident.
    pub incident_id: ID,
    /// Services that it affects from now on, at most 500; none if absent.
    pub add: Option<Vec<ID>>,
    /// Services that it does not affect any more, at most 500; none if absent.
    pub remove: Option<Vec<ID>>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

fn services(ids: &[ID], field: &'static str) -> Result<Vec<SubscriptionId>, ApiError> {
    ids.iter().map(|id| read(id, field)).collect()
}

/// See its fields.
#[derive(Default)]
pub struct IncidentMutations;

#[Object]
impl IncidentMutations {
    /// Opens an outage: INVESTIGATING. Whoever it affects is told (INCIDENT_OPENED) and finds it in
    /// `ServiceSubscription.incidents`; while it lasts no service that it affects is withheld for non-payment. For the NOC and
    /// tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.openIncident\")")]
    async fn open_incident(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "An outage to open.")] input: OpenIncidentInput,
    ) -> Result<OpenIncidentPayload, ApiError> {
        let new = Opened {
            title: input.title,
            impact: input.impact,
            started_at: input.started_at.map(|at| at.0),
            eta_at: input.eta_at.map(|at| at.0),
            body: input.body,
            services: services(&input.service_ids, "input.serviceIds")?,
        };
        let outcome = Box::pin(network::open(&request(ctx).scope, new)).await;
        OpenIncidentPayload::of(outcome.map(IncidentNode))
    }

    /// Announces maintenance: SCHEDULED. Whoever it will affect is told (INCIDENT_OPENED). For the NOC and tenant
    /// administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.scheduleMaintenance\")")]
    async fn schedule_maintenance(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Maintenance to announce.")] input: ScheduleMaintenanceInput,
    ) -> Result<ScheduleMaintenancePayload, ApiError> {
        let new = Announced {
            title: input.title,
            impact: input.impact.unwrap_or(ImpactLevel::Outage),
            starts_at: input.starts_at.0,
            ends_at: input.ends_at.0,
            body: input.body,
            services: services(&input.service_ids, "input.serviceIds")?,
        };
        let outcome = Box::pin(network::schedule(&request(ctx).scope, new)).await;
        ScheduleMaintenancePayload::of(outcome.map(IncidentNode))
    }

    /// Gives announced maintenance other dates, before it has begun. Whoever it will affect is told
    /// (MAINTENANCE_RESCHEDULED), and nobody else. For the NOC and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.rescheduleMaintenance\")")]
    async fn reschedule_maintenance(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Other dates for announced maintenance.")] input: RescheduleMaintenanceInput,
    ) -> Result<RescheduleMaintenancePayload, ApiError> {
        let new = Rescheduled {
            incident: read(&input.incident_id, "input.incidentId")?,
            starts_at: input.starts_at.0,
            ends_at: input.ends_at.0,
            body: input.body,
            expected_version: input.expected_version,
        };
        let outcome = Box::pin(network::reschedule(&request(ctx).scope, new)).await;
        RescheduleMaintenancePayload::of(outcome.map(IncidentNode))
    }

    /// Writes what has become of an incident. Whoever it affects is told of what is public, and of another status or another
    /// expected end (INCIDENT_UPDATED, INCIDENT_ENDED). For the NOC and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.updateIncident\")")]
    async fn update_incident(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What has become of an incident.")] input: UpdateIncidentInput,
    ) -> Result<UpdateIncidentPayload, ApiError> {
        let new = Update {
            incident: read(&input.incident_id, "input.incidentId")?,
            status: input.status,
            eta_at: input.eta_at.map(|at| at.0),
            body: input.body,
            public: input.public,
            expected_version: input.expected_version,
        };
        let outcome = Box::pin(network::update(&request(ctx).scope, new)).await;
        UpdateIncidentPayload::of(outcome.map(IncidentNode))
    }

    /// Adds services that an incident affects, and takes away those that it does not. Customers who become affected are told
    /// (INCIDENT_OPENED), and those who are not any more (INCIDENT_ENDED). For the NOC and tenant administrators: FORBIDDEN.
    /// Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.setIncidentServices\")")]
    async fn set_incident_services(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which services to add and to remove.")] input: SetIncidentServicesInput,
    ) -> Result<SetIncidentServicesPayload, ApiError> {
        let id = read(&input.incident_id, "input.incidentId")?;
        let add = services(&input.add.unwrap_or_default(), "input.add")?;
        let remove = services(&input.remove.unwrap_or_default(), "input.remove")?;
        let scope = &request(ctx).scope;
        let outcome =
            Box::pin(network::change_services(scope, id, add, remove, input.expected_version)).await;
        SetIncidentServicesPayload::of(outcome.map(IncidentNode))
    }
}
