//! An authenticator with one passkey, written after WebAuthn Level 3 and sharing no code with what it tests.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::app::TestApp;
use super::authenticator::step_up;
use super::caller::Caller;
use super::factory::account::Login;
use super::reply::Reply;

const CEREMONY: &str = "ceremony { value optionsJson expiresAt } userErrors { code field }";
const RESULT: &str = "result { __typename ... on SignedIn { account { portalId } session { id } } }";

/// What is asked of an authenticator, and by what name the answer is sent.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) ceremony: String,
    pub(crate) options: Value,
}

impl Asked {
    /// The question in the answer of a mutation.
    pub(crate) fn of(reply: &Reply, mutation: &str) -> Self {
        let ceremony = &reply.ok()[mutation]["ceremony"];
        let text =
            |name: &str| ceremony[name].as_str().unwrap_or_else(|| panic!("no {name}: {}", reply.text));
        let options = serde_json::from_str(text("optionsJson")).expect("JSON");
        Self { ceremony: text("value").to_owned(), options }
    }

    fn text(&self, pointer: &str) -> &str {
        self.options.pointer(pointer).and_then(Value::as_str).expect("it is asked")
    }
}

/// An authenticator with one passkey.
#[derive(Clone)]
pub(crate) struct SoftPasskey {
    pub(crate) key: SigningKey,
    pub(crate) id: Vec<u8>,
    pub(crate) user: Vec<u8>,
    pub(crate) domain: String,
    /// The page that asks.
    pub(crate) origin: String,
    /// Signatures so far; none are counted where it stays at 0.
    pub(crate) counter: u32,
    /// Whether its user proves to be there.
    pub(crate) verified: bool,
}

impl SoftPasskey {
    /// Makes a passkey as it is asked to, on a page of `origin`; itself, and its answer.
    pub(crate) fn make(asked: &Asked, origin: &str, seed: u8) -> (Self, String) {
        let selection = &asked.options["authenticatorSelection"];
        assert_eq!(selection["residentKey"], "required");
        assert_eq!(selection["userVerification"], "required");
        let key = SigningKey::from_slice(&[seed; 32]).expect("a key");
        let user = URL_SAFE_NO_PAD.decode(asked.text("/user/id")).expect("base64url");
        let domain = asked.text("/rp/id").to_owned();
        let id = Sha256::digest([&[seed][..], &user].concat()).to_vec();
        let origin = origin.to_owned();
        let new = Self { key, id, user, domain, origin, counter: 0, verified: true };
        let answer = new.attest(asked);
        (new, answer)
    }

    fn attest(&self, asked: &Asked) -> String {
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().expect("x"), point.y().expect("y"));
        // COSE (RFC 9053 §7.1.1): EC2, ES256, P-256.
        let cose = [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32][..], x, &[0x22, 0x58, 32], y].concat();
        let length = u16::try_from(self.id.len()).expect("short").to_be_bytes();
        let attested = [&[0; 16][..], &length, &self.id, &cose].concat();
        let data = self.authenticator_data(0x40, &attested);
        let size = u8::try_from(data.len()).expect("less than 256 bytes");
        let object = [b"\xa3cfmtdnonegattStmt\xa0hauthData\x58", &[size][..], &data].concat();
        let response = json!({
            "clientDataJSON": encoded(self.client_data("webauthn.create", asked).as_bytes()),
            "attestationObject": encoded(&object),
            "transports": ["internal"],
        });
        self.credential(&response)
    }

    /// Answers what it is asked.
    pub(crate) fn answer(&mut self, asked: &Asked) -> String {
        if self.counter > 0 {
            self.counter += 1;
        }
        self.answer_again(asked)
    }

    /// Answers without counting: as a copy of it would.
    pub(crate) fn answer_again(&self, asked: &Asked) -> String {
        let client_data = self.client_data("webauthn.get", asked);
        let data = self.authenticator_data(0, &[]);
        let signed = [data.as_slice(), Sha256::digest(&client_data).as_slice()].concat();
        let signature: Signature = self.key.sign(&signed);
        let response = json!({
            "clientDataJSON": encoded(client_data.as_bytes()),
            "authenticatorData": encoded(&data),
            "signature": encoded(signature.to_der().as_bytes()),
            "userHandle": encoded(&self.user),
        });
        self.credential(&response)
    }

    fn client_data(&self, kind: &str, asked: &Asked) -> String {
        let challenge = asked.text("/challenge");
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
    }

    fn authenticator_data(&self, flags: u8, rest: &[u8]) -> Vec<u8> {
        let flags = flags | 1 | if self.verified { 4 } else { 0 };
        let domain = Sha256::digest(self.domain.as_bytes());
        [domain.as_slice(), &[flags], &self.counter.to_be_bytes(), rest].concat()
    }

    fn credential(&self, response: &Value) -> String {
        let id = encoded(&self.id);
        json!({
            "id": id, "rawId": id, "type": "public-key", "authenticatorAttachment": "platform",
            "clientExtensionResults": {}, "response": response,
        })
        .to_string()
    }
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Asks for a new passkey.
pub(crate) async fn start_registration(caller: &Caller, challenge: Option<&str>) -> Reply {
    let query = format!(
        "mutation($input: StartPasskeyRegistrationInput!) {{ startPasskeyRegistration(input: $input) {{ {CEREMONY} }} }}"
    );
    caller.gql(&query, json!({ "input": { "challenge": challenge } })).await
}

/// Sends a new passkey.
pub(crate) async fn finish_registration(
    caller: &Caller,
    challenge: Option<&str>,
    asked: &Asked,
    answer: &str,
    name: &str,
) -> Reply {
    let query = format!(
        "mutation($input: FinishPasskeyRegistrationInput!) {{ finishPasskeyRegistration(input: $input) {{
            passkeyId {RESULT} recoveryCodes {{ codes }} userErrors {{ code field }}
        }} }}"
    );
    let answer = json!({ "ceremony": asked.ceremony, "credentialJson": answer });
    caller.gql(&query, json!({ "input": { "challenge": challenge, "answer": answer, "name": name } })).await
}

/// Asks for a passkey to sign in by.
pub(crate) async fn start_sign_in(caller: &Caller, challenge: Option<&str>) -> Reply {
    let query = format!(
        "mutation($input: StartPasskeySignInInput!) {{ startPasskeySignIn(input: $input) {{ {CEREMONY} }} }}"
    );
    caller.gql(&query, json!({ "input": { "challenge": challenge } })).await
}

/// The question for a passkey to sign in by.
pub(crate) async fn asked(caller: &Caller, challenge: Option<&str>) -> Asked {
    Asked::of(&start_sign_in(caller, challenge).await, "startPasskeySignIn")
}

/// Sends what a passkey has answered.
pub(crate) async fn sign_in(caller: &Caller, asked: &Asked, answer: &str) -> Reply {
    let query = format!(
        "mutation($input: SignInWithPasskeyInput!) {{ signInWithPasskey(input: $input) {{
            {RESULT} userErrors {{ code attemptsRemaining unlockAt }}
        }} }}"
    );
    let answer = json!({ "ceremony": asked.ceremony, "credentialJson": answer });
    caller.gql(&query, json!({ "input": { "answer": answer } })).await
}

/// Asks for a passkey to elevate the session by.
pub(crate) async fn start_step_up(caller: &Caller) -> Reply {
    caller.gql(&format!("mutation {{ startPasskeyStepUp {{ {CEREMONY} }} }}"), json!({})).await
}

/// An account with a passkey, and the session that made it.
pub(crate) struct WithPasskey {
    pub(crate) passkey: SoftPasskey,
    pub(crate) id: String,
    pub(crate) caller: Caller,
}

impl TestApp {
    /// Makes a passkey for an account, as its owner does. It counts its signatures, from 1.
    pub(crate) async fn with_passkey(&self, login: &Login, seed: u8) -> WithPasskey {
        let caller = self.sign_in_as(login).await;
        step_up(&caller).await;
        let asked = Asked::of(&start_registration(&caller, None).await, "startPasskeyRegistration");
        let (mut passkey, answer) = SoftPasskey::make(&asked, &self.origin(), seed);
        let reply = finish_registration(&caller, None, &asked, &answer, "my phone").await;
        let made = &reply.ok()["finishPasskeyRegistration"]["passkeyId"];
        let id = made.as_str().unwrap_or_else(|| panic!("none was made: {}", reply.text)).to_owned();
        passkey.counter = 1;
        WithPasskey { passkey, id, caller }
    }

    /// The tenant's own page.
    pub(crate) fn origin(&self) -> String {
        format!("https://{}", self.host())
    }
}
