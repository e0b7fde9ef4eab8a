//! The dashboard's one statement answers byte for byte what the loaders answer.

use portico::billing::entity::credit_note::CreditReason;
use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use crate::support::app::{Backing, TestApp, on_shared_server, today};

/// Everything below a line and an invoice that either path can answer.
const BODY: &str = "id number status kind periodStart issueDate dueDate overdue subtotal { amount } taxTotal { minor } total { formatted currency } \
    balance { minor } finalizedAt version lines(first: $lines) { pageInfo { hasNextPage endCursor } nodes { id position kind description serviceStart quantity unitPrice { amount } net { minor } \
    taxes { name jurisdiction rate base { minor } amount { minor } } } } payments { id number amount { minor } status channel receivedAt receiptNumber unapplied { minor } }";

const SUBSCRIPTIONS: &str = "subscriptions(first: $subs) { totalCount pageInfo { hasNextPage } nodes { id number status activatedOn price { minor } plan { id code name price { minor } downKbps capBytes } } }";

/// The shape that look-ahead recognises.
fn hot() -> String {
    format!(
        "query($n: Int!, $lines: Int!, $subs: Int!) {{ viewer {{ customer {{ id name currency balance {{ minor }} openInvoiceCount invoices(first: $n) {{ totalCount pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} nodes {{ {BODY} }} }} {SUBSCRIPTIONS} }} }} }}"
    )
}

/// The same question in a shape that it does not: the filter names what is the default.
fn plain() -> String {
    hot().replace("invoices(first: $n)", "invoices(first: $n, orderBy: {field: ISSUE_DATE})")
}

#[test]
fn one_statement_and_the_loaders_give_the_same_bytes() {
    on_shared_server(Backing::Services, module_path!(), async |t: TestApp| {
        let alice = t.customer().insert().await;
        let plan = t.plan().insert().await;
        for _ in 0..4 {
            t.subscription(&alice, &plan).insert().await;
        }
        let mut documents = Vec::new();
        for month in 0..14 {
            // Two invoices of one day each month: the order must not depend on luck.
            let day = today() - chrono::Days::new(30 * (month / 2));
            let mut builder = t
                .invoice(&alice)
                .line("Fibre “500” \\ größer", 39_90)
                .line("Router", 5_00)
                .discount("Treue", 1_11);
            for extra in 0..month {
                builder = builder.line("Extra", 100 + extra.cast_signed());
            }
            documents.push(builder.issued(day).insert().await);
        }
        t.invoice(&alice).line("Void", 1_00).issued(today()).voided().insert().await;
        // One payment twice on one invoice, one over two, one credit: the lists' order and the deduplication.
        t.payment(&alice, 30_00)
            .allocate(documents[0].row.id, 1_00)
            .allocate(documents[0].row.id, 2_00)
            .allocate(documents[1].row.id, 3_00)
            .insert()
            .await;
        t.payment(&alice, 5_00).allocate(documents[0].row.id, 5_00).insert().await;
        t.credit_note(&alice, 4_00)
            .correcting(documents[2].row.id, CreditReason::Goodwill)
            .allocate(documents[0].row.id, 4_00)
            .insert()
            .await;
        let login = t.account().member_of(&alice, LinkRole::Owner).insert().await;
        let caller = t.sign_in_as(&login).await;
        for (n, lines, subs) in [(1, 1, 1), (5, 3, 2), (8, 8, 10), (30, 1, 50)] {
            let variables = json!({ "n": n, "lines": lines, "subs": subs });
            let (one, many) =
                (caller.gql(&hot(), variables.clone()).await, caller.gql(&plain(), variables).await);
            assert_eq!(
                one.ok().to_string(),
                many.ok().to_string(),
                "{n} invoices, {lines} lines, {subs} subscriptions"
            );
            assert!(
                one.statements() + 4 < many.statements(),
                "{} and {}: the two paths were not both taken",
                one.statements(),
                many.statements()
            );
            // Byte for byte, the order of the fields included.
            let data = |text: &str| text.split(",\"extensions\"").next().map(str::to_owned);
            assert_eq!(data(&one.text), data(&many.text));
        }
    });
}
