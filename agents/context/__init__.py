"""What a model is shown of a plan: which tasks, how they are written, and how much of it fits."""
