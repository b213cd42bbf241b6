"""The shell: HTTP, live events, the command line, settings, and the one place that names adapters."""
