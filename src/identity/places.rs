//! Where addresses are, as the operator says: a hint for the owner of a session, who knows best where it was.

use std::collections::HashMap;
use std::fmt;
use std::net::IpAddr;
use std::path::Path;

use ipnet::IpNet;

/// The longest label, in characters.
const MAX_LABEL: usize = 100;

/// Labels of networks; of several that hold an address, the longest prefix counts.
#[derive(Debug, Clone, Default)]
pub struct Places {
    labels: HashMap<IpNet, Box<str>>,
    /// The lengths of prefixes that there are, the longest first: a look-up costs one step each, however many networks.
    lengths: Vec<u8>,
}

/// What is wrong with a file of places: every line that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceFaults(Vec<(usize, &'static str)>);

impl fmt::Display for PlaceFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (line, fault)) in self.0.iter().enumerate() {
            let separator = if place == 0 { "" } else { "; " };
            write!(f, "{separator}line {line}: {fault}")?;
        }
        Ok(())
    }
}

/// Why there are no places.
#[derive(Debug, thiserror::Error)]
pub enum PlacesError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] std::io::Error),
    /// The file is wrong.
    #[error("{0}")]
    Faults(PlaceFaults),
}

impl Places {
    /// Reads a file: a network (RFC 4632, RFC 4291 §2.3) or a single address, a comma, a label on each line. Empty lines
    /// and those that begin with `#` say nothing; a label may stand in quotes (RFC 4180).
    pub fn with_file(file: &Path) -> Result<Self, PlacesError> {
        Self::parse(&std::fs::read_to_string(file)?).map_err(PlacesError::Faults)
    }

    /// The same of a text.
    pub fn parse(text: &str) -> Result<Self, PlaceFaults> {
        let (mut places, mut faults) = (Self::default(), Vec::new());
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match entry(line) {
                Ok((network, label)) => {
                    if places.labels.insert(network, label).is_some() {
                        faults.push((number + 1, "this network has a label already"));
                    }
                }
                Err(fault) => faults.push((number + 1, fault)),
            }
        }
        if !faults.is_empty() {
            return Err(PlaceFaults(faults));
        }
        places.lengths = places.labels.keys().map(IpNet::prefix_len).collect();
        places.lengths.sort_unstable_by(|one, other| other.cmp(one));
        places.lengths.dedup();
        Ok(places)
    }

    /// The label of the smallest network that holds an address; none where there is none.
    pub fn hint(&self, address: IpAddr) -> Option<&str> {
        let address = address.to_canonical();
        // A length that the family does not have makes no network.
        let networks = self.lengths.iter().filter_map(|length| IpNet::new(address, *length).ok());
        networks
            .map(|network| network.trunc())
            .find_map(|network| self.labels.get(&network))
            .map(AsRef::as_ref)
    }
}

fn entry(line: &str) -> Result<(IpNet, Box<str>), &'static str> {
    let (network, label) = line.split_once(',').ok_or("a network, a comma and a label are needed")?;
    let network = network.trim();
    let network: IpNet = match network.parse::<IpAddr>() {
        Ok(address) => address.into(),
        Err(_) => network.parse().map_err(|_| "this is no network, such as 203.0.113.0/24")?,
    };
    if network.trunc() != network {
        return Err("the address has bits beyond the prefix");
    }
    let label = unquoted(label.trim());
    let fits =
        !label.is_empty() && label.chars().count() <= MAX_LABEL && !label.chars().any(char::is_control);
    if fits { Ok((network, label.into())) } else { Err("a label has 1 to 100 characters") }
}

fn unquoted(label: &str) -> String {
    let inner = label.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.map_or_else(|| label.to_owned(), |inner| inner.replace("\"\"", "\"").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(places: &Places, address: &str) -> Option<String> {
        places.hint(address.parse().expect("an address")).map(str::to_owned)
    }

    #[test]
    fn the_longest_prefix_wins() {
        let text = "# ours\n203.0.0.0/8,Germany\n 203.0.113.0/24 , \"Hamburg, \"\"north\"\"\"\n\n203.0.113.7,The office\n2001:db8::/32,Bremen";
        let places = Places::parse(text).expect("every line is right");
        for (address, label) in [
            ("203.0.113.7", Some("The office")),
            ("::ffff:203.0.113.8", Some("Hamburg, \"north\"")),
            ("203.1.2.3", Some("Germany")),
            ("192.0.2.1", None),
            ("2001:db8:1::1", Some("Bremen")),
            ("2001:db9::1", None),
        ] {
            assert_eq!(hint(&places, address).as_deref(), label, "{address}");
        }
        assert_eq!(hint(&Places::default(), "203.0.113.7"), None);
        let anywhere = Places::parse("0.0.0.0/0,Earth").expect("right");
        assert_eq!(hint(&anywhere, "192.0.2.1").as_deref(), Some("Earth"));
        assert_eq!(hint(&anywhere, "::1"), None, "the other family");
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let text = format!(
            "10.0.0.0/8,A\n10.0.0.0/8,B\nnowhere,C\n\n10.1.2.3/8,D\n10.2.0.0/16,\n10.3.0.0/16\n10.4.0.0/16,{}",
            "x".repeat(101)
        );
        let faults = Places::parse(&text).expect_err("wrong").to_string();
        assert_eq!(
            faults,
            "line 2: this network has a label already; line 3: this is no network, such as 203.0.113.0/24; \
             line 5: the address has bits beyond the prefix; line 6: a label has 1 to 100 characters; \
             line 7: a network, a comma and a label are needed; line 8: a label has 1 to 100 characters"
        );
    }
}
