//! What leaves by mail: the queue of a tenant, emptied by hand, so that a test knows when.

use std::sync::Arc;

use portico::app::{Application, SecretsParts};
use portico::db::Reads as _;
use portico::documents::{DocumentAttachments, Documents};
use portico::identity::Identity;
use portico::kernel::clock::SharedClock;
use portico::mail::entity::mail_message;
use portico::mail::{Renderer, Sender, SenderSettings};
use portico::ports::keyring::Keyring;
use portico::ports::mail::{KeptMail, KeptMails, MailTransport};
use portico::ports::pdf::Fonts;
use tokio_util::sync::CancellationToken;

use super::app::TestApp;
use super::wait::until;

/// The subject of the mail that tells of a sign-in from a new device.
pub(crate) const NEW_DEVICE: &str = "New sign-in";

impl TestApp {
    /// The keys of the server.
    pub(crate) fn keyring(&self) -> Keyring {
        let (clock, entropy) = (self.clock(), self.scope().entropy().clone());
        SecretsParts::of(&self.config().secrets, &clock, &entropy).expect("the keys of the tests").keyring
    }

    /// Identity beside the server's, for what jobs do.
    pub(crate) fn identity(&self) -> Identity {
        let (clock, entropy): (SharedClock, _) = (self.clock(), self.scope().entropy().clone());
        Application::identity(self.config(), &clock, &entropy).expect("identity can be opened")
    }

    /// What makes documents, beside the server's.
    pub(crate) fn documents(&self) -> Documents {
        Documents::new(self.keyring(), Fonts::built_in(), 1)
    }

    /// A sender over the tenant's database.
    pub(crate) fn sender(&self, transport: Arc<dyn MailTransport>) -> Sender {
        Sender {
            db: self.db().clone(),
            clock: self.clock(),
            entropy: self.scope().entropy().clone(),
            keyring: self.keyring(),
            renderer: Arc::new(Renderer::new(None).expect("the built-in texts")),
            attachments: Arc::new(DocumentAttachments(self.documents())),
            transport,
            settings: SenderSettings {
                from: "noreply@portico.example".to_owned(),
                portal_url: "https://{host}".to_owned(),
            },
        }
    }

    /// Answers the wishes that wait, and sends what is due: the mails that have left, the newest first.
    pub(crate) async fn mails(&self) -> Vec<KeptMail> {
        let kept = KeptMails::default();
        self.identity().answer_reset_requests(&self.scope(), self.facts()).await.expect("answered");
        self.sender(Arc::new(kept.clone()))
            .deliver_due_of(self.facts(), &CancellationToken::new())
            .await
            .expect("delivered");
        kept.all()
    }

    /// The one mail that has left or is about to: the server's own job may be answering the wish just now. Each caller of a
    /// test is a device of its own, and the word of a new one, which leaves when it will, is not what is asked for.
    pub(crate) async fn next_mail(&self) -> KeptMail {
        let mut mails = Vec::new();
        until("a mail leaves", async || {
            let left = self.mails().await;
            mails.extend(left.into_iter().filter(|mail| mail.mail.subject != NEW_DEVICE));
            !mails.is_empty()
        })
        .await;
        let [mail] = mails.as_slice() else { panic!("one mail: {mails:?}") };
        mail.clone()
    }

    /// The token in the next mail.
    pub(crate) async fn mailed_token(&self) -> String {
        token_in(&self.next_mail().await.mail.text)
    }

    /// The same where other mails leave too.
    pub(crate) async fn mailed_token_among_others(&self) -> String {
        let mut token = None;
        until("a mail with a token leaves", async || {
            let mails = self.mails().await;
            token = token.take().or_else(|| {
                let texts = mails.iter().map(|mail| mail.mail.text.as_str());
                texts.filter(|text| text.contains("#token=")).map(token_in).next()
            });
            token.is_some()
        })
        .await;
        token.expect("it was waited for")
    }

    /// The rows of the tenant's queue, the oldest first.
    pub(crate) async fn queue(&self) -> Vec<mail_message::Model> {
        let mut rows =
            self.scope().select::<mail_message::Entity>().all().await.expect("the database answers");
        rows.sort_by_key(|row| (row.created_at, row.id.to_string()));
        rows
    }
}

/// The token of a mail's link.
pub(crate) fn token_in(text: &str) -> String {
    let (_, rest) = text.split_once("#token=").unwrap_or_else(|| panic!("a link with a token: {text}"));
    rest.lines().next().expect("a token").trim().to_owned()
}
