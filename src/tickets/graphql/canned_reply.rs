//! `cannedReplies`, `renderCannedReply` and the mutations that keep the texts.

use async_graphql::{Context, ID, InputObject, Object};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::graphql::outcome::{asked, use_case_errors, use_case_payload};
use crate::kernel::refusal::UseCaseError;
use crate::tickets::desk::{self, TextWords, create_canned_reply, delete_canned_reply, update_canned_reply};
use crate::tickets::entity::canned_reply;

/// A text that staff writes often.
pub struct CannedReplyNode(pub canned_reply::Model);

/// A text that staff writes often. Visible to staff.
#[Object(name = "CannedReply")]
impl CannedReplyNode {
    /// The text's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// What it is called.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// The text, with its places: `{{customer.name}}`, `{{ticket.number}}`, `{{agent.name}}`. `renderCannedReply` fills them in.
    async fn body(&self) -> &str {
        &self.0.body
    }

    /// The language it is in, BCP 47; null: all of them.
    async fn locale(&self) -> Option<&str> {
        self.0.locale.as_deref()
    }

    /// Counts the changes of the text, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

use_case_errors! {
    CreateCannedReplyErrorCode, CreateCannedReplyUserError ("CreateCannedReplyUserError"), "Why no text was kept." {
        /// Title, text or language is wrong, or the text has a place that nobody knows.
        InvalidInput,
        /// Another text has the title.
        NameTaken,
        /// There are 200 texts.
        TooMany,
    }
}
use_case_errors! {
    UpdateCannedReplyErrorCode, UpdateCannedReplyUserError ("UpdateCannedReplyUserError"), "Why a text was not changed." {
        /// There is no such text.
        NotFound,
        /// The text is not the version that was seen.
        Conflict,
        /// Title, text or language is wrong, or the text has a place that nobody knows.
        InvalidInput,
        /// Another text has the title.
        NameTaken,
    }
}
use_case_errors! {
    DeleteCannedReplyErrorCode, DeleteCannedReplyUserError ("DeleteCannedReplyUserError"), "Why a text was not deleted." {
        /// There is no such text.
        NotFound,
        /// The text is not the version that was seen.
        Conflict,
    }
}

use_case_payload! {
    CreateCannedReplyPayload ("The outcome of `createCannedReply`."), CreateCannedReplyUserError,
    /// The text; null when there is an error.
    canned_reply: CannedReplyNode
}
use_case_payload! {
    UpdateCannedReplyPayload ("The outcome of `updateCannedReply`."), UpdateCannedReplyUserError,
    /// The text; null when there is an error.
    canned_reply: CannedReplyNode
}
use_case_payload! {
    DeleteCannedReplyPayload ("The outcome of `deleteCannedReply`."), DeleteCannedReplyUserError,
    /// The text as it was; null when there is an error.
    canned_reply: CannedReplyNode
}

/// The text to keep.
#[derive(InputObject)]
pub struct CreateCannedReplyInput {
    /// What it is called: 1 to 100 characters, one of a title.
    pub title: String,
    /// The text, 1 to 10,000 characters. `{{customer.name}}`, `{{ticket.number}}` and `{{agent.name}}` are filled in; any other
    /// name in `{{ }}` is INVALID_INPUT.
    pub body: String,
    /// The language it is in, BCP 47; absent: all of them.
    pub locale: Option<String>,
}

/// Which text to change, and what it says from now on.
#[derive(InputObject)]
pub struct UpdateCannedReplyInput {
    /// The text.
    pub canned_reply_id: ID,
    /// What it is called: 1 to 100 characters, one of a title.
    pub title: String,
    /// The text, 1 to 10,000 characters. `{{customer.name}}`, `{{ticket.number}}` and `{{agent.name}}` are filled in; any other
    /// name in `{{ }}` is INVALID_INPUT.
    pub body: String,
    /// The language it is in, BCP 47; absent: all of them.
    pub locale: Option<String>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which text to delete.
#[derive(InputObject)]
pub struct DeleteCannedReplyInput {
    /// The text.
    pub canned_reply_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// The texts with `search` in title or text, in a language or in none.
pub async fn canned_replies(
    ctx: &Context<'_>,
    search: Option<String>,
    locale: Option<String>,
) -> Result<Vec<CannedReplyNode>, ApiError> {
    let scope = &request(ctx).scope;
    let texts = asked(desk::canned_replies(scope, search.as_deref(), locale.as_deref()).await)?;
    Ok(texts.into_iter().map(CannedReplyNode).collect())
}

/// A text with its places filled in, as the caller would write it on a ticket.
pub async fn render_canned_reply(
    ctx: &Context<'_>,
    id: &ID,
    ticket: &ID,
) -> Result<Option<String>, ApiError> {
    let request = request(ctx);
    let (id, ticket) = (read(id, "id")?, read(ticket, "ticketId")?);
    let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
    let rendered: Result<Option<String>, UseCaseError> =
        desk::render_canned_reply(&request.scope, id, ticket, &caller.account.display_name).await;
    asked(rendered)
}

/// See its fields.
#[derive(Default)]
pub struct CannedReplyMutations;

#[Object]
impl CannedReplyMutations {
    /// Keeps a text that staff writes often. For support and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createCannedReply\")")]
    async fn create_canned_reply(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The text to keep.")] input: CreateCannedReplyInput,
    ) -> Result<CreateCannedReplyPayload, ApiError> {
        let CreateCannedReplyInput { title, body, locale } = input;
        let words = TextWords { title, body, locale };
        let text = Box::pin(create_canned_reply(&request(ctx).scope, &words)).await;
        CreateCannedReplyPayload::of(text.map(CannedReplyNode))
    }

    /// Says something else in a text. For support and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.updateCannedReply\")")]
    async fn update_canned_reply(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which text to change, and what it says from now on.")]
        input: UpdateCannedReplyInput,
    ) -> Result<UpdateCannedReplyPayload, ApiError> {
        let UpdateCannedReplyInput { canned_reply_id, title, body, locale, expected_version } = input;
        let id = read(&canned_reply_id, "input.cannedReplyId")?;
        let words = TextWords { title, body, locale };
        let scope = &request(ctx).scope;
        let text = Box::pin(update_canned_reply(scope, id, &words, expected_version)).await;
        UpdateCannedReplyPayload::of(text.map(CannedReplyNode))
    }

    /// Keeps a text no longer. For support and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.deleteCannedReply\")")]
    async fn delete_canned_reply(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which text to delete.")] input: DeleteCannedReplyInput,
    ) -> Result<DeleteCannedReplyPayload, ApiError> {
        let id = read(&input.canned_reply_id, "input.cannedReplyId")?;
        let text = Box::pin(delete_canned_reply(&request(ctx).scope, id, input.expected_version)).await;
        DeleteCannedReplyPayload::of(text.map(CannedReplyNode))
    }
}
