"""Web pages: their text, tables and lists as one sees them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from notesnlp.config import Limits
from notesnlp.errors import ReadError
from notesnlp.readers.account import left_out_of, solid_of
from notesnlp.readers.base import LIMITS, Document, head_of
from notesnlp.readers.prose import read_prose
from notesnlp.readers.text import decode, read_lines

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?([A-Za-z0-9_\-:.]{1,40})", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml [^>]{0,300}\?>")
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,500})</title\s*>", re.I)
_HEAD = 20_000
"""Characters at the beginning in which a title stands."""


class Html:
    """``.html``; a line is a line of the page's text."""

    format = "html"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def read(self, data: bytes, path: Path, limits: Limits = LIMITS) -> Document:
        """See `Reader.read`."""
        declared = _CHARSET.search(data[:4096])
        source = decode(data, path, declared=declared[1].decode("ascii") if declared else None)
        try:
            lines = read_lines(text_of(source), path, limits)
        except ReadError:
            raise
        except Exception as error:  # the parser of HTML raises whatever it trips over
            raise ReadError(
                f"the page is damaged: {error}", path=path, remedy="save it again"
            ) from error
        if not any(line.text.strip() for line in lines):
            raise ReadError(
                "the page has no text", path=path, remedy="save it as the browser shows it"
            )
        form, turns = read_prose(lines)
        title = _TITLE.search(source[:_HEAD])
        return Document(
            format=self.format,
            form=form,
            turns=turns,
            head=head_of(lines),
            title=" ".join(unescape(title[1]).split()) if title else None,
            characters=solid_of(line.text for line in lines),
            left_out=left_out_of(lines, turns),
        )


def text_of(source: str) -> str:
    """The text of HTML, tables and lists kept, hidden parts left out.

    The parser's own limits are lifted: by default it drops what lies more than 256 tags deep,
    and texts of over 10 MB, without a word.

    Raises:
        RecursionError: tags lie hundreds deep within each other.
    """
    from inscriptis.html_engine import Inscriptis
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    source = _DECLARATION.sub("", source.replace("\x00", "")).strip()
    if not source:
        return ""
    parser = HTMLParser(huge_tree=True, encoding="utf-8")
    try:
        tree = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except ParserError:  # nothing but comments
        return ""
    return str(Inscriptis(tree).get_text())
