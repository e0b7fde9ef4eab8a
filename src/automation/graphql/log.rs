//! What a run has printed, in the graph and live.

use async_graphql::{Context, Object, SimpleObject};
use serde::{Deserialize, Serialize};

use super::run::AutomationRunNode;
use crate::automation::live::Printed;
use crate::automation::loader::LinesOf;
use crate::automation::{self, AutomationRun, LogLine};
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::scalars::DateTime;
use crate::kernel::page::{Page, PageRequest, encode_cursor};

/// The position of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineKey(i32);

/// A line that a run has printed.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(name = "AutomationLogLine")]
pub struct AutomationLogLineNode {
    /// Its number in the run, from 1.
    pub number: i32,
    /// When it was printed.
    pub at: DateTime,
    /// The line. Secrets are masked.
    pub text: String,
}

impl From<LogLine> for AutomationLogLineNode {
    fn from(line: LogLine) -> Self {
        Self { number: line.seq, at: DateTime(line.at), text: line.line }
    }
}

crate::connection!(
    AutomationLogConnection("AutomationLogConnection"),
    AutomationLogEdge("AutomationLogEdge"),
    AutomationLogLineNode,
    "A page of what a run has printed, the first line first."
);

impl AutomationLogConnection {
    /// One page of what a run has printed.
    pub(super) async fn load(
        ctx: &Context<'_>,
        run: &AutomationRun,
        first: Option<i32>,
        after: Option<&str>,
    ) -> Result<Self, ApiError> {
        let page: PageRequest<LineKey> = PageRequest::from_args(first, after, None, None)?;
        let before = page.after.map_or(0, |key| key.0);
        let key = LinesOf { run: run.id, after: before, size: page.size };
        let rows = request(ctx).loaders.automation.load_one(key).await?.unwrap_or_default();
        let page = Page::from_fetched(rows, &page);
        let lines = u64::try_from(run.log_lines).unwrap_or_default();
        let count = Box::new(move || Box::pin(async move { Ok(lines) }) as _);
        let cursor = |line: &LogLine| encode_cursor(&LineKey(line.seq));
        Ok(Self(Connected::new(page, cursor, AutomationLogLineNode::from, count)))
    }
}

/// What a run has printed since, and where it stands.
pub struct AutomationLogUpdate {
    run: AutomationRun,
    lines: Vec<LogLine>,
}

impl AutomationLogUpdate {
    /// What a page is told; none where the caller does not see the run any more.
    pub async fn of(ctx: &Context<'_>, printed: &Printed) -> Result<Option<Self>, ApiError> {
        let seen = automation::open_runs(&request(ctx).scope, &[printed.run.id]).await?;
        // As it stood when the lines were read: what is over then has no more of them.
        let run = printed.run.clone();
        Ok((!seen.is_empty()).then(|| Self { run, lines: printed.lines.clone() }))
    }
}

/// What a run has printed since the last update, or that it stands elsewhere now.
#[Object(name = "AutomationLogUpdate")]
impl AutomationLogUpdate {
    /// The run, as it stood when the lines were read. Once it is over no more updates follow.
    async fn run(&self) -> AutomationRunNode {
        AutomationRunNode(self.run.clone())
    }

    /// The new lines, the first first; at most 200. Empty where the run only stands elsewhere.
    async fn lines(&self) -> Vec<AutomationLogLineNode> {
        self.lines.iter().cloned().map(AutomationLogLineNode::from).collect()
    }
}
