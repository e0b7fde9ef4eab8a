//! Open files: every connection is one, and a process without any left answers nobody, not even `/readyz`.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::http::Settings;

/// Files that the process has open beside the workers' own: listeners, logs, the internal listener's connections.
const OF_THE_PROCESS: u64 = 64;
/// Files of a worker's runtime, and its connection to Redis with the next one while that is replaced.
const OF_A_WORKER: u64 = 16;
/// Files of a connection to the database: SQLite has the journal and its index beside the database.
const OF_A_DATABASE_CONNECTION: u64 = 3;
/// With fewer connections in all, a crowd is turned away by this limit before any other.
const FEW: u64 = 1_000;

/// Raises the limit on open files as far as the process may, and tells where it is now; `None` where there is none.
pub(super) fn raise() -> Option<u64> {
    let Rlimit { current: soft, maximum: hard } = getrlimit(Resource::Nofile);
    if soft == hard {
        return hard;
    }
    match setrlimit(Resource::Nofile, Rlimit { current: hard, maximum: hard }) {
        Ok(()) => hard,
        Err(error) => {
            tracing::warn!(%error, soft, hard, "the limit on open files cannot be raised");
            soft
        }
    }
}

/// How many connections each worker may take, so that files remain for everything else.
pub(super) fn connections(limit: Option<u64>, workers: usize, database: u32) -> usize {
    let most = Settings::default().max_connections;
    let Some(limit) = limit else { return most };
    let of_each = OF_A_WORKER + OF_A_DATABASE_CONNECTION * u64::from(database);
    let workers = (workers as u64).max(1);
    let left = limit.saturating_sub(OF_THE_PROCESS).saturating_sub(workers * of_each);
    if left < FEW {
        tracing::warn!(limit, connections = left, "few open files are allowed: raise the limit (ulimit -n)");
    }
    usize::try_from(left / workers).map_or(most, |each| each.clamp(1, most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_remain_for_everything_else() {
        for (limit, workers, database, each) in [
            (Some(1_024), 2, 8, 440),
            (Some(1_024), 16, 8, 20),
            (Some(256), 2, 8, 56),
            // Too few for anything: it starts, and says so.
            (Some(64), 2, 8, 1),
            (Some(1 << 20), 2, 8, 10_000),
            (Some(u64::MAX), 2, 8, 10_000),
            (None, 2, 8, 10_000),
        ] {
            assert_eq!(connections(limit, workers, database), each, "{limit:?} for {workers}");
        }
    }

    #[test]
    fn the_limit_is_raised_to_the_hard_one() {
        let hard = getrlimit(Resource::Nofile).maximum;
        assert_eq!(raise(), hard);
        assert_eq!(getrlimit(Resource::Nofile).current, hard);
    }
}
