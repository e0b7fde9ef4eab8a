//! The token in the address that an answer goes to: `support+<token>@isp.example`.
//!
//! It names the ticket and carries a mark over tenant, ticket and account: only the account that it was mailed to is meant by
//! it, at this ISP alone. A name of a mailbox has 64 characters and is often written in lower case on its way (RFC 5321
//! §2.4 forbids that, and many do it), so the token is short and in base32: 16 bytes of the ticket's id and 10 of the mark,
//! 42 symbols. The account is not in it; those who may be meant are few and tried one after the other.

use uuid::Uuid;

use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, TenantId, TicketId, TypedId as _};
use crate::ports::keyring::{Keyring, Purpose};

/// Bytes of the mark.
const MARK: usize = 10;
const BYTES: usize = 16 + MARK;

/// Symbols of a token.
const SYMBOLS: usize = (BYTES * 8).div_ceil(5);

/// RFC 4648 §6, in lower case.
const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// A token that was read, and may yet be made up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// The ticket it names.
    pub(super) ticket: TicketId,
    mark: [u8; MARK],
}

/// The token for the answers of an account on a ticket.
pub async fn reply_token(
    keyring: &Keyring,
    tenant: TenantId,
    ticket: TicketId,
    account: AccountId,
) -> Result<String, Fault> {
    let mark = keyring.mark(Purpose::ReplyAddress, &content(tenant, ticket, account)).await?;
    let mut bytes = [0; BYTES];
    bytes[..16].copy_from_slice(ticket.uuid().as_bytes());
    bytes[16..].copy_from_slice(&mark[..MARK]);
    Ok(encode(&bytes))
}

impl Token {
    /// Reads a token, however its letters are written.
    pub(super) fn read(text: &str) -> Option<Self> {
        let bytes = decode(text)?;
        let (ticket, mark) = bytes.split_first_chunk::<16>()?;
        let ticket = TicketId::from_uuid(Uuid::from_bytes(*ticket));
        Some(Self { ticket, mark: mark.try_into().ok()? })
    }

    /// The token in an address, if it has one.
    pub(super) fn in_address(address: &str) -> Option<Self> {
        let (name, _) = address.trim().rsplit_once('@')?;
        let (_, token) = name.rsplit_once('+')?;
        Self::read(token)
    }

    /// Whether it was made for this account.
    pub(super) async fn is_for(
        &self,
        keyring: &Keyring,
        tenant: TenantId,
        account: AccountId,
    ) -> Result<bool, Fault> {
        let content = content(tenant, self.ticket, account);
        Ok(keyring.is_marked(Purpose::ReplyAddress, &content, &self.mark).await?)
    }
}

fn content(tenant: TenantId, ticket: TicketId, account: AccountId) -> Vec<u8> {
    [tenant.uuid(), ticket.uuid(), account.uuid()].iter().flat_map(|id| *id.as_bytes()).collect()
}

fn encode(bytes: &[u8; BYTES]) -> String {
    let (mut bits, mut held, mut text) = (0_u32, 0_u32, String::with_capacity(SYMBOLS));
    for byte in bytes {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            text.push(symbol(bits >> held));
        }
    }
    if held > 0 {
        text.push(symbol(bits << (5 - held)));
    }
    text
}

fn symbol(bits: u32) -> char {
    let at = usize::try_from(bits & 31).expect("five bits");
    char::from(ALPHABET[at])
}

fn decode(text: &str) -> Option<[u8; BYTES]> {
    if text.len() != SYMBOLS {
        return None;
    }
    let (mut bits, mut held, mut bytes) = (0_u32, 0_u32, Vec::with_capacity(BYTES));
    for byte in text.bytes() {
        let lower = byte.to_ascii_lowercase();
        let value = ALPHABET.iter().position(|known| *known == lower)?;
        bits = bits << 5 | u32::try_from(value).ok()?;
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 255).ok()?);
        }
    }
    // What is left over is zero, so that each token is written in one way.
    let rest = bits & ((1 << held) - 1);
    if rest == 0 { bytes.try_into().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::kernel::entropy::SeededEntropy;
    use crate::ports::keyring::{KeySet, MasterKey};

    fn ring(current: u8, retired: &[u8]) -> Keyring {
        let key = |byte: u8| MasterKey::from_bytes(&[byte; 32]).expect("32 bytes");
        let keys = KeySet::new(key(current), retired.iter().map(|byte| key(*byte))).expect("distinct");
        Keyring::fixed(keys, Arc::new(SeededEntropy::new(1)))
    }

    fn ids(numbers: [u128; 3]) -> (TenantId, TicketId, AccountId) {
        let [tenant, ticket, account] = numbers.map(Uuid::from_u128);
        (TenantId::from_uuid(tenant), TicketId::from_uuid(ticket), AccountId::from_uuid(account))
    }

    fn now<T>(work: impl Future<Output = T>) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        runtime.expect("a runtime can be built").block_on(work)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_token_is_for_its_account_alone_and_survives_the_change_of_letters(
            numbers: [u128; 3], other: u128, upper: u64, changed in 0_usize..SYMBOLS, to in 0_usize..32,
        ) {
            let (tenant, ticket, account) = ids(numbers);
            let token = now(reply_token(&ring(1, &[]), tenant, ticket, account)).expect("there is a key");
            prop_assert_eq!(token.len(), 42);
            let written: String = token
                .chars()
                .enumerate()
                .map(|(at, letter)| {
                    if upper >> (at % 64) & 1 == 1 { letter.to_ascii_uppercase() } else { letter }
                })
                .collect();
            let address = format!("support+{written}@isp.example");
            let read = Token::in_address(&address).expect("a token");
            prop_assert_eq!(read.ticket, ticket);
            let is_for = |ring: Keyring, tenant, account| {
                now(read.is_for(&ring, tenant, account)).expect("there is a key")
            };
            prop_assert!(is_for(ring(1, &[]), tenant, account));
            prop_assert!(is_for(ring(2, &[1]), tenant, account), "the keys were rotated");
            prop_assert!(!is_for(ring(2, &[]), tenant, account), "the key was let go");
            let stranger = AccountId::from_uuid(Uuid::from_u128(other));
            prop_assert_eq!(is_for(ring(1, &[]), tenant, stranger), stranger == account);
            let elsewhere = TenantId::from_uuid(Uuid::from_u128(other));
            prop_assert_eq!(is_for(ring(1, &[]), elsewhere, account), elsewhere == tenant);

            let mut bent = token.clone().into_bytes();
            bent[changed] = ALPHABET[to];
            let bent = String::from_utf8(bent).expect("ASCII");
            if bent != token && let Some(bent) = Token::read(&bent) {
                let forged = now(bent.is_for(&ring(1, &[]), tenant, account)).expect("there is a key");
                prop_assert!(!forged);
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,80}") {
            let _ = Token::in_address(&text);
            let _ = Token::read(&text);
        }
    }

    #[test]
    fn what_is_none_is_not_read() {
        let token = now(reply_token(&ring(1, &[]), ids([1, 2, 3]).0, ids([1, 2, 3]).1, ids([1, 2, 3]).2));
        let token = token.expect("there is a key");
        assert!(Token::read(&token).is_some() && Token::read(&token.to_ascii_uppercase()).is_some());
        for none in ["", &token[1..], &format!("{token}a"), &token.replace(&token[..1], "1"), &"é".repeat(21)]
        {
            assert_eq!(Token::read(none), None, "{none}");
        }
        for none in ["support@isp.example", token.as_str(), "support+@isp.example", "@", "+@"] {
            assert_eq!(Token::in_address(none), None, "{none}");
        }
    }
}
