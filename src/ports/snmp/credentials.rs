//! What a device lets us in with, as the secret store has it.
//!
//! The secret at a device's path is one of two:
//!
//! - `version` (`1` or `2c`) and `community`;
//! - `user`, `auth_protocol` (`MD5`, `SHA-1`, `SHA-224`, `SHA-256`, `SHA-384`, `SHA-512`), `auth_password`,
//!   `privacy_protocol` (`DES`, `AES-128`, `AES-192`, `AES-256`) and `privacy_password`; `version` (`3`) may be there.
//!   A device that cannot encrypt has neither of the last two. Where the privacy key is longer than the digest,
//!   `key_extension` says how it is made so: `blumenthal`, the default, or `reeder`.
//!
//! Passwords have at least eight characters (RFC 3414 §11.2).

use std::collections::BTreeMap;

use secrecy::{ExposeSecret as _, SecretString};

/// The shortest password (RFC 3414 §11.2).
const SHORTEST: usize = 8;

/// What a device lets us in with. The secrets in it do not print.
#[derive(Debug, Clone)]
pub enum Credentials {
    /// Version 1.
    V1 {
        /// A password in plain text.
        community: SecretString,
    },
    /// Version 2c.
    V2c {
        /// A password in plain text.
        community: SecretString,
    },
    /// Version 3.
    V3(User),
}

/// A user of version 3 (RFC 3414).
#[derive(Debug, Clone)]
pub struct User {
    /// The name.
    pub name: String,
    /// How messages are signed.
    pub auth: AuthProtocol,
    /// What they are signed with.
    pub auth_password: SecretString,
    /// How they are encrypted, and with what; none where the device cannot.
    pub privacy: Option<(PrivacyProtocol, SecretString)>,
    /// How a key becomes long enough.
    pub key_extension: KeyExtension,
}

/// How messages are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AuthProtocol {
    /// HMAC-MD5-96, of old devices.
    Md5,
    /// HMAC-SHA-96, of old devices.
    Sha1,
    /// HMAC-128-SHA-224 (RFC 7860).
    Sha224,
    /// HMAC-192-SHA-256.
    Sha256,
    /// HMAC-256-SHA-384.
    Sha384,
    /// HMAC-384-SHA-512.
    Sha512,
}

/// How messages are encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrivacyProtocol {
    /// DES in CBC mode, of old devices.
    Des,
    /// AES with 128 bits (RFC 3826).
    Aes128,
    /// AES with 192 bits.
    Aes192,
    /// AES with 256 bits.
    Aes256,
}

/// How a key becomes as long as a cipher wants it: neither is a standard, and vendors took sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum KeyExtension {
    /// draft-blumenthal-aes-usm-04.
    #[default]
    Blumenthal,
    /// draft-reeder-snmpv3-usm-3desede-00; Cisco's.
    Reeder,
}

/// Why a secret is no credentials. It names the field, never what is in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadCredentials {
    /// The field is not there.
    #[error("the field `{0}` is missing")]
    Missing(&'static str),
    /// The field says what is not known.
    #[error("the field `{0}` has none of its values")]
    Unknown(&'static str),
    /// The password is shorter than eight characters.
    #[error("the field `{0}` is shorter than {SHORTEST} characters")]
    Short(&'static str),
}

/// The credentials of a secret's fields.
pub fn credentials(fields: &BTreeMap<String, SecretString>) -> Result<Credentials, BadCredentials> {
    let field = |name: &'static str| fields.get(name).map(|text| text.expose_secret().trim());
    match field("version") {
        Some("1") => Ok(Credentials::V1 { community: secret(fields, "community", 1)? }),
        Some("2c") => Ok(Credentials::V2c { community: secret(fields, "community", 1)? }),
        Some("3") | None => {
            let name =
                field("user").filter(|name| !name.is_empty()).ok_or(BadCredentials::Missing("user"))?;
            let privacy = match field("privacy_protocol") {
                None => None,
                Some(name) => Some((cipher(name)?, secret(fields, "privacy_password", SHORTEST)?)),
            };
            Ok(Credentials::V3(User {
                name: name.to_owned(),
                auth: digest(field("auth_protocol").ok_or(BadCredentials::Missing("auth_protocol"))?)?,
                auth_password: secret(fields, "auth_password", SHORTEST)?,
                privacy,
                key_extension: match field("key_extension") {
                    None | Some("blumenthal") => KeyExtension::Blumenthal,
                    Some("reeder") => KeyExtension::Reeder,
                    Some(_) => return Err(BadCredentials::Unknown("key_extension")),
                },
            }))
        }
        Some(_) => Err(BadCredentials::Unknown("version")),
    }
}

fn secret(
    fields: &BTreeMap<String, SecretString>,
    name: &'static str,
    shortest: usize,
) -> Result<SecretString, BadCredentials> {
    let text = fields.get(name).ok_or(BadCredentials::Missing(name))?;
    if text.expose_secret().len() < shortest { Err(BadCredentials::Short(name)) } else { Ok(text.clone()) }
}

fn digest(name: &str) -> Result<AuthProtocol, BadCredentials> {
    match name.to_ascii_uppercase().replace('-', "").as_str() {
        "MD5" => Ok(AuthProtocol::Md5),
        "SHA" | "SHA1" => Ok(AuthProtocol::Sha1),
        "SHA224" => Ok(AuthProtocol::Sha224),
        "SHA256" => Ok(AuthProtocol::Sha256),
        "SHA384" => Ok(AuthProtocol::Sha384),
        "SHA512" => Ok(AuthProtocol::Sha512),
        _ => Err(BadCredentials::Unknown("auth_protocol")),
    }
}

fn cipher(name: &str) -> Result<PrivacyProtocol, BadCredentials> {
    match name.to_ascii_uppercase().replace('-', "").as_str() {
        "DES" => Ok(PrivacyProtocol::Des),
        "AES" | "AES128" => Ok(PrivacyProtocol::Aes128),
        "AES192" => Ok(PrivacyProtocol::Aes192),
        "AES256" => Ok(PrivacyProtocol::Aes256),
        _ => Err(BadCredentials::Unknown("privacy_protocol")),
    }
}
