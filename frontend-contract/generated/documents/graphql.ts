/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Why nobody has become a member. */
export type AcceptInvitationErrorCode =
  /** Sign in first, or ask for a new account. */
  | 'ACCOUNT_NEEDED'
  /** The account is a member of the customer already. */
  | 'ALREADY_MEMBER'
  /** Somebody is signed in: sign out before asking for a new account. */
  | 'ALREADY_SIGNED_IN'
  /** The name is empty, longer than 100 characters, or looks like a link. */
  | 'INVALID_NAME'
  /** The password is not acceptable. */
  | 'INVALID_PASSWORD'
  /** No open invitation has this token: it was used, taken back, has expired or never was. */
  | 'INVALID_TOKEN'
  /** The caller has sent this invitation itself. */
  | 'OWN_INVITATION';

/** The answer to an invitation. */
export type AcceptInvitationInput = {
  /** The login to make; absent where the caller is signed in and becomes a member itself. */
  readonly newAccount?: NewMemberAccountInput | null | undefined;
  /** The token of the mail. */
  readonly token: string;
};

/** Why a promise was not accepted. */
export type AcceptPaymentArrangementErrorCode =
  /** A promise is in good standing. */
  | 'ALREADY_DONE'
  /** The instalments are not such as are offered: too many, too late, or not what is owed. */
  | 'INVALID_INPUT'
  /** There is no such customer, or the caller does not pay for it. */
  | 'NOT_FOUND'
  /** The ISP accepts none, nothing is overdue, or a promise was broken not long ago. */
  | 'NOT_OFFERED';

/** What to promise. */
export type AcceptPaymentArrangementInput = {
  /** Who promises. */
  readonly customerId: string;
  /**
   * The instalments, in the order of their days: one of the proposals of `Customer.paymentArrangementOffer`, or others
   * within its limits. Together they are its total.
   */
  readonly instalments: ReadonlyArray<InstalmentInput>;
};

/** What an administrator does to an account. */
export type AccountAction =
  /** Closes it for good. */
  | 'DISABLE'
  /** Ends it because its time has run out; it may be reactivated. */
  | 'EXPIRE'
  /** Lets a suspended or expired one sign in again. */
  | 'REACTIVATE'
  /** Ends its sessions and asks for another password at the next sign-in; the state stays. */
  | 'REQUIRE_PASSWORD_CHANGE'
  /** Bars it until it is reactivated. */
  | 'SUSPEND';

/** Which accounts are wanted. Absent fields do not narrow the list. */
export type AccountFilter = {
  /** Only logins of this kind. */
  readonly kind?: AccountKind | null | undefined;
  /** Only accounts in this state. */
  readonly status?: AccountStatus | null | undefined;
};

/** Whose login an account is. */
export type AccountKind =
  /** An employee of the tenant. */
  | 'ADMIN'
  /** A customer or a member of its household or company. */
  | 'CUSTOMER'
  /** An employee of a reseller. */
  | 'RESELLER'
  /** A field technician. */
  | 'TECHNICIAN';

/** The state of an account. */
export type AccountStatus =
  /** May sign in. */
  | 'ACTIVE'
  /** Closed for good. */
  | 'DISABLED'
  /** Its time ran out. */
  | 'EXPIRED'
  /** Created, the owner has not set a password yet. */
  | 'PENDING_ACTIVATION'
  /** Barred by staff until it is lifted. */
  | 'SUSPENDED';

/** Why an account was not activated. */
export type ActivateAccountErrorCode =
  /** The token is unknown, used or has ended; which of them is not told. Ask for another with `requestPasswordReset`. */
  | 'INVALID_TOKEN'
  /** The new password is among those that anybody would try first. */
  | 'PASSWORD_COMMON'
  /** The new password is found with too few guesses. */
  | 'PASSWORD_GUESSABLE'
  /** The new password has a control character. */
  | 'PASSWORD_NOT_ALLOWED'
  /** The new password is little more than a name: of the person, the portal ID, the ISP. */
  | 'PASSWORD_PERSONAL'
  /** The account has had the new password before. */
  | 'PASSWORD_REUSED'
  /** The new password has too many characters. */
  | 'PASSWORD_TOO_LONG'
  /** The new password has too few characters. */
  | 'PASSWORD_TOO_SHORT';

/** The token of an invitation, and the first password. */
export type ActivateAccountInput = {
  /** The first password; see `tenant.passwordPolicy`. */
  readonly password: string;
  /** The one-time token out of the mail. */
  readonly token: string;
};

/** Why a service did not begin. */
export type ActivateSubscriptionErrorCode =
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** The service's state does not lead there; `allowed` says where it leads. */
  | 'INVALID_TRANSITION'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND';

/** Which service to put into service. */
export type ActivateSubscriptionInput = {
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** The service. */
  readonly subscriptionId: string;
};

/** What happened. */
export type ActivityKind =
  /** Somebody changed it, or something that belongs to it. */
  | 'CHANGED'
  /** It stood on a page of a list that somebody looked at. */
  | 'LISTED'
  /** Somebody opened it, or something that belongs to it. */
  | 'OPENED'
  /** Somebody looked through the customer's own eyes. */
  | 'VIEWED_AS';

/** What somebody was to the customer or account that was changed or looked at. */
export type ActorKind =
  /** A member of the customer, or the owner of the account itself. */
  | 'MEMBER'
  /** An employee of a reseller. */
  | 'RESELLER'
  /** An employee of the ISP. */
  | 'STAFF'
  /** The system itself, or its operator. */
  | 'SYSTEM';

/** Why no line was added. */
export type AddInvoiceLineErrorCode =
  /** The draft is not the version that was seen. */
  | 'CONFLICT'
  /** The line is wrong, or there are 200 already. */
  | 'INVALID_INPUT'
  /** The invoice is no draft any more. */
  | 'INVALID_TRANSITION'
  /** The reductions outweigh the charges: issue a credit note instead. */
  | 'NEGATIVE_TOTAL'
  /** There is no such invoice. */
  | 'NOT_FOUND'
  /** No tax rate in force has the code. */
  | 'UNKNOWN_TAX_CODE';

/** Which line to add to which draft. */
export type AddInvoiceLineInput = {
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** The draft. */
  readonly invoiceId: string;
  /** The line. */
  readonly line: InvoiceLineInput;
};

/** The method to store. */
export type AddPaymentMethodInput = {
  /** Whose it is. */
  readonly customerId: string;
  /**
   * A text of the caller's choice, 1 to 200 characters of ASCII, another for each method: the same method under the same
   * key is stored once, for 24 hours. Give it here or in the header `Idempotency-Key`.
   */
  readonly idempotencyKey?: string | null | undefined;
  /** A card or a bank account. */
  readonly kind: PaymentMethodKind;
  /** What to call it; at most 60 characters. */
  readonly label?: string | null | undefined;
  /** Whether it is used where nobody says otherwise; the first one is anyway. */
  readonly makeDefault?: boolean;
  /** What the gateway's own form in the browser gave, e.g. Stripe's `pm_…`. Numbers of cards are never sent here. */
  readonly token: string;
};

/** Why no price was agreed. */
export type AgreeSubscriptionPriceErrorCode =
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** A field of the input is not acceptable; `field` says which. */
  | 'INVALID_INPUT'
  /** The service's state does not lead there; `allowed` says where it leads. */
  | 'INVALID_TRANSITION'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND';

/** Which price to agree. */
export type AgreeSubscriptionPriceInput = {
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** Price of a month in minor units before tax; null goes back to the plan's. */
  readonly priceMinor?: string | null | undefined;
  /** The service. */
  readonly subscriptionId: string;
};

/** Why a credit note was not used. */
export type ApplyCreditNoteErrorCode =
  /** The credit note is not the version that was seen. */
  | 'CONFLICT'
  /** The credit note does not hold so much, or the invoice does not owe so much. */
  | 'EXCEEDS_AMOUNT'
  /** An amount is wrong. */
  | 'INVALID_INPUT'
  /** The credit note is void. */
  | 'INVALID_TRANSITION'
  /** There is no such credit note or invoice. */
  | 'NOT_FOUND'
  /** The invoice is another customer's. */
  | 'OTHER_ACCOUNT';

/** Which credit note to use, and for what. */
export type ApplyCreditNoteInput = {
  /**
   * What it is used for, at most 100; if absent, for the invoice that it corrects and then for the others, the oldest due
   * first.
   */
  readonly allocations?: ReadonlyArray<CreditAllocationInput> | null | undefined;
  /** The credit note. */
  readonly creditNoteId: string;
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
};

/** Why nothing can be promised. */
export type ArrangementObstacle =
  /** A promise is in good standing. */
  | 'ALREADY_PROMISED'
  /** A promise was broken not long ago. */
  | 'BROKEN_BEFORE'
  /** Nothing is overdue, or all of it is disputed. */
  | 'NOTHING_OVERDUE'
  /** The ISP accepts no promises. */
  | 'NOT_OFFERED';

/** What has become of a promise to pay later. */
export type ArrangementStatus =
  /** It is in good standing: the services of the customer are not withheld for what is overdue. */
  | 'ACTIVE'
  /** An instalment was not paid by its day: it shields from nothing any more. */
  | 'BROKEN'
  /** All of it was paid. */
  | 'KEPT';

/** Which entries are wanted. Absent fields do not narrow the list. */
export type AuditEntryFilter = {
  /** Only this action, e.g. `account.unlock`. */
  readonly action?: string | null | undefined;
  /** Only what this account did. */
  readonly actorId?: string | null | undefined;
  /** Before this instant. */
  readonly before?: string | null | undefined;
  /** Only what concerns this customer, or was done through its eyes. */
  readonly customerId?: string | null | undefined;
  /** At this instant or later. */
  readonly from?: string | null | undefined;
  /** Only what was done to this. */
  readonly subjectId?: string | null | undefined;
};

/** What is wrong at a place of the chain. */
export type AuditFaultKind =
  /** The entry itself, its place or the one before it is not what was sealed: it was changed or moved. */
  | 'ENTRY_CHANGED'
  /** The values of the entry were taken away, and the log does not say by whom. */
  | 'ERASED_SILENTLY'
  /** An entry was removed. */
  | 'MISSING'
  /** The values of the entry are not those that were sealed. */
  | 'VALUE_CHANGED';

/** What made the difference. */
export type BillCauseCode =
  /** Something given back. */
  | 'CREDIT'
  /** A discount is given for the first time. */
  | 'DISCOUNT_BEGUN'
  /** A discount is another. */
  | 'DISCOUNT_CHANGED'
  /** A discount is not given any more. */
  | 'DISCOUNT_ENDED'
  /** A late fee. */
  | 'LATE_FEE'
  /** A service is charged for the first time. */
  | 'NEW_SERVICE'
  /** Something once: a set-up, a visit. */
  | 'ONE_OFF'
  /** Smaller causes, together. */
  | 'OTHER'
  /** A service is charged by another plan. */
  | 'PLAN_CHANGED'
  /** The price is another. */
  | 'PRICE_CHANGED'
  /** A part of a period was charged, before or now. */
  | 'PRORATION'
  /** There is more or less of it. */
  | 'QUANTITY_CHANGED'
  /** What rounding a tax once a document moves between its lines. */
  | 'ROUNDING'
  /** A service is not charged any more. */
  | 'SERVICE_ENDED'
  /** The rate of a tax is another. */
  | 'TAX_RATE_CHANGED'
  /** Volume past the cap. */
  | 'USAGE';

/** When a customer pays. */
export type BillingMode =
  /** After the invoice. */
  | 'POSTPAID'
  /** Before the service, from a balance. */
  | 'PREPAID';

/** The looks of the portal. Absent fields stay as they are. */
export type BrandingInput = {
  /** Where the logo is, over https; null for none. */
  readonly logoUrl?: string | null | undefined;
  /** CSS colour of buttons and links, in hexadecimal: `#0b5fff`. */
  readonly primaryColor?: string | null | undefined;
  /** Where customers write to, and where answers to mails go; null for nowhere. */
  readonly supportEmail?: string | null | undefined;
  /** Where customers call, in E.164 form; null for nowhere. */
  readonly supportPhone?: string | null | undefined;
};

/** Why nothing was tried. */
export type BulkChangeAccountsErrorCode =
  /** There are no accounts, or more than 100. */
  | 'INVALID_ITEMS'
  /** The reason is empty or longer than 500 characters. */
  | 'INVALID_REASON';

/** What to do to which accounts. */
export type BulkChangeAccountsInput = {
  /** What to do. */
  readonly action: AccountAction;
  /** Whether to tell only what would come of it. */
  readonly dryRun?: boolean;
  /** To which accounts; 1 to 100. Each is changed or not by itself. */
  readonly items: ReadonlyArray<ChangeAccountItemInput>;
  /** Why, for the accounts' histories and the audit log; 1 to 500 characters. */
  readonly reason: string;
};

/** What happened to one account of several. */
export type BulkChangeAccountsOutcome =
  /** Changed, or, in a dry run, would be. */
  | 'CHANGED'
  /** The account is not the version that was seen. */
  | 'CONFLICT'
  /** The account's state does not allow it; `allowed` says where it leads. */
  | 'INVALID_TRANSITION'
  /** There is no such account. */
  | 'NOT_FOUND'
  /** The account is the caller's own. */
  | 'OWN_ACCOUNT';

/** Why no volume was bought. */
export type BuyTopUpErrorCode =
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** The key was used for something else. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** A field of the input is not acceptable; `field` says which. */
  | 'INVALID_INPUT'
  /** The service is not in service. */
  | 'NOT_ACTIVE'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND'
  /** The plan has no volume to add to. */
  | 'NO_CAP';

/** Which volume for which service. */
export type BuyTopUpInput = {
  /**
   * A key that the caller makes up for this purchase, 1 to 100 characters: sent again with the same key, it is bought
   * once.
   */
  readonly idempotencyKey: string;
  /** The pack, from `topUpPacks`. */
  readonly packId: string;
  /** The service. */
  readonly subscriptionId: string;
};

/** Why no change was taken back. */
export type CancelEmailChangeErrorCode =
  /** None waits: it was confirmed, taken back before, or has ended. */
  | 'NOTHING_PENDING';

/** Why an invitation was not taken back. */
export type CancelInvitationErrorCode =
  /** There is no such open invitation. */
  | 'NOT_FOUND';

/** Which invitation to take back. */
export type CancelInvitationInput = {
  /** The invitation. */
  readonly invitationId: string;
};

/** The payment to call off. */
export type CancelPaymentInput = {
  /** The `version` that was read; CONFLICT if it is another one now. */
  readonly expectedVersion?: number | null | undefined;
  /** The payment. */
  readonly paymentId: string;
};

/** Why a change of plan was not called off. */
export type CancelPlanChangeErrorCode =
  /** A period of the new plan is billed already: change back instead. */
  | 'ALREADY_BILLED'
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** There is nothing that could be called off. */
  | 'NOTHING_PENDING'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND';

/** Which change to call off. */
export type CancelPlanChangeInput = {
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** The service. */
  readonly subscriptionId: string;
};

/** Why the end of a service was not set. */
export type CancelSubscriptionErrorCode =
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** The fee that is due was not accepted, or is another than `endTerms` told: look again. */
  | 'FEE_NOT_ACCEPTED'
  /** A field of the input is not acceptable; `field` says which. */
  | 'INVALID_INPUT'
  /** The service's state does not lead there; `allowed` says where it leads. */
  | 'INVALID_TRANSITION'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND';

/** Which service to end, when, and why. */
export type CancelSubscriptionInput = {
  /** For NOW: the fee that `endTerms` told, in minor units; FEE_NOT_ACCEPTED if it is another. Absent: none. */
  readonly acceptedFeeMinor?: string | null | undefined;
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** Why; 1 to 500 characters. */
  readonly reason: string;
  /** The service. */
  readonly subscriptionId: string;
  /** When. One that has not begun ends at once. */
  readonly timing: EndTiming;
  /** Whether the fee is waived. For billing and tenant administrators: FORBIDDEN. */
  readonly waiveFee?: boolean | null | undefined;
};

/** Which account to change, and why. */
export type ChangeAccountItemInput = {
  /** The account. */
  readonly accountId: string;
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
};

/** Why the terms are as they were. */
export type ChangeBillingTermsErrorCode =
  /** The customer is not the version that was seen, or has changed meanwhile: look again. */
  | 'CONFLICT'
  /** A number is out of its bounds; `field` says which. */
  | 'INVALID_INPUT'
  /** There is no such customer. */
  | 'NOT_FOUND';

/** Whose terms to change, and to what. Absent fields stay as they are. */
export type ChangeBillingTermsInput = {
  /** Day of the month on which periods begin, 1 to 28. */
  readonly billingDay?: number | null | undefined;
  /** The customer. */
  readonly customerId: string;
  /** Days from the day of issue to the due day, 0 to 90. */
  readonly dueDays?: number | null | undefined;
  /** The version of the customer that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** Days from the due day to the first late fee, 0 to 90. */
  readonly graceDays?: number | null | undefined;
  /** Whether the customer pays before or after the service. */
  readonly mode?: BillingMode | null | undefined;
};

/** Why an address is not on its way to be changed. */
export type ChangeEmailErrorCode =
  /** No mail can go to the address. */
  | 'INVALID_EMAIL'
  /** The session must be elevated first, with `stepUp`. */
  | 'STEP_UP_REQUIRED'
  /** It is the account's address already, and confirmed. */
  | 'UNCHANGED';

/** The new address. */
export type ChangeEmailInput = {
  /** Where mails shall go from then on. Several accounts may have one address. */
  readonly email: string;
};

/** Why a member has the right it had. */
export type ChangeMemberRoleErrorCode =
  /** Somebody else has changed the member meanwhile. */
  | 'CONFLICT'
  /** The customer would be left without an owner. */
  | 'LAST_OWNER'
  /** There is no such member. */
  | 'NOT_FOUND';

/** Whose right to change, and to what. */
export type ChangeMemberRoleInput = {
  /** The member, as listed in `customer.members`. */
  readonly memberId: string;
  /** The right from now on. */
  readonly role: MemberRole;
};

/** Why a password was not changed. */
export type ChangePasswordErrorCode =
  /** The current password is another one. */
  | 'INVALID_CREDENTIALS'
  /** Too many failures; no password can be changed here for a while, or, after a hundred in a row, before it is reset. */
  | 'LOCKED'
  /** The new password is among those that anybody would try first. */
  | 'PASSWORD_COMMON'
  /** The new password is found with too few guesses. */
  | 'PASSWORD_GUESSABLE'
  /** The new password has a control character. */
  | 'PASSWORD_NOT_ALLOWED'
  /** The new password is little more than a name: of the person, the portal ID, the ISP. */
  | 'PASSWORD_PERSONAL'
  /** The account has had the new password before. */
  | 'PASSWORD_REUSED'
  /** The new password has too many characters. */
  | 'PASSWORD_TOO_LONG'
  /** The new password has too few characters. */
  | 'PASSWORD_TOO_SHORT';

/** The current password and the new one. */
export type ChangePasswordInput = {
  /** The current password. */
  readonly currentPassword: string;
  /** The new password; see `tenant.passwordPolicy`. */
  readonly newPassword: string;
};

/** Why the plan was not changed. */
export type ChangePlanErrorCode =
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND'
  /** The quote is too old: ask for another. */
  | 'QUOTE_EXPIRED'
  /** The quote was taken already. */
  | 'QUOTE_USED';

/** Which quote to take. */
export type ChangePlanInput = {
  /** The quote, from `previewPlanChange`. */
  readonly quoteId: string;
};

/** Why a tax rate was not changed. */
export type ChangeTaxRateErrorCode =
  /** Somebody else has ended it at this moment. */
  | 'CONFLICT'
  /** The rate is wrong, or the day is not one to come within its time. */
  | 'INVALID_INPUT'
  /** There is no such tax rate. */
  | 'NOT_FOUND';

/** Which tax gets another rate. */
export type ChangeTaxRateInput = {
  /** The first day of the new rate: tomorrow or later. */
  readonly from: string;
  /** The new rate as a fraction, from 0 to 1 with at most six decimals. */
  readonly rate: string;
  /** The rate that is in force then. */
  readonly taxRateId: string;
};

/** What is wrong with a password. */
export type CheckPasswordErrorCode =
  /** The new password is among those that anybody would try first. */
  | 'PASSWORD_COMMON'
  /** The new password is found with too few guesses. */
  | 'PASSWORD_GUESSABLE'
  /** The new password has a control character. */
  | 'PASSWORD_NOT_ALLOWED'
  /** The new password is little more than a name: of the person, the portal ID, the ISP. */
  | 'PASSWORD_PERSONAL'
  /** The account has had the new password before. */
  | 'PASSWORD_REUSED'
  /** The new password has too many characters. */
  | 'PASSWORD_TOO_LONG'
  /** The new password has too few characters. */
  | 'PASSWORD_TOO_SHORT';

/** A password that somebody thinks of taking. */
export type CheckPasswordInput = {
  /** The password. It is neither stored nor logged. */
  readonly password: string;
};

/** Why a sign-in was not completed. */
export type CompletePasswordChangeErrorCode =
  /** The challenge is unknown, was met, has ended, or is somebody else's. Sign in anew. */
  | 'INVALID_CHALLENGE'
  /** The new password is among those that anybody would try first. */
  | 'PASSWORD_COMMON'
  /** The new password is found with too few guesses. */
  | 'PASSWORD_GUESSABLE'
  /** The new password has a control character. */
  | 'PASSWORD_NOT_ALLOWED'
  /** The new password is little more than a name: of the person, the portal ID, the ISP. */
  | 'PASSWORD_PERSONAL'
  /** The account has had the new password before. */
  | 'PASSWORD_REUSED'
  /** The new password has too many characters. */
  | 'PASSWORD_TOO_LONG'
  /** The new password has too few characters. */
  | 'PASSWORD_TOO_SHORT';

/** The challenge of a sign-in, and the new password. */
export type CompletePasswordChangeInput = {
  /** Out of `PasswordChangeRequired`. */
  readonly challenge: string;
  /**
   * How the session is handed out if one begins: a browser leaves this out and gets the cookie; a client that is not a
   * browser says TOKENS.
   */
  readonly delivery?: SessionDelivery;
  /** The new password; see `tenant.passwordPolicy`. */
  readonly newPassword: string;
};

/** Why an address was not changed. */
export type ConfirmEmailErrorCode =
  /**
   * The token is unknown, used, another account's or has ended; which of them is not told. Begin again with
   * `changeEmail`.
   */
  | 'INVALID_TOKEN';

/** The token that was mailed to the new address. */
export type ConfirmEmailInput = {
  /** The one-time token out of the mail. */
  readonly token: string;
};

/** The payment by a link whose payer has acted. */
export type ConfirmPayByLinkInput = {
  /** The payment. */
  readonly paymentId: string;
  /** The link's token. */
  readonly token: string;
};

/** The payment whose payer has acted. */
export type ConfirmPaymentInput = {
  /** The payment. */
  readonly paymentId: string;
};

/** The method to go on with. */
export type ConfirmPaymentMethodInput = {
  /** The `version` that was read; CONFLICT if it is another one now. */
  readonly expectedVersion?: number | null | undefined;
  /** The method. */
  readonly id: string;
};

/** The first code of a new authenticator app. */
export type ConfirmTotpInput = {
  /** The challenge of `SecondFactorEnrolmentRequired`; absent for whoever is signed in. */
  readonly challenge?: string | null | undefined;
  /** The six digits that the app shows. */
  readonly code: string;
  /**
   * How the session is handed out if one begins: a browser leaves this out and gets the cookie; a client that is not a
   * browser says TOKENS.
   */
  readonly delivery?: SessionDelivery;
};

/** A credit that corrects no invoice. */
export type CourtesyCreditInput = {
  /** How much, in major units of the customer's currency. No tax is in it. */
  readonly amount: string;
  /** To whom it is given. */
  readonly customerId: string;
};

/** Why no coupon was made. */
export type CreateCouponErrorCode =
  /** The code is in use. */
  | 'CODE_TAKEN'
  /** A field of the input is not acceptable; `field` says which. */
  | 'INVALID_INPUT'
  /** There is no such plan, or not for the caller. */
  | 'PLAN_NOT_FOUND';

/** A coupon to make. */
export type CreateCouponInput = {
  /** The code: 4 to 40 letters, digits and hyphens, in any case; unique within the ISP. */
  readonly code: string;
  /** ISO 4217 code of the amount, and of the customers who may redeem it; the ISP's currency if absent. */
  readonly currency?: string | null | undefined;
  /** How often it may be redeemed; without limit if absent. */
  readonly maxRedemptions?: number | null | undefined;
  /** For how many full periods, 1 to 120; without end if absent. */
  readonly months?: number | null | undefined;
  /** What invoices call the discount; 1 to 100 characters. */
  readonly name: string;
  /** The plans it is for, at most 50; all if absent or empty. */
  readonly planIds?: ReadonlyArray<string> | null | undefined;
  /** By how much. */
  readonly reduction: ReductionInput;
  /** First day it may be redeemed; today if absent. */
  readonly validFrom?: string | null | undefined;
  /** First day it may not be redeemed any more; without end if absent. */
  readonly validTo?: string | null | undefined;
};

/** Why no draft was begun. */
export type CreateInvoiceDraftErrorCode =
  /** A line is wrong, or there are more than 200. */
  | 'INVALID_INPUT'
  /** The reductions outweigh the charges: issue a credit note instead. */
  | 'NEGATIVE_TOTAL'
  /** There is no such customer. */
  | 'NOT_FOUND'
  /** No tax rate in force has the code. */
  | 'UNKNOWN_TAX_CODE';

/** For whom to begin a draft. */
export type CreateInvoiceDraftInput = {
  /** The customer who will owe it. */
  readonly customerId: string;
  /** Its first lines, at most 200; more can be added. */
  readonly lines?: ReadonlyArray<InvoiceLineInput>;
};

/** The link to make. Give either `invoiceId` or `customerId`: BAD_USER_INPUT otherwise. */
export type CreatePayLinkInput = {
  /** The most that is paid by it, in the customer's currency; all that is owed if absent. */
  readonly amount?: string | null | undefined;
  /** The customer whose open invoices it is for, those that are open now: at most 20, oldest due first. */
  readonly customerId?: string | null | undefined;
  /** Days that it is good for, 1 to 90, today not counted: until the end of that day in the ISP's time zone. 14 if absent. */
  readonly expiresInDays?: number | null | undefined;
  /** The one invoice that it is for. */
  readonly invoiceId?: string | null | undefined;
};

/** Why nothing was paid. */
export type CreatePaymentErrorCode =
  /** More is meant for invoices than is paid. */
  | 'ALLOCATIONS_EXCEED_AMOUNT'
  /** Only staff enters payments, CASH or MANUAL, and without a method. */
  | 'CHANNEL_NOT_ALLOWED'
  /** The gateway cannot be used at present; nothing was charged. */
  | 'GATEWAY_UNAVAILABLE'
  /** The first call under this idempotency key is still at work: ask again in a moment. */
  | 'IDEMPOTENCY_IN_PROGRESS'
  /** The idempotency key was used for another payment. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The amount is nothing, has too many digits or is too large. */
  | 'INVALID_AMOUNT'
  /** There is no such invoice of this customer, or it is named twice. */
  | 'INVOICE_NOT_FOUND'
  /** The invoice owes less than is meant for it, or another payment of it is under way. */
  | 'INVOICE_NOT_PAYABLE'
  /** There is no such method of this customer. */
  | 'METHOD_NOT_FOUND'
  /** The method waits for its owner, or the gateway does not keep it any more. */
  | 'METHOD_NOT_USABLE'
  /** There is no such customer that the caller may pay for. */
  | 'NOT_FOUND'
  /** No method is given and the customer has no default. */
  | 'NO_METHOD';

/** The payment to make. */
export type CreatePaymentInput = {
  /** What it is for. What is left is used for what is due longest. */
  readonly allocations?: ReadonlyArray<PaymentAllocationInput> | null | undefined;
  /** How much, in the customer's currency. It may be more than is owed: the rest is credit. */
  readonly amount: string;
  /** How the money came in past the gateway: CASH or MANUAL. For staff, without `methodId`. */
  readonly channel?: PaymentChannel | null | undefined;
  /** Who pays. */
  readonly customerId: string;
  /**
   * A text of the caller's choice, 1 to 200 characters of ASCII, another for each payment: the same payment under the
   * same key is made once, for 30 days. Give it here or in the header `Idempotency-Key`.
   */
  readonly idempotencyKey?: string | null | undefined;
  /** Whether what is left is kept as credit instead, for what will be due later: a top-up. */
  readonly keepAsCredit?: boolean;
  /** The stored method to charge; the customer's default if neither this nor `channel` is given. */
  readonly methodId?: string | null | undefined;
};

/** Why a token was not made. */
export type CreatePersonalAccessTokenErrorCode =
  /** The number of days is not 1 to 365. */
  | 'INVALID_LIFETIME'
  /** The name is empty or longer than 100 characters. */
  | 'INVALID_NAME'
  /** No scope is given. */
  | 'NO_SCOPES'
  /** The session must be elevated first, with `stepUp`. */
  | 'STEP_UP_REQUIRED'
  /** The account has 50 tokens already; take one back first. */
  | 'TOO_MANY';

/** The token to make. */
export type CreatePersonalAccessTokenInput = {
  /** Days until it ends, 1 to 365. */
  readonly expiresInDays?: number;
  /** What to call it; 1 to 100 characters. */
  readonly name: string;
  /** What it may be used for; at least one. */
  readonly scopes: ReadonlyArray<TokenScope>;
};

/** Why no plan was made. */
export type CreatePlanErrorCode =
  /** The code is in use. */
  | 'CODE_TAKEN'
  /** A field of the input is not acceptable; `field` says which. */
  | 'INVALID_INPUT';

/** A plan to make. */
export type CreatePlanInput = {
  /** The short code, unique within the ISP; 1 to 40 characters. */
  readonly code: string;
  /** ISO 4217 code of its prices; the ISP's currency if absent. */
  readonly currency?: string | null | undefined;
  /** What it provides. */
  readonly kind: PlanKind;
  /** Its terms. */
  readonly terms: PlanTermsInput;
};

/** Why no tax rate was made. */
export type CreateTaxRateErrorCode =
  /** A text, the rate or a day is wrong. */
  | 'INVALID_INPUT'
  /** The tax has a rate in that time: change that one. */
  | 'OVERLAPS';

/** The rate to make. */
export type CreateTaxRateInput = {
  /** What plans and lines name to be taxed so; 1 to 40 characters. */
  readonly code: string;
  /** Whether it is levied on the other taxes too. */
  readonly compound?: boolean;
  /** The first day on which it is in force: today or later. */
  readonly from: string;
  /** Whether prices contain it. */
  readonly inclusive?: boolean;
  /** Who levies it, e.g. `DE` or `US-CA`; 1 to 20 characters. */
  readonly jurisdiction: string;
  /** Its name on documents; 1 to 60 characters. */
  readonly name: string;
  /** The rate as a fraction, from 0 to 1 with at most six decimals: `0.19` is 19 %. */
  readonly rate: string;
  /** The first day on which it is not any more; no end if absent. */
  readonly to?: string | null | undefined;
};

/** Why no pack was put on sale. */
export type CreateTopUpPackErrorCode =
  /** The code is in use. */
  | 'CODE_TAKEN'
  /** A field of the input is not acceptable; `field` says which. */
  | 'INVALID_INPUT';

/** A pack to put on sale. */
export type CreateTopUpPackInput = {
  /** How many bytes it adds. */
  readonly bytes: string;
  /** The short code, unique within the ISP; 1 to 40 characters. */
  readonly code: string;
  /** The name customers know; 1 to 100 characters. */
  readonly name: string;
  /** Price before tax in minor units of the ISP's currency. */
  readonly priceMinor: string;
  /** Which tax rates apply. */
  readonly taxCode: string;
};

/** An invoice to use a credit for. */
export type CreditAllocationInput = {
  /** How much, in major units of its currency. */
  readonly amount: string;
  /** The invoice. */
  readonly invoiceId: string;
};

/** What a credit is given for: one of these. */
export type CreditForInput =
  {   /** A courtesy to a customer. */
  readonly customer: CourtesyCreditInput; readonly invoice?: never; }
  |  { readonly customer?: never;   /** A correction of an invoice. */
  readonly invoice: InvoiceCreditInput; };

/** A line of an invoice to take back. */
export type CreditLineInput = {
  /** The line of the invoice. */
  readonly invoiceLineId: string;
  /**
   * How much of its net, in major units of the invoice's currency and with the sign of the line; all that is left of it
   * if absent. Tax follows in proportion.
   */
  readonly net?: string | null | undefined;
};

/** How much of a credit note is used. */
export type CreditNoteStatus =
  /** All of it. */
  | 'APPLIED'
  /** Nothing yet. */
  | 'ISSUED'
  /** A part. */
  | 'PARTIALLY_APPLIED'
  /** Cancelled before anything was used. */
  | 'VOID';

/** Why a credit was given. */
export type CreditReason =
  /** A service ended early. */
  | 'CANCELLATION'
  /** A payment was charged back. */
  | 'CHARGEBACK'
  /** As a courtesy. */
  | 'GOODWILL'
  /** Another reason. */
  | 'OTHER'
  /** Too much was charged. */
  | 'OVERCHARGE'
  /** The service was down. */
  | 'SERVICE_OUTAGE';

/** Which customers are wanted. Absent fields do not narrow the list. */
export type CustomerFilter = {
  /** Only persons, or only companies. */
  readonly kind?: CustomerKind | null | undefined;
  /** Only customers in this state. */
  readonly status?: CustomerStatus | null | undefined;
};

/** A person or a company. */
export type CustomerKind =
  /** A company. */
  | 'BUSINESS'
  /** A household. */
  | 'RESIDENTIAL';

/** Where a customer stands in its life. */
export type CustomerStatus =
  /** Has or may have services. */
  | 'ACTIVE'
  /** Gone; the documents stay. */
  | 'CLOSED'
  /** Not yet a customer. */
  | 'LEAD'
  /** Services are withheld. */
  | 'SUSPENDED';

/** How far an export is. */
export type DataExportStatus =
  /** The file is gone. Ask for another. */
  | 'EXPIRED'
  /** The file is being made. */
  | 'PENDING'
  /** The file is there. */
  | 'READY';

/** Why no draft was thrown away. */
export type DeleteInvoiceDraftErrorCode =
  /** The draft is not the version that was seen. */
  | 'CONFLICT'
  /** The invoice is no draft any more. */
  | 'INVALID_TRANSITION'
  /** There is no such invoice. */
  | 'NOT_FOUND';

/** Which draft to throw away. */
export type DeleteInvoiceDraftInput = {
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** The draft. */
  readonly invoiceId: string;
};

/** Why an account was not disabled. */
export type DisableAccountErrorCode =
  /** The account is not the version that was seen. */
  | 'CONFLICT'
  /** The reason is empty or longer than 500 characters. */
  | 'INVALID_REASON'
  /** The account's state does not allow it; `allowed` says where it leads. */
  | 'INVALID_TRANSITION'
  /** There is no such account. */
  | 'NOT_FOUND'
  /** The account is the caller's own. */
  | 'OWN_ACCOUNT';

/** Which account to disable, and why. */
export type DisableAccountInput = {
  /** The account. */
  readonly accountId: string;
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** Why, for the account's history and the audit log; 1 to 500 characters. */
  readonly reason: string;
};

/** Why a line was not disputed. */
export type DisputeInvoiceLineErrorCode =
  /** The line was disputed before. */
  | 'ALREADY_DONE'
  /** The line charges nothing or was taken back, or the explanation is empty or longer than 2000 characters. */
  | 'INVALID_INPUT'
  /** The invoice is void. */
  | 'INVALID_TRANSITION'
  /** There is no such line, or the caller does not pay for the customer. */
  | 'NOT_FOUND';

/** Which line to dispute, and why. */
export type DisputeInvoiceLineInput = {
  /** Why, in words: 1 to 2000 characters. */
  readonly explanation: string;
  /** The line. */
  readonly invoiceLineId: string;
  /** Why. */
  readonly reason: DisputeReason;
};

/** How a dispute ends. */
export type DisputeOutcome =
  /** The line stands, and is owed. */
  | 'REJECT'
  /** The customer is right: a credit note takes the line back, or a part of it. */
  | 'UPHOLD';

/** Why a line is disputed. */
export type DisputeReason =
  /** It was billed or paid before. */
  | 'BILLED_TWICE'
  /** It was not delivered, or did not work. */
  | 'NOT_DELIVERED'
  /** It was not ordered. */
  | 'NOT_ORDERED'
  /** Something else; the text says what. */
  | 'OTHER'
  /** It should cost less. */
  | 'WRONG_AMOUNT';

/** What has become of a dispute. */
export type DisputeStatus =
  /** Nobody has answered yet: the amount is held. */
  | 'OPEN'
  /** The line stands, and is owed. */
  | 'REJECTED'
  /** The customer was right: a credit note takes the line back. */
  | 'UPHELD';

/** What a line of a draft charges. */
export type DraftLineKind =
  /** Something given back; its price is below 0. */
  | 'CREDIT'
  /** A reduction; its price is below 0. */
  | 'DISCOUNT'
  /** Something once. */
  | 'ONE_OFF'
  /** A set-up fee. */
  | 'SETUP';

/** What an entry of the timeline is about. */
export type DunningEntryKind =
  /** The customer is told that services will be withheld. */
  | 'FINAL_NOTICE'
  /** A fee for paying late is charged. */
  | 'LATE_FEE'
  /** The customer is reminded. */
  | 'REMINDER'
  /** Services are withheld, where more is owed than the ISP's minimum. */
  | 'SUSPENSION';

/** How far it has come. */
export type DunningStage =
  /** Nothing is overdue, or all of it is disputed. */
  | 'CLEAR'
  /** The customer was told that services will be withheld. */
  | 'FINAL_NOTICE'
  /** Something is overdue. */
  | 'OVERDUE'
  /** The customer was reminded. */
  | 'REMINDED'
  /** Services are withheld. */
  | 'SUSPENDED';

/** Why a discount goes on. */
export type EndDiscountErrorCode =
  /** The discount has ended already. */
  | 'ALREADY_ENDED'
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND';

/** Which discount to end. */
export type EndDiscountInput = {
  /** The discount. */
  readonly discountId: string;
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
};

/** Why a tax was not ended. */
export type EndTaxRateErrorCode =
  /** Somebody else has ended it at this moment. */
  | 'CONFLICT'
  /** The day is not one to come within its time. */
  | 'INVALID_INPUT'
  /** There is no such tax rate. */
  | 'NOT_FOUND';

/** Which tax is not levied any more. */
export type EndTaxRateInput = {
  /** The rate that is in force then. */
  readonly taxRateId: string;
  /** The first day without it: tomorrow or later. */
  readonly to: string;
};

/** When a service is to end. */
export type EndTiming =
  /** Today. Within the minimum term a fee may be due: see `endTerms`. */
  | 'NOW'
  /** With the minimum term; where there is none any more, with the period that runs. */
  | 'TERM_END';

/** Why no view was ended. */
export type EndViewAsErrorCode =
  /** The session looks through nobody's eyes. */
  | 'NOT_VIEWING';

/** Who sets up an authenticator app. */
export type EnrolTotpInput = {
  /** The challenge of `SecondFactorEnrolmentRequired`; absent for whoever is signed in. */
  readonly challenge?: string | null | undefined;
};

/** Why nothing was erased. */
export type EraseAuditValuesErrorCode =
  /** The reason is empty or longer than 500 characters. */
  | 'INVALID_REASON'
  /** The values were erased before, or the entry itself tells of an erasure. */
  | 'NOTHING_TO_ERASE'
  /** There is no such entry. */
  | 'NOT_FOUND';

/** Which entry's values to erase, and why. */
export type EraseAuditValuesInput = {
  /** The entry. */
  readonly entryId: string;
  /** Why; 1 to 500 characters. Put nothing into it that would have to be erased again. */
  readonly reason: string;
};

/** Why an account was not expired. */
export type ExpireAccountErrorCode =
  /** The account is not the version that was seen. */
  | 'CONFLICT'
  /** The reason is empty or longer than 500 characters. */
  | 'INVALID_REASON'
  /** The account's state does not allow it; `allowed` says where it leads. */
  | 'INVALID_TRANSITION'
  /** There is no such account. */
  | 'NOT_FOUND'
  /** The account is the caller's own. */
  | 'OWN_ACCOUNT';

/** Which account to expire, and why. */
export type ExpireAccountInput = {
  /** The account. */
  readonly accountId: string;
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** Why, for the account's history and the audit log; 1 to 500 characters. */
  readonly reason: string;
};

/** Why no document was made of a draft. */
export type FinalizeInvoiceErrorCode =
  /** The draft is not the version that was seen. */
  | 'CONFLICT'
  /** The invoice is no draft any more. */
  | 'INVALID_TRANSITION'
  /** With the tax rates of today the reductions outweigh the charges. */
  | 'NEGATIVE_TOTAL'
  /** There is no such invoice. */
  | 'NOT_FOUND'
  /** The draft has no lines. */
  | 'NO_LINES'
  /** A tax rate of a line has ended. */
  | 'UNKNOWN_TAX_CODE';

/** Which draft to make a document of. */
export type FinalizeInvoiceInput = {
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** The draft. */
  readonly invoiceId: string;
};

/** A new passkey. */
export type FinishPasskeyRegistrationInput = {
  /** What the authenticator has answered. */
  readonly answer: PasskeyAnswerInput;
  /** The challenge of `SecondFactorEnrolmentRequired`; absent for whoever is signed in. */
  readonly challenge?: string | null | undefined;
  /**
   * How the session is handed out if one begins: a browser leaves this out and gets the cookie; a client that is not a
   * browser says TOKENS.
   */
  readonly delivery?: SessionDelivery;
  /** What the passkey shall be called, 1 to 100 characters, e.g. `Ann's phone`. */
  readonly name: string;
};

/** Why a device was not forgotten. */
export type ForgetKnownDeviceErrorCode =
  /** The account knows no such device. */
  | 'NOT_FOUND';

/** Which device to forget. */
export type ForgetKnownDeviceInput = {
  /** The device, as listed in `viewer.account.knownDevices`. */
  readonly id: string;
};

/** Why no discount was given. */
export type GrantDiscountErrorCode =
  /** A field of the input is not acceptable; `field` says which. */
  | 'INVALID_INPUT'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND';

/** Which discount to give, to whom, and why. */
export type GrantDiscountInput = {
  /** The customer. */
  readonly customerId: string;
  /** For how many full periods, 1 to 120; without end if absent. */
  readonly months?: number | null | undefined;
  /** What invoices call it; 1 to 100 characters. */
  readonly name: string;
  /** Why; 1 to 500 characters. */
  readonly reason: string;
  /** By how much. */
  readonly reduction: ReductionInput;
  /** The one service it is for; all of the customer's if absent. */
  readonly subscriptionId?: string | null | undefined;
};

/** An instalment to promise. */
export type InstalmentInput = {
  /** How much, in major units of the customer's currency. */
  readonly amount: string;
  /** The last day to pay it, in the ISP's zone. */
  readonly due: string;
};

/** Why nobody was invited. */
export type InviteMemberErrorCode =
  /** No mail can go to the address. */
  | 'INVALID_EMAIL'
  /** The name is empty or longer than 100 characters. */
  | 'INVALID_NAME'
  /** There is no such customer. */
  | 'NOT_FOUND'
  /** The customer has as many members and open invitations as it may have: 20. */
  | 'TOO_MANY_MEMBERS';

/** Whom to invite, and to what. */
export type InviteMemberInput = {
  /** The customer. */
  readonly customerId: string;
  /** Where the invitation goes. */
  readonly email: string;
  /** How the person is addressed; 1 to 100 characters. */
  readonly name: string;
  /** The right it gives. */
  readonly role: MemberRole;
};

/** What of an invoice to take back. */
export type InvoiceCreditInput = {
  /**
   * An amount in major units, tax included: of every line the same share. Give this or `lines`; without either all that
   * is left is taken back.
   */
  readonly amount?: string | null | undefined;
  /** The invoice that is corrected. */
  readonly invoiceId: string;
  /** Some lines, at most 100. */
  readonly lines?: ReadonlyArray<CreditLineInput> | null | undefined;
};

/** Which invoices are wanted. Absent fields do not narrow the list. */
export type InvoiceFilter = {
  /** Issued before this day. */
  readonly issuedBefore?: string | null | undefined;
  /** Issued on this day or later. */
  readonly issuedFrom?: string | null | undefined;
  /** Only invoices that are, or are not, past their due day with something owed. */
  readonly overdue?: boolean | null | undefined;
  /** Only invoices in this state. Drafts are never listed. */
  readonly status?: InvoiceStatus | null | undefined;
};

/** Why an invoice was made. */
export type InvoiceKind =
  /** The last one of a customer. */
  | 'FINAL'
  /** For paying late. */
  | 'LATE_FEE'
  /** For something once. */
  | 'ONE_OFF'
  /** For a period of service. */
  | 'RECURRING';

/** A line to write on a draft. */
export type InvoiceLineInput = {
  /** What is charged. */
  readonly kind?: DraftLineKind;
  /** How many: above 0, at most six decimals. */
  readonly quantity?: string;
  /** The code of the tax rates that apply, as in `taxRates`; absent for what is outside the scope of tax. */
  readonly taxCode?: string | null | undefined;
  /** The text on the document; 1 to 300 characters. */
  readonly text: string;
  /** Price of one in major units of the customer's currency, e.g. `49.90`; below 0 where the kind reduces the bill. */
  readonly unitPrice: string;
};

/** The order of a list of invoices. */
export type InvoiceOrder = {
  /** Which way. */
  readonly direction?: OrderDirection;
  /** By what. */
  readonly field: InvoiceOrderField;
};

/** What a list of invoices is ordered by. */
export type InvoiceOrderField =
  /** Due day. */
  | 'DUE_DATE'
  /** Day of issue. */
  | 'ISSUE_DATE'
  /** Total. */
  | 'TOTAL';

/** The state of an invoice. Overdue and partly paid are computed from it, the due date and the balance. */
export type InvoiceStatus =
  /** Not yet a document. */
  | 'DRAFT'
  /** Finalised, something is owed. */
  | 'OPEN'
  /** Finalised, nothing is owed. */
  | 'PAID'
  /** Given up; may still be paid. */
  | 'UNCOLLECTIBLE'
  /** Cancelled before anything was allocated. */
  | 'VOID';

/** Why no credit was given. */
export type IssueCreditNoteErrorCode =
  /** More than is left of the invoice or of a line. */
  | 'EXCEEDS_AMOUNT'
  /** An amount, the remark or the choice of lines is wrong. */
  | 'INVALID_INPUT'
  /** The invoice is a draft or void. */
  | 'INVALID_TRANSITION'
  /** There is no such customer, invoice or line. */
  | 'NOT_FOUND';

/** Which credit to give, and why. */
export type IssueCreditNoteInput = {
  /** Whether it is used at once: for the invoice that it corrects, and then for the others, the oldest due first. */
  readonly apply?: boolean;
  /** What it is given for. */
  readonly credit: CreditForInput;
  /** Why. */
  readonly reason: CreditReason;
  /** What the customer reads about it; at most 500 characters. */
  readonly remark?: string | null | undefined;
};

/** Why there is no code. */
export type IssueOneTimeCodeErrorCode =
  /** The account is an employee's, of the ISP or of a reseller: only a tenant administrator gives it a code. */
  | 'EMPLOYEE_ACCOUNT'
  /** The account has a mail address: use `requestPasswordReset` or `sendActivation`. */
  | 'HAS_MAIL_ADDRESS'
  /** The reason is empty or longer than 500 characters. */
  | 'INVALID_REASON'
  /** The account is suspended, expired or disabled. */
  | 'NOT_ACTIVE'
  /** There is no such account. */
  | 'NOT_FOUND'
  /** The account is the caller's own. */
  | 'OWN_ACCOUNT'
  /** The session must be elevated first, with `stepUp`. */
  | 'STEP_UP_REQUIRED';

/** Who needs a code, and why. */
export type IssueOneTimeCodeInput = {
  /** The account. */
  readonly accountId: string;
  /** Why, and how the caller knows whom it speaks to, for the audit log; 1 to 500 characters. */
  readonly reason: string;
};

/** What an account is for. */
export type JournalAccount =
  /** Money in the bank, transfers and what staff entered. */
  | 'BANK'
  /** Money on its way from the card's company. */
  | 'CARD_CLEARING'
  /** Money in the till. */
  | 'CASH'
  /** Money that banks took back. */
  | 'CHARGEBACKS'
  /** What customers have paid or were credited and that is not used. */
  | 'CUSTOMER_CREDIT'
  /** What customers owe. */
  | 'DEBTORS'
  /** Money given back. */
  | 'REFUNDS'
  /** What was sold, before tax. */
  | 'REVENUE'
  /** What a document does not explain. Empty as long as the ledger's check is. */
  | 'SUSPENSE'
  /** Tax that is owed to whoever levies it. */
  | 'TAX_PAYABLE'
  /** What was given up. */
  | 'WRITE_OFFS';

/** Why the end of a service was not called off. */
export type KeepSubscriptionErrorCode =
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** The service's state does not lead there; `allowed` says where it leads. */
  | 'INVALID_TRANSITION'
  /** There is nothing that could be called off. */
  | 'NOTHING_PENDING'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND';

/** Which end to call off. */
export type KeepSubscriptionInput = {
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** The service. */
  readonly subscriptionId: string;
};

/** Something that must be so. */
export type LedgerCheck =
  /** An allocation is of one source that has come in, for an invoice that is a document, all of one customer. */
  | 'ALLOCATION_PARTIES'
  /** The credit notes of an invoice are at most its total. */
  | 'CREDITS_OF_INVOICE'
  /** What a credit note says was used is the sum of its live allocations, and at most its total. */
  | 'CREDIT_ALLOCATED'
  /** The state and the total of a credit note fit its amounts. */
  | 'CREDIT_STATUS'
  /** All amounts of a customer are in the customer's currency. */
  | 'CURRENCY'
  /** What is stored of a customer's balance is what its documents add up to. */
  | 'CUSTOMER_BALANCE'
  /** What an invoice says was allocated to it is the sum of its live allocations, and at most its total. */
  | 'INVOICE_ALLOCATED'
  /** An invoice is PAID exactly when nothing is owed; a finalised one has number and dates, a void one no allocations. */
  | 'INVOICE_STATUS'
  /** The subtotal of an invoice is the sum of its lines, its tax that of their taxes, its total that of both. */
  | 'INVOICE_TOTALS'
  /** The net of a line is quantity times price, rounded, less the taxes that the price contains. */
  | 'LINE_NET'
  /**
   * What a payment says was allocated is the sum of its live allocations, and with what was given back and taken back
   * at most its amount.
   */
  | 'PAYMENT_ALLOCATED'
  /** The state of a payment fits its amounts, and what has come in, and only that, has a receipt. */
  | 'PAYMENT_STATUS'
  /** A period of a subscription is billed once. */
  | 'PERIOD_BILLED_ONCE'
  /** The numbers of documents have no gaps and repeat none. */
  | 'SEQUENCE'
  /** What moved the books of a customer, summed up, is its balance: the last line of its statement. */
  | 'STATEMENT'
  /** A tax is levied on the net of its line, a compound one on the other taxes too, and stands on the line's invoice. */
  | 'TAX_BASE'
  /** The tax of a rate on an invoice is rounded once, over all its lines. */
  | 'TAX_OF_RATE'
  /** Each line has its share of the tax, less than one minor unit off. */
  | 'TAX_SHARE';

/** What a movement is. */
export type LedgerMovementKind =
  /** A payment or a credit was used for an invoice. It changes no balance. */
  | 'ALLOCATION'
  /** That was taken back. It changes no balance. */
  | 'ALLOCATION_REVERSAL'
  /** The bank took a payment back. */
  | 'CHARGEBACK'
  /** A credit note was issued. */
  | 'CREDIT_NOTE'
  /** A credit note was cancelled. */
  | 'CREDIT_NOTE_VOID'
  /** An invoice was issued. */
  | 'INVOICE'
  /** An invoice was cancelled. */
  | 'INVOICE_VOID'
  /** A payment came in. */
  | 'PAYMENT'
  /** A payment was given back, all or a part. */
  | 'REFUND'
  /** What was owed of an invoice was given up. */
  | 'WRITE_OFF';

/** Why a lock was not lifted. */
export type LiftSubscriptionLockErrorCode =
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND'
  /** The service is not withheld for this reason. */
  | 'NOT_LOCKED';

/** Which lock to lift. */
export type LiftSubscriptionLockInput = {
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** The reason that holds no longer. */
  readonly reason: LockReason;
  /** The service. */
  readonly subscriptionId: string;
};

/** What a line charges. */
export type LineKind =
  /** Something given back; negative. */
  | 'CREDIT'
  /** A reduction; negative. */
  | 'DISCOUNT'
  /** A late fee. */
  | 'LATE_FEE'
  /** Something once. */
  | 'ONE_OFF'
  /** Part of a period. */
  | 'PRORATION'
  /** A period of a plan. */
  | 'RECURRING'
  /** A set-up fee. */
  | 'SETUP'
  /** Volume past the cap. */
  | 'USAGE';

/** The right a link gives. */
export type LinkRole =
  /** Staff: works on bills. */
  | 'BILLING'
  /** Staff: runs the network. */
  | 'NOC'
  /** Member of a customer: everything. */
  | 'OWNER'
  /** Member of a customer: bills and payments. */
  | 'PAYER'
  /** Employee of a reseller: everything of the reseller. */
  | 'RESELLER_ADMIN'
  /** Employee of a reseller: the assigned customers. */
  | 'RESELLER_AGENT'
  /** Staff: answers tickets. */
  | 'SUPPORT'
  /** Member of a customer: services and the network, no bills. */
  | 'TECHNICAL'
  /** Staff: administers the tenant. */
  | 'TENANT_ADMIN'
  /** Member of a customer: sees, changes nothing. */
  | 'VIEWER';

/** Why a service is withheld. */
export type LockReason =
  /** The service was misused. */
  | 'ABUSE'
  /** The ISP has its own reason. */
  | 'ADMIN'
  /** Bills are overdue. */
  | 'NON_PAYMENT'
  /** The customer has asked for a pause. */
  | 'VOLUNTARY';

/** Why a service was not withheld. */
export type LockSubscriptionErrorCode =
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** A field of the input is not acceptable; `field` says which. */
  | 'INVALID_INPUT'
  /** The service's state does not lead there; `allowed` says where it leads. */
  | 'INVALID_TRANSITION'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND';

/** Which service to withhold, and why. */
export type LockSubscriptionInput = {
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** The reason; each has its own staff: see `lockSubscription`. */
  readonly reason: LockReason;
  /** The service. */
  readonly subscriptionId: string;
  /** First day with service again; null holds until it is lifted. */
  readonly until?: string | null | undefined;
  /** In words, for the audit log and the customer's activity; 1 to 500 characters. */
  readonly why: string;
};

/** What came of an attempt to sign in. */
export type LoginOutcome =
  /** The password or passkey was right, but the account could not be signed in to. */
  | 'NOT_ACTIVE'
  /** Something else. */
  | 'OTHER'
  /** A passkey's answer was rightly signed, but an older one than the last: somebody may have a copy of it. */
  | 'PASSKEY_COPIED'
  /** The password was right, and a second factor was not given. */
  | 'SECOND_FACTOR_MISSING'
  /** A session began. */
  | 'SIGNED_IN'
  /** Somebody signed in could not prove once more to be the owner. */
  | 'STEP_UP_REFUSED'
  /** The password was right, and the code wrong. */
  | 'WRONG_CODE'
  /** An answer of a passkey that was not valid. */
  | 'WRONG_PASSKEY'
  /** A wrong password. */
  | 'WRONG_PASSWORD';

/** Something that speaks against an attempt. */
export type LoginRiskSign =
  /** It failed: 25. */
  | 'FAILED'
  /** More than three attempts from its address within an hour: 30. */
  | 'MANY_TRIES'
  /** The account had never been signed in to from its network: 20. */
  | 'NEW_NETWORK'
  /** The account has a second factor that it did not prove: 15. */
  | 'SECOND_FACTOR_UNUSED';

/** Why an invoice was not given up. */
export type MarkInvoiceUncollectibleErrorCode =
  /** The invoice is not the version that was seen. */
  | 'CONFLICT'
  /** The reason is empty or longer than 500 characters. */
  | 'INVALID_INPUT'
  /** The invoice is not OPEN; `allowed` says where its state leads. */
  | 'INVALID_TRANSITION'
  /** There is no such invoice. */
  | 'NOT_FOUND';

/** Which invoice to give up, and why. */
export type MarkInvoiceUncollectibleInput = {
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** The invoice. */
  readonly invoiceId: string;
  /** Why, for the audit log; 1 to 500 characters. */
  readonly reason: string;
};

/** Which notifications were read. */
export type MarkNotificationsReadInput = {
  /** Their ids, at most 100; all of the account's if absent. Those that are not the account's own are passed over. */
  readonly ids?: ReadonlyArray<string> | null | undefined;
};

/** The right of a member of a customer. */
export type MemberRole =
  /** Everything, members included. */
  | 'OWNER'
  /** Bills and payments. */
  | 'PAYER'
  /** Services and the network, no bills. */
  | 'TECHNICAL'
  /** Sees everything, changes nothing. */
  | 'VIEWER';

/** The login that a person without one asks for. */
export type NewMemberAccountInput = {
  /** The person's name; 1 to 100 characters. */
  readonly name: string;
  /** The password; what it has to be is told by the ISP's password policy. */
  readonly password: string;
};

/** How a notification comes. */
export type NotificationChannel =
  /** Into the inbox of the portal, where open pages hear of it at once. */
  | 'INBOX'
  /** To the mail address of the account, if it has one. */
  | 'MAIL';

/** What a notification tells. */
export type NotificationKind =
  /** A promise to pay later was accepted. */
  | 'ARRANGEMENT_ACCEPTED'
  /** An instalment was not paid by its day. It comes whatever the account prefers. */
  | 'ARRANGEMENT_BROKEN'
  /** All that was promised is paid. */
  | 'ARRANGEMENT_KEPT'
  /** A credit was given. */
  | 'CREDIT_NOTE_ISSUED'
  /** A disputed line stands. */
  | 'DISPUTE_REJECTED'
  /** A disputed line is taken back. */
  | 'DISPUTE_UPHELD'
  /** The mail address is another one. The mail goes to the old one, with the change itself. */
  | 'EMAIL_CHANGED'
  /** Another mail address waits for its confirmation. The mail goes to the old one, with the change itself. */
  | 'EMAIL_CHANGE_REQUESTED'
  /** Services will be withheld for an invoice that is overdue. It comes whatever the account prefers. */
  | 'FINAL_NOTICE'
  /** An invoice is owed. */
  | 'INVOICE_FINALIZED'
  /** An invoice was cancelled. */
  | 'INVOICE_VOIDED'
  /** A fee for paying late was charged. */
  | 'LATE_FEE_CHARGED'
  /** Somebody else has given the account another right on a customer. */
  | 'MEMBERSHIP_CHANGED'
  /** Somebody else has taken the account's right on a customer back. */
  | 'MEMBERSHIP_ENDED'
  /** Somebody has become a member of the customer. For the owners. */
  | 'MEMBER_ADDED'
  /** A member of the customer has left, or was removed. For the owners. */
  | 'MEMBER_REMOVED'
  /** A member of the customer has another right. For the owners. */
  | 'MEMBER_ROLE_CHANGED'
  /** Somebody has signed in from a device that the account had not been used from. */
  | 'NEW_DEVICE'
  /** The ISP has given somebody who said to be the account's owner a one-time code that sets its password. */
  | 'ONE_TIME_CODE_ISSUED'
  /** A passkey was made. */
  | 'PASSKEY_ADDED'
  /** A passkey was removed. */
  | 'PASSKEY_REMOVED'
  /** The password is another one. Its mail is not a preference: it always goes out, with the change itself. */
  | 'PASSWORD_CHANGED'
  /** The ISP's staff asks for another password at the next sign-in. */
  | 'PASSWORD_CHANGE_REQUIRED'
  /** The bank has taken a payment back. */
  | 'PAYMENT_CHARGED_BACK'
  /** A payment was refused. */
  | 'PAYMENT_FAILED'
  /** A method to pay by was stored. */
  | 'PAYMENT_METHOD_ADDED'
  /** A stored method expires soon. */
  | 'PAYMENT_METHOD_EXPIRING'
  /** A payment has come in. */
  | 'PAYMENT_RECEIVED'
  /** A payment, or a part of it, was given back. */
  | 'PAYMENT_REFUNDED'
  /** An invoice is overdue. It comes whatever the account prefers. */
  | 'PAYMENT_REMINDER'
  /** The balance of a prepaid customer has fallen below the threshold. */
  | 'PREPAID_BALANCE_LOW'
  /** The balance of a prepaid customer did not cover an invoice. */
  | 'PREPAID_BALANCE_SHORT'
  /** Services that were withheld are there again. */
  | 'SERVICES_RESTORED'
  /** Services are withheld until enough is paid. It comes whatever the account prefers. */
  | 'SERVICES_SUSPENDED'
  /** An authenticator app was set up. */
  | 'TOTP_ADDED'
  /** The authenticator app was removed. */
  | 'TOTP_REMOVED';

/** What the account wants over which channel. */
export type NotificationPreferenceInput = {
  /** How it comes. */
  readonly channel: NotificationChannel;
  /** Whether it is wanted. */
  readonly enabled: boolean;
  /** What it is about. */
  readonly topic: NotificationTopic;
};

/** What a notification is about. */
export type NotificationTopic =
  /** Invoices and payments. */
  | 'BILLING'
  /** Sign-ins and what else the account's safety rests on. */
  | 'SECURITY';

/** What a code is given to. */
export type OneTimeCodeUse =
  /** The account waits for its first password: `activateAccount`. */
  | 'ACTIVATE_ACCOUNT'
  /** The account is active: `resetPassword`. */
  | 'RESET_PASSWORD';

/** Which way a list is ordered. */
export type OrderDirection =
  /** Smallest or earliest first. */
  | 'ASC'
  /** Largest or latest first. */
  | 'DESC';

/** Why nothing was ordered. */
export type OrderSubscriptionErrorCode =
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** The plan is priced in another currency than the customer's. */
  | 'CURRENCY_MISMATCH'
  /** The customer is closed. */
  | 'CUSTOMER_CLOSED'
  /** A field of the input is not acceptable; `field` says which. */
  | 'INVALID_INPUT'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND'
  /** The plan is not on sale today. */
  | 'NOT_ON_SALE'
  /** There is no such plan, or not for the caller. */
  | 'PLAN_NOT_FOUND';

/** What to order, for whom. */
export type OrderSubscriptionInput = {
  /** The customer. */
  readonly customerId: string;
  /** The plan, which must be on sale today. */
  readonly planId: string;
  /**
   * An agreed price of a month instead of the plan's, in minor units before tax. For billing and tenant administrators:
   * FORBIDDEN.
   */
  readonly priceMinor?: string | null | undefined;
};

/** An authenticator's answer. */
export type PasskeyAnswerInput = {
  /** The `value` of the question that it answers. */
  readonly ceremony: string;
  /** The credential that `navigator.credentials` gave, as JSON: `JSON.stringify(credential.toJSON())`. */
  readonly credentialJson: string;
};

/** Why nobody was signed in by a passkey. */
export type PasskeySignInErrorCode =
  /** The passkey was right, but the account is suspended, expired, disabled or not activated. */
  | 'ACCOUNT_NOT_ACTIVE'
  /**
   * The question to the authenticator is unknown, expired, answered before, or of another browser or network: begin
   * anew with `startPasskeySignIn`.
   */
  | 'INVALID_CEREMONY'
  /** The challenge of the sign-in is unknown, expired, used up, or of another browser or network: sign in anew. */
  | 'INVALID_CHALLENGE'
  /** The answer is not valid, or of a passkey that is none of this account. */
  | 'INVALID_PASSKEY'
  /** Too many failures on this portal ID; see `unlockAt`. */
  | 'LOCKED'
  /** The passkey was right, but the password was taken away by `reportLogin`: reset it first. */
  | 'PASSWORD_RESET_REQUIRED';

/** The rules for passwords, which are asked of every password set from then on. Absent fields stay as they are. */
export type PasswordPolicyInput = {
  /** How many of the latest passwords may not be taken again, the current one included, 0 to 24. */
  readonly history?: number | null | undefined;
  /** Days after which a new password is asked for at sign-in; null, as NIST advises, for never. */
  readonly maxAgeDays?: number | null | undefined;
  /** Characters accepted at most, 64 to 256. */
  readonly maxLength?: number | null | undefined;
  /** Characters wanted where the password is the only factor, 8 to `maxLength`; NIST SP 800-63B-4 wants 15. */
  readonly minLength?: number | null | undefined;
  /** Characters wanted where a second factor is used too, 8 to `minLength`. */
  readonly minLengthWithSecondFactor?: number | null | undefined;
  /** zxcvbn's estimate that a password must reach where it is the only factor, 0 to 4. */
  readonly minStrength?: number | null | undefined;
  /** The same where a second factor is used too, 0 to `minStrength`. */
  readonly minStrengthWithSecondFactor?: number | null | undefined;
};

/** Why a service was not paused. */
export type PauseServiceErrorCode =
  /** The service is paused already. */
  | 'ALREADY_PAUSED'
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** The end of the service is set: call it off first. */
  | 'ENDING'
  /** The service's state does not lead there; `allowed` says where it leads. */
  | 'INVALID_TRANSITION'
  /** The pause is shorter or longer than `pauseOffer` tells. */
  | 'NOT_ALLOWED_LENGTH'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND'
  /** The ISP does not offer it. */
  | 'NOT_OFFERED';

/** Which service to pause, and until when. */
export type PauseServiceInput = {
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** The service. */
  readonly subscriptionId: string;
  /** First day with service again, within what `pauseOffer` tells. */
  readonly until: string;
};

/** Why nothing was paid by a link. */
export type PayByLinkErrorCode =
  /** The amount is more than is due. */
  | 'EXCEEDS_DUE'
  /** The gateway cannot be used at present; nothing was charged. */
  | 'GATEWAY_UNAVAILABLE'
  /** The first call under this idempotency key is still at work: ask again in a moment. */
  | 'IDEMPOTENCY_IN_PROGRESS'
  /** The idempotency key was used for another payment. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The amount is nothing, has too many digits or is too large. */
  | 'INVALID_AMOUNT'
  /** The card's token is not one of the gateway's form. */
  | 'INVALID_CARD_TOKEN'
  /** Nothing is due, or it is being paid at this moment. */
  | 'NOTHING_DUE'
  /** The token opens nothing: it never did, its time is over, or it was taken back. */
  | 'NOT_FOUND'
  /** 20 payments were begun by the link: ask for another one. */
  | 'TOO_MANY_TRIES';

/** What to pay by a link. */
export type PayByLinkInput = {
  /** How much, in the currency of the bills and no more than is due; all that is due if absent. */
  readonly amount?: string | null | undefined;
  /**
   * What the gateway's own form in the browser gave for the card, e.g. Stripe's `pm_…`. It is used once and not kept.
   * Numbers of cards are never sent here.
   */
  readonly cardToken: string;
  /**
   * A text of the caller's choice, 1 to 200 characters of ASCII, another for each payment: the same payment under the
   * same key of the same link is made once, for 30 days. Give it here or in the header `Idempotency-Key`.
   */
  readonly idempotencyKey?: string | null | undefined;
  /** The link's token. */
  readonly token: string;
};

/** Why a link was not made or taken back. */
export type PayLinkErrorCode =
  /** The link was taken back or has expired. */
  | 'ALREADY_OVER'
  /** The amount is more than is owed. */
  | 'EXCEEDS_DUE'
  /** The ISP takes no payments by cards at present. */
  | 'GATEWAY_UNAVAILABLE'
  /** The amount is nothing, has too many digits or is too large. */
  | 'INVALID_AMOUNT'
  /** A link is good for 1 to 90 days. */
  | 'INVALID_EXPIRY'
  /** Nothing is owed. */
  | 'NOTHING_DUE'
  /** There is no such customer, invoice or link for whom the caller makes links. */
  | 'NOT_FOUND'
  /** There are 20 links that can be used; take one back first. */
  | 'TOO_MANY';

/** Whether a link can be used, and what for. */
export type PayLinkState =
  /** Its time is over. Only who may make links sees it. */
  | 'EXPIRED'
  /** Nothing is left to pay. */
  | 'PAID'
  /** Something can be paid by it. */
  | 'PAYABLE'
  /** What is left is being paid at this moment, by it or otherwise. */
  | 'PROCESSING'
  /** It was taken back. Only who may make links sees it. */
  | 'REVOKED'
  /** Its bills were cancelled. */
  | 'WITHDRAWN';

/** Why a payment stays as it is. */
export type PaymentActionErrorCode =
  /** The payment has changed since it was read. */
  | 'CONFLICT'
  /** The gateway does not answer at present. */
  | 'GATEWAY_UNAVAILABLE'
  /** The payment does not wait for its payer; the message lists what may follow its state. */
  | 'INVALID_TRANSITION'
  /** There is no such payment of a customer that the caller may pay for. */
  | 'NOT_FOUND';

/** A part of a payment that is meant for an invoice. */
export type PaymentAllocationInput = {
  /** How much of it, in the customer's currency. */
  readonly amount: string;
  /** The invoice. */
  readonly invoiceId: string;
};

/** How a step came about. */
export type PaymentAttemptSource =
  /** The gateway's answer to the call. */
  | 'ANSWER'
  /** The gateway's answer to a later question. */
  | 'RECONCILER'
  /** Somebody asked for it. */
  | 'REQUEST'
  /** A message of the gateway, upon which it was asked. */
  | 'WEBHOOK';

/** How a payment came in. */
export type PaymentChannel =
  /** A bank transfer or direct debit. */
  | 'BANK'
  /** A card. */
  | 'CARD'
  /** Cash at a counter. */
  | 'CASH'
  /** Entered by staff. */
  | 'MANUAL';

/** Why a charge was refused. */
export type PaymentDeclineCode =
  /** The payer did not act in time. */
  | 'ACTION_EXPIRED'
  /** The payer did not prove to be the owner. */
  | 'AUTHENTICATION_FAILED'
  /** The payer would have to prove to be the owner, and was not there. */
  | 'AUTHENTICATION_REQUIRED'
  /** The bank refused and did not say why. */
  | 'CARD_DECLINED'
  /** The same payment was just made. */
  | 'DUPLICATE_TRANSACTION'
  /** The card has expired. */
  | 'EXPIRED_CARD'
  /** The gateway did not take the order. */
  | 'GATEWAY_REFUSED'
  /** The card's check number is wrong. */
  | 'INCORRECT_CVC'
  /** There is not enough money. */
  | 'INSUFFICIENT_FUNDS'
  /** The card was reported as lost or stolen. */
  | 'LOST_OR_STOLEN'
  /** The method is not one that can be charged any more. */
  | 'METHOD_INVALID'
  /** The order never reached the gateway. */
  | 'NEVER_REACHED';

/** Where a payer's dispute of a charge stands. */
export type PaymentDisputeStatus =
  /** The money is gone. */
  | 'LOST'
  /** The bank has taken the money back and decides. */
  | 'OPEN'
  /** The bank has given the money back again. */
  | 'WON';

/** Why a method was not stored or changed. */
export type PaymentMethodErrorCode =
  /** The method has changed since it was read. */
  | 'CONFLICT'
  /** The bank or the gateway refused it: see `declineCode`. */
  | 'DECLINED'
  /** The ISP stores no methods at present. */
  | 'GATEWAY_UNAVAILABLE'
  /** The first call under this idempotency key is still at work: ask again in a moment. */
  | 'IDEMPOTENCY_IN_PROGRESS'
  /** The idempotency key was used for another method. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The name is longer than 60 characters. */
  | 'INVALID_LABEL'
  /** The token is not one of the gateway's form. */
  | 'INVALID_TOKEN'
  /** The method is not in a state for it. */
  | 'INVALID_TRANSITION'
  /** There is no such customer or method whose owner the caller is. */
  | 'NOT_FOUND'
  /** The session must be elevated first, with `stepUp`. */
  | 'STEP_UP_REQUIRED'
  /** The customer has 20 methods already; remove one first. */
  | 'TOO_MANY';

/** What kind of account money is drawn from. */
export type PaymentMethodKind =
  /** A bank account, by direct debit. */
  | 'BANK'
  /** A card. */
  | 'CARD';

/** Whether a method can be used. */
export type PaymentMethodStatus =
  /** It can be used. */
  | 'ACTIVE'
  /** The gateway refused it. */
  | 'FAILED'
  /** The gateway has not confirmed it yet, or its owner has to do something first. */
  | 'PENDING'
  /** It was removed; what was paid by it still shows it. */
  | 'REMOVED';

/** How far a refund has come. */
export type PaymentRefundStatus =
  /** The gateway refused. */
  | 'FAILED'
  /** The gateway was asked; what it did is not known yet. */
  | 'PENDING'
  /** The money was given back. */
  | 'SUCCEEDED';

/** The state of a payment. Terminal results are never rewritten. */
export type PaymentStatus =
  /** Called off before it was processed. */
  | 'CANCELLED'
  /** Taken back by the bank. */
  | 'CHARGED_BACK'
  /** Refused. */
  | 'FAILED'
  /** A part was given back. */
  | 'PARTIALLY_REFUNDED'
  /** Begun. */
  | 'PENDING'
  /** With the gateway. */
  | 'PROCESSING'
  /** All of it was given back. */
  | 'REFUNDED'
  /** Waits for the payer, e.g. 3-D Secure. */
  | 'REQUIRES_ACTION'
  /** Received. */
  | 'SUCCEEDED'
  /** The gateway did not answer; the reconciler will settle it. */
  | 'UNKNOWN';

/** Something a caller may do. */
export type Permission =
  /** Reads, checks and erases in the audit log. */
  | 'ADMINISTER_AUDIT'
  /** See and change the ISP's settings. */
  | 'ADMINISTER_SETTINGS'
  /** Buys volume and redeems coupons. */
  | 'BUY_VOLUME'
  /** Suspends, reactivates, expires and disables accounts, and asks for other passwords. */
  | 'CHANGE_ACCOUNTS'
  /** Changes plans, pauses services and ends them. */
  | 'CHANGE_SERVICES'
  /** Disputes lines of invoices for customers. */
  | 'DISPUTE_LINES'
  /** Enters payments that came in past every gateway: cash, transfers. */
  | 'ENTER_PAYMENTS'
  /** Read one-time codes out to those who have no mail address. */
  | 'ISSUE_ONE_TIME_CODES'
  /** Makes invoices and credit notes, settles disputes, keeps tax rates and exemptions, and sees billing runs. */
  | 'MAKE_BILLS'
  /** Pays by the stored methods of customers. */
  | 'MAKE_PAYMENTS'
  /** Invites, changes and removes members of customers. */
  | 'MANAGE_MEMBERS'
  /** Makes plans, volumes and coupons, agrees prices and gives discounts. */
  | 'MANAGE_OFFERS'
  /** Adds, changes and removes the customer's stored methods. */
  | 'MANAGE_PAYMENT_METHODS'
  /** Moves the clock, where the ISP is a sandbox. */
  | 'MOVE_CLOCK'
  /** Orders plans for customers. */
  | 'ORDER_SERVICES'
  /** Promises for customers to pay later. */
  | 'PROMISE_PAYMENTS'
  /** Sets services up and puts them into service. */
  | 'PROVISION_SERVICES'
  /** Checks the ledger and reads the journal and the tax report. */
  | 'READ_BOOKS'
  /** Gives payments back. */
  | 'REFUND_PAYMENTS'
  /** Looks accounts up. */
  | 'SEARCH_ACCOUNTS'
  /** Looks customers up. */
  | 'SEARCH_CUSTOMERS'
  /** Lifts locks of portal IDs. */
  | 'UNLOCK_ACCOUNTS'
  /** Looks through the eyes of customers within reach. */
  | 'VIEW_AS'
  /** Sees invoices, credit notes and balances. */
  | 'VIEW_BILLS'
  /** Sees payments. */
  | 'VIEW_PAYMENTS';

/** When a plan is to be changed. */
export type PlanChangeTiming =
  /** Today: unused days of the old plan are credited, the rest of the period is charged at the new price. */
  | 'NOW'
  /** With the next period that is not billed yet: nothing is credited or charged in between. */
  | 'PERIOD_END';

/** Which plans are wanted. Absent fields do not narrow the list. */
export type PlanFilter = {
  /** Only plans of this kind. */
  readonly kind?: PlanKind | null | undefined;
  /** Only plans that are on sale today, or only the others. Staff alone sees others. */
  readonly onSale?: boolean | null | undefined;
  /** Only plans that anybody may order, or only the others. Staff alone sees others. */
  readonly public?: boolean | null | undefined;
};

/** What a plan provides. */
export type PlanKind =
  /** Several at once. */
  | 'BUNDLE'
  /** Computing on demand. */
  | 'CLOUD'
  /** Servers and web space. */
  | 'HOSTING'
  /** Access to the internet. */
  | 'INTERNET'
  /** Run for the customer. */
  | 'MANAGED'
  /** Telephony. */
  | 'PHONE'
  /** Television. */
  | 'TV';

/** The terms of a plan. Prices in minor units of its currency, before tax unless the tax rate says that prices contain it. */
export type PlanTermsInput = {
  /** Volume of a month in bytes; absent where it is unlimited. */
  readonly capBytes?: string | null | undefined;
  /** Minimum term in months, 0 to 60; none if absent. */
  readonly contractMonths?: number | null | undefined;
  /** Speed towards the customer in kbit/s; absent where the plan is no internet access. */
  readonly downKbps?: string | null | undefined;
  /** The name customers know; 1 to 100 characters. */
  readonly name: string;
  /** Price of 10⁹ bytes past the volume; absent where it is not sold. */
  readonly overagePerGbMinor?: string | null | undefined;
  /** Price of a month. */
  readonly priceMinor: string;
  /** Whether anybody may order it; otherwise the ISP's staff alone sells it. */
  readonly public: boolean;
  /** Charged once at the start; nothing if absent. */
  readonly setupFeeMinor?: string | null | undefined;
  /** Which tax rates apply. */
  readonly taxCode: string;
  /** Speed from the customer in kbit/s; absent where the plan is no internet access. */
  readonly upKbps?: string | null | undefined;
  /** First day of sale. */
  readonly validFrom: string;
  /** First day after the sale; absent while it lasts. */
  readonly validTo?: string | null | undefined;
};

/** What has happened. */
export type PortalEventType =
  /** What the account may act by has changed: it has become a member, is none any more, or has another right. */
  | 'ACCESS_CHANGED'
  /** A customer has promised to pay later. */
  | 'ARRANGEMENT_ACCEPTED'
  /** A customer has not paid what it had promised. */
  | 'ARRANGEMENT_BROKEN'
  /** A customer has paid all that it had promised. */
  | 'ARRANGEMENT_KEPT'
  /** A credit was given. */
  | 'CREDIT_NOTE_ISSUED'
  /** A credit was cancelled before anything was used of it. */
  | 'CREDIT_NOTE_VOIDED'
  /** The file with everything that is kept of a customer is there. */
  | 'DATA_EXPORT_READY'
  /** Somebody has asked for everything that is kept of a customer. */
  | 'DATA_EXPORT_REQUESTED'
  /** Services of a customer that were withheld because it had not paid are there again. */
  | 'DUNNING_RESTORED'
  /** Services of a customer are withheld because it has not paid. */
  | 'DUNNING_SUSPENDED'
  /** The account has another mail address. */
  | 'EMAIL_CHANGED'
  /** Another mail address for the account waits for its confirmation. */
  | 'EMAIL_CHANGE_REQUESTED'
  /** A customer is told that services will be withheld for an invoice that is overdue. */
  | 'FINAL_NOTICE'
  /** A dispute of a line of an invoice is settled. */
  | 'INVOICE_DISPUTE_SETTLED'
  /** An invoice got its number and is owed. */
  | 'INVOICE_FINALIZED'
  /** A customer disputes a line of an invoice: its amount is held. */
  | 'INVOICE_LINE_DISPUTED'
  /** Nothing of an invoice is owed any more. */
  | 'INVOICE_PAID'
  /** An invoice that was paid is owed again, because a payment or credit was taken back. */
  | 'INVOICE_REOPENED'
  /** An invoice was given up; it is not owed, and may still be paid. */
  | 'INVOICE_UNCOLLECTIBLE'
  /** An invoice was cancelled; it is not owed. */
  | 'INVOICE_VOIDED'
  /** A fee for paying an invoice late was charged, by an invoice of its own. */
  | 'LATE_FEE_CHARGED'
  /** Somebody else has given the account another right on a customer. */
  | 'MEMBERSHIP_CHANGED'
  /** Somebody else has taken the account's right on a customer back. */
  | 'MEMBERSHIP_ENDED'
  /** Somebody has become a member of the customer. */
  | 'MEMBER_ADDED'
  /** A member of the customer has left, or was removed. */
  | 'MEMBER_REMOVED'
  /** A member of the customer has another right. */
  | 'MEMBER_ROLE_CHANGED'
  /** Notifications of the account were marked as read, perhaps on another page. */
  | 'NOTIFICATIONS_READ'
  /** A notification has come into the account's inbox. */
  | 'NOTIFICATION_CREATED'
  /** The staff has read out a one-time code that sets the account's password, or the operator has handed one over. */
  | 'ONE_TIME_CODE_ISSUED'
  /** A passkey was made for the account. */
  | 'PASSKEY_ADDED'
  /** A passkey of the account was removed. */
  | 'PASSKEY_REMOVED'
  /** The account has another password. */
  | 'PASSWORD_CHANGED'
  /** The staff asks for another password: the sessions of the account have ended. */
  | 'PASSWORD_CHANGE_REQUIRED'
  /** A payment was used for an invoice. */
  | 'PAYMENT_ALLOCATED'
  /** A payment is not used for an invoice any more: it was refunded or taken back by the bank. */
  | 'PAYMENT_ALLOCATION_REVERSED'
  /** A bank has taken a payment back. */
  | 'PAYMENT_CHARGED_BACK'
  /** A bank has given back what it had taken: the dispute is won. */
  | 'PAYMENT_DISPUTE_WON'
  /** A payment was refused. */
  | 'PAYMENT_FAILED'
  /** A method to pay by was stored. */
  | 'PAYMENT_METHOD_ADDED'
  /** A stored method can be used for a month or less. */
  | 'PAYMENT_METHOD_EXPIRING'
  /** A stored method was removed. */
  | 'PAYMENT_METHOD_REMOVED'
  /** Money has come in. */
  | 'PAYMENT_RECEIVED'
  /** A payment, or a part of it, was given back. */
  | 'PAYMENT_REFUNDED'
  /** A customer is reminded of an invoice that is overdue. */
  | 'PAYMENT_REMINDER'
  /** A prepaid customer's balance has fallen below the threshold. */
  | 'PREPAID_BALANCE_LOW'
  /** A prepaid customer's balance did not cover an invoice. */
  | 'PREPAID_BALANCE_SHORT'
  /**
   * Events were missed that cannot be told any more: load again what is shown. Sent whatever `types` says, never
   * stored.
   */
  | 'RESYNC'
  /** A session of the account was ended by its owner; one that merely expires tells nobody. */
  | 'SESSION_ENDED'
  /** Somebody has signed in to the account. */
  | 'SESSION_STARTED'
  /** A service has begun. */
  | 'SUBSCRIPTION_ACTIVATED'
  /** A service has ended, or its end is set or called off. */
  | 'SUBSCRIPTION_ENDED'
  /** A service has another plan, or will have one, or keeps its own after all. */
  | 'SUBSCRIPTION_PLAN_CHANGED'
  /** A service is there again. */
  | 'SUBSCRIPTION_RESUMED'
  /** A service is withheld. */
  | 'SUBSCRIPTION_SUSPENDED'
  /** An authenticator app was set up for the account. */
  | 'TOTP_ADDED'
  /** The authenticator app of the account was removed. */
  | 'TOTP_REMOVED'
  /** A service has used a part of its volume that is worth telling. */
  | 'USAGE_THRESHOLD_REACHED';

/** What the portal shows and allows. Absent fields stay as they are. */
export type PortalSettingsInput = {
  /** Whether customers see their bills. */
  readonly billing?: boolean | null | undefined;
  /** Whether `rememberMe` at sign-in makes the session last longer. */
  readonly rememberMe?: boolean | null | undefined;
};

/** Why there is no quote. */
export type PreviewPlanChangeErrorCode =
  /** A change of plan waits already: call it off first. */
  | 'CHANGE_PENDING'
  /** The minimum term forbids a cheaper plan. */
  | 'CONTRACT_BINDS'
  /** The plan is priced in another currency than the customer's. */
  | 'CURRENCY_MISMATCH'
  /** The end of the service is set: call it off first. */
  | 'ENDING'
  /** The service is not in service. */
  | 'NOT_ACTIVE'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND'
  /** The plan is not on sale today. */
  | 'NOT_ON_SALE'
  /** The plan is for another kind of service, and neither is a bundle. */
  | 'OTHER_KIND'
  /** There is no such plan, or not for the caller. */
  | 'PLAN_NOT_FOUND'
  /** The service has this plan. */
  | 'SAME_PLAN';

/** Which plan for which service, and when. */
export type PreviewPlanChangeInput = {
  /** The plan, which must be on sale today. */
  readonly planId: string;
  /** The service. */
  readonly subscriptionId: string;
  /** When. */
  readonly timing: PlanChangeTiming;
};

/** Why setting up a service did not begin. */
export type ProvisionSubscriptionErrorCode =
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** The service's state does not lead there; `allowed` says where it leads. */
  | 'INVALID_TRANSITION'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND';

/** Which service to move on. */
export type ProvisionSubscriptionInput = {
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** The service. */
  readonly subscriptionId: string;
};

/** Why an account was not reactivated. */
export type ReactivateAccountErrorCode =
  /** The account is not the version that was seen. */
  | 'CONFLICT'
  /** The reason is empty or longer than 500 characters. */
  | 'INVALID_REASON'
  /** The account's state does not allow it; `allowed` says where it leads. */
  | 'INVALID_TRANSITION'
  /** There is no such account. */
  | 'NOT_FOUND'
  /** The account is the caller's own. */
  | 'OWN_ACCOUNT';

/** Which account to reactivate, and why. */
export type ReactivateAccountInput = {
  /** The account. */
  readonly accountId: string;
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** Why, for the account's history and the audit log; 1 to 500 characters. */
  readonly reason: string;
};

/** Why nothing was written down. */
export type RecordUsageErrorCode =
  /** A field of the input is not acceptable; `field` says which. */
  | 'INVALID_INPUT'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND';

/** What services have used. */
export type RecordUsageInput = {
  /** A day of a service each; at most 500. What is written again takes the place of what was there. */
  readonly readings: ReadonlyArray<UsageReadingInput>;
};

/** Why a coupon was not redeemed. */
export type RedeemCouponErrorCode =
  /** The customer has redeemed the coupon already. */
  | 'ALREADY_REDEEMED'
  /** The coupon was redeemed as often as it may be. */
  | 'EXHAUSTED'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND';

/** Which coupon to redeem, for whom. */
export type RedeemCouponInput = {
  /** The code, in any case. */
  readonly code: string;
  /** The customer. */
  readonly customerId: string;
};

/** A percentage or an amount. */
export type ReductionInput =
  {   /** Minor units off the plans of a bill, before tax. */
  readonly amountMinor: string; readonly percent?: never; }
  |  { readonly amountMinor?: never;   /** Percent of the price, e.g. `25` or `12.5`; at most four digits after the point. */
  readonly percent: string; };

/** The token to exchange. */
export type RefreshSessionInput = {
  /** The refresh token of the latest answer. */
  readonly refreshToken: string;
};

/** Why nothing was refunded. */
export type RefundPaymentErrorCode =
  /** The payment holds less than is to be refunded, other refunds that are under way counted. */
  | 'EXCEEDS_PAYMENT'
  /** The gateway cannot be used at present. */
  | 'GATEWAY_UNAVAILABLE'
  /** The first call under this idempotency key is still at work: ask again in a moment. */
  | 'IDEMPOTENCY_IN_PROGRESS'
  /** The idempotency key was used for another refund. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The amount is nothing or has too many digits. */
  | 'INVALID_AMOUNT'
  /** The reason is missing or longer than 500 characters. */
  | 'INVALID_REASON'
  /** The payment has not come in, or is given back already; the message lists what may follow its state. */
  | 'INVALID_TRANSITION'
  /** There is no such payment. */
  | 'NOT_FOUND';

/** The refund to make. */
export type RefundPaymentInput = {
  /** How much, in the payment's currency; all that is left of it if absent. */
  readonly amount?: string | null | undefined;
  /**
   * A text of the caller's choice, 1 to 200 characters of ASCII, another for each refund: the same refund under the same
   * key is made once, for 30 days. Give it here or in the header `Idempotency-Key`.
   */
  readonly idempotencyKey?: string | null | undefined;
  /** The payment. */
  readonly paymentId: string;
  /** Why; 1 to 500 characters, shown to the customer. */
  readonly reason: string;
};

/** Why no line was removed. */
export type RemoveInvoiceLineErrorCode =
  /** The draft is not the version that was seen. */
  | 'CONFLICT'
  /** The invoice is no draft any more. */
  | 'INVALID_TRANSITION'
  /** Without the line the reductions outweigh the charges. */
  | 'NEGATIVE_TOTAL'
  /** There is no such line. */
  | 'NOT_FOUND'
  /** A tax rate of another line has ended. */
  | 'UNKNOWN_TAX_CODE';

/** Which line to take out of its draft. */
export type RemoveInvoiceLineInput = {
  /** The version of the draft that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** The line. */
  readonly lineId: string;
};

/** Why a member was not removed. */
export type RemoveMemberErrorCode =
  /** The customer would be left without an owner. */
  | 'LAST_OWNER'
  /** There is no such member. */
  | 'NOT_FOUND';

/** Whom to remove. */
export type RemoveMemberInput = {
  /** The member, as listed in `customer.members`, or the caller's own subject. */
  readonly memberId: string;
};

/** Which passkey goes. */
export type RemovePasskeyInput = {
  /** The passkey. */
  readonly id: string;
};

/** The method to remove. */
export type RemovePaymentMethodInput = {
  /** The `version` that was read; CONFLICT if it is another one now. */
  readonly expectedVersion?: number | null | undefined;
  /** The method. */
  readonly id: string;
};

/** Another name for a passkey. */
export type RenamePasskeyInput = {
  /** Which passkey. */
  readonly id: string;
  /** What it shall be called, 1 to 100 characters. */
  readonly name: string;
};

/** Another name for a method. */
export type RenamePaymentMethodInput = {
  /** The `version` that was read; CONFLICT if it is another one now. */
  readonly expectedVersion?: number | null | undefined;
  /** The method. */
  readonly id: string;
  /** What to call it; at most 60 characters. Empty: it has no name any more. */
  readonly label: string;
};

/** Why an attempt was not reported. */
export type ReportLoginErrorCode =
  /** There is no such attempt on the caller's account. */
  | 'NOT_FOUND'
  /**
   * The account has no mail address to send a reset to: change the password instead, which ends every other
   * session and takes back every token.
   */
  | 'NO_EMAIL';

/** Which attempt was not one's own. */
export type ReportLoginInput = {
  /** The attempt, out of `loginHistory`. */
  readonly id: string;
};

/** Why nothing was asked for. */
export type RequestDataExportErrorCode =
  /** A file of this customer is being made already. */
  | 'ALREADY_REQUESTED'
  /** There is no such customer, or the caller is not its owner. */
  | 'NOT_FOUND'
  /** The session must be elevated first, with `stepUp`. */
  | 'STEP_UP_REQUIRED';

/** Whose data to take along. */
export type RequestDataExportInput = {
  /** The customer. */
  readonly customerId: string;
};

/** Why a wish to reset a password was not taken. */
export type RequestPasswordResetErrorCode =
  /** The text is not a portal ID of this ISP: a typing error. */
  | 'INVALID_PORTAL_ID';

/** Whose password to reset. */
export type RequestPasswordResetInput = {
  /**
   * Out of `SessionTokens.deviceToken` of an earlier sign-in to this account, from clients that keep no cookies; what is
   * none, or another account's, counts as left out.
   */
  readonly deviceToken?: string | null | undefined;
  /** The portal ID; case and separators do not matter. */
  readonly portalId: string;
};

/** Why no other password is asked for. */
export type RequirePasswordChangeErrorCode =
  /** The account is not the version that was seen. */
  | 'CONFLICT'
  /** The reason is empty or longer than 500 characters. */
  | 'INVALID_REASON'
  /** The account's state does not allow it; `allowed` says where it leads. */
  | 'INVALID_TRANSITION'
  /** There is no such account. */
  | 'NOT_FOUND'
  /** The account is the caller's own. */
  | 'OWN_ACCOUNT';

/** Whose password must be changed, and why. */
export type RequirePasswordChangeInput = {
  /** The account. */
  readonly accountId: string;
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** Why, for the account's history and the audit log; 1 to 500 characters. */
  readonly reason: string;
};

/** Whether a reseller may work. */
export type ResellerStatus =
  /** Works. */
  | 'ACTIVE'
  /** Has applied. */
  | 'APPLIED'
  /** Barred for now. */
  | 'SUSPENDED'
  /** Gone. */
  | 'TERMINATED';

/** Why a password was not reset. */
export type ResetPasswordErrorCode =
  /** The token is unknown, used or has ended; which of them is not told. Ask for another with `requestPasswordReset`. */
  | 'INVALID_TOKEN'
  /** The new password is among those that anybody would try first. */
  | 'PASSWORD_COMMON'
  /** The new password is found with too few guesses. */
  | 'PASSWORD_GUESSABLE'
  /** The new password has a control character. */
  | 'PASSWORD_NOT_ALLOWED'
  /** The new password is little more than a name: of the person, the portal ID, the ISP. */
  | 'PASSWORD_PERSONAL'
  /** The account has had the new password before. */
  | 'PASSWORD_REUSED'
  /** The new password has too many characters. */
  | 'PASSWORD_TOO_LONG'
  /** The new password has too few characters. */
  | 'PASSWORD_TOO_SHORT';

/** The token of a reset, and the new password. */
export type ResetPasswordInput = {
  /** The new password; see `tenant.passwordPolicy`. */
  readonly newPassword: string;
  /** The one-time token out of the mail. */
  readonly token: string;
};

/** Why a pause was not ended. */
export type ResumeServiceErrorCode =
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND'
  /** The service is not withheld for this reason. */
  | 'NOT_LOCKED';

/** Which service to resume. */
export type ResumeServiceInput = {
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** The service. */
  readonly subscriptionId: string;
};

/** Why events were missed for good. */
export type ResyncReason =
  /** The cursor is none that this ISP's stream has given. */
  | 'CURSOR_UNKNOWN'
  /** What came after the cursor is older than what is kept. */
  | 'EVENTS_DISCARDED';

/** Why a coupon can still be redeemed. */
export type RetireCouponErrorCode =
  /** It is off sale already. */
  | 'ALREADY_RETIRED'
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND';

/** Which coupon to take back. */
export type RetireCouponInput = {
  /** The coupon. */
  readonly couponId: string;
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
};

/** Why a plan is still on sale. */
export type RetirePlanErrorCode =
  /** It is off sale already. */
  | 'ALREADY_RETIRED'
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** A field of the input is not acceptable; `field` says which. */
  | 'INVALID_INPUT'
  /** There is no such plan, or not for the caller. */
  | 'PLAN_NOT_FOUND';

/** Which plan to take off sale. */
export type RetirePlanInput = {
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** First day after the sale, today or later; today if absent. */
  readonly on?: string | null | undefined;
  /** The plan. */
  readonly planId: string;
};

/** Why a pack is still on sale. */
export type RetireTopUpPackErrorCode =
  /** It is off sale already. */
  | 'ALREADY_RETIRED'
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** There is no such thing within the caller's reach; `field` says which. */
  | 'NOT_FOUND';

/** Which pack to take off sale. */
export type RetireTopUpPackInput = {
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** The pack. */
  readonly packId: string;
};

/** The link to take back. */
export type RevokePayLinkInput = {
  /** The link. */
  readonly payLinkId: string;
};

/** Why a token was not taken back. */
export type RevokePersonalAccessTokenErrorCode =
  /** The account has no such token. */
  | 'NOT_FOUND';

/** Which token to take back. */
export type RevokePersonalAccessTokenInput = {
  /** The token, as listed in `viewer.account.personalAccessTokens`. */
  readonly id: string;
};

/** Why a session was not ended. */
export type RevokeSessionErrorCode =
  /** The account has no such session. */
  | 'NOT_FOUND';

/** Which session to end. */
export type RevokeSessionInput = {
  /** The session, as listed in `viewer.account.sessions`. */
  readonly id: string;
};

/** Why the clock was not moved. */
export type SandboxAdvanceTimeErrorCode =
  /** Somebody else moves the clock at this moment. */
  | 'CONFLICT'
  /** Time does not run backwards, or the step is none. */
  | 'INVALID_TIME'
  /** This ISP is real: its clock is the world's. */
  | 'NOT_A_SANDBOX'
  /** More than ten years ahead of the world. */
  | 'TOO_FAR';

/** Where the clock is moved to: one of these. */
export type SandboxAdvanceTimeInput =
  {   /** By so much from where it stands. */
  readonly by: SandboxStepInput; readonly to?: never; }
  |  { readonly by?: never;   /** To this moment. */
  readonly to: string; };

/** A step in time. The parts add up; months are those of the calendar. */
export type SandboxStepInput = {
  /** Days, 0 to 3,660. */
  readonly days?: number;
  /** Hours, 0 to 87,840. */
  readonly hours?: number;
  /** Months, 0 to 120. */
  readonly months?: number;
};

/** Why a second factor was not changed. */
export type SecondFactorErrorCode =
  /**
   * The question to the authenticator is unknown, expired, answered before, or of another session, browser or
   * network: begin anew.
   */
  | 'INVALID_CEREMONY'
  /** The challenge is missing, unknown, expired, used up, or of another browser or network: sign in anew. */
  | 'INVALID_CHALLENGE'
  /** A wrong code. */
  | 'INVALID_CODE'
  /** The name is empty or too long. */
  | 'INVALID_NAME'
  /** The authenticator's answer is not valid, or it holds a passkey of somebody already. */
  | 'INVALID_PASSKEY'
  /** There is no such factor, or none that waits for its confirmation. */
  | 'NOT_FOUND'
  /** The ISP demands a second factor of this role, and this is the only one. */
  | 'SECOND_FACTOR_NEEDED'
  /** The session must be elevated first, with `stepUp`. */
  | 'STEP_UP_REQUIRED'
  /** The account has as many passkeys as it may have. */
  | 'TOO_MANY_PASSKEYS';

/** By what a second factor may be given. */
export type SecondFactorMethod =
  /** A passkey, with `startPasskeySignIn` and `signInWithPasskey`. */
  | 'PASSKEY'
  /** One of the recovery codes, with `verifySecondFactor`. */
  | 'RECOVERY_CODE'
  /** A code of the authenticator app, with `verifySecondFactor`. */
  | 'TOTP';

/** Who needs a second factor. Absent fields stay as they are. */
export type SecondFactorPolicyInput = {
  /** The roles that cannot sign in without one: all of them, in place of what there is. */
  readonly requiredFor?: ReadonlyArray<LinkRole> | null | undefined;
};

/** Why nobody was invited. */
export type SendActivationErrorCode =
  /** The account does not wait for its activation: it is active, or closed. */
  | 'INVALID_TRANSITION'
  /** There is no such account. */
  | 'NOT_FOUND'
  /** The account has no mail address. */
  | 'NO_MAIL_ADDRESS';

/** Whom to invite. */
export type SendActivationInput = {
  /** The account. */
  readonly accountId: string;
};

/** How a session is handed out. */
export type SessionDelivery =
  /** In the session cookie: for browsers, whose scripts never see it. */
  | 'COOKIE'
  /** As an access token and a refresh token in the answer: for clients that are not browsers. No cookie is set. */
  | 'TOKENS';

/** Why autopay stays as it is. */
export type SetAutopayErrorCode =
  /** It has changed since it was read. */
  | 'CONFLICT'
  /** The cap is nothing, has too many digits or is too large. */
  | 'INVALID_CAP'
  /** The day is more than 28 days from the due day. */
  | 'INVALID_DAY_OFFSET'
  /** The ISP decides how its customers are drawn from. */
  | 'LOCKED'
  /** There is no such method that can be used. */
  | 'METHOD_NOT_FOUND'
  /** There is no such customer that the caller may pay for. */
  | 'NOT_FOUND';

/** How a customer shall be drawn from. */
export type SetAutopayInput = {
  /** The most for one invoice, in the customer's currency; no limit if absent. */
  readonly cap?: string | null | undefined;
  /** The customer. */
  readonly customerId: string;
  /** Days after an invoice's due day, -28 to 28; negative: before it. */
  readonly dayOffset?: number;
  /** Whether invoices are drawn. */
  readonly enabled: boolean;
  /** The `version` that was read; CONFLICT if it is another one now. */
  readonly expectedVersion?: number | null | undefined;
  /** The method to charge; the default of the day if absent. */
  readonly methodId?: string | null | undefined;
};

/** The method to make the default. */
export type SetDefaultPaymentMethodInput = {
  /** The `version` that was read; CONFLICT if it is another one now. */
  readonly expectedVersion?: number | null | undefined;
  /** The method. */
  readonly id: string;
};

/** Why the alert is as it was. */
export type SetLowBalanceAlertErrorCode =
  /** The alert is not the version that was seen. */
  | 'CONFLICT'
  /** The threshold is below zero, has too many digits or is too large. */
  | 'INVALID_INPUT'
  /** There is no such prepaid customer for whom the caller may say it. */
  | 'NOT_FOUND';

/** Below which balance a customer is to be told. */
export type SetLowBalanceAlertInput = {
  /** The customer. */
  readonly customerId: string;
  /** The wallet's `version` that was read; CONFLICT if it is another one now. */
  readonly expectedVersion?: number | null | undefined;
  /** The balance, in the customer's currency; 0: it is not told. The ISP's own if absent. */
  readonly threshold?: string | null | undefined;
};

/** Why an exemption was not changed. */
export type SetTaxExemptionErrorCode =
  /** The customer is not the version that was seen. */
  | 'CONFLICT'
  /** The certificate is empty or longer than 200 characters. */
  | 'INVALID_CERTIFICATE'
  /** The reason is empty or longer than 200 characters. */
  | 'INVALID_REASON'
  /** The last day has passed. */
  | 'INVALID_VALID_TO'
  /** There is no such customer. */
  | 'NOT_FOUND';

/** Which customer is charged tax, or not. */
export type SetTaxExemptionInput = {
  /** The customer. */
  readonly customerId: string;
  /** Why no tax is charged; null, and tax is charged again. */
  readonly exemption?: TaxExemptionInput | null | undefined;
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
};

/** Why a dispute was not settled. */
export type SettleLineDisputeErrorCode =
  /** It was settled before. */
  | 'ALREADY_DONE'
  /** The dispute is not the version that was seen. */
  | 'CONFLICT'
  /** More than is left of the line or of the invoice. */
  | 'EXCEEDS_AMOUNT'
  /** The answer is empty or longer than 2000 characters, or an amount is wrong. */
  | 'INVALID_INPUT'
  /** The invoice is void: there is nothing to take back. */
  | 'INVALID_TRANSITION'
  /** There is no such dispute. */
  | 'NOT_FOUND';

/** Which dispute to settle, and how. */
export type SettleLineDisputeInput = {
  /** What the customer is told: 1 to 2000 characters. */
  readonly answer: string;
  /** The dispute. */
  readonly disputeId: string;
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /**
   * Where it is upheld: how much of the line's net is taken back, in major units; all that is left of it if absent. Tax
   * follows in proportion.
   */
  readonly net?: string | null | undefined;
  /** How it ends. */
  readonly outcome: DisputeOutcome;
};

/** Why nobody was signed in. */
export type SignInErrorCode =
  /** The password is right, but the account is suspended, expired, disabled or not activated. */
  | 'ACCOUNT_NOT_ACTIVE'
  /** Unknown portal ID or wrong password; which of them is not told. */
  | 'INVALID_CREDENTIALS'
  /** The text is not a portal ID of this ISP: a typing error. It does not count as an attempt. */
  | 'INVALID_PORTAL_ID'
  /**
   * Too many failures on this portal ID; see `unlockAt`. After a hundred in a row it stays locked until the password is
   * reset, the provider unlocks it, or its owner signs in by a passkey or from a known device.
   */
  | 'LOCKED';

/** What a person types to sign in. */
export type SignInInput = {
  /**
   * How the session is handed out: a browser leaves this out and gets the cookie; a client that is not a browser says
   * TOKENS.
   */
  readonly delivery?: SessionDelivery;
  /**
   * Out of `SessionTokens.deviceToken` of an earlier sign-in to this account, from clients that keep no cookies; what is
   * none, or another account's, counts as left out.
   */
  readonly deviceToken?: string | null | undefined;
  /** The password. */
  readonly password: string;
  /** The portal ID; case and separators do not matter. */
  readonly portalId: string;
  /** Whether to stay signed in after the browser is closed, where the ISP allows it. */
  readonly rememberMe?: boolean;
};

/** A sign-in by a passkey. */
export type SignInWithPasskeyInput = {
  /** What the authenticator has answered to `startPasskeySignIn`. */
  readonly answer: PasskeyAnswerInput;
  /**
   * How the session is handed out if one begins: a browser leaves this out and gets the cookie; a client that is not a
   * browser says TOKENS.
   */
  readonly delivery?: SessionDelivery;
  /**
   * Out of `SessionTokens.deviceToken` of an earlier sign-in to this account, from clients that keep no cookies; what is
   * none, or another account's, counts as left out, as it is where
   * the passkey is the second step: there the one of `signIn` holds.
   */
  readonly deviceToken?: string | null | undefined;
  /** Whether the session should outlive the browser. As second factor the wish of `signIn` holds. */
  readonly rememberMe?: boolean;
};

/** Why a sign-out had no effect. */
export type SignOutErrorCode =
  /** Nobody was signed in. */
  | 'NOT_FOUND';

/** A role in the ISP's own staff. */
export type StaffRole =
  /** Works on bills. */
  | 'BILLING'
  /** Runs the network. */
  | 'NOC'
  /** Answers tickets. */
  | 'SUPPORT'
  /** Administers the ISP's portal. */
  | 'TENANT_ADMIN';

/** Who makes a passkey. */
export type StartPasskeyRegistrationInput = {
  /** The challenge of `SecondFactorEnrolmentRequired`; absent for whoever is signed in. */
  readonly challenge?: string | null | undefined;
};

/** What a passkey shall sign in to. */
export type StartPasskeySignInInput = {
  /**
   * The challenge of `SecondFactorRequired`, where the passkey is to be the second factor; absent where it signs in
   * alone.
   */
  readonly challenge?: string | null | undefined;
};

/** Why there is no view. */
export type StartViewAsErrorCode =
  /** The reason is empty or longer than 500 characters. */
  | 'INVALID_REASON'
  /** There is no such customer. */
  | 'NOT_FOUND';

/** Through whose eyes to look, and why. */
export type StartViewAsInput = {
  /** The customer. */
  readonly customerId: string;
  /** Why; 1 to 500 characters. The customer reads it. */
  readonly reason: string;
};

/** What a line of a statement is. */
export type StatementEntryKind =
  /** The bank took a payment back. */
  | 'CHARGEBACK'
  /** A credit note was issued. */
  | 'CREDIT_NOTE'
  /** A credit note was cancelled. */
  | 'CREDIT_NOTE_VOID'
  /** An invoice was issued. */
  | 'INVOICE'
  /** An invoice was cancelled. */
  | 'INVOICE_VOID'
  /** A payment came in. */
  | 'PAYMENT'
  /** A payment was given back, all or a part. */
  | 'REFUND'
  /** What was owed of an invoice was given up. */
  | 'WRITE_OFF';

/** Why a session was not elevated. */
export type StepUpErrorCode =
  /** Wrong password, wrong code, a code that was used before, or a passkey that was not accepted. */
  | 'INVALID_CREDENTIALS'
  /** Too many failures on this portal ID; see `unlockAt`. */
  | 'LOCKED';

/** By what the caller proves once more who it is: exactly one of the three. */
export type StepUpInput = {
  /** The six digits of the authenticator app, or a recovery code. */
  readonly code?: string | null | undefined;
  /** What the authenticator has answered to `startPasskeyStepUp`. */
  readonly passkey?: PasskeyAnswerInput | null | undefined;
  /** The password. */
  readonly password?: string | null | undefined;
};

/** Of what kind a subject is. */
export type SubjectKind =
  /** A household or a company. */
  | 'CUSTOMER'
  /** A reseller. */
  | 'RESELLER'
  /** The ISP's own staff. */
  | 'STAFF';

/** The state of a subscription. */
export type SubscriptionStatus =
  /** In service. */
  | 'ACTIVE'
  /** Ended. */
  | 'CANCELLED'
  /** Ordered. */
  | 'PENDING'
  /** Being set up. */
  | 'PROVISIONING'
  /** Withheld by at least one lock. */
  | 'SUSPENDED';

/** Why an account was not suspended. */
export type SuspendAccountErrorCode =
  /** The account is not the version that was seen. */
  | 'CONFLICT'
  /** The reason is empty or longer than 500 characters. */
  | 'INVALID_REASON'
  /** The account's state does not allow it; `allowed` says where it leads. */
  | 'INVALID_TRANSITION'
  /** There is no such account. */
  | 'NOT_FOUND'
  /** The account is the caller's own. */
  | 'OWN_ACCOUNT';

/** Which account to suspend, and why. */
export type SuspendAccountInput = {
  /** The account. */
  readonly accountId: string;
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** Why, for the account's history and the audit log; 1 to 500 characters. */
  readonly reason: string;
};

/** Why the session acts as it did. */
export type SwitchSubjectErrorCode =
  /** The account has no such subject, or none any more. */
  | 'NOT_FOUND';

/** By what the session acts from now on. */
export type SwitchSubjectInput = {
  /** One of `viewer.subjects`; all of them again if absent or null. */
  readonly subjectId?: string | null | undefined;
};

/** Why no tax is charged. */
export type TaxExemptionInput = {
  /** The paper that says so, e.g. its number; 1 to 200 characters. */
  readonly certificate?: string | null | undefined;
  /** The reason; 1 to 200 characters. */
  readonly reason: string;
  /** The last day on which it holds: today or later; no end if absent. */
  readonly validTo?: string | null | undefined;
};

/** What a personal access token may be used for. */
export type TokenScope =
  /** Reads the bills and payments of the customers that the account is a member of, and the customers themselves. */
  | 'BILLING'
  /** Reads the services of the customers that the account is a member of, and the customers themselves. */
  | 'SERVICES'
  /** Reads what the account sees as an employee of the ISP or of a reseller. */
  | 'WORK';

/** Why the use of a credit was not taken back. */
export type UnapplyCreditErrorCode =
  /** It was taken back before. */
  | 'ALREADY_DONE'
  /** The id is of no allocation of a credit note. */
  | 'NOT_FOUND';

/** Which use of a credit to take back. */
export type UnapplyCreditInput = {
  /** The allocation, as in `CreditNote.allocations`. */
  readonly allocationId: string;
};

/** Why a lock was not lifted. */
export type UnlockAccountErrorCode =
  /** The reason is empty or longer than 500 characters. */
  | 'INVALID_REASON'
  /** There is no such account. */
  | 'NOT_FOUND';

/** Whose lock to lift, and why. */
export type UnlockAccountInput = {
  /** The account. */
  readonly accountId: string;
  /** Why, for the audit log; 1 to 500 characters. */
  readonly reason: string;
};

/** Why preferences were not changed. */
export type UpdateNotificationPreferencesErrorCode =
  /** This topic cannot be turned off on this channel. */
  | 'NOT_OPTIONAL'
  /** The same topic and channel were given twice. */
  | 'REPEATED';

/** What to change; what is not named stays as it is. */
export type UpdateNotificationPreferencesInput = {
  /** The changes, each topic and channel once; at most 50. */
  readonly preferences: ReadonlyArray<NotificationPreferenceInput>;
};

/** Why a plan was not changed. */
export type UpdatePlanErrorCode =
  /** It is not the version that was seen, or it has changed meanwhile: look again. */
  | 'CONFLICT'
  /** A field of the input is not acceptable; `field` says which. */
  | 'INVALID_INPUT'
  /** There is no such plan, or not for the caller. */
  | 'PLAN_NOT_FOUND'
  /** The plan was sold or quoted: its terms stand. Retire it and make a new one. */
  | 'PLAN_SOLD';

/** Which plan to change, and to what. */
export type UpdatePlanInput = {
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** The plan. */
  readonly planId: string;
  /** All its terms from now on. */
  readonly terms: PlanTermsInput;
};

/** Why the settings are as they were. */
export type UpdateTenantSettingsErrorCode =
  /** The settings are not the version that was seen, or somebody else changes them just now. */
  | 'CONFLICT'
  /** A value is not possible; `field` says which. There is one for every such value. */
  | 'INVALID_VALUE'
  /** The session must be elevated first, with `stepUp`. */
  | 'STEP_UP_REQUIRED';

/** What to change. Absent fields stay as they are. */
export type UpdateTenantSettingsInput = {
  /** The looks of the portal. */
  readonly branding?: BrandingInput | null | undefined;
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** The rules for passwords. */
  readonly passwordPolicy?: PasswordPolicyInput | null | undefined;
  /** What the portal shows and allows. */
  readonly portal?: PortalSettingsInput | null | undefined;
  /** Who needs a second factor. */
  readonly secondFactor?: SecondFactorPolicyInput | null | undefined;
};

/** Days, half-open. */
export type UsageRange = {
  /** First day. */
  readonly from: string;
  /** First day after, at most 100 days later. */
  readonly to: string;
};

/** What a service has used on a day. */
export type UsageReadingInput = {
  /** The day, in the ISP's zone: today or before, not older than 400 days. */
  readonly day: string;
  /** Bytes towards the customer. */
  readonly down: string;
  /** Whether the day is measured for good: it is not written over any more. False if absent; not for today. */
  readonly final?: boolean | null | undefined;
  /** The service. */
  readonly subscriptionId: string;
  /** Bytes from the customer. */
  readonly up: string;
};

/** Where the use of a period stands against its cap. */
export type UsageThreshold =
  /** Less than 80 percent. */
  | 'BELOW'
  /** 80 percent or more. */
  | 'NEAR'
  /** All of it, or more. */
  | 'REACHED';

/** Why a proof was not accepted. */
export type VerifySecondFactorErrorCode =
  /** The challenge is unknown, expired, used up, or of another browser or network: sign in anew. */
  | 'INVALID_CHALLENGE'
  /** A wrong code, or one that was used before. */
  | 'INVALID_CODE'
  /** Too many failures on this portal ID; see `unlockAt`. */
  | 'LOCKED';

/** The second step of a sign-in. */
export type VerifySecondFactorInput = {
  /** The challenge of `SecondFactorRequired`. */
  readonly challenge: string;
  /** The six digits of the authenticator app, or a recovery code. */
  readonly code: string;
  /**
   * How the session is handed out if one begins: a browser leaves this out and gets the cookie; a client that is not a
   * browser says TOKENS.
   */
  readonly delivery?: SessionDelivery;
};

/** Why a credit note was not voided. */
export type VoidCreditNoteErrorCode =
  /** The credit note is not the version that was seen. */
  | 'CONFLICT'
  /** The reason is empty or longer than 500 characters. */
  | 'INVALID_INPUT'
  /** Something of it was used, or it is void; `allowed` says where its state leads. */
  | 'INVALID_TRANSITION'
  /** There is no such credit note. */
  | 'NOT_FOUND'
  /** A service on it was billed for later days or changed since. */
  | 'SUPERSEDED';

/** Which credit note to void, and why. */
export type VoidCreditNoteInput = {
  /** The credit note. */
  readonly creditNoteId: string;
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** Why, for the audit log; 1 to 500 characters. */
  readonly reason: string;
};

/** Why an invoice was not voided. */
export type VoidInvoiceErrorCode =
  /** The invoice is not the version that was seen. */
  | 'CONFLICT'
  /** A payment or credit was used for it: take that back first, or issue a credit note instead. */
  | 'HAS_ALLOCATIONS'
  /** A credit note corrects it: void that first. */
  | 'HAS_CREDIT_NOTES'
  /** The reason is empty or longer than 500 characters. */
  | 'INVALID_INPUT'
  /** The invoice is not OPEN; `allowed` says where its state leads. */
  | 'INVALID_TRANSITION'
  /** There is no such invoice. */
  | 'NOT_FOUND'
  /** A service on it was billed for later days or changed since: issue a credit note instead. */
  | 'SUPERSEDED';

/** Which invoice to void, and why. */
export type VoidInvoiceInput = {
  /** The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is. */
  readonly expectedVersion?: number | null | undefined;
  /** The invoice. */
  readonly invoiceId: string;
  /** Why, for the audit log; 1 to 500 characters. */
  readonly reason: string;
};

/** Why a late fee was not waived. */
export type WaiveLateFeeErrorCode =
  /** It was waived, voided or credited before. */
  | 'ALREADY_DONE'
  /** Somebody else has changed the invoice at this moment. */
  | 'CONFLICT'
  /** The reason is empty or longer than 500 characters. */
  | 'INVALID_INPUT'
  /** The id is of no invoice that charges a late fee. */
  | 'NOT_FOUND';

/** Which late fee to waive, and why. */
export type WaiveLateFeeInput = {
  /** The invoice that charges the fee: its kind is LATE_FEE. */
  readonly invoiceId: string;
  /** Why: for the audit log, and for the customer where a credit note is issued; 1 to 500 characters. */
  readonly reason: string;
};

export type AcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;


export type AcceptInvitationMutation = { readonly acceptInvitation: { readonly __typename: 'AcceptInvitationPayload', readonly created: boolean, readonly account: { readonly __typename: 'Account', readonly id: string, readonly portalId: string, readonly name: string } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'AcceptInvitationUserError', readonly code: AcceptInvitationErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type AcceptPaymentArrangementMutationVariables = Exact<{
  input: AcceptPaymentArrangementInput;
}>;


export type AcceptPaymentArrangementMutation = { readonly acceptPaymentArrangement: { readonly __typename: 'AcceptPaymentArrangementPayload', readonly arrangement: { readonly __typename: 'PaymentArrangement', readonly id: string, readonly status: ArrangementStatus, readonly acceptedAt: string, readonly shieldsUntil: string, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly paid: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly instalments: ReadonlyArray<{ readonly __typename: 'ArrangementInstalment', readonly number: number, readonly due: string, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly paid: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'AcceptPaymentArrangementUserError', readonly code: AcceptPaymentArrangementErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type AddPaymentMethodMutationVariables = Exact<{
  input: AddPaymentMethodInput;
}>;


export type AddPaymentMethodMutation = { readonly addPaymentMethod: { readonly __typename: 'AddPaymentMethodPayload', readonly replayed: boolean, readonly declineCode: PaymentDeclineCode | null, readonly paymentMethod: { readonly __typename: 'PaymentMethod', readonly id: string, readonly kind: PaymentMethodKind, readonly status: PaymentMethodStatus, readonly label: string | null, readonly brand: string | null, readonly last4: string | null, readonly expiresOn: string | null, readonly expiresSoon: boolean, readonly isDefault: boolean, readonly version: number, readonly action: { readonly __typename: 'PaymentAction', readonly url: string | null, readonly clientSecret: string | null } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'PaymentMethodUserError', readonly code: PaymentMethodErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type BillToPayQueryVariables = Exact<{
  token: string;
}>;


export type BillToPayQuery = { readonly tenant: { readonly __typename: 'Tenant', readonly slug: string, readonly name: string, readonly locale: string, readonly timezone: string, readonly currency: string, readonly branding: { readonly __typename: 'Branding', readonly primaryColor: string, readonly logoUrl: string | null, readonly supportEmail: string | null, readonly supportPhone: string | null }, readonly passwordPolicy: { readonly __typename: 'PasswordPolicy', readonly minLength: number, readonly minLengthWithSecondFactor: number, readonly maxLength: number, readonly minStrength: number, readonly minStrengthWithSecondFactor: number, readonly history: number, readonly maxAgeDays: number | null }, readonly portalSettings: { readonly __typename: 'PortalSettings', readonly billing: boolean, readonly rememberMe: boolean } }, readonly payLink: { readonly __typename: 'BillToPay', readonly state: PayLinkState, readonly dueDate: string | null, readonly currency: string, readonly expiresAt: string, readonly documents: ReadonlyArray<{ readonly __typename: 'LinkedDocument', readonly number: string, readonly dueDate: string | null }>, readonly amountDue: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null };

export type CancelInvitationMutationVariables = Exact<{
  input: CancelInvitationInput;
}>;


export type CancelInvitationMutation = { readonly cancelInvitation: { readonly __typename: 'CancelInvitationPayload', readonly cancelledInvitationId: string | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'CancelInvitationUserError', readonly code: CancelInvitationErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type CancelPaymentMutationVariables = Exact<{
  input: CancelPaymentInput;
}>;


export type CancelPaymentMutation = { readonly cancelPayment: { readonly __typename: 'CancelPaymentPayload', readonly payment: { readonly __typename: 'Payment', readonly version: number, readonly declineCode: PaymentDeclineCode | null, readonly id: string, readonly number: string, readonly status: PaymentStatus, readonly channel: PaymentChannel, readonly receivedAt: string, readonly receiptNumber: string | null, readonly action: { readonly __typename: 'PaymentAction', readonly url: string | null, readonly clientSecret: string | null } | null, readonly unapplied: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'PaymentActionUserError', readonly code: PaymentActionErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type ChangeMemberRoleMutationVariables = Exact<{
  input: ChangeMemberRoleInput;
}>;


export type ChangeMemberRoleMutation = { readonly changeMemberRole: { readonly __typename: 'ChangeMemberRolePayload', readonly member: { readonly __typename: 'Member', readonly id: string, readonly role: LinkRole } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'ChangeMemberRoleUserError', readonly code: ChangeMemberRoleErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type ConfirmPayByLinkMutationVariables = Exact<{
  input: ConfirmPayByLinkInput;
}>;


export type ConfirmPayByLinkMutation = { readonly confirmPayByLink: { readonly __typename: 'ConfirmPayByLinkPayload', readonly payment: { readonly __typename: 'LinkPayment', readonly id: string, readonly status: PaymentStatus, readonly declineCode: PaymentDeclineCode | null, readonly receiptNumber: string | null, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly action: { readonly __typename: 'PaymentAction', readonly url: string | null, readonly clientSecret: string | null } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'PaymentActionUserError', readonly code: PaymentActionErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type ConfirmPaymentMethodMutationVariables = Exact<{
  input: ConfirmPaymentMethodInput;
}>;


export type ConfirmPaymentMethodMutation = { readonly confirmPaymentMethod: { readonly __typename: 'ConfirmPaymentMethodPayload', readonly paymentMethod: { readonly __typename: 'PaymentMethod', readonly id: string, readonly kind: PaymentMethodKind, readonly status: PaymentMethodStatus, readonly label: string | null, readonly brand: string | null, readonly last4: string | null, readonly expiresOn: string | null, readonly expiresSoon: boolean, readonly isDefault: boolean, readonly version: number } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'PaymentMethodUserError', readonly code: PaymentMethodErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type ConfirmPaymentMutationVariables = Exact<{
  input: ConfirmPaymentInput;
}>;


export type ConfirmPaymentMutation = { readonly confirmPayment: { readonly __typename: 'ConfirmPaymentPayload', readonly payment: { readonly __typename: 'Payment', readonly version: number, readonly declineCode: PaymentDeclineCode | null, readonly id: string, readonly number: string, readonly status: PaymentStatus, readonly channel: PaymentChannel, readonly receivedAt: string, readonly receiptNumber: string | null, readonly action: { readonly __typename: 'PaymentAction', readonly url: string | null, readonly clientSecret: string | null } | null, readonly unapplied: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'PaymentActionUserError', readonly code: PaymentActionErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type CreditNoteListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type CreditNoteListQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly creditNotes: { readonly __typename: 'CreditNoteConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'CreditNote', readonly id: string, readonly number: string, readonly status: CreditNoteStatus, readonly reason: CreditReason, readonly issuedAt: string, readonly invoice: { readonly __typename: 'Invoice', readonly id: string, readonly number: string | null } | null, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly unapplied: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } | null } | null } | null };

export type CustomerActivityQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type CustomerActivityQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly activity: { readonly __typename: 'ActivityConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Activity', readonly id: string, readonly at: string, readonly kind: ActivityKind, readonly action: string | null, readonly subject: string, readonly actorKind: ActorKind | null, readonly actorName: string | null, readonly reason: string | null }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } | null } | null } | null };

export type DashboardQueryVariables = Exact<{
  invoices?: number;
  lines?: number;
  subscriptions?: number;
}>;


export type DashboardQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly openInvoiceCount: number | null, readonly id: string, readonly version: number, readonly number: string, readonly name: string, readonly kind: CustomerKind, readonly status: CustomerStatus, readonly email: string | null, readonly phone: string | null, readonly currency: string, readonly billingMode: BillingMode, readonly createdAt: string, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null, readonly invoices: { readonly __typename: 'InvoiceConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Invoice', readonly id: string, readonly number: string | null, readonly kind: InvoiceKind, readonly status: InvoiceStatus, readonly overdue: boolean, readonly issueDate: string | null, readonly dueDate: string | null, readonly periodStart: string | null, readonly periodEnd: string | null, readonly lines: { readonly __typename: 'InvoiceLineConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'InvoiceLine', readonly id: string, readonly position: number, readonly kind: LineKind, readonly description: string, readonly quantity: string, readonly serviceStart: string | null, readonly serviceEnd: string | null, readonly unitPrice: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly net: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly taxes: ReadonlyArray<{ readonly __typename: 'InvoiceLineTax', readonly name: string, readonly jurisdiction: string, readonly rate: string, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean } }, readonly payments: ReadonlyArray<{ readonly __typename: 'Payment', readonly id: string, readonly number: string, readonly status: PaymentStatus, readonly channel: PaymentChannel, readonly receivedAt: string, readonly receiptNumber: string | null, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }>, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } | null, readonly subscriptions: { readonly __typename: 'ServiceSubscriptionConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'ServiceSubscription', readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } }> }, readonly address: { readonly __typename: 'Address', readonly line1: string, readonly line2: string | null, readonly postalCode: string, readonly city: string, readonly country: string } } | null } | null };

export type DataExportListQueryVariables = Exact<{ [key: string]: never; }>;


export type DataExportListQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly dataExports: ReadonlyArray<{ readonly __typename: 'DataExport', readonly id: string, readonly status: DataExportStatus, readonly requestedAt: string, readonly readyAt: string | null, readonly expiresAt: string, readonly byteSize: string, readonly url: string | null, readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly name: string } | null }> | null } | null };

export type DiscountListQueryVariables = Exact<{ [key: string]: never; }>;


export type DiscountListQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly billingTerms: { readonly __typename: 'BillingTerms', readonly mode: BillingMode, readonly billingDay: number, readonly dueDays: number, readonly graceDays: number, readonly nextPeriodStart: string } | null, readonly discounts: ReadonlyArray<{ readonly __typename: 'CustomerDiscount', readonly id: string, readonly name: string, readonly percent: string | null, readonly byCoupon: boolean, readonly from: string, readonly to: string | null, readonly version: number, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null }> | null } | null } | null };

export type DisputeInvoiceLineMutationVariables = Exact<{
  input: DisputeInvoiceLineInput;
}>;


export type DisputeInvoiceLineMutation = { readonly disputeInvoiceLine: { readonly __typename: 'DisputeInvoiceLinePayload', readonly dispute: { readonly __typename: 'InvoiceLineDispute', readonly id: string, readonly lineId: string, readonly reason: DisputeReason, readonly explanation: string, readonly status: DisputeStatus, readonly openedAt: string, readonly settledAt: string | null, readonly answer: string | null, readonly version: number, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly invoice: { readonly __typename: 'Invoice', readonly id: string, readonly number: string | null, readonly disputed: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'DisputeInvoiceLineUserError', readonly code: DisputeInvoiceLineErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<string> | null }> } };

export type DunningOverviewQueryVariables = Exact<{ [key: string]: never; }>;


export type DunningOverviewQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly dunning: { readonly __typename: 'Dunning', readonly stage: DunningStage, readonly shieldedUntil: string | null, readonly overdue: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly held: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly minimum: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly timeline: ReadonlyArray<{ readonly __typename: 'DunningEntry', readonly kind: DunningEntryKind, readonly on: string, readonly done: boolean, readonly onHold: boolean, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null, readonly invoice: { readonly __typename: 'Invoice', readonly id: string, readonly number: string | null } }> } | null, readonly restoreQuote: { readonly __typename: 'RestoreQuote', readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly owed: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly services: ReadonlyArray<{ readonly __typename: 'ServiceSubscription', readonly id: string, readonly number: string, readonly status: SubscriptionStatus }> } | null } | null } | null };

export type InviteMemberMutationVariables = Exact<{
  input: InviteMemberInput;
}>;


export type InviteMemberMutation = { readonly inviteMember: { readonly __typename: 'InviteMemberPayload', readonly invitation: { readonly __typename: 'MemberInvitation', readonly id: string, readonly name: string, readonly email: string, readonly role: LinkRole, readonly expiresAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'InviteMemberUserError', readonly code: InviteMemberErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type InvoiceCountQueryVariables = Exact<{
  filter?: InvoiceFilter | null | undefined;
}>;


export type InvoiceCountQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly openInvoiceCount: number | null, readonly invoices: { readonly __typename: 'InvoiceConnection', readonly totalCount: number } | null } | null } | null };

export type InvoiceListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: InvoiceFilter | null | undefined;
  orderBy?: InvoiceOrder | null | undefined;
}>;


export type InvoiceListQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly invoices: { readonly __typename: 'InvoiceConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Invoice', readonly id: string, readonly number: string | null, readonly kind: InvoiceKind, readonly status: InvoiceStatus, readonly overdue: boolean, readonly issueDate: string | null, readonly dueDate: string | null, readonly periodStart: string | null, readonly periodEnd: string | null, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } | null } | null } | null };

export type MemberListQueryVariables = Exact<{ [key: string]: never; }>;


export type MemberListQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly members: ReadonlyArray<{ readonly __typename: 'Member', readonly id: string, readonly role: LinkRole, readonly name: string | null, readonly email: string | null, readonly since: string, readonly isViewer: boolean }> | null, readonly memberInvitations: ReadonlyArray<{ readonly __typename: 'MemberInvitation', readonly id: string, readonly name: string, readonly email: string, readonly role: LinkRole, readonly createdAt: string, readonly expiresAt: string }> | null } | null } | null };

export type PayByLinkMutationVariables = Exact<{
  input: PayByLinkInput;
}>;


export type PayByLinkMutation = { readonly payByLink: { readonly __typename: 'PayByLinkPayload', readonly replayed: boolean, readonly payment: { readonly __typename: 'LinkPayment', readonly id: string, readonly status: PaymentStatus, readonly declineCode: PaymentDeclineCode | null, readonly receiptNumber: string | null, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly action: { readonly __typename: 'PaymentAction', readonly url: string | null, readonly clientSecret: string | null } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'PayByLinkUserError', readonly code: PayByLinkErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type PayLinkListQueryVariables = Exact<{ [key: string]: never; }>;


export type PayLinkListQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly payLinks: ReadonlyArray<{ readonly __typename: 'PayLink', readonly id: string, readonly state: PayLinkState, readonly byMail: boolean, readonly createdAt: string, readonly expiresAt: string, readonly revokedAt: string | null, readonly documents: ReadonlyArray<{ readonly __typename: 'LinkedDocument', readonly number: string, readonly dueDate: string | null }>, readonly amountDue: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly amountLimit: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null }> | null } | null } | null };

export type PaymentArrangementOfferQueryVariables = Exact<{ [key: string]: never; }>;


export type PaymentArrangementOfferQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly paymentArrangementOffer: { readonly __typename: 'PaymentArrangementOffer', readonly obstacle: ArrangementObstacle | null, readonly maxInstalments: number, readonly firstBy: string, readonly latest: string, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly invoices: ReadonlyArray<{ readonly __typename: 'Invoice', readonly id: string, readonly number: string | null, readonly dueDate: string | null }>, readonly plans: ReadonlyArray<{ readonly __typename: 'PaymentArrangementPlan', readonly instalments: ReadonlyArray<{ readonly __typename: 'ProposedInstalment', readonly due: string, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> }> } | null, readonly paymentArrangements: ReadonlyArray<{ readonly __typename: 'PaymentArrangement', readonly id: string, readonly status: ArrangementStatus, readonly acceptedAt: string, readonly shieldsUntil: string, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly paid: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly instalments: ReadonlyArray<{ readonly __typename: 'ArrangementInstalment', readonly number: number, readonly due: string, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly paid: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> }> | null } | null } | null };

export type PaymentListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type PaymentListQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly payments: { readonly __typename: 'PaymentConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Payment', readonly id: string, readonly number: string, readonly status: PaymentStatus, readonly channel: PaymentChannel, readonly receivedAt: string, readonly receiptNumber: string | null, readonly unapplied: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } | null } | null } | null };

export type PaymentMethodListQueryVariables = Exact<{ [key: string]: never; }>;


export type PaymentMethodListQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly paymentMethods: ReadonlyArray<{ readonly __typename: 'PaymentMethod', readonly id: string, readonly kind: PaymentMethodKind, readonly status: PaymentMethodStatus, readonly label: string | null, readonly brand: string | null, readonly last4: string | null, readonly expiresOn: string | null, readonly expiresSoon: boolean, readonly isDefault: boolean, readonly version: number }> | null } | null } | null };

export type PortalBootQueryVariables = Exact<{ [key: string]: never; }>;


export type PortalBootQuery = { readonly tenant: { readonly __typename: 'Tenant', readonly slug: string, readonly name: string, readonly locale: string, readonly timezone: string, readonly currency: string, readonly branding: { readonly __typename: 'Branding', readonly primaryColor: string, readonly logoUrl: string | null, readonly supportEmail: string | null, readonly supportPhone: string | null }, readonly passwordPolicy: { readonly __typename: 'PasswordPolicy', readonly minLength: number, readonly minLengthWithSecondFactor: number, readonly maxLength: number, readonly minStrength: number, readonly minStrengthWithSecondFactor: number, readonly history: number, readonly maxAgeDays: number | null }, readonly portalSettings: { readonly __typename: 'PortalSettings', readonly billing: boolean, readonly rememberMe: boolean } }, readonly viewer: { readonly __typename: 'Viewer', readonly permissions: ReadonlyArray<Permission>, readonly account: { readonly __typename: 'Account', readonly id: string, readonly kind: AccountKind, readonly status: AccountStatus, readonly portalId: string, readonly name: string, readonly email: string | null, readonly locale: string | null, readonly lastLoginAt: string | null }, readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly number: string, readonly name: string, readonly status: CustomerStatus } | null, readonly customers: ReadonlyArray<{ readonly __typename: 'Customer', readonly id: string, readonly number: string, readonly name: string }> } | null };

export type RemoveMemberMutationVariables = Exact<{
  input: RemoveMemberInput;
}>;


export type RemoveMemberMutation = { readonly removeMember: { readonly __typename: 'RemoveMemberPayload', readonly removedMemberId: string | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'RemoveMemberUserError', readonly code: RemoveMemberErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type RemovePaymentMethodMutationVariables = Exact<{
  input: RemovePaymentMethodInput;
}>;


export type RemovePaymentMethodMutation = { readonly removePaymentMethod: { readonly __typename: 'RemovePaymentMethodPayload', readonly paymentMethod: { readonly __typename: 'PaymentMethod', readonly id: string, readonly kind: PaymentMethodKind, readonly status: PaymentMethodStatus, readonly label: string | null, readonly brand: string | null, readonly last4: string | null, readonly expiresOn: string | null, readonly expiresSoon: boolean, readonly isDefault: boolean, readonly version: number } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'PaymentMethodUserError', readonly code: PaymentMethodErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type RenamePaymentMethodMutationVariables = Exact<{
  input: RenamePaymentMethodInput;
}>;


export type RenamePaymentMethodMutation = { readonly renamePaymentMethod: { readonly __typename: 'RenamePaymentMethodPayload', readonly paymentMethod: { readonly __typename: 'PaymentMethod', readonly id: string, readonly kind: PaymentMethodKind, readonly status: PaymentMethodStatus, readonly label: string | null, readonly brand: string | null, readonly last4: string | null, readonly expiresOn: string | null, readonly expiresSoon: boolean, readonly isDefault: boolean, readonly version: number } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'PaymentMethodUserError', readonly code: PaymentMethodErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type RequestDataExportMutationVariables = Exact<{
  input: RequestDataExportInput;
}>;


export type RequestDataExportMutation = { readonly requestDataExport: { readonly __typename: 'RequestDataExportPayload', readonly dataExport: { readonly __typename: 'DataExport', readonly id: string, readonly status: DataExportStatus, readonly expiresAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'RequestDataExportUserError', readonly code: RequestDataExportErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type ServiceListQueryVariables = Exact<{ [key: string]: never; }>;


export type ServiceListQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly services: ReadonlyArray<{ readonly __typename: 'ServiceSubscription', readonly version: number, readonly billedThrough: string | null, readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly pauseOffer: { readonly __typename: 'PauseOffer', readonly earliest: string, readonly latest: string, readonly fee: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly endTerms: { readonly __typename: 'EndTerms', readonly termEnd: string, readonly feeNow: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly locks: ReadonlyArray<{ readonly __typename: 'SuspensionLock', readonly reason: LockReason, readonly since: string, readonly until: string | null }>, readonly pendingChange: { readonly __typename: 'PendingPlanChange', readonly effectiveOn: string, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly name: string } } | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } }> } | null } | null };

export type ServiceUsageQueryVariables = Exact<{
  id: string;
  range?: UsageRange | null | undefined;
}>;


export type ServiceUsageQuery = { readonly node:
    | { readonly __typename: 'Account', readonly id: string }
    | { readonly __typename: 'CreditNote', readonly id: string }
    | { readonly __typename: 'Customer', readonly id: string }
    | { readonly __typename: 'Invoice', readonly id: string }
    | { readonly __typename: 'InvoiceLine', readonly id: string }
    | { readonly __typename: 'Notification', readonly id: string }
    | { readonly __typename: 'Payment', readonly id: string }
    | { readonly __typename: 'Plan', readonly id: string }
    | { readonly __typename: 'ServiceSubscription', readonly id: string, readonly usage: { readonly __typename: 'ServiceUsage', readonly from: string, readonly to: string, readonly used: string, readonly cap: string | null, readonly bought: string, readonly projected: string | null, readonly threshold: UsageThreshold | null, readonly percent: number | null, readonly measuredThrough: string | null, readonly days: ReadonlyArray<{ readonly __typename: 'UsageDay', readonly day: string, readonly down: string, readonly up: string, readonly final: boolean }>, readonly overage: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null } | null, readonly topUpPacks: ReadonlyArray<{ readonly __typename: 'TopUpPack', readonly id: string, readonly code: string, readonly name: string, readonly bytes: string, readonly retiredAt: string | null, readonly version: number, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> }
   | null };

export type SetDefaultPaymentMethodMutationVariables = Exact<{
  input: SetDefaultPaymentMethodInput;
}>;


export type SetDefaultPaymentMethodMutation = { readonly setDefaultPaymentMethod: { readonly __typename: 'SetDefaultPaymentMethodPayload', readonly paymentMethod: { readonly __typename: 'PaymentMethod', readonly id: string, readonly kind: PaymentMethodKind, readonly status: PaymentMethodStatus, readonly label: string | null, readonly brand: string | null, readonly last4: string | null, readonly expiresOn: string | null, readonly expiresSoon: boolean, readonly isDefault: boolean, readonly version: number } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'PaymentMethodUserError', readonly code: PaymentMethodErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type SetLowBalanceAlertMutationVariables = Exact<{
  input: SetLowBalanceAlertInput;
}>;


export type SetLowBalanceAlertMutation = { readonly setLowBalanceAlert: { readonly __typename: 'SetLowBalanceAlertPayload', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly wallet: { readonly __typename: 'Wallet', readonly isLow: boolean, readonly hasOwnThreshold: boolean, readonly version: number, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly lowBalanceThreshold: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SetLowBalanceAlertUserError', readonly code: SetLowBalanceAlertErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type StatementDocumentQueryVariables = Exact<{
  from?: string | null | undefined;
  to?: string | null | undefined;
  locale?: string | null | undefined;
}>;


export type StatementDocumentQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly statementDocument: { readonly __typename: 'Document', readonly url: string, readonly expiresAt: string, readonly mediaType: string } | null } | null } | null };

export type StatementOfDaysQueryVariables = Exact<{
  from?: string | null | undefined;
  to?: string | null | undefined;
  first?: number;
  after?: string | null | undefined;
}>;


export type StatementOfDaysQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly statement: { readonly __typename: 'Statement', readonly from: string | null, readonly to: string | null, readonly asOf: string, readonly opening: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly closing: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly entries: { readonly __typename: 'StatementEntryConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'StatementEntry', readonly date: string, readonly kind: StatementEntryKind, readonly number: string, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly invoice: { readonly __typename: 'Invoice', readonly id: string } | null, readonly payment: { readonly __typename: 'Payment', readonly id: string } | null, readonly creditNote: { readonly __typename: 'CreditNote', readonly id: string } | null }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } } | null } | null } | null };

export type SubscriptionListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SubscriptionListQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly version: number, readonly number: string, readonly name: string, readonly kind: CustomerKind, readonly status: CustomerStatus, readonly email: string | null, readonly phone: string | null, readonly currency: string, readonly billingMode: BillingMode, readonly createdAt: string, readonly subscriptions: { readonly __typename: 'ServiceSubscriptionConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'ServiceSubscription', readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } }, readonly address: { readonly __typename: 'Address', readonly line1: string, readonly line2: string | null, readonly postalCode: string, readonly city: string, readonly country: string } } | null } | null };

export type UpcomingInvoiceQueryVariables = Exact<{ [key: string]: never; }>;


export type UpcomingInvoiceQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly upcomingInvoice: { readonly __typename: 'UpcomingInvoice', readonly kind: InvoiceKind, readonly issueDate: string, readonly dueDate: string, readonly periodStart: string | null, readonly periodEnd: string | null, readonly subtotal: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly taxTotal: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly creditToApply: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly amountDue: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly lines: ReadonlyArray<{ readonly __typename: 'UpcomingInvoiceLine', readonly kind: LineKind, readonly description: string, readonly serviceStart: string | null, readonly serviceEnd: string | null, readonly quantity: string, readonly unitPrice: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly net: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> } | null } | null } | null };

export type WalletQueryVariables = Exact<{ [key: string]: never; }>;


export type WalletQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly wallet: { readonly __typename: 'Wallet', readonly isLow: boolean, readonly hasOwnThreshold: boolean, readonly version: number, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly lowBalanceThreshold: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null } | null } | null } | null };

export type AccountFieldsFragment = { readonly __typename: 'Account', readonly id: string, readonly kind: AccountKind, readonly status: AccountStatus, readonly portalId: string, readonly name: string, readonly email: string | null, readonly locale: string | null, readonly lastLoginAt: string | null };

export type ActivityFieldsFragment = { readonly __typename: 'Activity', readonly id: string, readonly at: string, readonly kind: ActivityKind, readonly action: string | null, readonly subject: string, readonly actorKind: ActorKind | null, readonly actorName: string | null, readonly reason: string | null };

export type AddressFieldsFragment = { readonly __typename: 'Address', readonly line1: string, readonly line2: string | null, readonly postalCode: string, readonly city: string, readonly country: string };

export type BillingTermsFieldsFragment = { readonly __typename: 'BillingTerms', readonly mode: BillingMode, readonly billingDay: number, readonly dueDays: number, readonly graceDays: number, readonly nextPeriodStart: string };

export type CouponFieldsFragment = { readonly __typename: 'Coupon', readonly id: string, readonly code: string, readonly name: string, readonly percent: string | null, readonly months: number | null, readonly validFrom: string, readonly validTo: string | null, readonly maxRedemptions: number | null, readonly redeemed: number, readonly retiredAt: string | null, readonly version: number, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null };

export type CreditNoteSummaryFragment = { readonly __typename: 'CreditNote', readonly id: string, readonly number: string, readonly status: CreditNoteStatus, readonly reason: CreditReason, readonly issuedAt: string, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly unapplied: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } };

export type CustomerContactFragment = { readonly __typename: 'Customer', readonly id: string, readonly version: number, readonly number: string, readonly name: string, readonly kind: CustomerKind, readonly status: CustomerStatus, readonly email: string | null, readonly phone: string | null, readonly currency: string, readonly billingMode: BillingMode, readonly createdAt: string, readonly address: { readonly __typename: 'Address', readonly line1: string, readonly line2: string | null, readonly postalCode: string, readonly city: string, readonly country: string } };

export type CustomerSummaryFragment = { readonly __typename: 'Customer', readonly id: string, readonly number: string, readonly name: string, readonly kind: CustomerKind, readonly status: CustomerStatus, readonly openInvoiceCount: number | null, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null, readonly latestInvoice: { readonly __typename: 'Invoice', readonly id: string, readonly number: string | null, readonly kind: InvoiceKind, readonly status: InvoiceStatus, readonly overdue: boolean, readonly issueDate: string | null, readonly dueDate: string | null, readonly periodStart: string | null, readonly periodEnd: string | null, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null };

export type DiscountFieldsFragment = { readonly __typename: 'CustomerDiscount', readonly id: string, readonly name: string, readonly percent: string | null, readonly byCoupon: boolean, readonly from: string, readonly to: string | null, readonly version: number, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null };

export type DocumentLinkFragment = { readonly __typename: 'Document', readonly url: string, readonly expiresAt: string, readonly mediaType: string };

export type InvoiceDraftFieldsFragment = { readonly __typename: 'Invoice', readonly id: string, readonly status: InvoiceStatus, readonly version: number, readonly subtotal: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly taxTotal: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly lines: { readonly __typename: 'InvoiceLineConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'InvoiceLine', readonly id: string, readonly kind: LineKind, readonly description: string, readonly quantity: string, readonly unitPrice: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly net: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> } };

export type InvoiceLineFieldsFragment = { readonly __typename: 'InvoiceLine', readonly id: string, readonly position: number, readonly kind: LineKind, readonly description: string, readonly quantity: string, readonly serviceStart: string | null, readonly serviceEnd: string | null, readonly unitPrice: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly net: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly taxes: ReadonlyArray<{ readonly __typename: 'InvoiceLineTax', readonly name: string, readonly jurisdiction: string, readonly rate: string, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> };

export type InvoiceSummaryFragment = { readonly __typename: 'Invoice', readonly id: string, readonly number: string | null, readonly kind: InvoiceKind, readonly status: InvoiceStatus, readonly overdue: boolean, readonly issueDate: string | null, readonly dueDate: string | null, readonly periodStart: string | null, readonly periodEnd: string | null, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } };

export type KnownDeviceFieldsFragment = { readonly __typename: 'KnownDevice', readonly id: string, readonly deviceLabel: string, readonly ipAddress: string, readonly placeHint: string | null, readonly createdAt: string, readonly lastUsedAt: string, readonly current: boolean };

export type LineDisputeFieldsFragment = { readonly __typename: 'InvoiceLineDispute', readonly id: string, readonly lineId: string, readonly reason: DisputeReason, readonly explanation: string, readonly status: DisputeStatus, readonly openedAt: string, readonly settledAt: string | null, readonly answer: string | null, readonly version: number, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly invoice: { readonly __typename: 'Invoice', readonly id: string, readonly number: string | null, readonly disputed: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } };

export type LinkPaymentFieldsFragment = { readonly __typename: 'LinkPayment', readonly id: string, readonly status: PaymentStatus, readonly declineCode: PaymentDeclineCode | null, readonly receiptNumber: string | null, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly action: { readonly __typename: 'PaymentAction', readonly url: string | null, readonly clientSecret: string | null } | null };

export type MoneyFieldsFragment = { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string };

export type NotificationFieldsFragment = { readonly __typename: 'Notification', readonly id: string, readonly topic: NotificationTopic, readonly kind: NotificationKind, readonly title: string, readonly body: string, readonly subjectId: string | null, readonly createdAt: string, readonly readAt: string | null };

export type PageFieldsFragment = { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null };

export type PayLinkFieldsFragment = { readonly __typename: 'PayLink', readonly id: string, readonly state: PayLinkState, readonly byMail: boolean, readonly createdAt: string, readonly expiresAt: string, readonly revokedAt: string | null, readonly documents: ReadonlyArray<{ readonly __typename: 'LinkedDocument', readonly number: string, readonly dueDate: string | null }>, readonly amountDue: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly amountLimit: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null };

export type PaymentArrangementFieldsFragment = { readonly __typename: 'PaymentArrangement', readonly id: string, readonly status: ArrangementStatus, readonly acceptedAt: string, readonly shieldsUntil: string, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly paid: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly instalments: ReadonlyArray<{ readonly __typename: 'ArrangementInstalment', readonly number: number, readonly due: string, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly paid: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> };

export type PaymentMethodFieldsFragment = { readonly __typename: 'PaymentMethod', readonly id: string, readonly kind: PaymentMethodKind, readonly status: PaymentMethodStatus, readonly label: string | null, readonly brand: string | null, readonly last4: string | null, readonly expiresOn: string | null, readonly expiresSoon: boolean, readonly isDefault: boolean, readonly version: number };

export type PaymentOutcomeFragment = { readonly __typename: 'Payment', readonly version: number, readonly declineCode: PaymentDeclineCode | null, readonly id: string, readonly number: string, readonly status: PaymentStatus, readonly channel: PaymentChannel, readonly receivedAt: string, readonly receiptNumber: string | null, readonly action: { readonly __typename: 'PaymentAction', readonly url: string | null, readonly clientSecret: string | null } | null, readonly unapplied: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } };

export type PaymentSummaryFragment = { readonly __typename: 'Payment', readonly id: string, readonly number: string, readonly status: PaymentStatus, readonly channel: PaymentChannel, readonly receivedAt: string, readonly receiptNumber: string | null, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } };

export type PersonalAccessTokenFieldsFragment = { readonly __typename: 'PersonalAccessToken', readonly id: string, readonly name: string, readonly hint: string, readonly scopes: ReadonlyArray<TokenScope> | null, readonly createdAt: string, readonly expiresAt: string, readonly lastUsedAt: string | null };

export type PlanChangeQuoteFieldsFragment = { readonly __typename: 'PlanChangeQuote', readonly id: string, readonly timing: PlanChangeTiming, readonly effectiveOn: string, readonly contractEnd: string | null, readonly expiresAt: string, readonly fromPlan: { readonly __typename: 'Plan', readonly id: string, readonly name: string }, readonly toPlan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null, readonly contractMonths: number, readonly public: boolean, readonly validFrom: string, readonly validTo: string | null, readonly version: number, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly setupFee: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly overagePerGb: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null }, readonly lines: ReadonlyArray<{ readonly __typename: 'PlanChangeLine', readonly description: string, readonly serviceStart: string, readonly serviceEnd: string, readonly net: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }>, readonly net: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly tax: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null };

export type PlanFieldsFragment = { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null, readonly contractMonths: number, readonly public: boolean, readonly validFrom: string, readonly validTo: string | null, readonly version: number, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly setupFee: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly overagePerGb: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null };

export type ServiceStandingFragment = { readonly __typename: 'ServiceSubscription', readonly version: number, readonly billedThrough: string | null, readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly locks: ReadonlyArray<{ readonly __typename: 'SuspensionLock', readonly reason: LockReason, readonly since: string, readonly until: string | null }>, readonly pendingChange: { readonly __typename: 'PendingPlanChange', readonly effectiveOn: string, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly name: string } } | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } };

export type SessionFieldsFragment = { readonly __typename: 'Session', readonly id: string, readonly current: boolean, readonly deviceLabel: string, readonly ipAddress: string | null, readonly placeHint: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly elevatedUntil: string | null };

export type SessionTokensFieldsFragment = { readonly __typename: 'SessionTokens', readonly accessToken: string, readonly accessTokenExpiresAt: string, readonly refreshToken: string, readonly refreshTokenExpiresAt: string, readonly deviceToken: string | null };

export type SubscriptionFieldsFragment = { readonly __typename: 'ServiceSubscription', readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } };

export type TaxRateFieldsFragment = { readonly __typename: 'TaxRate', readonly id: string, readonly code: string, readonly name: string, readonly rate: string, readonly jurisdiction: string, readonly compound: boolean, readonly inclusive: boolean, readonly from: string, readonly to: string | null };

export type TenantFieldsFragment = { readonly __typename: 'Tenant', readonly slug: string, readonly name: string, readonly locale: string, readonly timezone: string, readonly currency: string, readonly branding: { readonly __typename: 'Branding', readonly primaryColor: string, readonly logoUrl: string | null, readonly supportEmail: string | null, readonly supportPhone: string | null }, readonly passwordPolicy: { readonly __typename: 'PasswordPolicy', readonly minLength: number, readonly minLengthWithSecondFactor: number, readonly maxLength: number, readonly minStrength: number, readonly minStrengthWithSecondFactor: number, readonly history: number, readonly maxAgeDays: number | null }, readonly portalSettings: { readonly __typename: 'PortalSettings', readonly billing: boolean, readonly rememberMe: boolean } };

export type TenantSettingsFieldsFragment = { readonly __typename: 'TenantSettings', readonly version: number, readonly branding: { readonly __typename: 'Branding', readonly primaryColor: string, readonly logoUrl: string | null, readonly supportEmail: string | null, readonly supportPhone: string | null }, readonly portal: { readonly __typename: 'PortalSettings', readonly billing: boolean, readonly rememberMe: boolean }, readonly passwordPolicy: { readonly __typename: 'PasswordPolicy', readonly minLength: number, readonly minLengthWithSecondFactor: number, readonly maxLength: number, readonly minStrength: number, readonly minStrengthWithSecondFactor: number, readonly history: number, readonly maxAgeDays: number | null }, readonly secondFactor: { readonly __typename: 'SecondFactorPolicy', readonly requiredFor: ReadonlyArray<LinkRole> } };

export type TopUpPackFieldsFragment = { readonly __typename: 'TopUpPack', readonly id: string, readonly code: string, readonly name: string, readonly bytes: string, readonly retiredAt: string | null, readonly version: number, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } };

export type UsageFieldsFragment = { readonly __typename: 'ServiceUsage', readonly from: string, readonly to: string, readonly used: string, readonly cap: string | null, readonly bought: string, readonly projected: string | null, readonly threshold: UsageThreshold | null, readonly percent: number | null, readonly measuredThrough: string | null, readonly overage: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null };

export type WalletFieldsFragment = { readonly __typename: 'Wallet', readonly isLow: boolean, readonly hasOwnThreshold: boolean, readonly version: number, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly lowBalanceThreshold: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null };

export type ResellerBootQueryVariables = Exact<{ [key: string]: never; }>;


export type ResellerBootQuery = { readonly tenant: { readonly __typename: 'Tenant', readonly slug: string, readonly name: string, readonly locale: string, readonly timezone: string, readonly currency: string, readonly branding: { readonly __typename: 'Branding', readonly primaryColor: string, readonly logoUrl: string | null, readonly supportEmail: string | null, readonly supportPhone: string | null }, readonly passwordPolicy: { readonly __typename: 'PasswordPolicy', readonly minLength: number, readonly minLengthWithSecondFactor: number, readonly maxLength: number, readonly minStrength: number, readonly minStrengthWithSecondFactor: number, readonly history: number, readonly maxAgeDays: number | null }, readonly portalSettings: { readonly __typename: 'PortalSettings', readonly billing: boolean, readonly rememberMe: boolean } }, readonly viewer: { readonly __typename: 'Viewer', readonly permissions: ReadonlyArray<Permission>, readonly account: { readonly __typename: 'Account', readonly id: string, readonly kind: AccountKind, readonly status: AccountStatus, readonly portalId: string, readonly name: string, readonly email: string | null, readonly locale: string | null, readonly lastLoginAt: string | null }, readonly reseller: { readonly __typename: 'Reseller', readonly id: string, readonly code: string, readonly name: string, readonly status: ResellerStatus, readonly tier: string } | null } | null };

export type ResellerCustomerCountQueryVariables = Exact<{
  search?: string | null | undefined;
  filter?: CustomerFilter | null | undefined;
}>;


export type ResellerCustomerCountQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly reseller: { readonly __typename: 'Reseller', readonly id: string, readonly customers: { readonly __typename: 'CustomerConnection', readonly totalCount: number } } | null } | null };

export type ResellerCustomerDetailQueryVariables = Exact<{
  id: string;
  subscriptions?: number;
  invoices?: number;
}>;


export type ResellerCustomerDetailQuery = { readonly node:
    | { readonly __typename: 'Account', readonly id: string }
    | { readonly __typename: 'CreditNote', readonly id: string }
    | { readonly __typename: 'Customer', readonly openInvoiceCount: number | null, readonly id: string, readonly version: number, readonly number: string, readonly name: string, readonly kind: CustomerKind, readonly status: CustomerStatus, readonly email: string | null, readonly phone: string | null, readonly currency: string, readonly billingMode: BillingMode, readonly createdAt: string, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null, readonly subscriptions: { readonly __typename: 'ServiceSubscriptionConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'ServiceSubscription', readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } }, readonly invoices: { readonly __typename: 'InvoiceConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Invoice', readonly id: string, readonly number: string | null, readonly kind: InvoiceKind, readonly status: InvoiceStatus, readonly overdue: boolean, readonly issueDate: string | null, readonly dueDate: string | null, readonly periodStart: string | null, readonly periodEnd: string | null, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } | null, readonly address: { readonly __typename: 'Address', readonly line1: string, readonly line2: string | null, readonly postalCode: string, readonly city: string, readonly country: string } }
    | { readonly __typename: 'Invoice', readonly id: string }
    | { readonly __typename: 'InvoiceLine', readonly id: string }
    | { readonly __typename: 'Notification', readonly id: string }
    | { readonly __typename: 'Payment', readonly id: string }
    | { readonly __typename: 'Plan', readonly id: string }
    | { readonly __typename: 'ServiceSubscription', readonly id: string }
   | null };

export type ResellerCustomerInvoicesQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: InvoiceFilter | null | undefined;
  orderBy?: InvoiceOrder | null | undefined;
}>;


export type ResellerCustomerInvoicesQuery = { readonly node:
    | { readonly __typename: 'Account', readonly id: string }
    | { readonly __typename: 'CreditNote', readonly id: string }
    | { readonly __typename: 'Customer', readonly id: string, readonly invoices: { readonly __typename: 'InvoiceConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Invoice', readonly id: string, readonly number: string | null, readonly kind: InvoiceKind, readonly status: InvoiceStatus, readonly overdue: boolean, readonly issueDate: string | null, readonly dueDate: string | null, readonly periodStart: string | null, readonly periodEnd: string | null, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } | null }
    | { readonly __typename: 'Invoice', readonly id: string }
    | { readonly __typename: 'InvoiceLine', readonly id: string }
    | { readonly __typename: 'Notification', readonly id: string }
    | { readonly __typename: 'Payment', readonly id: string }
    | { readonly __typename: 'Plan', readonly id: string }
    | { readonly __typename: 'ServiceSubscription', readonly id: string }
   | null };

export type ResellerCustomerListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  search?: string | null | undefined;
  filter?: CustomerFilter | null | undefined;
}>;


export type ResellerCustomerListQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly reseller: { readonly __typename: 'Reseller', readonly id: string, readonly customers: { readonly __typename: 'CustomerConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Customer', readonly id: string, readonly number: string, readonly name: string, readonly kind: CustomerKind, readonly status: CustomerStatus, readonly openInvoiceCount: number | null, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null, readonly latestInvoice: { readonly __typename: 'Invoice', readonly id: string, readonly number: string | null, readonly kind: InvoiceKind, readonly status: InvoiceStatus, readonly overdue: boolean, readonly issueDate: string | null, readonly dueDate: string | null, readonly periodStart: string | null, readonly periodEnd: string | null, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } } | null } | null };

export type AccountActivityQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type AccountActivityQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly account: { readonly __typename: 'Account', readonly id: string, readonly activity: { readonly __typename: 'ActivityConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Activity', readonly id: string, readonly at: string, readonly kind: ActivityKind, readonly action: string | null, readonly subject: string, readonly actorKind: ActorKind | null, readonly actorName: string | null, readonly reason: string | null }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } | null } } | null };

export type ActivateAccountMutationVariables = Exact<{
  input: ActivateAccountInput;
}>;


export type ActivateAccountMutation = { readonly activateAccount: { readonly __typename: 'ActivateAccountPayload', readonly account: { readonly __typename: 'Account', readonly id: string, readonly portalId: string, readonly status: AccountStatus } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'ActivateAccountUserError', readonly code: ActivateAccountErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type BillDocumentQueryVariables = Exact<{
  id: string;
  locale?: string | null | undefined;
}>;


export type BillDocumentQuery = { readonly node:
    | { readonly __typename: 'Account', readonly id: string }
    | { readonly __typename: 'CreditNote', readonly id: string, readonly document: { readonly __typename: 'Document', readonly url: string, readonly expiresAt: string, readonly mediaType: string } | null }
    | { readonly __typename: 'Customer', readonly id: string }
    | { readonly __typename: 'Invoice', readonly id: string, readonly document: { readonly __typename: 'Document', readonly url: string, readonly expiresAt: string, readonly mediaType: string } | null }
    | { readonly __typename: 'InvoiceLine', readonly id: string }
    | { readonly __typename: 'Notification', readonly id: string }
    | { readonly __typename: 'Payment', readonly id: string, readonly document: { readonly __typename: 'Document', readonly url: string, readonly expiresAt: string, readonly mediaType: string } | null }
    | { readonly __typename: 'Plan', readonly id: string }
    | { readonly __typename: 'ServiceSubscription', readonly id: string }
   | null };

export type BuyTopUpMutationVariables = Exact<{
  input: BuyTopUpInput;
}>;


export type BuyTopUpMutation = { readonly buyTopUp: { readonly __typename: 'BuyTopUpPayload', readonly topUp: { readonly __typename: 'TopUp', readonly id: string, readonly bytes: string, readonly periodStart: string, readonly periodEnd: string, readonly replayed: boolean } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'BuyTopUpUserError', readonly code: BuyTopUpErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type CancelEmailChangeMutationVariables = Exact<{ [key: string]: never; }>;


export type CancelEmailChangeMutation = { readonly cancelEmailChange: { readonly __typename: 'CancelEmailChangePayload', readonly account: { readonly __typename: 'Account', readonly id: string, readonly email: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'CancelEmailChangeUserError', readonly code: CancelEmailChangeErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type CancelPlanChangeMutationVariables = Exact<{
  input: CancelPlanChangeInput;
}>;


export type CancelPlanChangeMutation = { readonly cancelPlanChange: { readonly __typename: 'CancelPlanChangePayload', readonly subscription: { readonly __typename: 'ServiceSubscription', readonly version: number, readonly billedThrough: string | null, readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly locks: ReadonlyArray<{ readonly __typename: 'SuspensionLock', readonly reason: LockReason, readonly since: string, readonly until: string | null }>, readonly pendingChange: { readonly __typename: 'PendingPlanChange', readonly effectiveOn: string, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly name: string } } | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'CancelPlanChangeUserError', readonly code: CancelPlanChangeErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<SubscriptionStatus> | null }> } };

export type CancelSubscriptionMutationVariables = Exact<{
  input: CancelSubscriptionInput;
}>;


export type CancelSubscriptionMutation = { readonly cancelSubscription: { readonly __typename: 'CancelSubscriptionPayload', readonly subscription: { readonly __typename: 'ServiceSubscription', readonly version: number, readonly billedThrough: string | null, readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly locks: ReadonlyArray<{ readonly __typename: 'SuspensionLock', readonly reason: LockReason, readonly since: string, readonly until: string | null }>, readonly pendingChange: { readonly __typename: 'PendingPlanChange', readonly effectiveOn: string, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly name: string } } | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'CancelSubscriptionUserError', readonly code: CancelSubscriptionErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<SubscriptionStatus> | null }> } };

export type ChangeEmailMutationVariables = Exact<{
  input: ChangeEmailInput;
}>;


export type ChangeEmailMutation = { readonly changeEmail: { readonly __typename: 'ChangeEmailPayload', readonly pendingEmailChange: { readonly __typename: 'PendingEmailChange', readonly maskedEmail: string, readonly requestedAt: string, readonly expiresAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'ChangeEmailUserError', readonly code: ChangeEmailErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { readonly changePassword: { readonly __typename: 'ChangePasswordPayload', readonly session: { readonly __typename: 'Session', readonly id: string, readonly current: boolean, readonly deviceLabel: string, readonly ipAddress: string | null, readonly placeHint: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly elevatedUntil: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'ChangePasswordUserError', readonly code: ChangePasswordErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type ChangePlanMutationVariables = Exact<{
  input: ChangePlanInput;
}>;


export type ChangePlanMutation = { readonly changePlan: { readonly __typename: 'ChangePlanPayload', readonly changed: { readonly __typename: 'ChangedPlan', readonly quote: { readonly __typename: 'PlanChangeQuote', readonly id: string, readonly acceptedAt: string | null, readonly appliedAt: string | null }, readonly subscription: { readonly __typename: 'ServiceSubscription', readonly version: number, readonly billedThrough: string | null, readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly locks: ReadonlyArray<{ readonly __typename: 'SuspensionLock', readonly reason: LockReason, readonly since: string, readonly until: string | null }>, readonly pendingChange: { readonly __typename: 'PendingPlanChange', readonly effectiveOn: string, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly name: string } } | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'ChangePlanUserError', readonly code: ChangePlanErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type CheckPasswordMutationVariables = Exact<{
  input: CheckPasswordInput;
}>;


export type CheckPasswordMutation = { readonly checkPassword: { readonly __typename: 'CheckPasswordPayload', readonly acceptable: boolean, readonly strength: number, readonly userErrors: ReadonlyArray<{ readonly __typename: 'CheckPasswordUserError', readonly code: CheckPasswordErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type CompletePasswordChangeMutationVariables = Exact<{
  input: CompletePasswordChangeInput;
}>;


export type CompletePasswordChangeMutation = { readonly completePasswordChange: { readonly __typename: 'CompletePasswordChangePayload', readonly result:
      | { readonly __typename: 'PasswordChangeRequired' }
      | { readonly __typename: 'SecondFactorEnrolmentRequired' }
      | { readonly __typename: 'SecondFactorRequired' }
      | { readonly __typename: 'SignedIn', readonly account: { readonly __typename: 'Account', readonly id: string, readonly kind: AccountKind, readonly status: AccountStatus, readonly portalId: string, readonly name: string, readonly email: string | null, readonly locale: string | null, readonly lastLoginAt: string | null }, readonly session: { readonly __typename: 'Session', readonly id: string, readonly current: boolean, readonly deviceLabel: string, readonly ipAddress: string | null, readonly placeHint: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly elevatedUntil: string | null }, readonly tokens: { readonly __typename: 'SessionTokens', readonly accessToken: string, readonly accessTokenExpiresAt: string, readonly refreshToken: string, readonly refreshTokenExpiresAt: string, readonly deviceToken: string | null } | null }
     | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'CompletePasswordChangeUserError', readonly code: CompletePasswordChangeErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type ConfirmEmailMutationVariables = Exact<{
  input: ConfirmEmailInput;
}>;


export type ConfirmEmailMutation = { readonly confirmEmail: { readonly __typename: 'ConfirmEmailPayload', readonly account: { readonly __typename: 'Account', readonly id: string, readonly kind: AccountKind, readonly status: AccountStatus, readonly portalId: string, readonly name: string, readonly email: string | null, readonly locale: string | null, readonly lastLoginAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'ConfirmEmailUserError', readonly code: ConfirmEmailErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type ConfirmTotpMutationVariables = Exact<{
  input: ConfirmTotpInput;
}>;


export type ConfirmTotpMutation = { readonly confirmTotp: { readonly __typename: 'ConfirmTotpPayload', readonly result:
      | { readonly __typename: 'PasswordChangeRequired' }
      | { readonly __typename: 'SecondFactorEnrolmentRequired' }
      | { readonly __typename: 'SecondFactorRequired' }
      | { readonly __typename: 'SignedIn', readonly account: { readonly __typename: 'Account', readonly id: string, readonly kind: AccountKind, readonly status: AccountStatus, readonly portalId: string, readonly name: string, readonly email: string | null, readonly locale: string | null, readonly lastLoginAt: string | null }, readonly session: { readonly __typename: 'Session', readonly id: string, readonly current: boolean, readonly deviceLabel: string, readonly ipAddress: string | null, readonly placeHint: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly elevatedUntil: string | null }, readonly tokens: { readonly __typename: 'SessionTokens', readonly accessToken: string, readonly accessTokenExpiresAt: string, readonly refreshToken: string, readonly refreshTokenExpiresAt: string, readonly deviceToken: string | null } | null }
     | null, readonly recoveryCodes: { readonly __typename: 'RecoveryCodes', readonly codes: ReadonlyArray<string> } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SecondFactorUserError', readonly code: SecondFactorErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type CreatePayLinkMutationVariables = Exact<{
  input: CreatePayLinkInput;
}>;


export type CreatePayLinkMutation = { readonly createPayLink: { readonly __typename: 'CreatePayLinkPayload', readonly token: string | null, readonly payLink: { readonly __typename: 'PayLink', readonly id: string, readonly state: PayLinkState, readonly byMail: boolean, readonly createdAt: string, readonly expiresAt: string, readonly revokedAt: string | null, readonly documents: ReadonlyArray<{ readonly __typename: 'LinkedDocument', readonly number: string, readonly dueDate: string | null }>, readonly amountDue: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly amountLimit: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'PayLinkUserError', readonly code: PayLinkErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type CreatePaymentMutationVariables = Exact<{
  input: CreatePaymentInput;
}>;


export type CreatePaymentMutation = { readonly createPayment: { readonly __typename: 'CreatePaymentPayload', readonly replayed: boolean, readonly payment: { readonly __typename: 'Payment', readonly version: number, readonly declineCode: PaymentDeclineCode | null, readonly id: string, readonly number: string, readonly status: PaymentStatus, readonly channel: PaymentChannel, readonly receivedAt: string, readonly receiptNumber: string | null, readonly action: { readonly __typename: 'PaymentAction', readonly url: string | null, readonly clientSecret: string | null } | null, readonly unapplied: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'CreatePaymentUserError', readonly code: CreatePaymentErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type CreatePersonalAccessTokenMutationVariables = Exact<{
  input: CreatePersonalAccessTokenInput;
}>;


export type CreatePersonalAccessTokenMutation = { readonly createPersonalAccessToken: { readonly __typename: 'CreatePersonalAccessTokenPayload', readonly token: string | null, readonly personalAccessToken: { readonly __typename: 'PersonalAccessToken', readonly id: string, readonly name: string, readonly hint: string, readonly scopes: ReadonlyArray<TokenScope> | null, readonly createdAt: string, readonly expiresAt: string, readonly lastUsedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'CreatePersonalAccessTokenUserError', readonly code: CreatePersonalAccessTokenErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type EndViewAsMutationVariables = Exact<{ [key: string]: never; }>;


export type EndViewAsMutation = { readonly endViewAs: { readonly __typename: 'EndViewAsPayload', readonly session: { readonly __typename: 'Session', readonly id: string, readonly current: boolean, readonly deviceLabel: string, readonly ipAddress: string | null, readonly placeHint: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly elevatedUntil: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'EndViewAsUserError', readonly code: EndViewAsErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type EnrolTotpMutationVariables = Exact<{
  input: EnrolTotpInput;
}>;


export type EnrolTotpMutation = { readonly enrolTotp: { readonly __typename: 'EnrolTotpPayload', readonly setup: { readonly __typename: 'TotpSetup', readonly secret: string, readonly uri: string, readonly qrSvg: string } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SecondFactorUserError', readonly code: SecondFactorErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type FinishPasskeyRegistrationMutationVariables = Exact<{
  input: FinishPasskeyRegistrationInput;
}>;


export type FinishPasskeyRegistrationMutation = { readonly finishPasskeyRegistration: { readonly __typename: 'FinishPasskeyRegistrationPayload', readonly passkeyId: string | null, readonly result:
      | { readonly __typename: 'PasswordChangeRequired', readonly challenge: string, readonly expiresAt: string }
      | { readonly __typename: 'SecondFactorEnrolmentRequired' }
      | { readonly __typename: 'SecondFactorRequired' }
      | { readonly __typename: 'SignedIn', readonly account: { readonly __typename: 'Account', readonly id: string, readonly kind: AccountKind, readonly status: AccountStatus, readonly portalId: string, readonly name: string, readonly email: string | null, readonly locale: string | null, readonly lastLoginAt: string | null }, readonly session: { readonly __typename: 'Session', readonly id: string, readonly current: boolean, readonly deviceLabel: string, readonly ipAddress: string | null, readonly placeHint: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly elevatedUntil: string | null } }
     | null, readonly recoveryCodes: { readonly __typename: 'RecoveryCodes', readonly codes: ReadonlyArray<string> } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SecondFactorUserError', readonly code: SecondFactorErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type ForgetKnownDeviceMutationVariables = Exact<{
  input: ForgetKnownDeviceInput;
}>;


export type ForgetKnownDeviceMutation = { readonly forgetKnownDevice: { readonly __typename: 'ForgetKnownDevicePayload', readonly forgottenDeviceId: string | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'ForgetKnownDeviceUserError', readonly code: ForgetKnownDeviceErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type InvoiceDetailQueryVariables = Exact<{
  id: string;
  lines?: number;
  linesAfter?: string | null | undefined;
}>;


export type InvoiceDetailQuery = { readonly node:
    | { readonly __typename: 'Account', readonly id: string }
    | { readonly __typename: 'CreditNote', readonly id: string }
    | { readonly __typename: 'Customer', readonly id: string }
    | { readonly __typename: 'Invoice', readonly version: number, readonly finalizedAt: string | null, readonly voidedAt: string | null, readonly id: string, readonly number: string | null, readonly kind: InvoiceKind, readonly status: InvoiceStatus, readonly overdue: boolean, readonly issueDate: string | null, readonly dueDate: string | null, readonly periodStart: string | null, readonly periodEnd: string | null, readonly subtotal: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly taxTotal: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly taxes: ReadonlyArray<{ readonly __typename: 'InvoiceTax', readonly name: string, readonly jurisdiction: string, readonly rate: string, readonly base: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }>, readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly number: string, readonly name: string, readonly address: { readonly __typename: 'Address', readonly line1: string, readonly line2: string | null, readonly postalCode: string, readonly city: string, readonly country: string } } | null, readonly lines: { readonly __typename: 'InvoiceLineConnection', readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly __typename: 'InvoiceLine', readonly id: string, readonly position: number, readonly kind: LineKind, readonly description: string, readonly quantity: string, readonly serviceStart: string | null, readonly serviceEnd: string | null, readonly unitPrice: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly net: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly taxes: ReadonlyArray<{ readonly __typename: 'InvoiceLineTax', readonly name: string, readonly jurisdiction: string, readonly rate: string, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } }, readonly allocations: ReadonlyArray<{ readonly __typename: 'Allocation', readonly id: string, readonly at: string, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly payment: { readonly __typename: 'Payment', readonly id: string, readonly number: string, readonly status: PaymentStatus, readonly channel: PaymentChannel, readonly receivedAt: string, readonly receiptNumber: string | null, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly creditNote: { readonly __typename: 'CreditNote', readonly id: string, readonly number: string, readonly status: CreditNoteStatus, readonly reason: CreditReason, readonly issuedAt: string, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly unapplied: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null }>, readonly creditNotes: ReadonlyArray<{ readonly __typename: 'CreditNote', readonly id: string, readonly number: string, readonly status: CreditNoteStatus, readonly reason: CreditReason, readonly issuedAt: string, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly unapplied: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }>, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }
    | { readonly __typename: 'InvoiceLine', readonly id: string }
    | { readonly __typename: 'Notification', readonly id: string }
    | { readonly __typename: 'Payment', readonly id: string }
    | { readonly __typename: 'Plan', readonly id: string }
    | { readonly __typename: 'ServiceSubscription', readonly id: string }
   | null };

export type InvoiceExplanationQueryVariables = Exact<{
  id: string;
  locale?: string | null | undefined;
}>;


export type InvoiceExplanationQuery = { readonly node:
    | { readonly __typename: 'Account', readonly id: string }
    | { readonly __typename: 'CreditNote', readonly id: string }
    | { readonly __typename: 'Customer', readonly id: string }
    | { readonly __typename: 'Invoice', readonly id: string, readonly explain: { readonly __typename: 'InvoiceExplanation', readonly previous: { readonly __typename: 'Invoice', readonly id: string, readonly number: string | null, readonly kind: InvoiceKind, readonly status: InvoiceStatus, readonly overdue: boolean, readonly issueDate: string | null, readonly dueDate: string | null, readonly periodStart: string | null, readonly periodEnd: string | null, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly difference: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly netDifference: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly taxDifference: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly causes: ReadonlyArray<{ readonly __typename: 'BillCause', readonly code: BillCauseCode, readonly text: string, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly net: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly tax: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly from: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly to: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly subscription: { readonly __typename: 'ServiceSubscription', readonly id: string, readonly number: string } | null }> } }
    | { readonly __typename: 'InvoiceLine', readonly id: string }
    | { readonly __typename: 'Notification', readonly id: string }
    | { readonly __typename: 'Payment', readonly id: string }
    | { readonly __typename: 'Plan', readonly id: string }
    | { readonly __typename: 'ServiceSubscription', readonly id: string }
   | null };

export type KeepSubscriptionMutationVariables = Exact<{
  input: KeepSubscriptionInput;
}>;


export type KeepSubscriptionMutation = { readonly keepSubscription: { readonly __typename: 'KeepSubscriptionPayload', readonly subscription: { readonly __typename: 'ServiceSubscription', readonly version: number, readonly billedThrough: string | null, readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly locks: ReadonlyArray<{ readonly __typename: 'SuspensionLock', readonly reason: LockReason, readonly since: string, readonly until: string | null }>, readonly pendingChange: { readonly __typename: 'PendingPlanChange', readonly effectiveOn: string, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly name: string } } | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'KeepSubscriptionUserError', readonly code: KeepSubscriptionErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<SubscriptionStatus> | null }> } };

export type KnownDeviceListQueryVariables = Exact<{ [key: string]: never; }>;


export type KnownDeviceListQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly account: { readonly __typename: 'Account', readonly id: string, readonly knownDevices: ReadonlyArray<{ readonly __typename: 'KnownDevice', readonly id: string, readonly deviceLabel: string, readonly ipAddress: string, readonly placeHint: string | null, readonly createdAt: string, readonly lastUsedAt: string, readonly current: boolean }> | null } } | null };

export type LoginHistoryQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type LoginHistoryQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly account: { readonly __typename: 'Account', readonly id: string, readonly loginHistory: { readonly __typename: 'LoginAttemptConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'LoginAttempt', readonly id: string, readonly at: string, readonly outcome: LoginOutcome, readonly ipAddress: string, readonly placeHint: string | null, readonly deviceLabel: string, readonly risk: number, readonly highRisk: boolean, readonly riskSigns: ReadonlyArray<LoginRiskSign>, readonly reportedAt: string | null }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } | null } } | null };

export type MarkNotificationsReadMutationVariables = Exact<{
  input: MarkNotificationsReadInput;
}>;


export type MarkNotificationsReadMutation = { readonly markNotificationsRead: { readonly __typename: 'MarkNotificationsReadPayload', readonly markedCount: number, readonly unreadCount: number } };

export type NotificationListQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  unreadOnly?: boolean | null | undefined;
}>;


export type NotificationListQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly eventCursor: string, readonly notifications: { readonly __typename: 'NotificationConnection', readonly unreadCount: number, readonly nodes: ReadonlyArray<{ readonly __typename: 'Notification', readonly id: string, readonly topic: NotificationTopic, readonly kind: NotificationKind, readonly title: string, readonly body: string, readonly subjectId: string | null, readonly createdAt: string, readonly readAt: string | null }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } | null } | null };

export type NotificationPreferencesQueryVariables = Exact<{ [key: string]: never; }>;


export type NotificationPreferencesQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly notificationPreferences: ReadonlyArray<{ readonly __typename: 'NotificationPreference', readonly topic: NotificationTopic, readonly channel: NotificationChannel, readonly enabled: boolean, readonly optional: boolean }> } | null };

export type OrderSubscriptionMutationVariables = Exact<{
  input: OrderSubscriptionInput;
}>;


export type OrderSubscriptionMutation = { readonly orderSubscription: { readonly __typename: 'OrderSubscriptionPayload', readonly subscription: { readonly __typename: 'ServiceSubscription', readonly version: number, readonly billedThrough: string | null, readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly locks: ReadonlyArray<{ readonly __typename: 'SuspensionLock', readonly reason: LockReason, readonly since: string, readonly until: string | null }>, readonly pendingChange: { readonly __typename: 'PendingPlanChange', readonly effectiveOn: string, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly name: string } } | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'OrderSubscriptionUserError', readonly code: OrderSubscriptionErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type OwnEmailQueryVariables = Exact<{ [key: string]: never; }>;


export type OwnEmailQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly account: { readonly __typename: 'Account', readonly id: string, readonly email: string | null, readonly pendingEmailChange: { readonly __typename: 'PendingEmailChange', readonly maskedEmail: string, readonly requestedAt: string, readonly expiresAt: string } | null } } | null };

export type PauseServiceMutationVariables = Exact<{
  input: PauseServiceInput;
}>;


export type PauseServiceMutation = { readonly pauseService: { readonly __typename: 'PauseServicePayload', readonly subscription: { readonly __typename: 'ServiceSubscription', readonly version: number, readonly billedThrough: string | null, readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly locks: ReadonlyArray<{ readonly __typename: 'SuspensionLock', readonly reason: LockReason, readonly since: string, readonly until: string | null }>, readonly pendingChange: { readonly __typename: 'PendingPlanChange', readonly effectiveOn: string, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly name: string } } | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'PauseServiceUserError', readonly code: PauseServiceErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<SubscriptionStatus> | null }> } };

export type PaymentDetailQueryVariables = Exact<{
  id: string;
}>;


export type PaymentDetailQuery = { readonly node:
    | { readonly __typename: 'Account', readonly id: string }
    | { readonly __typename: 'CreditNote', readonly id: string }
    | { readonly __typename: 'Customer', readonly id: string }
    | { readonly __typename: 'Invoice', readonly id: string }
    | { readonly __typename: 'InvoiceLine', readonly id: string }
    | { readonly __typename: 'Notification', readonly id: string }
    | { readonly __typename: 'Payment', readonly version: number, readonly declineCode: PaymentDeclineCode | null, readonly id: string, readonly number: string, readonly status: PaymentStatus, readonly channel: PaymentChannel, readonly receivedAt: string, readonly receiptNumber: string | null, readonly refunded: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly unapplied: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly chargedBack: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly method: { readonly __typename: 'PaymentMethod', readonly id: string, readonly kind: PaymentMethodKind, readonly status: PaymentMethodStatus, readonly label: string | null, readonly brand: string | null, readonly last4: string | null, readonly expiresOn: string | null, readonly expiresSoon: boolean, readonly isDefault: boolean, readonly version: number } | null, readonly attempts: ReadonlyArray<{ readonly __typename: 'PaymentAttempt', readonly number: number, readonly source: PaymentAttemptSource, readonly status: PaymentStatus, readonly declineCode: PaymentDeclineCode | null, readonly at: string }>, readonly refunds: ReadonlyArray<{ readonly __typename: 'PaymentRefund', readonly id: string, readonly status: PaymentRefundStatus, readonly reason: string, readonly createdAt: string, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }>, readonly disputes: ReadonlyArray<{ readonly __typename: 'PaymentDispute', readonly id: string, readonly status: PaymentDisputeStatus, readonly openedAt: string, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }>, readonly allocations: ReadonlyArray<{ readonly __typename: 'Allocation', readonly id: string, readonly at: string, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly invoice: { readonly __typename: 'Invoice', readonly id: string, readonly number: string | null, readonly dueDate: string | null } }>, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }
    | { readonly __typename: 'Plan', readonly id: string }
    | { readonly __typename: 'ServiceSubscription', readonly id: string }
   | null };

export type PersonalAccessTokenListQueryVariables = Exact<{ [key: string]: never; }>;


export type PersonalAccessTokenListQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly account: { readonly __typename: 'Account', readonly id: string, readonly personalAccessTokens: ReadonlyArray<{ readonly __typename: 'PersonalAccessToken', readonly id: string, readonly name: string, readonly hint: string, readonly scopes: ReadonlyArray<TokenScope> | null, readonly createdAt: string, readonly expiresAt: string, readonly lastUsedAt: string | null }> | null } } | null };

export type PlanListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: PlanFilter | null | undefined;
}>;


export type PlanListQuery = { readonly plans: { readonly __typename: 'PlanConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null, readonly contractMonths: number, readonly public: boolean, readonly validFrom: string, readonly validTo: string | null, readonly version: number, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly setupFee: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly overagePerGb: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } | null };

export type PortalEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  types?: ReadonlyArray<PortalEventType> | PortalEventType | null | undefined;
}>;


export type PortalEventsSubscription = { readonly portalEvents:
    | { readonly __typename: 'AccessEvent', readonly cursor: string, readonly type: PortalEventType, readonly occurredAt: string }
    | { readonly __typename: 'CredentialEvent', readonly passkeyName: string | null, readonly maskedEmail: string | null, readonly cursor: string, readonly type: PortalEventType, readonly occurredAt: string }
    | { readonly __typename: 'CreditNoteEvent', readonly cursor: string, readonly type: PortalEventType, readonly occurredAt: string, readonly creditNote: { readonly __typename: 'CreditNote', readonly id: string, readonly number: string, readonly status: CreditNoteStatus, readonly reason: CreditReason, readonly issuedAt: string, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly unapplied: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null }
    | { readonly __typename: 'DataExportEvent', readonly cursor: string, readonly type: PortalEventType, readonly occurredAt: string }
    | { readonly __typename: 'DunningEvent', readonly cursor: string, readonly type: PortalEventType, readonly occurredAt: string }
    | { readonly __typename: 'InvoiceEvent', readonly cursor: string, readonly type: PortalEventType, readonly occurredAt: string, readonly invoice: { readonly __typename: 'Invoice', readonly id: string, readonly number: string | null, readonly kind: InvoiceKind, readonly status: InvoiceStatus, readonly overdue: boolean, readonly issueDate: string | null, readonly dueDate: string | null, readonly periodStart: string | null, readonly periodEnd: string | null, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null }
    | { readonly __typename: 'MemberEvent', readonly customerId: string | null, readonly memberId: string, readonly memberName: string | null, readonly role: LinkRole | null, readonly formerRole: LinkRole | null, readonly cursor: string, readonly type: PortalEventType, readonly occurredAt: string }
    | { readonly __typename: 'MembershipEvent', readonly role: LinkRole | null, readonly cursor: string, readonly type: PortalEventType, readonly occurredAt: string }
    | { readonly __typename: 'NotificationEvent', readonly unreadCount: number, readonly cursor: string, readonly type: PortalEventType, readonly occurredAt: string, readonly notification: { readonly __typename: 'Notification', readonly id: string, readonly topic: NotificationTopic, readonly kind: NotificationKind, readonly title: string, readonly body: string, readonly subjectId: string | null, readonly createdAt: string, readonly readAt: string | null } | null }
    | { readonly __typename: 'PaymentEvent', readonly cursor: string, readonly type: PortalEventType, readonly occurredAt: string, readonly payment: { readonly __typename: 'Payment', readonly id: string, readonly number: string, readonly status: PaymentStatus, readonly channel: PaymentChannel, readonly receivedAt: string, readonly receiptNumber: string | null, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly invoice: { readonly __typename: 'Invoice', readonly id: string, readonly status: InvoiceStatus } | null }
    | { readonly __typename: 'PaymentMethodEvent', readonly methodId: string, readonly brand: string | null, readonly last4: string | null, readonly cursor: string, readonly type: PortalEventType, readonly occurredAt: string }
    | { readonly __typename: 'ResyncEvent', readonly reason: ResyncReason, readonly cursor: string, readonly type: PortalEventType, readonly occurredAt: string }
    | { readonly __typename: 'ServiceEvent', readonly percent: number | null, readonly cursor: string, readonly type: PortalEventType, readonly occurredAt: string, readonly subscription: { readonly __typename: 'ServiceSubscription', readonly id: string, readonly status: SubscriptionStatus, readonly endsOn: string | null } | null }
    | { readonly __typename: 'SessionEvent', readonly sessionId: string, readonly deviceLabel: string | null, readonly ipAddress: string | null, readonly placeHint: string | null, readonly newDevice: boolean, readonly cursor: string, readonly type: PortalEventType, readonly occurredAt: string }
    | { readonly __typename: 'WalletEvent', readonly cursor: string, readonly type: PortalEventType, readonly occurredAt: string, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null, readonly threshold: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null }
   };

export type PreviewPlanChangeMutationVariables = Exact<{
  input: PreviewPlanChangeInput;
}>;


export type PreviewPlanChangeMutation = { readonly previewPlanChange: { readonly __typename: 'PreviewPlanChangePayload', readonly quote: { readonly __typename: 'PlanChangeQuote', readonly id: string, readonly timing: PlanChangeTiming, readonly effectiveOn: string, readonly contractEnd: string | null, readonly expiresAt: string, readonly fromPlan: { readonly __typename: 'Plan', readonly id: string, readonly name: string }, readonly toPlan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null, readonly contractMonths: number, readonly public: boolean, readonly validFrom: string, readonly validTo: string | null, readonly version: number, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly setupFee: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly overagePerGb: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null }, readonly lines: ReadonlyArray<{ readonly __typename: 'PlanChangeLine', readonly description: string, readonly serviceStart: string, readonly serviceEnd: string, readonly net: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }>, readonly net: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly tax: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'PreviewPlanChangeUserError', readonly code: PreviewPlanChangeErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type RedeemCouponMutationVariables = Exact<{
  input: RedeemCouponInput;
}>;


export type RedeemCouponMutation = { readonly redeemCoupon: { readonly __typename: 'RedeemCouponPayload', readonly discount: { readonly __typename: 'CustomerDiscount', readonly id: string, readonly name: string, readonly percent: string | null, readonly byCoupon: boolean, readonly from: string, readonly to: string | null, readonly version: number, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'RedeemCouponUserError', readonly code: RedeemCouponErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type RefreshSessionMutationVariables = Exact<{
  input: RefreshSessionInput;
}>;


export type RefreshSessionMutation = { readonly refreshSession: { readonly __typename: 'RefreshSessionPayload', readonly result: { readonly __typename: 'SignedIn', readonly session: { readonly __typename: 'Session', readonly id: string, readonly current: boolean, readonly deviceLabel: string, readonly ipAddress: string | null, readonly placeHint: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly elevatedUntil: string | null }, readonly tokens: { readonly __typename: 'SessionTokens', readonly accessToken: string, readonly accessTokenExpiresAt: string, readonly refreshToken: string, readonly refreshTokenExpiresAt: string, readonly deviceToken: string | null } | null } } };

export type RemovePasskeyMutationVariables = Exact<{
  input: RemovePasskeyInput;
}>;


export type RemovePasskeyMutation = { readonly removePasskey: { readonly __typename: 'RemovePasskeyPayload', readonly session: { readonly __typename: 'Session', readonly id: string, readonly current: boolean, readonly deviceLabel: string, readonly ipAddress: string | null, readonly placeHint: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly elevatedUntil: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SecondFactorUserError', readonly code: SecondFactorErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type RemoveTotpMutationVariables = Exact<{ [key: string]: never; }>;


export type RemoveTotpMutation = { readonly removeTotp: { readonly __typename: 'RemoveTotpPayload', readonly session: { readonly __typename: 'Session', readonly id: string, readonly current: boolean, readonly deviceLabel: string, readonly ipAddress: string | null, readonly placeHint: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly elevatedUntil: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SecondFactorUserError', readonly code: SecondFactorErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type RenamePasskeyMutationVariables = Exact<{
  input: RenamePasskeyInput;
}>;


export type RenamePasskeyMutation = { readonly renamePasskey: { readonly __typename: 'RenamePasskeyPayload', readonly passkey: { readonly __typename: 'Passkey', readonly id: string, readonly name: string } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SecondFactorUserError', readonly code: SecondFactorErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type RenewRecoveryCodesMutationVariables = Exact<{ [key: string]: never; }>;


export type RenewRecoveryCodesMutation = { readonly renewRecoveryCodes: { readonly __typename: 'RenewRecoveryCodesPayload', readonly recoveryCodes: { readonly __typename: 'RecoveryCodes', readonly codes: ReadonlyArray<string> } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SecondFactorUserError', readonly code: SecondFactorErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type ReportLoginMutationVariables = Exact<{
  input: ReportLoginInput;
}>;


export type ReportLoginMutation = { readonly reportLogin: { readonly __typename: 'ReportLoginPayload', readonly passwordResetRequired: boolean, readonly loginAttempt: { readonly __typename: 'LoginAttempt', readonly id: string, readonly reportedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'ReportLoginUserError', readonly code: ReportLoginErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type RequestPasswordResetMutationVariables = Exact<{
  input: RequestPasswordResetInput;
}>;


export type RequestPasswordResetMutation = { readonly requestPasswordReset: { readonly __typename: 'RequestPasswordResetPayload', readonly accepted: boolean, readonly userErrors: ReadonlyArray<{ readonly __typename: 'RequestPasswordResetUserError', readonly code: RequestPasswordResetErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type ResetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type ResetPasswordMutation = { readonly resetPassword: { readonly __typename: 'ResetPasswordPayload', readonly account: { readonly __typename: 'Account', readonly id: string, readonly portalId: string, readonly status: AccountStatus } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'ResetPasswordUserError', readonly code: ResetPasswordErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type ResumeServiceMutationVariables = Exact<{
  input: ResumeServiceInput;
}>;


export type ResumeServiceMutation = { readonly resumeService: { readonly __typename: 'ResumeServicePayload', readonly subscription: { readonly __typename: 'ServiceSubscription', readonly version: number, readonly billedThrough: string | null, readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly locks: ReadonlyArray<{ readonly __typename: 'SuspensionLock', readonly reason: LockReason, readonly since: string, readonly until: string | null }>, readonly pendingChange: { readonly __typename: 'PendingPlanChange', readonly effectiveOn: string, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly name: string } } | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'ResumeServiceUserError', readonly code: ResumeServiceErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<SubscriptionStatus> | null }> } };

export type RevokeOtherSessionsMutationVariables = Exact<{ [key: string]: never; }>;


export type RevokeOtherSessionsMutation = { readonly revokeOtherSessions: { readonly __typename: 'RevokeOtherSessionsPayload', readonly revokedCount: number } };

export type RevokePayLinkMutationVariables = Exact<{
  input: RevokePayLinkInput;
}>;


export type RevokePayLinkMutation = { readonly revokePayLink: { readonly __typename: 'RevokePayLinkPayload', readonly payLink: { readonly __typename: 'PayLink', readonly id: string, readonly state: PayLinkState, readonly byMail: boolean, readonly createdAt: string, readonly expiresAt: string, readonly revokedAt: string | null, readonly documents: ReadonlyArray<{ readonly __typename: 'LinkedDocument', readonly number: string, readonly dueDate: string | null }>, readonly amountDue: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly amountLimit: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'PayLinkUserError', readonly code: PayLinkErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type RevokePersonalAccessTokenMutationVariables = Exact<{
  input: RevokePersonalAccessTokenInput;
}>;


export type RevokePersonalAccessTokenMutation = { readonly revokePersonalAccessToken: { readonly __typename: 'RevokePersonalAccessTokenPayload', readonly revokedTokenId: string | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'RevokePersonalAccessTokenUserError', readonly code: RevokePersonalAccessTokenErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type RevokeSessionMutationVariables = Exact<{
  input: RevokeSessionInput;
}>;


export type RevokeSessionMutation = { readonly revokeSession: { readonly __typename: 'RevokeSessionPayload', readonly revokedSessionId: string | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'RevokeSessionUserError', readonly code: RevokeSessionErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type SecondFactorsQueryVariables = Exact<{ [key: string]: never; }>;


export type SecondFactorsQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly account: { readonly __typename: 'Account', readonly id: string, readonly secondFactors: { readonly __typename: 'SecondFactors', readonly totp: boolean, readonly recoveryCodesRemaining: number, readonly required: boolean, readonly passkeys: ReadonlyArray<{ readonly __typename: 'Passkey', readonly id: string, readonly name: string, readonly createdAt: string, readonly lastUsedAt: string | null }> } | null } } | null };

export type SessionListQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionListQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly account: { readonly __typename: 'Account', readonly id: string, readonly lastLoginAt: string | null, readonly sessions: ReadonlyArray<{ readonly __typename: 'Session', readonly id: string, readonly current: boolean, readonly deviceLabel: string, readonly ipAddress: string | null, readonly placeHint: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly elevatedUntil: string | null }> | null } } | null };

export type SetAutopayMutationVariables = Exact<{
  input: SetAutopayInput;
}>;


export type SetAutopayMutation = { readonly setAutopay: { readonly __typename: 'SetAutopayPayload', readonly autopay: { readonly __typename: 'Autopay', readonly enabled: boolean, readonly dayOffset: number, readonly version: number, readonly cap: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null, readonly method: { readonly __typename: 'PaymentMethod', readonly id: string, readonly kind: PaymentMethodKind, readonly status: PaymentMethodStatus, readonly label: string | null, readonly brand: string | null, readonly last4: string | null, readonly expiresOn: string | null, readonly expiresSoon: boolean, readonly isDefault: boolean, readonly version: number } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SetAutopayUserError', readonly code: SetAutopayErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type SignInWithPasskeyMutationVariables = Exact<{
  input: SignInWithPasskeyInput;
}>;


export type SignInWithPasskeyMutation = { readonly signInWithPasskey: { readonly __typename: 'SignInWithPasskeyPayload', readonly result:
      | { readonly __typename: 'PasswordChangeRequired', readonly challenge: string, readonly expiresAt: string }
      | { readonly __typename: 'SecondFactorEnrolmentRequired' }
      | { readonly __typename: 'SecondFactorRequired' }
      | { readonly __typename: 'SignedIn', readonly account: { readonly __typename: 'Account', readonly id: string, readonly kind: AccountKind, readonly status: AccountStatus, readonly portalId: string, readonly name: string, readonly email: string | null, readonly locale: string | null, readonly lastLoginAt: string | null }, readonly session: { readonly __typename: 'Session', readonly id: string, readonly current: boolean, readonly deviceLabel: string, readonly ipAddress: string | null, readonly placeHint: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly elevatedUntil: string | null } }
     | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'PasskeySignInUserError', readonly code: PasskeySignInErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly attemptsRemaining: number | null, readonly unlockAt: string | null }> } };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { readonly signIn: { readonly __typename: 'SignInPayload', readonly result:
      | { readonly __typename: 'PasswordChangeRequired', readonly challenge: string, readonly expiresAt: string }
      | { readonly __typename: 'SecondFactorEnrolmentRequired', readonly challenge: string, readonly expiresAt: string }
      | { readonly __typename: 'SecondFactorRequired', readonly challenge: string, readonly methods: ReadonlyArray<SecondFactorMethod>, readonly expiresAt: string }
      | { readonly __typename: 'SignedIn', readonly account: { readonly __typename: 'Account', readonly id: string, readonly kind: AccountKind, readonly status: AccountStatus, readonly portalId: string, readonly name: string, readonly email: string | null, readonly locale: string | null, readonly lastLoginAt: string | null }, readonly session: { readonly __typename: 'Session', readonly id: string, readonly current: boolean, readonly deviceLabel: string, readonly ipAddress: string | null, readonly placeHint: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly elevatedUntil: string | null }, readonly tokens: { readonly __typename: 'SessionTokens', readonly accessToken: string, readonly accessTokenExpiresAt: string, readonly refreshToken: string, readonly refreshTokenExpiresAt: string, readonly deviceToken: string | null } | null }
     | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SignInUserError', readonly code: SignInErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly attemptsRemaining: number | null, readonly unlockAt: string | null }> } };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { readonly signOut: { readonly __typename: 'SignOutPayload', readonly signedOut: boolean, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SignOutUserError', readonly code: SignOutErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type StartPasskeyRegistrationMutationVariables = Exact<{
  input: StartPasskeyRegistrationInput;
}>;


export type StartPasskeyRegistrationMutation = { readonly startPasskeyRegistration: { readonly __typename: 'StartPasskeyRegistrationPayload', readonly ceremony: { readonly __typename: 'PasskeyCeremony', readonly value: string, readonly optionsJson: string, readonly expiresAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SecondFactorUserError', readonly code: SecondFactorErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type StartPasskeySignInMutationVariables = Exact<{
  input: StartPasskeySignInInput;
}>;


export type StartPasskeySignInMutation = { readonly startPasskeySignIn: { readonly __typename: 'StartPasskeySignInPayload', readonly ceremony: { readonly __typename: 'PasskeyCeremony', readonly value: string, readonly optionsJson: string, readonly expiresAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'PasskeySignInUserError', readonly code: PasskeySignInErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly attemptsRemaining: number | null, readonly unlockAt: string | null }> } };

export type StartPasskeyStepUpMutationVariables = Exact<{ [key: string]: never; }>;


export type StartPasskeyStepUpMutation = { readonly startPasskeyStepUp: { readonly __typename: 'StartPasskeyStepUpPayload', readonly ceremony: { readonly __typename: 'PasskeyCeremony', readonly value: string, readonly optionsJson: string, readonly expiresAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SecondFactorUserError', readonly code: SecondFactorErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type StartViewAsMutationVariables = Exact<{
  input: StartViewAsInput;
}>;


export type StartViewAsMutation = { readonly startViewAs: { readonly __typename: 'StartViewAsPayload', readonly session: { readonly __typename: 'Session', readonly id: string, readonly current: boolean, readonly deviceLabel: string, readonly ipAddress: string | null, readonly placeHint: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly elevatedUntil: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'StartViewAsUserError', readonly code: StartViewAsErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type StepUpMutationVariables = Exact<{
  input: StepUpInput;
}>;


export type StepUpMutation = { readonly stepUp: { readonly __typename: 'StepUpPayload', readonly accessToken: string | null, readonly accessTokenExpiresAt: string | null, readonly session: { readonly __typename: 'Session', readonly id: string, readonly current: boolean, readonly deviceLabel: string, readonly ipAddress: string | null, readonly placeHint: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly elevatedUntil: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'StepUpUserError', readonly code: StepUpErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly attemptsRemaining: number | null, readonly unlockAt: string | null }> } };

export type SubjectListQueryVariables = Exact<{ [key: string]: never; }>;


export type SubjectListQuery = { readonly viewer: { readonly __typename: 'Viewer', readonly permissions: ReadonlyArray<Permission>, readonly subjects: ReadonlyArray<{ readonly __typename: 'Subject', readonly id: string, readonly kind: SubjectKind, readonly role: LinkRole, readonly name: string, readonly current: boolean, readonly customerId: string | null, readonly resellerId: string | null }>, readonly viewAs: { readonly __typename: 'ViewAs', readonly customerId: string, readonly reason: string, readonly startedAt: string, readonly expiresAt: string, readonly active: boolean } | null } | null };

export type SwitchSubjectMutationVariables = Exact<{
  input: SwitchSubjectInput;
}>;


export type SwitchSubjectMutation = { readonly switchSubject: { readonly __typename: 'SwitchSubjectPayload', readonly session: { readonly __typename: 'Session', readonly id: string, readonly current: boolean, readonly deviceLabel: string, readonly ipAddress: string | null, readonly placeHint: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly elevatedUntil: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SwitchSubjectUserError', readonly code: SwitchSubjectErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type TenantBrandingQueryVariables = Exact<{ [key: string]: never; }>;


export type TenantBrandingQuery = { readonly tenant: { readonly __typename: 'Tenant', readonly slug: string, readonly name: string, readonly locale: string, readonly timezone: string, readonly currency: string, readonly branding: { readonly __typename: 'Branding', readonly primaryColor: string, readonly logoUrl: string | null, readonly supportEmail: string | null, readonly supportPhone: string | null }, readonly passwordPolicy: { readonly __typename: 'PasswordPolicy', readonly minLength: number, readonly minLengthWithSecondFactor: number, readonly maxLength: number, readonly minStrength: number, readonly minStrengthWithSecondFactor: number, readonly history: number, readonly maxAgeDays: number | null }, readonly portalSettings: { readonly __typename: 'PortalSettings', readonly billing: boolean, readonly rememberMe: boolean } } };

export type UpdateNotificationPreferencesMutationVariables = Exact<{
  input: UpdateNotificationPreferencesInput;
}>;


export type UpdateNotificationPreferencesMutation = { readonly updateNotificationPreferences: { readonly __typename: 'UpdateNotificationPreferencesPayload', readonly preferences: ReadonlyArray<{ readonly __typename: 'NotificationPreference', readonly topic: NotificationTopic, readonly channel: NotificationChannel, readonly enabled: boolean, readonly optional: boolean }> | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'UpdateNotificationPreferencesUserError', readonly code: UpdateNotificationPreferencesErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type VerifySecondFactorMutationVariables = Exact<{
  input: VerifySecondFactorInput;
}>;


export type VerifySecondFactorMutation = { readonly verifySecondFactor: { readonly __typename: 'VerifySecondFactorPayload', readonly result:
      | { readonly __typename: 'PasswordChangeRequired', readonly challenge: string, readonly expiresAt: string }
      | { readonly __typename: 'SecondFactorEnrolmentRequired' }
      | { readonly __typename: 'SecondFactorRequired' }
      | { readonly __typename: 'SignedIn', readonly account: { readonly __typename: 'Account', readonly id: string, readonly kind: AccountKind, readonly status: AccountStatus, readonly portalId: string, readonly name: string, readonly email: string | null, readonly locale: string | null, readonly lastLoginAt: string | null }, readonly session: { readonly __typename: 'Session', readonly id: string, readonly current: boolean, readonly deviceLabel: string, readonly ipAddress: string | null, readonly placeHint: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly elevatedUntil: string | null }, readonly tokens: { readonly __typename: 'SessionTokens', readonly accessToken: string, readonly accessTokenExpiresAt: string, readonly refreshToken: string, readonly refreshTokenExpiresAt: string, readonly deviceToken: string | null } | null }
     | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'VerifySecondFactorUserError', readonly code: VerifySecondFactorErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly attemptsRemaining: number | null, readonly unlockAt: string | null }> } };

export type AccountFileQueryVariables = Exact<{
  id: string;
}>;


export type AccountFileQuery = { readonly account: { readonly __typename: 'Account', readonly version: number, readonly mustChangePassword: boolean, readonly id: string, readonly kind: AccountKind, readonly status: AccountStatus, readonly portalId: string, readonly name: string, readonly email: string | null, readonly locale: string | null, readonly lastLoginAt: string | null, readonly links: ReadonlyArray<{ readonly __typename: 'AccountLink', readonly id: string, readonly role: LinkRole, readonly customerId: string | null, readonly resellerId: string | null, readonly since: string }> | null, readonly statusHistory: ReadonlyArray<{ readonly __typename: 'AccountStatusChange', readonly id: string, readonly action: AccountAction, readonly from: AccountStatus, readonly to: AccountStatus, readonly reason: string, readonly at: string, readonly actorName: string | null }> | null } | null };

export type AccountSearchQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  search?: string | null | undefined;
  filter?: AccountFilter | null | undefined;
}>;


export type AccountSearchQuery = { readonly accounts: { readonly __typename: 'AccountConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Account', readonly version: number, readonly lastLoginAt: string | null, readonly id: string, readonly kind: AccountKind, readonly status: AccountStatus, readonly portalId: string, readonly name: string, readonly email: string | null, readonly locale: string | null }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } | null };

export type ActivateSubscriptionMutationVariables = Exact<{
  input: ActivateSubscriptionInput;
}>;


export type ActivateSubscriptionMutation = { readonly activateSubscription: { readonly __typename: 'ActivateSubscriptionPayload', readonly subscription: { readonly __typename: 'ServiceSubscription', readonly version: number, readonly billedThrough: string | null, readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly locks: ReadonlyArray<{ readonly __typename: 'SuspensionLock', readonly reason: LockReason, readonly since: string, readonly until: string | null }>, readonly pendingChange: { readonly __typename: 'PendingPlanChange', readonly effectiveOn: string, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly name: string } } | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'ActivateSubscriptionUserError', readonly code: ActivateSubscriptionErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<SubscriptionStatus> | null }> } };

export type AddInvoiceLineMutationVariables = Exact<{
  input: AddInvoiceLineInput;
}>;


export type AddInvoiceLineMutation = { readonly addInvoiceLine: { readonly __typename: 'AddInvoiceLinePayload', readonly invoice: { readonly __typename: 'Invoice', readonly id: string, readonly status: InvoiceStatus, readonly version: number, readonly subtotal: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly taxTotal: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly lines: { readonly __typename: 'InvoiceLineConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'InvoiceLine', readonly id: string, readonly kind: LineKind, readonly description: string, readonly quantity: string, readonly unitPrice: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly net: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'AddInvoiceLineUserError', readonly code: AddInvoiceLineErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<string> | null }> } };

export type AgreeSubscriptionPriceMutationVariables = Exact<{
  input: AgreeSubscriptionPriceInput;
}>;


export type AgreeSubscriptionPriceMutation = { readonly agreeSubscriptionPrice: { readonly __typename: 'AgreeSubscriptionPricePayload', readonly subscription: { readonly __typename: 'ServiceSubscription', readonly version: number, readonly billedThrough: string | null, readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly locks: ReadonlyArray<{ readonly __typename: 'SuspensionLock', readonly reason: LockReason, readonly since: string, readonly until: string | null }>, readonly pendingChange: { readonly __typename: 'PendingPlanChange', readonly effectiveOn: string, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly name: string } } | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'AgreeSubscriptionPriceUserError', readonly code: AgreeSubscriptionPriceErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<SubscriptionStatus> | null }> } };

export type ApplyCreditNoteMutationVariables = Exact<{
  input: ApplyCreditNoteInput;
}>;


export type ApplyCreditNoteMutation = { readonly applyCreditNote: { readonly __typename: 'ApplyCreditNotePayload', readonly creditNote: { readonly __typename: 'CreditNote', readonly version: number, readonly id: string, readonly number: string, readonly status: CreditNoteStatus, readonly reason: CreditReason, readonly issuedAt: string, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly unapplied: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'ApplyCreditNoteUserError', readonly code: ApplyCreditNoteErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<string> | null }> } };

export type AuditLogQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: AuditEntryFilter | null | undefined;
}>;


export type AuditLogQuery = { readonly auditEntries: { readonly __typename: 'AuditEntryConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'AuditEntry', readonly id: string, readonly at: string, readonly action: string, readonly subject: string, readonly actorId: string | null, readonly actorName: string | null, readonly actorKind: ActorKind | null, readonly onBehalfOfId: string | null, readonly customerId: string | null, readonly reason: string | null, readonly before: string | null, readonly after: string | null, readonly requestId: string, readonly seq: string | null, readonly erased: boolean }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } | null };

export type AuditVerificationQueryVariables = Exact<{
  from?: string | null | undefined;
}>;


export type AuditVerificationQuery = { readonly verifyAudit: { readonly __typename: 'AuditVerification', readonly ok: boolean, readonly checked: string, readonly unsealed: number, readonly erased: string, readonly next: string | null, readonly end: string, readonly endLink: string, readonly faults: ReadonlyArray<{ readonly __typename: 'AuditFault', readonly seq: string, readonly kind: AuditFaultKind, readonly entryId: string | null }> } | null };

export type BillingRunListQueryVariables = Exact<{ [key: string]: never; }>;


export type BillingRunListQuery = { readonly billingRuns: ReadonlyArray<{ readonly __typename: 'BillingRun', readonly asOf: string, readonly startedAt: string, readonly finishedAt: string | null, readonly progress: { readonly __typename: 'BillingRunProgress', readonly due: number, readonly billed: number, readonly failed: number }, readonly errors: ReadonlyArray<{ readonly __typename: 'BillingRunError', readonly code: string, readonly message: string, readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly number: string } | null }> }> | null };

export type BulkChangeAccountsMutationVariables = Exact<{
  input: BulkChangeAccountsInput;
}>;


export type BulkChangeAccountsMutation = { readonly bulkChangeAccounts: { readonly __typename: 'BulkChangeAccountsPayload', readonly changedCount: number, readonly dryRun: boolean, readonly results: ReadonlyArray<{ readonly __typename: 'BulkChangeAccountsResult', readonly accountId: string, readonly outcome: BulkChangeAccountsOutcome, readonly message: string | null, readonly allowed: ReadonlyArray<AccountStatus> | null, readonly account: { readonly __typename: 'Account', readonly id: string, readonly status: AccountStatus, readonly version: number } | null }>, readonly userErrors: ReadonlyArray<{ readonly __typename: 'BulkChangeAccountsUserError', readonly code: BulkChangeAccountsErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type ChangeBillingTermsMutationVariables = Exact<{
  input: ChangeBillingTermsInput;
}>;


export type ChangeBillingTermsMutation = { readonly changeBillingTerms: { readonly __typename: 'ChangeBillingTermsPayload', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly version: number, readonly billingTerms: { readonly __typename: 'BillingTerms', readonly mode: BillingMode, readonly billingDay: number, readonly dueDays: number, readonly graceDays: number, readonly nextPeriodStart: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'ChangeBillingTermsUserError', readonly code: ChangeBillingTermsErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type ChangeTaxRateMutationVariables = Exact<{
  input: ChangeTaxRateInput;
}>;


export type ChangeTaxRateMutation = { readonly changeTaxRate: { readonly __typename: 'ChangeTaxRatePayload', readonly taxRate: { readonly __typename: 'TaxRate', readonly id: string, readonly code: string, readonly name: string, readonly rate: string, readonly jurisdiction: string, readonly compound: boolean, readonly inclusive: boolean, readonly from: string, readonly to: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'ChangeTaxRateUserError', readonly code: ChangeTaxRateErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<string> | null }> } };

export type CouponListQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type CouponListQuery = { readonly coupons: { readonly __typename: 'CouponConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Coupon', readonly id: string, readonly code: string, readonly name: string, readonly percent: string | null, readonly months: number | null, readonly validFrom: string, readonly validTo: string | null, readonly maxRedemptions: number | null, readonly redeemed: number, readonly retiredAt: string | null, readonly version: number, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } | null };

export type CreateCouponMutationVariables = Exact<{
  input: CreateCouponInput;
}>;


export type CreateCouponMutation = { readonly createCoupon: { readonly __typename: 'CreateCouponPayload', readonly coupon: { readonly __typename: 'Coupon', readonly id: string, readonly code: string, readonly name: string, readonly percent: string | null, readonly months: number | null, readonly validFrom: string, readonly validTo: string | null, readonly maxRedemptions: number | null, readonly redeemed: number, readonly retiredAt: string | null, readonly version: number, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'CreateCouponUserError', readonly code: CreateCouponErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type CreateInvoiceDraftMutationVariables = Exact<{
  input: CreateInvoiceDraftInput;
}>;


export type CreateInvoiceDraftMutation = { readonly createInvoiceDraft: { readonly __typename: 'CreateInvoiceDraftPayload', readonly invoice: { readonly __typename: 'Invoice', readonly id: string, readonly status: InvoiceStatus, readonly version: number, readonly subtotal: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly taxTotal: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly lines: { readonly __typename: 'InvoiceLineConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'InvoiceLine', readonly id: string, readonly kind: LineKind, readonly description: string, readonly quantity: string, readonly unitPrice: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly net: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'CreateInvoiceDraftUserError', readonly code: CreateInvoiceDraftErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<string> | null }> } };

export type CreatePlanMutationVariables = Exact<{
  input: CreatePlanInput;
}>;


export type CreatePlanMutation = { readonly createPlan: { readonly __typename: 'CreatePlanPayload', readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null, readonly contractMonths: number, readonly public: boolean, readonly validFrom: string, readonly validTo: string | null, readonly version: number, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly setupFee: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly overagePerGb: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'CreatePlanUserError', readonly code: CreatePlanErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type CreateTaxRateMutationVariables = Exact<{
  input: CreateTaxRateInput;
}>;


export type CreateTaxRateMutation = { readonly createTaxRate: { readonly __typename: 'CreateTaxRatePayload', readonly taxRate: { readonly __typename: 'TaxRate', readonly id: string, readonly code: string, readonly name: string, readonly rate: string, readonly jurisdiction: string, readonly compound: boolean, readonly inclusive: boolean, readonly from: string, readonly to: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'CreateTaxRateUserError', readonly code: CreateTaxRateErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<string> | null }> } };

export type CreateTopUpPackMutationVariables = Exact<{
  input: CreateTopUpPackInput;
}>;


export type CreateTopUpPackMutation = { readonly createTopUpPack: { readonly __typename: 'CreateTopUpPackPayload', readonly pack: { readonly __typename: 'TopUpPack', readonly id: string, readonly code: string, readonly name: string, readonly bytes: string, readonly retiredAt: string | null, readonly version: number, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'CreateTopUpPackUserError', readonly code: CreateTopUpPackErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type CustomerFileQueryVariables = Exact<{
  id: string;
}>;


export type CustomerFileQuery = { readonly customer: { readonly __typename: 'Customer', readonly openInvoiceCount: number | null, readonly id: string, readonly version: number, readonly number: string, readonly name: string, readonly kind: CustomerKind, readonly status: CustomerStatus, readonly email: string | null, readonly phone: string | null, readonly currency: string, readonly billingMode: BillingMode, readonly createdAt: string, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null, readonly subscriptions: { readonly __typename: 'ServiceSubscriptionConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'ServiceSubscription', readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } }> }, readonly invoices: { readonly __typename: 'InvoiceConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Invoice', readonly id: string, readonly number: string | null, readonly kind: InvoiceKind, readonly status: InvoiceStatus, readonly overdue: boolean, readonly issueDate: string | null, readonly dueDate: string | null, readonly periodStart: string | null, readonly periodEnd: string | null, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> } | null, readonly payments: { readonly __typename: 'PaymentConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Payment', readonly id: string, readonly number: string, readonly status: PaymentStatus, readonly channel: PaymentChannel, readonly receivedAt: string, readonly receiptNumber: string | null, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> } | null, readonly creditNotes: { readonly __typename: 'CreditNoteConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'CreditNote', readonly id: string, readonly number: string, readonly status: CreditNoteStatus, readonly reason: CreditReason, readonly issuedAt: string, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly unapplied: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> } | null, readonly address: { readonly __typename: 'Address', readonly line1: string, readonly line2: string | null, readonly postalCode: string, readonly city: string, readonly country: string } } | null };

export type CustomerSearchQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  search?: string | null | undefined;
  filter?: CustomerFilter | null | undefined;
}>;


export type CustomerSearchQuery = { readonly customers: { readonly __typename: 'CustomerConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'Customer', readonly id: string, readonly number: string, readonly name: string, readonly kind: CustomerKind, readonly status: CustomerStatus }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } | null };

export type DeleteInvoiceDraftMutationVariables = Exact<{
  input: DeleteInvoiceDraftInput;
}>;


export type DeleteInvoiceDraftMutation = { readonly deleteInvoiceDraft: { readonly __typename: 'DeleteInvoiceDraftPayload', readonly deletedId: string | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'DeleteInvoiceDraftUserError', readonly code: DeleteInvoiceDraftErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<string> | null }> } };

export type DisableAccountMutationVariables = Exact<{
  input: DisableAccountInput;
}>;


export type DisableAccountMutation = { readonly disableAccount: { readonly __typename: 'DisableAccountPayload', readonly account: { readonly __typename: 'Account', readonly id: string, readonly status: AccountStatus, readonly version: number } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'DisableAccountUserError', readonly code: DisableAccountErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<AccountStatus> | null }> } };

export type EndDiscountMutationVariables = Exact<{
  input: EndDiscountInput;
}>;


export type EndDiscountMutation = { readonly endDiscount: { readonly __typename: 'EndDiscountPayload', readonly discount: { readonly __typename: 'CustomerDiscount', readonly id: string, readonly name: string, readonly percent: string | null, readonly byCoupon: boolean, readonly from: string, readonly to: string | null, readonly version: number, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'EndDiscountUserError', readonly code: EndDiscountErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type EndTaxRateMutationVariables = Exact<{
  input: EndTaxRateInput;
}>;


export type EndTaxRateMutation = { readonly endTaxRate: { readonly __typename: 'EndTaxRatePayload', readonly taxRate: { readonly __typename: 'TaxRate', readonly id: string, readonly code: string, readonly name: string, readonly rate: string, readonly jurisdiction: string, readonly compound: boolean, readonly inclusive: boolean, readonly from: string, readonly to: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'EndTaxRateUserError', readonly code: EndTaxRateErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<string> | null }> } };

export type EraseAuditValuesMutationVariables = Exact<{
  input: EraseAuditValuesInput;
}>;


export type EraseAuditValuesMutation = { readonly eraseAuditValues: { readonly __typename: 'EraseAuditValuesPayload', readonly erasedEntryId: string | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'EraseAuditValuesUserError', readonly code: EraseAuditValuesErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type ExpireAccountMutationVariables = Exact<{
  input: ExpireAccountInput;
}>;


export type ExpireAccountMutation = { readonly expireAccount: { readonly __typename: 'ExpireAccountPayload', readonly account: { readonly __typename: 'Account', readonly id: string, readonly status: AccountStatus, readonly version: number } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'ExpireAccountUserError', readonly code: ExpireAccountErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<AccountStatus> | null }> } };

export type FinalizeInvoiceMutationVariables = Exact<{
  input: FinalizeInvoiceInput;
}>;


export type FinalizeInvoiceMutation = { readonly finalizeInvoice: { readonly __typename: 'FinalizeInvoicePayload', readonly invoice: { readonly __typename: 'Invoice', readonly version: number, readonly id: string, readonly number: string | null, readonly kind: InvoiceKind, readonly status: InvoiceStatus, readonly overdue: boolean, readonly issueDate: string | null, readonly dueDate: string | null, readonly periodStart: string | null, readonly periodEnd: string | null, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'FinalizeInvoiceUserError', readonly code: FinalizeInvoiceErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<string> | null }> } };

export type GrantDiscountMutationVariables = Exact<{
  input: GrantDiscountInput;
}>;


export type GrantDiscountMutation = { readonly grantDiscount: { readonly __typename: 'GrantDiscountPayload', readonly discount: { readonly __typename: 'CustomerDiscount', readonly id: string, readonly name: string, readonly percent: string | null, readonly byCoupon: boolean, readonly from: string, readonly to: string | null, readonly version: number, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'GrantDiscountUserError', readonly code: GrantDiscountErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type InvoiceDraftListQueryVariables = Exact<{
  id: string;
}>;


export type InvoiceDraftListQuery = { readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly invoiceDrafts: ReadonlyArray<{ readonly __typename: 'Invoice', readonly id: string, readonly status: InvoiceStatus, readonly version: number, readonly subtotal: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly taxTotal: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly lines: { readonly __typename: 'InvoiceLineConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'InvoiceLine', readonly id: string, readonly kind: LineKind, readonly description: string, readonly quantity: string, readonly unitPrice: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly net: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> } }> | null } | null };

export type IssueCreditNoteMutationVariables = Exact<{
  input: IssueCreditNoteInput;
}>;


export type IssueCreditNoteMutation = { readonly issueCreditNote: { readonly __typename: 'IssueCreditNotePayload', readonly creditNote: { readonly __typename: 'CreditNote', readonly version: number, readonly id: string, readonly number: string, readonly status: CreditNoteStatus, readonly reason: CreditReason, readonly issuedAt: string, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly unapplied: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'IssueCreditNoteUserError', readonly code: IssueCreditNoteErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<string> | null }> } };

export type IssueOneTimeCodeMutationVariables = Exact<{
  input: IssueOneTimeCodeInput;
}>;


export type IssueOneTimeCodeMutation = { readonly issueOneTimeCode: { readonly __typename: 'IssueOneTimeCodePayload', readonly code: string | null, readonly goodFor: OneTimeCodeUse | null, readonly expiresAt: string | null, readonly account: { readonly __typename: 'Account', readonly id: string, readonly portalId: string, readonly name: string } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'IssueOneTimeCodeUserError', readonly code: IssueOneTimeCodeErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type JournalOfPeriodQueryVariables = Exact<{
  period: string;
  first?: number;
  after?: string | null | undefined;
}>;


export type JournalOfPeriodQuery = { readonly journal: { readonly __typename: 'JournalConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'JournalEntry', readonly date: string, readonly kind: LedgerMovementKind, readonly number: string, readonly reference: string | null, readonly documentId: string | null, readonly currency: string, readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly number: string, readonly name: string } | null, readonly lines: ReadonlyArray<{ readonly __typename: 'JournalLine', readonly account: string, readonly role: JournalAccount, readonly taxCode: string | null, readonly jurisdiction: string | null, readonly rate: string | null, readonly debit: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly credit: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> }>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } | null };

export type LedgerCheckQueryVariables = Exact<{
  checks?: ReadonlyArray<LedgerCheck> | LedgerCheck | null | undefined;
  limit?: number;
}>;


export type LedgerCheckQuery = { readonly ledgerCheck: { readonly __typename: 'LedgerReport', readonly ok: boolean, readonly checks: ReadonlyArray<LedgerCheck>, readonly truncated: boolean, readonly findings: ReadonlyArray<{ readonly __typename: 'LedgerFinding', readonly check: LedgerCheck, readonly subject: string, readonly fact: string, readonly expected: string, readonly found: string }> } | null };

export type LiftSubscriptionLockMutationVariables = Exact<{
  input: LiftSubscriptionLockInput;
}>;


export type LiftSubscriptionLockMutation = { readonly liftSubscriptionLock: { readonly __typename: 'LiftSubscriptionLockPayload', readonly subscription: { readonly __typename: 'ServiceSubscription', readonly version: number, readonly billedThrough: string | null, readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly locks: ReadonlyArray<{ readonly __typename: 'SuspensionLock', readonly reason: LockReason, readonly since: string, readonly until: string | null }>, readonly pendingChange: { readonly __typename: 'PendingPlanChange', readonly effectiveOn: string, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly name: string } } | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'LiftSubscriptionLockUserError', readonly code: LiftSubscriptionLockErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<SubscriptionStatus> | null }> } };

export type LineDisputeListQueryVariables = Exact<{ [key: string]: never; }>;


export type LineDisputeListQuery = { readonly openLineDisputes: ReadonlyArray<{ readonly __typename: 'InvoiceLineDispute', readonly id: string, readonly lineId: string, readonly reason: DisputeReason, readonly explanation: string, readonly status: DisputeStatus, readonly openedAt: string, readonly settledAt: string | null, readonly answer: string | null, readonly version: number, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly invoice: { readonly __typename: 'Invoice', readonly id: string, readonly number: string | null, readonly disputed: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } }> | null };

export type LockSubscriptionMutationVariables = Exact<{
  input: LockSubscriptionInput;
}>;


export type LockSubscriptionMutation = { readonly lockSubscription: { readonly __typename: 'LockSubscriptionPayload', readonly subscription: { readonly __typename: 'ServiceSubscription', readonly version: number, readonly billedThrough: string | null, readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly locks: ReadonlyArray<{ readonly __typename: 'SuspensionLock', readonly reason: LockReason, readonly since: string, readonly until: string | null }>, readonly pendingChange: { readonly __typename: 'PendingPlanChange', readonly effectiveOn: string, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly name: string } } | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'LockSubscriptionUserError', readonly code: LockSubscriptionErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<SubscriptionStatus> | null }> } };

export type MarkInvoiceUncollectibleMutationVariables = Exact<{
  input: MarkInvoiceUncollectibleInput;
}>;


export type MarkInvoiceUncollectibleMutation = { readonly markInvoiceUncollectible: { readonly __typename: 'MarkInvoiceUncollectiblePayload', readonly invoice: { readonly __typename: 'Invoice', readonly version: number, readonly id: string, readonly number: string | null, readonly kind: InvoiceKind, readonly status: InvoiceStatus, readonly overdue: boolean, readonly issueDate: string | null, readonly dueDate: string | null, readonly periodStart: string | null, readonly periodEnd: string | null, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'MarkInvoiceUncollectibleUserError', readonly code: MarkInvoiceUncollectibleErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<string> | null }> } };

export type ProvisionSubscriptionMutationVariables = Exact<{
  input: ProvisionSubscriptionInput;
}>;


export type ProvisionSubscriptionMutation = { readonly provisionSubscription: { readonly __typename: 'ProvisionSubscriptionPayload', readonly subscription: { readonly __typename: 'ServiceSubscription', readonly version: number, readonly billedThrough: string | null, readonly id: string, readonly number: string, readonly status: SubscriptionStatus, readonly activatedOn: string | null, readonly endsOn: string | null, readonly contractEnd: string | null, readonly locks: ReadonlyArray<{ readonly __typename: 'SuspensionLock', readonly reason: LockReason, readonly since: string, readonly until: string | null }>, readonly pendingChange: { readonly __typename: 'PendingPlanChange', readonly effectiveOn: string, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly name: string } } | null, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'ProvisionSubscriptionUserError', readonly code: ProvisionSubscriptionErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<SubscriptionStatus> | null }> } };

export type ReactivateAccountMutationVariables = Exact<{
  input: ReactivateAccountInput;
}>;


export type ReactivateAccountMutation = { readonly reactivateAccount: { readonly __typename: 'ReactivateAccountPayload', readonly account: { readonly __typename: 'Account', readonly id: string, readonly status: AccountStatus, readonly version: number } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'ReactivateAccountUserError', readonly code: ReactivateAccountErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<AccountStatus> | null }> } };

export type RecordUsageMutationVariables = Exact<{
  input: RecordUsageInput;
}>;


export type RecordUsageMutation = { readonly recordUsage: { readonly __typename: 'RecordUsagePayload', readonly recorded: { readonly __typename: 'RecordedUsage', readonly readings: number } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'RecordUsageUserError', readonly code: RecordUsageErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type RefundPaymentMutationVariables = Exact<{
  input: RefundPaymentInput;
}>;


export type RefundPaymentMutation = { readonly refundPayment: { readonly __typename: 'RefundPaymentPayload', readonly replayed: boolean, readonly refund: { readonly __typename: 'PaymentRefund', readonly id: string, readonly status: PaymentRefundStatus, readonly reason: string, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly payment: { readonly __typename: 'Payment', readonly id: string, readonly number: string, readonly status: PaymentStatus, readonly channel: PaymentChannel, readonly receivedAt: string, readonly receiptNumber: string | null, readonly refunded: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'RefundPaymentUserError', readonly code: RefundPaymentErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type RemoveInvoiceLineMutationVariables = Exact<{
  input: RemoveInvoiceLineInput;
}>;


export type RemoveInvoiceLineMutation = { readonly removeInvoiceLine: { readonly __typename: 'RemoveInvoiceLinePayload', readonly invoice: { readonly __typename: 'Invoice', readonly id: string, readonly status: InvoiceStatus, readonly version: number, readonly subtotal: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly taxTotal: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly lines: { readonly __typename: 'InvoiceLineConnection', readonly nodes: ReadonlyArray<{ readonly __typename: 'InvoiceLine', readonly id: string, readonly kind: LineKind, readonly description: string, readonly quantity: string, readonly unitPrice: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly net: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'RemoveInvoiceLineUserError', readonly code: RemoveInvoiceLineErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<string> | null }> } };

export type RequirePasswordChangeMutationVariables = Exact<{
  input: RequirePasswordChangeInput;
}>;


export type RequirePasswordChangeMutation = { readonly requirePasswordChange: { readonly __typename: 'RequirePasswordChangePayload', readonly account: { readonly __typename: 'Account', readonly id: string, readonly status: AccountStatus, readonly mustChangePassword: boolean, readonly version: number } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'RequirePasswordChangeUserError', readonly code: RequirePasswordChangeErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<AccountStatus> | null }> } };

export type RetireCouponMutationVariables = Exact<{
  input: RetireCouponInput;
}>;


export type RetireCouponMutation = { readonly retireCoupon: { readonly __typename: 'RetireCouponPayload', readonly coupon: { readonly __typename: 'Coupon', readonly id: string, readonly code: string, readonly name: string, readonly percent: string | null, readonly months: number | null, readonly validFrom: string, readonly validTo: string | null, readonly maxRedemptions: number | null, readonly redeemed: number, readonly retiredAt: string | null, readonly version: number, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'RetireCouponUserError', readonly code: RetireCouponErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type RetirePlanMutationVariables = Exact<{
  input: RetirePlanInput;
}>;


export type RetirePlanMutation = { readonly retirePlan: { readonly __typename: 'RetirePlanPayload', readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null, readonly contractMonths: number, readonly public: boolean, readonly validFrom: string, readonly validTo: string | null, readonly version: number, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly setupFee: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly overagePerGb: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'RetirePlanUserError', readonly code: RetirePlanErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type RetireTopUpPackMutationVariables = Exact<{
  input: RetireTopUpPackInput;
}>;


export type RetireTopUpPackMutation = { readonly retireTopUpPack: { readonly __typename: 'RetireTopUpPackPayload', readonly pack: { readonly __typename: 'TopUpPack', readonly id: string, readonly code: string, readonly name: string, readonly bytes: string, readonly retiredAt: string | null, readonly version: number, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'RetireTopUpPackUserError', readonly code: RetireTopUpPackErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type SandboxAdvanceTimeMutationVariables = Exact<{
  input: SandboxAdvanceTimeInput;
}>;


export type SandboxAdvanceTimeMutation = { readonly sandboxAdvanceTime: { readonly __typename: 'SandboxAdvanceTimePayload', readonly now: string | null, readonly today: string | null, readonly days: number | null, readonly arrived: boolean | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SandboxAdvanceTimeUserError', readonly code: SandboxAdvanceTimeErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type SendActivationMutationVariables = Exact<{
  input: SendActivationInput;
}>;


export type SendActivationMutation = { readonly sendActivation: { readonly __typename: 'SendActivationPayload', readonly account: { readonly __typename: 'Account', readonly id: string, readonly portalId: string, readonly status: AccountStatus } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SendActivationUserError', readonly code: SendActivationErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type SetTaxExemptionMutationVariables = Exact<{
  input: SetTaxExemptionInput;
}>;


export type SetTaxExemptionMutation = { readonly setTaxExemption: { readonly __typename: 'SetTaxExemptionPayload', readonly customer: { readonly __typename: 'Customer', readonly id: string, readonly version: number, readonly taxExemption: { readonly __typename: 'TaxExemption', readonly reason: string, readonly certificate: string | null, readonly validTo: string | null, readonly inForce: boolean } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SetTaxExemptionUserError', readonly code: SetTaxExemptionErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type SettleLineDisputeMutationVariables = Exact<{
  input: SettleLineDisputeInput;
}>;


export type SettleLineDisputeMutation = { readonly settleLineDispute: { readonly __typename: 'SettleLineDisputePayload', readonly dispute: { readonly __typename: 'InvoiceLineDispute', readonly id: string, readonly lineId: string, readonly reason: DisputeReason, readonly explanation: string, readonly status: DisputeStatus, readonly openedAt: string, readonly settledAt: string | null, readonly answer: string | null, readonly version: number, readonly creditNote: { readonly __typename: 'CreditNote', readonly id: string, readonly number: string } | null, readonly amount: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly invoice: { readonly __typename: 'Invoice', readonly id: string, readonly number: string | null, readonly disputed: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SettleLineDisputeUserError', readonly code: SettleLineDisputeErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<string> | null }> } };

export type StaffBootQueryVariables = Exact<{ [key: string]: never; }>;


export type StaffBootQuery = { readonly tenant: { readonly __typename: 'Tenant', readonly slug: string, readonly name: string, readonly locale: string, readonly timezone: string, readonly currency: string, readonly branding: { readonly __typename: 'Branding', readonly primaryColor: string, readonly logoUrl: string | null, readonly supportEmail: string | null, readonly supportPhone: string | null }, readonly passwordPolicy: { readonly __typename: 'PasswordPolicy', readonly minLength: number, readonly minLengthWithSecondFactor: number, readonly maxLength: number, readonly minStrength: number, readonly minStrengthWithSecondFactor: number, readonly history: number, readonly maxAgeDays: number | null }, readonly portalSettings: { readonly __typename: 'PortalSettings', readonly billing: boolean, readonly rememberMe: boolean } }, readonly viewer: { readonly __typename: 'Viewer', readonly permissions: ReadonlyArray<Permission>, readonly account: { readonly __typename: 'Account', readonly id: string, readonly kind: AccountKind, readonly status: AccountStatus, readonly portalId: string, readonly name: string, readonly email: string | null, readonly locale: string | null, readonly lastLoginAt: string | null }, readonly staff: { readonly __typename: 'Staff', readonly role: StaffRole } | null } | null };

export type SuspendAccountMutationVariables = Exact<{
  input: SuspendAccountInput;
}>;


export type SuspendAccountMutation = { readonly suspendAccount: { readonly __typename: 'SuspendAccountPayload', readonly account: { readonly __typename: 'Account', readonly id: string, readonly status: AccountStatus, readonly version: number } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'SuspendAccountUserError', readonly code: SuspendAccountErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<AccountStatus> | null }> } };

export type TaxRateListQueryVariables = Exact<{
  on?: string | null | undefined;
}>;


export type TaxRateListQuery = { readonly taxRates: ReadonlyArray<{ readonly __typename: 'TaxRate', readonly id: string, readonly code: string, readonly name: string, readonly rate: string, readonly jurisdiction: string, readonly compound: boolean, readonly inclusive: boolean, readonly from: string, readonly to: string | null }> | null };

export type TenantSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type TenantSettingsQuery = { readonly tenantSettings: { readonly __typename: 'TenantSettings', readonly version: number, readonly branding: { readonly __typename: 'Branding', readonly primaryColor: string, readonly logoUrl: string | null, readonly supportEmail: string | null, readonly supportPhone: string | null }, readonly portal: { readonly __typename: 'PortalSettings', readonly billing: boolean, readonly rememberMe: boolean }, readonly passwordPolicy: { readonly __typename: 'PasswordPolicy', readonly minLength: number, readonly minLengthWithSecondFactor: number, readonly maxLength: number, readonly minStrength: number, readonly minStrengthWithSecondFactor: number, readonly history: number, readonly maxAgeDays: number | null }, readonly secondFactor: { readonly __typename: 'SecondFactorPolicy', readonly requiredFor: ReadonlyArray<LinkRole> } } | null };

export type UnapplyCreditMutationVariables = Exact<{
  input: UnapplyCreditInput;
}>;


export type UnapplyCreditMutation = { readonly unapplyCredit: { readonly __typename: 'UnapplyCreditPayload', readonly creditNote: { readonly __typename: 'CreditNote', readonly version: number, readonly id: string, readonly number: string, readonly status: CreditNoteStatus, readonly reason: CreditReason, readonly issuedAt: string, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly unapplied: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'UnapplyCreditUserError', readonly code: UnapplyCreditErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<string> | null }> } };

export type UnlockAccountMutationVariables = Exact<{
  input: UnlockAccountInput;
}>;


export type UnlockAccountMutation = { readonly unlockAccount: { readonly __typename: 'UnlockAccountPayload', readonly account: { readonly __typename: 'Account', readonly id: string, readonly portalId: string, readonly status: AccountStatus } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'UnlockAccountUserError', readonly code: UnlockAccountErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type UpdatePlanMutationVariables = Exact<{
  input: UpdatePlanInput;
}>;


export type UpdatePlanMutation = { readonly updatePlan: { readonly __typename: 'UpdatePlanPayload', readonly plan: { readonly __typename: 'Plan', readonly id: string, readonly code: string, readonly name: string, readonly kind: PlanKind, readonly downKbps: string | null, readonly upKbps: string | null, readonly capBytes: string | null, readonly contractMonths: number, readonly public: boolean, readonly validFrom: string, readonly validTo: string | null, readonly version: number, readonly price: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly setupFee: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly overagePerGb: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } | null } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'UpdatePlanUserError', readonly code: UpdatePlanErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type UpdateTenantSettingsMutationVariables = Exact<{
  input: UpdateTenantSettingsInput;
}>;


export type UpdateTenantSettingsMutation = { readonly updateTenantSettings: { readonly __typename: 'UpdateTenantSettingsPayload', readonly settings: { readonly __typename: 'TenantSettings', readonly version: number, readonly branding: { readonly __typename: 'Branding', readonly primaryColor: string, readonly logoUrl: string | null, readonly supportEmail: string | null, readonly supportPhone: string | null }, readonly portal: { readonly __typename: 'PortalSettings', readonly billing: boolean, readonly rememberMe: boolean }, readonly passwordPolicy: { readonly __typename: 'PasswordPolicy', readonly minLength: number, readonly minLengthWithSecondFactor: number, readonly maxLength: number, readonly minStrength: number, readonly minStrengthWithSecondFactor: number, readonly history: number, readonly maxAgeDays: number | null }, readonly secondFactor: { readonly __typename: 'SecondFactorPolicy', readonly requiredFor: ReadonlyArray<LinkRole> } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'UpdateTenantSettingsUserError', readonly code: UpdateTenantSettingsErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean }> } };

export type VatReportQueryVariables = Exact<{
  period: string;
}>;


export type VatReportQuery = { readonly vatReport: { readonly __typename: 'VatReport', readonly from: string, readonly to: string, readonly rows: ReadonlyArray<{ readonly __typename: 'VatReportRow', readonly jurisdiction: string, readonly name: string, readonly taxCode: string, readonly rate: string, readonly chargedBase: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly chargedTax: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly creditedBase: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly creditedTax: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly base: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly tax: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } }> } | null };

export type VoidCreditNoteMutationVariables = Exact<{
  input: VoidCreditNoteInput;
}>;


export type VoidCreditNoteMutation = { readonly voidCreditNote: { readonly __typename: 'VoidCreditNotePayload', readonly creditNote: { readonly __typename: 'CreditNote', readonly version: number, readonly id: string, readonly number: string, readonly status: CreditNoteStatus, readonly reason: CreditReason, readonly issuedAt: string, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly unapplied: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'VoidCreditNoteUserError', readonly code: VoidCreditNoteErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<string> | null }> } };

export type VoidInvoiceMutationVariables = Exact<{
  input: VoidInvoiceInput;
}>;


export type VoidInvoiceMutation = { readonly voidInvoice: { readonly __typename: 'VoidInvoicePayload', readonly invoice: { readonly __typename: 'Invoice', readonly version: number, readonly id: string, readonly number: string | null, readonly kind: InvoiceKind, readonly status: InvoiceStatus, readonly overdue: boolean, readonly issueDate: string | null, readonly dueDate: string | null, readonly periodStart: string | null, readonly periodEnd: string | null, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'VoidInvoiceUserError', readonly code: VoidInvoiceErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<string> | null }> } };

export type WaiveLateFeeMutationVariables = Exact<{
  input: WaiveLateFeeInput;
}>;


export type WaiveLateFeeMutation = { readonly waiveLateFee: { readonly __typename: 'WaiveLateFeePayload', readonly invoice: { readonly __typename: 'Invoice', readonly version: number, readonly id: string, readonly number: string | null, readonly kind: InvoiceKind, readonly status: InvoiceStatus, readonly overdue: boolean, readonly issueDate: string | null, readonly dueDate: string | null, readonly periodStart: string | null, readonly periodEnd: string | null, readonly total: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string }, readonly balance: { readonly __typename: 'Money', readonly amount: string, readonly currency: string, readonly formatted: string } } | null, readonly userErrors: ReadonlyArray<{ readonly __typename: 'WaiveLateFeeUserError', readonly code: WaiveLateFeeErrorCode, readonly message: string, readonly field: string | null, readonly retryable: boolean, readonly allowed: ReadonlyArray<string> | null }> } };

export const AccountFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Account"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AccountFieldsFragment, unknown>;
export const ActivityFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ActivityFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Activity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"actorKind"}},{"kind":"Field","name":{"kind":"Name","value":"actorName"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ActivityFieldsFragment, unknown>;
export const BillingTermsFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BillingTermsFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BillingTerms"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"billingDay"}},{"kind":"Field","name":{"kind":"Name","value":"dueDays"}},{"kind":"Field","name":{"kind":"Name","value":"graceDays"}},{"kind":"Field","name":{"kind":"Name","value":"nextPeriodStart"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<BillingTermsFieldsFragment, unknown>;
export const MoneyFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<MoneyFieldsFragment, unknown>;
export const CouponFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CouponFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Coupon"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"percent"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"months"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"maxRedemptions"}},{"kind":"Field","name":{"kind":"Name","value":"redeemed"}},{"kind":"Field","name":{"kind":"Name","value":"retiredAt"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CouponFieldsFragment, unknown>;
export const CreditNoteSummaryFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CreditNoteSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreditNote"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unapplied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CreditNoteSummaryFragment, unknown>;
export const AddressFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AddressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Address"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"line1"}},{"kind":"Field","name":{"kind":"Name","value":"line2"}},{"kind":"Field","name":{"kind":"Name","value":"postalCode"}},{"kind":"Field","name":{"kind":"Name","value":"city"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AddressFieldsFragment, unknown>;
export const CustomerContactFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CustomerContact"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Customer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"billingMode"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AddressFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AddressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Address"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"line1"}},{"kind":"Field","name":{"kind":"Name","value":"line2"}},{"kind":"Field","name":{"kind":"Name","value":"postalCode"}},{"kind":"Field","name":{"kind":"Name","value":"city"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CustomerContactFragment, unknown>;
export const InvoiceSummaryFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"periodStart"}},{"kind":"Field","name":{"kind":"Name","value":"periodEnd"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<InvoiceSummaryFragment, unknown>;
export const CustomerSummaryFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CustomerSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Customer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"openInvoiceCount"}},{"kind":"Field","name":{"kind":"Name","value":"latestInvoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceSummary"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"periodStart"}},{"kind":"Field","name":{"kind":"Name","value":"periodEnd"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CustomerSummaryFragment, unknown>;
export const DiscountFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DiscountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CustomerDiscount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"percent"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"byCoupon"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<DiscountFieldsFragment, unknown>;
export const DocumentLinkFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DocumentLink"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Document"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"mediaType"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<DocumentLinkFragment, unknown>;
export const InvoiceDraftFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceDraftFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxTotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"unitPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<InvoiceDraftFieldsFragment, unknown>;
export const InvoiceLineFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceLineFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceLine"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"serviceStart"}},{"kind":"Field","name":{"kind":"Name","value":"serviceEnd"}},{"kind":"Field","name":{"kind":"Name","value":"unitPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"jurisdiction"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<InvoiceLineFieldsFragment, unknown>;
export const KnownDeviceFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"KnownDeviceFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"KnownDevice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<KnownDeviceFieldsFragment, unknown>;
export const LineDisputeFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LineDisputeFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceLineDispute"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lineId"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"settledAt"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"disputed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<LineDisputeFieldsFragment, unknown>;
export const LinkPaymentFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkPaymentFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LinkPayment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"declineCode"}},{"kind":"Field","name":{"kind":"Name","value":"receiptNumber"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"action"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"clientSecret"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<LinkPaymentFieldsFragment, unknown>;
export const NotificationFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NotificationFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Notification"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"subjectId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"readAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<NotificationFieldsFragment, unknown>;
export const PageFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PageFieldsFragment, unknown>;
export const PayLinkFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PayLinkFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PayLink"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"byMail"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"documents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amountDue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amountLimit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PayLinkFieldsFragment, unknown>;
export const PaymentArrangementFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentArrangementFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentArrangement"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"shieldsUntil"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paid"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"instalments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"due"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paid"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PaymentArrangementFieldsFragment, unknown>;
export const PaymentMethodFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentMethodFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentMethod"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"brand"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"expiresOn"}},{"kind":"Field","name":{"kind":"Name","value":"expiresSoon"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PaymentMethodFieldsFragment, unknown>;
export const PaymentSummaryFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"receiptNumber"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PaymentSummaryFragment, unknown>;
export const PaymentOutcomeFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentSummary"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"declineCode"}},{"kind":"Field","name":{"kind":"Name","value":"action"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"clientSecret"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unapplied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"receiptNumber"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PaymentOutcomeFragment, unknown>;
export const PersonalAccessTokenFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonalAccessTokenFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PersonalAccessToken"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PersonalAccessTokenFieldsFragment, unknown>;
export const PlanFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlanFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Plan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"setupFee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"overagePerGb"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contractMonths"}},{"kind":"Field","name":{"kind":"Name","value":"public"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PlanFieldsFragment, unknown>;
export const PlanChangeQuoteFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlanChangeQuoteFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanChangeQuote"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"timing"}},{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"fromPlan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"toPlan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlanFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"serviceStart"}},{"kind":"Field","name":{"kind":"Name","value":"serviceEnd"}},{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlanFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Plan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"setupFee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"overagePerGb"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contractMonths"}},{"kind":"Field","name":{"kind":"Name","value":"public"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PlanChangeQuoteFieldsFragment, unknown>;
export const SubscriptionFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SubscriptionFieldsFragment, unknown>;
export const ServiceStandingFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ServiceStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"billedThrough"}},{"kind":"Field","name":{"kind":"Name","value":"locks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ServiceStandingFragment, unknown>;
export const SessionFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"elevatedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SessionFieldsFragment, unknown>;
export const SessionTokensFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionTokensFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionTokens"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessToken"}},{"kind":"Field","name":{"kind":"Name","value":"accessTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"refreshToken"}},{"kind":"Field","name":{"kind":"Name","value":"refreshTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"deviceToken"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SessionTokensFieldsFragment, unknown>;
export const TaxRateFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaxRateFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaxRate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"jurisdiction"}},{"kind":"Field","name":{"kind":"Name","value":"compound"}},{"kind":"Field","name":{"kind":"Name","value":"inclusive"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TaxRateFieldsFragment, unknown>;
export const TenantFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TenantFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Tenant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timezone"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"branding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"primaryColor"}},{"kind":"Field","name":{"kind":"Name","value":"logoUrl"}},{"kind":"Field","name":{"kind":"Name","value":"supportEmail"}},{"kind":"Field","name":{"kind":"Name","value":"supportPhone"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"passwordPolicy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"minLengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"history"}},{"kind":"Field","name":{"kind":"Name","value":"maxAgeDays"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"portalSettings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"billing"}},{"kind":"Field","name":{"kind":"Name","value":"rememberMe"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TenantFieldsFragment, unknown>;
export const TenantSettingsFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TenantSettingsFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TenantSettings"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"branding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"primaryColor"}},{"kind":"Field","name":{"kind":"Name","value":"logoUrl"}},{"kind":"Field","name":{"kind":"Name","value":"supportEmail"}},{"kind":"Field","name":{"kind":"Name","value":"supportPhone"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"portal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"billing"}},{"kind":"Field","name":{"kind":"Name","value":"rememberMe"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"passwordPolicy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"minLengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"history"}},{"kind":"Field","name":{"kind":"Name","value":"maxAgeDays"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"secondFactor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requiredFor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TenantSettingsFieldsFragment, unknown>;
export const TopUpPackFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopUpPackFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopUpPack"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retiredAt"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TopUpPackFieldsFragment, unknown>;
export const UsageFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UsageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceUsage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"used"}},{"kind":"Field","name":{"kind":"Name","value":"cap"}},{"kind":"Field","name":{"kind":"Name","value":"bought"}},{"kind":"Field","name":{"kind":"Name","value":"projected"}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"percent"}},{"kind":"Field","name":{"kind":"Name","value":"overage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"measuredThrough"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<UsageFieldsFragment, unknown>;
export const WalletFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WalletFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Wallet"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isLow"}},{"kind":"Field","name":{"kind":"Name","value":"hasOwnThreshold"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lowBalanceThreshold"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<WalletFieldsFragment, unknown>;
export const AcceptInvitationDocument = {"__meta__":{"hash":"8dfa9ae479ce2a2183e3b218361ea3c11e6d02092b02f28f06a3455d961dcf27"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AcceptInvitation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AcceptInvitationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"acceptInvitation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<AcceptInvitationMutation, AcceptInvitationMutationVariables>;
export const AcceptPaymentArrangementDocument = {"__meta__":{"hash":"3cee50b1037753e3a360db4237b66c550fea15b01a1cfba6cbd3e7b540a787b3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AcceptPaymentArrangement"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AcceptPaymentArrangementInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"acceptPaymentArrangement"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"arrangement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentArrangementFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentArrangementFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentArrangement"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"shieldsUntil"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paid"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"instalments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"due"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paid"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AcceptPaymentArrangementMutation, AcceptPaymentArrangementMutationVariables>;
export const AddPaymentMethodDocument = {"__meta__":{"hash":"c7e1c10bbff35c270efdd30e707f0475d227f7dd0a3ef20ac97a465ca44dd45c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddPaymentMethod"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddPaymentMethodInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addPaymentMethod"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"declineCode"}},{"kind":"Field","name":{"kind":"Name","value":"paymentMethod"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentMethodFields"}},{"kind":"Field","name":{"kind":"Name","value":"action"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"clientSecret"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentMethodFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentMethod"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"brand"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"expiresOn"}},{"kind":"Field","name":{"kind":"Name","value":"expiresSoon"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AddPaymentMethodMutation, AddPaymentMethodMutationVariables>;
export const BillToPayDocument = {"__meta__":{"hash":"add29f03d8fb0a317578ee866df72f7cddf4a7bac8a738e4d49a1282ca2557bd"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BillToPay"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"token"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tenant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TenantFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"payLink"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"token"},"value":{"kind":"Variable","name":{"kind":"Name","value":"token"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"documents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amountDue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TenantFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Tenant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timezone"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"branding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"primaryColor"}},{"kind":"Field","name":{"kind":"Name","value":"logoUrl"}},{"kind":"Field","name":{"kind":"Name","value":"supportEmail"}},{"kind":"Field","name":{"kind":"Name","value":"supportPhone"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"passwordPolicy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"minLengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"history"}},{"kind":"Field","name":{"kind":"Name","value":"maxAgeDays"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"portalSettings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"billing"}},{"kind":"Field","name":{"kind":"Name","value":"rememberMe"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<BillToPayQuery, BillToPayQueryVariables>;
export const CancelInvitationDocument = {"__meta__":{"hash":"9107e7007f6b4fd91a2bfc1e8aadf8afb7a6742ee77b50bd898de0ed8a820b7b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelInvitation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelInvitationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelInvitation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelledInvitationId"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<CancelInvitationMutation, CancelInvitationMutationVariables>;
export const CancelPaymentDocument = {"__meta__":{"hash":"37c4f381857378dc862ecbad7d015d624150c83b89dcafe2141b4c33fa364182"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelPayment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelPaymentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelPayment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentOutcome"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"receiptNumber"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentSummary"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"declineCode"}},{"kind":"Field","name":{"kind":"Name","value":"action"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"clientSecret"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unapplied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CancelPaymentMutation, CancelPaymentMutationVariables>;
export const ChangeMemberRoleDocument = {"__meta__":{"hash":"0e92398dbe096c0efe63b4e45155a70b474f6a60cacb46c0d6de759c3d03fa20"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeMemberRole"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeMemberRoleInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeMemberRole"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"member"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<ChangeMemberRoleMutation, ChangeMemberRoleMutationVariables>;
export const ConfirmPayByLinkDocument = {"__meta__":{"hash":"00770394d781d49b37b2a3efe55fe39a591edbced2285bae34b9e60b4755ab96"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmPayByLink"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConfirmPayByLinkInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmPayByLink"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkPaymentFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkPaymentFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LinkPayment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"declineCode"}},{"kind":"Field","name":{"kind":"Name","value":"receiptNumber"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"action"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"clientSecret"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ConfirmPayByLinkMutation, ConfirmPayByLinkMutationVariables>;
export const ConfirmPaymentMethodDocument = {"__meta__":{"hash":"66670c17dcbb00f983f4d37e3d7deceb6ee2537e775791575f2551c31e92e2f8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmPaymentMethod"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConfirmPaymentMethodInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmPaymentMethod"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"paymentMethod"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentMethodFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentMethodFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentMethod"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"brand"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"expiresOn"}},{"kind":"Field","name":{"kind":"Name","value":"expiresSoon"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ConfirmPaymentMethodMutation, ConfirmPaymentMethodMutationVariables>;
export const ConfirmPaymentDocument = {"__meta__":{"hash":"3478e3a7e7554b60f4c7255ff78d81ed7fd680e13c0b49d605a935e387a86c30"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmPayment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConfirmPaymentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmPayment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentOutcome"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"receiptNumber"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentSummary"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"declineCode"}},{"kind":"Field","name":{"kind":"Name","value":"action"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"clientSecret"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unapplied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ConfirmPaymentMutation, ConfirmPaymentMutationVariables>;
export const CreditNoteListDocument = {"__meta__":{"hash":"61a9acc51eb0910ca927de323952f69febe9d95906f64ebacc6626202baecb0b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CreditNoteList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"creditNotes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CreditNoteSummary"}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CreditNoteSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreditNote"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unapplied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CreditNoteListQuery, CreditNoteListQueryVariables>;
export const CustomerActivityDocument = {"__meta__":{"hash":"ecefa1b15f81871433771b4047ea50c091d3b60efaeec2fa796c255b59ce043e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CustomerActivity"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"activity"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ActivityFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ActivityFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Activity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"actorKind"}},{"kind":"Field","name":{"kind":"Name","value":"actorName"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CustomerActivityQuery, CustomerActivityQueryVariables>;
export const DashboardDocument = {"__meta__":{"hash":"2baad5b5e304ff45e38b16ff2b1a6d32da528e048895ea8b60d1bc34a71cd81e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Dashboard"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"invoices"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"12"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"lines"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"10"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"subscriptions"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CustomerContact"}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"openInvoiceCount"}},{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"invoices"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceSummary"}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"lines"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceLineFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"payments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentSummary"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subscriptions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"subscriptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AddressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Address"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"line1"}},{"kind":"Field","name":{"kind":"Name","value":"line2"}},{"kind":"Field","name":{"kind":"Name","value":"postalCode"}},{"kind":"Field","name":{"kind":"Name","value":"city"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CustomerContact"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Customer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"billingMode"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AddressFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"periodStart"}},{"kind":"Field","name":{"kind":"Name","value":"periodEnd"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceLineFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceLine"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"serviceStart"}},{"kind":"Field","name":{"kind":"Name","value":"serviceEnd"}},{"kind":"Field","name":{"kind":"Name","value":"unitPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"jurisdiction"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"receiptNumber"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<DashboardQuery, DashboardQueryVariables>;
export const DataExportListDocument = {"__meta__":{"hash":"e1813be910e995eff711973a5243f67cb9a3facb691f3083e1748a20a6b4ea6b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DataExportList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataExports"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"readyAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"byteSize"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<DataExportListQuery, DataExportListQueryVariables>;
export const DiscountListDocument = {"__meta__":{"hash":"036c68e96f3f0f160d00c281647d65d57a63f31ca609d81d82b06f81d30e16ac"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DiscountList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"billingTerms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BillingTermsFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"discounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DiscountFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BillingTermsFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BillingTerms"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"billingDay"}},{"kind":"Field","name":{"kind":"Name","value":"dueDays"}},{"kind":"Field","name":{"kind":"Name","value":"graceDays"}},{"kind":"Field","name":{"kind":"Name","value":"nextPeriodStart"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DiscountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CustomerDiscount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"percent"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"byCoupon"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<DiscountListQuery, DiscountListQueryVariables>;
export const DisputeInvoiceLineDocument = {"__meta__":{"hash":"480ea9ca26ebe4a81a2216613f5b07fb25006ab6089e086d8f9f2b5f234baee1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DisputeInvoiceLine"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DisputeInvoiceLineInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"disputeInvoiceLine"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dispute"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LineDisputeFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LineDisputeFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceLineDispute"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lineId"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"settledAt"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"disputed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<DisputeInvoiceLineMutation, DisputeInvoiceLineMutationVariables>;
export const DunningOverviewDocument = {"__meta__":{"hash":"7ee8f6b14d8a7e8de753d1d339953cc2a483495e367e79abffe6d2836f011477"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DunningOverview"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"dunning"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"held"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"minimum"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"shieldedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"timeline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"on"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"onHold"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"restoreQuote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"owed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"services"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<DunningOverviewQuery, DunningOverviewQueryVariables>;
export const InviteMemberDocument = {"__meta__":{"hash":"c19c5c3da06d898ca8b993a69fab9970c7993b66fd7be05a152aaa27bc5d6c7a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"InviteMember"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InviteMemberInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inviteMember"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invitation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<InviteMemberMutation, InviteMemberMutationVariables>;
export const InvoiceCountDocument = {"__meta__":{"hash":"5fd5c049166bf5714700bc3df2e38556dfc370749638bf973bc0ecbe30c918b5"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InvoiceCount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"openInvoiceCount"}},{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<InvoiceCountQuery, InvoiceCountQueryVariables>;
export const InvoiceListDocument = {"__meta__":{"hash":"26bc30bebc01ba58c5915bf0f261ebc486c8b410d45c5bd0dbb1d3cc4740f0b8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InvoiceList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceOrder"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceSummary"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"periodStart"}},{"kind":"Field","name":{"kind":"Name","value":"periodEnd"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<InvoiceListQuery, InvoiceListQueryVariables>;
export const MemberListDocument = {"__meta__":{"hash":"dc241f6923b7d885c2249391c20c60e87bd41fef3af2ed0f331a300240f754a8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MemberList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"isViewer"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memberInvitations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<MemberListQuery, MemberListQueryVariables>;
export const PayByLinkDocument = {"__meta__":{"hash":"e09f98dbe15d1a24d2e9a2ae033dca1121b6b2a72bbd2eb6c99d7fb6d64ac117"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PayByLink"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PayByLinkInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payByLink"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LinkPaymentFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LinkPaymentFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LinkPayment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"declineCode"}},{"kind":"Field","name":{"kind":"Name","value":"receiptNumber"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"action"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"clientSecret"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PayByLinkMutation, PayByLinkMutationVariables>;
export const PayLinkListDocument = {"__meta__":{"hash":"24cac5478335d5a6d9b6a683e793c3175daf74c4b42ad96a505a960fa1c9dab5"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PayLinkList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"payLinks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PayLinkFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PayLinkFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PayLink"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"byMail"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"documents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amountDue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amountLimit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PayLinkListQuery, PayLinkListQueryVariables>;
export const PaymentArrangementOfferDocument = {"__meta__":{"hash":"757350dfdb989b1cdeb11fd431f286784b949e930f7f51fc2c36b96db41e4540"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PaymentArrangementOffer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"paymentArrangementOffer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"obstacle"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maxInstalments"}},{"kind":"Field","name":{"kind":"Name","value":"firstBy"}},{"kind":"Field","name":{"kind":"Name","value":"latest"}},{"kind":"Field","name":{"kind":"Name","value":"invoices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"instalments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"due"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paymentArrangements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentArrangementFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentArrangementFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentArrangement"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"shieldsUntil"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paid"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"instalments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"due"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paid"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PaymentArrangementOfferQuery, PaymentArrangementOfferQueryVariables>;
export const PaymentListDocument = {"__meta__":{"hash":"318ca9e0119fb44125278827100d5fde662cb5bf2fc45ba586b47bfe75de9651"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PaymentList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"payments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentSummary"}},{"kind":"Field","name":{"kind":"Name","value":"unapplied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"receiptNumber"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PaymentListQuery, PaymentListQueryVariables>;
export const PaymentMethodListDocument = {"__meta__":{"hash":"d067be6c33bc1f47c6c6b881e8561c711a9e0afcccb4dde532d62c82963e6028"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PaymentMethodList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"paymentMethods"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentMethodFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentMethodFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentMethod"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"brand"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"expiresOn"}},{"kind":"Field","name":{"kind":"Name","value":"expiresSoon"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PaymentMethodListQuery, PaymentMethodListQueryVariables>;
export const PortalBootDocument = {"__meta__":{"hash":"44badf2fdc5c93f1658b5ca4a16ca3be4505550c822c9e2164b34651bace1a96"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PortalBoot"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tenant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TenantFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"permissions"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TenantFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Tenant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timezone"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"branding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"primaryColor"}},{"kind":"Field","name":{"kind":"Name","value":"logoUrl"}},{"kind":"Field","name":{"kind":"Name","value":"supportEmail"}},{"kind":"Field","name":{"kind":"Name","value":"supportPhone"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"passwordPolicy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"minLengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"history"}},{"kind":"Field","name":{"kind":"Name","value":"maxAgeDays"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"portalSettings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"billing"}},{"kind":"Field","name":{"kind":"Name","value":"rememberMe"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Account"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PortalBootQuery, PortalBootQueryVariables>;
export const RemoveMemberDocument = {"__meta__":{"hash":"35bf5a4ddf44894987b75e36dd8e70fd799acda21bb6b4f2f19144251c53b449"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveMember"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveMemberInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeMember"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removedMemberId"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<RemoveMemberMutation, RemoveMemberMutationVariables>;
export const RemovePaymentMethodDocument = {"__meta__":{"hash":"422f2d78512ebf0c1b105d4da3bd83d015ca71c95902806e5cecee4547ccc99f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemovePaymentMethod"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemovePaymentMethodInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removePaymentMethod"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"paymentMethod"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentMethodFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentMethodFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentMethod"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"brand"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"expiresOn"}},{"kind":"Field","name":{"kind":"Name","value":"expiresSoon"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<RemovePaymentMethodMutation, RemovePaymentMethodMutationVariables>;
export const RenamePaymentMethodDocument = {"__meta__":{"hash":"743adb6229da95db900eac0e0f9e011b1df73a4d1fe921800b18c4e79a854d66"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RenamePaymentMethod"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RenamePaymentMethodInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"renamePaymentMethod"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"paymentMethod"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentMethodFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentMethodFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentMethod"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"brand"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"expiresOn"}},{"kind":"Field","name":{"kind":"Name","value":"expiresSoon"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<RenamePaymentMethodMutation, RenamePaymentMethodMutationVariables>;
export const RequestDataExportDocument = {"__meta__":{"hash":"0356e5754ffee91354c0b8210c675da13d235686247af8d78bfde952fc241dbc"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RequestDataExport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RequestDataExportInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requestDataExport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dataExport"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<RequestDataExportMutation, RequestDataExportMutationVariables>;
export const ServiceListDocument = {"__meta__":{"hash":"fde54cf2475bc90f559b8ab326623b607acb18f58a3aa76550b0e4bd314da893"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ServiceList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"services"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ServiceStanding"}},{"kind":"Field","name":{"kind":"Name","value":"pauseOffer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"earliest"}},{"kind":"Field","name":{"kind":"Name","value":"latest"}},{"kind":"Field","name":{"kind":"Name","value":"fee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"endTerms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"termEnd"}},{"kind":"Field","name":{"kind":"Name","value":"feeNow"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ServiceStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"billedThrough"}},{"kind":"Field","name":{"kind":"Name","value":"locks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ServiceListQuery, ServiceListQueryVariables>;
export const ServiceUsageDocument = {"__meta__":{"hash":"4db54d79d7c97fa0e1bcb4199c2a0644a051dc2cf3497e9a602c1b7a17a2108c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ServiceUsage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"range"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UsageRange"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"usage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"UsageFields"}},{"kind":"Field","name":{"kind":"Name","value":"days"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"day"}},{"kind":"Field","name":{"kind":"Name","value":"down"}},{"kind":"Field","name":{"kind":"Name","value":"up"}},{"kind":"Field","name":{"kind":"Name","value":"final"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"topUpPacks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopUpPackFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UsageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceUsage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"used"}},{"kind":"Field","name":{"kind":"Name","value":"cap"}},{"kind":"Field","name":{"kind":"Name","value":"bought"}},{"kind":"Field","name":{"kind":"Name","value":"projected"}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"percent"}},{"kind":"Field","name":{"kind":"Name","value":"overage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"measuredThrough"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopUpPackFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopUpPack"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retiredAt"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ServiceUsageQuery, ServiceUsageQueryVariables>;
export const SetDefaultPaymentMethodDocument = {"__meta__":{"hash":"0233b5a94e350b6f74369e6b89fa9e4d9405cbc866e226fc51ca88ae794d80d1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetDefaultPaymentMethod"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetDefaultPaymentMethodInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setDefaultPaymentMethod"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"paymentMethod"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentMethodFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentMethodFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentMethod"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"brand"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"expiresOn"}},{"kind":"Field","name":{"kind":"Name","value":"expiresSoon"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SetDefaultPaymentMethodMutation, SetDefaultPaymentMethodMutationVariables>;
export const SetLowBalanceAlertDocument = {"__meta__":{"hash":"d76c2f7fde1ac6769d7230630451add16d0cdffa0aacb8bbee00f964ce92e466"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetLowBalanceAlert"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetLowBalanceAlertInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setLowBalanceAlert"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"wallet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WalletFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WalletFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Wallet"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isLow"}},{"kind":"Field","name":{"kind":"Name","value":"hasOwnThreshold"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lowBalanceThreshold"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SetLowBalanceAlertMutation, SetLowBalanceAlertMutationVariables>;
export const StatementDocumentDocument = {"__meta__":{"hash":"5d94857581feb6358c35367a1426f07830c642559dae33cc9ad394000a5092e6"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StatementDocument"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"statementDocument"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DocumentLink"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DocumentLink"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Document"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"mediaType"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<StatementDocumentQuery, StatementDocumentQueryVariables>;
export const StatementOfDaysDocument = {"__meta__":{"hash":"c2957154deba6e011204b359c13b134688e802422f720c5a24c55d7dabbd9647"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StatementOfDays"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"statement"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"opening"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"closing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"entries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"creditNote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<StatementOfDaysQuery, StatementOfDaysQueryVariables>;
export const SubscriptionListDocument = {"__meta__":{"hash":"70e4b00a08686b3d626c40286147b4639121cfc81b4783ff173ae2c521c81ed1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SubscriptionList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CustomerContact"}},{"kind":"Field","name":{"kind":"Name","value":"subscriptions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AddressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Address"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"line1"}},{"kind":"Field","name":{"kind":"Name","value":"line2"}},{"kind":"Field","name":{"kind":"Name","value":"postalCode"}},{"kind":"Field","name":{"kind":"Name","value":"city"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CustomerContact"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Customer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"billingMode"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AddressFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SubscriptionListQuery, SubscriptionListQueryVariables>;
export const UpcomingInvoiceDocument = {"__meta__":{"hash":"8ea8eb1924e21fcc2c0b0f6dcc1c11d0c8e46b4eb7c896aed8605f17507826e9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UpcomingInvoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"upcomingInvoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"periodStart"}},{"kind":"Field","name":{"kind":"Name","value":"periodEnd"}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxTotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"creditToApply"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amountDue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"serviceStart"}},{"kind":"Field","name":{"kind":"Name","value":"serviceEnd"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"unitPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<UpcomingInvoiceQuery, UpcomingInvoiceQueryVariables>;
export const WalletDocument = {"__meta__":{"hash":"2df8786b83afe266957768e0b4552b3ed2c1404aa07a35945feb3ada1297fcfb"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Wallet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"wallet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WalletFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WalletFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Wallet"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isLow"}},{"kind":"Field","name":{"kind":"Name","value":"hasOwnThreshold"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lowBalanceThreshold"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<WalletQuery, WalletQueryVariables>;
export const ResellerBootDocument = {"__meta__":{"hash":"70f09e041fc520a001a4ad92ecca06cebca99eadfd94798ef3d247c1ba807cca"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ResellerBoot"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tenant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TenantFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"permissions"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"reseller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"tier"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TenantFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Tenant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timezone"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"branding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"primaryColor"}},{"kind":"Field","name":{"kind":"Name","value":"logoUrl"}},{"kind":"Field","name":{"kind":"Name","value":"supportEmail"}},{"kind":"Field","name":{"kind":"Name","value":"supportPhone"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"passwordPolicy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"minLengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"history"}},{"kind":"Field","name":{"kind":"Name","value":"maxAgeDays"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"portalSettings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"billing"}},{"kind":"Field","name":{"kind":"Name","value":"rememberMe"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Account"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ResellerBootQuery, ResellerBootQueryVariables>;
export const ResellerCustomerCountDocument = {"__meta__":{"hash":"bc21169586b1a909ef1a9d3097b2975bae8862f47b310fa97d3ab1b248bfd8bf"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ResellerCustomerCount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CustomerFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reseller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<ResellerCustomerCountQuery, ResellerCustomerCountQueryVariables>;
export const ResellerCustomerDetailDocument = {"__meta__":{"hash":"ee80c4ea2b80a296e7607ece06560bd8f7da76407255249e2d9657dee59d163c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ResellerCustomerDetail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"subscriptions"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"invoices"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"12"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Customer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CustomerContact"}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"openInvoiceCount"}},{"kind":"Field","name":{"kind":"Name","value":"subscriptions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"subscriptions"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"invoices"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceSummary"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AddressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Address"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"line1"}},{"kind":"Field","name":{"kind":"Name","value":"line2"}},{"kind":"Field","name":{"kind":"Name","value":"postalCode"}},{"kind":"Field","name":{"kind":"Name","value":"city"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CustomerContact"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Customer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"billingMode"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AddressFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"periodStart"}},{"kind":"Field","name":{"kind":"Name","value":"periodEnd"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ResellerCustomerDetailQuery, ResellerCustomerDetailQueryVariables>;
export const ResellerCustomerInvoicesDocument = {"__meta__":{"hash":"373029a2dd07c4a28a8a566a1afbfa14f97daae6986519c046e5ba44074fef31"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ResellerCustomerInvoices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceOrder"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Customer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceSummary"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"periodStart"}},{"kind":"Field","name":{"kind":"Name","value":"periodEnd"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ResellerCustomerInvoicesQuery, ResellerCustomerInvoicesQueryVariables>;
export const ResellerCustomerListDocument = {"__meta__":{"hash":"ecef8b28d1ab11ec5cdbd634b3b609302dcb5f0ba415f35133e8fe100183101d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ResellerCustomerList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CustomerFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reseller"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CustomerSummary"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"periodStart"}},{"kind":"Field","name":{"kind":"Name","value":"periodEnd"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CustomerSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Customer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"openInvoiceCount"}},{"kind":"Field","name":{"kind":"Name","value":"latestInvoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceSummary"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ResellerCustomerListQuery, ResellerCustomerListQueryVariables>;
export const AccountActivityDocument = {"__meta__":{"hash":"b54222e6130d80bb4e9ffd51e75bff5fdb6e5d120f89a44a4bf5991409a209f2"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountActivity"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"activity"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ActivityFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ActivityFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Activity"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"actorKind"}},{"kind":"Field","name":{"kind":"Name","value":"actorName"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AccountActivityQuery, AccountActivityQueryVariables>;
export const ActivateAccountDocument = {"__meta__":{"hash":"ab4fe8ebf3cc28cfe4a4939f4f922f74d94d9d2dccc9c020b0a50d1ea2d10f1e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ActivateAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ActivateAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"activateAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<ActivateAccountMutation, ActivateAccountMutationVariables>;
export const BillDocumentDocument = {"__meta__":{"hash":"d66ba78521ab2c7df64e5462b84b34199e10c2e5378de080d1788e88eeecdfa8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BillDocument"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"document"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DocumentLink"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreditNote"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"document"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DocumentLink"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"document"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DocumentLink"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DocumentLink"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Document"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"mediaType"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<BillDocumentQuery, BillDocumentQueryVariables>;
export const BuyTopUpDocument = {"__meta__":{"hash":"d75b073d7e80ad5dc7f64bb5a9fad7b6ca30148fd83f4902bdac43f7a04adc4c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"BuyTopUp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"BuyTopUpInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"buyTopUp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topUp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"periodStart"}},{"kind":"Field","name":{"kind":"Name","value":"periodEnd"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<BuyTopUpMutation, BuyTopUpMutationVariables>;
export const CancelEmailChangeDocument = {"__meta__":{"hash":"b1a5643c960ea211a54ee4fdc75194101c9df9c6e341ad538e7de1f2bb0c5634"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelEmailChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelEmailChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<CancelEmailChangeMutation, CancelEmailChangeMutationVariables>;
export const CancelPlanChangeDocument = {"__meta__":{"hash":"5ad0222f29d0d0f1320d31e56910f3bdce633576556a5c6b6d39a15778aa15c0"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelPlanChange"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelPlanChangeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelPlanChange"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ServiceStanding"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ServiceStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"billedThrough"}},{"kind":"Field","name":{"kind":"Name","value":"locks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CancelPlanChangeMutation, CancelPlanChangeMutationVariables>;
export const CancelSubscriptionDocument = {"__meta__":{"hash":"8a524374c4ecf63e9c29b581428e2ca108251ea955d4b3ab571f883825959c83"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelSubscription"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelSubscriptionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelSubscription"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ServiceStanding"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ServiceStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"billedThrough"}},{"kind":"Field","name":{"kind":"Name","value":"locks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CancelSubscriptionMutation, CancelSubscriptionMutationVariables>;
export const ChangeEmailDocument = {"__meta__":{"hash":"33621017606755d363e0ce23a89ee922a4846f2d083c8b68f625871532a596dc"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeEmail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeEmailInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeEmail"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pendingEmailChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maskedEmail"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<ChangeEmailMutation, ChangeEmailMutationVariables>;
export const ChangePasswordDocument = {"__meta__":{"hash":"fad86ed818fb6ccde5d51ee0002d3cb33b21a309b2548ad182b2fdf31eb698d4"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangePassword"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ChangePasswordInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changePassword"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"elevatedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const ChangePlanDocument = {"__meta__":{"hash":"2678c29d3508d23768d807d2f84c69a9abd9350332d72a9ca5c102fe9219c64f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangePlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ChangePlanInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changePlan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"quote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedAt"}},{"kind":"Field","name":{"kind":"Name","value":"appliedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ServiceStanding"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ServiceStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"billedThrough"}},{"kind":"Field","name":{"kind":"Name","value":"locks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ChangePlanMutation, ChangePlanMutationVariables>;
export const CheckPasswordDocument = {"__meta__":{"hash":"5a4b135ae5761a9226a4b3e05c04aa3181429befb70cd547647f89e3e71867d9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CheckPassword"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CheckPasswordInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"checkPassword"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"acceptable"}},{"kind":"Field","name":{"kind":"Name","value":"strength"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<CheckPasswordMutation, CheckPasswordMutationVariables>;
export const CompletePasswordChangeDocument = {"__meta__":{"hash":"9bdb9a2d3ec5b5c1b76165843028ab624dab00c8b0d7eafc3bf3d3d0b0d2f166"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CompletePasswordChange"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CompletePasswordChangeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"completePasswordChange"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SignedIn"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tokens"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionTokensFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Account"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"elevatedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionTokensFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionTokens"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessToken"}},{"kind":"Field","name":{"kind":"Name","value":"accessTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"refreshToken"}},{"kind":"Field","name":{"kind":"Name","value":"refreshTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"deviceToken"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CompletePasswordChangeMutation, CompletePasswordChangeMutationVariables>;
export const ConfirmEmailDocument = {"__meta__":{"hash":"60c4a0e365e80126a8c4138ca3799ca847a9337e1908ac09086a08789bd39e54"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmEmail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConfirmEmailInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmEmail"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Account"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ConfirmEmailMutation, ConfirmEmailMutationVariables>;
export const ConfirmTotpDocument = {"__meta__":{"hash":"4d2cbb1d6fc7ddb42a171b8843d687723cd30e7f3ec26bd7b9a49891f5bae327"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmTotp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConfirmTotpInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmTotp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SignedIn"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tokens"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionTokensFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"recoveryCodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"codes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Account"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"elevatedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionTokensFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionTokens"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessToken"}},{"kind":"Field","name":{"kind":"Name","value":"accessTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"refreshToken"}},{"kind":"Field","name":{"kind":"Name","value":"refreshTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"deviceToken"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ConfirmTotpMutation, ConfirmTotpMutationVariables>;
export const CreatePayLinkDocument = {"__meta__":{"hash":"95bacaf9ddad3b74da0074499bb3471f062d646d4579f9a7b0d4d9519916ad8e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreatePayLink"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreatePayLinkInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createPayLink"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"payLink"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PayLinkFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PayLinkFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PayLink"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"byMail"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"documents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amountDue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amountLimit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CreatePayLinkMutation, CreatePayLinkMutationVariables>;
export const CreatePaymentDocument = {"__meta__":{"hash":"34865adea3866ec89eed98d293809545e1cc134b2a0d1439cd2990d13849251e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreatePayment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreatePaymentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createPayment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentOutcome"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"receiptNumber"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentOutcome"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentSummary"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"declineCode"}},{"kind":"Field","name":{"kind":"Name","value":"action"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"clientSecret"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unapplied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CreatePaymentMutation, CreatePaymentMutationVariables>;
export const CreatePersonalAccessTokenDocument = {"__meta__":{"hash":"447f2f83206f288f4214335c302515285333c057887d5fda245ac058f7e20d9a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreatePersonalAccessToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreatePersonalAccessTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createPersonalAccessToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"personalAccessToken"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonalAccessTokenFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonalAccessTokenFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PersonalAccessToken"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CreatePersonalAccessTokenMutation, CreatePersonalAccessTokenMutationVariables>;
export const EndViewAsDocument = {"__meta__":{"hash":"3c150216de5dda4d204e71a0b7df22bee825150e9ae65d0b5db1b0fcea738a12"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EndViewAs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endViewAs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"elevatedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<EndViewAsMutation, EndViewAsMutationVariables>;
export const EnrolTotpDocument = {"__meta__":{"hash":"ef22462e0de17251c403342cb1dd1dd73b2a26c6543ba19963268590f38ca2aa"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EnrolTotp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EnrolTotpInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"enrolTotp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"uri"}},{"kind":"Field","name":{"kind":"Name","value":"qrSvg"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<EnrolTotpMutation, EnrolTotpMutationVariables>;
export const FinishPasskeyRegistrationDocument = {"__meta__":{"hash":"3c39ffe87881eb927e43c23f41e1f9600ef3d901618c8f0a7f6c66209f888d5a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"FinishPasskeyRegistration"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FinishPasskeyRegistrationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"finishPasskeyRegistration"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"passkeyId"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SignedIn"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PasswordChangeRequired"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"challenge"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"recoveryCodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"codes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Account"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"elevatedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<FinishPasskeyRegistrationMutation, FinishPasskeyRegistrationMutationVariables>;
export const ForgetKnownDeviceDocument = {"__meta__":{"hash":"a2accdf265a0005167c0e2a7e1db7f7700a515982a93ad7f0bad7c7d3c5d880b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ForgetKnownDevice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ForgetKnownDeviceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"forgetKnownDevice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"forgottenDeviceId"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<ForgetKnownDeviceMutation, ForgetKnownDeviceMutationVariables>;
export const InvoiceDetailDocument = {"__meta__":{"hash":"2fcb941f89ce37489cacd35795f964e3ea40c988259733d65287c114c8a040e1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InvoiceDetail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"lines"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"linesAfter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceSummary"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"finalizedAt"}},{"kind":"Field","name":{"kind":"Name","value":"voidedAt"}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxTotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"jurisdiction"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"base"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AddressFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"lines"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"linesAfter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceLineFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"allocations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentSummary"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"creditNote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CreditNoteSummary"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"creditNotes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CreditNoteSummary"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"periodStart"}},{"kind":"Field","name":{"kind":"Name","value":"periodEnd"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AddressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Address"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"line1"}},{"kind":"Field","name":{"kind":"Name","value":"line2"}},{"kind":"Field","name":{"kind":"Name","value":"postalCode"}},{"kind":"Field","name":{"kind":"Name","value":"city"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceLineFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceLine"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"serviceStart"}},{"kind":"Field","name":{"kind":"Name","value":"serviceEnd"}},{"kind":"Field","name":{"kind":"Name","value":"unitPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"jurisdiction"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"receiptNumber"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CreditNoteSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreditNote"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unapplied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<InvoiceDetailQuery, InvoiceDetailQueryVariables>;
export const InvoiceExplanationDocument = {"__meta__":{"hash":"b57d76320cc44b23fce623d8e1296527ff0c435a1a1f9411565a404acee1b12e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InvoiceExplanation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explain"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"previous"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceSummary"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"difference"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"netDifference"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxDifference"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"causes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"text"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"from"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"to"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"periodStart"}},{"kind":"Field","name":{"kind":"Name","value":"periodEnd"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<InvoiceExplanationQuery, InvoiceExplanationQueryVariables>;
export const KeepSubscriptionDocument = {"__meta__":{"hash":"a245c7a5a6a060ca156f4c18ac7a426b3a82d190bfa9b504ff55e4b1bbfcf02f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"KeepSubscription"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"KeepSubscriptionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"keepSubscription"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ServiceStanding"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ServiceStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"billedThrough"}},{"kind":"Field","name":{"kind":"Name","value":"locks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<KeepSubscriptionMutation, KeepSubscriptionMutationVariables>;
export const KnownDeviceListDocument = {"__meta__":{"hash":"ccb3b491b27e625037bd57daf5b465763d0cd74da39b1cd7ac73c59a2011432c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"KnownDeviceList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"knownDevices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"KnownDeviceFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"KnownDeviceFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"KnownDevice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<KnownDeviceListQuery, KnownDeviceListQueryVariables>;
export const LoginHistoryDocument = {"__meta__":{"hash":"825a40ac699a08f750e88030e2c9bb3002139111e6c27ecc40a735708e0e0a43"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LoginHistory"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"loginHistory"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"risk"}},{"kind":"Field","name":{"kind":"Name","value":"highRisk"}},{"kind":"Field","name":{"kind":"Name","value":"riskSigns"}},{"kind":"Field","name":{"kind":"Name","value":"reportedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<LoginHistoryQuery, LoginHistoryQueryVariables>;
export const MarkNotificationsReadDocument = {"__meta__":{"hash":"73ec56e8a0707e3d3db3c6d3b20e7ec9dd1e0e4d13537b31069768bace1ba650"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MarkNotificationsRead"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MarkNotificationsReadInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"markNotificationsRead"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"markedCount"}},{"kind":"Field","name":{"kind":"Name","value":"unreadCount"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<MarkNotificationsReadMutation, MarkNotificationsReadMutationVariables>;
export const NotificationListDocument = {"__meta__":{"hash":"8235613fd573b4edd55709bfca12570000bb0c44128cccab7165f151281781b5"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"NotificationList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"unreadOnly"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}},"defaultValue":{"kind":"BooleanValue","value":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventCursor"}},{"kind":"Field","name":{"kind":"Name","value":"notifications"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"unreadOnly"},"value":{"kind":"Variable","name":{"kind":"Name","value":"unreadOnly"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unreadCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NotificationFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NotificationFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Notification"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"subjectId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"readAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<NotificationListQuery, NotificationListQueryVariables>;
export const NotificationPreferencesDocument = {"__meta__":{"hash":"b93e41a7f8a97baafd3c5eec51b21ea43b0f14d29001c2fa559ee3c85b47c0cb"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"NotificationPreferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"notificationPreferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"optional"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<NotificationPreferencesQuery, NotificationPreferencesQueryVariables>;
export const OrderSubscriptionDocument = {"__meta__":{"hash":"5686e33c1be2e5b7a0c4b814cf1287b0ac7bf7772e9fab426e0c90db77dd7224"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"OrderSubscription"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OrderSubscriptionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"orderSubscription"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ServiceStanding"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ServiceStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"billedThrough"}},{"kind":"Field","name":{"kind":"Name","value":"locks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<OrderSubscriptionMutation, OrderSubscriptionMutationVariables>;
export const OwnEmailDocument = {"__meta__":{"hash":"ad5887795170b4d4ab36831d260b81c0e28ce21a1aadd7c3b7492dc529dc0ae1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OwnEmail"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"pendingEmailChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maskedEmail"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<OwnEmailQuery, OwnEmailQueryVariables>;
export const PauseServiceDocument = {"__meta__":{"hash":"6cb9de111b45f71b6b5319c2f7456a1ffb89108305aae8f3becb7fc1b56e59b2"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PauseService"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PauseServiceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pauseService"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ServiceStanding"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ServiceStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"billedThrough"}},{"kind":"Field","name":{"kind":"Name","value":"locks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PauseServiceMutation, PauseServiceMutationVariables>;
export const PaymentDetailDocument = {"__meta__":{"hash":"3ee9a5254d596c760663ca4a827fe1105de89516634e302ce7eca79cc805317f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PaymentDetail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentSummary"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"refunded"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unapplied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"chargedBack"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"declineCode"}},{"kind":"Field","name":{"kind":"Name","value":"method"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentMethodFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"declineCode"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"refunds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"disputes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"allocations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"receiptNumber"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentMethodFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentMethod"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"brand"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"expiresOn"}},{"kind":"Field","name":{"kind":"Name","value":"expiresSoon"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PaymentDetailQuery, PaymentDetailQueryVariables>;
export const PersonalAccessTokenListDocument = {"__meta__":{"hash":"f281a180ab28f9a325430a4a5d39f47072837de39d11cf8ad8f379c5ae83ea52"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PersonalAccessTokenList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"personalAccessTokens"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonalAccessTokenFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonalAccessTokenFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PersonalAccessToken"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PersonalAccessTokenListQuery, PersonalAccessTokenListQueryVariables>;
export const PlanListDocument = {"__meta__":{"hash":"2889431f8d2ff93179baf09561e1641db9f9b576937c691cddf910749b9a18f6"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PlanList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"PlanFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plans"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlanFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlanFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Plan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"setupFee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"overagePerGb"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contractMonths"}},{"kind":"Field","name":{"kind":"Name","value":"public"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PlanListQuery, PlanListQueryVariables>;
export const PortalEventsDocument = {"__meta__":{"hash":"0312bf9b180523b53ccdaa410ad285b6ab378710989cdd179843ab67ac4c17dd"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"PortalEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Cursor"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"types"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PortalEventType"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"portalEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"types"},"value":{"kind":"Variable","name":{"kind":"Name","value":"types"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceSummary"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WalletEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"threshold"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreditNoteEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"creditNote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CreditNoteSummary"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentSummary"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"percent"}},{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentMethodEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"methodId"}},{"kind":"Field","name":{"kind":"Name","value":"brand"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessionId"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"newDevice"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NotificationEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unreadCount"}},{"kind":"Field","name":{"kind":"Name","value":"notification"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NotificationFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CredentialEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"passkeyName"}},{"kind":"Field","name":{"kind":"Name","value":"maskedEmail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MemberEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"memberId"}},{"kind":"Field","name":{"kind":"Name","value":"memberName"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"formerRole"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MembershipEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResyncEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"periodStart"}},{"kind":"Field","name":{"kind":"Name","value":"periodEnd"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CreditNoteSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreditNote"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unapplied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"receiptNumber"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NotificationFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Notification"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"subjectId"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"readAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PortalEventsSubscription, PortalEventsSubscriptionVariables>;
export const PreviewPlanChangeDocument = {"__meta__":{"hash":"506e6ea951a6272e83ba58ee36209987168829d60348a0cb4272b65250988312"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PreviewPlanChange"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PreviewPlanChangeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"previewPlanChange"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"quote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlanChangeQuoteFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlanFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Plan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"setupFee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"overagePerGb"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contractMonths"}},{"kind":"Field","name":{"kind":"Name","value":"public"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlanChangeQuoteFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PlanChangeQuote"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"timing"}},{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"fromPlan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"toPlan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlanFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"serviceStart"}},{"kind":"Field","name":{"kind":"Name","value":"serviceEnd"}},{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PreviewPlanChangeMutation, PreviewPlanChangeMutationVariables>;
export const RedeemCouponDocument = {"__meta__":{"hash":"b51a41b89c5e50966565d05badbc45222c78d8d003aa655b4166dd76fb9b485c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RedeemCoupon"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RedeemCouponInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"redeemCoupon"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"discount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DiscountFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DiscountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CustomerDiscount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"percent"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"byCoupon"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<RedeemCouponMutation, RedeemCouponMutationVariables>;
export const RefreshSessionDocument = {"__meta__":{"hash":"e155454b3be3e8532a1bdc1ebaa3e6eaef3a2dac8279fa9311e1f384bffe9444"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RefreshSession"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RefreshSessionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"refreshSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tokens"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionTokensFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"elevatedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionTokensFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionTokens"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessToken"}},{"kind":"Field","name":{"kind":"Name","value":"accessTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"refreshToken"}},{"kind":"Field","name":{"kind":"Name","value":"refreshTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"deviceToken"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<RefreshSessionMutation, RefreshSessionMutationVariables>;
export const RemovePasskeyDocument = {"__meta__":{"hash":"bd6ca09f594de547993fd02561ca4e13c16cf7002b2771277ae539f88e036460"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemovePasskey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemovePasskeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removePasskey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"elevatedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<RemovePasskeyMutation, RemovePasskeyMutationVariables>;
export const RemoveTotpDocument = {"__meta__":{"hash":"b5c761191d36606d906e3e468140098dcb4eadd6432d61360668267a97b402f3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveTotp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeTotp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"elevatedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<RemoveTotpMutation, RemoveTotpMutationVariables>;
export const RenamePasskeyDocument = {"__meta__":{"hash":"477f86e6ad09c3fa98097f18a9adde9f5fc6f4f8fd22593ec1861922b1bee8f8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RenamePasskey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RenamePasskeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"renamePasskey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"passkey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<RenamePasskeyMutation, RenamePasskeyMutationVariables>;
export const RenewRecoveryCodesDocument = {"__meta__":{"hash":"ae84fb93bf8aa84d4c3204787ee773bb80bede023c98e3b87267b5cff66b08c8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RenewRecoveryCodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"renewRecoveryCodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recoveryCodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"codes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<RenewRecoveryCodesMutation, RenewRecoveryCodesMutationVariables>;
export const ReportLoginDocument = {"__meta__":{"hash":"43edf601eff854d454e5f2aedfc2b56432f24fad79fbcb15b033fe034fa18ada"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReportLogin"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReportLoginInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reportLogin"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"loginAttempt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"reportedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"passwordResetRequired"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<ReportLoginMutation, ReportLoginMutationVariables>;
export const RequestPasswordResetDocument = {"__meta__":{"hash":"e511efdee0fc88bfed02b6d9a15a20852a2b0e89e920cd255d47c86ec1f3368f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RequestPasswordReset"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RequestPasswordResetInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requestPasswordReset"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<RequestPasswordResetMutation, RequestPasswordResetMutationVariables>;
export const ResetPasswordDocument = {"__meta__":{"hash":"c2fc56abc06a53dd47ab2a037f685333413f7cca9493b03b1b3ac05d6e5e13f8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResetPassword"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ResetPasswordInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resetPassword"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<ResetPasswordMutation, ResetPasswordMutationVariables>;
export const ResumeServiceDocument = {"__meta__":{"hash":"de1dd6325119ffbb028c39eeb41cfb3fcdb170f05c4752af298e049f83469442"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResumeService"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ResumeServiceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resumeService"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ServiceStanding"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ServiceStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"billedThrough"}},{"kind":"Field","name":{"kind":"Name","value":"locks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ResumeServiceMutation, ResumeServiceMutationVariables>;
export const RevokeOtherSessionsDocument = {"__meta__":{"hash":"8497f92c5a5448cb054b707d9fe5fccac0203057c7da50caa8dcf51188345c23"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeOtherSessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeOtherSessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokedCount"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<RevokeOtherSessionsMutation, RevokeOtherSessionsMutationVariables>;
export const RevokePayLinkDocument = {"__meta__":{"hash":"e3d533b9fa07a585d3253a19af2e36c0c42b751d88184c5bb2840dc1e5acede7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokePayLink"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokePayLinkInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokePayLink"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"payLink"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PayLinkFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PayLinkFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PayLink"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"byMail"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"documents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amountDue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"amountLimit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<RevokePayLinkMutation, RevokePayLinkMutationVariables>;
export const RevokePersonalAccessTokenDocument = {"__meta__":{"hash":"2918fa4c63eacd3525ee554eecc6f0db3e4a3015a5e07986a0f7377654f1d47e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokePersonalAccessToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokePersonalAccessTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokePersonalAccessToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokedTokenId"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<RevokePersonalAccessTokenMutation, RevokePersonalAccessTokenMutationVariables>;
export const RevokeSessionDocument = {"__meta__":{"hash":"73702c96ab7f449d60897b3472b167a55363d9ccaacd588f15ac0a7a0e953a38"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeSession"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeSessionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokedSessionId"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<RevokeSessionMutation, RevokeSessionMutationVariables>;
export const SecondFactorsDocument = {"__meta__":{"hash":"a375be80f676024c84eb4513e7d800154a69987d024332b628c8d1e17eb33e48"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SecondFactors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"secondFactors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totp"}},{"kind":"Field","name":{"kind":"Name","value":"passkeys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"recoveryCodesRemaining"}},{"kind":"Field","name":{"kind":"Name","value":"required"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<SecondFactorsQuery, SecondFactorsQueryVariables>;
export const SessionListDocument = {"__meta__":{"hash":"943267d4906c1438ecf253729ea795a770fc8714f97deef28103f26e5b943ac9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SessionList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"sessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"elevatedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SessionListQuery, SessionListQueryVariables>;
export const SetAutopayDocument = {"__meta__":{"hash":"c4991e40e1663c883af038a013910fdc3e0af1a747f3a47fd925ff60125bede3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetAutopay"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetAutopayInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setAutopay"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"autopay"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"dayOffset"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"cap"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"method"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentMethodFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentMethodFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PaymentMethod"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"brand"}},{"kind":"Field","name":{"kind":"Name","value":"last4"}},{"kind":"Field","name":{"kind":"Name","value":"expiresOn"}},{"kind":"Field","name":{"kind":"Name","value":"expiresSoon"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SetAutopayMutation, SetAutopayMutationVariables>;
export const SignInWithPasskeyDocument = {"__meta__":{"hash":"85a8823d08c3eed2bf694a28f902f79976c04e89f2b82fa532e9c695b9849f01"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignInWithPasskey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SignInWithPasskeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInWithPasskey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SignedIn"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PasswordChangeRequired"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"challenge"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"attemptsRemaining"}},{"kind":"Field","name":{"kind":"Name","value":"unlockAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Account"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"elevatedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SignInWithPasskeyMutation, SignInWithPasskeyMutationVariables>;
export const SignInDocument = {"__meta__":{"hash":"301866903fb3ca5102f26d95c9122102caaee9b059cdb2f6907a4f4d950fb20c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignIn"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SignInInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signIn"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SignedIn"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tokens"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionTokensFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SecondFactorRequired"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"challenge"}},{"kind":"Field","name":{"kind":"Name","value":"methods"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SecondFactorEnrolmentRequired"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"challenge"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PasswordChangeRequired"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"challenge"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"attemptsRemaining"}},{"kind":"Field","name":{"kind":"Name","value":"unlockAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Account"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"elevatedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionTokensFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionTokens"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessToken"}},{"kind":"Field","name":{"kind":"Name","value":"accessTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"refreshToken"}},{"kind":"Field","name":{"kind":"Name","value":"refreshTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"deviceToken"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SignInMutation, SignInMutationVariables>;
export const SignOutDocument = {"__meta__":{"hash":"b05eb750acd9afc5cd83ea4248eb85e42de05950a0ede05f84d3ba97530c61a5"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignOut"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signOut"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signedOut"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<SignOutMutation, SignOutMutationVariables>;
export const StartPasskeyRegistrationDocument = {"__meta__":{"hash":"a0a7b4e7633426443a7dbdd72c4acafe2701b8e47483534dcea5a2e56eadc714"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartPasskeyRegistration"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartPasskeyRegistrationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startPasskeyRegistration"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ceremony"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"optionsJson"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<StartPasskeyRegistrationMutation, StartPasskeyRegistrationMutationVariables>;
export const StartPasskeySignInDocument = {"__meta__":{"hash":"3fe586ebf45fafefc9268cea24b7af690e6743611b696888a8b8035a85a3731d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartPasskeySignIn"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartPasskeySignInInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startPasskeySignIn"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ceremony"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"optionsJson"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"attemptsRemaining"}},{"kind":"Field","name":{"kind":"Name","value":"unlockAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<StartPasskeySignInMutation, StartPasskeySignInMutationVariables>;
export const StartPasskeyStepUpDocument = {"__meta__":{"hash":"b7769682cb8e01e739290f8bb512666f22b406e49c19f1587f8eea9998bc1b8e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartPasskeyStepUp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startPasskeyStepUp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ceremony"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"optionsJson"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<StartPasskeyStepUpMutation, StartPasskeyStepUpMutationVariables>;
export const StartViewAsDocument = {"__meta__":{"hash":"02883a5b15fa678bfb4fadd11e8145aa21571bf53072cc62e2c6cec31e823cbb"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartViewAs"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartViewAsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startViewAs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"elevatedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<StartViewAsMutation, StartViewAsMutationVariables>;
export const StepUpDocument = {"__meta__":{"hash":"ed41db6b39ee7b668e1ac10ff5b0b77195b4ae48d3a2494a68f3c774d0888764"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StepUp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StepUpInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stepUp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"accessToken"}},{"kind":"Field","name":{"kind":"Name","value":"accessTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"attemptsRemaining"}},{"kind":"Field","name":{"kind":"Name","value":"unlockAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"elevatedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<StepUpMutation, StepUpMutationVariables>;
export const SubjectListDocument = {"__meta__":{"hash":"563f52f03bab058816f4fff65747083e6ab30c9f967bf18a8050d71acf0c569c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SubjectList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subjects"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"resellerId"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewAs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"active"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"permissions"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<SubjectListQuery, SubjectListQueryVariables>;
export const SwitchSubjectDocument = {"__meta__":{"hash":"b5c41d882970e8c6061aea42df68011faf01bb3a4c999c269f2ab35e730d1be9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SwitchSubject"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchSubjectInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchSubject"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"elevatedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SwitchSubjectMutation, SwitchSubjectMutationVariables>;
export const TenantBrandingDocument = {"__meta__":{"hash":"1e0629f5455988a9844fb7848b04b419eff8d0312f7cd9204a1862ffe5920bff"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TenantBranding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tenant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TenantFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TenantFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Tenant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timezone"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"branding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"primaryColor"}},{"kind":"Field","name":{"kind":"Name","value":"logoUrl"}},{"kind":"Field","name":{"kind":"Name","value":"supportEmail"}},{"kind":"Field","name":{"kind":"Name","value":"supportPhone"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"passwordPolicy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"minLengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"history"}},{"kind":"Field","name":{"kind":"Name","value":"maxAgeDays"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"portalSettings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"billing"}},{"kind":"Field","name":{"kind":"Name","value":"rememberMe"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TenantBrandingQuery, TenantBrandingQueryVariables>;
export const UpdateNotificationPreferencesDocument = {"__meta__":{"hash":"52a4806847f394a788aaf8d76fa348835a00a134d98b91fb4e4ff3b1cfac9ee8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateNotificationPreferences"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateNotificationPreferencesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateNotificationPreferences"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"preferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"optional"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<UpdateNotificationPreferencesMutation, UpdateNotificationPreferencesMutationVariables>;
export const VerifySecondFactorDocument = {"__meta__":{"hash":"6796336b372a518ca4c2111eee836dc71e49532d639d1a39a29efa811b0bef40"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"VerifySecondFactor"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VerifySecondFactorInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verifySecondFactor"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SignedIn"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tokens"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionTokensFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PasswordChangeRequired"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"challenge"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"attemptsRemaining"}},{"kind":"Field","name":{"kind":"Name","value":"unlockAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Account"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"current"}},{"kind":"Field","name":{"kind":"Name","value":"deviceLabel"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"placeHint"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"elevatedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionTokensFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionTokens"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessToken"}},{"kind":"Field","name":{"kind":"Name","value":"accessTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"refreshToken"}},{"kind":"Field","name":{"kind":"Name","value":"refreshTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"deviceToken"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<VerifySecondFactorMutation, VerifySecondFactorMutationVariables>;
export const AccountFileDocument = {"__meta__":{"hash":"2c48c650c6347a66a575e1db7075a423d65ead84a379092a25bf9b12aa8d8477"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountFile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"mustChangePassword"}},{"kind":"Field","name":{"kind":"Name","value":"links"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"resellerId"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"statusHistory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"actorName"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Account"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AccountFileQuery, AccountFileQueryVariables>;
export const AccountSearchDocument = {"__meta__":{"hash":"3c801ff98209e503448fa81e9943120b25970489e220528e81f4c1a92aa23ed7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountSearch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AccountFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accounts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Account"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AccountSearchQuery, AccountSearchQueryVariables>;
export const ActivateSubscriptionDocument = {"__meta__":{"hash":"6d1522466495bec9e849021b197a8590cf13a0baeccd117b69f435459ffcb6f3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ActivateSubscription"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ActivateSubscriptionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"activateSubscription"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ServiceStanding"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ServiceStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"billedThrough"}},{"kind":"Field","name":{"kind":"Name","value":"locks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ActivateSubscriptionMutation, ActivateSubscriptionMutationVariables>;
export const AddInvoiceLineDocument = {"__meta__":{"hash":"ad7a849fa39979fe82fea1a832dab5cf8bb5b7c928a6be16f97e7d0ab26f0fe4"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddInvoiceLine"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddInvoiceLineInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addInvoiceLine"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceDraftFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceDraftFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxTotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"unitPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AddInvoiceLineMutation, AddInvoiceLineMutationVariables>;
export const AgreeSubscriptionPriceDocument = {"__meta__":{"hash":"05cae468e997a7dddc1a46ead12e018469aa99f4b22102585a76f49b2e6938c2"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AgreeSubscriptionPrice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AgreeSubscriptionPriceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agreeSubscriptionPrice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ServiceStanding"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ServiceStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"billedThrough"}},{"kind":"Field","name":{"kind":"Name","value":"locks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AgreeSubscriptionPriceMutation, AgreeSubscriptionPriceMutationVariables>;
export const ApplyCreditNoteDocument = {"__meta__":{"hash":"6f7a3f10216b83adf5935a5a137d40fb91b746bd8e459a9f409ad1027000882c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ApplyCreditNote"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ApplyCreditNoteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"applyCreditNote"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"creditNote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CreditNoteSummary"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CreditNoteSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreditNote"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unapplied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ApplyCreditNoteMutation, ApplyCreditNoteMutationVariables>;
export const AuditLogDocument = {"__meta__":{"hash":"d5cb4092eb9ce38c251d3933a3ecd7152873cd468a729da7da0d9b5041b21251"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AuditLog"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AuditEntryFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"auditEntries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"actorId"}},{"kind":"Field","name":{"kind":"Name","value":"actorName"}},{"kind":"Field","name":{"kind":"Name","value":"actorKind"}},{"kind":"Field","name":{"kind":"Name","value":"onBehalfOfId"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"seq"}},{"kind":"Field","name":{"kind":"Name","value":"erased"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AuditLogQuery, AuditLogQueryVariables>;
export const AuditVerificationDocument = {"__meta__":{"hash":"242d3fc95751e9b398ccee6929eb7e073c24d2d28f0ff533e4fd822910f742de"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AuditVerification"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"BigInt"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verifyAudit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"checked"}},{"kind":"Field","name":{"kind":"Name","value":"unsealed"}},{"kind":"Field","name":{"kind":"Name","value":"erased"}},{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"seq"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"entryId"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"next"}},{"kind":"Field","name":{"kind":"Name","value":"end"}},{"kind":"Field","name":{"kind":"Name","value":"endLink"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<AuditVerificationQuery, AuditVerificationQueryVariables>;
export const BillingRunListDocument = {"__meta__":{"hash":"376bd88884aeb6e18e581f6d71fa7ed4cddeb088afe15d35abd84c80fdc8ab06"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BillingRunList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"billingRuns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"due"}},{"kind":"Field","name":{"kind":"Name","value":"billed"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<BillingRunListQuery, BillingRunListQueryVariables>;
export const BulkChangeAccountsDocument = {"__meta__":{"hash":"8619855be82e7dedf6154594a41f10512f05199a6efb3cb1154970bf7c3cc4df"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"BulkChangeAccounts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"BulkChangeAccountsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkChangeAccounts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changedCount"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountId"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<BulkChangeAccountsMutation, BulkChangeAccountsMutationVariables>;
export const ChangeBillingTermsDocument = {"__meta__":{"hash":"c570414e56751c98d9630acecaa3cfeb41a3ac44f1f988008bd0558e00c50057"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeBillingTerms"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeBillingTermsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeBillingTerms"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"billingTerms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BillingTermsFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BillingTermsFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BillingTerms"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"billingDay"}},{"kind":"Field","name":{"kind":"Name","value":"dueDays"}},{"kind":"Field","name":{"kind":"Name","value":"graceDays"}},{"kind":"Field","name":{"kind":"Name","value":"nextPeriodStart"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ChangeBillingTermsMutation, ChangeBillingTermsMutationVariables>;
export const ChangeTaxRateDocument = {"__meta__":{"hash":"534ab33499c6cc38eb00efb95ddcd4a15c736df920e9e1594260a3dc7b726c8f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeTaxRate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeTaxRateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeTaxRate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taxRate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaxRateFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaxRateFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaxRate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"jurisdiction"}},{"kind":"Field","name":{"kind":"Name","value":"compound"}},{"kind":"Field","name":{"kind":"Name","value":"inclusive"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ChangeTaxRateMutation, ChangeTaxRateMutationVariables>;
export const CouponListDocument = {"__meta__":{"hash":"1cedeb89500d03fb876aded6b7ad481a0679618718d63f1f94f28eb1388810dc"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CouponList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"coupons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CouponFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CouponFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Coupon"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"percent"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"months"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"maxRedemptions"}},{"kind":"Field","name":{"kind":"Name","value":"redeemed"}},{"kind":"Field","name":{"kind":"Name","value":"retiredAt"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CouponListQuery, CouponListQueryVariables>;
export const CreateCouponDocument = {"__meta__":{"hash":"669069811a9a3093beeb39c76eb2f3c758c0038852ba9d776fcf47de68ac46dd"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateCoupon"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateCouponInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createCoupon"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"coupon"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CouponFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CouponFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Coupon"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"percent"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"months"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"maxRedemptions"}},{"kind":"Field","name":{"kind":"Name","value":"redeemed"}},{"kind":"Field","name":{"kind":"Name","value":"retiredAt"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CreateCouponMutation, CreateCouponMutationVariables>;
export const CreateInvoiceDraftDocument = {"__meta__":{"hash":"fa608c6fffead77966e22761054548716444325e185fa36270cd2cabf519ae67"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateInvoiceDraft"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateInvoiceDraftInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createInvoiceDraft"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceDraftFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceDraftFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxTotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"unitPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CreateInvoiceDraftMutation, CreateInvoiceDraftMutationVariables>;
export const CreatePlanDocument = {"__meta__":{"hash":"ddb202e01142ba6dbae46569906a3d4b095236aad5f7fd8d4b9aa79ff19a75e3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreatePlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreatePlanInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createPlan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlanFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlanFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Plan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"setupFee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"overagePerGb"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contractMonths"}},{"kind":"Field","name":{"kind":"Name","value":"public"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CreatePlanMutation, CreatePlanMutationVariables>;
export const CreateTaxRateDocument = {"__meta__":{"hash":"c7e1414f160a9d5545d23685a428a967488fa0b58c09e90bcad6b6f9063fd360"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateTaxRate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTaxRateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createTaxRate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taxRate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaxRateFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaxRateFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaxRate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"jurisdiction"}},{"kind":"Field","name":{"kind":"Name","value":"compound"}},{"kind":"Field","name":{"kind":"Name","value":"inclusive"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CreateTaxRateMutation, CreateTaxRateMutationVariables>;
export const CreateTopUpPackDocument = {"__meta__":{"hash":"b8b29360f8ebed5070152a4f9de81c8ada81b6ebad008a36b7f37935223cb3ad"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateTopUpPack"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTopUpPackInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createTopUpPack"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pack"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopUpPackFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopUpPackFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopUpPack"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retiredAt"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CreateTopUpPackMutation, CreateTopUpPackMutationVariables>;
export const CustomerFileDocument = {"__meta__":{"hash":"729e346c750a0658e0455147549d6b172401abe5cb2834c8e41edc594d179c4d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CustomerFile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CustomerContact"}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"openInvoiceCount"}},{"kind":"Field","name":{"kind":"Name","value":"subscriptions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"12"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceSummary"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"payments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"12"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentSummary"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"creditNotes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"12"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CreditNoteSummary"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AddressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Address"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"line1"}},{"kind":"Field","name":{"kind":"Name","value":"line2"}},{"kind":"Field","name":{"kind":"Name","value":"postalCode"}},{"kind":"Field","name":{"kind":"Name","value":"city"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CustomerContact"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Customer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"billingMode"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AddressFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"periodStart"}},{"kind":"Field","name":{"kind":"Name","value":"periodEnd"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"receiptNumber"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CreditNoteSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreditNote"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unapplied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CustomerFileQuery, CustomerFileQueryVariables>;
export const CustomerSearchDocument = {"__meta__":{"hash":"fb31092a68382c3c2d01a80e8125f5604de2dee8690ca9c2ad6c1f937df2543b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CustomerSearch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CustomerFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CustomerSearchQuery, CustomerSearchQueryVariables>;
export const DeleteInvoiceDraftDocument = {"__meta__":{"hash":"fcb590ebfbc1de59297704fa48783f5367f8a7d0bd18b53c7dbb84a84aa16678"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteInvoiceDraft"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteInvoiceDraftInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteInvoiceDraft"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedId"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<DeleteInvoiceDraftMutation, DeleteInvoiceDraftMutationVariables>;
export const DisableAccountDocument = {"__meta__":{"hash":"7c3396b39061e058f8e38acf86a50ddb055a5eb50dfab23d7827d1eda32f8901"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DisableAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DisableAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"disableAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<DisableAccountMutation, DisableAccountMutationVariables>;
export const EndDiscountDocument = {"__meta__":{"hash":"4e622c1df9ce81139e3c774946fee0b9bcd5812639c138922e4a69c678311b9c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EndDiscount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EndDiscountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endDiscount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"discount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DiscountFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DiscountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CustomerDiscount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"percent"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"byCoupon"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<EndDiscountMutation, EndDiscountMutationVariables>;
export const EndTaxRateDocument = {"__meta__":{"hash":"1e3b5536e1f7ace5fbb0c4f7408b864c39e66ed7ebb421e1042312c579b746e2"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EndTaxRate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EndTaxRateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endTaxRate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taxRate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaxRateFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaxRateFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaxRate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"jurisdiction"}},{"kind":"Field","name":{"kind":"Name","value":"compound"}},{"kind":"Field","name":{"kind":"Name","value":"inclusive"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<EndTaxRateMutation, EndTaxRateMutationVariables>;
export const EraseAuditValuesDocument = {"__meta__":{"hash":"22b2785b03cef1ff994bd3ab7b1c9e820ebec79344cb38d1c2cb2728be00430f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EraseAuditValues"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EraseAuditValuesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eraseAuditValues"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"erasedEntryId"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<EraseAuditValuesMutation, EraseAuditValuesMutationVariables>;
export const ExpireAccountDocument = {"__meta__":{"hash":"f7e29e1664636f7b63d97a0f44e4ee322a937857e155d8664b62d3ff31809c96"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ExpireAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ExpireAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"expireAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<ExpireAccountMutation, ExpireAccountMutationVariables>;
export const FinalizeInvoiceDocument = {"__meta__":{"hash":"e54a90728879fe1178f6e04f4c0ec86c3a0213aa0635fd059982860a0bc3207c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"FinalizeInvoice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FinalizeInvoiceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"finalizeInvoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceSummary"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"periodStart"}},{"kind":"Field","name":{"kind":"Name","value":"periodEnd"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<FinalizeInvoiceMutation, FinalizeInvoiceMutationVariables>;
export const GrantDiscountDocument = {"__meta__":{"hash":"d8d48e78ccf4b2d9305a4629f489c11373c63855c0befdccb3c75db4a882174d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GrantDiscount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GrantDiscountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"grantDiscount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"discount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"DiscountFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"DiscountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CustomerDiscount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"percent"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"byCoupon"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<GrantDiscountMutation, GrantDiscountMutationVariables>;
export const InvoiceDraftListDocument = {"__meta__":{"hash":"ac9a1274716fd482331474a1e895fb9703d448b483abf5c34af41625d92e7bf6"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InvoiceDraftList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"invoiceDrafts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceDraftFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceDraftFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxTotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"unitPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<InvoiceDraftListQuery, InvoiceDraftListQueryVariables>;
export const IssueCreditNoteDocument = {"__meta__":{"hash":"79c45de9e603cedc0056c7304ffe8e090525d73358ffc88f7608a680c9995ced"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"IssueCreditNote"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"IssueCreditNoteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issueCreditNote"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"creditNote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CreditNoteSummary"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CreditNoteSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreditNote"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unapplied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<IssueCreditNoteMutation, IssueCreditNoteMutationVariables>;
export const IssueOneTimeCodeDocument = {"__meta__":{"hash":"5e5310055e492cd796bef8fb8c0cba0f8dad39877ac4491c274a7b450437421d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"IssueOneTimeCode"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"IssueOneTimeCodeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issueOneTimeCode"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"goodFor"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<IssueOneTimeCodeMutation, IssueOneTimeCodeMutationVariables>;
export const JournalOfPeriodDocument = {"__meta__":{"hash":"ecbeada6baed31fc743980a4d004af48be514b5e93970ad08947db80f30a5a8d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"JournalOfPeriod"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"period"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"journal"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"period"},"value":{"kind":"Variable","name":{"kind":"Name","value":"period"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}},{"kind":"Field","name":{"kind":"Name","value":"documentId"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"taxCode"}},{"kind":"Field","name":{"kind":"Name","value":"jurisdiction"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"debit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"credit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<JournalOfPeriodQuery, JournalOfPeriodQueryVariables>;
export const LedgerCheckDocument = {"__meta__":{"hash":"514659a0d290a8027728cee4c403166d85160a7f40557ab863f3e158425babbf"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LedgerCheck"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"checks"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LedgerCheck"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"limit"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ledgerCheck"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"checks"},"value":{"kind":"Variable","name":{"kind":"Name","value":"checks"}}},{"kind":"Argument","name":{"kind":"Name","value":"limit"},"value":{"kind":"Variable","name":{"kind":"Name","value":"limit"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"checks"}},{"kind":"Field","name":{"kind":"Name","value":"truncated"}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"check"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"fact"}},{"kind":"Field","name":{"kind":"Name","value":"expected"}},{"kind":"Field","name":{"kind":"Name","value":"found"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<LedgerCheckQuery, LedgerCheckQueryVariables>;
export const LiftSubscriptionLockDocument = {"__meta__":{"hash":"8af9e467bd863ee976b1d51266237c9ed857101243cc3477b80815c5a3d84633"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"LiftSubscriptionLock"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LiftSubscriptionLockInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"liftSubscriptionLock"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ServiceStanding"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ServiceStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"billedThrough"}},{"kind":"Field","name":{"kind":"Name","value":"locks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<LiftSubscriptionLockMutation, LiftSubscriptionLockMutationVariables>;
export const LineDisputeListDocument = {"__meta__":{"hash":"bad3193ef99e9846f2bb50cefecf2a9e7424a43d43e769696e3238431cedd00f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LineDisputeList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"openLineDisputes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LineDisputeFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LineDisputeFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceLineDispute"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lineId"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"settledAt"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"disputed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<LineDisputeListQuery, LineDisputeListQueryVariables>;
export const LockSubscriptionDocument = {"__meta__":{"hash":"346a23574d4d2f74a2c16c5134995aff68c0e423618b498fad48abdcfca592e2"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"LockSubscription"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LockSubscriptionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lockSubscription"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ServiceStanding"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ServiceStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"billedThrough"}},{"kind":"Field","name":{"kind":"Name","value":"locks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<LockSubscriptionMutation, LockSubscriptionMutationVariables>;
export const MarkInvoiceUncollectibleDocument = {"__meta__":{"hash":"7d3402851e08e4a6995e05f65c802d97c96c74f6d7347031b7b5d54723cc2508"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MarkInvoiceUncollectible"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MarkInvoiceUncollectibleInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"markInvoiceUncollectible"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceSummary"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"periodStart"}},{"kind":"Field","name":{"kind":"Name","value":"periodEnd"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<MarkInvoiceUncollectibleMutation, MarkInvoiceUncollectibleMutationVariables>;
export const ProvisionSubscriptionDocument = {"__meta__":{"hash":"8feb73e6a2e8e66b8d9e67e9b82b340e9bb91a615650e26cb7ade9379318518a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ProvisionSubscription"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProvisionSubscriptionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provisionSubscription"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subscription"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ServiceStanding"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubscriptionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"activatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endsOn"}},{"kind":"Field","name":{"kind":"Name","value":"contractEnd"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ServiceStanding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ServiceSubscription"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubscriptionFields"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"billedThrough"}},{"kind":"Field","name":{"kind":"Name","value":"locks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"effectiveOn"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ProvisionSubscriptionMutation, ProvisionSubscriptionMutationVariables>;
export const ReactivateAccountDocument = {"__meta__":{"hash":"32976e521e533470fb362af0c58c9564625949b6f94bb6fb55a6678cd5575b68"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReactivateAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReactivateAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reactivateAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<ReactivateAccountMutation, ReactivateAccountMutationVariables>;
export const RecordUsageDocument = {"__meta__":{"hash":"26bf8dc9298bbf562cf7f37d0edc06bea97e6b8299dffe8df16cfc0802dbd6eb"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RecordUsage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordUsageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordUsage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recorded"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"readings"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<RecordUsageMutation, RecordUsageMutationVariables>;
export const RefundPaymentDocument = {"__meta__":{"hash":"40ea97087a6bd0945d4a3f547eeffb1d4b8feeed9ef14cebec332e7017f3b78b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RefundPayment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RefundPaymentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"refundPayment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"refund"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"payment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PaymentSummary"}},{"kind":"Field","name":{"kind":"Name","value":"refunded"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PaymentSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Payment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"receiptNumber"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<RefundPaymentMutation, RefundPaymentMutationVariables>;
export const RemoveInvoiceLineDocument = {"__meta__":{"hash":"edf637761c141bef1de2945e2573f7cbaed8a0184b81da498a60908967a5616b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveInvoiceLine"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveInvoiceLineInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeInvoiceLine"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceDraftFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceDraftFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"subtotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taxTotal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"quantity"}},{"kind":"Field","name":{"kind":"Name","value":"unitPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"net"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<RemoveInvoiceLineMutation, RemoveInvoiceLineMutationVariables>;
export const RequirePasswordChangeDocument = {"__meta__":{"hash":"ec056d7dec61e39e089c1039dca04e7745c9ee9e3f6a53b02c38325f769efc26"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RequirePasswordChange"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RequirePasswordChangeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requirePasswordChange"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"mustChangePassword"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<RequirePasswordChangeMutation, RequirePasswordChangeMutationVariables>;
export const RetireCouponDocument = {"__meta__":{"hash":"6a8d8ad812dcd295c61e408f7e2ffaeba9c790baca34d13bcfe52222662c9d8d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RetireCoupon"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RetireCouponInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retireCoupon"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"coupon"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CouponFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CouponFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Coupon"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"percent"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"months"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"maxRedemptions"}},{"kind":"Field","name":{"kind":"Name","value":"redeemed"}},{"kind":"Field","name":{"kind":"Name","value":"retiredAt"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<RetireCouponMutation, RetireCouponMutationVariables>;
export const RetirePlanDocument = {"__meta__":{"hash":"18ea8539fce72f543e04baf1edc481463d038c215d76a45a4d0af88fc7514b76"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RetirePlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RetirePlanInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retirePlan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlanFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlanFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Plan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"setupFee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"overagePerGb"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contractMonths"}},{"kind":"Field","name":{"kind":"Name","value":"public"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<RetirePlanMutation, RetirePlanMutationVariables>;
export const RetireTopUpPackDocument = {"__meta__":{"hash":"2d1b662c71d8044588b57cb4bd556344e4ea8db0cfa992a03c24e3c25ec0cf42"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RetireTopUpPack"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RetireTopUpPackInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retireTopUpPack"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pack"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TopUpPackFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TopUpPackFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TopUpPack"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retiredAt"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<RetireTopUpPackMutation, RetireTopUpPackMutationVariables>;
export const SandboxAdvanceTimeDocument = {"__meta__":{"hash":"ec0f88bc985749e19a85f89aea6feeb34f5bcc91323dabc781d42bc3d6626d79"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SandboxAdvanceTime"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SandboxAdvanceTimeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sandboxAdvanceTime"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"now"}},{"kind":"Field","name":{"kind":"Name","value":"today"}},{"kind":"Field","name":{"kind":"Name","value":"days"}},{"kind":"Field","name":{"kind":"Name","value":"arrived"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<SandboxAdvanceTimeMutation, SandboxAdvanceTimeMutationVariables>;
export const SendActivationDocument = {"__meta__":{"hash":"d9a8cb315b0dfcc125ff048fe59b5db26f5d37a0afe3566497be45c1ba66e33b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SendActivation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SendActivationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sendActivation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<SendActivationMutation, SendActivationMutationVariables>;
export const SetTaxExemptionDocument = {"__meta__":{"hash":"b4f0cc5c13214aef98a608dfa57d9ba6a2b63ca23b35925ba091f00d30eccec2"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetTaxExemption"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetTaxExemptionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setTaxExemption"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"taxExemption"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"certificate"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"inForce"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<SetTaxExemptionMutation, SetTaxExemptionMutationVariables>;
export const SettleLineDisputeDocument = {"__meta__":{"hash":"6eb3585fccd6954366cb86bf2253fbf26dd0d48233e7aaf71b3ef1c91d5ef92b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SettleLineDispute"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SettleLineDisputeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"settleLineDispute"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dispute"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LineDisputeFields"}},{"kind":"Field","name":{"kind":"Name","value":"creditNote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LineDisputeFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvoiceLineDispute"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lineId"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"settledAt"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"disputed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SettleLineDisputeMutation, SettleLineDisputeMutationVariables>;
export const StaffBootDocument = {"__meta__":{"hash":"540d61e927828089c30f5043d495522bd065bfa6ba62050aeac5353d0fae250e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StaffBoot"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tenant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TenantFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"permissions"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"staff"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TenantFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Tenant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timezone"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"branding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"primaryColor"}},{"kind":"Field","name":{"kind":"Name","value":"logoUrl"}},{"kind":"Field","name":{"kind":"Name","value":"supportEmail"}},{"kind":"Field","name":{"kind":"Name","value":"supportPhone"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"passwordPolicy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"minLengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"history"}},{"kind":"Field","name":{"kind":"Name","value":"maxAgeDays"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"portalSettings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"billing"}},{"kind":"Field","name":{"kind":"Name","value":"rememberMe"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Account"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<StaffBootQuery, StaffBootQueryVariables>;
export const SuspendAccountDocument = {"__meta__":{"hash":"a784dc7bde0d782902af9dbc1d5d9ac96e567f431e3c0bdfe268c25cea5ba239"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SuspendAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SuspendAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suspendAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<SuspendAccountMutation, SuspendAccountMutationVariables>;
export const TaxRateListDocument = {"__meta__":{"hash":"c180f5cc97c1377e6004963e24e01cad2346f7b2ddf5e9a498c8dbe838c11274"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TaxRateList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"on"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taxRates"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"on"},"value":{"kind":"Variable","name":{"kind":"Name","value":"on"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaxRateFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaxRateFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaxRate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"jurisdiction"}},{"kind":"Field","name":{"kind":"Name","value":"compound"}},{"kind":"Field","name":{"kind":"Name","value":"inclusive"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TaxRateListQuery, TaxRateListQueryVariables>;
export const TenantSettingsDocument = {"__meta__":{"hash":"036fcaf82b44689f25650e7678cb3b003449ae2c6cc7d7744060a66dc7eb3672"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TenantSettings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tenantSettings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TenantSettingsFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TenantSettingsFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TenantSettings"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"branding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"primaryColor"}},{"kind":"Field","name":{"kind":"Name","value":"logoUrl"}},{"kind":"Field","name":{"kind":"Name","value":"supportEmail"}},{"kind":"Field","name":{"kind":"Name","value":"supportPhone"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"portal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"billing"}},{"kind":"Field","name":{"kind":"Name","value":"rememberMe"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"passwordPolicy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"minLengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"history"}},{"kind":"Field","name":{"kind":"Name","value":"maxAgeDays"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"secondFactor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requiredFor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TenantSettingsQuery, TenantSettingsQueryVariables>;
export const UnapplyCreditDocument = {"__meta__":{"hash":"01c00dda57f3e1fef900958569eceba7d288f92174b2b64bda270f88dcf8e64f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UnapplyCredit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UnapplyCreditInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unapplyCredit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"creditNote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CreditNoteSummary"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CreditNoteSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreditNote"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unapplied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<UnapplyCreditMutation, UnapplyCreditMutationVariables>;
export const UnlockAccountDocument = {"__meta__":{"hash":"7e3fef0569eba32bee7310d29dbfec30826bdd5086a45e449f0aa80c45584183"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UnlockAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UnlockAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unlockAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"portalId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<UnlockAccountMutation, UnlockAccountMutationVariables>;
export const UpdatePlanDocument = {"__meta__":{"hash":"0072671b0786d9822619001ef0105f4133c618c5136013fff026a6bb3719e8e1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdatePlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdatePlanInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updatePlan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlanFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlanFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Plan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"price"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"setupFee"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"downKbps"}},{"kind":"Field","name":{"kind":"Name","value":"upKbps"}},{"kind":"Field","name":{"kind":"Name","value":"capBytes"}},{"kind":"Field","name":{"kind":"Name","value":"overagePerGb"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contractMonths"}},{"kind":"Field","name":{"kind":"Name","value":"public"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<UpdatePlanMutation, UpdatePlanMutationVariables>;
export const UpdateTenantSettingsDocument = {"__meta__":{"hash":"e0add668ba688fc4c63dff18719ebb5dc9c11f31bec7637d600b4a7f7d917204"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateTenantSettings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateTenantSettingsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateTenantSettings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"settings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TenantSettingsFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TenantSettingsFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TenantSettings"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"branding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"primaryColor"}},{"kind":"Field","name":{"kind":"Name","value":"logoUrl"}},{"kind":"Field","name":{"kind":"Name","value":"supportEmail"}},{"kind":"Field","name":{"kind":"Name","value":"supportPhone"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"portal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"billing"}},{"kind":"Field","name":{"kind":"Name","value":"rememberMe"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"passwordPolicy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minLength"}},{"kind":"Field","name":{"kind":"Name","value":"minLengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"maxLength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrength"}},{"kind":"Field","name":{"kind":"Name","value":"minStrengthWithSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"history"}},{"kind":"Field","name":{"kind":"Name","value":"maxAgeDays"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"secondFactor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requiredFor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<UpdateTenantSettingsMutation, UpdateTenantSettingsMutationVariables>;
export const VatReportDocument = {"__meta__":{"hash":"885de74a218bb959ac04a7b31bc2d18bc5493a3c17347e020d36bfe8820fd87d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"VatReport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"period"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vatReport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"period"},"value":{"kind":"Variable","name":{"kind":"Name","value":"period"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"jurisdiction"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"taxCode"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"chargedBase"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"chargedTax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"creditedBase"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"creditedTax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"base"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tax"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<VatReportQuery, VatReportQueryVariables>;
export const VoidCreditNoteDocument = {"__meta__":{"hash":"a3623703b742580f78891c3fa8496695de4829ff32ac6dc8570cfb0d4b1ee4b0"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"VoidCreditNote"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VoidCreditNoteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"voidCreditNote"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"creditNote"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CreditNoteSummary"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CreditNoteSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreditNote"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unapplied"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<VoidCreditNoteMutation, VoidCreditNoteMutationVariables>;
export const VoidInvoiceDocument = {"__meta__":{"hash":"fdb9bffe329cdcaaeeb835f4953a00f74af76dbd60c5e2632eec3007e4ff22a1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"VoidInvoice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VoidInvoiceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"voidInvoice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceSummary"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"periodStart"}},{"kind":"Field","name":{"kind":"Name","value":"periodEnd"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<VoidInvoiceMutation, VoidInvoiceMutationVariables>;
export const WaiveLateFeeDocument = {"__meta__":{"hash":"7f0eb70cc7e9f5600583774db81806dbbdb22f2ec3f1492e429b88748ae21b1f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WaiveLateFee"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"WaiveLateFeeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"waiveLateFee"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"invoice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InvoiceSummary"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MoneyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"formatted"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InvoiceSummary"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Invoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"issueDate"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"periodStart"}},{"kind":"Field","name":{"kind":"Name","value":"periodEnd"}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MoneyFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<WaiveLateFeeMutation, WaiveLateFeeMutationVariables>;