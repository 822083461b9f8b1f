"""Our segmenter in the form of Argos' sentence splitters; it needs webapp.text alone."""

from webapp.text import split_segments


class Splitter:
    """Stands in for MiniSBD, whose model is a download."""

    def __init__(self, package: object) -> None:
        """Take a package, as Argos' splitters do."""

    def split_sentences(self, text: str) -> list[str]:
        """The segments of a paragraph."""
        return split_segments(text)
