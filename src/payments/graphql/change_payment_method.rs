//! `renamePaymentMethod`, `setDefaultPaymentMethod`, `removePaymentMethod`, `confirmPaymentMethod`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::add_payment_method::{PaymentMethodUserError, describe};
use super::method::PaymentMethodNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::payments::{MethodChange, MethodError};

/// Another name for a method.
#[derive(InputObject)]
pub struct RenamePaymentMethodInput {
    /// The method.
    pub id: ID,
    /// What to call it; at most 60 characters. Empty: it has no name any more.
    pub label: String,
    /// The `version` that was read; CONFLICT if it is another one now.
    pub expected_version: Option<i32>,
}

/// The method to make the default.
#[derive(InputObject)]
pub struct SetDefaultPaymentMethodInput {
    /// The method.
    pub id: ID,
    /// The `version` that was read; CONFLICT if it is another one now.
    pub expected_version: Option<i32>,
}

/// The method to remove.
#[derive(InputObject)]
pub struct RemovePaymentMethodInput {
    /// The method.
    pub id: ID,
    /// The `version` that was read; CONFLICT if it is another one now.
    pub expected_version: Option<i32>,
}

/// The method to go on with.
#[derive(InputObject)]
pub struct ConfirmPaymentMethodInput {
    /// The method.
    pub id: ID,
    /// The `version` that was read; CONFLICT if it is another one now.
    pub expected_version: Option<i32>,
}

/// The outcome of `renamePaymentMethod`.
#[derive(SimpleObject)]
pub struct RenamePaymentMethodPayload {
    /// The method as it is now; null when there is an error.
    payment_method: Option<PaymentMethodNode>,
    /// Why it was not changed; empty on success.
    user_errors: Vec<PaymentMethodUserError>,
}

/// The outcome of `setDefaultPaymentMethod`.
#[derive(SimpleObject)]
pub struct SetDefaultPaymentMethodPayload {
    /// The method as it is now; null when there is an error.
    payment_method: Option<PaymentMethodNode>,
    /// Why it was not changed; empty on success.
    user_errors: Vec<PaymentMethodUserError>,
}

/// The outcome of `removePaymentMethod`.
#[derive(SimpleObject)]
pub struct RemovePaymentMethodPayload {
    /// The method as it is now; null when there is an error.
    payment_method: Option<PaymentMethodNode>,
    /// Why it was not changed; empty on success.
    user_errors: Vec<PaymentMethodUserError>,
}

/// The outcome of `confirmPaymentMethod`.
#[derive(SimpleObject)]
pub struct ConfirmPaymentMethodPayload {
    /// The method as it is now; null when there is an error.
    payment_method: Option<PaymentMethodNode>,
    /// Why it was not changed; empty on success.
    user_errors: Vec<PaymentMethodUserError>,
}

type Changed = (Option<PaymentMethodNode>, Vec<PaymentMethodUserError>);

async fn change(
    ctx: &Context<'_>,
    id: &ID,
    expected_version: Option<i32>,
    change: MethodChange,
) -> Result<Changed, ApiError> {
    let request = request(ctx);
    let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
    let id = read(id, "input.id")?;
    let (scope, tenant) = (&request.scope, &request.tenant);
    match request.payments.change_method(scope, tenant, caller, id, change, expected_version).await {
        Ok(method) => Ok((Some(PaymentMethodNode(method)), Vec::new())),
        Err(MethodError::Refused(refusal)) => Ok((None, vec![describe(refusal, "id")])),
        Err(MethodError::Fault(fault)) => Err(fault.into()),
    }
}

/// See [`RenamePaymentMethodMutation::rename_payment_method`].
#[derive(Default)]
pub struct RenamePaymentMethodMutation;

#[Object]
impl RenamePaymentMethodMutation {
    /// Gives a stored method another name. For owners and payers, by an elevated session: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.renamePaymentMethod\")")]
    async fn rename_payment_method(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The method and its name.")] input: RenamePaymentMethodInput,
    ) -> Result<RenamePaymentMethodPayload, ApiError> {
        let (payment_method, user_errors) =
            change(ctx, &input.id, input.expected_version, MethodChange::Rename(input.label)).await?;
        Ok(RenamePaymentMethodPayload { payment_method, user_errors })
    }
}

/// See [`SetDefaultPaymentMethodMutation::set_default_payment_method`].
#[derive(Default)]
pub struct SetDefaultPaymentMethodMutation;

#[Object]
impl SetDefaultPaymentMethodMutation {
    /// Makes a stored method the one that is used where nobody says otherwise. For owners and payers, by an elevated session:
    /// FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.setDefaultPaymentMethod\")")]
    async fn set_default_payment_method(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The method.")] input: SetDefaultPaymentMethodInput,
    ) -> Result<SetDefaultPaymentMethodPayload, ApiError> {
        let (payment_method, user_errors) =
            change(ctx, &input.id, input.expected_version, MethodChange::MakeDefault).await?;
        Ok(SetDefaultPaymentMethodPayload { payment_method, user_errors })
    }
}

/// See [`RemovePaymentMethodMutation::remove_payment_method`].
#[derive(Default)]
pub struct RemovePaymentMethodMutation;

#[Object]
impl RemovePaymentMethodMutation {
    /// Removes a stored method, here and at the gateway. What was paid by it still shows it. For owners and payers, by an
    /// elevated session: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.removePaymentMethod\")")]
    async fn remove_payment_method(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The method.")] input: RemovePaymentMethodInput,
    ) -> Result<RemovePaymentMethodPayload, ApiError> {
        let (payment_method, user_errors) =
            change(ctx, &input.id, input.expected_version, MethodChange::Remove).await?;
        Ok(RemovePaymentMethodPayload { payment_method, user_errors })
    }
}

/// See [`ConfirmPaymentMethodMutation::confirm_payment_method`].
#[derive(Default)]
pub struct ConfirmPaymentMethodMutation;

#[Object]
impl ConfirmPaymentMethodMutation {
    /// Goes on with a method that is PENDING, when its owner comes back from what `action` asked for. For owners and payers,
    /// by an elevated session: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.confirmPaymentMethod\")")]
    async fn confirm_payment_method(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The method.")] input: ConfirmPaymentMethodInput,
    ) -> Result<ConfirmPaymentMethodPayload, ApiError> {
        let (payment_method, user_errors) =
            change(ctx, &input.id, input.expected_version, MethodChange::Confirm).await?;
        Ok(ConfirmPaymentMethodPayload { payment_method, user_errors })
    }
}
