//! The graph: who reaches what, by which statements, at what cost.

mod cast;
mod cost;
mod dashboard;
mod interleaved;
mod matrix;
mod pages;
mod probe;
pub(crate) mod sdl;
mod sizes;
mod slice;
mod statements;
