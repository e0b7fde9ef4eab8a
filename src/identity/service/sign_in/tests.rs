use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use migrations::{Migrator, MigratorTrait as _};
use sea_orm::ConnectionTrait as _;

use super::*;
use crate::db::{Db, PlatformScope};
use crate::identity::device_secret::DeviceSecrets;
use crate::identity::entity::account_link::LinkRole;
use crate::identity::password::Blocklist;
use crate::identity::service::{FirstPassword, NewAccount, SignInLimits, Tokens};
use crate::kernel::actor::Actor;
use crate::kernel::clock::{ManualClock, SharedClock};
use crate::kernel::entropy::{SeededEntropy, SharedEntropy, SystemEntropy};
use crate::ports::keyring::{KeySet, Keyring, MasterKey};
use crate::ports::password::{HashCost, PasswordHasher, PasswordSettings};
use crate::ports::session_store::{MemorySessionStore, SessionLifetimes};
use crate::ports::throttle::MemoryThrottle;
use crate::ports::throttle::{LockoutPolicy, RateLimit};
use crate::tenancy::{Branding, NewTenant, SecondFactorPolicy, Settings, create, find_by_slug};

const PASSWORD: &str = "fifteen letters and more";

/// A tenant with one account, on an embedded database in a directory of its own.
struct Bench {
    identity: Identity,
    scope: Scope,
    tenant: Tenant,
    portal_id: String,
    db: Db,
    _directory: tempfile::TempDir,
}

impl Bench {
    async fn new() -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let db = Db::open(&Db::embedded(&directory.path().join("sign-in.sqlite"))).expect("opened");
        Migrator::up(db.for_migrations(), None).await.expect("migrated");
        let entropy: SharedEntropy = Arc::new(SeededEntropy::new(7));
        let now = "2026-11-22T15:00:00Z".parse().expect("valid");
        let clock: SharedClock = Arc::new(ManualClock::at(now));
        let platform = PlatformScope::new(db.clone());
        let new = NewTenant {
            slug: "isp".to_owned(),
            name: "ISP".to_owned(),
            hosts: vec!["localhost".to_owned()],
            timezone: "Europe/Berlin".to_owned(),
            currency: "EUR".parse().expect("valid"),
            locale: "de-DE".to_owned(),
            portal_prefix: "HN".to_owned(),
            branding: Branding::default(),
            settings: Settings {
                second_factor: SecondFactorPolicy { required_for: Vec::new() },
                ..Settings::default()
            },
        };
        create(&platform, new, now, &*entropy).await.expect("created");
        let tenant = find_by_slug(&platform, "isp").await.expect("read").expect("found");
        let scope = Scope::new(
            db.clone(),
            tenant.reference.clone(),
            Actor::Anonymous,
            &clock,
            entropy.clone(),
            "r-1".into(),
        );
        let identity = identity(entropy);
        let account = NewAccount {
            display_name: "Somebody".to_owned(),
            email: None,
            first: FirstPassword::Given(PASSWORD.into()),
            role: LinkRole::Support,
            customer: None,
            reseller: None,
        };
        let portal_id = identity.create_account(&scope, &tenant, account).await.expect("created").portal_id;
        Self { identity, scope, tenant, portal_id: portal_id.to_string(), db, _directory: directory }
    }

    async fn sign_in(&self, password: &str) -> Result<SignInOutcome, SignInError> {
        let client = Client {
            ip: [127, 0, 0, 1].into(),
            user_agent: String::new(),
            devices: DeviceSecrets::default(),
        };
        let request = SignInRequest {
            portal_id: self.portal_id.clone(),
            password: password.into(),
            remember_me: false,
        };
        self.identity.sign_in(&self.scope, &self.tenant, &client, request).await
    }

    async fn run(&self, statement: &str) {
        self.db.for_migrations().execute_unprepared(statement).await.expect("executed");
    }

    async fn faults(&self, password: &str, times: usize) {
        for _ in 0..times {
            let answer = self.sign_in(password).await;
            assert!(matches!(answer, Err(SignInError::Fault(_))), "{:?}", answer.err());
        }
    }
}

fn identity(entropy: SharedEntropy) -> Identity {
    let cost = HashCost { memory_kib: 8, passes: 1, lanes: 1 };
    let settings = PasswordSettings { cost, permits: 1, wait: Duration::from_secs(5) };
    let rate = RateLimit { max: 100, window: TimeDelta::minutes(1) };
    Identity {
        customers: Arc::new(crate::customers::Directory),
        sessions: Arc::new(MemorySessionStore::new(entropy.clone())),
        throttle: Arc::new(MemoryThrottle::default()),
        hasher: Arc::new(PasswordHasher::new(settings, entropy).expect("a hasher")),
        lifetimes: SessionLifetimes::default(),
        blocklist: Arc::new(Blocklist::default()),
        places: Arc::default(),
        limits: SignInLimits {
            lockout: LockoutPolicy::default(),
            per_account: rate,
            per_address: rate,
            resets_per_account: rate,
        },
        counter_key: vec![1; 32].into(),
        keyring: Keyring::fixed(
            KeySet::new(MasterKey::generate(&SystemEntropy), []).expect("one key"),
            Arc::new(SystemEntropy),
        ),
        tokens: Tokens {
            issuer: "portico".to_owned(),
            access_lifetime: TimeDelta::minutes(10),
            rotate_keys_after: TimeDelta::days(30),
            known: Arc::default(),
        },
    }
}

fn remaining(answer: Result<SignInOutcome, SignInError>) -> u32 {
    match answer {
        Err(SignInError::Refused(SignInRefusal::InvalidCredentials { attempts_remaining })) => {
            attempts_remaining
        }
        other => panic!("not a wrong password: {:?}", other.err()),
    }
}

#[tokio::test]
async fn tries_while_accounts_cannot_be_read_do_not_count() {
    let bench = Bench::new().await;
    bench.run("ALTER TABLE portal_account RENAME TO gone").await;
    bench.faults("wrong", 6).await;
    bench.run("ALTER TABLE gone RENAME TO portal_account").await;
    assert_eq!(remaining(bench.sign_in("wrong").await), 4);
    assert!(bench.sign_in(PASSWORD).await.is_ok());
}

#[tokio::test]
async fn tries_on_a_broken_hash_do_not_count() {
    let bench = Bench::new().await;
    bench.run("UPDATE portal_account SET password_hash = 'broken'").await;
    bench.faults("wrong", 6).await;
    bench.run("UPDATE portal_account SET password_hash = NULL").await;
    assert_eq!(remaining(bench.sign_in("wrong").await), 4);
}

#[tokio::test]
async fn where_attempts_cannot_be_recorded_wrong_ones_count_and_right_ones_do_not() {
    let bench = Bench::new().await;
    bench.run("ALTER TABLE login_attempt RENAME TO gone").await;
    bench.faults(PASSWORD, 6).await;
    bench.faults("wrong", 5).await;
    let answer = bench.sign_in(PASSWORD).await;
    assert!(matches!(answer, Err(SignInError::Refused(SignInRefusal::Locked { .. }))), "{:?}", answer.err());
}
