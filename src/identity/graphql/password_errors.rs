//! The `userErrors` of mutations that set a password: what their own code is, and everything that the rules say.

/// Declares the error codes of a mutation that sets a password, with those of the rules for passwords, and the errors of
/// one. `$field` is the input field that holds the new password.
macro_rules! password_errors {
    (
        $(#[doc = $enum_doc:literal])+ $codes:ident, $error:ident ($error_name:literal), $error_doc:literal, $field:literal {
            $($(#[doc = $doc:literal])+ $variant:ident,)*
        }
    ) => {
        $crate::user_errors! {
            $(#[doc = $enum_doc])+
            $codes, $error ($error_name), $error_doc {
                $($(#[doc = $doc])+ $variant,)*
                /// The new password has too few characters.
                PasswordTooShort,
                /// The new password has too many characters.
                PasswordTooLong,
                /// The new password has a control character.
                PasswordNotAllowed,
                /// The new password is among those that anybody would try first.
                PasswordCommon,
                /// The new password is little more than a name: of the person, the portal ID, the ISP.
                PasswordPersonal,
                /// The new password is found with too few guesses.
                PasswordGuessable,
                /// The account has had the new password before.
                PasswordReused,
            }
        }

        impl From<$crate::identity::password::Problem> for $error {
            fn from(problem: $crate::identity::password::Problem) -> Self {
                use $crate::identity::password::Problem;
                let code = match problem {
                    Problem::TooShort(_) => $codes::PasswordTooShort,
                    Problem::TooLong(_) => $codes::PasswordTooLong,
                    Problem::ControlCharacter => $codes::PasswordNotAllowed,
                    Problem::Common => $codes::PasswordCommon,
                    Problem::Personal => $codes::PasswordPersonal,
                    Problem::Guessable => $codes::PasswordGuessable,
                    Problem::Reused => $codes::PasswordReused,
                };
                Self { code, message: problem.message(), field: Some($field.to_owned()), retryable: true }
            }
        }
    };
}

/// What a failed attempt to set a password amounts to: the `userErrors`, or an error of the request.
macro_rules! refusal {
    ($error:expr, $credential:expr) => {
        match $error {
            $crate::identity::SetPasswordError::Credential(fault) => Ok(vec![$credential(fault)]),
            $crate::identity::SetPasswordError::Password(problems) => {
                Ok(problems.into_iter().map(Into::into).collect())
            }
            $crate::identity::SetPasswordError::RateLimited { retry_after } => {
                Err($crate::graphql::error::ApiError::RateLimited { retry_after })
            }
            $crate::identity::SetPasswordError::Busy => Err($crate::graphql::error::ApiError::AuthBusy),
            $crate::identity::SetPasswordError::Fault(fault) => Err(fault.into()),
        }
    };
}

pub(super) use {password_errors, refusal};
