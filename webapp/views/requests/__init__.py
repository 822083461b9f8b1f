"""What every request passes: its id, its sender, its text made storable, guards, and its faults."""
