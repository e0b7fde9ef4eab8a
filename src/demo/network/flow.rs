//! What the counters of a simulated interface show at a moment, by what the interface is.

use chrono::TimeZone as _;
use chrono_tz::{OffsetComponents as _, Tz};

use super::plan::UPLINK;
use super::traffic::{Traffic, mixed};
use crate::kernel::clock::Instant;
use crate::network::entity::device_interface;

/// Octets that carry one that is damaged.
const CLEAN: u64 = 40_000_000_000;

/// Both directions of an interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) struct Flow {
    pub(in crate::demo) inwards: Traffic,
    pub(in crate::demo) outwards: Traffic,
}

/// What the counters of an interface show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::demo) struct Counters {
    pub(in crate::demo) in_octets: u64,
    pub(in crate::demo) out_octets: u64,
    pub(in crate::demo) in_errors: u64,
    pub(in crate::demo) out_errors: u64,
}

impl Flow {
    /// What an interface carries: an uplink brings what people load, a port towards people takes it to them, and the port of
    /// one customer has a small part of what the line could carry. One that is not in use carries nothing.
    pub(in crate::demo) fn of(interface: &device_interface::Model, zone: Tz) -> Self {
        let seed = mixed(interface.id.0.as_u64_pair().1);
        let in_use = interface.admin_up != Some(false);
        let speed = interface.speed_bps.filter(|_| in_use).unwrap_or_default();
        // Between three fifths and all of it.
        let share = 600 + i64::try_from(seed % 401).expect("at most 400");
        let of_speed = |thousandths: i64| speed / 1_000 * thousandths * share / 1_000;
        let alias = interface.alias.as_deref().unwrap_or_default();
        let (peak_in, peak_out) = if alias.starts_with(UPLINK) {
            (of_speed(450), of_speed(70))
        } else if is_customers(interface) {
            (of_speed(1), of_speed(6))
        } else {
            (of_speed(60), of_speed(400))
        };
        let ahead = ahead(zone);
        Self {
            inwards: Traffic { seed, peak_bps: peak_in, ahead },
            outwards: Traffic { seed: mixed(seed), peak_bps: peak_out, ahead },
        }
    }

    /// What the counters show at a second that have counted since another.
    pub(in crate::demo) fn counted(self, since: Option<i64>, second: i64) -> Counters {
        let octets = |traffic: Traffic| {
            let before = since.map_or(0, |since| traffic.octets(since));
            traffic.octets(second).saturating_sub(before)
        };
        let (in_octets, out_octets) = (octets(self.inwards), octets(self.outwards));
        Counters { in_octets, out_octets, in_errors: in_octets / CLEAN, out_errors: out_octets / CLEAN }
    }
}

/// Whether a port is one customer's: its alias is the number of a service.
pub(super) fn is_customers(port: &device_interface::Model) -> bool {
    port.alias.as_deref().is_some_and(|alias| alias.starts_with("S-"))
}

/// How far the wall clock is ahead of UTC in winter: a counter must not fall when the clocks are changed.
fn ahead(zone: Tz) -> i64 {
    zone.offset_from_utc_datetime(&Instant::UNIX_EPOCH.naive_utc()).base_utc_offset().num_seconds()
}
