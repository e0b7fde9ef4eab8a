//! A playbook in the graph.

use async_graphql::{Context, Object};
use serde_json::Value as Json;

use crate::automation::{self, Playbook, ServiceActionKind, Variable, VariableType};
use crate::graphql::context::{RequestContext, request};
use crate::graphql::scalars::BigInt;

/// A playbook that may be run.
pub struct AutomationPlaybookNode(Playbook);

/// The playbooks, by key.
pub fn playbooks(request: &RequestContext) -> Vec<AutomationPlaybookNode> {
    request.automation.playbooks.all().cloned().map(AutomationPlaybookNode).collect()
}

/// A playbook that may be run on devices: one of those that the operator of the program has registered. Visible to support, the
/// NOC and tenant administrators.
#[Object(name = "AutomationPlaybook")]
impl AutomationPlaybookNode {
    /// Names it, for `startAutomationRun`.
    async fn key(&self) -> &str {
        &self.0.key
    }

    /// What it is called.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// What it does.
    async fn description(&self) -> &str {
        &self.0.description
    }

    /// Whether somebody else than who asks for a run has to approve it.
    async fn needs_approval(&self) -> bool {
        self.0.needs_approval
    }

    /// Whether it can only say what it would change.
    async fn check_mode(&self) -> bool {
        self.0.check_mode
    }

    /// What customers have done by it; null where they do not.
    async fn self_service(&self) -> Option<ServiceActionKind> {
        self.0.self_service
    }

    /// Whether the caller may start runs of it.
    async fn may_start(&self, ctx: &Context<'_>) -> bool {
        automation::may_start(&request(ctx).scope, &self.0)
    }

    /// What it may be told, by name.
    async fn variables(&self) -> Vec<AutomationVariableNode<'_>> {
        self.0.parameters.variables.iter().map(AutomationVariableNode).collect()
    }
}

/// A variable of a playbook.
pub struct AutomationVariableNode<'a>(&'a Variable);

fn text_of(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Something that a playbook may be told. All values are texts in this API: `"42"`, `"true"`.
#[Object(name = "AutomationVariable")]
impl AutomationVariableNode<'_> {
    /// Its name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What it is called in a form.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// What it does; empty where nothing was written of it.
    async fn description(&self) -> &str {
        &self.0.description
    }

    /// What kind of value it has.
    #[graphql(name = "type")]
    async fn kind(&self) -> VariableType {
        self.0.kind
    }

    /// Whether it has to be given.
    async fn required(&self) -> bool {
        self.0.required
    }

    /// Whether its value is a secret: it is sealed while the run waits, shown nowhere, and gone when the run is over.
    async fn secret(&self) -> bool {
        self.0.secret
    }

    /// What it is where it is not given; null where it is left out then.
    async fn default_value(&self) -> Option<String> {
        self.0.default.as_ref().map(text_of)
    }

    /// The values that it may have; empty where any will do.
    async fn choices(&self) -> Vec<String> {
        self.0.choices.iter().map(text_of).collect()
    }

    /// A regular expression that a text has to match somewhere; null for none.
    async fn pattern(&self) -> Option<&str> {
        self.0.pattern.as_ref().map(regex::Regex::as_str)
    }

    /// The fewest characters of a text; null for any number.
    async fn min_length(&self) -> Option<i32> {
        self.0.min_length.and_then(|length| i32::try_from(length).ok())
    }

    /// The most characters of a text; null for 10,000.
    async fn max_length(&self) -> Option<i32> {
        self.0.max_length.and_then(|length| i32::try_from(length).ok())
    }

    /// The least number; null for any.
    async fn minimum(&self) -> Option<BigInt> {
        self.0.minimum.map(BigInt)
    }

    /// The greatest number; null for any.
    async fn maximum(&self) -> Option<BigInt> {
        self.0.maximum.map(BigInt)
    }
}
