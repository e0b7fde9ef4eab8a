//! The discovery of a device's engine (RFC 3414 §4), and the keys that are made for it.
//!
//! Keys are made once for each device and user: it takes a million octets through a digest. The library would do that anew
//! in every session, so discovery is our own, and what comes of it is kept ([`Engines`]).

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use moka::future::Cache;
use secrecy::ExposeSecret as _;
use sha2::{Digest as _, Sha256};
use snmp2::v3::{Auth, AuthProtocol as Signature, Cipher, KeyExtension as Extension, Security};
use tokio::net::UdpSocket;

use super::ber::{GET, NotAMessage, Reader, SEQUENCE, Writer};
use super::credentials::{AuthProtocol, KeyExtension, PrivacyProtocol, User};
use super::{SnmpError, Target};

/// The largest message that we take.
const MAX_MESSAGE: u16 = u16::MAX - 28;
/// A report may be asked for (RFC 3412 §6.4), and nothing is signed or encrypted yet.
const REPORTABLE: u8 = 4;
/// The user-based security model (RFC 3411 §5).
const USM: i32 = 3;
/// How long an engine is kept that is not asked any more.
const IDLE: Duration = Duration::from_hours(1);

/// A device's engine, with the keys of one user.
pub(super) struct Engine {
    security: Security,
    boots: i32,
    time: i32,
    seen: Instant,
}

/// Engines that were met, by device and credentials.
#[derive(Clone)]
pub(super) struct Engines(Cache<(SocketAddr, [u8; 32]), Arc<Engine>>);

/// What a greeting is answered with.
#[derive(Debug, PartialEq, Eq)]
struct Greeted {
    id: Vec<u8>,
    boots: i32,
    time: i32,
}

impl Engines {
    /// Keeps at most `most` of them.
    pub(super) fn new(most: u64) -> Self {
        Self(Cache::builder().max_capacity(most).time_to_idle(IDLE).build())
    }

    /// The engine, if it was met before.
    pub(super) async fn known(&self, target: &Target, user: &User) -> Option<Security> {
        self.0.get(&key(target, user)).await.map(|engine| engine.security_now())
    }

    /// Meets the engine, and keeps it. Times are the caller's affair: this waits for an answer as long as it is let.
    pub(super) async fn meet(&self, target: &Target, user: &User, id: i32) -> Result<Security, SnmpError> {
        let greeted = greet(target.address, id).await?;
        let user_again = user.clone();
        let made = tokio::task::spawn_blocking(move || engine(&user_again, &greeted)).await;
        let engine = Arc::new(made.map_err(|_| SnmpError::Malformed("no keys can be made"))??);
        let security = engine.security_now();
        self.0.insert(key(target, user), engine).await;
        Ok(security)
    }

    /// Forgets it: it has started anew, or does not answer.
    pub(super) async fn forget(&self, target: &Target, user: &User) {
        self.0.invalidate(&key(target, user)).await;
    }
}

impl Engine {
    /// With the time that the engine's clock shows by now: it refuses what is 150 seconds off.
    fn security_now(&self) -> Security {
        let elapsed = i64::try_from(self.seen.elapsed().as_secs()).unwrap_or(i64::from(i32::MAX));
        let time = i64::from(self.time).saturating_add(elapsed).min(i64::from(i32::MAX) - 1);
        self.security.clone().with_engine_boots_and_time(i64::from(self.boots), time)
    }
}

/// Credentials that were changed have other keys.
fn key(target: &Target, user: &User) -> (SocketAddr, [u8; 32]) {
    let mut digest = Sha256::new();
    let mut part = |bytes: &[u8]| {
        digest.update(bytes.len().to_be_bytes());
        digest.update(bytes);
    };
    part(user.name.as_bytes());
    part(format!("{:?} {:?}", user.auth, user.key_extension).as_bytes());
    part(user.auth_password.expose_secret().as_bytes());
    if let Some((cipher, password)) = &user.privacy {
        part(format!("{cipher:?}").as_bytes());
        part(password.expose_secret().as_bytes());
    }
    (target.address, digest.finalize().into())
}

/// Makes the keys: some milliseconds of work.
fn engine(user: &User, greeted: &Greeted) -> Result<Engine, SnmpError> {
    let auth = match &user.privacy {
        None => Auth::AuthNoPriv,
        Some((cipher, password)) => Auth::AuthPriv {
            cipher: match cipher {
                PrivacyProtocol::Des => Cipher::Des,
                PrivacyProtocol::Aes128 => Cipher::Aes128,
                PrivacyProtocol::Aes192 => Cipher::Aes192,
                PrivacyProtocol::Aes256 => Cipher::Aes256,
            },
            privacy_password: password.expose_secret().as_bytes().to_vec(),
        },
    };
    let signature = match user.auth {
        AuthProtocol::Md5 => Signature::Md5,
        AuthProtocol::Sha1 => Signature::Sha1,
        AuthProtocol::Sha224 => Signature::Sha224,
        AuthProtocol::Sha256 => Signature::Sha256,
        AuthProtocol::Sha384 => Signature::Sha384,
        AuthProtocol::Sha512 => Signature::Sha512,
    };
    let extension = match user.key_extension {
        KeyExtension::Blumenthal => Extension::Blumenthal,
        KeyExtension::Reeder => Extension::Reeder,
    };
    let security = Security::new(user.name.as_bytes(), user.auth_password.expose_secret().as_bytes())
        .with_auth(auth)
        .with_auth_protocol(signature)
        .with_key_extension_method(extension)
        .with_engine_id(&greeted.id)
        .map_err(|_| SnmpError::Malformed("no keys can be made"))?;
    Ok(Engine { security, boots: greeted.boots, time: greeted.time, seen: Instant::now() })
}

/// Sends a greeting and waits for its answer; whatever else comes is passed over.
async fn greet(address: SocketAddr, id: i32) -> Result<Greeted, SnmpError> {
    let local: SocketAddr = match address {
        SocketAddr::V4(_) => (Ipv4Addr::UNSPECIFIED, 0).into(),
        SocketAddr::V6(_) => (Ipv6Addr::UNSPECIFIED, 0).into(),
    };
    let no_socket = |error: std::io::Error| SnmpError::NoSocket(error.kind());
    let socket = UdpSocket::bind(local).await.map_err(no_socket)?;
    socket.connect(address).await.map_err(|_| SnmpError::Refused)?;
    socket.send(&greeting(id)).await.map_err(|_| SnmpError::Refused)?;
    let mut buffer = vec![0; 2_048];
    loop {
        let length = socket.recv(&mut buffer).await.map_err(|_| SnmpError::Refused)?;
        if let Ok((answered, greeted)) = answer(&buffer[..length])
            && answered == id
        {
            return Ok(greeted);
        }
    }
}

/// A request for nothing, of nobody, to no engine.
fn greeting(id: i32) -> Vec<u8> {
    let mut usm = Writer::default();
    usm.inside(SEQUENCE, |parameters| {
        // Privacy, authentication, user; time, boots; engine.
        for _ in 0..3 {
            parameters.octets(&[]);
        }
        parameters.integer(0);
        parameters.integer(0);
        parameters.octets(&[]);
    });
    let usm = usm.finish();
    let mut writer = Writer::default();
    writer.inside(SEQUENCE, |message| {
        message.inside(SEQUENCE, |scoped| {
            scoped.inside(GET, |request| {
                request.bindings(&[]);
                request.integer(0);
                request.integer(0);
                request.integer(i64::from(id));
            });
            scoped.octets(&[]);
            scoped.octets(&[]);
        });
        message.octets(&usm);
        message.inside(SEQUENCE, |header| {
            header.integer(i64::from(USM));
            header.octets(&[REPORTABLE]);
            header.integer(i64::from(MAX_MESSAGE));
            header.integer(i64::from(id));
        });
        message.integer(3);
    });
    writer.finish()
}

/// The number of a report, and the engine that it is of.
fn answer(datagram: &[u8]) -> Result<(i32, Greeted), NotAMessage> {
    let mut outside = Reader::new(datagram);
    let mut message = outside.inside(SEQUENCE)?;
    outside.end()?;
    if message.integer()? != 3 {
        return Err(NotAMessage("another version"));
    }
    let mut header = message.inside(SEQUENCE)?;
    let number = header.integer()?;
    let (_size, _flags, model) = (header.integer()?, header.octets()?, header.integer()?);
    if model != USM {
        return Err(NotAMessage("another security model"));
    }
    let mut usm = Reader::new(message.octets()?).inside(SEQUENCE)?;
    let id = usm.octets()?.to_vec();
    let (boots, time) = (usm.integer()?, usm.integer()?);
    // RFC 3411 §5, and RFC 3414 §2.2: neither is negative, nor is the highest of them ever used.
    if !(5..=32).contains(&id.len()) || !(0..i32::MAX).contains(&boots) || !(0..i32::MAX).contains(&time) {
        return Err(NotAMessage("an engine that cannot be"));
    }
    Ok((number, Greeted { id, boots, time }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Greeted, answer, greeting};

    /// What Net-SNMP's `snmpd` answered to a greeting: a report of `usmStatsUnknownEngineIDs`.
    const REPORT: &[u8] =
        b"\x30\x6f\x02\x01\x03\x30\x10\x02\x03\x01\x02\x03\x02\x03\x00\xff\xe3\x04\x01\x00\x02\x01\x03\x04\
          \x21\x30\x1f\x04\x11\x80\x00\x1f\x88\x80\x6c\x63\xfd\x67\x6f\xca\x0d\x6b\x00\x00\x00\x00\x02\x01\
          \x01\x02\x01\x02\x04\x00\x04\x00\x04\x00\x30\x35\x04\x11\x80\x00\x1f\x88\x80\x6c\x63\xfd\x67\x6f\
          \xca\x0d\x6b\x00\x00\x00\x00\x04\x00\xa8\x1e\x02\x03\x01\x02\x03\x02\x01\x00\x02\x01\x00\x30\x11\
          \x30\x0f\x06\x0a\x2b\x06\x01\x06\x03\x0f\x01\x01\x04\x00\x41\x01\x02";
    /// Where its boots are.
    const BOOTS: usize = 48;

    #[test]
    fn a_report_tells_the_engine() {
        let id = b"\x80\x00\x1f\x88\x80\x6c\x63\xfd\x67\x6f\xca\x0d\x6b\x00\x00\x00\x00".to_vec();
        let engine = Greeted { id, boots: 1, time: 2 };
        assert_eq!(answer(REPORT), Ok((0x01_02_03, engine)));
    }

    #[test]
    fn an_engine_that_cannot_be_is_passed_over() {
        // A greeting has no engine id.
        assert!(answer(&greeting(1)).is_err());
        // Boots below zero.
        let mut report = REPORT.to_vec();
        report[BOOTS] = 0x87;
        assert!(answer(&report).is_err());
    }

    proptest! {
        #[test]
        fn damage_never_panics(at in 0..REPORT.len(), octet in any::<u8>()) {
            let mut report = REPORT.to_vec();
            report[at] = octet;
            let _ = answer(&report);
            prop_assert!(answer(&report[..at]).is_err());
        }
    }
}
