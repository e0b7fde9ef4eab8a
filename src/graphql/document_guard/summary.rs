//! What is known about a part of a document, and how parts combine.

/// The measure of some selections with all fragments below them expanded.
///
/// A fragment on a connection does not know the size of the page it will be used on, so cost is kept in
/// two parts; the rest is plain counting. Everything saturates: a fan-out reaches numbers beyond 64 bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Summary {
    /// Objects, apart from those in `per_item`.
    pub(super) fixed: u64,
    /// Objects for each item on the page of the connection these selections are made on.
    pub(super) per_item: u64,
    /// Nested fields.
    pub(super) depth: u64,
    /// Nested fields, spreads and inline fragments.
    pub(super) nesting: u64,
    /// Selections of any kind.
    pub(super) selections: u64,
    /// Fields on this level, that is, of the selection set these selections end up in.
    pub(super) fields: u64,
    /// Aliases on this level.
    pub(super) aliases: u64,
    /// Credential mutations on this level.
    pub(super) credentials: u64,
    /// `__schema` and `__type` on this level.
    pub(super) introspections: u64,
    /// `__typename` on this level.
    pub(super) typenames: u64,
    /// Nested lists of the introspection that lead from types to types.
    pub(super) introspection_lists: u64,
}

impl Summary {
    /// Adds selections beside these. Selections of different types of a union or an interface add up too,
    /// though an object can match only some of them: that is an upper bound, and the exact maximum would
    /// have to know which types exclude each other.
    pub(super) fn add(&mut self, beside: &Self) {
        for (sum, more) in [
            (&mut self.fixed, beside.fixed),
            (&mut self.per_item, beside.per_item),
            (&mut self.selections, beside.selections),
            (&mut self.fields, beside.fields),
            (&mut self.aliases, beside.aliases),
            (&mut self.credentials, beside.credentials),
            (&mut self.introspections, beside.introspections),
            (&mut self.typenames, beside.typenames),
        ] {
            *sum = sum.saturating_add(more);
        }
        for (most, more) in [
            (&mut self.depth, beside.depth),
            (&mut self.nesting, beside.nesting),
            (&mut self.introspection_lists, beside.introspection_lists),
        ] {
            *most = more.max(*most);
        }
    }

    /// The same selections within a spread or an inline fragment.
    pub(super) fn in_fragment(self) -> Self {
        Self {
            selections: self.selections.saturating_add(1),
            nesting: self.nesting.saturating_add(1),
            ..self
        }
    }

    /// The objects when a page has that many items.
    pub(super) fn cost(&self, page: u64) -> u64 {
        self.fixed.saturating_add(self.per_item.saturating_mul(page))
    }

    /// The same on a connection, whose page is read even if nothing of it is selected.
    pub(super) fn page_cost(&self, page: u64) -> u64 {
        Self { per_item: self.per_item.max(1), ..*self }.cost(page)
    }

    /// Whether an operation of these selections asks for `__schema` or `__type` and for no data.
    pub(super) fn is_introspection_only(&self) -> bool {
        self.introspections > 0 && self.introspections.saturating_add(self.typenames) >= self.fields
    }
}
