"""Tests of visavis."""
