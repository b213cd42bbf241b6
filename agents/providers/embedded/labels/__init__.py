"""Which words of a message are what in which wish, by a small model."""
