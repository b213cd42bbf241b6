"""Free functions over patches and immutable trees: invert, diff, squash, rebase. A file and a law each."""
