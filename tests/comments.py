"""Comments of slides and of sheets, as old and new programs write them."""

import io
import zipfile
from typing import NamedTuple

from tests import documents

_MAIN = "http://schemas.openxmlformats.org/{}ml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


class Comments(NamedTuple):
    """A part with comments, and the kind of the relation that leads to it."""

    kind: str
    xml: str


SLIDE_COMMENTS = Comments(
    "comments",
    f'<p:cmLst xmlns:p="{_MAIN.format("presentation")}"><p:cm><p:text>Vraiment ?</p:text></p:cm>'
    "</p:cmLst>",
)
SLIDE_THREAD = Comments(
    "comments",
    f'<m:cmLst xmlns:m="http://x/m" xmlns:a="{_MAIN.format("drawing")}"><m:cm><m:replyLst><m:reply>'
    "<m:txBody><a:p><a:r><a:t>Oui.</a:t></a:r></a:p></m:txBody></m:reply></m:replyLst><m:txBody>"
    "<a:p><a:r><a:t>Vraiment ?</a:t></a:r></a:p></m:txBody></m:cm></m:cmLst>",
)
#: The first of these repeats the comment of a thread for old programs.
CELL_COMMENTS = Comments(
    "comments",
    f'<comments xmlns="{_MAIN.format("spreadsheet")}"><authors><author>tc={{1}}</author>'
    '<author>Ana</author></authors><commentList><comment ref="A1" authorId="0"><text>'
    '<t>Your version</t></text></comment><comment ref="A2" authorId="1"><text><r><t>Vraiment ?</t>'
    "</r></text></comment></commentList></comments>",
)
CELL_THREAD = Comments(
    "threadedComment",
    '<ThreadedComments xmlns="http://x/t"><threadedComment ref="A1"><text>Vraiment ?</text>'
    "</threadedComment><threadedComment><text>Oui.</text></threadedComment></ThreadedComments>",
)


def commented(data: bytes, part: str, comments: Comments) -> bytes:
    """The file with a part of comments of that relation on its part."""
    folder, name = part.split("/")
    relation = f'<Relationship Id="c" Type="http://x/{comments.kind}" Target="../comments/c.xml"/>'
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    root = "ppt" if folder == "slides" else "xl"
    rels = f"{root}/{folder}/_rels/{name}.xml.rels"
    given = parts.get(
        rels, f'<Relationships xmlns="{_RELATIONS}"></Relationships>'.encode()
    ).decode()
    given = given.replace("</Relationships>", f"{relation}</Relationships>")
    return documents.archive(parts | {rels: given, f"{root}/comments/c.xml": comments.xml})
