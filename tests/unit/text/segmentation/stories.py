"""How the tables of this folder are read: ``‖`` stands between two segments."""

from webapp.text import split_segments


def source_of(story: str) -> str:
    """The text of a story: ``Oui. ‖ Non.`` is of ``Oui. Non.``, ``Oui.‖Non.`` of ``Oui.Non.``"""
    return story.replace(" ‖ ", " ").replace("‖", "")


def told(story: str, language: str = "fr") -> str:
    """The same text with ``‖`` where the segmenter cuts it, spaced as in ``story``."""
    bar = "‖" if "‖" in story and " ‖ " not in story else " ‖ "
    return bar.join(split_segments(source_of(story), language))
