"""What a message wishes for by its labels, put as plain commands that the rules read."""
