//! What a token is to its family, over its whole life.

use super::*;
use crate::kernel::entropy::SeededEntropy;
use crate::kernel::ids::TenantId;

fn at(seconds: i64) -> Instant {
    "2026-11-22T10:00:00Z".parse::<Instant>().expect("an instant") + TimeDelta::seconds(seconds)
}

fn token(generation: i64, seed: u64) -> RefreshToken {
    RefreshToken::new(TokenFamilyId(Uuid::from_u128(1)), generation, &SeededEntropy::new(seed))
}

/// A family whose third token is good since second 100.
fn family() -> token_family::Model {
    token_family::Model {
        id: TokenFamilyId(Uuid::from_u128(1)),
        tenant_id: TenantId(Uuid::nil()),
        account_id: AccountId(Uuid::nil()),
        session_id: SessionId(Uuid::nil()),
        generation: 3,
        digest: token(3, 3).digest().to_vec(),
        previous_digest: Some(token(2, 2).digest().to_vec()),
        rotated_at: Some(at(100)),
        revoked_at: None,
        revoked_reason: None,
        created_at: at(0),
        expires_at: at(1_000),
    }
}

#[test]
fn a_token_survives_its_text_and_nothing_else_is_one() {
    use secrecy::ExposeSecret as _;
    let sent = token(7, 7);
    let text = sent.expose();
    let read = RefreshToken::parse(text.expose_secret()).expect("one of ours");
    assert_eq!((read.family, read.generation, read.digest()), (sent.family, 7, sent.digest()));
    let text = text.expose_secret();
    for bad in ["", "prt_", &text[..text.len() - 1], &text[4..], &format!("{text}A"), &format!("{text}=")] {
        assert!(RefreshToken::parse(bad).is_none(), "{bad}");
    }
}

#[test]
fn what_a_token_is_depends_on_its_place_and_the_time() {
    let family = family();
    for (generation, seed, second, expected) in [
        (3, 3, 100, Standing::Good),
        (3, 3, 999, Standing::Good),
        (3, 3, 1_000, Standing::Nothing),
        (3, 9, 101, Standing::Nothing),
        (2, 2, 100, Standing::Superseded),
        (2, 2, 109, Standing::Superseded),
        (2, 2, 110, Standing::Reused),
        (2, 9, 101, Standing::Nothing),
        (1, 1, 101, Standing::Reused),
        (0, 1, 101, Standing::Nothing),
        (4, 3, 101, Standing::Nothing),
        (i64::MIN, 3, 101, Standing::Nothing),
    ] {
        let found = standing(&family, &token(generation, seed), at(second));
        assert_eq!(found, expected, "generation {generation}, secret {seed}, second {second}");
    }
}

#[test]
fn an_ended_family_has_no_good_token_and_tells_its_holder_why() {
    let ended =
        |reason| token_family::Model { revoked_at: Some(at(101)), revoked_reason: Some(reason), ..family() };
    let reused = ended(RevokedReason::Reused);
    assert_eq!(standing(&reused, &token(3, 3), at(102)), Standing::Reused);
    assert_eq!(standing(&reused, &token(2, 2), at(102)), Standing::Nothing);
    let over = ended(RevokedReason::SessionEnded);
    for generation in 1..=3 {
        assert_eq!(
            standing(&over, &token(generation, generation.unsigned_abs()), at(102)),
            Standing::Nothing
        );
    }
}
