"""Tests of webapp.text.cues."""
