//! Texts with places that are filled in: `{{customer.name}}`. Pure.
//!
//! Strict: a place that nobody knows is a fault of the text, found when it is saved. What is filled in is text and never looked
//! at again, so that a customer whose name is `{{agent.name}}` is called that.

/// What stands for the values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Values<'a> {
    /// What the customer is called.
    pub(super) customer_name: &'a str,
    /// The number of the ticket.
    pub(super) ticket_number: &'a str,
    /// Whoever writes.
    pub(super) agent_name: &'a str,
}

/// A place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    CustomerName,
    TicketNumber,
    AgentName,
}

impl Place {
    const ALL: [Self; 3] = [Self::CustomerName, Self::TicketNumber, Self::AgentName];

    fn name(self) -> &'static str {
        match self {
            Self::CustomerName => "customer.name",
            Self::TicketNumber => "ticket.number",
            Self::AgentName => "agent.name",
        }
    }

    fn value(self, values: Values<'_>) -> &str {
        match self {
            Self::CustomerName => values.customer_name,
            Self::TicketNumber => values.ticket_number,
            Self::AgentName => values.agent_name,
        }
    }
}

/// What is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum BadText {
    /// A place that nobody knows.
    #[error("knows customer.name, ticket.number and agent.name in {{{{ }}}}, and not {0:?}")]
    Unknown(String),
    /// A place without an end.
    #[error("has {{{{ without }}}}")]
    Open,
}

/// The longest name of a place that is told of.
const TOLD: usize = 40;

enum Part<'a> {
    Text(&'a str),
    Place(Place),
}

fn parts(text: &str) -> Result<Vec<Part<'_>>, BadText> {
    let (mut parts, mut rest) = (Vec::new(), text);
    while let Some((before, begun)) = rest.split_once("{{") {
        let (name, after) = begun.split_once("}}").ok_or(BadText::Open)?;
        let name = name.trim();
        let place = Place::ALL.into_iter().find(|place| place.name() == name);
        let unknown = || BadText::Unknown(name.chars().take(TOLD).collect());
        parts.extend([Part::Text(before), Part::Place(place.ok_or_else(unknown)?)]);
        rest = after;
    }
    parts.push(Part::Text(rest));
    Ok(parts)
}

/// Checks a text before it is kept.
pub(super) fn check(text: &str) -> Result<(), BadText> {
    parts(text).map(|_| ())
}

/// The text with its places filled in.
pub(super) fn fill(text: &str, values: Values<'_>) -> Result<String, BadText> {
    let parts = parts(text)?;
    Ok(parts
        .into_iter()
        .map(|part| match part {
            Part::Text(text) => text,
            Part::Place(place) => place.value(values),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VALUES: Values<'static> = Values {
        customer_name: "Ada {{agent.name}}",
        ticket_number: "TKT-2026-000001",
        agent_name: "Sam }}",
    };

    #[test]
    fn places_are_filled_in_once() {
        let text = "Dear {{customer.name}}, {{ ticket.number }} is solved.\n{{agent.name}}{{agent.name}}";
        assert_eq!(
            fill(text, VALUES).as_deref(),
            Ok("Dear Ada {{agent.name}}, TKT-2026-000001 is solved.\nSam }}Sam }}")
        );
        assert_eq!(fill("a { b } c }}", VALUES).as_deref(), Ok("a { b } c }}"));
    }

    #[test]
    fn what_nobody_knows_is_refused() {
        for (text, wrong) in [
            ("{{customer.email}}", BadText::Unknown("customer.email".to_owned())),
            ("{{}}", BadText::Unknown(String::new())),
            ("{{Customer.Name}}", BadText::Unknown("Customer.Name".to_owned())),
            ("{{{customer.name}}}", BadText::Unknown("{customer.name".to_owned())),
            ("{{customer.name", BadText::Open),
            ("{{customer.name} }", BadText::Open),
        ] {
            assert_eq!(check(text), Err(wrong), "{text}");
        }
        let long = format!("{{{{{}}}}}", "x".repeat(500));
        assert_eq!(check(&long), Err(BadText::Unknown("x".repeat(40))));
        let told = BadText::Unknown("x".to_owned()).to_string();
        assert_eq!(told, "knows customer.name, ticket.number and agent.name in {{ }}, and not \"x\"");
        assert_eq!(BadText::Open.to_string(), "has {{ without }}");
    }

    proptest! {
        #[test]
        fn values_are_never_looked_at(name in "[{}a.]{0,12}", before in "[a-z}]{0,5}", after in "[a-z}]{0,5}") {
            let values = Values { customer_name: &name, ..VALUES };
            let text = format!("{before}{{{{customer.name}}}}{after}");
            prop_assert_eq!(fill(&text, values), Ok(format!("{before}{name}{after}")));
        }
    }
}
