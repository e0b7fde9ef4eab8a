//! A year of an ISP's bills in a sandbox, through the API alone, with what befalls a customer in it. After each step the
//! books add up, and the last line of the customer's statement is the balance.

use chrono::TimeDelta;
use portico::customers::entity::customer;
use portico::identity::entity::account_link::LinkRole;
use portico::tenancy::{DunningAction, DunningSettings, DunningStep, LateFee, LateFeeStage};
use serde_json::{Value, json};

use super::desk::{PAY, add, owner, paid};
use crate::invoicing::{done, mutate};
use crate::support::app::{TestApp, today};
use crate::support::caller::Caller;
use crate::support::wait::until;

fn quick(config: &mut portico::config::Config) {
    config.payments.look_ms = 50;
}

/// An ISP to try things with: a fee on the first day after grace, a reminder with it, a suspension four weeks later.
async fn isp(t: &TestApp) -> TestApp {
    t.tenant_with(|new| {
        new.settings.sandbox = true;
        let fee =
            LateFeeStage { after_days: 0, fee: LateFee::FlatMinor(5_00), min_minor: 0, max_minor: None };
        new.settings.billing.late_fees.insert("EUR".to_owned(), vec![fee]);
        let step = |after_days, action| DunningStep { after_days, action };
        new.settings.billing.dunning = DunningSettings {
            steps: vec![step(0, DunningAction::Reminder), step(28, DunningAction::Suspension)],
            ..DunningSettings::default()
        };
    })
    .await
}

struct Story {
    t: TestApp,
    customer: customer::Model,
    owner: Caller,
    admin: Caller,
}

impl Story {
    /// Moves the sandbox to noon of a day.
    async fn on(&self, day: &str) {
        let to = json!({ "to": format!("{day}T12:00:00Z") });
        while done(mutate(&self.admin, "sandboxAdvanceTime", to.clone(), "arrived").await)["arrived"] != true
        {
        }
        self.adds_up(day).await;
    }

    /// The books are right, and the statement ends with the balance; minor units.
    async fn adds_up(&self, when: &str) -> i64 {
        let asks = "{ ledgerCheck(limit: 10) { ok findings { check subject fact expected found } } }";
        let report = self.admin.gql(asks, json!({})).await;
        assert_eq!(report.ok()["ledgerCheck"]["ok"], true, "{when}: {}", report.text);
        let asks = "{ viewer { customer { balance { minor } statement { closing { minor } } } } }";
        let seen = self.owner.gql(asks, json!({})).await;
        let customer = &seen.ok()["viewer"]["customer"];
        assert_eq!(customer["balance"], customer["statement"]["closing"], "{when}: {}", seen.text);
        minor(&customer["balance"])
    }

    async fn invoices(&self) -> Vec<Value> {
        let asks = "{ viewer { customer { invoices(first: 50, orderBy: { field: ISSUE_DATE, direction: ASC }) { nodes {
            id kind status issueDate total { minor } balance { minor } lines(first: 20) { nodes { id description net { minor } } } } } } } }";
        let seen = self.owner.gql(asks, json!({})).await;
        seen.ok()["viewer"]["customer"]["invoices"]["nodes"].as_array().expect("a list").clone()
    }

    async fn latest(&self) -> Value {
        let recurring = self.invoices().await.into_iter().rev().find(|bill| bill["kind"] == "RECURRING");
        recurring.expect("there is a bill")
    }

    /// Pays an amount by a stored card, in minor units.
    async fn pay(&self, amount: i64, method: &str, key: &str) -> Value {
        let input = json!({
            "customerId": self.customer.id.to_string(), "amount": format!("{}.{:02}", amount / 100, amount % 100),
            "methodId": method, "idempotencyKey": key,
        });
        let payment = paid(&self.owner.gql(PAY, json!({ "input": input })).await);
        assert_eq!(payment["status"], "SUCCEEDED", "{payment}");
        payment
    }

    /// Pays all that is owed.
    async fn settle(&self, method: &str, key: &str) {
        let owed = self.adds_up(key).await;
        self.pay(owed, method, key).await;
        assert_eq!(self.adds_up(key).await, 0, "{key}");
    }

    async fn service(&self) -> Value {
        let asks = "{ viewer { customer { services { id status plan { id } } } } }";
        self.owner.gql(asks, json!({})).await.ok()["viewer"]["customer"]["services"][0].clone()
    }
}

fn nets(lines: &Value) -> i64 {
    lines.as_array().expect("lines").iter().map(|line| minor(&line["net"])).sum()
}

fn minor(money: &Value) -> i64 {
    money["minor"].as_str().expect("text").parse().expect("a number")
}

both!(a_year_with_all_that_can_befall_a_customer, quick, async |t: TestApp| {
    let t = isp(&t).await;
    let customer = t.customer().insert().await;
    let (small, large) =
        (t.plan().insert().await, t.plan().with(|row| row.price_minor = 59_90).insert().await);
    let service = t.subscription(&customer, &small).with(|row| {
        row.activated_on = Some(today());
        row.billed_through = None;
    });
    service.insert().await;
    let owner = owner(&t, &customer).await;
    let (card, false_card) =
        (add(&owner, &customer, "tok_success").await, add(&owner, &customer, "tok_dispute").await);
    let admin = t.sign_in_as(&t.account().staff(LinkRole::TenantAdmin).insert().await).await;
    let story = Story { t, customer, owner, admin };
    let id = story.customer.id.to_string();

    // The first bills come and are paid.
    story.on("2026-12-05").await;
    assert_eq!(story.invoices().await.len(), 2);
    story.settle(&card, "december").await;
    story.on("2027-01-05").await;
    assert_eq!(story.invoices().await.len(), 3);
    story.settle(&card, "january").await;

    // A larger plan, at once, for exactly what was quoted.
    story.on("2027-01-11").await;
    let service = story.service().await;
    let wanted = json!({ "subscriptionId": service["id"], "planId": large.id.to_string(), "timing": "NOW" });
    let quote =
        done(mutate(&story.owner, "previewPlanChange", wanted, "quote { id lines { net { minor } } }").await);
    let quoted = nets(&quote["quote"]["lines"]);
    assert!(quoted > 0, "{quote}");
    done(
        mutate(
            &story.owner,
            "changePlan",
            json!({ "quoteId": quote["quote"]["id"] }),
            "changed { __typename }",
        )
        .await,
    );
    story.on("2027-02-02").await;
    let bill = story.latest().await;
    assert_eq!(nets(&bill["lines"]["nodes"]), 59_90 + quoted, "{bill}");
    story.settle(&card, "february").await;

    // A pause of two weeks, whose days come off the next bill.
    let pause = json!({ "subscriptionId": service["id"], "until": "2027-02-24" });
    done(mutate(&story.owner, "pauseService", pause, "subscription { status }").await);
    assert_eq!(story.service().await["status"], "SUSPENDED");
    story.on("2027-03-02").await;
    assert_eq!(story.service().await["status"], "ACTIVE");
    let march = story.latest().await;
    assert!(minor(&march["total"]) < 71_28, "{march}");

    // A credit note on it.
    let credit = json!({ "reason": "SERVICE_OUTAGE", "credit": { "invoice": { "invoiceId": march["id"], "amount": "5.00" } } });
    done(mutate(&story.admin, "issueCreditNote", credit, "creditNote { id }").await);
    story.adds_up("the credit note").await;

    // Nobody pays March: a fee after 14 days and 7 of grace.
    story.on("2027-03-25").await;
    let fees = |bills: Vec<Value>| bills.iter().filter(|bill| bill["kind"] == "LATE_FEE").count();
    assert_eq!(fees(story.invoices().await), 1);

    // A line of April is disputed, held and found to be right.
    story.on("2027-04-02").await;
    let april = story.latest().await;
    let line = april["lines"]["nodes"][0]["id"].clone();
    let dispute = json!({ "invoiceLineId": line, "reason": "NOT_DELIVERED", "explanation": "It was down." });
    let dispute = done(mutate(&story.owner, "disputeInvoiceLine", dispute, "dispute { id status }").await);
    story.on("2027-04-05").await;
    let answer =
        json!({ "disputeId": dispute["dispute"]["id"], "outcome": "REJECT", "answer": "It was up." });
    let answer = done(mutate(&story.admin, "settleLineDispute", answer, "dispute { status }").await);
    assert_eq!(answer["dispute"]["status"], "REJECTED");

    // What is overdue is promised, which keeps the service up, and paid as promised.
    story.on("2027-04-26").await;
    let asks = "{ viewer { customer { paymentArrangementOffer { obstacle total { minor }
        plans { instalments { due amount { amount } } } } } } }";
    let offer = story.owner.gql(asks, json!({})).await;
    let offer = offer.ok()["viewer"]["customer"]["paymentArrangementOffer"].clone();
    assert_eq!(offer["obstacle"], json!(null), "{offer}");
    let plan = offer["plans"].as_array().expect("plans").last().expect("one")["instalments"].clone();
    let instalments: Vec<Value> = plan
        .as_array()
        .expect("instalments")
        .iter()
        .map(|part| json!({ "due": part["due"], "amount": part["amount"]["amount"] }))
        .collect();
    let promise = json!({ "customerId": id, "instalments": instalments });
    done(mutate(&story.owner, "acceptPaymentArrangement", promise, "arrangement { status }").await);
    let before = story.adds_up("the promise").await;
    story.on("2027-05-02").await;
    assert_eq!(story.service().await["status"], "ACTIVE");
    assert!(story.adds_up("may").await >= before);
    story.settle(&card, "may").await;

    // A payment that the bank takes back, for good.
    story.on("2027-06-02").await;
    let owed = story.adds_up("june").await;
    let payment = story.pay(owed, &false_card, "june").await;
    assert_eq!(story.adds_up("june is paid").await, 0);
    story.t.advance(TimeDelta::seconds(8));
    until("the bank has decided", async || {
        story.t.advance(TimeDelta::seconds(1));
        let asks = "query($id: ID!) { node(id: $id) { ... on Payment { disputes { status } } } }";
        let seen = story.owner.gql(asks, json!({ "id": payment["id"] })).await;
        seen.ok()["node"]["disputes"][0]["status"] == "LOST"
    })
    .await;
    assert_eq!(story.adds_up("the chargeback").await, owed);
    story.settle(&card, "june again").await;

    // The rest of the year is paid as it comes.
    for month in 7..=11 {
        story.on(&format!("2027-{month:02}-03")).await;
        story.settle(&card, &format!("month {month}")).await;
    }
    story.on("2027-11-22").await;
    assert_eq!(story.adds_up("the end").await, 0);
    assert!(story.invoices().await.iter().all(|bill| bill["status"] == "PAID"));
});
