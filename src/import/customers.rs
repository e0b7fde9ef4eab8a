//! Customers, each with an account of its owner: a portal ID and an invitation, never a copied password.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use sea_orm::{ActiveEnum as _, Set};

use super::ImportError;
use super::fields::Kind;
use super::load::Loader;
use super::reader::Row;
use super::report::Refusal;
use super::store::Target;
use crate::customers::Address;
use crate::customers::entity::customer::{self, BillingMode, CustomerKind, CustomerStatus};
use crate::customers::entity::reseller_customer;
use crate::db::{FIRST_VERSION, Reads as _, Tx};
use crate::identity::{FirstPassword, Identity, LinkRole, NewAccount};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{CustomerId, ResellerId};
use crate::kernel::money::Currency;
use crate::ports::mail::is_address;
use crate::tenancy::Tenant;

/// Days to pay of a customer that has none of its own.
const DUE_DAYS: i64 = 14;

/// Days from the due date to the first late fee of a customer that has none of its own.
const GRACE_DAYS: i64 = 7;

/// Reads and writes customers.
pub(super) struct Customers<'a> {
    pub(super) identity: &'a Identity,
    pub(super) tenant: &'a Tenant,
    /// Whether owners with a mail address are invited at once.
    pub(super) invite: bool,
    /// Numbers that are taken.
    pub(super) numbers: HashSet<String>,
    /// The resellers by code.
    pub(super) resellers: HashMap<String, ResellerId>,
    /// Of customers that name none.
    pub(super) country: Option<String>,
    /// The tenant's day.
    pub(super) today: NaiveDate,
    /// Instant of a day in the tenant's zone.
    pub(super) at: fn(&Tenant, NaiveDate) -> Instant,
}

/// A customer that was read.
pub(super) struct NewCustomer {
    row: customer::ActiveModel,
    reseller: Option<ResellerId>,
    since: NaiveDate,
    owner: Option<(String, Option<String>)>,
}

impl Loader for Customers<'_> {
    type Row = NewCustomer;

    fn kind(&self) -> Kind {
        Kind::Customers
    }

    fn id_field(&self) -> &'static str {
        "external_id"
    }

    fn read(&mut self, external_id: &str, mut row: Row<'_>) -> Result<Self::Row, Vec<Refusal>> {
        let number = row.text("number").unwrap_or_else(|| external_id.to_owned());
        if self.numbers.contains(&number) {
            row.refuse("number", format!("`{number}` is another customer's number already"));
        }
        let company = row.text("company");
        // A company's file often has no person.
        let person = if company.is_some() { row.text("name") } else { Some(row.needed("name")) };
        let kind = row.choice("kind");
        let kind = match kind {
            Some(kind) => CustomerKind::try_from_value(&kind).ok(),
            None if company.is_some() => Some(CustomerKind::Business),
            None => Some(CustomerKind::Residential),
        };
        let status = row.choice("status");
        let mode = row.choice("billing_mode");
        let email = address(&mut row, "email");
        let bills_to = address(&mut row, "billing_email").or_else(|| email.clone());
        let phone = row.text("phone");
        let country =
            row.text("country").map(|country| country.to_uppercase()).or_else(|| self.country.clone());
        match &country {
            None => row.refuse(
                "country",
                "is empty, and the tenant's locale names none: give it under [customers.defaults]",
            ),
            Some(code) if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_uppercase()) => {
                row.refuse("country", format!("`{code}` is not a country's two letters (ISO 3166-1)"));
            }
            Some(_) => {}
        }
        let city = [row.text("city"), row.text("state")].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let line1 = row.text("street").unwrap_or_default();
        let line2 = row.text("street2");
        let postal_code = row.text("postal_code").unwrap_or_default();
        let currency: Currency = row.currency(self.tenant.reference.currency);
        let since = row.date("since").unwrap_or(self.today);
        let reseller = row.text("reseller").and_then(|code| {
            let found = self.resellers.get(&code).copied();
            if found.is_none() {
                row.refuse("reseller", format!("there is no reseller with the code `{code}`"));
            }
            found
        });
        let billing_day = row.whole("billing_day", 1..=28).unwrap_or(1);
        let due_days = row.whole("due_days", 0..=365).unwrap_or(DUE_DAYS);
        let grace_days = row.whole("grace_days", 0..=365).unwrap_or(GRACE_DAYS);
        let exempt = row.text("tax_exempt_reason");
        let at = (self.at)(self.tenant, since);
        let name = company.or_else(|| person.clone());
        let owner = person.or_else(|| name.clone());
        let (taken, closed) = (number.clone(), status.as_deref() == Some("CLOSED"));
        let value = row.finish(|| {
            let address = Address { line1, line2, postal_code, city, country: country? };
            let row = customer::ActiveModel {
                number: Set(number),
                kind: Set(kind?),
                name: Set(name?),
                email: Set(bills_to),
                phone: Set(phone),
                address: Set(serde_json::to_value(address).ok()?),
                currency: Set(currency),
                tax_exempt_reason: Set(exempt),
                billing_mode: Set(
                    mode.map_or(Some(BillingMode::Postpaid), |m| BillingMode::try_from_value(&m).ok())?
                ),
                billing_day: Set(i16::try_from(billing_day).ok()?),
                due_days: Set(i16::try_from(due_days).ok()?),
                grace_days: Set(i16::try_from(grace_days).ok()?),
                status: Set(status
                    .map_or(Some(CustomerStatus::Active), |s| CustomerStatus::try_from_value(&s).ok())?),
                created_at: Set(at),
                version: Set(FIRST_VERSION),
                ..Default::default()
            };
            // Who has left needs no sign-in.
            let owner = owner.filter(|_| !closed).map(|name| (name, email));
            Some(NewCustomer { row, reseller, since, owner })
        })?;
        self.numbers.insert(taken);
        Ok(value)
    }

    async fn write(&mut self, tx: &Tx, rows: Vec<Self::Row>) -> Result<Vec<Target>, ImportError> {
        let scope = tx.scope();
        let (mut targets, mut customers, mut assigned, mut owners) = (vec![], vec![], vec![], vec![]);
        for NewCustomer { mut row, reseller, since, owner } in rows {
            let id: CustomerId = scope.new_id();
            row.id = Set(id);
            customers.push(row);
            targets.push(Target::Customer(id));
            assigned.extend(reseller.map(|reseller| reseller_customer::ActiveModel {
                id: Set(scope.new_id()),
                reseller_id: Set(reseller),
                customer_id: Set(id),
                from_date: Set(since),
                to_date: Set(None),
                ..Default::default()
            }));
            owners.extend(owner.map(|owner| (id, owner)));
        }
        tx.insert_many(customers).await?;
        tx.insert_many(assigned).await?;
        for (customer, (display_name, email)) in owners {
            let new = NewAccount {
                display_name,
                email,
                first: FirstPassword::Invitation,
                role: LinkRole::Owner,
                customer: Some(customer),
                reseller: None,
            };
            self.identity.create_owner(tx, self.tenant, new, self.invite).await?;
        }
        Ok(targets)
    }

    async fn finish(&mut self, _: &Tx) -> Result<(), ImportError> {
        Ok(())
    }
}

/// The first mail address of a field: systems write several into one. Faulty ones are refused rather than lost.
fn address(row: &mut Row<'_>, field: &str) -> Option<String> {
    let text = row.text(field)?;
    let first = text.split([',', ';', ' ']).map(str::trim).find(|part| !part.is_empty())?;
    if is_address(first) {
        Some(first.to_owned())
    } else {
        row.refuse(field, format!("`{first}` is not a mail address"));
        None
    }
}
