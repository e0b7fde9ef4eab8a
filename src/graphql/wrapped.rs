//! A root that passes on what another one says of its type.

/// Implements what a wrapper around a root leaves to the root: everything but how a field is resolved.
macro_rules! as_the_wrapped {
    ($wrapper:ident) => {
        impl<T: async_graphql::ContainerType> async_graphql::OutputType for $wrapper<T> {
            fn type_name() -> std::borrow::Cow<'static, str> {
                T::type_name()
            }

            fn create_type_info(registry: &mut async_graphql::registry::Registry) -> String {
                T::create_type_info(registry)
            }

            async fn resolve(
                &self,
                ctx: &async_graphql::ContextSelectionSet<'_>,
                field: &async_graphql::Positioned<async_graphql::parser::types::Field>,
            ) -> async_graphql::ServerResult<async_graphql::Value> {
                self.0.resolve(ctx, field).await
            }
        }

        impl<T: async_graphql::ObjectType> async_graphql::ObjectType for $wrapper<T> {}
    };
}

pub(super) use as_the_wrapped;
