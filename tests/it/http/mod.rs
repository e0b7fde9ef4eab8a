//! The HTTP layer over a real socket, with a toy schema behind it.

mod callers;
mod csrf;
mod lifecycle;
mod limits;
mod pages;
mod protocol;
mod proxies;
mod raw;
mod stream;
mod toy;
mod uploads;
mod websocket;
