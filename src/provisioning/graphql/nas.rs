//! NASes in the graph: `createNas`, `updateNas`, `removeNas`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::graphql::scalars::DateTime;
use crate::kernel::page::{PageRequest, encode_cursor};
use crate::provisioning::entity::nas;
use crate::provisioning::{self, NasChange, NasKey, NewNas};

/// The port of RFC 5176.
const COA_PORT: i32 = 3_799;

/// A NAS.
pub struct NasNode(pub nas::Model);

crate::connection!(
    NasConnection("NasConnection"),
    NasEdge("NasEdge"),
    NasNode,
    "A page of the network access servers, by name."
);

/// One page of the NASes, for those who keep them.
pub async fn nas_page(scope: &Scope, request: &PageRequest<NasKey>) -> Result<NasConnection, ApiError> {
    let page = provisioning::nases(scope, request).await?;
    let scope = scope.clone();
    let count = Box::new(move || {
        let scope = scope.clone();
        Box::pin(async move { Ok(provisioning::count_nases(&scope).await?) }) as _
    });
    let cursor = |row: &nas::Model| encode_cursor(&NasKey(row.name.clone(), row.id.0));
    Ok(NasConnection(Connected::new(page, cursor, NasNode, count)))
}

/// A network access server: where sessions of customers end. It tells of them by RADIUS accounting, and is asked to end them.
/// Visible to the NOC and tenant administrators.
#[Object(name = "Nas")]
impl NasNode {
    /// The NAS's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Its IP address.
    async fn address(&self) -> &str {
        &self.0.address
    }

    /// The path in the secret store under which its shared secret is, in the field `secret`; never the secret.
    async fn secret_path(&self) -> &str {
        &self.0.secret
    }

    /// The UDP port at which it takes Disconnect and CoA requests (RFC 5176).
    async fn coa_port(&self) -> i32 {
        self.0.coa_port
    }

    /// When it was entered.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it was taken out of service; null while it is in service.
    async fn removed_at(&self) -> Option<DateTime> {
        self.0.removed_at.map(DateTime)
    }

    /// Counts the changes of the NAS, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

use_case_errors! {
    CreateNasErrorCode, CreateNasUserError ("CreateNasUserError"), "Why a NAS was not entered." {
        /// The name, the address, the path or the port is wrong; or the address is in no management network.
        InvalidInput,
        /// Another NAS has the name, or had it; or another one in service has the address.
        NameTaken,
    }
}
use_case_errors! {
    UpdateNasErrorCode, UpdateNasUserError ("UpdateNasUserError"), "Why a NAS is as it was." {
        /// There is no such NAS.
        NotFound,
        /// The NAS is not the version that was seen.
        Conflict,
        /// The name, the address, the path or the port is wrong; or the address is in no management network.
        InvalidInput,
        /// Another NAS has the name, or had it; or another one in service has the address.
        NameTaken,
    }
}
use_case_errors! {
    RemoveNasErrorCode, RemoveNasUserError ("RemoveNasUserError"), "Why a NAS is still in service." {
        /// There is no such NAS.
        NotFound,
        /// The NAS is not the version that was seen.
        Conflict,
    }
}
use_case_payload! {
    CreateNasPayload ("The outcome of `createNas`."), CreateNasUserError,
    /// The NAS; null when there is an error.
    nas: NasNode
}
use_case_payload! {
    UpdateNasPayload ("The outcome of `updateNas`."), UpdateNasUserError,
    /// The NAS; null when there is an error.
    nas: NasNode
}
use_case_payload! {
    RemoveNasPayload ("The outcome of `removeNas`."), RemoveNasUserError,
    /// The NAS, which is out of service; null when there is an error.
    nas: NasNode
}

/// A NAS to enter.
#[derive(InputObject)]
pub struct CreateNasInput {
    /// What it is called, unique: 1 to 100 characters.
    pub name: String,
    /// Its IP address, within the management networks.
    pub address: String,
    /// The path in the secret store under which its shared secret is, in the field `secret`: below `radius/`, the short name of
    /// the ISP and `/`.
    pub secret_path: String,
    /// The UDP port at which it takes Disconnect and CoA requests; 3799 if absent.
    pub coa_port: Option<i32>,
}

/// What is to be otherwise with a NAS.
#[derive(InputObject)]
pub struct UpdateNasInput {
    /// The NAS.
    pub nas_id: ID,
    /// What it is called, unique: 1 to 100 characters. As before if absent.
    pub name: Option<String>,
    /// Its IP address, within the management networks. As before if absent.
    pub address: Option<String>,
    /// The path in the secret store under which its shared secret is: below `radius/`, the short name of the ISP and `/`. As
    /// before if absent.
    pub secret_path: Option<String>,
    /// The UDP port at which it takes Disconnect and CoA requests. As before if absent.
    pub coa_port: Option<i32>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which NAS to take out of service.
#[derive(InputObject)]
pub struct RemoveNasInput {
    /// The NAS.
    pub nas_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// See its fields.
#[derive(Default)]
pub struct NasMutations;

#[Object]
impl NasMutations {
    /// Enters a network access server: its accounting is heard from now on. For the NOC and tenant administrators: FORBIDDEN.
    /// Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createNas\")")]
    async fn create_nas(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A NAS to enter.")] input: CreateNasInput,
    ) -> Result<CreateNasPayload, ApiError> {
        let new = NewNas {
            name: input.name,
            address: input.address,
            secret: input.secret_path,
            coa_port: input.coa_port.unwrap_or(COA_PORT),
        };
        let request = request(ctx);
        let created = provisioning::create_nas(&request.scope, &request.tenant.slug, new);
        CreateNasPayload::of(Box::pin(created).await.map(NasNode))
    }

    /// Changes a network access server. For the NOC and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.updateNas\")")]
    async fn update_nas(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be otherwise with a NAS.")] input: UpdateNasInput,
    ) -> Result<UpdateNasPayload, ApiError> {
        let id = read(&input.nas_id, "input.nasId")?;
        let change = NasChange {
            name: input.name,
            address: input.address,
            secret: input.secret_path,
            coa_port: input.coa_port,
        };
        let request = request(ctx);
        let (scope, slug) = (&request.scope, &request.tenant.slug);
        let changed = provisioning::update_nas(scope, slug, id, change, input.expected_version);
        UpdateNasPayload::of(Box::pin(changed).await.map(NasNode))
    }

    /// Takes a network access server out of service: what it tells is not heard any more, and its sessions count as ended. For
    /// the NOC and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.removeNas\")")]
    async fn remove_nas(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which NAS to take out of service.")] input: RemoveNasInput,
    ) -> Result<RemoveNasPayload, ApiError> {
        let id = read(&input.nas_id, "input.nasId")?;
        let outcome =
            Box::pin(provisioning::remove_nas(&request(ctx).scope, id, input.expected_version)).await;
        RemoveNasPayload::of(outcome.map(NasNode))
    }
}
