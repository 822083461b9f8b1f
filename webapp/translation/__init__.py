"""Translates the texts and files of requests, aligns them, and keeps nothing of them."""
