//! `updateTenantSettings`.

use std::sync::Arc;

use async_graphql::{Context, InputObject, MaybeUndefined, Object, SimpleObject};
use sea_orm::ActiveEnum as _;
use serde_json::{Value as Json, json};

use super::billing_settings::BillingSettingsInput;
use super::network_settings::NetworkSettingsInput;
use super::settings::TenantSettingsNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::scalars::{EmailAddress, URL};
use crate::identity::LinkRole;
use crate::tenancy::{ChangeTenantError, Edit, SettingFault, update_settings};

crate::user_errors! {
    /// Why the settings are as they were.
    UpdateTenantSettingsErrorCode, UpdateTenantSettingsUserError ("UpdateTenantSettingsUserError"), "Why the settings are as they were." {
        /// A value is not possible; `field` says which. There is one for every such value.
        InvalidValue,
        /// The settings are not the version that was seen, or somebody else changes them just now.
        Conflict,
        /// The session must be elevated first, with `stepUp`.
        StepUpRequired,
    }
}

/// What the portal shows and allows. Absent fields stay as they are.
#[derive(Debug, Default, InputObject)]
pub struct PortalSettingsInput {
    /// Whether customers see their bills.
    pub billing: Option<bool>,
    /// Whether `rememberMe` at sign-in makes the session last longer.
    pub remember_me: Option<bool>,
}

/// The rules for passwords, which are asked of every password set from then on. Absent fields stay as they are.
#[derive(Debug, Default, InputObject)]
pub struct PasswordPolicyInput {
    /// Characters wanted where the password is the only factor, 8 to `maxLength`; NIST SP 800-63B-4 wants 15.
    pub min_length: Option<u32>,
    /// Characters wanted where a second factor is used too, 8 to `minLength`.
    pub min_length_with_second_factor: Option<u32>,
    /// Characters accepted at most, 64 to 256.
    pub max_length: Option<u32>,
    /// zxcvbn's estimate that a password must reach where it is the only factor, 0 to 4.
    pub min_strength: Option<u8>,
    /// The same where a second factor is used too, 0 to `minStrength`.
    pub min_strength_with_second_factor: Option<u8>,
    /// How many of the latest passwords may not be taken again, the current one included, 0 to 24.
    pub history: Option<u8>,
    /// Days after which a new password is asked for at sign-in; null, as NIST advises, for never.
    pub max_age_days: MaybeUndefined<u32>,
}

/// Who needs a second factor. Absent fields stay as they are.
#[derive(Debug, Default, InputObject)]
pub struct SecondFactorPolicyInput {
    /// The roles that cannot sign in without one: all of them, in place of what there is.
    pub required_for: Option<Vec<LinkRole>>,
}

/// The looks of the portal. Absent fields stay as they are.
#[derive(Debug, Default, InputObject)]
pub struct BrandingInput {
    /// CSS colour of buttons and links, in hexadecimal: `#0b5fff`.
    pub primary_color: Option<String>,
    /// Where the logo is, over https; null for none.
    pub logo_url: MaybeUndefined<URL>,
    /// Where customers write to, and where answers to mails go; null for nowhere.
    pub support_email: MaybeUndefined<EmailAddress>,
    /// Where customers call, in E.164 form; null for nowhere.
    pub support_phone: MaybeUndefined<String>,
}

/// How customers are helped. Absent fields stay as they are.
#[derive(Debug, Default, InputObject)]
pub struct SupportSettingsInput {
    /// The mailbox that answers to mails of tickets go to, whose mails are handed to `portico mail ingest`: its name has at
    /// most 21 characters and no plus sign. Null: tickets are not answered by mail.
    pub mail_address: MaybeUndefined<EmailAddress>,
}

/// What to change. Absent fields stay as they are.
#[derive(Debug, Default, InputObject)]
pub struct UpdateTenantSettingsInput {
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
    /// The looks of the portal.
    pub branding: Option<BrandingInput>,
    /// What the portal shows and allows.
    pub portal: Option<PortalSettingsInput>,
    /// The rules for passwords.
    pub password_policy: Option<PasswordPolicyInput>,
    /// Who needs a second factor.
    pub second_factor: Option<SecondFactorPolicyInput>,
    /// How customers are told of what they owe, and of what is left.
    pub billing: Option<BillingSettingsInput>,
    /// How customers are helped.
    pub support: Option<SupportSettingsInput>,
    /// What the network does by itself.
    pub network: Option<NetworkSettingsInput>,
}

/// The outcome of `updateTenantSettings`.
#[derive(SimpleObject)]
pub struct UpdateTenantSettingsPayload {
    /// The settings after the change; null when there is an error.
    settings: Option<TenantSettingsNode>,
    /// Why the settings are as they were: all of them or none are changed. Empty on success.
    user_errors: Vec<UpdateTenantSettingsUserError>,
}

/// See [`UpdateTenantSettingsMutation::update_tenant_settings`].
#[derive(Default)]
pub struct UpdateTenantSettingsMutation;

#[Object]
impl UpdateTenantSettingsMutation {
    /// Changes the settings of the own ISP. Every server goes by them ten seconds later at most; sessions and passwords that
    /// there are stay. For tenant administrators, signed in by an elevated session, see `stepUp`: FORBIDDEN. Audited, with
    /// the values before and after.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.updateTenantSettings\")")]
    async fn update_tenant_settings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to change.")] input: UpdateTenantSettingsInput,
    ) -> Result<UpdateTenantSettingsPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        if !caller.session.is_elevated(request.scope.real_now()) {
            return Ok(refused(vec![step_up_required()]));
        }
        let expected_version = input.expected_version;
        match update_settings(&request.scope, edits(input), expected_version).await {
            Ok(changed) => Ok(UpdateTenantSettingsPayload {
                settings: Some(TenantSettingsNode(Arc::clone(&changed.tenant))),
                user_errors: Vec::new(),
            }),
            Err(ChangeTenantError::Invalid(faults)) => Ok(refused(faults.into_iter().map(invalid).collect())),
            Err(ChangeTenantError::Conflict | ChangeTenantError::Taken) => Ok(refused(vec![conflict()])),
            Err(ChangeTenantError::Forbidden) => Err(ApiError::Forbidden),
            Err(ChangeTenantError::Fault(fault)) => Err(fault.into()),
        }
    }
}

/// The fields that were given, by the keys of the settings.
fn edits(input: UpdateTenantSettingsInput) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut set = |key: &str, value: Option<Json>| {
        edits.extend(value.map(|value| Edit { key: key.to_owned(), value }));
    };
    let BrandingInput { primary_color, logo_url, support_email, support_phone } =
        input.branding.unwrap_or_default();
    set("branding.primary_color", primary_color.map(Json::from));
    set("branding.logo_url", given(logo_url, |url| url.0.into()));
    set("branding.support_email", given(support_email, |email| email.0.into()));
    set("branding.support_phone", given(support_phone, Json::from));
    let PortalSettingsInput { billing, remember_me } = input.portal.unwrap_or_default();
    set("portal.billing", billing.map(Json::from));
    set("portal.remember_me", remember_me.map(Json::from));
    let policy = input.password_policy.unwrap_or_default();
    set("password_policy.min_length", policy.min_length.map(Json::from));
    set(
        "password_policy.min_length_with_second_factor",
        policy.min_length_with_second_factor.map(Json::from),
    );
    set("password_policy.max_length", policy.max_length.map(Json::from));
    set("password_policy.min_strength", policy.min_strength.map(Json::from));
    set(
        "password_policy.min_strength_with_second_factor",
        policy.min_strength_with_second_factor.map(Json::from),
    );
    set("password_policy.history", policy.history.map(Json::from));
    set("password_policy.max_age_days", given(policy.max_age_days, Json::from));
    let required = input.second_factor.unwrap_or_default().required_for;
    let names = |roles: Vec<LinkRole>| json!(roles.iter().map(LinkRole::to_value).collect::<Vec<String>>());
    set("second_factor.required_for", required.map(names));
    let mailbox = input.support.unwrap_or_default().mail_address;
    set("support.mail_address", given(mailbox, |address| address.0.into()));
    edits.extend(input.billing.unwrap_or_default().edits());
    edits.extend(input.network.unwrap_or_default().edits());
    edits
}

/// A value, or null, where one of them was given.
fn given<T>(value: MaybeUndefined<T>, json: impl Fn(T) -> Json) -> Option<Json> {
    match value {
        MaybeUndefined::Undefined => None,
        MaybeUndefined::Null => Some(Json::Null),
        MaybeUndefined::Value(value) => Some(json(value)),
    }
}

fn refused(user_errors: Vec<UpdateTenantSettingsUserError>) -> UpdateTenantSettingsPayload {
    UpdateTenantSettingsPayload { settings: None, user_errors }
}

fn invalid(fault: SettingFault) -> UpdateTenantSettingsUserError {
    UpdateTenantSettingsUserError {
        code: UpdateTenantSettingsErrorCode::InvalidValue,
        message: fault.message,
        field: Some(camel(&fault.key)),
        retryable: false,
    }
}

fn conflict() -> UpdateTenantSettingsUserError {
    UpdateTenantSettingsUserError {
        code: UpdateTenantSettingsErrorCode::Conflict,
        message: "the settings have changed; look again".to_owned(),
        field: Some("expectedVersion".to_owned()),
        retryable: true,
    }
}

fn step_up_required() -> UpdateTenantSettingsUserError {
    UpdateTenantSettingsUserError {
        code: UpdateTenantSettingsErrorCode::StepUpRequired,
        message: "please confirm that it is you".to_owned(),
        field: None,
        retryable: true,
    }
}

/// A key as the API writes it: `password_policy.min_length` is `passwordPolicy.minLength`.
fn camel(key: &str) -> String {
    let mut upper = false;
    let mut camel = String::with_capacity(key.len());
    for character in key.chars() {
        if character == '_' {
            upper = true;
        } else {
            camel.push(if upper { character.to_ascii_uppercase() } else { character });
            upper = false;
        }
    }
    camel
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_given_is_an_edit_and_null_is_given() {
        assert!(edits(UpdateTenantSettingsInput::default()).is_empty());
        let input = UpdateTenantSettingsInput {
            password_policy: Some(PasswordPolicyInput {
                min_length: Some(20),
                max_age_days: MaybeUndefined::Null,
                ..PasswordPolicyInput::default()
            }),
            second_factor: Some(SecondFactorPolicyInput {
                required_for: Some(vec![LinkRole::ResellerAdmin]),
            }),
            ..UpdateTenantSettingsInput::default()
        };
        let edit = |key: &str, value: Json| Edit { key: key.to_owned(), value };
        assert_eq!(
            edits(input),
            [
                edit("password_policy.min_length", json!(20)),
                edit("password_policy.max_age_days", Json::Null),
                edit("second_factor.required_for", json!(["RESELLER_ADMIN"])),
            ]
        );
        assert_eq!(
            camel("password_policy.min_length_with_second_factor"),
            "passwordPolicy.minLengthWithSecondFactor"
        );
    }
}
