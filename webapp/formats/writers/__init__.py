"""Writers take an Edition and yield pieces of text or bytes. A family of formats has a module."""
