"""The calls of the HTTP interface, one file a resource."""
