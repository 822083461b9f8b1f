"""Pending segments → memory → engine → library, and the job queue that runs it."""
