//! `checkPassword`.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use secrecy::SecretString;

use super::password_errors::password_errors;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::CheckPasswordError;

password_errors! {
    /// What is wrong with a password.
    CheckPasswordErrorCode, CheckPasswordUserError ("CheckPasswordUserError"), "What is wrong with a password.", "password" {
    }
}

/// A password that somebody thinks of taking.
#[derive(InputObject)]
pub struct CheckPasswordInput {
    /// The password. It is neither stored nor logged.
    #[graphql(secret)]
    pub password: String,
}

/// The outcome of `checkPassword`.
#[derive(SimpleObject)]
pub struct CheckPasswordPayload {
    /// Whether the rules allow it. Whether the account has had it before is found out only when it is set.
    acceptable: bool,
    /// zxcvbn's estimate, from 0 (found at once) to 4 (safe even against who has stolen the hash).
    strength: u8,
    /// Everything that is wrong with it; empty where it is acceptable.
    user_errors: Vec<CheckPasswordUserError>,
}

/// See [`CheckPasswordMutation::check_password`].
#[derive(Default)]
pub struct CheckPasswordMutation;

#[Object]
impl CheckPasswordMutation {
    /// Holds a password against the ISP's rules, for a form that tells while it is typed. For a caller who is signed in
    /// the names of the account count too, and whether it has a second factor. It changes nothing, and is a mutation only
    /// so that no password travels in an address. Public.
    ///
    /// Errors: RATE_LIMITED after too many checks from an address.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.checkPassword\")")]
    async fn check_password(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The password.")] input: CheckPasswordInput,
    ) -> Result<CheckPasswordPayload, ApiError> {
        let request = request(ctx);
        let account = request.signed_in.as_ref().map(|caller| &caller.account);
        let password = SecretString::from(input.password);
        let assessed = request
            .identity
            .check_password(&request.scope, &request.tenant, &request.client, account, password)
            .await;
        match assessed {
            Ok(assessed) => Ok(CheckPasswordPayload {
                acceptable: assessed.problems.is_empty(),
                strength: assessed.strength,
                user_errors: assessed.problems.into_iter().map(Into::into).collect(),
            }),
            Err(CheckPasswordError::RateLimited { retry_after }) => {
                Err(ApiError::RateLimited { retry_after })
            }
            Err(CheckPasswordError::Fault(fault)) => Err(fault.into()),
        }
    }
}
