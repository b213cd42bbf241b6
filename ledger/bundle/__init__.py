"""A ledger in one file: for backups, for moving between stores, for auditors. See docs/adr/0012."""
