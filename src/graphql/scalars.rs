//! The custom scalars, each with the document that specifies it. The schema's descriptions stand on the `impl`s, where
//! the macro reads them.

use std::borrow::Cow;

use async_graphql::{InputType, InputValueError, InputValueResult, Scalar, ScalarType, Value};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{NaiveDate, SecondsFormat};
use rust_decimal::Decimal as RustDecimal;

use super::upload::Upload;
use crate::kernel::clock::{Instant, is_storable};

fn text(value: Value, wanted: &str) -> Result<String, String> {
    match value {
        Value::String(text) => Ok(text),
        _ => Err(format!("expected {wanted}")),
    }
}

/// An instant in UTC, RFC 3339 with `Z`, at most microseconds: `2026-11-22T08:30:00Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateTime(pub Instant);

/// An instant in UTC, RFC 3339 with `Z`, at most microseconds: `2026-11-22T08:30:00Z`.
#[Scalar(specified_by_url = "https://scalars.graphql.org/andimarek/date-time.html")]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let text = text(value, "an RFC 3339 instant")?;
        let parsed = chrono::DateTime::parse_from_rfc3339(&text)
            .ok()
            .map(|parsed| parsed.to_utc())
            .filter(|instant| is_storable(instant.date_naive()));
        parsed.map(Self).ok_or_else(|| InputValueError::custom("expected an RFC 3339 instant"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

/// A business date in the tenant's zone, ISO 8601: `2026-11-22`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date(pub NaiveDate);

/// A business date in the tenant's zone, ISO 8601: `2026-11-22`.
#[Scalar(specified_by_url = "https://scalars.graphql.org/andimarek/local-date.html")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let text = text(value, "a date")?;
        // Four digits of year: chrono would take more and a sign, the databases would not.
        let digits = text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        let date: Option<NaiveDate> = (digits && text.len() == 10).then(|| text.parse().ok()).flatten();
        date.filter(|date| is_storable(*date))
            .map(Self)
            .ok_or_else(|| InputValueError::custom("expected a date as YYYY-MM-DD"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// An exact decimal number as a string, never a float: `"74.99"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal(pub RustDecimal);

/// An exact decimal number as a string, never a float: `"74.99"`.
#[Scalar(specified_by_url = "https://speleotrove.com/decimal/decarith.html")]
impl ScalarType for Decimal {
    fn parse(value: Value) -> InputValueResult<Self> {
        let text = text(value, "a decimal number as a string")?;
        text.parse().map(Self).map_err(|_| InputValueError::custom("expected a decimal number as a string"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// A whole number of up to 64 bits as a string, because JavaScript's numbers end at 53: `"7499"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BigInt(pub i64);

/// A whole number of up to 64 bits as a string, because JavaScript's numbers end at 53: `"7499"`.
#[Scalar(specified_by_url = "https://262.ecma-international.org/#sec-ecmascript-language-types-bigint-type")]
impl ScalarType for BigInt {
    fn parse(value: Value) -> InputValueResult<Self> {
        let text = text(value, "a whole number as a string")?;
        text.parse().map(Self).map_err(|_| InputValueError::custom("expected a whole number as a string"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// A position in the ISP's stream of events, from `viewer.eventCursor` or an event. Opaque; it stays valid across
/// reconnections and servers, for as long as events are kept: seven days, unless the operator says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor(pub i64);

/// Tells the version of the form, and keeps people from counting.
const CURSOR_MARK: &str = "e1.";

/// A position in the ISP's stream of events, from `viewer.eventCursor` or an event. Opaque; it stays valid across
/// reconnections and servers, for as long as events are kept: seven days, unless the operator says otherwise.
#[Scalar(specified_by_url = "https://relay.dev/graphql/connections.htm#sec-Cursor")]
impl ScalarType for Cursor {
    fn parse(value: Value) -> InputValueResult<Self> {
        let text = text(value, "a cursor of events")?;
        let bytes = URL_SAFE_NO_PAD.decode(text).ok();
        let place = bytes.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
        let place = place.and_then(|place| place.strip_prefix(CURSOR_MARK)?.parse().ok());
        place.map(Self).ok_or_else(|| InputValueError::custom("expected a cursor of events"))
    }

    fn to_value(&self) -> Value {
        Value::String(URL_SAFE_NO_PAD.encode(format!("{CURSOR_MARK}{}", self.0)))
    }
}

macro_rules! text_scalars {
    ($($(#[doc = $doc:literal])* $name:ident, $graphql:literal, $url:literal;)+) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name(pub String);

        $(#[doc = $doc])*
        #[Scalar(name = $graphql, specified_by_url = $url)]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                Ok(Self(text(value, "a string")?))
            }

            fn to_value(&self) -> Value {
                Value::String(self.0.clone())
            }
        }
    )+};
}

text_scalars! {
    /// An ISO 4217 currency code: `EUR`.
    CurrencyCode, "CurrencyCode", "https://www.iso.org/iso-4217-currency-codes.html";
    /// An e-mail address.
    EmailAddress, "EmailAddress", "https://www.rfc-editor.org/rfc/rfc5321";
    /// An absolute or site-relative URL.
    URL, "URL", "https://url.spec.whatwg.org/";
    /// An IPv4 or IPv6 address.
    IPAddress, "IPAddress", "https://www.rfc-editor.org/rfc/rfc5952";
}

/// Whether a value is one of a scalar.
pub type ScalarCheck = fn(Value) -> bool;

/// Every custom scalar of the schema by its name, with the parser of its arguments as a check: variables are held
/// against it before anything is executed. All of them are strings on the wire.
pub fn checks() -> [(Cow<'static, str>, ScalarCheck); 10] {
    [
        check_of::<DateTime>(),
        check_of::<Date>(),
        check_of::<Decimal>(),
        check_of::<BigInt>(),
        check_of::<Cursor>(),
        check_of::<CurrencyCode>(),
        check_of::<EmailAddress>(),
        check_of::<URL>(),
        check_of::<IPAddress>(),
        check_of::<Upload>(),
    ]
}

fn check_of<S: ScalarType + InputType>() -> (Cow<'static, str>, ScalarCheck) {
    (S::type_name(), |value| <S as ScalarType>::parse(value).is_ok())
}
