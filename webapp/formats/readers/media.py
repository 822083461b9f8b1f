"""Recognises files that hold no text: pictures, sound, films, archives and programs.

Their bytes could be decoded as some old encoding or as UTF-16, and would be kept as nonsense. The
signatures are those of each format's specification.
"""

import re
from pathlib import PurePath

_PICTURE, _SOUND, _FILM = "a picture", "a sound", "a film"
_ARCHIVE, _PROGRAM, _FONT = "an archive", "a program", "a font"
#: What a file is that begins with these bytes.
_SIGNATURES = {
    rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|BM.{4}\x00{4}|II\*\x00|MM\x00\*|\x00\x00\x01\x00": _PICTURE,
    rb"RIFF.{4}WEBP|.{4}ftyp(?:avif|heic|heix|mif1)|8BPS|\x00\x00\x00\x0cjP  ": _PICTURE,
    rb"\xff\x0a|\x00\x00\x00\x0cJXL |AT&TFORM": _PICTURE,
    rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]|OggS\x00|fLaC|MThd|RIFF.{4}WAVE": _SOUND,
    rb"\xff[\xf1\xf9]|#!AMR\n|.{4}ftypM4A|FORM.{4}AIF": _SOUND,
    rb".{4}ftyp|\x1aE\xdf\xa3|RIFF.{4}AVI |FLV\x01|\x00\x00\x01[\xb3\xba]": _FILM,
    rb"0&\xb2u\x8ef\xcf\x11": _FILM,
    rb"\x1f\x8b|BZh[1-9]1AY&SY|\xfd7zXZ|\x28\xb5\x2f\xfd|\x04\x22M\x18|MSCF|.{257}ustar": _ARCHIVE,
    rb"PK\x05\x06|PK\x07\x08|Rar!|7z\xbc\xaf": _ARCHIVE,
    rb"\x7fELF|MZ.{58}|\xca\xfe\xba\xbe|\x00asm": _PROGRAM,
    rb"\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe": _PROGRAM,
    rb"SQLite format 3\x00": "a database",
    rb"wOF[F2]|OTTO\x00|\x00\x01\x00\x00\x00": _FONT,
}
_PATTERNS = {re.compile(start, re.DOTALL): kind for start, kind in _SIGNATURES.items()}
#: The bytes that a signature lies in, and in which a file of media has a control character.
_START_BYTES = 512
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: The endings of names by what they promise.
_ENDINGS = {
    _PICTURE: "avif bmp gif heic ico jpeg jpg jxl png psd svg tif tiff webp",
    _SOUND: "aac aif aiff amr flac m4a mid mp3 oga ogg opus wav wma",
    _FILM: "avi flv m4v mkv mov mp4 mpeg mpg ogv webm wmv",
    _ARCHIVE: "7z bz2 cab gz iso lz4 rar tar tgz xz zip zst",
    _PROGRAM: "apk bin class com dll dmg exe jar msi o pyc so wasm",
    _FONT: "otf ttf woff woff2",
}
_NAMES = {f".{ending}": kind for kind, endings in _ENDINGS.items() for ending in endings.split()}


def media_kind(data: bytes, name: str) -> str | None:
    """What a file without a text is, such as “a picture”; None for any other file.

    The bytes decide. Where they show nothing, the name does: “named as a picture”.
    """
    start = data[:_START_BYTES]
    by_bytes = (kind for pattern, kind in _PATTERNS.items() if pattern.match(start))
    if _CONTROL.search(start) and (kind := next(by_bytes, None)):
        return kind  # a text can begin with “MZ” or “BM”, but has no control characters
    promised = _NAMES.get(PurePath(name).suffix.lower())
    return promised and f"named as {promised}"
