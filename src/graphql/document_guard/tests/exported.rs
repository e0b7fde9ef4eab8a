//! The model reads what the library exports: descriptions, directives, `@oneOf` and all.

use async_graphql::{EmptySubscription, ID, InputObject, Object, OneofObject, Schema, SimpleObject};

use super::{CostModel, Limits, SIGNED_IN, ScanLimits, inspect, read, variables};

/// A "quoted" description.
#[derive(SimpleObject)]
struct Line {
    /// With a \ inside.
    id: ID,
    #[graphql(deprecation = "use id; removed in 2027")]
    old: Option<i32>,
}

#[derive(OneofObject)]
enum By {
    Name(String),
    Number(i32),
}

#[derive(InputObject)]
struct Filter {
    by: Option<By>,
    #[graphql(default = 3)]
    at_least: i32,
}

struct Query;

#[Object]
impl Query {
    /// Lines.
    async fn lines(&self, filter: Option<Filter>, #[graphql(default = 4)] first: i32) -> Vec<Line> {
        let wanted = filter.map_or(0, |filter| {
            filter.at_least
                + match filter.by {
                    Some(By::Name(name)) => i32::from(name.is_empty()),
                    Some(By::Number(number)) => number,
                    None => 0,
                }
        });
        (0..first.max(wanted)).map(|at| Line { id: at.into(), old: Some(at) }).collect()
    }
}

struct Mutation;

#[Object]
impl Mutation {
    async fn touch(&self) -> Vec<Line> {
        Vec::new()
    }
}

#[test]
fn the_sdl_of_the_library_is_read() {
    let sdl = Schema::new(Query, Mutation, EmptySubscription).sdl();
    let model = CostModel::from_sdl(&sdl, &[]).expect("a schema");
    for (document, cost) in [("{lines{id}}", 4), ("{lines(first:9){id old}}", 9), ("mutation{touch{id}}", 5)]
    {
        let document = read(document, &ScanLimits::default()).expect("valid");
        let inspection = inspect(&model, &Limits::default(), &document, None, &variables("{}"), SIGNED_IN)
            .expect("admitted");
        assert_eq!(inspection.estimated_cost, cost);
    }
}
