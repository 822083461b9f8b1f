"""Bodies of requests that are small to send and dear to read: each is answered within its bounds.

Lists, objects, forms, parts and tags by the million, deep nesting, entities, numbers of a million
digits, packed bodies and long headers, each by a process of its own with a bound of memory.
"""

import gzip
import json
import multiprocessing
import resource
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from flask import Flask

from tests.attack import Tally, calls

#: What one request may take: bytes of memory and seconds of the processor, and for each megabyte.
MEMORY, SECONDS = (150_000_000, 40_000_000), (5.0, 1.0)
#: The bound of a process, far above what a request may take, in bytes.
_ROOM = 6_000_000_000
_URLENCODED, _JSON = "application/x-www-form-urlencoded", "application/json"
_CALL: dict[str, Any] = {"q": "Oui.", "source": "fr", "target": "en"}
_TMX = b'<tmx version="1.4"><header srclang="fr"/><body>'
_XLIFF = b'<xliff version="1.2">'
_UNIT = b'<trans-unit id="1"><source>a</source><target>b</target></trans-unit>'
_ENTITIES = b'<!DOCTYPE a [<!ENTITY a0 "aaaaaaaaaa">%s]>' % b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)
)
#: A path, with how it is called where not by POST, and what is sent; by the bytes to be sent.
Case = Callable[[int], tuple[str, dict[str, Any]]]
#: The status of an answer, the seconds of the processor and the bytes of memory that it took.
Measured = tuple[int, float, int]


def _form(path: str, piece: bytes, start: bytes = b"") -> Case:
    return lambda size: (path, _body(start + piece * (size // len(piece)), _URLENCODED))


def _json(path: str, piece: bytes, start: bytes, end: bytes = b"") -> Case:
    return lambda size: (path, _body(start + piece * (size // len(piece)) + end, _JSON))


def _numbered(path: str, start: bytes, piece: bytes, end: bytes) -> Case:
    """A JSON with pieces that each have their number, as the keys of an object must."""
    return lambda size: (
        path,
        _body(start + b",".join(piece % n for n in range(size // 15)) + end, _JSON),
    )


def _file(path: str, name: str, piece: bytes, start: bytes = b"", end: bytes = b"") -> Case:
    def made(size: int) -> tuple[str, dict[str, Any]]:
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n'
        data = start + piece * (size // len(piece)) + end
        return path, _body(head % name.encode() + data + b"\r\n--x--\r\n", _PARTS)

    return made


_PARTS = "multipart/form-data; boundary=x"


def _parts(path: str, piece: bytes, boundary: str = "x") -> Case:
    kind = f"multipart/form-data; boundary={boundary}"
    end = f"--{boundary}--\r\n".encode()
    return lambda size: (path, _body(piece * (size // len(piece)) + end, kind))


def _body(data: bytes, kind: str) -> dict[str, Any]:
    return {"data": data, "content_type": kind}


def _attributes(size: int) -> tuple[str, dict[str, Any]]:
    names = b" ".join(b'a%d=""' % n for n in range(size // 12))
    return _file("/terms/imports", "a.tbx", b"<tbx %s></tbx>" % names)(1)


def _packed(kind: str) -> Case:
    packed = gzip.compress(json.dumps(_CALL).encode())
    return lambda _: (
        "/translate",
        _body(packed, _JSON) | {"headers": {"Content-Encoding": kind}},
    )


def _get(path: str, **headers: str) -> Case:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: (f"GET {path}", {"headers": named})


_LIST = b'{"source":"fr","target":"en","q":['
#: Where long texts are read, a text of 200,000 signs is what a call may have.
CASES: Mapping[str, Case] = {
    "fields without a value": _form("/documents", b"a&"),
    "fields": _form("/translate", b"q=a&", b"source=fr&target=en&"),
    "tags of a text": _form("/documents/1/name", b"a,", b"title=a&tags="),
    "escapes": _form("/documents", b"%0A", b"text="),
    "numbers in a JSON": _json("/translate", b"1,", _LIST, b"1]}"),
    "lists in a JSON": _json("/translate", b"[],", _LIST, b"[]]}"),
    "lists of one in a JSON": _json(
        "/v2/translate", b"[0],", b'{"target_lang":"EN","text":[', b"0]}"
    ),
    "empty texts in a JSON": _json("/translate", b'"",', _LIST, b'""]}'),
    "keys of a JSON": _numbered("/translate", b"{", b'"%d":1', b"}"),
    "one key again and again": _json("/translate", b'"q":"a",', b"{", b'"source":"fr"}'),
    "terms of a call": _numbered("/translate", b'{"q":"a","glossary":{', b'"%d":"a"', b"}}"),
    "lists in lists": _json("/translate", b"[", b""),
    "objects in objects": _json("/translate", b'{"a":', b""),
    "a hundred thousand lists in lists": lambda _: (
        "/detect",
        _body(b'{"q":%s%s}' % (b"[" * 100_000, b"]" * 100_000), _JSON),
    ),
    "a number of a million digits": _json("/translate", b"9", b'{"alternatives":', b"}"),
    "a fraction of a million digits": _json("/translate", b"9", b'{"alternatives":0.', b"}"),
    "a power": lambda _: ("/translate", _body(b'{"alternatives":1e999999999}', _JSON)),
    "lone surrogates": _json(
        "/translate", rb"\ud800", b'{"source":"fr","target":"en","q":"', b'"}'
    ),
    "a glossary's lines": _json(
        "/v2/glossaries",
        rb"a,b\n",
        (b'{"name":"a","source_lang":"fr","target_lang":"en","entries_format":"csv","entries":"'),
        b'"}',
    ),
    "parts": _parts("/documents", b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n"),
    "a boundary that nearly comes": _parts("/documents", b"\r\n--x", "xx"),
    "dashes for a boundary": _parts("/documents", b"-", "-" * 60),
    "a part's header without an end": _parts("/documents", b"--x\r\n" + b"a" * 100_000),
    "tags of TBX": _file("/terms/imports", "a.tbx", b"<a/>b", b"<tbx>", b"</tbx>"),
    "attributes of TBX": _attributes,
    "entities of TBX": _file("/terms/imports", "a.tbx", b"&a9;", _ENTITIES + b"<tbx>", b"</tbx>"),
    "lines of terms": _file("/terms/imports", "a.csv", b"a,b\n"),
    "cells of terms": _file("/terms/imports", "a.csv", b","),
    "tags of XLIFF": _file("/documents/1/corrections", "a.xlf", b"<a/>b", _XLIFF, b"</xliff>"),
    "units of XLIFF": _file("/documents/1/corrections", "a.xlf", _UNIT, _XLIFF, b"</xliff>"),
    "tags in tags of XLIFF": _file("/documents/1/corrections", "a.xlf", b"<a>", _XLIFF),
    "entities of XLIFF": _file("/documents/1/corrections", "a.xlf", b"&a9;", _ENTITIES + _XLIFF),
    "an attribute of XLIFF": _file("/documents/1/corrections", "a.xlf", b"a", b'<xliff version="'),
    "tags of a memory": _file("/memory/imports", "a.tmx", b"<a/>b", _TMX, b"</body></tmx>"),
    "tags in a unit": _file("/memory/imports", "a.tmx", b"<a/>b", _TMX + b"<tu>", b"</tu>"),
    "tags in tags of a memory": _file("/memory/imports", "a.tmx", b"<a>", _TMX),
    "entities of a memory": _file("/memory/imports", "a.tmx", b"&a9;", _ENTITIES + _TMX),
    "words of a list": _file("/vocabulary/list", "a.csv", b"a\n"),
    "cells of words": _file("/vocabulary/list", "a.csv", b"a,"),
    "a body packed as gzip": _packed("gzip"),
    "a body packed as deflate": _packed("deflate"),
    "a body packed twice": _packed("gzip, gzip"),
    "ranges": _get("/static/app.css", Range="bytes=" + "0-1," * 15_000),
    "a range beyond the end": _get("/static/app.css", Range="bytes=999999999999999999999-"),
    "a range backwards": _get("/static/app.css", Range="bytes=9-1", If_Range='"a"'),
    "a range of a download": _get("/documents/1/download?format=txt", Range="bytes=1-2"),
    "versions": _get("/static/app.css", If_None_Match='"a",' * 15_000, If_Match='"b",' * 100),
    "a date that is none": _get(
        "/static/app.css", If_Modified_Since="Mon, 99 Foo 0000", If_Range="x"
    ),
    "kinds of answers": _get("/", Accept="a/b;q=0.1," * 6_000, Accept_Language="fr;q=x," * 6_000),
    "cookies": _get("/", Cookie="a=b; " * 12_000),
    "numbers of sentences": _get("/documents/1?default=shown&except=" + "1," * 24_000),
}


def attack(megabytes: int) -> Tally:
    """Send each body, of so many megabytes at most, to a process of its own."""
    tally = Tally("bodies like bombs")
    with calls.opened() as app:
        app.test_client().post("/documents", data={"text": "Il pleut. Il neige."})
        for name, case in CASES.items():
            _try(name, partial(_answer, app, case), megabytes, tally)
    return tally


def _try(name: str, answer: Callable[[int], Measured], megabytes: int, tally: Tally) -> None:
    forking = multiprocessing.get_context("fork")
    ours, theirs = forking.Pipe()
    size = megabytes * 1_000_000 - 1_000
    process = forking.Process(target=lambda: theirs.send(answer(size)))
    process.start()
    theirs.close()
    try:
        status, seconds, memory = ours.recv()
    except EOFError:
        tally.expect(False, f"{name}: the server would have ended")
    else:
        most, room = (least + each * megabytes for least, each in (SECONDS, MEMORY))
        tally.expect(status not in {500, 502}, f"{name}: {status}")
        tally.expect(seconds < most, f"{name}: {seconds:.0f} seconds of the processor")
        tally.expect(memory < room, f"{name}: {memory / 1e6:.0f} MB of memory")
    process.join()


def _answer(app: Flask, case: Case, size: int) -> Measured:
    """Call an application once, in this process, which answers nothing else."""
    resource.setrlimit(resource.RLIMIT_AS, (_ROOM, _ROOM))
    app.extensions["visavis.desk"].library._database._engine.dispose(close=False)
    client = app.test_client()
    path, options = case(size)
    method, _, path = path.rpartition(" ")
    before, begun = _memory(), time.process_time()
    response = client.open(path, method=method or "POST", follow_redirects=True, **options)
    while "hx-trigger" in response.text and path.endswith("/memory/imports"):
        time.sleep(0.01)  # a memory is taken in behind the page
        response = client.get(response.request.path)
    return response.status_code, time.process_time() - begun, _memory() - before


def _memory() -> int:
    """The most bytes of memory that this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
