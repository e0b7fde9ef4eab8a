//! Business outcomes as data: `userErrors { code message field retryable }`, the code an enum per mutation (api.md §3).

/// Declares the error code enum and the error object of a mutation.
#[macro_export]
macro_rules! user_errors {
    (
        $(#[doc = $enum_doc:literal])+ $codes:ident, $error:ident ($error_name:literal), $error_doc:literal {
            $($(#[doc = $doc:literal])+ $variant:ident,)+
        }
    ) => {
        $(#[doc = $enum_doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
        pub enum $codes {
            $($(#[doc = $doc])+ $variant,)+
        }

        #[doc = $error_doc]
        #[derive(Debug, Clone, async_graphql::SimpleObject)]
        #[graphql(name = $error_name)]
        pub struct $error {
            /// The outcome, for the program.
            pub code: $codes,
            /// The outcome, for the person.
            pub message: String,
            /// The path of the input field it is about, e.g. `portalId`; null when it is about none.
            pub field: Option<String>,
            /// Whether the same call may succeed later.
            pub retryable: bool,
        }
    };
}
