"""Questions about the plan, one module for each kind: answered with words, and nothing changes.

A kind is a module with `QUESTIONS`, the wordings that it knows with what is said to each; its place in
`kinds.KINDS` says which is tried first.
"""
