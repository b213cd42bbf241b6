"""The embedded planner: deterministic, without a key or a network, from rules and outlines."""
