//! How customers pay, and what goes wrong.

use super::{Event, Share, Year};
use crate::billing::entity::credit_note::CreditReason;
use crate::demo::books::Credit;
use crate::demo::people::{Habit, cast};
use crate::kernel::clock::Instant;
use crate::payments::entity::payment::{PaymentChannel, PaymentStatus};

impl Year<'_> {
    /// Queues what a customer does about an invoice, by its habit.
    pub(super) fn plan_payment(&mut self, client: usize, invoice: usize, period: u32, at: Instant) {
        if self.books.balance(invoice) == 0 {
            return;
        }
        let due: i64 = self.clients[client].row.due_days.into();
        let whole = Event::Pay { client, share: Share::All, may_fail: true };
        match self.clients[client].habit {
            Habit::Lead => {}
            Habit::Showcase => self.plan_showcase(invoice, period, at),
            Habit::Transfer | Habit::Leaves { .. } => {
                let days = self.dice.between(1, due);
                self.schedule_in_days(at, days, whole);
            }
            Habit::Late => {
                let days = due + self.dice.between(2, 30);
                self.schedule_in_days(at, days, whole);
            }
            Habit::Halves => {
                self.schedule_in_days(at, due, Event::Pay { client, share: Share::Half, may_fail: false });
                self.schedule_in_days(at, due + 15, whole);
            }
            Habit::Generous => {
                let days = self.dice.between(1, due);
                self.schedule_in_days(
                    at,
                    days,
                    Event::Pay { client, share: Share::RoundedUp, may_fail: false },
                );
            }
            Habit::Prepaid => {
                self.schedule_in_days(at, 1, Event::Pay { client, share: Share::All, may_fail: false });
            }
            Habit::Defaults { period: from } if period >= from => {
                self.schedule_in_days(at, due + 35, Event::Suspend { client, invoice });
            }
            Habit::Autopay | Habit::Defaults { .. } => self.schedule_in_days(at, due, whole),
        }
        if self.clients[client].habit == Habit::Prepaid {
            let amount = self.books.invoices[invoice].total_minor / 5_00 * 5_00;
            self.schedule_in_days(at, 26, Event::PayAhead { client, amount });
        }
    }

    pub(super) fn plan_late_fee(&mut self, client: usize, invoice: usize, at: Instant) {
        let row = &self.clients[client].row;
        let days = i64::from(row.due_days) + i64::from(row.grace_days) + 1;
        self.schedule_in_days(at, days, Event::LateFee { client, invoice });
    }

    /// Outages, mistakes of ours, double payments, visits: a few in a hundred invoices each.
    pub(super) fn plan_accidents(&mut self, client: usize, invoice: usize, period: u32, at: Instant) {
        if self.dice.per_mille(25) {
            let total = self.books.invoices[invoice].total_minor;
            let (reason, total, at_once) = self.dice.weighted(&[
                (5, (CreditReason::ServiceOutage, total / 15, false)),
                (2, (CreditReason::Overcharge, total / 4, true)),
                (2, (CreditReason::Goodwill, 5_00, false)),
                (1, (CreditReason::Other, total / 10, true)),
                (1, (CreditReason::Cancellation, total / 2, false)),
            ]);
            let credit = Credit { reason, total, at_once };
            let days = self.dice.between(2, 20);
            self.schedule_in_days(at, days, Event::Credit { client, invoice, credit });
        }
        if self.dice.per_mille(8) || (client == cast::CORRECTED && period == 2) {
            let days = self.dice.between(5, 20);
            self.schedule_in_days(at, days, Event::Visit { client });
        }
        if self.dice.per_mille(6) || (client == cast::PAYS_TWICE && period == 1) {
            let days = i64::from(self.clients[client].row.due_days) - 1;
            self.schedule_in_days(at, days, Event::Pay { client, share: Share::Twice, may_fail: false });
        }
    }

    /// A customer pays what is owed, or a part of it, or more.
    pub(super) fn pay(&mut self, client: usize, share: Share, may_fail: bool, at: Instant) {
        let owed = self.books.owed(client);
        if owed == 0 {
            return;
        }
        let channel = self.channel(client);
        if may_fail && client != 0 && self.attempt_fails(client, owed, channel, at) {
            return;
        }
        let amount = match share {
            Share::All | Share::Twice => owed,
            Share::Half => owed - owed / 2,
            Share::RoundedUp => (owed / 10_00 + 1) * 10_00,
        };
        let owner = &self.clients[client];
        let payment = self.books.receive(client, owner, amount, channel, PaymentStatus::Succeeded, at);
        match share {
            // Who pays twice by mistake gets it back; who rounds up does so only now and then.
            Share::Twice => {
                let owner = &self.clients[client];
                let again = self.books.receive(client, owner, amount, channel, PaymentStatus::Succeeded, at);
                self.schedule_in_days(at, 4, Event::Refund { client, payment: again });
            }
            Share::RoundedUp if client == cast::REFUNDED || self.dice.percent(15) => {
                self.schedule_in_days(at, 2, Event::Refund { client, payment });
            }
            Share::All if channel == PaymentChannel::Card && self.is_taken_back(client) => {
                let days = self.dice.between(8, 40);
                self.schedule_in_days(at, days, Event::ChargeBack { client, payment });
            }
            Share::All | Share::Half | Share::RoundedUp => {}
        }
    }

    /// Whether the bank will take the payment back that was just made.
    fn is_taken_back(&mut self, client: usize) -> bool {
        let customer = self.clients[client].row.id;
        let staged = client == cast::CHARGED_BACK
            && self.books.payments.iter().filter(|payment| payment.customer_id == customer).count() == 1;
        client != 0 && (staged || self.dice.per_mille(8))
    }

    /// Cards are declined, and what was begun in the last hours is still on its way.
    fn attempt_fails(&mut self, client: usize, owed: i64, channel: PaymentChannel, at: Instant) -> bool {
        let owner = &self.clients[client];
        let last_day = at > self.calendar.end() - chrono::TimeDelta::days(1);
        if last_day && self.dice.percent(30) {
            self.books.receive(client, owner, owed, channel, PaymentStatus::Processing, at);
            return true;
        }
        let fails = channel == PaymentChannel::Card && (client == cast::DECLINED || self.dice.percent(4));
        if fails {
            let status = self.dice.weighted(&[(4, PaymentStatus::Failed), (1, PaymentStatus::Cancelled)]);
            self.books.receive(client, owner, owed, channel, status, at);
            let again = Event::Pay { client, share: Share::All, may_fail: false };
            self.schedule_in_days(at, 3, again);
        }
        fails
    }

    pub(super) fn pay_ahead(&mut self, client: usize, amount: i64, at: Instant) {
        if amount > 0 {
            let channel = self.channel(client);
            let owner = &self.clients[client];
            self.books.receive(client, owner, amount, channel, PaymentStatus::Succeeded, at);
        }
    }

    fn channel(&mut self, client: usize) -> PaymentChannel {
        match self.clients[client].habit {
            Habit::Autopay | Habit::Showcase | Habit::Defaults { .. } => PaymentChannel::Card,
            Habit::Late | Habit::Halves => self.dice.weighted(&[
                (6, PaymentChannel::Bank),
                (2, PaymentChannel::Cash),
                (1, PaymentChannel::Manual),
            ]),
            _ => self.dice.weighted(&[(7, PaymentChannel::Bank), (3, PaymentChannel::Card)]),
        }
    }
}
