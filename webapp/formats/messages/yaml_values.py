"""The strings of YAML, as Rails has its messages. Keys, comments and the form of the file stay."""

import re
from collections.abc import Callable, Iterator
from functools import partial

import yaml

from webapp.errors import UnreadableDocument
from webapp.formats.messages.message import LANGUAGE_CODE, Slice, SlicedMessages, has_words

_STRING = "tag:yaml.org,2002:str"
_PROPERTIES = re.compile(r"(?:[&!]\S*+\s++)*+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
#: Signs that end a plain scalar within brackets.
_FLOW = re.compile(r"[,\[\]{}]")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DAMAGED = "This file is no YAML, or damaged."


def yaml_messages(text: str) -> SlicedMessages:
    """Every string of the file but its keys; raises UnreadableDocument."""
    try:
        roots = list(yaml.compose_all(text, Loader=_LOADER))
        scalars = [node for root in roots if root for node in _scalars(root, set())]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnreadableDocument(_DAMAGED) from error
    chosen = [node for node in scalars if node.tag == _STRING and has_words(node.value)]
    key = _language_key(roots)
    labels = [_slice(text, node) for node in ([key] if key else [])]
    places = [_slice(text, node) for node in chosen]
    language = key.value.replace("_", "-") if key else ""
    return SlicedMessages(text, [node.value for node in chosen], places, labels, language)


def _scalars(node: yaml.Node, seen: set[int]) -> Iterator[yaml.ScalarNode]:
    """The scalars that are values, each once, wherever its aliases stand."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _scalars(value, seen)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _scalars(value, seen)


def _language_key(roots: list[yaml.Node | None]) -> yaml.ScalarNode | None:
    """The one key of a file that has all its messages below the name of their language."""
    root = roots[0] if len(roots) == 1 else None
    if not isinstance(root, yaml.MappingNode) or len(root.value) != 1:
        return None
    key, value = root.value[0]
    is_code = isinstance(value, yaml.MappingNode) and LANGUAGE_CODE.fullmatch(str(key.value))
    return key if is_code else None


def _slice(text: str, node: yaml.ScalarNode) -> Slice:
    start, end = node.start_mark.index, node.end_mark.index
    properties = _PROPERTIES.match(text, start, end)
    start = properties.end() if properties else start
    raw = text[start:end]
    written: Callable[[str], str] = _quoted
    if node.style == "'":
        written = partial(_in_style, lambda words: "'" + words.replace("'", "''") + "'")
    elif node.style in ("|", ">"):
        written = partial(_block, raw, node.style)
    elif not node.style:
        written = partial(_in_style, _plain)
    return Slice(start, end, written)


def _in_style(style: Callable[[str], str], words: str) -> str:
    """Words in one style, or in double quotes where it cannot have them."""
    return _quoted(words) if _CONTROLS.search(words) else style(words)


def _plain(words: str) -> str:
    """Words without quotes, where YAML reads them so."""
    try:
        node = yaml.compose(f"a: {words}", Loader=_LOADER).value[0][1]
        if (node.tag, node.value) == (_STRING, words) and not _FLOW.search(words):
            return words
    except (yaml.YAMLError, AttributeError):
        pass
    return _quoted(words)


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + _CONTROLS.sub(_code, escaped) + '"'


def _code(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"


def _block(raw: str, style: str, words: str) -> str:
    """Words in a block of lines (``|``, ``>``), with the indent and the end that it had."""
    head, _, body = raw.partition("\n")
    indent = re.match(r"(?:[ \t]*\r?\n)*([ ]*)", body)
    lines = words.strip("\n").split("\n") if style == "|" else re.split(r"\n", words.strip("\n"))
    margin = indent[1] if indent else "  "
    joined = ("\n" if style == "|" else "\n\n").join(
        margin + line if line else "" for line in lines
    )
    return f"{head}\n{joined}{raw[len(raw.rstrip()) :]}"
