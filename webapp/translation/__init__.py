"""Texts in, aligned texts out: what a request asks for is translated, and nothing of it is kept."""
