//! What happens to money: paid, confirmed, given back, by links and by itself.

use portico::billing;
use portico::billing::entity::customer_balance;
use portico::kernel::ids::{CustomerId, InvoiceId, PaymentId};
use portico::payments::entity::pay_link_payment;
use portico::payments::entity::payment::{self, PaymentChannel, PaymentStatus};
use portico::payments::sandbox::TEST_METHODS;
use portico::payments::state::was_received;
use portico::payments::{
    AutopayError, ConfirmError, LinkError, LinkOrder, LinkPayError, LinkTarget, NewPayLink, PayError,
    PaymentOrder, RefundError, RefundRequest, SetAutopay, create_pay_link,
};
use portico::ports::payment_gateway::AccountKind;
use rust_decimal::Decimal;

use super::play::{History, Why, pick};
use super::step::{Step, Sum};

macro_rules! why {
    ($($error:ident),*) => { $(
        impl From<$error> for Why {
            fn from(error: $error) -> Self {
                match error {
                    $error::Refused(refusal) => Self::Refused(format!("{refusal:?}")),
                    $error::Fault(fault) => Self::Fault(fault),
                }
            }
        }
    )* };
}

why!(PayError, RefundError, ConfirmError, LinkError, LinkPayError, AutopayError);

fn major(minor: i64) -> Decimal {
    Decimal::new(minor, 2)
}

/// The place of the card that asks its owner, among those of the sandbox.
const ASKS: usize = 8;

impl History {
    /// A payment, mostly one of those that `fit`.
    async fn payment_at(&self, at: usize, fit: impl Fn(&payment::Model) -> bool) -> Option<PaymentId> {
        let mut rows = self.rows::<payment::Entity>().await;
        rows.sort_by(|one, other| one.number.cmp(&other.number));
        if !at.is_multiple_of(8) {
            rows.retain(&fit);
        }
        pick(&rows, at / 8).map(|row| row.id)
    }

    /// What a customer owes, minor units.
    async fn owed(&self, customer: CustomerId) -> i64 {
        let rows = self.rows::<customer_balance::Entity>().await;
        rows.iter().find(|row| row.customer_id == customer).map_or(0, |row| row.open_minor)
    }

    /// Documents, mostly of the customer, each with a part of what is owed of it.
    async fn parts(&self, customer: CustomerId, aims: &[(usize, Sum)]) -> Vec<(InvoiceId, i64)> {
        let mut parts = Vec::new();
        for (at, sum) in aims {
            let of = (!at.is_multiple_of(7)).then_some(customer);
            if let Some(bill) = self.bill_of(of, *at).await {
                parts.push((bill.id, sum.of(bill.balance_minor())));
            }
        }
        parts
    }

    pub(super) async fn money(&mut self, step: &Step) {
        let (scope, tenant, payments) = (self.scope(), self.t.facts().clone(), self.payments.clone());
        match step {
            Step::Pay { who, method, sum, aims, keeps } => {
                let of = &self.methods[who % self.customers.len()];
                // Half of all is paid by a card that simply works, and an eighth by one that asks its owner.
                let method = match method % 8 {
                    0..=3 => of[0],
                    4 => of[ASKS],
                    _ => of[method / 8 % of.len()],
                };
                let order = self.order_of(*who, *sum, aims, *keeps).await;
                self.pay(PaymentOrder { method: Some(method), ..order }).await;
            }
            Step::Cash { who, sum, aims, keeps } => {
                let order = self.order_of(*who, *sum, aims, *keeps).await;
                self.pay(PaymentOrder { channel: Some(PaymentChannel::Cash), ..order }).await;
            }
            Step::Confirm(at) => {
                let waits = |row: &payment::Model| row.status == PaymentStatus::RequiresAction;
                let Some(id) = self.payment_at(*at, waits).await else { return };
                self.attempt(payments.confirm_payment(&scope, &tenant, id)).await;
            }
            Step::Cancel(at) => {
                let waits = |row: &payment::Model| row.status == PaymentStatus::RequiresAction;
                let Some(id) = self.payment_at(*at, waits).await else { return };
                self.attempt(payments.cancel_payment(&scope, &tenant, id, None)).await;
            }
            Step::Refund { payment, sum } => Box::pin(self.refund(*payment, *sum)).await,
            Step::Link { who, bill, sum } => {
                let target = match bill {
                    Some(at) => {
                        let Some(bill) = self.bill_at(*at).await else { return };
                        LinkTarget::Invoice(bill.id)
                    }
                    None => LinkTarget::Customer(self.who(*who).id),
                };
                let amount = sum.map(|sum| major(sum.of(50_00)));
                let new = NewPayLink { target, amount, expires_in_days: Some(30) };
                if let Some((_, token)) = self.attempt(create_pay_link(&scope, &tenant, new)).await {
                    self.links.push(token);
                }
            }
            Step::PayLink { link, card, sum } => self.pay_link(*link, *card, *sum).await,
            Step::ConfirmLink { link, payment, cancel } => {
                let Some(token) = pick(&self.links, *link).cloned() else { return };
                let rows = self.rows::<pay_link_payment::Entity>().await;
                let Some(id) = pick(&rows, *payment).map(|row| row.id) else { return };
                if *cancel {
                    self.attempt(payments.cancel_by_link(&scope, &tenant, &token, id)).await;
                } else {
                    self.attempt(payments.confirm_by_link(&scope, &tenant, &token, id)).await;
                }
            }
            Step::Autopay { who, on, method, offset, cap } => {
                let of = &self.methods[who % self.customers.len()];
                let method = (method % 3 == 0).then(|| of[method / 3 % of.len()]);
                let set = SetAutopay {
                    customer: self.who(*who).id,
                    enabled: *on,
                    method,
                    day_offset: *offset,
                    cap: cap.map(major),
                    expected_version: None,
                };
                self.attempt(payments.set_autopay(&scope, &tenant, set)).await;
            }
            Step::Alert { who, threshold } => {
                let (customer, amount) = (self.who(*who).id, threshold.map(major));
                self.attempt(billing::set_low_balance_alert(&scope, customer, amount, None)).await;
            }
            _ => unreachable!("no step of money"),
        }
    }

    async fn order_of(&mut self, who: usize, sum: Sum, aims: &[(usize, Sum)], keeps: bool) -> PaymentOrder {
        let customer = self.who(who).id;
        let parts = self.parts(customer, aims).await;
        let meant: i64 = parts.iter().map(|(_, part)| part).sum();
        let amount = match sum {
            Sum::Quarters(_) if meant > 0 => meant,
            sum => sum.of(self.owed(customer).await),
        };
        PaymentOrder {
            customer,
            amount: major(amount),
            method: None,
            channel: None,
            allocations: parts.into_iter().map(|(bill, part)| (bill, major(part))).collect(),
            keeps_credit: keeps,
            key: self.key(),
        }
    }

    /// Pays, and once more under the same key.
    async fn pay(&mut self, order: PaymentOrder) {
        let (scope, tenant, payments) = (self.scope(), self.t.facts().clone(), self.payments.clone());
        let paid = self.attempt(payments.create_payment(&scope, &tenant, order.clone())).await;
        let Some(paid) = paid else { return };
        let again = self.again(payments.create_payment(&scope, &tenant, order.clone())).await;
        assert!(again.replayed && again.payment.id == paid.payment.id);
        // Under the same key there is nothing else to be had.
        let other = PaymentOrder { amount: order.amount + Decimal::ONE, ..order };
        assert!(self.attempt(payments.create_payment(&scope, &tenant, other)).await.is_none());
    }

    async fn refund(&mut self, at: usize, sum: Option<Sum>) {
        let (scope, tenant, payments) = (self.scope(), self.t.facts().clone(), self.payments.clone());
        let holds = |row: &payment::Model| was_received(row.status) && row.remaining_minor() > 0;
        let Some(id) = self.payment_at(at, holds).await else { return };
        let row = self.rows::<payment::Entity>().await.into_iter().find(|row| row.id == id);
        let left = row.map_or(0, |row| row.remaining_minor());
        let amount = sum.map(|sum| major(sum.of(left)));
        let request = RefundRequest { payment: id, amount, reason: "as agreed".to_owned(), key: self.key() };
        if self.attempt(payments.refund_payment(&scope, &tenant, request.clone())).await.is_some() {
            assert!(self.again(payments.refund_payment(&scope, &tenant, request)).await.replayed);
        }
    }

    async fn pay_link(&mut self, link: usize, card: usize, sum: Option<Sum>) {
        let Some(token) = pick(&self.links, link).cloned() else { return };
        let (scope, tenant, payments) = (self.scope(), self.t.facts().clone(), self.payments.clone());
        let cards: Vec<&str> = TEST_METHODS
            .iter()
            .filter(|method| method.kind == AccountKind::Card)
            .map(|method| method.token)
            .collect();
        let card = if card.is_multiple_of(2) { cards[0] } else { cards[card / 2 % cards.len()] };
        let (amount, key) = (sum.map(|sum| major(sum.of(60_00))), self.key());
        let order = || LinkOrder { token: token.clone(), amount, card: card.into(), key: key.clone() };
        if self.attempt(payments.pay_by_link(&scope, &tenant, order())).await.is_some() {
            assert!(self.again(payments.pay_by_link(&scope, &tenant, order())).await.replayed);
        }
    }
}
