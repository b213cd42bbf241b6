"""The command line: every call of the HTTP interface, on a server or on the database itself."""
