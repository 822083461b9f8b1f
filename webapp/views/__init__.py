"""HTTP: blueprints for the library, the reader, the downloads and the API, and the error pages."""
