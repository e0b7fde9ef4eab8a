//! `createPersonalAccessToken`.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use secrecy::ExposeSecret as _;

use super::personal_access_token::PersonalAccessTokenNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::{NewPersonalToken, PersonalTokenError, PersonalTokenRefusal, TokenScope};

crate::user_errors! {
    /// Why a token was not made.
    CreatePersonalAccessTokenErrorCode, CreatePersonalAccessTokenUserError ("CreatePersonalAccessTokenUserError"), "Why a token was not made." {
        /// The name is empty or longer than 100 characters.
        InvalidName,
        /// No scope is given.
        NoScopes,
        /// The number of days is not 1 to 365.
        InvalidLifetime,
        /// The account has 50 tokens already; take one back first.
        TooMany,
        /// The session must be elevated first, with `stepUp`.
        StepUpRequired,
    }
}

/// The token to make.
#[derive(InputObject)]
pub struct CreatePersonalAccessTokenInput {
    /// What to call it; 1 to 100 characters.
    pub name: String,
    /// What it may be used for; at least one.
    pub scopes: Vec<TokenScope>,
    /// Days until it ends, 1 to 365.
    #[graphql(default = 30)]
    pub expires_in_days: i32,
}

/// The outcome of `createPersonalAccessToken`.
#[derive(SimpleObject)]
pub struct CreatePersonalAccessTokenPayload {
    /// The token itself, for `Authorization: Bearer`. It is shown here and never again; null when there is an error.
    token: Option<String>,
    /// What is kept of it; null when there is an error.
    personal_access_token: Option<PersonalAccessTokenNode>,
    /// Why it was not made; empty on success.
    user_errors: Vec<CreatePersonalAccessTokenUserError>,
}

/// See [`CreatePersonalAccessTokenMutation::create_personal_access_token`].
#[derive(Default)]
pub struct CreatePersonalAccessTokenMutation;

#[Object]
impl CreatePersonalAccessTokenMutation {
    /// Makes a personal access token of the caller's own account. It ends with the password: whoever changes or resets it,
    /// or suspends or disables the account, takes the tokens back. For anybody signed in by an elevated session, see
    /// `stepUp`: FORBIDDEN for personal access tokens. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createPersonalAccessToken\")")]
    async fn create_personal_access_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token to make.")] input: CreatePersonalAccessTokenInput,
    ) -> Result<CreatePersonalAccessTokenPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let new = NewPersonalToken {
            name: input.name,
            scopes: input.scopes,
            days: u32::try_from(input.expires_in_days).unwrap_or_default(),
        };
        match request.identity.create_personal_token(&request.scope, caller, new).await {
            Ok((row, text)) => Ok(CreatePersonalAccessTokenPayload {
                token: Some(text.expose_secret().to_owned()),
                personal_access_token: Some(PersonalAccessTokenNode(row)),
                user_errors: Vec::new(),
            }),
            Err(PersonalTokenError::Refused(refusal)) => Ok(CreatePersonalAccessTokenPayload {
                token: None,
                personal_access_token: None,
                user_errors: vec![describe(refusal)],
            }),
            Err(PersonalTokenError::SessionEnded) => Err(ApiError::Unauthenticated),
            Err(PersonalTokenError::Forbidden) => Err(ApiError::Forbidden),
            Err(PersonalTokenError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn describe(refusal: PersonalTokenRefusal) -> CreatePersonalAccessTokenUserError {
    use CreatePersonalAccessTokenErrorCode as Code;
    let (code, message, field) = match refusal {
        PersonalTokenRefusal::Name => (Code::InvalidName, "give a name of 1 to 100 characters", Some("name")),
        PersonalTokenRefusal::Scopes => (Code::NoScopes, "choose at least one scope", Some("scopes")),
        PersonalTokenRefusal::Days => {
            (Code::InvalidLifetime, "a token lives 1 to 365 days", Some("expiresInDays"))
        }
        PersonalTokenRefusal::TooMany => (Code::TooMany, "this account has 50 tokens already", None),
        PersonalTokenRefusal::StepUpRequired => (Code::StepUpRequired, "please confirm that it is you", None),
    };
    CreatePersonalAccessTokenUserError {
        code,
        message: message.to_owned(),
        field: field.map(str::to_owned),
        retryable: refusal == PersonalTokenRefusal::StepUpRequired,
    }
}
