"""What a reader makes of a file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    """The canonical text of a document, and what the document itself says of it; "" where nothing.

    `published` and `modified` are partial dates in EDTF, `language` a BCP 47 tag, `reader` the name
    and version of what read it, `changes` one sentence for each thing that cleaning changed.
    """

    text: str
    title: str = ""
    byline: str = ""
    publisher: str = ""
    published: str = ""
    modified: str = ""
    address: str = ""
    language: str = ""
    kind: str = ""
    media_type: str = ""
    reader: str = ""
    changes: tuple[str, ...] = ()
