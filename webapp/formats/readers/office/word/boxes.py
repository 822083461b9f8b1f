"""Text boxes of a Word document, which has each twice: for programs of today and for old ones."""

from copy import deepcopy

from webapp.formats.markup import Element
from webapp.formats.readers.office.word.numbering import W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOX = f"{W}txbxContent"


def repeat_boxes(root: Element) -> None:
    """Write the words of each text box into its copy for old programs (VML), too."""
    for alternate in root.iter(f"{_MC}AlternateContent"):
        boxes, copies = (
            [box for child in alternate.findall(f"{_MC}{name}")[:1] for box in child.iter(_BOX)]
            for name in ("Choice", "Fallback")
        )
        if len(boxes) == len(copies):
            for box, copy in zip(boxes, copies, strict=True):
                copy[:] = deepcopy(list(box))
