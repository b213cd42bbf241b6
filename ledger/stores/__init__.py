"""Where events are kept, a module for each kind of store. Each has `open_store(url)`."""
