//! What each vendor's devices tell beyond the standard, as data: a profile by the beginning of `sysObjectID`.

use super::load::{CpuSource, MemorySource};
use super::optics::OpticsSource;

/// Where a vendor's devices tell what the standard has no place for, or what they tell better there; the first source that has
/// it counts.
pub(super) struct Profile {
    /// How `sysObjectID` begins.
    prefix: &'static str,
    /// Load of processors.
    pub(super) cpu: &'static [CpuSource],
    /// Memory in use.
    pub(super) memory: &'static [MemorySource],
    /// Optical levels; each may know other interfaces.
    pub(super) optics: &'static [OpticsSource],
}

/// `hrProcessorLoad` (RFC 2790).
const HOST_CPU: CpuSource = CpuSource::Percent(&[1, 3, 6, 1, 2, 1, 25, 3, 3, 1, 2]);
/// `hrStorageEntry`.
const HOST_MEMORY: MemorySource = MemorySource::HostResources(&[1, 3, 6, 1, 2, 1, 25, 2, 3, 1]);
/// HUAWEI-ENTITY-EXTENT-MIB: `hwEntityStateEntry`.
const HUAWEI_CPU: CpuSource =
    CpuSource::PercentAboveZero(&[1, 3, 6, 1, 4, 1, 2011, 5, 25, 31, 1, 1, 1, 1, 5]);
const HUAWEI_MEMORY: MemorySource =
    MemorySource::PercentAboveZero(&[1, 3, 6, 1, 4, 1, 2011, 5, 25, 31, 1, 1, 1, 1, 7]);

/// What is told by the standard.
const STANDARD: Profile = Profile { prefix: "", cpu: &[HOST_CPU], memory: &[HOST_MEMORY], optics: &[] };

/// The longer prefix stands before the shorter one.
const PROFILES: &[Profile] = &[
    // Cisco: CISCO-PROCESS-MIB `cpmCPUTotal5minRev`, CISCO-MEMORY-POOL-MIB, CISCO-ENTITY-SENSOR-MIB.
    Profile {
        prefix: "1.3.6.1.4.1.9.",
        cpu: &[CpuSource::Percent(&[1, 3, 6, 1, 4, 1, 9, 9, 109, 1, 1, 1, 1, 8]), HOST_CPU],
        memory: &[
            MemorySource::UsedAndFree(
                &[1, 3, 6, 1, 4, 1, 9, 9, 48, 1, 1, 1, 5],
                &[1, 3, 6, 1, 4, 1, 9, 9, 48, 1, 1, 1, 6],
            ),
            HOST_MEMORY,
        ],
        optics: &[OpticsSource::EntitySensors(&[1, 3, 6, 1, 4, 1, 9, 9, 91, 1, 1, 1, 1])],
    },
    // Huawei's access network (MA5600, MA5800): HUAWEI-DEVICE-MIB `hwCpuDevDuty` and memory of each board;
    // HUAWEI-XPON-MIB: what the port sends, and what it receives of each subscriber's terminal, plus 100 dBm.
    Profile {
        prefix: "1.3.6.1.4.1.2011.2.",
        cpu: &[CpuSource::PercentAboveZero(&[1, 3, 6, 1, 4, 1, 2011, 6, 3, 4, 1, 2]), HUAWEI_CPU, HOST_CPU],
        memory: &[
            MemorySource::WholeAndFree(
                &[1, 3, 6, 1, 4, 1, 2011, 6, 3, 5, 1, 1, 2],
                &[1, 3, 6, 1, 4, 1, 2011, 6, 3, 5, 1, 1, 3],
            ),
            HUAWEI_MEMORY,
            HOST_MEMORY,
        ],
        optics: &[
            OpticsSource::Pon {
                sent: &[1, 3, 6, 1, 4, 1, 2011, 6, 128, 1, 1, 2, 23, 1, 4],
                received: &[1, 3, 6, 1, 4, 1, 2011, 6, 128, 1, 1, 2, 51, 1, 6],
                received_plus: 10_000,
            },
            HUAWEI_OPTICS,
        ],
    },
    // Huawei's routers and switches: HUAWEI-ENTITY-EXTENT-MIB `hwOpticalModuleInfoEntry`.
    Profile {
        prefix: "1.3.6.1.4.1.2011.",
        cpu: &[HUAWEI_CPU, HOST_CPU],
        memory: &[HUAWEI_MEMORY, HOST_MEMORY],
        optics: &[HUAWEI_OPTICS],
    },
    // MikroTik: MIKROTIK-MIB `mtxrOpticalEntry`; its index is its own, its name is that of the interface.
    Profile {
        prefix: "1.3.6.1.4.1.14988.",
        cpu: &[HOST_CPU],
        memory: &[HOST_MEMORY],
        optics: &[OpticsSource::Named {
            name: &[1, 3, 6, 1, 4, 1, 14988, 1, 1, 19, 1, 1, 2],
            received: &[1, 3, 6, 1, 4, 1, 14988, 1, 1, 19, 1, 1, 10],
            sent: &[1, 3, 6, 1, 4, 1, 14988, 1, 1, 19, 1, 1, 9],
        }],
    },
    // Juniper: JUNIPER-MIB `jnxOperatingEntry`; JUNIPER-DOM-MIB, by the interface's index.
    Profile {
        prefix: "1.3.6.1.4.1.2636.",
        cpu: &[CpuSource::PercentAboveZero(&[1, 3, 6, 1, 4, 1, 2636, 3, 1, 13, 1, 8]), HOST_CPU],
        memory: &[MemorySource::PercentAboveZero(&[1, 3, 6, 1, 4, 1, 2636, 3, 1, 13, 1, 11]), HOST_MEMORY],
        optics: &[OpticsSource::Indexed {
            received: &[1, 3, 6, 1, 4, 1, 2636, 3, 60, 1, 1, 1, 1, 5],
            sent: &[1, 3, 6, 1, 4, 1, 2636, 3, 60, 1, 1, 1, 1, 7],
        }],
    },
    // Net-SNMP on Linux: UCD-SNMP-MIB, which knows what the kernel has only lent to caches.
    Profile {
        prefix: "1.3.6.1.4.1.8072.",
        cpu: &[HOST_CPU],
        memory: &[
            MemorySource::Linux {
                whole: &[1, 3, 6, 1, 4, 1, 2021, 4, 5],
                free: &[1, 3, 6, 1, 4, 1, 2021, 4, 6],
                lent: [&[1, 3, 6, 1, 4, 1, 2021, 4, 14], &[1, 3, 6, 1, 4, 1, 2021, 4, 15]],
            },
            HOST_MEMORY,
        ],
        optics: &[],
    },
];

const HUAWEI_OPTICS: OpticsSource = OpticsSource::Entities {
    received: &[1, 3, 6, 1, 4, 1, 2011, 5, 25, 31, 1, 1, 3, 1, 8],
    sent: &[1, 3, 6, 1, 4, 1, 2011, 5, 25, 31, 1, 1, 3, 1, 9],
};

/// The profile of a device.
pub(super) fn of(object_id: Option<&str>) -> &'static Profile {
    let known = object_id.and_then(|id| PROFILES.iter().find(|profile| id.starts_with(profile.prefix)));
    known.unwrap_or(&STANDARD)
}
