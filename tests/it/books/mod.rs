//! The books as a whole: what the factories insert, and one property over everything that billing and payments do.

mod check;
mod documents;
mod factories;
mod graph;
mod money;
mod play;
mod print;
mod property;
mod services;
mod step;
