//! A peer that means ill: it passes requests on to a real agent, and its answers back as it likes.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use portico::ports::snmp::{Patience, SnmpError, Target, Value};
use tokio::net::UdpSocket;

use super::{SYS_DESCR, SYS_NAME, client, get, oid, read, session, target};
use crate::support::snmpd::{COMMUNITY, Snmpd, secret, user};
use crate::support::wait;

/// What becomes of an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fate {
    PassedOn,
    Swallowed,
    /// After this long.
    Late(Duration),
    /// With the number of another request.
    OtherRequest,
    OtherCommunity,
    /// All but the last octets.
    Cut(usize),
    /// Ten times.
    TenTimes,
    /// Ten times in one datagram.
    TenTimesAsLong,
    /// With one bit of this octet turned.
    Turned(usize),
}

struct Peer {
    address: SocketAddr,
    fate: Arc<Mutex<Fate>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Peer {
    async fn before(agent: SocketAddr) -> Self {
        let socket = Arc::new(UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("bound"));
        let (address, fate) = (socket.local_addr().expect("bound"), Arc::new(Mutex::new(Fate::PassedOn)));
        let told = Arc::clone(&fate);
        let task = tokio::spawn(async move {
            let mut request = [0; 4_096];
            loop {
                let (length, from) = socket.recv_from(&mut request).await.expect("received");
                let (socket, request) = (Arc::clone(&socket), request[..length].to_vec());
                let fate = *told.lock().expect("not poisoned");
                tokio::spawn(async move {
                    for answer in spoilt(ask(agent, &request).await, fate) {
                        if let Fate::Late(delay) = fate {
                            tokio::time::sleep(delay).await;
                        }
                        let _ = socket.send_to(&answer, from).await;
                    }
                });
            }
        });
        Self { address, fate, task }
    }

    fn behave(&self, fate: Fate) {
        *self.fate.lock().expect("not poisoned") = fate;
    }
}

/// The agent's own answer.
async fn ask(agent: SocketAddr, request: &[u8]) -> Vec<u8> {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("bound");
    socket.send_to(request, agent).await.expect("sent");
    let mut answer = vec![0; 65_536];
    let length = socket.recv(&mut answer).await.expect("an answer");
    answer.truncate(length);
    answer
}

/// The datagrams that are sent instead.
fn spoilt(mut answer: Vec<u8>, fate: Fate) -> Vec<Vec<u8>> {
    let community = || {
        let found = answer.windows(COMMUNITY.len()).position(|octets| octets == COMMUNITY.as_bytes());
        found.expect("it is there")
    };
    match fate {
        Fate::PassedOn | Fate::Late(_) => vec![answer],
        Fate::Swallowed => Vec::new(),
        Fate::OtherCommunity => {
            let first = community();
            answer[first] ^= 1;
            vec![answer]
        }
        Fate::OtherRequest => {
            // After the community: the answer's tag and length, the number's tag and length, the number.
            let length = community() + COMMUNITY.len() + 1;
            let more = if answer[length] & 0x80 == 0 { 0 } else { usize::from(answer[length] & 0x7f) };
            let number = length + more + 1;
            assert_eq!(answer[number], 2, "an INTEGER");
            let last = number + 1 + usize::from(answer[number + 1]);
            answer[last] ^= 1;
            vec![answer]
        }
        Fate::Cut(octets) => {
            answer.truncate(answer.len() - octets);
            vec![answer]
        }
        Fate::TenTimes => vec![answer; 10],
        Fate::TenTimesAsLong => vec![answer.repeat(10)],
        Fate::Turned(place) => {
            let octets = answer.len();
            answer[place % octets] ^= 1 << (place % 8);
            vec![answer]
        }
    }
}

fn seen_by(peer: &Peer) -> Target {
    target(peer.address, secret(&[("version", "2c"), ("community", COMMUNITY)]))
}

#[tokio::test]
async fn spoilt_answers_are_dropped_and_never_become_a_value() {
    let snmpd = Snmpd::start().await;
    let peer = Peer::before(snmpd.address()).await;
    let target = seen_by(&peer);
    let patience = Patience { timeout: Duration::from_millis(150), retries: 2, ..Patience::default() };
    let (client, before) = (client(patience), sockets_to(peer.address.port()));
    let values = [SYS_NAME, SYS_DESCR].map(|name| (name, Value::from(snmpd.walk(&oid(name))[name].as_str())));
    for fate in [
        Fate::Swallowed,
        Fate::Late(Duration::from_secs(2)),
        Fate::OtherRequest,
        Fate::OtherCommunity,
        Fate::Cut(1),
        Fate::Cut(20),
    ] {
        peer.behave(fate);
        for (name, _) in &values {
            assert!(get(&client, &target, name).await.is_err(), "{fate:?}");
        }
        assert!(read(&client, &target).await.is_err(), "{fate:?}");
    }
    // What comes more than once, or with something behind it, is an answer once and to its own question only. What is late
    // arrives among it.
    for fate in [Fate::Late(Duration::from_millis(100)), Fate::TenTimes, Fate::TenTimesAsLong, Fate::PassedOn]
    {
        peer.behave(fate);
        let mut session = session(&client, &target).await;
        for (name, value) in values.iter().cycle().take(30) {
            if let Ok(got) = session.get(&[oid(name)]).await {
                assert_eq!(got[0].value, *value, "{fate:?}");
                assert_eq!(got[0].oid, oid(name), "{fate:?}");
            }
        }
    }
    peer.behave(Fate::PassedOn);
    wait::until("the device is read again", async || read(&client, &target).await.is_ok()).await;
    assert_eq!(client.free(), 64);
    assert_eq!((before, sockets_to(peer.address.port())), (0, 0), "no socket is left behind");
}

/// Version 3 signs the whole of a message: whichever bit is turned, it is none of the agent's.
#[tokio::test]
async fn no_bit_of_a_signed_answer_can_be_turned() {
    let snmpd = Snmpd::start().await;
    let patience = Patience { timeout: Duration::from_millis(400), retries: 1, ..Patience::default() };
    let client = Arc::new(client(patience));
    let mut asking = Vec::new();
    for place in (0..160).step_by(7) {
        let (client, peer) = (Arc::clone(&client), Peer::before(snmpd.address()).await);
        peer.behave(Fate::Turned(place));
        asking.push(tokio::spawn(async move {
            let target = target(peer.address, user("portico", "SHA-256", "AES-128"));
            (place, get(&client, &target, SYS_NAME).await)
        }));
    }
    for asked in asking {
        let (place, got) = asked.await.expect("no panic");
        assert!(got.is_err(), "octet {place}: {got:?}");
    }
    // Nothing of it is kept: the agent itself is asked and believed.
    let target = target(snmpd.address(), user("portico", "SHA-256", "AES-128"));
    wait::until("the agent is believed", async || get(&client, &target, SYS_NAME).await.is_ok()).await;
}

/// Sockets of this machine that are connected to a port.
fn sockets_to(port: u16) -> usize {
    let table = std::fs::read_to_string("/proc/net/udp").expect("Linux");
    let remote = |line: &str| line.split_whitespace().nth(2).map(str::to_owned);
    table.lines().filter_map(remote).filter(|remote| remote.ends_with(&format!(":{port:04X}"))).count()
}

#[tokio::test]
async fn a_thousand_silent_peers_leave_nothing_behind() {
    // One socket that listens at every address of the loopback, and says nothing.
    let silent = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).await.expect("bound");
    let port = silent.local_addr().expect("bound").port();
    let patience = Patience {
        timeout: Duration::from_millis(40),
        retries: 1,
        total: Duration::from_millis(200),
        ..Patience::default()
    };
    let client = Arc::new(client(patience));
    let metrics = tokio::runtime::Handle::current().metrics();
    let before = metrics.num_alive_tasks();
    let community = [("version", "2c"), ("community", COMMUNITY)];
    let mut asking = Vec::new();
    for number in 0..1_000_u16 {
        let [high, low] = number.to_be_bytes();
        let address = SocketAddr::from((Ipv4Addr::new(127, 20, high, low), port));
        let credentials =
            if number % 2 == 0 { secret(&community) } else { user("portico", "SHA-256", "AES-128") };
        let (client, target) = (Arc::clone(&client), target(address, credentials));
        asking.push(tokio::spawn(async move { read(&client, &target).await }));
    }
    for (number, asked) in asking.into_iter().enumerate() {
        let told = asked.await.expect("no panic");
        assert_eq!(told, Err(SnmpError::Timeout), "peer {number}");
    }
    // And one that is given up half-way, as by a poller that has to stop.
    let given_up = tokio::time::timeout(Duration::from_millis(5), async {
        read(&client, &target((Ipv4Addr::LOCALHOST, port).into(), secret(&community))).await
    });
    assert!(given_up.await.is_err());
    wait::until("nothing is left", async || {
        client.free() == 64 && sockets_to(port) == 0 && metrics.num_alive_tasks() == before
    })
    .await;
}
