"""Our segmenter in the shape of Argos' sentence splitters; needs nothing but webapp.text."""

from webapp.text import split_segments


class Splitter:
    """Takes the place of MiniSBD, whose model is a download."""

    def __init__(self, package: object) -> None:
        """Take the package that Argos' own splitters want."""

    def split_sentences(self, text: str) -> list[str]:
        """The segments of a paragraph."""
        return split_segments(text)
