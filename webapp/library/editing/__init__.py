"""What people change in stored documents: targets, and where segments are cut."""
