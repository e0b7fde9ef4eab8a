//! How an ISP asks for what is overdue, in the graph: as its administrators see it and set it.

use async_graphql::{InputObject, MaybeUndefined, Object, SimpleObject};
use serde_json::{Value as Json, json};

use crate::graphql::scalars::{BigInt, CurrencyCode};
use crate::tenancy::{
    ArrangementSettings, BillingSettings, DunningAction, DunningMinimum, DunningSettings, DunningStep, Edit,
};

/// How customers are told of what they owe, and of what is left.
pub struct BillingSettingsNode<'a>(pub(super) &'a BillingSettings);

/// How customers are told of what they owe, and of what is left. Visible to tenant administrators.
#[Object(name = "BillingSettings")]
impl BillingSettingsNode<'_> {
    /// The balance below which prepaid customers in the ISP's currency are told, in its minor units, unless they want
    /// another; null: nobody is told unless they want it.
    async fn low_balance_minor(&self) -> Option<BigInt> {
        self.0.low_balance_minor.map(BigInt)
    }

    /// What is done about what is overdue.
    async fn dunning(&self) -> DunningSettingsNode<'_> {
        DunningSettingsNode(&self.0.dunning)
    }
}

/// What is done about what is overdue.
pub struct DunningSettingsNode<'a>(&'a DunningSettings);

/// What is done about what is overdue. Visible to tenant administrators.
#[Object(name = "DunningSettings")]
impl DunningSettingsNode<'_> {
    /// What is done, in order, at most 10 steps; without any, nothing is.
    async fn steps(&self) -> Vec<DunningStepNode> {
        let node = |step: &DunningStep| DunningStepNode { after_days: step.after_days, action: step.action };
        self.0.steps.iter().map(node).collect()
    }

    /// What must be exceeded before services are withheld, by currency; 5.00 in those that are not here.
    async fn minimums(&self) -> Vec<DunningMinimumNode> {
        let node = |minimum: &DunningMinimum| DunningMinimumNode {
            currency: CurrencyCode(minimum.currency.clone()),
            minor: BigInt(minimum.minor),
        };
        self.0.minimums.iter().map(node).collect()
    }

    /// Which promises to pay later are accepted.
    async fn arrangements(&self) -> ArrangementSettingsNode {
        let ArrangementSettings {
            offered,
            max_instalments,
            first_within_days,
            within_days,
            pause_after_broken_days,
        } = self.0.arrangements.clone();
        ArrangementSettingsNode {
            offered,
            max_instalments,
            first_within_days,
            within_days,
            pause_after_broken_days,
        }
    }
}

/// One step of the dunning.
#[derive(SimpleObject)]
#[graphql(name = "DunningSettingsStep")]
pub struct DunningStepNode {
    /// Days after the end of the customer's grace; 0 is the first day after it.
    after_days: u16,
    /// What is done.
    action: DunningAction,
}

/// What must be exceeded in one currency before services are withheld.
#[derive(SimpleObject)]
#[graphql(name = "DunningMinimum")]
pub struct DunningMinimumNode {
    /// The currency.
    currency: CurrencyCode,
    /// Minor units.
    minor: BigInt,
}

/// Which promises to pay later are accepted.
#[derive(SimpleObject)]
#[graphql(name = "ArrangementSettings")]
pub struct ArrangementSettingsNode {
    /// Whether any.
    offered: bool,
    /// Instalments at most.
    max_instalments: u16,
    /// Days within which the first must be paid.
    first_within_days: u16,
    /// Days within which all must be paid.
    within_days: u16,
    /// Days after a broken promise during which no other is accepted.
    pause_after_broken_days: u16,
}

/// One step of the dunning.
#[derive(Debug, InputObject)]
pub struct DunningStepInput {
    /// Days after the end of the customer's grace, 0 to 366; 0 is the first day after it.
    pub after_days: u16,
    /// What is done.
    pub action: DunningAction,
}

/// What must be exceeded in one currency before services are withheld.
#[derive(Debug, InputObject)]
pub struct DunningMinimumInput {
    /// The currency.
    pub currency: CurrencyCode,
    /// Minor units, at least 0.
    pub minor: BigInt,
}

/// Which promises to pay later are accepted. Absent fields stay as they are.
#[derive(Debug, Default, InputObject)]
pub struct ArrangementSettingsInput {
    /// Whether any.
    pub offered: Option<bool>,
    /// Instalments at most, 1 to 24.
    pub max_instalments: Option<u16>,
    /// Days within which the first must be paid, 0 to `withinDays`.
    pub first_within_days: Option<u16>,
    /// Days within which all must be paid, at most 366.
    pub within_days: Option<u16>,
    /// Days after a broken promise during which no other is accepted.
    pub pause_after_broken_days: Option<u16>,
}

/// What is done about what is overdue. Absent fields stay as they are.
#[derive(Debug, Default, InputObject)]
pub struct DunningSettingsInput {
    /// What is done, in order, in place of what there is: at most 10 steps, each later than the one before, a suspension
    /// the last. Without any, nothing is done.
    pub steps: Option<Vec<DunningStepInput>>,
    /// What must be exceeded before services are withheld, in place of what there is: each currency once.
    pub minimums: Option<Vec<DunningMinimumInput>>,
    /// Which promises to pay later are accepted. Those that were made stay as they are.
    pub arrangements: Option<ArrangementSettingsInput>,
}

/// How customers are told of what they owe, and of what is left. Absent fields stay as they are.
#[derive(Debug, Default, InputObject)]
pub struct BillingSettingsInput {
    /// The balance below which prepaid customers in the ISP's currency are told, in its minor units, unless they want
    /// another; null: nobody is told unless they want it. A wallet that is below it by then is told with its next movement.
    pub low_balance_minor: MaybeUndefined<BigInt>,
    /// What is done about what is overdue. It goes for what is overdue already, too: no step is taken twice, and none
    /// sooner after the one before than the days between them.
    pub dunning: Option<DunningSettingsInput>,
}

impl BillingSettingsInput {
    /// The fields that were given, by the keys of the settings.
    pub(super) fn edits(self) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut set = |key: &str, value: Option<Json>| {
            edits.extend(value.map(|value| Edit { key: format!("billing.{key}"), value }));
        };
        let threshold = match self.low_balance_minor {
            MaybeUndefined::Undefined => None,
            MaybeUndefined::Null => Some(Json::Null),
            MaybeUndefined::Value(minor) => Some(minor.0.into()),
        };
        set("low_balance_minor", threshold);
        let DunningSettingsInput { steps, minimums, arrangements } = self.dunning.unwrap_or_default();
        let step = |step: DunningStepInput| json!({ "after_days": step.after_days, "action": step.action });
        set("dunning.steps", steps.map(|steps| steps.into_iter().map(step).collect()));
        let minimum = |minimum: DunningMinimumInput| json!({ "currency": minimum.currency.0, "minor": minimum.minor.0 });
        set("dunning.minimums", minimums.map(|minimums| minimums.into_iter().map(minimum).collect()));
        let terms = arrangements.unwrap_or_default();
        set("dunning.arrangements.offered", terms.offered.map(Json::from));
        set("dunning.arrangements.max_instalments", terms.max_instalments.map(Json::from));
        set("dunning.arrangements.first_within_days", terms.first_within_days.map(Json::from));
        set("dunning.arrangements.within_days", terms.within_days.map(Json::from));
        set("dunning.arrangements.pause_after_broken_days", terms.pause_after_broken_days.map(Json::from));
        edits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_given_is_an_edit() {
        assert_eq!(BillingSettingsInput::default().edits(), []);
        let input = BillingSettingsInput {
            low_balance_minor: MaybeUndefined::Null,
            dunning: Some(DunningSettingsInput {
                steps: Some(vec![DunningStepInput { after_days: 3, action: DunningAction::FinalNotice }]),
                minimums: Some(Vec::new()),
                arrangements: Some(ArrangementSettingsInput {
                    offered: Some(false),
                    ..ArrangementSettingsInput::default()
                }),
            }),
        };
        let edit = |key: &str, value: Json| Edit { key: format!("billing.{key}"), value };
        let expected = [
            edit("low_balance_minor", Json::Null),
            edit("dunning.steps", json!([{ "after_days": 3, "action": "FINAL_NOTICE" }])),
            edit("dunning.minimums", json!([])),
            edit("dunning.arrangements.offered", json!(false)),
        ];
        assert_eq!(input.edits(), expected);
    }
}
