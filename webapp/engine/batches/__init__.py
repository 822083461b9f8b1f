"""Batches across requests: whose turn it is, and what the model makes of them."""
