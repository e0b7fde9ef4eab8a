//! Authenticators: the keyed MD5 of RFC 2865 and 2866, and the HMAC of RFC 2869 §5.14.

use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::{Digest as _, Md5};
use subtle::ConstantTimeEq as _;

use super::packet::{Attribute, Packet, RadiusError, kind};

/// The octets of a digest.
const DIGEST: usize = 16;

impl Packet {
    /// Signs a request of dynamic authorisation: its Message-Authenticator, which comes first, and its Request Authenticator
    /// (RFC 5176 §2.3 and §3.4).
    pub fn signed(mut self, secret: &[u8]) -> Result<Self, RadiusError> {
        self.attributes.retain(|attribute| attribute.kind != kind::MESSAGE_AUTHENTICATOR);
        self.attributes.insert(0, Attribute::new(kind::MESSAGE_AUTHENTICATOR, [0; DIGEST])?);
        let mac = message_authenticator(&self, &[0; DIGEST], secret)?;
        self.attributes[0].value = mac.to_vec();
        self.authenticator = keyed(&self, &[0; DIGEST], secret)?;
        Ok(self)
    }

    /// Whether a request was signed with this secret: its authenticator, and its Message-Authenticator if it has one.
    pub fn is_signed(&self, secret: &[u8]) -> bool {
        let zero = [0; DIGEST];
        keyed(self, &zero, secret).is_ok_and(|right| same(&right, &self.authenticator))
            && self.message_is_authentic(&[&zero], secret)
    }

    /// An answer to this request, signed.
    pub fn answer(
        &self,
        code: super::Code,
        attributes: Vec<Attribute>,
        secret: &[u8],
    ) -> Result<Self, RadiusError> {
        let mut answer = Self::new(code, self.identifier, attributes);
        answer.authenticator = keyed(&answer, &self.authenticator, secret)?;
        Ok(answer)
    }

    /// Whether this is an answer to a request, signed with this secret. A Message-Authenticator is over the authenticator of
    /// the request (RFC 5176 §3.4); FreeRADIUS up to 3.2 makes it over zeros, which the Response Authenticator covers anyway.
    pub fn answers(&self, request: &Self, secret: &[u8]) -> bool {
        self.identifier == request.identifier
            && keyed(self, &request.authenticator, secret)
                .is_ok_and(|right| same(&right, &self.authenticator))
            && self.message_is_authentic(&[&request.authenticator, &[0; DIGEST]], secret)
    }

    /// Whether there is no Message-Authenticator, or it is the one over one of these authenticators.
    fn message_is_authentic(&self, authenticators: &[&[u8; DIGEST]], secret: &[u8]) -> bool {
        let Some(given) = self.get(kind::MESSAGE_AUTHENTICATOR) else { return true };
        authenticators.iter().any(|authenticator| {
            message_authenticator(self, authenticator, secret).is_ok_and(|right| same(&right, given))
        })
    }
}

fn same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

/// MD5 over the packet with another authenticator, and the secret.
fn keyed(packet: &Packet, authenticator: &[u8; DIGEST], secret: &[u8]) -> Result<[u8; DIGEST], RadiusError> {
    let octets = Packet { authenticator: *authenticator, ..packet.clone() }.encode()?;
    Ok(Md5::new().chain_update(octets).chain_update(secret).finalize().into())
}

/// HMAC-MD5 over the packet with another authenticator, and zeros where the result will stand.
fn message_authenticator(
    packet: &Packet,
    authenticator: &[u8; DIGEST],
    secret: &[u8],
) -> Result<[u8; DIGEST], RadiusError> {
    let mut packet = Packet { authenticator: *authenticator, ..packet.clone() };
    for attribute in &mut packet.attributes {
        if attribute.kind == kind::MESSAGE_AUTHENTICATOR {
            attribute.value = vec![0; attribute.value.len()];
        }
    }
    let mac = Hmac::<Md5>::new_from_slice(secret).expect("HMAC takes keys of any length");
    Ok(mac.chain_update(packet.encode()?).finalize().into_bytes().into())
}
