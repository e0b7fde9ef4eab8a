//! Whether a customer is charged tax: the decision of staff, with the paper it rests on.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::entity::customer;
use super::payer::TaxExemption;
use super::reach::{self, Seen};
use super::{policy, store};
use crate::db::audit::Record;
use crate::db::{LookDepth, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::fault::Fault;
use crate::kernel::ids::CustomerId;

/// The longest reason or name of a paper that is kept.
const MAX_TEXT: usize = 200;

/// Why an exemption was not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExemptionRefusal {
    /// There is no such customer.
    NotFound,
    /// The reason is empty or too long.
    Reason,
    /// The name of the paper is empty or too long.
    Certificate,
    /// The last day has passed.
    ValidTo,
    /// The customer is not the version that was seen.
    Conflict,
}

/// Why an exemption was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ExemptionError {
    /// The change is not acceptable.
    #[error("refused: {0:?}")]
    Refused(ExemptionRefusal),
    /// The caller may not do this.
    #[error("forbidden")]
    Forbidden,
    /// Not the caller's doing.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<ExemptionRefusal> for ExemptionError {
    fn from(refusal: ExemptionRefusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<crate::db::DbError> for ExemptionError {
    fn from(error: crate::db::DbError) -> Self {
        Self::Fault(error.into())
    }
}

/// Frees a customer from tax, or charges it again. It holds for what is issued from now on.
pub async fn set_tax_exemption(
    scope: &Scope,
    id: CustomerId,
    exemption: Option<TaxExemption>,
    expected_version: Option<i32>,
) -> Result<Seen, ExemptionError> {
    let system = matches!(scope.actor(), Actor::System);
    if !system && !scope.actor().kinds().any(policy::may_change_taxation) {
        return Err(ExemptionError::Forbidden);
    }
    let exemption = exemption.map(|exemption| check(exemption, scope.today())).transpose()?;
    let tx = scope.begin().await?;
    let before = store::for_update(&tx, id).await?.ok_or(ExemptionRefusal::NotFound)?;
    if expected_version.is_some_and(|version| version != before.version) {
        return Err(ExemptionRefusal::Conflict.into());
    }
    if !store::set_exemption(&tx, &before, exemption.as_ref()).await? {
        return Err(ExemptionRefusal::Conflict.into());
    }
    let after = customer::Model {
        tax_exempt_reason: exemption.as_ref().map(|exemption| exemption.reason.clone()),
        tax_exempt_certificate: exemption.as_ref().and_then(|exemption| exemption.certificate.clone()),
        tax_exempt_valid_to: exemption.as_ref().and_then(|exemption| exemption.valid_to),
        version: before.version + 1,
        ..before.clone()
    };
    tx.record(Record::new("customer.tax_exemption", id).change(shown(&before), shown(&after))).await?;
    tx.commit().await?;
    let callers = (!system).then(|| reach::own_kinds(scope.actor(), id));
    let seen = Seen { customer: after, callers };
    reach::note(scope, std::slice::from_ref(&seen), LookDepth::Opened);
    Ok(seen)
}

fn shown(row: &customer::Model) -> Json {
    json!({
        "reason": row.tax_exempt_reason,
        "certificate": row.tax_exempt_certificate,
        "validTo": row.tax_exempt_valid_to,
    })
}

fn check(exemption: TaxExemption, today: NaiveDate) -> Result<TaxExemption, ExemptionRefusal> {
    let fits = |text: &str| !text.is_empty() && text.chars().count() <= MAX_TEXT && !text.contains('\0');
    let reason = exemption.reason.trim().to_owned();
    if !fits(&reason) {
        return Err(ExemptionRefusal::Reason);
    }
    let certificate = exemption.certificate.map(|text| text.trim().to_owned());
    if certificate.as_deref().is_some_and(|text| !fits(text)) {
        return Err(ExemptionRefusal::Certificate);
    }
    if exemption.valid_to.is_some_and(|last| last < today) {
        return Err(ExemptionRefusal::ValidTo);
    }
    Ok(TaxExemption { reason, certificate, valid_to: exemption.valid_to })
}
