//! The numbers of api.md §7, in one place and configurable.

/// What the byte scan allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScanLimits {
    /// Length of the document in bytes. A document of 1,000 tokens, generously indented, has 20 KB, and the
    /// parser is slow on what is not a token: 32 KiB of comments keep it busy for 8 ms.
    pub bytes: usize,
    /// How deep `{`, `[` and `(` nest, counted together. It must stay far below the 1,600 at which the
    /// library's parser overflows the 2 MiB stack of a worker thread: 64 of any mixture parse (tested).
    pub brackets: usize,
    /// Tokens as the specification counts them (comments and commas are none). `usize::MAX` for trusted
    /// documents, which were measured when they were written.
    pub tokens: usize,
    /// Length of a name in bytes: of an alias, field, fragment, variable, type, operation or enum value. A response
    /// key comes back once for each object, so a long alias on a list is an answer many times the request; and a
    /// name stands in messages of the library. The longest of our own schema has a quarter of this.
    pub name: usize,
}

impl Default for ScanLimits {
    fn default() -> Self {
        Self { bytes: 32 * 1024, brackets: 64, tokens: 1_000, name: 128 }
    }
}

/// What the inspection of a parsed document allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Nested fields of an operation, fragments expanded.
    pub depth: u64,
    /// The same for an operation that selects nothing but `__schema` and `__type`: the standard
    /// introspection query is 15 deep.
    pub introspection_depth: u64,
    /// Nested fields, spreads and inline fragments together. Depth does not see a chain of fragments that
    /// only spread the next one, but the library recurses on it; 32 is also where the library itself
    /// stops, without a code of the catalogue. It also bounds the recursion of the inspection.
    pub nesting: u64,
    /// Aliases in one selection set, fragments merged in, and also how many fields of one written selection
    /// set may repeat a response key: the library resolves a repeated field again each time.
    pub aliases: u64,
    /// Fields of one selection set, fragments merged in. Scalars cost nothing, so the cost does not see
    /// hundreds of them on each of thousands of rows; our widest type has far fewer than 200 fields.
    pub fields: u64,
    /// Selections of the whole operation when every fragment is expanded. This, not the cost, stops a
    /// fan-out of fragments that select scalars only: validation visits each expansion. The standard
    /// introspection query expands to about 250.
    pub selections: u64,
    /// Directives in the whole document, as written.
    pub directives: u64,
    /// Cost for a caller who is signed in.
    pub signed_in_cost: u64,
    /// Cost for an anonymous caller.
    pub anonymous_cost: u64,
    /// The largest page: what a connection counts as when the request does not say, or asks for more.
    pub page: u64,
    /// Mutations that test or change a credential; at most [`Limits::credential_operations`] of them run in
    /// one request, so that a request is one guess.
    pub credential_mutations: Vec<String>,
    /// How many credential mutations one request may hold.
    pub credential_operations: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 12,
            introspection_depth: 20,
            nesting: 32,
            aliases: 15,
            fields: 200,
            selections: 5_000,
            directives: 50,
            signed_in_cost: 5_000,
            anonymous_cost: 500,
            page: 100,
            credential_mutations: [
                "signIn",
                "verifySecondFactor",
                "signInWithPasskey",
                "confirmTotp",
                "refreshSession",
                "changePassword",
                "requestPasswordReset",
                "resetPassword",
                "activateAccount",
                "completePasswordChange",
                "stepUp",
                "switchSubject",
                "startViewAs",
                "endViewAs",
                "removeTotp",
                "finishPasskeyRegistration",
                "removePasskey",
            ]
            .map(String::from)
            .to_vec(),
            credential_operations: 1,
        }
    }
}

/// What the guard has to know about the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class {
    /// Decides between the two cost limits.
    pub signed_in: bool,
    /// Whether `__schema` and `__type` may be asked: always in development, in production only with the
    /// developer permission.
    pub introspection: bool,
}
