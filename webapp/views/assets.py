"""The one script that is not ours: htmx, from its CDN, pinned by version and hash."""

HTMX_URL = "https://cdn.jsdelivr.net/npm/htmx.org@4.0.1/dist/htmx.min.js"
#: SHA-384 of dist/htmx.min.js in the npm package htmx.org 4.0.1.
HTMX_INTEGRITY = "sha384-Qp9rdC8H7EqOoX+nR0P3RPG2Noji+qdwJlGpfzwQJsfOpp3sGwIdSP9xO3+UlEhn"
