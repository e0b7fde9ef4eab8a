use proptest::prelude::*;
use uuid::Uuid;

use super::chain::{BEGINNING, commitment, link};
use super::verify::{FaultKind, Walk};
use crate::db::audit::{ActorKind, Model};
use crate::kernel::ids::{AccountId, AuditEntryId, CustomerId, TenantId};

fn entry(n: u128, reason: Option<&str>) -> Model {
    Model {
        id: AuditEntryId(Uuid::from_u128(n)),
        tenant_id: TenantId(Uuid::from_u128(1)),
        actor_account_id: n.is_multiple_of(2).then(|| AccountId(Uuid::from_u128(n))),
        actor_kind: Some(ActorKind::Staff),
        on_behalf_of: None,
        customer_id: n.is_multiple_of(3).then(|| CustomerId(Uuid::from_u128(n))),
        action: "account.unlock".to_owned(),
        subject: format!("acc_{n}"),
        reason: reason.map(str::to_owned),
        value_before: None,
        value_after: Some(format!("{{\"n\":{n}}}")),
        request_id: "request".to_owned(),
        at: "2026-11-22T10:00:00Z".parse().expect("valid"),
        seq: None,
        salt: None,
        commitment: None,
        link: None,
    }
}

/// A chain of `length` entries, sealed as the job does it.
fn chain(length: i64) -> Vec<Model> {
    let mut before = BEGINNING;
    (1..=length)
        .map(|seq| {
            let mut entry = entry(u128::try_from(seq).expect("positive"), Some("a reason"));
            let salt = [u8::try_from(seq % 251).expect("small"); 32];
            let commitment = commitment(&salt, &entry);
            before = link(&before, seq, &entry, &commitment);
            entry.seq = Some(seq);
            entry.salt = Some(salt.to_vec());
            entry.commitment = Some(commitment.to_vec());
            entry.link = Some(before.to_vec());
            entry
        })
        .collect()
}

fn faults(entries: &[Model]) -> Vec<(i64, FaultKind)> {
    let mut walk = Walk::after(1, None);
    for entry in entries {
        walk.step(entry);
    }
    walk.faults.iter().map(|fault| (fault.seq, fault.kind)).collect()
}

#[test]
fn a_commitment_tells_absent_from_empty_and_one_field_from_the_next() {
    let salt = [7; 32];
    let of = |reason: Option<&str>, before: Option<&str>| {
        let changed = Model { value_before: before.map(str::to_owned), ..entry(1, reason) };
        commitment(&salt, &changed)
    };
    let all = [
        of(None, None),
        of(Some(""), None),
        of(None, Some("")),
        of(Some("ab"), Some("c")),
        of(Some("a"), Some("bc")),
    ];
    for (n, one) in all.iter().enumerate() {
        assert!(all[n + 1..].iter().all(|other| other != one));
    }
    assert_ne!(commitment(&[8; 32], &entry(1, None)), commitment(&salt, &entry(1, None)), "the salt counts");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_untouched_chain_is_whole(length in 1_i64..40) {
        prop_assert_eq!(faults(&chain(length)), vec![]);
    }

    #[test]
    fn any_one_change_is_found_where_it_is(length in 2_i64..30, at in 0_usize..30, what in 0_u8..9) {
        let mut entries = chain(length);
        let at = at % entries.len();
        let seq = entries[at].seq.expect("sealed");
        let changed = &mut entries[at];
        match what {
            0 => changed.reason = Some("another".to_owned()),
            1 => changed.value_after = None,
            2 => changed.value_before = Some("{}".to_owned()),
            3 => changed.actor_account_id = Some(AccountId(Uuid::from_u128(999))),
            4 => changed.action.push('x'),
            5 => changed.subject.push('x'),
            6 => changed.at += chrono::TimeDelta::microseconds(1),
            7 => changed.customer_id = Some(CustomerId(Uuid::from_u128(998))),
            _ => changed.actor_kind = Some(ActorKind::System),
        }
        let kind = if what < 3 { FaultKind::ValueChanged } else { FaultKind::EntryChanged };
        prop_assert_eq!(faults(&entries), vec![(seq, kind)]);
    }

    #[test]
    fn any_removal_before_the_end_is_found(length in 2_i64..30, at in 0_usize..30) {
        let mut entries = chain(length);
        let at = at % (entries.len() - 1);
        let gone = entries.remove(at).seq.expect("sealed");
        prop_assert_eq!(faults(&entries), vec![(gone, FaultKind::Missing)]);
    }

    #[test]
    fn any_exchange_of_places_is_found(length in 2_i64..30, one in 0_usize..30, other in 0_usize..30) {
        let mut entries = chain(length);
        let (one, other) = (one % entries.len(), other % entries.len());
        prop_assume!(one != other);
        let (a, b) = (entries[one].seq, entries[other].seq);
        entries[one].seq = b;
        entries[other].seq = a;
        entries.sort_by_key(|entry| entry.seq);
        let found = faults(&entries);
        for place in [a, b] {
            prop_assert!(found.contains(&(place.expect("sealed"), FaultKind::EntryChanged)), "{:?}", found);
        }
    }

    #[test]
    fn erasing_values_and_salt_keeps_the_chain_whole(length in 1_i64..30, at in 0_usize..30) {
        let mut entries = chain(length);
        let at = at % entries.len();
        let erased = &mut entries[at];
        (erased.reason, erased.value_before, erased.value_after, erased.salt) = (None, None, None, None);
        prop_assert_eq!(faults(&entries), vec![]);
    }
}
