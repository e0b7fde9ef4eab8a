//! From rows to models. Read with the rights of the system: whoever asks has decided that the document may be seen.

mod credit_note;
mod invoice;
mod receipt;
mod settlements;
mod statement;

use chrono::NaiveDate;

use super::link::Subject;
use super::model::{Body, Document, Issuer, Party, Period};
use crate::customers::{self, Address};
use crate::db::Scope;
use crate::kernel::clock::{Instant, date_in};
use crate::kernel::fault::Fault;
use crate::kernel::ids::CustomerId;
use crate::kernel::money::Currency;
use crate::tenancy::Tenant;

/// A body with what is known of the rest.
struct Found {
    customer: CustomerId,
    currency: Currency,
    dated: Instant,
    identity: String,
    body: Body,
}

/// The document of a subject; `None` where it is not there, or is no document (yet).
pub(super) async fn gather(
    scope: &Scope,
    tenant: &Tenant,
    subject: &Subject,
    locale: &str,
) -> Result<Option<Document>, Fault> {
    let found = match subject {
        Subject::Invoice(id) => invoice::find(scope, *id, locale).await?,
        Subject::CreditNote(id) => credit_note::find(scope, *id).await?,
        Subject::Receipt(id) => receipt::find(scope, *id).await?,
        Subject::Statement { customer, from, to } => {
            statement::find(scope, *customer, Period { first: *from, last: *to }).await?
        }
    };
    let Some(Found { customer, currency, dated, identity, body }) = found else { return Ok(None) };
    let Some(seen) = customers::seen(scope, &[customer]).await?.pop() else { return Ok(None) };
    let customer = seen.customer;
    let address: Address = serde_json::from_value(customer.address).map_err(Fault::internal)?;
    let Address { line1, line2, postal_code, city, country } = address;
    let address = [Some(line1), line2, Some(format!("{postal_code} {city}, {country}"))];
    Ok(Some(Document {
        issuer: Issuer {
            name: tenant.name.clone(),
            colour: tenant.branding.primary_color.clone(),
            email: tenant.branding.support_email.clone(),
            phone: tenant.branding.support_phone.clone(),
            imprint: tenant.settings.imprint.clone(),
        },
        party: Party {
            name: customer.name,
            number: customer.number,
            address: address.into_iter().flatten().filter(|line| !line.trim().is_empty()).collect(),
            tax_exempt: customer.tax_exempt_reason,
        },
        locale: locale.to_owned(),
        identity: format!("{}/{identity}", scope.tenant().id),
        dated,
        currency,
        body,
    }))
}

/// The business day of an instant.
fn day(scope: &Scope, at: Instant) -> NaiveDate {
    date_in(scope.tenant().zone, at)
}

/// Half-open as it is stored, inclusive as people read it.
fn period(start: Option<NaiveDate>, end: Option<NaiveDate>) -> Option<Period> {
    let (first, end) = (start?, end?);
    let last = end.pred_opt().filter(|last| *last >= first).unwrap_or(first);
    Some(Period { first, last })
}
