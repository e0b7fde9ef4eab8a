//! The customer whose sign-in is printed has a case of everything, whatever the dice say.

use super::{Event, Share, Year};
use crate::billing::entity::credit_note::CreditReason;
use crate::demo::books::Credit;
use crate::demo::calendar::days_after;
use crate::kernel::clock::Instant;
use crate::payments::entity::payment::{PaymentChannel, PaymentStatus};

impl Year<'_> {
    /// What the showcase does about the invoice of `period`: the last is open, the one before is overdue and partly
    /// paid, the older ones are paid, each in a way of its own.
    pub(super) fn plan_showcase(&mut self, invoice: usize, period: u32, at: Instant) {
        let client = 0;
        let due: i64 = self.clients[client].row.due_days.into();
        let whole = Event::Pay { client, share: Share::All, may_fail: false };
        let half = Event::Pay { client, share: Share::Half, may_fail: false };
        let periods_left = self.calendar.months - 1 - period;
        match (periods_left, period) {
            (0, _) => {
                let yesterday = self.calendar.moment(days_after(self.calendar.as_of, -1), 15 * 60);
                self.schedule(yesterday, credit(invoice, CreditReason::Goodwill, 5_00));
            }
            (1, _) => self.schedule_in_days(at, due, half),
            (_, 3) => {
                self.schedule_in_days(at, due, Event::Decline { client });
                self.schedule_in_days(at, due + 3, whole);
            }
            (_, 4) => {
                self.schedule_in_days(at, 10, credit(invoice, CreditReason::ServiceOutage, 2_00));
                self.schedule_in_days(at, due, whole);
            }
            (_, 5) => {
                self.schedule_in_days(at, due, half);
                self.schedule_in_days(at, due + 9, whole);
            }
            _ => self.schedule_in_days(at, due, whole),
        }
    }

    /// The card is declined once.
    pub(super) fn decline(&mut self, client: usize, at: Instant) {
        let owed = self.books.owed(client);
        if owed > 0 {
            let owner = &self.clients[client];
            self.books.receive(client, owner, owed, PaymentChannel::Card, PaymentStatus::Failed, at);
        }
    }
}

/// A credit that waits for the next invoice.
fn credit(invoice: usize, reason: CreditReason, total: i64) -> Event {
    Event::Credit { client: 0, invoice, credit: Credit { reason, total, at_once: false } }
}
