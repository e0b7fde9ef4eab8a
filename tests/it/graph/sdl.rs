//! The schema as the tests read it: from the same text that clients get.

use std::sync::LazyLock;

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    BaseType, FieldDefinition, InputValueDefinition, Type, TypeDefinition, TypeKind, TypeSystemDefinition,
};

/// The types of the schema.
pub(crate) struct Sdl(Vec<TypeDefinition>);

impl Sdl {
    /// The schema, read once: each reading builds all of it.
    pub(crate) fn read() -> &'static Self {
        static READ: LazyLock<Sdl> = LazyLock::new(Sdl::parse);
        &READ
    }

    fn parse() -> Self {
        let document = parse_schema(portico::graphql::schema::sdl()).expect("our own SDL parses");
        let types = document.definitions.into_iter().filter_map(|definition| match definition {
            TypeSystemDefinition::Type(definition) => Some(definition.node),
            _ => None,
        });
        Self(types.collect())
    }

    pub(crate) fn get(&self, name: &str) -> Option<&TypeDefinition> {
        self.0.iter().find(|definition| definition.name.node == name)
    }

    /// The fields of an object type.
    pub(crate) fn fields(&self, name: &str) -> Vec<&FieldDefinition> {
        match self.get(name).map(|definition| &definition.kind) {
            Some(TypeKind::Object(object)) => object.fields.iter().map(|field| &field.node).collect(),
            _ => Vec::new(),
        }
    }

    /// The object types.
    pub(crate) fn objects(&self) -> Vec<&TypeDefinition> {
        self.0.iter().filter(|definition| matches!(definition.kind, TypeKind::Object(_))).collect()
    }

    /// Whether a value of the type is selected into.
    pub(crate) fn is_composite(&self, name: &str) -> bool {
        let kind = self.get(name).map(|definition| &definition.kind);
        matches!(kind, Some(TypeKind::Object(_) | TypeKind::Interface(_) | TypeKind::Union(_)))
    }

    /// A value for an argument or input field: `id` where an ID belongs, something harmless elsewhere. Optional ones are
    /// left out unless they hold an ID.
    pub(crate) fn value(&self, ty: &Type, id: &str) -> Option<String> {
        match &ty.base {
            BaseType::List(inner) => self.value(inner, id).map(|value| format!("[{value}]")),
            BaseType::Named(name) => match name.as_str() {
                "ID" => Some(format!("\"{id}\"")),
                "String" => Some("\"probe\"".to_owned()),
                "Int" => Some("1".to_owned()),
                "Decimal" | "BigInt" => Some("\"1\"".to_owned()),
                // The number of a file that the request does not have.
                "Upload" => Some("\"0\"".to_owned()),
                "Boolean" => Some("true".to_owned()),
                "DateTime" => Some("\"2027-01-01T00:00:00Z\"".to_owned()),
                name => match self.get(name).map(|definition| &definition.kind) {
                    // Exactly one of the fields: the first that takes an ID, or else the first.
                    Some(TypeKind::InputObject(object)) if self.is_one_of(name) => {
                        let fields = || object.fields.iter().map(|field| &field.node);
                        let field = fields()
                            .find(|field| self.holds_id(&field.ty.node))
                            .or_else(|| fields().next())?;
                        self.value(&field.ty.node, id)
                            .map(|value| format!("{{{}: {value}}}", field.name.node))
                    }
                    Some(TypeKind::InputObject(object)) => {
                        let fields = object
                            .fields
                            .iter()
                            .filter_map(|field| self.argument(&field.node, id))
                            .collect::<Vec<_>>();
                        Some(format!("{{{}}}", fields.join(", ")))
                    }
                    Some(TypeKind::Enum(values)) => Some(values.values[0].node.value.node.to_string()),
                    _ => Some("\"2026-01-01\"".to_owned()),
                },
            },
        }
    }

    /// Whether exactly one field of an input object is to be given.
    fn is_one_of(&self, name: &str) -> bool {
        let directives = self.get(name).map(|definition| &definition.directives);
        directives.is_some_and(|list| list.iter().any(|directive| directive.node.name.node == "oneOf"))
    }

    /// `name: value` of an argument that is needed or holds an ID.
    pub(crate) fn argument(&self, argument: &InputValueDefinition, id: &str) -> Option<String> {
        let ty = &argument.ty.node;
        // A call with a key goes on to what it is about. Another key for each id: none is used for two things.
        if argument.name.node == "idempotencyKey" {
            return Some(format!("idempotencyKey: \"{id}\""));
        }
        let needed = !ty.nullable && argument.default_value.is_none();
        (needed || self.holds_id(ty))
            .then(|| self.value(ty, id))
            .flatten()
            .map(|value| format!("{}: {value}", argument.name.node))
    }

    /// Whether an ID can be given within a value of the type.
    pub(crate) fn holds_id(&self, ty: &Type) -> bool {
        match &ty.base {
            BaseType::List(inner) => self.holds_id(inner),
            BaseType::Named(name) if name == "ID" => true,
            BaseType::Named(name) => match self.get(name).map(|definition| &definition.kind) {
                Some(TypeKind::InputObject(object)) => {
                    object.fields.iter().any(|field| self.holds_id(&field.node.ty.node))
                }
                _ => false,
            },
        }
    }
}

/// The named type within lists and non-null marks.
pub(crate) fn named(ty: &Type) -> &str {
    match &ty.base {
        BaseType::Named(name) => name,
        BaseType::List(inner) => named(inner),
    }
}

/// What is left to check of the schema's text itself.
#[test]
fn every_part_of_the_schema_is_described() {
    let sdl = Sdl::read();
    let mut bare = Vec::new();
    for definition in &sdl.0 {
        let name = &definition.name.node;
        if definition.description.is_none() {
            bare.push(name.to_string());
        }
        match &definition.kind {
            TypeKind::Object(object) => {
                for field in object.fields.iter().map(|field| &field.node) {
                    if field.description.is_none() {
                        bare.push(format!("{name}.{}", field.name.node));
                    }
                    let arguments =
                        field.arguments.iter().filter(|argument| argument.node.description.is_none());
                    bare.extend(
                        arguments.map(|argument| {
                            format!("{name}.{}({})", field.name.node, argument.node.name.node)
                        }),
                    );
                }
            }
            TypeKind::InputObject(object) => {
                let fields = object.fields.iter().filter(|field| field.node.description.is_none());
                bare.extend(fields.map(|field| format!("{name}.{}", field.node.name.node)));
            }
            TypeKind::Enum(values) => {
                let values = values.values.iter().filter(|value| value.node.description.is_none());
                bare.extend(values.map(|value| format!("{name}.{}", value.node.value.node)));
            }
            TypeKind::Interface(_) | TypeKind::Union(_) | TypeKind::Scalar => {}
        }
    }
    assert!(bare.is_empty(), "without a description: {bare:#?}");
}

#[test]
fn money_is_never_a_float() {
    let sdl = Sdl::read();
    let floats: Vec<String> = sdl
        .objects()
        .iter()
        .flat_map(|object| sdl.fields(&object.name.node).into_iter().map(move |field| (object, field)))
        .filter(|(_, field)| named(&field.ty.node) == "Float")
        .map(|(object, field)| format!("{}.{}", object.name.node, field.name.node))
        .collect();
    assert!(floats.is_empty(), "{floats:?}");
}
