"""Places the marks of a source (bold, links, tags) in its target."""
