//! Links to documents, and the documents that they open.

use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::link::{self, Claim, LIFETIME, Subject};
use super::model::Document;
use super::{gather, print};
use crate::db::Scope;
use crate::kernel::actor::Actor;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::ports::keyring::Keyring;
use crate::ports::pdf::Fonts;
use crate::tenancy::Tenant;

/// How long a request waits for its turn: a page is made in milliseconds, so who waits longer is one of too many.
const PATIENCE: Duration = Duration::from_secs(2);

/// Makes documents. Cheap to clone; clones share fonts and turns.
#[derive(Clone)]
pub struct Documents {
    keyring: Keyring,
    fonts: Fonts,
    turns: Arc<Semaphore>,
}

/// A file to be saved or sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name: letters, digits, `-` and `.`.
    pub name: String,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// Why a document was not made.
#[derive(Debug, thiserror::Error)]
pub enum Unserved {
    /// Too many are being made.
    #[error("too many documents are being made")]
    Busy,
    /// Not the caller's doing.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// The token of a link to a document that the caller may see, and when it ends.
pub async fn issue(
    scope: &Scope,
    keyring: &Keyring,
    subject: Subject,
    locale: &str,
) -> Result<(String, Instant), Fault> {
    let expires_at = scope.real_now() + LIFETIME;
    let claim = Claim { subject, locale: locale.to_owned(), expires_at };
    Ok((link::seal(keyring, scope.tenant().id, &claim).await?, expires_at))
}

impl Documents {
    /// Makes at most `at_once` documents at a time; 0: one less than there are processors.
    pub fn new(keyring: Keyring, fonts: Fonts, at_once: usize) -> Self {
        let processors = available_parallelism().map_or(1, usize::from);
        let turns = if at_once == 0 { processors.saturating_sub(1).max(1) } else { at_once };
        Self { keyring, fonts, turns: Arc::new(Semaphore::new(turns)) }
    }

    /// The document that a link opens. `None`: the token is wrong, over, another tenant's, or of what is not there.
    pub async fn open(&self, scope: &Scope, tenant: &Tenant, token: &str) -> Result<Option<File>, Unserved> {
        match link::open(&self.keyring, scope.tenant().id, scope.real_now(), token).await? {
            Some(claim) => self.make(scope, tenant, &claim.subject, &claim.locale).await,
            None => Ok(None),
        }
    }

    /// A document, read with the rights of the system: whoever asks has decided that it may be seen. Rows are read first,
    /// a page of lines at a time; the file is made on a thread that may take its time, a few at once.
    pub async fn make(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        subject: &Subject,
        locale: &str,
    ) -> Result<Option<File>, Unserved> {
        let turn = tokio::time::timeout(PATIENCE, self.turns.clone().acquire_owned()).await;
        let turn = turn.map_err(|_| Unserved::Busy)?.map_err(Fault::internal)?;
        let scope = scope.acting_as(Actor::System);
        let Some(document) = gather::gather(&scope, tenant, subject, locale).await? else { return Ok(None) };
        let fonts = self.fonts.clone();
        let made = tokio::task::spawn_blocking(move || {
            // Kept until it is made, also when nobody waits for it any more.
            let _turn = turn;
            let bytes = print(&document, &fonts)?;
            Ok::<_, crate::ports::pdf::WriteError>(File { name: name(&document), bytes })
        });
        Ok(Some(made.await.map_err(Fault::internal)?.map_err(Fault::internal)?))
    }
}

/// The number, as far as every file system takes it.
fn name(document: &Document) -> String {
    use super::model::Body;
    let number = match &document.body {
        Body::Invoice(invoice) => invoice.number.clone(),
        Body::CreditNote(note) => note.number.clone(),
        Body::Receipt(receipt) => receipt.number.clone(),
        Body::Statement(statement) => {
            format!("{}-{}-{}", document.party.number, statement.period.first, statement.period.last)
        }
    };
    let safe = |sign: char| if sign.is_ascii_alphanumeric() { sign } else { '-' };
    let name: String = number.chars().take(80).map(safe).collect();
    format!("{name}.pdf")
}
