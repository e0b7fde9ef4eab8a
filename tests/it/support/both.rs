//! One test, both backings.

/// Makes a module of two tests out of one: over the embedded database with sessions in process, and over PostgreSQL
/// and Redis.
///
/// `both!(name, async |t: TestApp| { … })` runs at a tenant of its own on the server that the whole run shares.
/// `both!(name, |config| { … }, async |t: TestApp| { … })` starts a server of its own, with a clock that may be moved
/// and with the changes that the first closure makes to the configuration.
/// `both!(name, alone, async |t: TestApp| { … })` starts no server: for what changes the tables themselves, which would wait for
/// the server's jobs while they wait for it.
macro_rules! both {
    ($name:ident, alone, $body:expr) => {
        mod $name {
            use super::*;
            use $crate::support::app::{Backing, on_own_database};

            #[test]
            fn embedded() {
                on_own_database(Backing::Embedded, module_path!(), $body);
            }

            #[test]
            fn services() {
                on_own_database(Backing::Services, module_path!(), $body);
            }
        }
    };
    ($name:ident, $body:expr) => {
        mod $name {
            use super::*;
            use $crate::support::app::{Backing, on_shared_server};

            #[test]
            fn embedded() {
                on_shared_server(Backing::Embedded, module_path!(), $body);
            }

            #[test]
            fn services() {
                on_shared_server(Backing::Services, module_path!(), $body);
            }
        }
    };
    ($name:ident, $configure:expr, $body:expr) => {
        mod $name {
            use super::*;
            use $crate::support::app::{Backing, on_own_server};

            #[test]
            fn embedded() {
                on_own_server(Backing::Embedded, module_path!(), $configure, $body);
            }

            #[test]
            fn services() {
                on_own_server(Backing::Services, module_path!(), $configure, $body);
            }
        }
    };
}
