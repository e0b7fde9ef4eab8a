//! Ten thousand devices in one process: simulated agents on addresses of the loopback, some of which say nothing, and some
//! nothing of sense. Started by `tests/load/network`, whose Portico polls them.
//!
//! The agent is compiled from its directory rather than through the library, so that measuring needs none of the server's
//! dependencies.

mod snmp;

use std::io::Read as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use clap::Parser;
use snmp::Oid;
use snmp::agent::{Conduct, DeviceSketch, InterfaceSketch, MibImage, SimulatedAgent};

/// Simulated agents at 127.1.0.0, 127.1.0.1, … until standard input ends.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many, at most 65,536.
    #[arg(long, default_value_t = 10_000)]
    count: u32,
    /// The UDP port of each.
    #[arg(long, default_value_t = 16_100)]
    port: u16,
    /// What they are asked with.
    #[arg(long, default_value = "public")]
    community: String,
    /// Percent of them that do not answer.
    #[arg(long, default_value_t = 30)]
    silent: u32,
    /// Percent of them whose answers are no messages.
    #[arg(long, default_value_t = 5)]
    malformed: u32,
    /// Interfaces of each.
    #[arg(long, default_value_t = 8)]
    interfaces: u32,
}

/// What becomes of the agent of this number: the same share in each hundred.
fn conduct(number: u32, arguments: &Arguments) -> Conduct {
    const WRONG: [Conduct; 5] =
        [Conduct::Noise, Conduct::Truncated, Conduct::WrongId, Conduct::Amplified(10), Conduct::GoingBack];
    let place = number % 100;
    if place < arguments.silent {
        Conduct::Silent
    } else if place < arguments.silent + arguments.malformed {
        WRONG[place as usize % WRONG.len()]
    } else {
        Conduct::Honest
    }
}

fn device(interfaces: u32) -> MibImage {
    let interface = |number: u32| {
        InterfaceSketch::new(
            number,
            &format!("ge-0/0/{number}"),
            1_000,
            1_250_000 + u64::from(number),
            250_000,
        )
    };
    let sketch = DeviceSketch {
        name: "a device".to_owned(),
        descr: "a simulated device".to_owned(),
        object_id: Oid::of(&[1, 3, 6, 1, 4, 1, 99_999, 1]),
        interfaces: (1..=interfaces).map(interface).collect(),
        cpu_percent: 12,
        memory_percent: 40,
    };
    sketch.image()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = Arguments::parse();
    // One thread: what it takes is not taken from the poller.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let image = Arc::new(device(arguments.interfaces));
    runtime.block_on(async {
        let mut agents = Vec::new();
        for number in 0..arguments.count.min(65_536) {
            let [_, _, high, low] = number.to_be_bytes();
            let address = SocketAddr::from((Ipv4Addr::new(127, 1, high, low), arguments.port));
            let agent = SimulatedAgent::start(address, &arguments.community, Arc::clone(&image))
                .map_err(|error| format!("{address}: {error}; each agent is an open file (ulimit -n)"))?;
            agent.behave(conduct(number, &arguments));
            agents.push(agent);
        }
        println!("ready");
        let ended = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
        ended.await??;
        let asked: u64 = agents.iter().map(SimulatedAgent::asked).sum();
        println!("{asked}");
        Ok(())
    })
}
