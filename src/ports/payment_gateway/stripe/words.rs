//! Stripe's words, read. Pure.

use serde_json::Value as Json;

use crate::kernel::ids::{PaymentId, PaymentMethodId, PaymentRefundId, TypedId as _};
use crate::kernel::money::{Currency, Money};
use crate::ports::payment_gateway::{
    AccountKind, Action, ChargeReport, ChargeState, Decline, DeclineCode, GatewayError, Message,
    MessageError, MessageSubject,
};

/// What Stripe calls a kind of method.
pub(super) fn method_type(kind: AccountKind) -> &'static str {
    match kind {
        AccountKind::Card => "card",
        AccountKind::Bank => "sepa_debit",
    }
}

/// The name of an object.
pub(super) fn id(object: &Json) -> Result<String, GatewayError> {
    let id = object["id"].as_str().map(str::to_owned);
    id.ok_or_else(|| GatewayError::Unknown("an object without id".to_owned()))
}

/// The amount of an object.
pub(super) fn money(object: &Json) -> Option<Money> {
    let currency: Currency = object["currency"].as_str()?.to_ascii_uppercase().parse().ok()?;
    Some(Money::new(object["amount"].as_i64()?, currency))
}

/// What a PaymentIntent says of its charge.
pub(super) fn charge_report(intent: &Json) -> Result<ChargeReport, GatewayError> {
    let error = &intent["last_payment_error"];
    let declined =
        || decline(error["code"].as_str(), error["decline_code"].as_str(), error["message"].as_str());
    let state = match intent["status"].as_str() {
        Some("succeeded") => ChargeState::Succeeded,
        Some("processing") => ChargeState::Processing,
        Some("requires_action") => ChargeState::RequiresAction(action(intent)),
        Some("canceled") => ChargeState::Cancelled,
        // What was made and confirmed in one call waits for another method only when this one was refused.
        Some("requires_payment_method" | "requires_confirmation") => ChargeState::Declined(declined()),
        other => return Err(GatewayError::Unknown(format!("an intent that is {other:?}"))),
    };
    Ok(ChargeReport {
        gateway_ref: Some(id(intent)?),
        payment: intent["metadata"]["payment_id"].as_str().and_then(|id| PaymentId::parse(id).ok()),
        money: money(intent),
        state,
    })
}

/// What the payer has to do.
pub(super) fn action(intent: &Json) -> Action {
    Action::by_script(
        intent["client_secret"].as_str(),
        intent["next_action"]["redirect_to_url"]["url"].as_str(),
    )
}

/// Why money was refused (https://docs.stripe.com/declines/codes).
pub(super) fn decline(code: Option<&str>, decline_code: Option<&str>, message: Option<&str>) -> Decline {
    let code = match decline_code.or(code) {
        Some("insufficient_funds") => DeclineCode::InsufficientFunds,
        Some("expired_card") => DeclineCode::ExpiredCard,
        Some("incorrect_cvc" | "invalid_cvc") => DeclineCode::IncorrectCvc,
        Some("lost_card" | "stolen_card" | "pickup_card") => DeclineCode::LostOrStolen,
        Some("duplicate_transaction") => DeclineCode::DuplicateTransaction,
        Some("authentication_required") => DeclineCode::AuthenticationRequired,
        Some("payment_intent_authentication_failure" | "setup_intent_authentication_failure") => {
            DeclineCode::AuthenticationFailed
        }
        Some("incorrect_number" | "invalid_account" | "revocation_of_all_authorizations") => {
            DeclineCode::MethodInvalid
        }
        _ => DeclineCode::CardDeclined,
    };
    Decline::new(code, message.unwrap_or("declined"))
}

/// What a message is about.
pub(super) fn message(body: &[u8]) -> Result<Message, MessageError> {
    let event: Json = serde_json::from_slice(body).map_err(|_| MessageError::Malformed)?;
    let text = |value: &Json| value.as_str().map(str::to_owned).ok_or(MessageError::Malformed);
    let (event_id, kind) = (text(&event["id"])?, text(&event["type"])?);
    let object = &event["data"]["object"];
    let own = |key: &str| object["metadata"][key].as_str();
    let subject = match object["object"].as_str() {
        Some("payment_intent") => Some(MessageSubject::Charge {
            gateway_ref: text(&object["id"])?,
            payment: own("payment_id").and_then(|id| PaymentId::parse(id).ok()),
        }),
        Some("setup_intent") => Some(MessageSubject::Setup {
            gateway_ref: text(&object["id"])?,
            method: own("method_id").and_then(|id| PaymentMethodId::parse(id).ok()),
        }),
        Some("dispute") => Some(MessageSubject::Dispute { gateway_ref: text(&object["id"])? }),
        Some("refund") => own("refund_id")
            .and_then(|id| PaymentRefundId::parse(id).ok())
            .map(|refund| MessageSubject::Refund { refund }),
        _ => None,
    };
    Ok(Message { event_id, kind, subject })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn intents_say_what_has_become_of_the_money() {
        let intent = |status: &str| {
            json!({
                "id": "pi_1", "object": "payment_intent", "status": status, "amount": 1234, "currency": "eur",
                "client_secret": "pi_1_secret", "metadata": { "payment_id": "pay_01kb0000000000000000n0b0d0" },
                "last_payment_error": { "code": "card_declined", "decline_code": "insufficient_funds",
                                        "message": "Not enough." },
            })
        };
        let state = |status: &str| charge_report(&intent(status)).map(|report| report.state);
        assert_eq!(state("succeeded"), Ok(ChargeState::Succeeded));
        assert_eq!(state("processing"), Ok(ChargeState::Processing));
        assert_eq!(state("canceled"), Ok(ChargeState::Cancelled));
        let refused = Decline::new(DeclineCode::InsufficientFunds, "Not enough.");
        assert_eq!(state("requires_payment_method"), Ok(ChargeState::Declined(refused)));
        let action = Action { url: None, client_secret: Some("pi_1_secret".to_owned()) };
        assert_eq!(state("requires_action"), Ok(ChargeState::RequiresAction(action)));
        assert!(matches!(state("requires_capture"), Err(GatewayError::Unknown(_))));
        let report = charge_report(&intent("succeeded")).expect("a report");
        assert_eq!(report.money, Some(Money::new(1234, "EUR".parse().expect("known"))));
        assert!(report.payment.is_some());
    }

    #[test]
    fn messages_name_whom_to_ask_for() {
        let read = |object: Json| {
            let event = json!({ "id": "evt_1", "type": "t", "data": { "object": object } });
            message(event.to_string().as_bytes()).map(|message| message.subject)
        };
        let dispute = read(json!({ "object": "dispute", "id": "dp_1", "payment_intent": "pi_1" }));
        assert_eq!(dispute, Ok(Some(MessageSubject::Dispute { gateway_ref: "dp_1".to_owned() })));
        let foreign = read(json!({ "object": "payment_intent", "id": "pi_1", "metadata": {} }));
        assert_eq!(
            foreign,
            Ok(Some(MessageSubject::Charge { gateway_ref: "pi_1".to_owned(), payment: None }))
        );
        // `refund.failed` and `charge.refund.updated` carry the refund itself.
        let own = "rfd_01kb0000000000000000n0b0d0";
        let refund = read(json!({ "object": "refund", "id": "re_1", "status": "failed",
                                  "metadata": { "refund_id": own } }));
        let named = PaymentRefundId::parse(own).expect("an id");
        assert_eq!(refund, Ok(Some(MessageSubject::Refund { refund: named })));
        assert_eq!(read(json!({ "object": "refund", "id": "re_1", "metadata": {} })), Ok(None));
        assert_eq!(read(json!({ "object": "payout", "id": "po_1" })), Ok(None));
        assert_eq!(message(b"{}"), Err(MessageError::Malformed));
        assert_eq!(message(b"nonsense"), Err(MessageError::Malformed));
    }
}
