//! What can happen to the customers of an ISP. Rows are named by their place among those that there are when it happens,
//! so that any list of steps makes sense.

use proptest::prelude::*;

/// How much of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sum {
    /// Minor units, whatever there is.
    Cents(i64),
    /// So many quarters of what there is.
    Quarters(u8),
}

impl Sum {
    /// Minor units of `whole`.
    pub(super) fn of(self, whole: i64) -> i64 {
        match self {
            Self::Cents(cents) => cents,
            Self::Quarters(quarters) => whole * i64::from(quarters) / 4,
        }
    }
}

/// What a credit note takes back.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Everything,
    Amount(Sum),
    Line(usize, Option<Sum>),
    TwoLines(usize),
}

/// Something that happens.
#[derive(Debug, Clone)]
pub(super) enum Step {
    Order { who: usize, plan: usize },
    ChangePlan { which: usize, plan: usize, now: bool },
    CallOff(usize),
    Pause { which: usize, days: u8 },
    Resume(usize),
    End { which: usize, now: bool },
    Keep(usize),
    Redeem { who: usize, coupon: usize },
    Discount { who: usize, percent: bool },
    TopUp { which: usize, again: bool },
    Use { which: usize, gb: i64, thousandths: i64 },
    Days(u8),
    Seconds(u16),
    Run,
    Draft { who: usize, cents: Vec<i64>, finalise: bool },
    Finalise(usize),
    Void(usize),
    WriteOff(usize),
    Waive(usize),
    Credit { bill: usize, part: Part, apply: bool },
    Courtesy { who: usize, cents: i64, apply: bool },
    UseCredit { note: usize, bill: Option<(usize, Sum)> },
    Unapply(usize),
    VoidCredit(usize),
    Pay { who: usize, method: usize, sum: Sum, aims: Vec<(usize, Sum)>, keeps: bool },
    Cash { who: usize, sum: Sum, aims: Vec<(usize, Sum)>, keeps: bool },
    Confirm(usize),
    Cancel(usize),
    Refund { payment: usize, sum: Option<Sum> },
    Dispute(usize),
    Uphold { which: usize, part: Option<Sum> },
    Reject(usize),
    Promise { who: usize, parts: usize },
    Link { who: usize, bill: Option<usize>, sum: Option<Sum> },
    PayLink { link: usize, card: usize, sum: Option<Sum> },
    ConfirmLink { link: usize, payment: usize, cancel: bool },
    Autopay { who: usize, on: bool, method: usize, offset: i32, cap: Option<i64> },
    Alert { who: usize, threshold: Option<i64> },
}

impl Step {
    /// What it is, without what it is about.
    pub(super) fn name(&self) -> String {
        let text = format!("{self:?}");
        text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_owned()
    }
}

fn at() -> std::ops::Range<usize> {
    0..240
}

fn sum() -> impl Strategy<Value = Sum> {
    prop_oneof![
        2 => (1_i64..150_00).prop_map(Sum::Cents),
        1 => Just(Sum::Quarters(1)),
        1 => Just(Sum::Quarters(2)),
        4 => Just(Sum::Quarters(4)),
        1 => Just(Sum::Quarters(5)),
    ]
}

fn aims() -> impl Strategy<Value = Vec<(usize, Sum)>> {
    prop_oneof![
        3 => Just(Vec::new()),
        2 => prop::collection::vec((at(), sum()), 1..=1),
        1 => prop::collection::vec((at(), sum()), 2..=3),
    ]
}

fn part() -> impl Strategy<Value = Part> {
    prop_oneof![
        Just(Part::Everything),
        sum().prop_map(Part::Amount),
        (at(), prop::option::of(sum())).prop_map(|(line, sum)| Part::Line(line, sum)),
        at().prop_map(Part::TwoLines),
    ]
}

fn services() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => (at(), at()).prop_map(|(who, plan)| Step::Order { who, plan }),
        3 => (at(), at(), any::<bool>()).prop_map(|(which, plan, now)| Step::ChangePlan { which, plan, now }),
        1 => at().prop_map(Step::CallOff),
        2 => (at(), 5_u8..95).prop_map(|(which, days)| Step::Pause { which, days }),
        1 => at().prop_map(Step::Resume),
        1 => (at(), any::<bool>()).prop_map(|(which, now)| Step::End { which, now }),
        1 => at().prop_map(Step::Keep),
        1 => (at(), at()).prop_map(|(who, coupon)| Step::Redeem { who, coupon }),
        1 => (at(), any::<bool>()).prop_map(|(who, percent)| Step::Discount { who, percent }),
        1 => (at(), any::<bool>()).prop_map(|(which, again)| Step::TopUp { which, again }),
        2 => (at(), 0_i64..400, 0_i64..1_000)
            .prop_map(|(which, gb, thousandths)| Step::Use { which, gb, thousandths }),
    ]
}

fn time() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => prop_oneof![Just(1_u8), Just(2), Just(8), Just(16)].prop_map(Step::Days),
        3 => prop_oneof![Just(3_u16), Just(15), Just(1_900)].prop_map(Step::Seconds),
        1 => Just(Step::Run),
    ]
}

fn documents() -> impl Strategy<Value = Step> {
    let cents = prop::collection::vec(1_i64..120_00, 1..4);
    prop_oneof![
        3 => (at(), cents, any::<bool>())
            .prop_map(|(who, cents, later)| Step::Draft { who, cents, finalise: !later }),
        1 => at().prop_map(Step::Finalise),
        2 => at().prop_map(Step::Void),
        1 => at().prop_map(Step::WriteOff),
        1 => at().prop_map(Step::Waive),
        4 => (at(), part(), any::<bool>()).prop_map(|(bill, part, apply)| Step::Credit { bill, part, apply }),
        1 => (at(), 1_i64..40_00, any::<bool>())
            .prop_map(|(who, cents, apply)| Step::Courtesy { who, cents, apply }),
        2 => (at(), prop::option::of((at(), sum()))).prop_map(|(note, bill)| Step::UseCredit { note, bill }),
        1 => at().prop_map(Step::Unapply),
        1 => at().prop_map(Step::VoidCredit),
        3 => at().prop_map(Step::Dispute),
        2 => (at(), prop::option::of(sum())).prop_map(|(which, part)| Step::Uphold { which, part }),
        1 => at().prop_map(Step::Reject),
        2 => (at(), 0_usize..4).prop_map(|(who, parts)| Step::Promise { who, parts }),
    ]
}

fn money() -> impl Strategy<Value = Step> {
    let offset = prop_oneof![Just(-3), Just(0), Just(2), Just(40)];
    prop_oneof![
        6 => (at(), at(), sum(), aims(), any::<bool>())
            .prop_map(|(who, method, sum, aims, keeps)| Step::Pay { who, method, sum, aims, keeps }),
        4 => (at(), sum(), aims(), any::<bool>())
            .prop_map(|(who, sum, aims, keeps)| Step::Cash { who, sum, aims, keeps }),
        2 => at().prop_map(Step::Confirm),
        1 => at().prop_map(Step::Cancel),
        4 => (at(), prop::option::of(sum())).prop_map(|(payment, sum)| Step::Refund { payment, sum }),
        2 => (at(), prop::option::of(at()), prop::option::of(sum()))
            .prop_map(|(who, bill, sum)| Step::Link { who, bill, sum }),
        3 => (at(), at(), prop::option::of(sum()))
            .prop_map(|(link, card, sum)| Step::PayLink { link, card, sum }),
        1 => (at(), at(), any::<bool>())
            .prop_map(|(link, payment, cancel)| Step::ConfirmLink { link, payment, cancel }),
        2 => (at(), prop::bool::weighted(0.8), at(), offset, prop::option::of(10_00_i64..90_00))
            .prop_map(|(who, on, method, offset, cap)| Step::Autopay { who, on, method, offset, cap }),
        1 => (at(), prop::option::of(0_i64..60_00)).prop_map(|(who, threshold)| Step::Alert { who, threshold }),
    ]
}

/// A history of so many steps.
pub(super) fn history(length: usize) -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![6 => services(), 10 => time(), 12 => documents(), 14 => money()];
    prop::collection::vec(step, length)
}
