//! Customers in the graph.
