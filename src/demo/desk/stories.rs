//! What is written on the tickets of the demonstration, in the language of each market.

mod english;
mod german;

use crate::demo::market::Market;
use crate::tickets::entity::ticket::{TicketCategory, TicketPriority};

/// What somebody wants, and how it goes on.
pub(super) struct Story {
    pub(super) category: TicketCategory,
    pub(super) priority: TicketPriority,
    pub(super) tag: &'static str,
    pub(super) subject: &'static str,
    pub(super) opening: &'static str,
    /// For colleagues.
    pub(super) note: &'static str,
    /// Asks something back.
    pub(super) answer: &'static str,
    /// Answers that.
    pub(super) follow_up: &'static str,
    pub(super) solution: &'static str,
}

/// The words of a desk.
pub(super) struct Texts {
    /// Hours around the clock, and those of an office.
    pub(super) always: &'static str,
    pub(super) office: &'static str,
    /// Who answers first, who knows the network, who knows the bills.
    pub(super) teams: [&'static str; 3],
    /// From LOW to CRITICAL.
    pub(super) levels: [&'static str; 5],
    /// Title and text.
    pub(super) canned: [(&'static str, &'static str); 3],
    /// It was not solved after all.
    pub(super) again: &'static str,
    pub(super) praise: &'static str,
    pub(super) stories: [Story; 9],
}

impl Texts {
    /// The stories of a kind, in their order.
    pub(super) fn stories_of(&'static self, category: TicketCategory) -> Vec<&'static Story> {
        self.stories.iter().filter(|story| story.category == category).collect()
    }
}

/// The words of a market.
pub(super) fn texts(market: Market) -> &'static Texts {
    match market {
        Market::Germany => &german::TEXTS,
        Market::UnitedStates => &english::TEXTS,
    }
}
