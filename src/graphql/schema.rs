//! The schema: its roots, its SDL, and what its fields cost.

use async_graphql::{EmptySubscription, MergedObject, SDLExportOptions, Schema};

use super::document_guard::FieldCost;
use crate::identity::graphql::{
    CreatePersonalAccessTokenMutation, RefreshSessionMutation, RevokeOtherSessionsMutation,
    RevokePersonalAccessTokenMutation, RevokeSessionMutation, SignInMutation, SignOutMutation,
    UnlockAccountMutation,
};
use crate::portal::graphql::QueryRoot;

/// The root of all writes. A mutation takes one `input` and answers with a payload; what a business rule refuses is in
/// its `userErrors`, not in `errors`.
#[derive(MergedObject, Default)]
#[graphql(name = "Mutation")]
pub struct MutationRoot(
    SignInMutation,
    SignOutMutation,
    RevokeSessionMutation,
    RevokeOtherSessionsMutation,
    UnlockAccountMutation,
    RefreshSessionMutation,
    CreatePersonalAccessTokenMutation,
    RevokePersonalAccessTokenMutation,
);

/// The schema of Portico.
pub type PorticoSchema = Schema<QueryRoot, MutationRoot, EmptySubscription>;

/// Builds the schema. Without `suggestions` a validation error names no field that the caller did not write:
/// "Did you mean …" would give the schema away where introspection is off.
///
/// No extension is installed: any of them turns off the library's fast paths (performance.md, "what pays" 5). The
/// library's own limits stay off, because they come too late: see `document_guard`.
pub fn build(suggestions: bool) -> PorticoSchema {
    let schema = Schema::build(QueryRoot, MutationRoot::default(), EmptySubscription);
    if suggestions { schema.finish() } else { schema.disable_suggestions().finish() }
}

/// The schema as text, sorted, so that a change of it is a change of the text.
pub fn sdl() -> String {
    let options = SDLExportOptions::new()
        .sorted_fields()
        .sorted_arguments()
        .sorted_enum_items()
        .prefer_single_line_descriptions()
        .include_specified_by();
    let text = build(true).sdl_with_options(options);
    format!("{}\n", text.trim_end())
}

const fn list(coordinate: &str, size: u32) -> FieldCost<'_> {
    FieldCost { coordinate, extra: 0, list_size: Some(size) }
}

const fn work(coordinate: &str, extra: u32) -> FieldCost<'_> {
    FieldCost { coordinate, extra, list_size: None }
}

/// What the schema's text does not tell of costs: the size of lists without pages, and work that returns little.
pub const FIELD_COSTS: &[FieldCost<'static>] = &[
    // A password hash holds a core for 20 ms.
    work("Mutation.signIn", 50),
    list("Account.sessions", 50),
    list("Account.personalAccessTokens", 50),
    list("Viewer.customers", 20),
    list("InvoiceLine.taxes", 10),
    list("Invoice.taxes", 20),
    list("Invoice.payments", 20),
    list("Invoice.allocations", 20),
    list("Invoice.creditNotes", 20),
    list("Payment.allocations", 20),
    list("CreditNote.allocations", 20),
    list("Query.errorCodes", 30),
];
