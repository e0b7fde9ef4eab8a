//! What each field of our own schema can return, worked out once from its SDL.
//!
//! Cost is the number of objects that could be returned (api.md §7): a scalar or an enum 0, an object 1,
//! a list of objects as many as it can hold. How many that is:
//!
//! | the field | items |
//! |---|---|
//! | has a `list_size` of ours | that |
//! | is `nodes` or `edges` of a `…Connection` | the page asked for where the connection was selected |
//! | takes `ids: [ID!]!` | as many as ids are given |
//! | takes `first` or `last` | the page asked for, the largest where that is open or not allowed |
//! | is any other list | 5 |
//!
//! The estimate must not be below the rows that are read, which asks for two things more: the page of a
//! connection is read, and counts, also when neither `nodes` nor `edges` is selected (`pageInfo` needs
//! it), and `totalCount` is a row of its own. The connection itself stands for the one row more that
//! tells whether there is a next page.

use std::collections::HashMap;

use async_graphql::{
    Value as ConstValue,
    parser::{
        self, parse_schema,
        types::{
            BaseType, FieldDefinition, InputValueDefinition, OperationType, SchemaDefinition, Type, TypeKind,
            TypeSystemDefinition,
        },
    },
};

/// What an unpaged list of objects counts as where nothing better is known (api.md §7).
pub const UNPAGED_LIST: u64 = 5;

/// What the SDL does not tell about a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldCost<'a> {
    /// `Type.field`, as in `Mutation.signIn`.
    pub coordinate: &'a str,
    /// Added each time the field is selected, in objects: the work behind a search, a PDF or a sign-in.
    pub extra: u32,
    /// The most items the field can return. On a list of objects it replaces every other rule; on a
    /// connection without `first` and `last` it is the size of the page.
    pub list_size: Option<u32>,
}

/// Why no model could be made; all three are faults of ours, found at the start.
#[derive(Debug, thiserror::Error)]
pub enum CostModelError {
    /// The SDL does not parse.
    #[error("the schema cannot be read: {0}")]
    Sdl(#[from] parser::Error),
    /// A [`FieldCost`] names no field of the schema.
    #[error("no field has the coordinate `{0}`")]
    UnknownField(String),
    /// A [`FieldCost::list_size`] stands on a field that returns neither a list of objects nor an unpaged
    /// connection.
    #[error("`{0}` has no list whose size could be given")]
    NotAList(String),
}

/// The costs of all fields of a schema.
#[derive(Debug, Clone)]
pub struct CostModel {
    indices: HashMap<String, TypeIndex>,
    types: Vec<CompositeType>,
    /// Of queries, mutations and subscriptions.
    roots: [Option<TypeIndex>; 3],
}

/// The place of an object, interface or union type in the model.
pub(super) type TypeIndex = usize;

#[derive(Debug, Clone, Default)]
struct CompositeType {
    is_connection: bool,
    /// Neither an interface nor a union.
    is_object: bool,
    fields: HashMap<String, FieldModel>,
}

/// How many items there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// Always so many at most.
    Fixed(u64),
    /// The largest page.
    Largest,
    /// As `first` and `last` say; the numbers are the arguments' own defaults.
    Page { first: Option<u64>, last: Option<u64> },
    /// As many as the argument `ids` has.
    Ids,
}

/// How often a field returns what it returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    /// Once: not a list, or a list of scalars.
    One,
    /// As a list of this size.
    List(Size),
    /// Once for each item on the page of the connection around it.
    EachItem,
}

#[derive(Debug, Clone)]
pub(super) struct FieldModel {
    /// Counted for the field itself.
    pub(super) extra: u64,
    /// The type of the objects it returns; `None` for scalars and enums.
    pub(super) returns: Option<TypeIndex>,
    /// How many of them.
    pub(super) times: Times,
    /// What lists within the list multiply by, else 1.
    pub(super) inner: u64,
    /// The size of the page, where the field returns a connection.
    pub(super) page: Option<Size>,
}

impl CostModel {
    /// Reads the SDL. `overrides` must name fields that exist, so that a renamed field does not silently
    /// lose its cost.
    pub fn from_sdl(sdl: &str, overrides: &[FieldCost<'_>]) -> Result<Self, CostModelError> {
        let document = parse_schema(sdl)?;
        let mut model = Self::with_types_of(&document.definitions);
        for definition in &document.definitions {
            let TypeSystemDefinition::Type(definition) = definition else { continue };
            let fields = match &definition.node.kind {
                TypeKind::Object(object) => &object.fields,
                TypeKind::Interface(interface) => &interface.fields,
                _ => continue,
            };
            let Some(of) = model.type_named(&definition.node.name.node) else { continue };
            for field in fields {
                let modelled = model.field_model(of, &field.node);
                model.types[of].fields.insert(field.node.name.node.to_string(), modelled);
            }
        }
        for cost in overrides {
            model.apply(cost)?;
        }
        Ok(model)
    }

    /// The types and roots, still without fields, which refer to types that may come later.
    fn with_types_of(definitions: &[TypeSystemDefinition]) -> Self {
        let mut model = Self { indices: HashMap::new(), types: Vec::new(), roots: [None; 3] };
        let mut roots = ["Query", "Mutation", "Subscription"];
        for definition in definitions {
            match definition {
                TypeSystemDefinition::Type(definition) => {
                    let (name, kind) = (definition.node.name.node.as_str(), &definition.node.kind);
                    if matches!(kind, TypeKind::Object(_) | TypeKind::Interface(_) | TypeKind::Union(_))
                        && !model.indices.contains_key(name)
                    {
                        model.indices.insert(name.to_owned(), model.types.len());
                        let is_connection = name.ends_with("Connection");
                        let is_object = matches!(kind, TypeKind::Object(_));
                        model.types.push(CompositeType { is_connection, is_object, fields: HashMap::new() });
                    }
                }
                TypeSystemDefinition::Schema(schema) => {
                    let SchemaDefinition { query, mutation, subscription, .. } = &schema.node;
                    for (root, given) in roots.iter_mut().zip([query, mutation, subscription]) {
                        *root = given.as_ref().map_or(*root, |given| given.node.as_str());
                    }
                }
                TypeSystemDefinition::Directive(_) => {}
            }
        }
        model.roots = roots.map(|root| model.type_named(root));
        model
    }

    fn field_model(&self, of: TypeIndex, field: &FieldDefinition) -> FieldModel {
        let (named, lists) = base_of(&field.ty.node);
        let returns = self.type_named(named);
        let page = page_of(field);
        let times = if returns.is_none() || lists == 0 {
            Times::One
        } else if self.types[of].is_connection && matches!(field.name.node.as_str(), "nodes" | "edges") {
            Times::EachItem
        } else if takes_ids(field) {
            Times::List(Size::Ids)
        } else {
            Times::List(page.unwrap_or(Size::Fixed(UNPAGED_LIST)))
        };
        let inner = UNPAGED_LIST.saturating_pow(lists.saturating_sub(1));
        let is_connection = returns.is_some_and(|returns| self.types[returns].is_connection);
        let counts_rows = self.types[of].is_connection && field.name.node == "totalCount";
        FieldModel {
            extra: counts_rows.into(),
            returns,
            times,
            inner,
            page: is_connection.then_some(page.unwrap_or(Size::Largest)),
        }
    }

    fn apply(&mut self, cost: &FieldCost<'_>) -> Result<(), CostModelError> {
        let unknown = || CostModelError::UnknownField(cost.coordinate.to_owned());
        let (of, name) = cost.coordinate.split_once('.').ok_or_else(unknown)?;
        let of = self.type_named(of).ok_or_else(unknown)?;
        let field = self.types[of].fields.get_mut(name).ok_or_else(unknown)?;
        field.extra = field.extra.saturating_add(cost.extra.into());
        if let Some(size) = cost.list_size {
            let size = Size::Fixed(size.into());
            match (field.times, field.page) {
                (Times::List(_) | Times::EachItem, _) => field.times = Times::List(size),
                (Times::One, Some(Size::Largest)) => field.page = Some(size),
                (Times::One, _) => return Err(CostModelError::NotAList(cost.coordinate.to_owned())),
            }
        }
        Ok(())
    }

    /// The type of that name, if objects can have it.
    pub(super) fn type_named(&self, name: &str) -> Option<TypeIndex> {
        self.indices.get(name).copied()
    }

    /// Whether it is an object, neither an interface nor a union.
    pub(super) fn is_object(&self, of: TypeIndex) -> bool {
        self.types.get(of).is_some_and(|of| of.is_object)
    }

    /// The root type of an operation.
    pub(super) fn root(&self, operation: OperationType) -> Option<TypeIndex> {
        match operation {
            OperationType::Query => self.roots[0],
            OperationType::Mutation => self.roots[1],
            OperationType::Subscription => self.roots[2],
        }
    }

    /// The field of that name on the type.
    pub(super) fn field(&self, of: TypeIndex, name: &str) -> Option<&FieldModel> {
        self.types.get(of)?.fields.get(name)
    }
}

/// The named type and how many lists are around it.
fn base_of(mut ty: &Type) -> (&str, u32) {
    let mut lists = 0;
    loop {
        match &ty.base {
            BaseType::Named(name) => return (name.as_str(), lists),
            BaseType::List(item) => {
                ty = item;
                lists += 1;
            }
        }
    }
}

fn argument<'a>(field: &'a FieldDefinition, name: &str) -> Option<&'a InputValueDefinition> {
    field.arguments.iter().map(|argument| &argument.node).find(|argument| argument.name.node == name)
}

fn takes_ids(field: &FieldDefinition) -> bool {
    argument(field, "ids").is_some_and(|ids| matches!(ids.ty.node.base, BaseType::List(_)))
}

fn page_of(field: &FieldDefinition) -> Option<Size> {
    let arguments = ["first", "last"].map(|name| argument(field, name));
    if arguments.iter().all(Option::is_none) {
        return None;
    }
    let [first, last] =
        arguments.map(|argument| match argument?.default_value.as_ref().map(|value| &value.node) {
            Some(ConstValue::Number(default)) => default.as_u64(),
            _ => None,
        });
    Some(Size::Page { first, last })
}
