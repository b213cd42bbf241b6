"""Questions to the views, a file for each view. Plain rows come back; no query costs one per row."""
