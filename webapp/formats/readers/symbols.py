"""Maps the codes of the fonts Symbol and Wingdings to the characters that they draw."""

#: The codes of these fonts, and all private codes, which mean nothing without a font.
_OF_FONTS = range(0xF000, 0xF100)
_PRIVATE = range(0xE000, 0xF900)


def _table(entries: str) -> dict[int, str]:
    """Characters by code. An entry is two hexadecimal digits and the character."""
    return {int(entry[:2], 16): entry[2:] for entry in entries.split()}


def _row(start: int, characters: str) -> dict[int, str]:
    return dict(enumerate(characters, start))


_FONTS = {
    "symbol": _row(0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅")
    | _row(0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_")
    | _row(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼")
    | _row(0xA1, "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…")
    | _row(0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨")
    | _table("E5∑ F1⟩ F2∫"),
    "wingdings": _table("22✂ 28☎ 2A✉ 46☞ 4A☺ 4C☹ 6C● 6D❍ 6E■ 6F□ 71❑ 72❒ 74⧫ 75◆ 76❖ 77⬥ 9E·")
    | _table("9F• A7▪ A8◻ AB★ D8➢ DC➲ DF← E0→ E1↑ E2↓ E8➔ EF⇦ F0⇨ F1⇧ F2⇩ F3⬄ FB✗ FC✓ FD☒ FE☑"),
}


def character(font: str, code: str) -> str:
    """The character that a font draws for a hexadecimal code; empty if it is unknown."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if font.lower() in _FONTS:
        return _FONTS[font.lower()].get(number - 0xF000 if number in _OF_FONTS else number, "")
    is_known = 0x20 < number < 0x110000 and number not in _PRIVATE
    return chr(number) if is_known and chr(number).isprintable() else ""


def in_unicode(words: str, font: str) -> tuple[str, int]:
    """The words with Unicode for private codes of a font, and the count of unknown codes."""
    if not any(ord(letter) in _PRIVATE for letter in words):
        return words, 0
    drawn = [character(font, f"{ord(c):x}") if ord(c) in _PRIVATE else c for c in words]
    return "".join(drawn), drawn.count("")


def is_drawn(words: str) -> bool:
    """Whether all of the words are private codes of a font."""
    return all(ord(letter) in _PRIVATE for letter in words)
