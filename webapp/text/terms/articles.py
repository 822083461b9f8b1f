"""Articles that begin terms: « les pommes de terre » are there in « une pomme de terre », too.

As an article changes with the number of its noun, a term that has one is looked for without it. So
that it is not taken for other words then (« la une », « un jour » as "one day"), one in the
singular loses its article in the plural alone, and « un » only where the target has "a".
"""

import re
from dataclasses import dataclass

from webapp.text.terms.singulars import is_plural_form

_ARTICLE = re.compile(
    r"(?:(?P<plural>[ld]es)|(?P<indefinite>une?)|l[ea])\s+(?=\S)|[lL]['’](?=\w)", re.IGNORECASE
)
_ENGLISH_ARTICLE = re.compile(r"(?:(?:the|some)|(?P<indefinite>an?))\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BareTerm:
    """A French term without its article, and its English without that.

    One ``in_plural_alone`` stands beside the term as it is written; any other in its place.
    """

    source: str
    target: str | None
    in_plural_alone: bool


def article_of(source: str) -> str:
    """The article that French words begin with, and the space behind it; nothing where none is."""
    article = _ARTICLE.match(source)
    return article[0] if article else ""


def english_article(article: str) -> str:
    """The English for such an article, with a space behind it: "the ", "a ", or nothing."""
    return {"l": "the ", "u": "a "}.get(article[:1].lower(), "")


def without_article(source: str, target: str | None) -> BareTerm | None:
    """A French term of a noun without its article, or None where it has none that may go.

    Names keep theirs (Le Havre), and so does what is never translated: it has no ``target``.
    """
    article = _ARTICLE.match(source)
    rest = source[article.end() :] if article else ""
    if not article or not rest[0].islower() or target is None:
        return None
    english = _ENGLISH_ARTICLE.match(target)
    bare = target[english.end() :] if english else target
    if article["plural"]:
        is_noun = is_plural_form(re.split(r"[\W_]", rest)[0])
        return BareTerm(rest, bare, in_plural_alone=False) if is_noun else None
    if article["indefinite"] and not (english and english["indefinite"]):
        return None
    return BareTerm(rest, bare, in_plural_alone=True)
