"""Clauses as frames: each word by its class, and all of them accounted for."""
