"""PDFs made by hand: words at places, in the order in which they are given."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

Word = tuple[float, float, str]
"""Points from the left, points from the bottom, and what stands there."""


def pdf_of(*pages: Sequence[Word], size: int = 11, picture: bool = False, title: str = "") -> bytes:
    """A PDF of A4 pages."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (5 + 2 * at) for at in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Length 1 >>\nstream\n\x00\nendstream",
    ]
    for at, words in enumerate(pages):
        content = b"".join(_drawn(words, size))
        if picture:
            content += b"q 500 0 0 700 40 60 cm /I Do Q\n"
        packed = zlib.compress(content)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources"
            b" << /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >> >>" % (6 + 2 * at)
        )
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
        )
    objects.append(b"<< /Title (%s) >>" % title.encode("cp1252"))
    return _file(objects)


def lines_at(left: float, top: float, lines: Iterable[str], *, leading: float = 14) -> list[Word]:
    """`lines` one below the other."""
    return [(left, top - leading * at, line) for at, line in enumerate(lines)]


def _drawn(words: Sequence[Word], size: int) -> Iterable[bytes]:
    for left, bottom, text in words:
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        yield b"BT /F %d Tf %.1f %.1f Td (%s) Tj ET\n" % (
            size,
            left,
            bottom,
            escaped.encode("cp1252"),
        )


def _file(objects: Sequence[bytes]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(objects), len(data),
    )  # fmt: skip
