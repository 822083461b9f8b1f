"""What a reader keeps beside the texts."""
