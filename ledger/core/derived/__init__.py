"""What follows from a tree and is never stored: progress, what is ready, the critical path, what is next.

Pure functions of a tree, for the views, the agents and the shell alike.
"""
