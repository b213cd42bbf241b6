"""The pure core: Patch, tree, algebra and rules. No clock, ids, I/O or logging."""
