"""The least that an answer can cost: a bare WSGI function, SQL written by hand, and orjson."""
