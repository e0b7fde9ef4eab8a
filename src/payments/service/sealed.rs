//! Tokens of stored methods, sealed for their row.

use secrecy::{ExposeSecret as _, SecretString};

use super::Payments;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{PaymentMethodId, TenantId, TypedId as _};
use crate::payments::entity::payment_method::{self, MethodKind};
use crate::ports::keyring::{Keyring, Purpose};
use crate::ports::payment_gateway::{AccountKind, StoredMethod};

fn place(tenant: TenantId, method: PaymentMethodId) -> Vec<u8> {
    [tenant.uuid().as_bytes().as_slice(), method.uuid().as_bytes()].concat()
}

impl From<MethodKind> for AccountKind {
    fn from(kind: MethodKind) -> Self {
        match kind {
            MethodKind::Card => Self::Card,
            MethodKind::Bank => Self::Bank,
        }
    }
}

/// Seals a token for a method.
pub async fn seal_token(
    keyring: &Keyring,
    tenant: TenantId,
    method: PaymentMethodId,
    token: &SecretString,
) -> Result<Vec<u8>, Fault> {
    let bytes = token.expose_secret().as_bytes();
    Ok(keyring.seal(Purpose::PaymentMethod, &place(tenant, method), bytes).await?)
}

impl Payments {
    /// Seals a token for a method.
    pub(super) async fn seal(
        &self,
        tenant: TenantId,
        method: PaymentMethodId,
        token: &SecretString,
    ) -> Result<Vec<u8>, Fault> {
        seal_token(&self.keyring, tenant, method, token).await
    }

    /// A method as its gateway knows it; none where it holds no token.
    pub(super) async fn stored(&self, row: &payment_method::Model) -> Result<Option<StoredMethod>, Fault> {
        let Some(sealed) = &row.sealed_token else { return Ok(None) };
        let opened = self.keyring.open(Purpose::PaymentMethod, &place(row.tenant_id, row.id), sealed).await?;
        let token = String::from_utf8(opened.expose_secret().to_vec()).map_err(Fault::internal)?;
        let customer = row.gateway_customer.clone();
        Ok(Some(StoredMethod { kind: row.kind.into(), token: token.into(), customer }))
    }
}
