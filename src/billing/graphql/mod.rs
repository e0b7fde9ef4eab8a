//! Bills in the graph.
