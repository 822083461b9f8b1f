"""Where the marks of a source (bold, links, tags) go in its target."""
