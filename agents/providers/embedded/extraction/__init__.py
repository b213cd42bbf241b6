"""From the passages of a document to the tasks that it asks for, by what is written there alone."""
