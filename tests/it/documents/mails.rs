//! Bills leave by mail: once each, with the document.

use base64::Engine as _;
use portico::customers::entity::customer;
use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use super::text_of;
use crate::notifications::{bill, pay};
use crate::support::app::TestApp;
use crate::support::wait::until;

/// Template and address of every mail of the tenant, in order.
async fn queued(t: &TestApp) -> Vec<(String, String)> {
    let mut mails: Vec<(String, String)> =
        t.queue().await.into_iter().map(|mail| (mail.template, mail.recipient)).collect();
    mails.sort_unstable();
    mails
}

async fn queued_is(t: &TestApp, expected: &[(&str, &str)]) {
    let expected: Vec<(String, String)> =
        expected.iter().map(|(template, to)| ((*template).to_owned(), (*to).to_owned())).collect();
    until("the mails are queued", async || queued(t).await == expected).await;
}

fn with_address(customer: &mut customer::Model) {
    customer.email = Some("bills@example.org".to_owned());
}

both!(an_invoice_and_a_receipt_go_where_bills_go_each_once_with_its_document, async |t: TestApp| {
    let t = t.tenant_with(|tenant| tenant.locale = "de-DE".to_owned()).await;
    let alice = t.customer().named("Jürgen Groß").with(with_address).insert().await;
    let silent = t.customer().with(|customer| customer.email = None).insert().await;
    bill(&t, &silent, 10_00).await;
    bill(&t, &alice, 39_90).await;
    queued_is(&t, &[("invoice", "bills@example.org")]).await;
    pay(&t, &alice, 20_00).await;
    queued_is(&t, &[("invoice", "bills@example.org"), ("receipt", "bills@example.org")]).await;

    let mut mails = t.mails().await;
    mails.sort_by(|a, b| a.mail.subject.cmp(&b.mail.subject));
    let [receipt, bill] = &mails[..] else { panic!("two mails: {mails:?}") };
    assert!(bill.mail.subject.starts_with("Rechnung INV-"), "{}", bill.mail.subject);
    assert!(
        bill.mail.text.contains("Guten Tag Jürgen Groß") && bill.mail.text.contains("39,90"),
        "{}",
        bill.mail.text
    );
    assert!(receipt.mail.subject.starts_with("Beleg zu Ihrer Zahlung PAY-"), "{}", receipt.mail.subject);
    for (mail, title) in [(bill, "Rechnung"), (receipt, "Zahlungsbeleg")] {
        let file = mail.mail.attachment.as_ref().expect("a document goes with it");
        assert_eq!(file.media_type, "application/pdf");
        let text = text_of(&file.bytes).concat();
        assert!(text.contains(title) && text.contains("Jürgen Groß"), "{text}");
        assert!(mail.raw.contains(&format!("filename=\"{}\"", file.name)), "{}", file.name);
        let encoded = base64::engine::general_purpose::STANDARD.encode(&file.bytes[..54]);
        assert!(mail.raw.contains(&encoded), "the bytes are in the message");
    }
});

both!(who_wants_a_word_too_gets_the_document_and_nobody_gets_it_twice, async |t: TestApp| {
    let alice = t.customer().with(with_address).insert().await;
    let member = |email: &str| t.account().member_of(&alice, LinkRole::Owner).email(email);
    for login in [member("wants@example.org").insert().await, member("Bills@example.org").insert().await] {
        let caller = t.sign_in_as(&login).await;
        let change = json!([{ "topic": "BILLING", "channel": "MAIL", "enabled": true }]);
        let reply = caller.gql(crate::notifications::UPDATE, json!({ "changes": change })).await;
        assert!(reply.user_errors("updateNotificationPreferences").is_empty(), "{}", reply.text);
    }
    bill(&t, &alice, 39_90).await;
    queued_is(&t, &[("invoice", "bills@example.org"), ("notice", "wants@example.org")]).await;
    let mails = t.mails().await;
    assert!(!mails.is_empty());
    for mail in mails {
        assert!(mail.mail.attachment.is_some(), "{}", mail.mail.subject);
    }
});

both!(a_tenant_that_keeps_bills_out_of_its_portal_sends_them_itself, async |t: TestApp| {
    let t = t.tenant_with(|tenant| tenant.settings.portal.billing = false).await;
    let alice = t.customer().with(with_address).insert().await;
    bill(&t, &alice, 39_90).await;
    let heard = async || {
        use portico::db::Reads as _;
        use portico::events::entity::event_listener::Entity;
        let listeners = t.scope().select::<Entity>().all().await.expect("the database answers");
        listeners.iter().any(|listener| listener.name == "documents")
    };
    until("the event is heard", heard).await;
    assert_eq!(queued(&t).await, []);
});
