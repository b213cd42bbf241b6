"""What is meant when no rule of the grammar fits: which tasks are mentioned, and the intent."""
