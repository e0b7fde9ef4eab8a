//! A look at the charges whose time has come. Those that have a name at their gateway are asked for one by one, some at
//! a time; those whose name was lost with the answer are looked for together, where the gateway can only be looked
//! through: each by itself would look through the same pages again, and many at once would keep the gateway too busy to
//! answer any.

use std::collections::HashSet;
use std::pin::pin;
use std::time::Duration;

use chrono::TimeDelta;
use futures_util::{StreamExt as _, stream};

use super::Payments;
use super::pause::{LEAST, pause};
use crate::db::{DbError, Scope};
use crate::kernel::fault::Fault;
use crate::kernel::ids::PaymentId;
use crate::payments::entity::payment_attempt::AttemptSource;
use crate::payments::entity::payment_charge;
use crate::payments::store::{self, charges};
use crate::ports::payment_gateway::{ChargeReport, FoundCharges, GatewayError, GatewayKind};
use crate::tenancy::Tenant;

/// Payments that a gateway is asked about at a time.
const AT_ONCE: usize = 8;

/// How long it may take to look through what a gateway has.
const LOOKING: Duration = Duration::from_mins(1);

/// How often whoever looks through it says that it still does: well within the least pause.
const STILL_AT_IT: Duration = Duration::from_secs(4);

/// What is known of a gateway's word before a payment is settled by it.
pub(super) enum Word {
    /// It is to be asked.
    ToAsk,
    /// This is what it has said; none where it knows of no such charge.
    Heard(Result<Option<ChargeReport>, GatewayError>),
}

impl Payments {
    /// Asks about charges that are due. Of those that are looked for together the young come before the old.
    pub(super) async fn look(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        due: Vec<payment_charge::Model>,
    ) -> Result<(), Fault> {
        let ids: Vec<PaymentId> = due.iter().map(|charge| charge.id).collect();
        let payments = store::payments_by_id(scope, &ids).await?;
        let nameless: HashSet<PaymentId> =
            payments.iter().filter(|row| row.gateway_ref.is_none()).map(|row| row.id).collect();
        let (mut lost, named): (Vec<_>, Vec<_>) =
            due.into_iter().partition(|charge| nameless.contains(&charge.id));
        lost.sort_by_key(|charge| charge.created_at);
        for kind in GatewayKind::ALL {
            let mut lost: Vec<_> = lost.iter().filter(|charge| charge.gateway == kind).cloned().collect();
            while let Some(youngest) = lost.last() {
                let first = self.first_of_an_age(&lost, youngest);
                let together = lost.split_off(first);
                self.look_for(scope, tenant, kind, together).await?;
            }
        }
        let asked = stream::iter(named).for_each_concurrent(AT_ONCE, |charge| async move {
            apart(charge.id, self.look_at(scope, tenant, &charge)).await;
        });
        asked.await;
        Ok(())
    }

    /// From where on charges, the eldest first, are about as old as the youngest of them: what is far older is looked for
    /// far deeper, and must not keep the young waiting.
    fn first_of_an_age(&self, charges: &[payment_charge::Model], youngest: &payment_charge::Model) -> usize {
        let now = self.clock.now();
        // Clocks of several processes may differ: the youngest is always one of its own age.
        let limit = (now - youngest.created_at).max(TimeDelta::zero()) * 2 + TimeDelta::minutes(1);
        charges.partition_point(|charge| now - charge.created_at > limit)
    }

    /// Asks for a charge by itself, unless somebody else does.
    async fn look_at(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        charge: &payment_charge::Model,
    ) -> Result<(), Fault> {
        if self.claim_look(scope, charge).await? {
            self.reconcile(scope, tenant, charge.id, AttemptSource::Reconciler).await?;
        }
        Ok(())
    }

    /// Says that this process asks about a charge, and when that is to be done next. Whether nobody else does.
    async fn claim_look(&self, scope: &Scope, charge: &payment_charge::Model) -> Result<bool, DbError> {
        let now = self.clock.now();
        let tx = scope.begin().await?;
        let claimed = charges::claim_check(&tx, charge, now + pause(now - charge.created_at)).await?;
        tx.commit().await?;
        Ok(claimed)
    }

    /// Looks for charges together.
    async fn look_for(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        kind: GatewayKind,
        lost: Vec<payment_charge::Model>,
    ) -> Result<(), Fault> {
        let mut claimed = Vec::new();
        for charge in lost {
            if self.claim_look(scope, &charge).await? {
                claimed.push(charge);
            }
        }
        if claimed.is_empty() {
            return Ok(());
        }
        let ids: Vec<PaymentId> = claimed.iter().map(|charge| charge.id).collect();
        let now = self.clock.now();
        let age = claimed.iter().map(|charge| now - charge.created_at).max();
        let found = self.look_through(scope, tenant, kind, &ids, age.unwrap_or(TimeDelta::zero())).await;
        let words: Vec<(PaymentId, Word)> = match found {
            Ok(Some(mut found)) => {
                let mut heard = |id: &PaymentId| Word::Heard(found.remove(id).transpose());
                ids.iter().map(|id| (*id, heard(id))).collect()
            }
            Ok(None) => ids.iter().map(|id| (*id, Word::ToAsk)).collect(),
            Err(error) => {
                let payments = ids.len();
                tracing::warn!(payments, cause = %error, "what has become of payments is not known yet");
                return Ok(());
            }
        };
        let settled = stream::iter(words).for_each_concurrent(AT_ONCE, |(id, word)| async move {
            apart(id, self.reconcile_with(scope, tenant, id, AttemptSource::Reconciler, word)).await;
        });
        settled.await;
        Ok(())
    }

    /// What a look through a gateway finds, which may take longer than a claim holds: it is renewed meanwhile.
    async fn look_through(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        kind: GatewayKind,
        ids: &[PaymentId],
        age: TimeDelta,
    ) -> Result<Option<FoundCharges>, GatewayError> {
        let (gateway, merchant) = self.merchant(tenant, kind).await?;
        let mut looking = pin!(tokio::time::timeout(LOOKING, gateway.find_charges(&merchant, ids, age)));
        loop {
            match tokio::time::timeout(STILL_AT_IT, looking.as_mut()).await {
                Ok(Ok(found)) => return found,
                Ok(Err(_)) => return Err(GatewayError::Unknown("no answer in time".to_owned())),
                Err(_) => {
                    if let Err(error) = self.hold(scope, ids).await {
                        tracing::warn!(cause = %error, "others may ask about the same payments");
                    }
                }
            }
        }
    }

    /// Keeps others from asking about charges that are being looked for.
    async fn hold(&self, scope: &Scope, ids: &[PaymentId]) -> Result<(), DbError> {
        let tx = scope.begin().await?;
        charges::put_off(&tx, ids, self.clock.now() + LEAST).await?;
        tx.commit().await
    }
}

/// One payment's fault must not keep the others waiting.
pub(super) async fn apart<T>(payment: PaymentId, work: impl Future<Output = Result<T, Fault>>) {
    if let Err(fault) = work.await {
        tracing::error!(%payment, cause = %fault, "a payment waits for the next look");
    }
}
