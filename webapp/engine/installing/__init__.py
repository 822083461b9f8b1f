"""Argos packages found in the index, fetched, checked, installed and removed."""
