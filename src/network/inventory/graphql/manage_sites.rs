//! `createSite`, `updateSite`, `removeSite`.

use async_graphql::{Context, ID, InputObject, Object};

use super::site::SiteNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::graphql::scalars::Decimal;
use crate::network::inventory::{self, Place};

use_case_errors! {
    CreateSiteErrorCode, CreateSiteUserError ("CreateSiteUserError"), "Why no site was entered." {
        /// A text or a position is wrong.
        InvalidInput,
        /// Another site has the name.
        NameTaken,
    }
}
use_case_errors! {
    UpdateSiteErrorCode, UpdateSiteUserError ("UpdateSiteUserError"), "Why a site was not changed." {
        /// There is no such site.
        NotFound,
        /// The site is not the version that was seen.
        Conflict,
        /// A text or a position is wrong.
        InvalidInput,
        /// Another site has the name.
        NameTaken,
    }
}
use_case_errors! {
    RemoveSiteErrorCode, RemoveSiteUserError ("RemoveSiteUserError"), "Why a site was not removed." {
        /// There is no such site.
        NotFound,
        /// The site is not the version that was seen.
        Conflict,
        /// Devices are there, or retired ones were; the message names some.
        InUse,
    }
}
use_case_payload! {
    CreateSitePayload ("The outcome of `createSite`."), CreateSiteUserError,
    /// The site; null when there is an error.
    site: SiteNode
}
use_case_payload! {
    UpdateSitePayload ("The outcome of `updateSite`."), UpdateSiteUserError,
    /// The site; null when there is an error.
    site: SiteNode
}
use_case_payload! {
    RemoveSitePayload ("The outcome of `removeSite`."), RemoveSiteUserError,
    /// The site as it was; null when there is an error.
    site: SiteNode
}

/// A position on earth.
#[derive(InputObject)]
pub struct PositionInput {
    /// Degrees north, -90 to 90, with at most 6 decimals.
    pub latitude: Decimal,
    /// Degrees east, -180 to 180, with at most 6 decimals.
    pub longitude: Decimal,
}

/// The site to enter.
#[derive(InputObject)]
pub struct CreateSiteInput {
    /// What it is called: 1 to 100 characters, one of a name.
    pub name: String,
    /// Where it is, in words: 1 to 300 characters.
    pub address: Option<String>,
    /// Where it is on earth.
    pub position: Option<PositionInput>,
}

/// What a site is to be.
#[derive(InputObject)]
pub struct UpdateSiteInput {
    /// The site.
    pub site_id: ID,
    /// What it is called: 1 to 100 characters, one of a name.
    pub name: String,
    /// Where it is, in words: 1 to 300 characters; absent: nobody says any more.
    pub address: Option<String>,
    /// Where it is on earth; absent: nobody says any more.
    pub position: Option<PositionInput>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which site to remove.
#[derive(InputObject)]
pub struct RemoveSiteInput {
    /// The site.
    pub site_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

fn place(name: String, address: Option<String>, position: Option<PositionInput>) -> Place {
    let position = position.map(|position| (position.latitude.0, position.longitude.0));
    Place { name, address, position }
}

/// See its fields.
#[derive(Default)]
pub struct SiteMutations;

#[Object]
impl SiteMutations {
    /// Enters a site. For the NOC and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createSite\")")]
    async fn create_site(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The site to enter.")] input: CreateSiteInput,
    ) -> Result<CreateSitePayload, ApiError> {
        let place = place(input.name, input.address, input.position);
        let site = Box::pin(inventory::create_site(&request(ctx).scope, &place)).await;
        CreateSitePayload::of(site.map(SiteNode))
    }

    /// Changes what a site is. For the NOC and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.updateSite\")")]
    async fn update_site(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What a site is to be.")] input: UpdateSiteInput,
    ) -> Result<UpdateSitePayload, ApiError> {
        let id = read(&input.site_id, "input.siteId")?;
        let place = place(input.name, input.address, input.position);
        let scope = &request(ctx).scope;
        let site = Box::pin(inventory::update_site(scope, id, &place, input.expected_version)).await;
        UpdateSitePayload::of(site.map(SiteNode))
    }

    /// Removes a site at which no device is or was. For the NOC and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.removeSite\")")]
    async fn remove_site(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which site to remove.")] input: RemoveSiteInput,
    ) -> Result<RemoveSitePayload, ApiError> {
        let id = read(&input.site_id, "input.siteId")?;
        let scope = &request(ctx).scope;
        let site = Box::pin(inventory::remove_site(scope, id, input.expected_version)).await;
        RemoveSitePayload::of(site.map(SiteNode))
    }
}
