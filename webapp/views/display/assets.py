"""Style sheets and scripts: compressed once, and kept by browsers under a name of their contents.

All are in one folder that is named by what they are together, so that the scripts still import each
other by their own names, and a new version of any has new addresses for all.
"""

import gzip
import hashlib
from functools import cache
from typing import NamedTuple

from flask import Blueprint, Response, abort, url_for

from webapp.resources import resource
from webapp.views.context import reads_gzip

blueprint = Blueprint("assets", __name__)

_MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript"}
#: A year: the contents of such an address never change.
_FOREVER = "public, max-age=31536000, immutable"


class Asset(NamedTuple):
    """A file as it is and as it is sent to those who read gzip."""

    media_type: str
    plain: bytes
    packed: bytes


@blueprint.get("/static/<version>/<name>")
def show(version: str, name: str) -> Response:
    """A sheet or a script of this version of them all."""
    if version != _version() or name not in _assets():
        abort(404)
    asset = _assets()[name]
    is_packed = reads_gzip()
    data = asset.packed if is_packed else asset.plain
    response = Response(data, content_type=f"{asset.media_type}; charset=utf-8")
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = _FOREVER
    return response


def address(name: str) -> str:
    """The address of a sheet or a script, for templates."""
    return url_for("assets.show", version=_version(), name=name)


@cache
def _assets() -> dict[str, Asset]:
    files = sorted(file for file in resource("static").iterdir() if file.suffix in _MEDIA_TYPES)
    return {file.name: _asset(_MEDIA_TYPES[file.suffix], file.read_bytes()) for file in files}


def _asset(media_type: str, plain: bytes) -> Asset:
    return Asset(media_type, plain, gzip.compress(plain, mtime=0))


@cache
def _version() -> str:
    whole = hashlib.sha256()
    for name, asset in _assets().items():
        whole.update(f"{name} {len(asset.plain)} ".encode() + asset.plain)
    return whole.hexdigest()[:16]
