//! Coupons and discounts.

use portico::catalog::discounts::Reduction;
use portico::catalog::{self, discounts_for};
use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use super::{code, day, done, member, mutate, served, staff};
use crate::support::app::TestApp;

const COUPON: &str = "coupon { id code percent amount { minor } redeemed version retiredAt }";
const DISCOUNT: &str = "discount { id name percent amount { minor } byCoupon from to version }";

both!(a_coupon_is_redeemed_once_by_a_customer_and_as_often_as_it_says, async |t: TestApp| {
    let billing = staff(&t, LinkRole::Billing).await;
    let plan = t.plan().insert().await;
    let new = json!({ "code": "winter-25", "name": "Winter", "reduction": { "percent": "25" }, "months": 3,
                      "maxRedemptions": 2, "planIds": [plan.id.to_string()] });
    let made = mutate(&billing, "createCoupon", COUPON, new.clone()).await;
    let made = &done(&made)["coupon"];
    assert_eq!((&made["code"], &made["percent"]), (&json!("WINTER-25"), &json!("25")));
    assert_eq!(code(&mutate(&billing, "createCoupon", COUPON, new).await), "CODE_TAKEN");
    let redeem = async |code: &str| {
        let (customer, _, owner) = served(&t).await;
        let input = json!({ "customerId": customer.id.to_string(), "code": code });
        (customer, mutate(&owner, "redeemCoupon", DISCOUNT, input.clone()).await, owner, input)
    };
    let (customer, redeemed, owner, input) = redeem(" Winter-25 ").await;
    let discount = &done(&redeemed)["discount"];
    // Redeemed within November: the rest of it, and three full periods.
    assert_eq!((&discount["from"], &discount["to"]), (&json!("2026-11-22"), &json!("2027-03-01")));
    assert_eq!(discount["byCoupon"], true);
    assert_eq!(code(&mutate(&owner, "redeemCoupon", DISCOUNT, input).await), "ALREADY_REDEEMED");
    let own = "{ viewer { customer { discounts { name percent } } } }";
    let own = owner.gql(own, json!({})).await;
    assert_eq!(own.ok()["viewer"]["customer"]["discounts"], json!([{ "name": "Winter", "percent": "25" }]));
    done(&redeem("WINTER-25").await.1);
    assert_eq!(code(&redeem("WINTER-25").await.1), "EXHAUSTED");
    let list = billing
        .gql("{ coupons(first: 5) { totalCount nodes { code redeemed maxRedemptions } } }", json!({}))
        .await;
    let expected =
        json!({ "totalCount": 1, "nodes": [{ "code": "WINTER-25", "redeemed": 2, "maxRedemptions": 2 }] });
    assert_eq!(list.ok()["coupons"], expected);
    let known = catalog::discounts_of(&t.scope(), customer.id, day("2026-11-22")).await.expect("read");
    assert_eq!(known.len(), 1);
    assert_eq!((known[0].reduction, &known[0].plans), (Reduction::Percent(250_000), &Some(vec![plan.id])));
    assert!(discounts_for(&[], &known).is_empty());
});

both!(codes_that_are_not_to_be_redeemed_are_all_the_same, async |t: TestApp| {
    let billing = staff(&t, LinkRole::Billing).await;
    let (customer, _, owner) = served(&t).await;
    let new = |code: &str| json!({ "code": code, "name": "Any", "reduction": { "amountMinor": "500" } });
    let mut early = new("EARLY");
    early["validFrom"] = json!("2026-11-23");
    let mut late = new("LATE");
    late["validFrom"] = json!("2026-11-01");
    late["validTo"] = json!("2026-11-22");
    let mut dollars = new("DOLLARS");
    dollars["currency"] = json!("USD");
    for coupon in [early, late, dollars] {
        done(&mutate(&billing, "createCoupon", COUPON, coupon).await);
    }
    let gone = mutate(&billing, "createCoupon", COUPON, new("GONE")).await;
    let gone = json!({ "couponId": done(&gone)["coupon"]["id"], "expectedVersion": 1 });
    assert!(
        !done(&mutate(&billing, "retireCoupon", COUPON, gone.clone()).await)["coupon"]["retiredAt"].is_null()
    );
    let again = json!({ "couponId": gone["couponId"] });
    assert_eq!(code(&mutate(&billing, "retireCoupon", COUPON, again).await), "ALREADY_RETIRED");
    let mut answers = Vec::new();
    for code in ["EARLY", "LATE", "DOLLARS", "GONE", "NO-SUCH-CODE", "%", ""] {
        let input = json!({ "customerId": customer.id.to_string(), "code": code });
        answers.push(mutate(&owner, "redeemCoupon", DISCOUNT, input).await);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!(code(&answers[0]), "NOT_FOUND");
});

both!(coupons_that_are_none, async |t: TestApp| {
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let good = json!({ "code": "GOOD", "name": "Good", "reduction": { "percent": "10" } });
    for (field, value, refusal) in [
        ("code", json!("abc"), "INVALID_INPUT"),
        ("code", json!("a b c d"), "INVALID_INPUT"),
        ("name", json!(""), "INVALID_INPUT"),
        ("reduction", json!({ "percent": "0" }), "INVALID_INPUT"),
        ("reduction", json!({ "percent": "100.5" }), "INVALID_INPUT"),
        ("reduction", json!({ "amountMinor": "0" }), "INVALID_INPUT"),
        ("months", json!(0), "INVALID_INPUT"),
        ("maxRedemptions", json!(0), "INVALID_INPUT"),
        ("validTo", json!("2026-11-22"), "INVALID_INPUT"),
        ("currency", json!("EURO"), "INVALID_INPUT"),
        ("planIds", json!(["pln_01kb0000000000000000n0b0d0"]), "PLAN_NOT_FOUND"),
    ] {
        let mut input = good.clone();
        input[field] = value;
        assert_eq!(code(&mutate(&admin, "createCoupon", COUPON, input).await), refusal, "{field}");
    }
    let document =
        "mutation($input: CreateCouponInput!) { createCoupon(input: $input) { userErrors { code } } }";
    let mut input = good;
    input["reduction"] = json!({ "percent": "1.00005" });
    admin.gql(document, json!({ "input": input })).await.assert_code("BAD_USER_INPUT");
});

both!(a_discount_is_given_and_ended, async |t: TestApp| {
    let billing = staff(&t, LinkRole::Billing).await;
    let (customer, row, _) = served(&t).await;
    let (stranger, foreign, _) = served(&t).await;
    let grant = |customer: String, service: Option<String>| {
        json!({ "customerId": customer, "subscriptionId": service, "name": "Loyalty", "reason": "ten years",
                "reduction": { "amountMinor": "500" } })
    };
    let given = grant(customer.id.to_string(), Some(row.id.to_string()));
    let given = mutate(&billing, "grantDiscount", DISCOUNT, given).await;
    let given = &done(&given)["discount"];
    assert_eq!((&given["amount"]["minor"], &given["to"]), (&json!("500"), &Value::Null));
    let crossed = grant(stranger.id.to_string(), Some(row.id.to_string()));
    assert_eq!(code(&mutate(&billing, "grantDiscount", DISCOUNT, crossed).await), "NOT_FOUND");
    let mut silent = grant(stranger.id.to_string(), Some(foreign.id.to_string()));
    silent["reason"] = json!(" ");
    assert_eq!(code(&mutate(&billing, "grantDiscount", DISCOUNT, silent).await), "INVALID_INPUT");
    let end = json!({ "discountId": given["id"], "expectedVersion": 1 });
    let ended = mutate(&billing, "endDiscount", DISCOUNT, end.clone()).await;
    assert_eq!(done(&ended)["discount"]["to"], "2026-11-22");
    assert_eq!(code(&mutate(&billing, "endDiscount", DISCOUNT, end).await), "ALREADY_ENDED");
    let technical = member(&t, &customer, LinkRole::Technical).await;
    let own = "{ viewer { customer { discounts { name } } } }";
    technical.gql(own, json!({})).await.assert_code("FORBIDDEN");
});
