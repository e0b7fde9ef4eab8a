use std::time::Duration;

use proptest::prelude::*;
use tokio::net::UdpSocket;

use super::packet::{Attribute, Code, MAX_PACKET, Packet, RadiusError, kind};
use super::*;
use crate::kernel::entropy::SeededEntropy;

fn attributes() -> impl Strategy<Value = Vec<Attribute>> {
    let one = (any::<u8>(), proptest::collection::vec(any::<u8>(), 0..=253));
    proptest::collection::vec(one.prop_map(|(kind, value)| Attribute { kind, value }), 0..12)
}

fn packets() -> impl Strategy<Value = Packet> {
    (0..Code::ALL.len(), any::<u8>(), any::<[u8; 16]>(), attributes()).prop_map(
        |(code, identifier, authenticator, attributes)| Packet {
            code: Code::ALL[code],
            identifier,
            authenticator,
            attributes,
        },
    )
}

proptest! {
    #[test]
    fn a_packet_is_read_as_it_was_written(packet in packets(), padding in proptest::collection::vec(any::<u8>(), 0..9)) {
        let mut octets = packet.encode().expect("twelve attributes fit");
        octets.extend(padding);
        prop_assert_eq!(Packet::parse(&octets), Ok(packet));
    }

    #[test]
    fn noise_is_refused_or_read_and_never_panics(octets in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(packet) = Packet::parse(&octets) {
            let _ = AccountingRecord::of(&packet);
            prop_assert!(!packet.is_signed(b"a secret that nobody has"));
        }
    }

    #[test]
    fn a_cut_packet_is_none(packet in packets(), cut in 1..20_usize) {
        let octets = packet.encode().expect("it fits");
        prop_assert_eq!(Packet::parse(&octets[..octets.len() - cut]), Err(RadiusError::Short));
    }

    #[test]
    fn what_was_changed_or_signed_by_another_does_not_verify(
        attributes in attributes(),
        secret in "[a-z]{1,40}",
        at in any::<prop::sample::Index>(),
    ) {
        let without = attributes.into_iter().filter(|one| one.kind != kind::MESSAGE_AUTHENTICATOR).collect();
        let request = Packet::new(Code::CoaRequest, 7, without).signed(secret.as_bytes()).expect("it fits");
        prop_assert!(request.is_signed(secret.as_bytes()));
        let other = format!("{secret}x");
        prop_assert!(!request.is_signed(other.as_bytes()));
        let answer = request.answer(Code::CoaAck, Vec::new(), secret.as_bytes()).expect("it fits");
        prop_assert!(answer.answers(&request, secret.as_bytes()));
        prop_assert!(!answer.answers(&request, other.as_bytes()));
        let mut octets = request.encode().expect("it fits");
        let at = at.index(octets.len());
        octets[at] ^= 1;
        if let Ok(changed) = Packet::parse(&octets) {
            prop_assert!(!changed.is_signed(secret.as_bytes()), "octet {}", at);
        }
    }
}

/// An accounting request of radclient (FreeRADIUS 3.2.1), with the secret `testing123`.
const OF_RADCLIENT: &str = "04ed005c2935bf91b553ec3c7467b4b6b49f7b240113616c696365406973702e6578616d706c652806000000032c05732d312a06000003e82b06000000053506000000022906000000035012e97abc4561cb60a07875f08fe956c303";

fn octets(hexadecimal: &str) -> Vec<u8> {
    let digit = |at: usize| u8::from_str_radix(&hexadecimal[at..at + 2], 16).expect("hexadecimal");
    (0..hexadecimal.len()).step_by(2).map(digit).collect()
}

#[test]
fn what_another_program_has_signed_verifies_and_is_read() {
    let packet = Packet::parse(&octets(OF_RADCLIENT)).expect("a packet");
    assert!(packet.is_signed(b"testing123"));
    assert!(!packet.is_signed(b"testing124"));
    let record = AccountingRecord::of(&packet).expect("a record");
    assert_eq!(record.status, AccountingStatus::Interim);
    assert_eq!((record.session.as_str(), record.username.as_deref()), ("s-1", Some("alice@isp.example")));
    assert_eq!((record.from_user, record.to_user), (1_000, (2 << 32) + 5));
    assert_eq!(record.delay_seconds, 3);
}

#[test]
fn a_record_says_what_it_must() {
    let status = |number| Attribute::number(kind::ACCT_STATUS_TYPE, number);
    let of = |attributes| AccountingRecord::of(&Packet::new(Code::AccountingRequest, 1, attributes));
    assert_eq!(of(vec![]), Err(RadiusError::Missing(kind::ACCT_STATUS_TYPE)));
    assert_eq!(of(vec![status(99)]), Err(RadiusError::Missing(kind::ACCT_STATUS_TYPE)));
    assert_eq!(of(vec![status(1)]), Err(RadiusError::Missing(kind::ACCT_SESSION_ID)));
    assert_eq!(of(vec![status(7)]).map(|record| record.status), Ok(AccountingStatus::On));
    let disconnect = Packet::new(Code::DisconnectRequest, 1, vec![status(1)]);
    assert_eq!(AccountingRecord::of(&disconnect), Err(RadiusError::UnknownCode(40)));
}

#[test]
fn the_answer_gives_proxies_back_what_is_theirs() {
    let state = |octet: u8| Attribute { kind: kind::PROXY_STATE, value: vec![octet] };
    let request = Packet::new(Code::AccountingRequest, 9, vec![state(2), Attribute::number(40, 1), state(1)]);
    let answer = acknowledge(&request, b"s").expect("it fits");
    assert_eq!(answer.attributes, [state(2), state(1)]);
    assert!(answer.answers(&request, b"s"));
}

#[test]
fn what_is_too_long_is_refused() {
    assert_eq!(Attribute::new(1, vec![0; 254]), Err(RadiusError::Long));
    assert_eq!(Attribute::of_vendor(9, 1, &[0; 250]), Err(RadiusError::Long));
    let many = vec![Attribute { kind: 1, value: vec![0; 253] }; 17];
    assert_eq!(Packet::new(Code::CoaRequest, 1, many).encode(), Err(RadiusError::Long));
    let mut octets = vec![4, 1, 0x20, 0];
    octets.resize(0x2000, 0);
    assert!(octets.len() > MAX_PACKET);
    assert_eq!(Packet::parse(&octets), Err(RadiusError::Long));
}

#[test]
fn plans_are_made_of_attributes_with_names() {
    let down = octets_of("WISPr-Bandwidth-Max-Down", "100000").expect("known");
    assert_eq!(down.kind, kind::VENDOR_SPECIFIC);
    assert_eq!(down.value, [0, 0, 0x37, 0x2a, 8, 6, 0, 1, 0x86, 0xa0]);
    assert_eq!(octets_of("Filter-Id", "slow").expect("known").value, b"slow");
    assert_eq!(octets_of("Session-Timeout", "soon"), Err(RadiusError::Attribute));
    assert_eq!(octets_of("User-Password", "x"), Err(RadiusError::Attribute));
}

/// A NAS that lets some datagrams fall, and answers the next one as it is told.
async fn nas(
    drops: usize,
    answer: impl Fn(&Packet) -> Packet + Send + 'static,
) -> (Nas, tokio::task::JoinHandle<Vec<Vec<u8>>>) {
    let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a port");
    let nas = Nas { address: socket.local_addr().expect("bound"), secret: "nas-secret".into() };
    let task = tokio::spawn(async move {
        let (mut buffer, mut heard) = (vec![0; MAX_PACKET], Vec::new());
        loop {
            let (length, from) = socket.recv_from(&mut buffer).await.expect("a datagram");
            heard.push(buffer[..length].to_vec());
            if heard.len() > drops {
                let answer = answer(&Packet::parse(&buffer[..length]).expect("a packet"));
                // Somebody who does not know the secret is quicker, and is not believed.
                let mut forged = answer.clone();
                forged.authenticator = [7; 16];
                socket.send_to(&forged.encode().expect("it fits"), from).await.expect("sent");
                socket.send_to(&answer.encode().expect("it fits"), from).await.expect("sent");
                return heard;
            }
        }
    });
    (nas, task)
}

fn client() -> UdpClient {
    let patience = Patience { first: Duration::from_millis(50), tries: 4 };
    UdpClient { patience, entropy: std::sync::Arc::new(SeededEntropy::new(1)) }
}

fn order() -> SessionOrder {
    let (username, session) = ("alice@isp.example".to_owned(), "s-1".to_owned());
    SessionOrder { username, session, framed_ip: None, change: None, at: 1 }
}

#[tokio::test]
async fn a_request_is_repeated_as_it_is_and_an_answer_without_the_secret_is_none() {
    let (nas, heard) =
        nas(2, |request| request.answer(Code::DisconnectAck, vec![], b"nas-secret").expect("it fits")).await;
    assert_eq!(client().ask(&nas, &order()).await, Ok(()));
    let heard = heard.await.expect("it ended");
    assert!(heard.len() >= 3 && heard.iter().all(|octets| *octets == heard[0]));
    assert!(Packet::parse(&heard[0]).expect("a packet").is_signed(b"nas-secret"));
}

#[tokio::test]
async fn a_refusal_says_why() {
    let cause = || vec![Attribute::number(kind::ERROR_CAUSE, 503)];
    let (nas, _heard) =
        nas(0, move |request| request.answer(Code::DisconnectNak, cause(), b"nas-secret").expect("it fits"))
            .await;
    let refused = client().ask(&nas, &order()).await;
    assert_eq!(refused, Err(DynamicError::Refused(Some(ErrorCause::SessionContextNotFound))));
}

#[tokio::test]
async fn nobody_is_waited_for_for_ever() {
    let (nas, _heard) =
        nas(0, |request| request.answer(Code::DisconnectAck, vec![], b"another").expect("it fits")).await;
    assert!(matches!(
        client().ask(&nas, &order()).await,
        Err(DynamicError::TimedOut | DynamicError::Unreachable(_))
    ));
}
