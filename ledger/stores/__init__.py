"""Where events are kept, a module for each kind of store, named as the scheme of its URLs.

Each has `open_store(url, owner_url=None) -> EventStore` and says whether it is `DURABLE`. One whose
`open_store` raises StoreBusy has `open_reader(url) -> EventStore` for reading meanwhile. Whatever is
put in here is found by the conformance suite (tests/conformance) and has to pass it.
"""
