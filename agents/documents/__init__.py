"""From the bytes of a document to passages that a plan can refer to."""
