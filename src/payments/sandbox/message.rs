//! The messages of the sandbox gateway, signed as a real one signs its own.

use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretSlice, SecretString};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::entity::{sandbox_charge, sandbox_event};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{PaymentId, PaymentRefundId, TenantId, TypedId as _};
use crate::ports::payment_gateway::{Message, MessageError, MessageSubject, signature};

/// Something has become of a charge.
pub(super) const CHARGE: &str = "charge";
/// Something has become of a dispute.
pub(super) const DISPUTE: &str = "dispute";

/// Something has become of a refund.
pub(super) const REFUND: &str = "refund";

/// A message as it is sent.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    charge: String,
    payment: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refund: Option<String>,
}

/// What the messages to a tenant are signed with: nobody outside can make one.
pub fn webhook_secret(signing_key: &SecretSlice<u8>, tenant: TenantId) -> SecretString {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(signing_key.expose_secret()).expect("HMAC takes a key of any length");
    mac.update(b"sandbox gateway\0");
    mac.update(tenant.uuid().as_bytes());
    let tag = mac.finalize().into_bytes();
    let digits = tag.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect::<String>().into()
}

/// The bytes of a message.
pub(super) fn write(event: &sandbox_event::Model, charge: &sandbox_charge::Model) -> Result<Vec<u8>, Fault> {
    let body = Body {
        id: event.id.to_string(),
        kind: event.kind.clone(),
        charge: charge.id.to_string(),
        payment: charge.payment.clone(),
        refund: event.refund.clone(),
    };
    serde_json::to_vec(&body).map_err(Fault::internal)
}

/// Reads a message whose signature is right.
pub(super) fn read(
    secrets: &[SecretString],
    header: &str,
    body: &[u8],
    now: Instant,
) -> Result<Message, MessageError> {
    signature::verify(secrets, header, body, now)?;
    let body: Body = serde_json::from_slice(body).map_err(|_| MessageError::Malformed)?;
    let subject = match body.kind.as_str() {
        CHARGE => Some(MessageSubject::Charge {
            gateway_ref: body.charge,
            payment: PaymentId::parse(&body.payment).ok(),
        }),
        DISPUTE => Some(MessageSubject::Dispute { gateway_ref: body.charge }),
        REFUND => body
            .refund
            .and_then(|refund| PaymentRefundId::parse(&refund).ok())
            .map(|refund| MessageSubject::Refund { refund }),
        _ => None,
    };
    Ok(Message { event_id: body.id, kind: body.kind, subject })
}
