"""What programs get: JSON under `/api`, and the OpenAPI document that describes it."""
