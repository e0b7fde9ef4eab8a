//! Payments in the graph.

pub mod add_payment_method;
pub mod bill_to_pay;
pub mod change_payment_method;
pub mod confirm_payment;
pub mod create_payment;
pub mod history;
pub mod method;
pub mod pay_by_link;
pub mod pay_link;
pub mod payment;
pub mod refund_payment;
pub mod set_autopay;

pub use add_payment_method::AddPaymentMethodMutation;
pub use bill_to_pay::BillToPayNode;
pub use change_payment_method::{
    ConfirmPaymentMethodMutation, RemovePaymentMethodMutation, RenamePaymentMethodMutation,
    SetDefaultPaymentMethodMutation,
};
pub use confirm_payment::{CancelPaymentMutation, ConfirmPaymentMutation};
pub use create_payment::CreatePaymentMutation;
pub use method::PaymentMethodNode;
pub use pay_by_link::PayByLinkMutations;
pub use pay_link::{PayLinkMutations, PayLinkNode};
pub use payment::{PaymentConnection, PaymentNode};
pub use refund_payment::RefundPaymentMutation;
pub use set_autopay::{AutopayNode, SetAutopayMutation};
