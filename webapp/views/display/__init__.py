"""How pages look: sheets and scripts, choices of layout, marks, line ends, excerpts."""
