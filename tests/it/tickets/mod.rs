//! Support: tickets, who sees them and who may do what with them, from the first word to the last.

mod counts;
mod desk;
mod disputes;
mod isolation;
mod levels;
mod life;
mod live;
mod machine;
mod mail;
mod notes;
mod preflight;
mod races;
mod search;
mod uploads;

use portico::customers::entity::customer;
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::ids::TicketId;
use portico::tickets::entity::ticket;
use portico::tickets::entity::ticket_reply;
use sea_orm::ColumnTrait as _;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::caller::Caller;
use crate::support::factory::account::Login;

/// Somebody of every kind around the tickets of one household, Alice's.
pub(crate) struct Cast {
    pub(crate) alice: customer::Model,
    pub(crate) bob: customer::Model,
    /// Who they are, by name.
    logins: Vec<(&'static str, Login)>,
    callers: Vec<(&'static str, Caller)>,
}

/// Those who have to do with Alice: four members, her reseller's agent, two employees who answer tickets.
const OWN: [(&str, LinkRole); 7] = [
    ("owner", LinkRole::Owner),
    ("viewer", LinkRole::Viewer),
    ("technical", LinkRole::Technical),
    ("payer", LinkRole::Payer),
    ("agent", LinkRole::ResellerAgent),
    ("support", LinkRole::Support),
    ("colleague", LinkRole::Support),
];

/// Those who have not: another customer's owner and technician, another reseller's agent, and of another ISP an owner and
/// an employee.
pub(crate) const STRANGERS: [&str; 5] =
    ["bob", "bob's technician", "other agent", "abroad", "abroad's support"];

impl Cast {
    pub(crate) async fn at(t: &TestApp) -> Self {
        let (alice, bob) =
            (t.customer().named("Alice").insert().await, t.customer().named("Bob").insert().await);
        let (reseller, other) = (t.reseller().insert().await, t.reseller().insert().await);
        t.assign(&alice, &reseller).await;
        t.assign(&bob, &other).await;
        let (mut logins, mut callers) = (Vec::new(), Vec::new());
        for (name, role) in OWN {
            let account = match role {
                LinkRole::ResellerAgent => t.account().reseller(&reseller, role),
                LinkRole::Support => t.account().staff(role),
                _ => t.account().member_of(&alice, role),
            };
            let login = account.insert().await;
            callers.push((name, t.sign_in_as(&login).await));
            logins.push((name, login));
        }
        let abroad = t.tenant().await;
        let carol = abroad.customer().named("Carol").insert().await;
        let strangers = [
            (t, t.account().member_of(&bob, LinkRole::Owner)),
            (t, t.account().member_of(&bob, LinkRole::Technical)),
            (t, t.account().reseller(&other, LinkRole::ResellerAgent)),
            (&abroad, abroad.account().member_of(&carol, LinkRole::Owner)),
            (&abroad, abroad.account().staff(LinkRole::Support)),
        ];
        for (name, (app, account)) in STRANGERS.into_iter().zip(strangers) {
            let login = account.insert().await;
            callers.push((name, app.sign_in_as(&login).await));
            logins.push((name, login));
        }
        callers.push(("anonymous", t.anonymous()));
        Self { alice, bob, logins, callers }
    }

    /// The caller of that name.
    pub(crate) fn caller(&self, name: &str) -> &Caller {
        let found = self.callers.iter().find(|(known, _)| *known == name);
        &found.unwrap_or_else(|| panic!("nobody is called {name}")).1
    }

    /// The login of that name.
    pub(crate) fn login(&self, name: &str) -> &Login {
        let found = self.logins.iter().find(|(known, _)| *known == name);
        &found.unwrap_or_else(|| panic!("nobody is called {name}")).1
    }

    /// The names of all who see a ticket, by its id and in the lists that they have.
    pub(crate) async fn see(&self, id: TicketId) -> Vec<&'static str> {
        let mut names = Vec::new();
        for (name, caller) in &self.callers {
            let seen = seen(caller, id).await.is_some();
            assert_eq!(listed(caller, self.alice.id, id).await, seen, "by {name}");
            if seen {
                names.push(*name);
            }
        }
        names
    }
}

/// What everybody may ask of a ticket.
pub(crate) const TICKET: &str =
    "id number subject category priority status source sharing reopenCount rating ratingComment
    version openedBy { kind name } mergedInto { number } allowedTransitions
    replies(first: 50) { nodes { body channel author { kind name } } }";

/// A ticket as somebody sees it, found by its id; none where it is not there for the caller.
pub(crate) async fn seen(caller: &Caller, id: TicketId) -> Option<Value> {
    let document = format!("query($id: ID!) {{ node(id: $id) {{ ... on Ticket {{ {TICKET} }} }} }}");
    let reply = caller.gql(&document, json!({ "id": id.to_string() })).await;
    let node = reply.ok()["node"].clone();
    (!node.is_null()).then_some(node)
}

/// Whether a ticket is among the newest of its customer for somebody.
async fn listed(caller: &Caller, customer: portico::kernel::ids::CustomerId, id: TicketId) -> bool {
    let document =
        "query($id: ID!) { node(id: $id) { ... on Customer { tickets(first: 50) { nodes { id } } } } }";
    let reply = caller.gql(document, json!({ "id": customer.to_string() })).await;
    let rows = reply.ok()["node"]["tickets"]["nodes"].as_array().cloned().unwrap_or_default();
    rows.iter().any(|row| row["id"] == id.to_string())
}

/// Sends a mutation of tickets, and gives its payload. `asks` may be empty.
pub(crate) async fn change(caller: &Caller, name: &str, input: Value, asks: &str) -> Value {
    let reply = caller.gql(&mutation(name, asks), json!({ "input": input })).await;
    reply.ok()[name].clone()
}

/// The document of a mutation that takes one input.
pub(crate) fn mutation(name: &str, asks: &str) -> String {
    let first = name[..1].to_uppercase() + &name[1..];
    format!(
        "mutation($input: {first}Input!) {{ {name}(input: $input) {{ {asks} \
         userErrors {{ code message field retryable allowed }} }} }}"
    )
}

/// Moves a ticket.
pub(crate) async fn move_to(caller: &Caller, id: TicketId, status: &str) -> Value {
    let input = json!({ "ticketId": id.to_string(), "status": status });
    change(caller, "moveTicket", input, "ticket { status version allowedTransitions }").await
}

/// Writes a public reply.
pub(crate) async fn reply(caller: &Caller, id: TicketId, body: &str) -> Value {
    let input = json!({ "ticketId": id.to_string(), "body": body });
    change(caller, "replyToTicket", input, "ticket { status version } reply { body author { kind name } }")
        .await
}

/// Opens a ticket of a customer.
pub(crate) async fn open(
    caller: &Caller,
    customer: &customer::Model,
    category: &str,
    subject: &str,
) -> Value {
    let input = json!({
        "customerId": customer.id.to_string(), "subject": subject, "body": "It began this morning.",
        "category": category,
    });
    change(caller, "createTicket", input, &format!("ticket {{ {TICKET} }}")).await
}

/// A payload without errors.
#[track_caller]
pub(crate) fn done(payload: &Value) -> &Value {
    assert_eq!(payload["userErrors"], json!([]), "{payload}");
    payload
}

/// The one code that a payload was refused with.
#[track_caller]
pub(crate) fn refused(payload: &Value) -> &str {
    let errors = payload["userErrors"].as_array().expect("a list");
    assert_eq!(errors.len(), 1, "{payload}");
    errors[0]["code"].as_str().expect("text")
}

/// A ticket as it is stored.
pub(crate) async fn stored(t: &TestApp, id: TicketId) -> ticket::Model {
    let row = t.scope().select::<ticket::Entity>().filter(ticket::Column::Id.eq(id)).one().await;
    row.expect("the database answers").expect("it is there")
}

/// All tickets of the tenant as they are stored, by number.
pub(crate) async fn all(t: &TestApp) -> Vec<ticket::Model> {
    let mut rows = t.scope().select::<ticket::Entity>().all().await.expect("the database answers");
    rows.sort_by(|one, other| one.number.cmp(&other.number));
    rows
}

/// The public replies on a ticket as they are stored, in no order.
pub(crate) async fn replies(t: &TestApp, id: TicketId) -> Vec<ticket_reply::Model> {
    let scope = t.scope();
    let rows = scope.select::<ticket_reply::Entity>().filter(ticket_reply::Column::TicketId.eq(id)).all();
    rows.await.expect("the database answers")
}

/// The id of a ticket in an answer.
#[track_caller]
pub(crate) fn id_of(ticket: &Value) -> TicketId {
    use portico::kernel::ids::TypedId as _;
    TicketId::parse(ticket["id"].as_str().unwrap_or_else(|| panic!("no ticket: {ticket}"))).expect("an id")
}
