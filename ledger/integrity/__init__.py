"""Tamper evidence: a Merkle tree over the whole ledger, signed checkpoints of it, and the check of all."""
