"""Where edits come from: one file or package a provider, named in settings."""
