"""Catalogues of gettext (PO, POT), read and written by polib."""

from collections.abc import Sequence

import polib

from webapp.errors import UnreadableDocument
from webapp.formats.messages.message import has_words

#: The longest line of a file that wraps its lines, and the column that polib wraps at.
_WRAPPED, _COLUMN = 81, 78
#: How languages choose the form of a plural (the CLDR's rules, as gettext writes them).
_TWO, _FRENCH = "nplurals=2; plural=(n != 1);", "nplurals=2; plural=(n > 1);"
_SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20)"
    " ? 1 : 2);"
)
_POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
_PLURALS = {
    **dict.fromkeys(("en", "de", "es", "it", "nl", "pt", "sv", "da", "nb", "el", "fi", "ca"), _TWO),
    **dict.fromkeys(("fr", "pt_BR", "br", "oc"), _FRENCH),
    **dict.fromkeys(("ru", "uk", "sr", "hr", "be"), _SLAVIC),
    "pl": _POLISH,
    "cs": "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
    **dict.fromkeys(("zh", "ja", "ko", "vi", "th", "id"), "nplurals=1; plural=0;"),
}


class PoMessages:
    """A catalogue. The texts are the messages that have no translation yet.

    Where all have one, the translations are the texts: the catalogue is that of their language.
    """

    def __init__(self, text: str) -> None:
        try:
            # polib takes a string that is the path of a file for that file; none begins so.
            self._file = polib.pofile(f"\n{text}", wrapwidth=_column(text))
        except (OSError, ValueError, IndexError, KeyError, UnicodeError) as error:
            raise UnreadableDocument("This file is no catalogue of gettext, or damaged.") from error
        entries = [entry for entry in self._file if not entry.obsolete and has_words(entry.msgid)]
        waiting = [entry for entry in entries if not entry.translated()]
        self._is_finished = not waiting
        self._entries = waiting or entries
        self.notes: Sequence[str] = ()
        self.language = str(self._file.metadata.get("Language", "")) if self._is_finished else ""
        self.texts = [text for entry in self._entries for text in self._of_entry(entry)]

    def filled(self, targets: Sequence[str | None], language: str) -> str:
        """See Messages. Every form of a plural is filled: the first, and all others alike."""
        code = language.replace("-", "_")
        rule = _PLURALS.get(code) or _PLURALS.get(code.partition("_")[0])
        self._file.metadata["Language"] = code
        if rule and any(entry.msgid_plural for entry in self._file):
            self._file.metadata["Plural-Forms"] = rule
        supply = iter(targets)
        for entry in self._entries:
            forms = [next(supply) for _ in self._of_entry(entry)]
            if None not in forms:
                self._fill(entry, [str(target) for target in forms], _forms(rule))
        return f"{self._file}".removeprefix("\n")

    def _of_entry(self, entry: polib.POEntry) -> list[str]:
        if not self._is_finished:
            return [entry.msgid, *filter(None, [entry.msgid_plural])]
        forms = [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)]
        return [forms[0], forms[-1]] if forms else [entry.msgstr]

    def _fill(self, entry: polib.POEntry, targets: list[str], forms: int) -> None:
        if len(targets) == 1:
            entry.msgstr = targets[0]
        else:
            one = targets[:1] if forms > 1 else []
            plural = [targets[1]] * (forms - len(one))
            entry.msgstr_plural = dict(enumerate([*one, *plural]))
        entry.fuzzy = False


def _forms(rule: str | None) -> int:
    return int((rule or _TWO)[len("nplurals=")])


def _column(text: str) -> int:
    """The column that a file wraps its lines at; 0 for a file that does not."""
    return _COLUMN if all(len(line) <= _WRAPPED for line in text.splitlines()) else 0
