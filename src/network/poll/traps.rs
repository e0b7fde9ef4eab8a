//! What becomes of a trap: the device is asked early, and a link that is told to be down is an alarm where a rule says so.
//!
//! Anybody can send a trap in anybody's name. It counts where it comes from the address of a device and knows its community, or
//! is signed by its user of version 3; what it says of a link is an alarm, and how the link really is the next poll finds out.

use chrono::TimeDelta;

use super::{Poller, store};
use crate::db::{DbError, Scope, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::DeviceId;
use crate::network::alerts;
use crate::network::alerts::evaluate::{Judge, Measured, Observation};
use crate::network::entity::alert_rule::AlertMetric;
use crate::network::entity::device;
use crate::ports::snmp::trap::Notice;
use crate::ports::snmp::{Binding, Credentials, Oid};

/// `snmpTraps` (RFC 3418): below it are the traps that every device knows.
const SNMP_TRAPS: &[u32] = &[1, 3, 6, 1, 6, 3, 1, 1, 5];

/// `ifEntry` (RFC 2863): a name below it is a column and an index.
const IF_ENTRY: &[u32] = &[1, 3, 6, 1, 2, 1, 2, 2, 1];

/// Traps do not have a device asked more often than this.
const RESTS: TimeDelta = TimeDelta::seconds(10);

/// What a trap tells that we act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The device has started, anew or for the first time.
    Started,
    /// A link is down: that of the interface with this index, if it says which.
    LinkDown(Option<i32>),
    /// A link is up.
    LinkUp,
    /// Something else.
    Other,
}

/// What a trap tells. Pure.
pub fn told(trap: &Oid, bindings: &[Binding]) -> Told {
    match trap.parts().strip_prefix(SNMP_TRAPS) {
        Some([1 | 2]) => Told::Started,
        Some([3]) => Told::LinkDown(bindings.iter().find_map(|binding| if_index(&binding.oid))),
        Some([4]) => Told::LinkUp,
        _ => Told::Other,
    }
}

fn if_index(oid: &Oid) -> Option<i32> {
    let [_column, index] = oid.parts().strip_prefix(IF_ENTRY)? else { return None };
    i32::try_from(*index).ok()
}

impl Poller {
    /// Acts on a trap that may be from a device of the scope's tenant. False: it is not from it.
    pub async fn hear(&self, scope: &Scope, id: DeviceId, notice: &Notice) -> Result<bool, Fault> {
        let Some(device) = store::device(scope, id).await? else { return Ok(false) };
        let Some(told) = self.told(scope, &device, notice).await? else { return Ok(false) };
        if told == Told::Other {
            return Ok(true);
        }
        let now = self.clock.now();
        let tx = scope.begin().await?;
        if let Told::LinkDown(Some(if_index)) = told {
            self.link_down(&tx, &device, if_index, now).await?;
        }
        // It may have been asked a moment ago, before it happened; or be asked at this moment, and have told of it before.
        if store::turns::ask_early(&tx, &[id], now, now - RESTS).await? == 0
            && store::turns::ask_again(&tx, id, now + RESTS, now).await? == 0
        {
            store::turns::ask_early(&tx, &[id], now + RESTS, now).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// What a trap tells, if it is from the device.
    async fn told(
        &self,
        scope: &Scope,
        device: &device::Model,
        notice: &Notice,
    ) -> Result<Option<Told>, Fault> {
        match notice {
            Notice::Plain(trap) => {
                let known = match self.credentials(device).await {
                    Ok(Credentials::V1 { community } | Credentials::V2c { community }) => {
                        trap.is_from(&community)
                    }
                    Ok(Credentials::V3(_)) | Err(_) => false,
                };
                Ok(known.then(|| told(&trap.trap_oid, &trap.bindings)))
            }
            // To open it the device may have to be asked who it is: only where it may be asked at all.
            Notice::Sealed(trap) => {
                let Ok(target) = self.target(scope, device).await? else { return Ok(None) };
                let opened = self.client.open(&target, trap).await;
                Ok(opened.map(|opened| told(&opened.trap_oid, &opened.bindings)))
            }
        }
    }

    /// Judges that a link is down, unless the device is being asked at this moment: then it is asked once more, and that is found
    /// out so.
    async fn link_down(
        &self,
        tx: &Tx,
        device: &device::Model,
        if_index: i32,
        now: Instant,
    ) -> Result<(), DbError> {
        let lease = self.lease();
        // Given back in the same transaction: nobody else judges the device meanwhile.
        if !store::turns::claim(tx, device.id, &lease, now).await? {
            return Ok(());
        }
        let state = store::state(tx, device.id).await?;
        let interface = store::interface_at(tx, device.id, if_index).await?;
        // Below a device that is down, and where it is meant to be down, it is no alarm.
        if let (Some(state), Some(interface)) = (state, interface)
            && !state.suppressed
            && interface.present
            && interface.admin_up != Some(false)
        {
            let known = alerts::known(tx, device.id).await?;
            let judge = Judge { device, rules: &known.rules, alerts: &known.alerts, at: now };
            let sample = Observation {
                interface: Some(interface.id),
                metric: AlertMetric::InterfaceDown,
                measured: Measured::Down(true),
            };
            let scope = crate::db::Reads::scope(tx);
            alerts::write(tx, judge.judge(&[sample], || scope.new_id()), now).await?;
        }
        store::turns::give_back(tx, device.id, &lease).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::snmp::Value;

    fn binding(oid: &[u32], value: Value) -> Binding {
        Binding { oid: Oid::of(oid), value }
    }

    fn trap(number: u32, bindings: &[Binding]) -> Told {
        told(&Oid::of(&[SNMP_TRAPS, &[number]].concat()), bindings)
    }

    #[test]
    fn the_traps_that_every_device_knows_are_told_apart() {
        assert_eq!(trap(1, &[]), Told::Started);
        assert_eq!(trap(2, &[]), Told::Started);
        assert_eq!(trap(4, &[]), Told::LinkUp);
        assert_eq!(trap(5, &[]), Told::Other);
        assert_eq!(told(&Oid::of(&[1, 3, 6, 1, 4, 1, 9, 9, 3]), &[]), Told::Other, "a vendor's own");
        assert_eq!(told(&Oid::of(SNMP_TRAPS), &[]), Told::Other);
    }

    #[test]
    fn a_link_is_named_by_any_column_of_it() {
        // RFC 2863: ifIndex, ifAdminStatus and ifOperStatus of the interface.
        let status = binding(&[1, 3, 6, 1, 2, 1, 2, 2, 1, 8, 17], Value::Integer(2));
        let other = binding(&[1, 3, 6, 1, 2, 1, 1, 5, 0], Value::from("core"));
        assert_eq!(trap(3, &[other.clone(), status]), Told::LinkDown(Some(17)));
        assert_eq!(trap(3, &[other]), Told::LinkDown(None));
        let beyond = binding(&[1, 3, 6, 1, 2, 1, 2, 2, 1, 8, u32::MAX], Value::Integer(2));
        assert_eq!(trap(3, &[beyond]), Told::LinkDown(None), "no index is so large");
    }
}
