"""What is still to be translated by machine, and which job does it."""
