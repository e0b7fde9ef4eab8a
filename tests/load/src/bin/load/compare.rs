//! Before anything is measured: both servers give the same answers, to the byte.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::Failed;
use crate::callers::Callers;
use crate::servers::{Query, Server};

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow)]
    data: &'a RawValue,
}

/// Mean bytes of the data of each document's answers, after comparing them for every caller.
pub(crate) fn compare(portico: &Server, floor: &Server, callers: &Callers) -> Result<[f64; 3], Failed> {
    let mut means = [0.0; 3];
    for (query, mean) in Query::ALL.into_iter().zip(&mut means) {
        for caller in callers.of(query) {
            let (ours, theirs) = (portico.ask(query, caller)?, floor.ask(query, caller)?);
            let data = |text: &'_ str| -> Result<String, Failed> {
                let body: Body<'_> =
                    serde_json::from_str(text).map_err(|error| format!("{error}: {text}"))?;
                Ok(body.data.get().to_owned())
            };
            let (ours, theirs) = (data(&ours)?, data(&theirs)?);
            if ours != theirs {
                return Err(difference(query, &ours, &theirs).into());
            }
            if ours.contains(":null}") && query == Query::Q1 && ours.len() < 200 {
                return Err(format!("{} is empty: {ours}", query.name()).into());
            }
            #[expect(clippy::cast_precision_loss, reason = "an answer has a few thousand bytes")]
            let bytes = ours.len() as f64;
            *mean += bytes / f64::from(u32::try_from(callers.of(query).len())?);
        }
    }
    Ok(means)
}

fn difference(query: Query, ours: &str, theirs: &str) -> String {
    let same = ours.bytes().zip(theirs.bytes()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| {
        String::from_utf8_lossy(&text.as_bytes()[same.saturating_sub(80)..text.len().min(same + 80)])
            .into_owned()
    };
    format!(
        "{} differs at byte {same}:\n  Portico …{}…\n  floor   …{}…",
        query.name(),
        around(ours),
        around(theirs)
    )
}
