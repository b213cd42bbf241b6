"""The ledger: plans that are changed only by patches, each of them kept for ever."""
