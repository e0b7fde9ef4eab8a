//! What open pages hear of a run that is under way: that there is more to read. What it is they read in the database, so a word
//! that is lost costs a moment.

use std::sync::Arc;
use std::time::Duration;

use async_graphql::futures_util::stream::{StreamExt as _, unfold};
use serde::{Deserialize, Serialize};

use super::entity::automation_line;
use super::entity::automation_run::{self, RunStatus};
use super::store;
use crate::db::Scope;
use crate::events::{Feed, Words};
use crate::graphql::subscription::{Event, Source};
use crate::kernel::fault::Fault;
use crate::kernel::ids::AutomationRunId;

/// How long a page waits for a word before it looks by itself.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Lines that a page is given at once.
pub const LINES_AT_ONCE: u64 = 200;

/// A word: there is more to read of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Progress {
    /// The run.
    pub automation_run: AutomationRunId,
}

impl Progress {
    /// What is said.
    pub fn word(&self) -> String {
        serde_json::json!({ "automationRun": self.automation_run }).to_string()
    }

    /// Reads what was said; none where it is about something else.
    pub fn read(word: &str) -> Option<Self> {
        serde_json::from_str(word).ok()
    }
}

/// What a page is given: lines that it does not have, or that the run stands elsewhere.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The run, as it stood when the lines were read.
    pub run: automation_run::Model,
    /// The lines.
    pub lines: Vec<automation_line::Model>,
}

/// Follows what a run prints from a line on, until it is over and everything was given. The caller has been asked whether it
/// sees the run, and is asked again for each answer.
pub fn follow(scope: &Scope, feed: &Feed, run: AutomationRunId, after: i32) -> Source {
    let words = feed.words(scope.tenant().id);
    let page = Page { scope: scope.clone(), words: Some(words), run, after, seen: None, over: false };
    unfold(page, |mut page| async move { page.next().await.map(|printed| (printed, page)) }).boxed()
}

struct Page {
    scope: Scope,
    /// None once nothing more is said: the process stops.
    words: Option<Words>,
    run: AutomationRunId,
    /// The number of the last line that was given.
    after: i32,
    /// Where the run stood when something was given last.
    seen: Option<RunStatus>,
    over: bool,
}

impl Page {
    async fn next(&mut self) -> Option<Result<Event, Fault>> {
        while !self.over {
            match self.look().await {
                Ok(Some(printed)) => return Some(Ok(Arc::new(printed))),
                Ok(None) => {}
                Err(fault) => {
                    self.over = true;
                    return Some(Err(fault));
                }
            }
            if !self.over {
                self.wait().await;
            }
        }
        None
    }

    /// What there is that was not given yet.
    async fn look(&mut self) -> Result<Option<Printed>, Fault> {
        // The run first: what is over prints nothing more, so that the lines read after it are all of them.
        let Some(run) = store::by_ids(&self.scope, &[self.run]).await?.pop() else {
            self.over = true;
            return Ok(None);
        };
        let lines = store::lines::after(&self.scope, &[self.run], self.after, LINES_AT_ONCE).await?;
        let moved = self.seen != Some(run.status);
        if lines.is_empty() && !moved {
            self.over = !run.status.is_live();
            return Ok(None);
        }
        self.after = lines.last().map_or(self.after, |line| line.seq);
        self.seen = Some(run.status);
        let more = u64::try_from(lines.len()).is_ok_and(|read| read == LINES_AT_ONCE);
        self.over = !run.status.is_live() && !more;
        Ok(Some(Printed { run, lines }))
    }

    /// Waits for a word about the run, or for long enough to look without.
    async fn wait(&mut self) {
        let run = self.run;
        let words = &mut self.words;
        let heard = async {
            loop {
                let Some(listening) = words.as_mut() else { return std::future::pending().await };
                match listening.next().await {
                    Some(word) if Progress::read(&word).is_some_and(|told| told.automation_run == run) => {
                        return;
                    }
                    Some(_) => {}
                    None => *words = None,
                }
            }
        };
        // A look in any case: a word may be lost.
        let _ = tokio::time::timeout(LOOK_EVERY, heard).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::TypedId as _;
    use crate::ports::event_bus::MAX_WORD;
    use crate::tickets::presence::Typing;

    #[test]
    fn a_word_comes_back_and_is_no_other() {
        let progress = Progress { automation_run: AutomationRunId::from_uuid(uuid::Uuid::max()) };
        let word = progress.word();
        assert!(word.len() <= MAX_WORD);
        assert_eq!(Progress::read(&word), Some(progress));
        assert_eq!(Typing::read(&word), None);
        assert_eq!(Progress::read("{}"), None);
    }
}
