//! Holds variables against their types before anything is executed (GraphQL specification, October 2021, §6.1.2
//! CoerceVariableValues; api.md §1). The library looks at a variable where execution meets it, which is too late: a
//! missing one would have to be refused without `data`, and an unused one would never be looked at.
//!
//! Nothing is converted; the values reach the library as they came. A variable whose type does not exist or is no
//! input type is passed over, because validation refuses its document.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

use async_graphql::parser::types::{
    BaseType, InputObjectType, Type, TypeDefinition, TypeKind, TypeSystemDefinition, VariableDefinition,
};
use async_graphql::parser::{self, parse_schema};
use async_graphql::{Name, Pos, Positioned, Value, Variables};

use super::scalars::{self, ScalarCheck};

/// Errors of one request at most (api.md §7).
const MAX_ERRORS: usize = 10;
/// Longest path in a message, in bytes: a variable's name may be as long as the document.
const MAX_PATH: usize = 120;

/// A variable that does not fit its type. The message names the place and what is expected there, never the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoercionError {
    /// For the developer of the client; at most 300 bytes.
    pub message: String,
    /// Where the document declares the variable.
    pub location: Pos,
}

/// Why the input types could not be read; both are faults of ours, found at the start.
#[derive(Debug, thiserror::Error)]
pub enum InputTypesError {
    /// The SDL does not parse.
    #[error("the schema cannot be read: {0}")]
    Sdl(#[from] parser::Error),
    /// A scalar is missing in [`scalars::checks`].
    #[error("nothing tells how the scalar `{0}` is checked")]
    UnknownScalar(String),
}

/// The input types of a schema.
pub struct InputTypes {
    types: HashMap<String, InputType>,
}

enum InputType {
    Int,
    Float,
    String,
    Boolean,
    Id,
    Custom(ScalarCheck),
    Enum(HashSet<Name>),
    Object(InputObject),
}

struct InputObject {
    /// Exactly one field must be given.
    one_of: bool,
    /// In the order of their names, so that the first errors are always the same.
    fields: BTreeMap<Name, InputField>,
}

struct InputField {
    ty: Type,
    /// It cannot be null and has no default.
    required: bool,
}

impl InputTypes {
    /// Reads the SDL.
    pub fn from_sdl(sdl: &str) -> Result<Self, InputTypesError> {
        let built_in = [
            ("Int", InputType::Int),
            ("Float", InputType::Float),
            ("String", InputType::String),
            ("Boolean", InputType::Boolean),
            ("ID", InputType::Id),
        ];
        let mut types: HashMap<_, _> = built_in.map(|(name, ty)| (name.to_owned(), ty)).into();
        let custom: HashMap<_, _> = scalars::checks().into();
        for definition in parse_schema(sdl)?.definitions {
            let TypeSystemDefinition::Type(Positioned { node: definition, .. }) = definition else {
                continue;
            };
            let name = definition.name.node.as_str();
            if types.contains_key(name) {
                continue;
            }
            let ty = match &definition.kind {
                TypeKind::Scalar => match custom.get(name) {
                    Some(check) => InputType::Custom(*check),
                    None => return Err(InputTypesError::UnknownScalar(name.to_owned())),
                },
                TypeKind::Enum(of) => {
                    InputType::Enum(of.values.iter().map(|value| value.node.value.node.clone()).collect())
                }
                TypeKind::InputObject(of) => InputType::Object(InputObject::of(&definition, of)),
                TypeKind::Object(_) | TypeKind::Interface(_) | TypeKind::Union(_) => continue,
            };
            types.insert(name.to_owned(), ty);
        }
        Ok(Self { types })
    }

    /// Whether the variables fit what the operation declares, or the first reasons why they do not. Those that it does
    /// not declare are ignored, as the specification wants.
    pub fn check(
        &self,
        declared: &[Positioned<VariableDefinition>],
        given: &Variables,
    ) -> Result<(), Vec<CoercionError>> {
        let mut errors = Vec::new();
        for Positioned { pos, node: variable } in declared {
            if !self.types.contains_key(name_of(&variable.var_type.node)) {
                continue;
            }
            let mut pass = Pass { types: self, location: *pos, errors: &mut errors };
            let (ty, path) = (&variable.var_type.node, Path::Variable(&variable.name.node));
            match given.get(&variable.name.node) {
                Some(value) => pass.value(ty, value, path),
                None if !ty.nullable && variable.default_value.is_none() => {
                    pass.refuse(path, "is required");
                }
                None => {}
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

impl InputObject {
    fn of(definition: &TypeDefinition, object: &InputObjectType) -> Self {
        let fields = object.fields.iter().map(|field| {
            let (name, ty) = (field.node.name.node.clone(), field.node.ty.node.clone());
            let required = !ty.nullable && field.node.default_value.is_none();
            (name, InputField { ty, required })
        });
        let one_of = definition.directives.iter().any(|directive| directive.node.name.node == "oneOf");
        Self { one_of, fields: fields.collect() }
    }
}

fn name_of(mut ty: &Type) -> &str {
    loop {
        match &ty.base {
            BaseType::Named(name) => return name,
            BaseType::List(of) => ty = of,
        }
    }
}

/// A place in the variables, written out only for an error.
#[derive(Clone, Copy)]
enum Path<'a> {
    Variable(&'a str),
    Field(&'a Path<'a>, &'a str),
    Item(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable(name) => write!(f, "${name}"),
            Self::Field(parent, name) => write!(f, "{parent}.{name}"),
            Self::Item(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// The look at one variable. It recurses as deep as the value and its type nest, which the limits on JSON and on
/// brackets bound.
struct Pass<'a> {
    types: &'a InputTypes,
    location: Pos,
    errors: &'a mut Vec<CoercionError>,
}

impl Pass<'_> {
    fn refuse(&mut self, path: Path<'_>, reason: impl fmt::Display) {
        if self.errors.len() < MAX_ERRORS {
            let mut path = path.to_string();
            if path.len() > MAX_PATH {
                // Names of variables and of our own fields are ASCII.
                path.truncate(MAX_PATH);
                path.push('…');
            }
            let message = format!("The variable `{path}` {reason}.");
            self.errors.push(CoercionError { message, location: self.location });
        }
    }

    fn value(&mut self, ty: &Type, value: &Value, path: Path<'_>) {
        if self.errors.len() >= MAX_ERRORS {
            return;
        }
        if *value == Value::Null {
            if !ty.nullable {
                self.refuse(path, "must not be null");
            }
            return;
        }
        match (&ty.base, value) {
            (BaseType::List(of), Value::List(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(of, item, Path::Item(&path, index));
                }
            }
            // A single value stands for the list of it.
            (BaseType::List(of), single) => self.value(of, single, path),
            (BaseType::Named(name), value) => self.named(name, value, path),
        }
    }

    fn named(&mut self, name: &Name, value: &Value, path: Path<'_>) {
        let types = self.types;
        let Some(ty) = types.types.get(name.as_str()) else { return };
        let fits = match (ty, value) {
            (InputType::Object(of), Value::Object(fields)) => return self.object(name, of, fields, path),
            (InputType::Int, Value::Number(number)) => {
                number.as_i64().is_some_and(|number| i32::try_from(number).is_ok())
            }
            (InputType::Id, Value::Number(number)) => number.is_i64() || number.is_u64(),
            (InputType::Float, Value::Number(_))
            | (InputType::String | InputType::Id, Value::String(_))
            | (InputType::Boolean, Value::Boolean(_)) => true,
            (InputType::Custom(check), Value::String(_)) => check(value.clone()),
            (InputType::Enum(values), Value::String(value)) => values.contains(value.as_str()),
            _ => false,
        };
        if !fits {
            self.refuse(path, Expected(ty, name));
        }
    }

    fn object(
        &mut self,
        name: &Name,
        of: &InputObject,
        given: &async_graphql::indexmap::IndexMap<Name, Value>,
        path: Path<'_>,
    ) {
        for (key, value) in given {
            match of.fields.get(key) {
                Some(_) if of.one_of && *value == Value::Null => {
                    self.refuse(Path::Field(&path, key), "must not be null");
                }
                Some(field) => self.value(&field.ty, value, Path::Field(&path, key)),
                None => self.refuse(path, Unknown { key, of: name }),
            }
        }
        if of.one_of && given.len() != 1 {
            self.refuse(path, format_args!("must have exactly one field of `{name}`"));
        }
        for (field, _) in
            of.fields.iter().filter(|(name, field)| field.required && !given.contains_key(*name))
        {
            self.refuse(Path::Field(&path, field), "is required");
        }
    }
}

struct Expected<'a>(&'a InputType, &'a Name);

impl fmt::Display for Expected<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(ty, name) = self;
        match ty {
            InputType::Int => f.write_str("must be a whole number of 32 bits"),
            InputType::Float => f.write_str("must be a number"),
            InputType::String => f.write_str("must be a string"),
            InputType::Boolean => f.write_str("must be true or false"),
            InputType::Id => f.write_str("must be a string or a whole number"),
            InputType::Custom(_) => write!(f, "must be a string that is a `{name}`"),
            InputType::Enum(_) => write!(f, "must be a value of `{name}`"),
            InputType::Object(_) => write!(f, "must be an object of `{name}`"),
        }
    }
}

struct Unknown<'a> {
    key: &'a str,
    of: &'a Name,
}

impl fmt::Display for Unknown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A key is any text the client likes; only what could be the name of a field is repeated.
        let Self { key, of } = self;
        if key.len() <= 64 && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            write!(f, "has the field `{key}`, which `{of}` does not have")
        } else {
            write!(f, "has a field that `{of}` does not have")
        }
    }
}

#[cfg(test)]
mod tests;
