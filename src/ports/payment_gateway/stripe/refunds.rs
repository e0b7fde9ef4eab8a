//! Refunds and disputes.

use serde_json::Value as Json;

use super::exchange::{Exchange, Form, Outcome};
use super::words;
use crate::ports::payment_gateway::{
    DisputeReport, DisputeStatus, GatewayError, Merchant, RefundOrder, RefundReport, RefundState,
};

/// Gives money back.
pub(super) async fn refund(
    exchange: &Exchange,
    merchant: &Merchant,
    order: &RefundOrder,
) -> Result<RefundReport, GatewayError> {
    let own = order.refund.to_string();
    let form: Form<'_> = vec![
        ("payment_intent", order.gateway_ref.clone()),
        ("amount", order.money.minor.to_string()),
        ("metadata[refund_id]", own.clone()),
    ];
    match exchange.order(merchant, "/v1/refunds", &form, &own).await? {
        Outcome::Object(refund) => report(&refund),
        Outcome::Refused(refusal) => {
            Ok(RefundReport { gateway_ref: None, state: RefundState::Failed(refusal.words()) })
        }
    }
}

/// A refund, by our name of it.
pub(super) async fn find(
    exchange: &Exchange,
    merchant: &Merchant,
    order: &RefundOrder,
) -> Result<Option<RefundReport>, GatewayError> {
    let own = order.refund.to_string();
    let list = format!("/v1/refunds?limit=100&payment_intent={}", order.gateway_ref);
    let found = exchange
        .find(merchant, &list, None, |refund| refund["metadata"]["refund_id"] == own.as_str())
        .await?;
    found.map(|refund| report(&refund)).transpose()
}

fn report(refund: &Json) -> Result<RefundReport, GatewayError> {
    let state = match refund["status"].as_str() {
        Some("succeeded") => RefundState::Succeeded,
        Some("pending" | "requires_action") => RefundState::Processing,
        Some("failed" | "canceled") => {
            RefundState::Failed(refund["failure_reason"].as_str().unwrap_or("failed").to_owned())
        }
        other => return Err(GatewayError::Unknown(format!("a refund that is {other:?}"))),
    };
    Ok(RefundReport { gateway_ref: Some(words::id(refund)?), state })
}

/// Where a dispute stands.
pub(super) async fn find_dispute(
    exchange: &Exchange,
    merchant: &Merchant,
    id: &str,
) -> Result<Option<DisputeReport>, GatewayError> {
    let Some(dispute) = exchange.get(merchant, &format!("/v1/disputes/{id}")).await? else { return Ok(None) };
    dispute_report(&dispute).map(Some)
}

fn dispute_report(dispute: &Json) -> Result<DisputeReport, GatewayError> {
    let status = match dispute["status"].as_str() {
        // An inquiry takes no money.
        Some("won" | "warning_needs_response" | "warning_under_review" | "warning_closed") => {
            DisputeStatus::Won
        }
        Some("lost") => DisputeStatus::Lost,
        Some(_) => DisputeStatus::Open,
        None => return Err(GatewayError::Unknown("a dispute without status".to_owned())),
    };
    let charge = dispute["payment_intent"].as_str().map(str::to_owned);
    let (charge_ref, money) = charge
        .zip(words::money(dispute))
        .ok_or_else(|| GatewayError::Unknown("a dispute of nothing".to_owned()))?;
    Ok(DisputeReport { gateway_ref: words::id(dispute)?, charge_ref, money, status })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_refund_may_fail_whatever_it_was_before() {
        let refund = |status: &str| {
            report(&json!({ "id": "re_1", "status": status, "failure_reason": "expired_or_canceled_card" }))
        };
        let state = |status: &str| refund(status).map(|report| report.state);
        assert_eq!(state("succeeded"), Ok(RefundState::Succeeded));
        assert_eq!(state("pending"), Ok(RefundState::Processing));
        assert_eq!(state("failed"), Ok(RefundState::Failed("expired_or_canceled_card".to_owned())));
        assert!(state("unheard_of").is_err());
    }

    #[test]
    fn a_dispute_is_open_until_the_bank_has_decided() {
        for (word, status) in [
            ("needs_response", DisputeStatus::Open),
            ("under_review", DisputeStatus::Open),
            ("won", DisputeStatus::Won),
            ("lost", DisputeStatus::Lost),
            ("warning_needs_response", DisputeStatus::Won),
        ] {
            let dispute = json!({
                "id": "dp_1", "status": word, "payment_intent": "pi_1", "amount": 5, "currency": "usd"
            });
            assert_eq!(dispute_report(&dispute).map(|report| report.status), Ok(status), "{word}");
        }
        assert!(dispute_report(&json!({ "id": "dp_1", "status": "won" })).is_err());
    }
}
