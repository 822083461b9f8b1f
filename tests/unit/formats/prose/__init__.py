"""Texts with markup: tests of their cutters and of what comes back."""
