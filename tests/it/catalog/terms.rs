//! The terms on which a customer is billed.

use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use super::{code, done, member, mutate, staff};
use crate::support::app::TestApp;

const TERMS: &str = "customer { version billingTerms { mode billingDay dueDays graceDays nextPeriodStart } }";

both!(terms_change_from_the_next_period_on, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let owner = member(&t, &customer, LinkRole::Owner).await;
    let own =
        "{ viewer { customer { billingTerms { mode billingDay dueDays graceDays nextPeriodStart } } } }";
    let before = json!({ "mode": "POSTPAID", "billingDay": 1, "dueDays": 14, "graceDays": 7, "nextPeriodStart": "2026-12-01" });
    assert_eq!(owner.gql(own, json!({})).await.ok()["viewer"]["customer"]["billingTerms"], before);
    let billing = staff(&t, LinkRole::Billing).await;
    let id = customer.id.to_string();
    let change =
        json!({ "customerId": id, "billingDay": 15, "dueDays": 30, "mode": "PREPAID", "expectedVersion": 1 });
    let changed = mutate(&billing, "changeBillingTerms", TERMS, change.clone()).await;
    let expected = json!({ "mode": "PREPAID", "billingDay": 15, "dueDays": 30, "graceDays": 7, "nextPeriodStart": "2026-12-15" });
    assert_eq!(done(&changed)["customer"]["billingTerms"], expected);
    assert_eq!(code(&mutate(&billing, "changeBillingTerms", TERMS, change).await), "CONFLICT");
    for (field, value) in [("billingDay", 0), ("billingDay", 29), ("dueDays", -1), ("graceDays", 91)] {
        let mut input = json!({ "customerId": id });
        input[field] = json!(value);
        let refused = mutate(&billing, "changeBillingTerms", TERMS, input).await;
        assert_eq!((code(&refused), &refused["userErrors"][0]["field"]), ("INVALID_INPUT", &json!(field)));
    }
    let unknown = json!({ "customerId": "cus_01kb0000000000000000n0b0d0" });
    assert_eq!(code(&mutate(&billing, "changeBillingTerms", TERMS, unknown).await), "NOT_FOUND");
    let document =
        "mutation($id: ID!) { changeBillingTerms(input: { customerId: $id }) { userErrors { code } } }";
    owner.gql(document, json!({ "id": id })).await.assert_code("FORBIDDEN");
    let technical = member(&t, &customer, LinkRole::Technical).await;
    technical.gql(own, json!({})).await.assert_code("FORBIDDEN");
});
