"""What comes in and what goes out, as pydantic models: the source of the OpenAPI document."""
