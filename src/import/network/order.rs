//! In which order devices are entered: parents before what is below them. Pure.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::network::inventory::MAX_DEPTH;

/// A device that is to be entered, and what it is reached through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link<'a> {
    /// The device.
    pub(super) name: &'a str,
    /// What it is reached through.
    pub(super) parent: Option<&'a str>,
}

/// Why a device cannot be where it is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Misplaced {
    /// There is no such parent.
    NoParent,
    /// The parent is itself not entered: its row was refused, or it is reached through this one.
    ParentRefused,
    /// There are too many devices above it.
    TooDeep,
}

/// The places of the devices in the order in which they are entered, and those that are not, with the reasons. `known` says
/// how deep the devices are that are there: 1 at the core. `refused` are names whose rows were refused before.
pub(super) fn order(
    links: &[Link<'_>],
    known: &HashMap<&str, i64>,
    refused: &HashSet<&str>,
) -> (Vec<usize>, Vec<(usize, Misplaced)>) {
    let mut below: HashMap<&str, Vec<usize>> = HashMap::new();
    let (mut ready, mut placed, mut deep) = (VecDeque::new(), Vec::new(), Vec::new());
    for (place, link) in links.iter().enumerate() {
        match link.parent {
            None => ready.push_back((place, 1)),
            Some(parent) => match known.get(parent) {
                Some(depth) => ready.push_back((place, depth + 1)),
                None => below.entry(parent).or_default().push(place),
            },
        }
    }
    let mut seen = HashSet::new();
    while let Some((place, depth)) = ready.pop_front() {
        seen.insert(place);
        if depth > MAX_DEPTH {
            deep.push((place, Misplaced::TooDeep));
            continue;
        }
        placed.push(place);
        let children = below.remove(links[place].name).unwrap_or_default();
        ready.extend(children.into_iter().map(|child| (child, depth + 1)));
    }
    let names: HashSet<&str> = links.iter().map(|link| link.name).collect();
    for (place, link) in links.iter().enumerate().filter(|(place, _)| !seen.contains(place)) {
        let parent = link.parent.unwrap_or_default();
        let there = names.contains(parent) || refused.contains(parent);
        deep.push((place, if there { Misplaced::ParentRefused } else { Misplaced::NoParent }));
    }
    deep.sort_unstable_by_key(|(place, _)| *place);
    (placed, deep)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn link<'a>(name: &'a str, parent: &'a str) -> Link<'a> {
        Link { name, parent: (!parent.is_empty()).then_some(parent) }
    }

    #[test]
    fn parents_come_first_wherever_they_stand() {
        let links = [link("c", "b"), link("b", "a"), link("a", ""), link("d", "core")];
        let (placed, misplaced) = order(&links, &HashMap::from([("core", 1)]), &HashSet::new());
        assert_eq!((placed, misplaced), (vec![2, 3, 1, 0], vec![]));
    }

    #[test]
    fn what_cannot_be_placed_is_told_why() {
        use Misplaced::{NoParent, ParentRefused};
        let links = [
            link("a", "b"),
            link("b", "a"),
            link("c", "nowhere"),
            link("d", "faulty"),
            link("e", "e"),
            link("f", "a"),
        ];
        let (placed, misplaced) = order(&links, &HashMap::new(), &HashSet::from(["faulty"]));
        assert!(placed.is_empty());
        let reasons: Vec<Misplaced> = misplaced.into_iter().map(|(_, reason)| reason).collect();
        assert_eq!(
            reasons,
            [ParentRefused, ParentRefused, NoParent, ParentRefused, ParentRefused, ParentRefused]
        );
        let deep = order(
            &[link("a", "core"), link("b", "a")],
            &HashMap::from([("core", MAX_DEPTH)]),
            &HashSet::new(),
        );
        assert_eq!(deep, (vec![], vec![(0, Misplaced::TooDeep), (1, ParentRefused)]));
    }

    proptest! {
        #[test]
        fn each_row_is_placed_after_its_parent_or_told_why(parents in prop::collection::vec(0_usize..12, 12)) {
            let names: Vec<String> = (0..parents.len()).map(|at| at.to_string()).collect();
            // 11 stands for no parent, so that some end somewhere.
            let links: Vec<Link<'_>> = parents.iter().enumerate().map(|(at, parent)| Link {
                name: &names[at],
                parent: (*parent != 11).then(|| names[*parent].as_str()),
            }).collect();
            let (placed, misplaced) = order(&links, &HashMap::new(), &HashSet::new());
            prop_assert_eq!(placed.len() + misplaced.len(), links.len());
            for (position, place) in placed.iter().enumerate() {
                if let Some(parent) = links[*place].parent {
                    let parent = names.iter().position(|name| name == parent).expect("it is one");
                    let before = placed.iter().position(|other| *other == parent);
                    prop_assert!(before.is_some_and(|before| before < position));
                }
            }
            // The naive model: whoever comes to an end by going up is placed.
            for at in 0..links.len() {
                let (mut here, mut steps) = (at, 0);
                while parents[here] != 11 && steps <= links.len() {
                    here = parents[here];
                    steps += 1;
                }
                prop_assert_eq!(placed.contains(&at), parents[here] == 11 && steps <= links.len());
            }
        }
    }
}
