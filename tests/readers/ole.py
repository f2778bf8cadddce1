"""Outlook messages made by hand: a compound file whose streams are all long enough for plain sectors."""

from __future__ import annotations

import struct

_SECTOR = 512
_LEAST = 4096
_NONE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NOTHING = struct.pack("<IIQ", 0x00030003, 6, 0)
"""A property that says nothing, to fill a stream up."""


def msg_of(*, subject: str, sender: str, body: str) -> bytes:
    """A message with a plain body. [MS-OXMSG], [MS-CFB]."""
    address = f"{sender.split()[0].lower()}@example.org"
    texts = {0x0037: subject, 0x0C1A: sender, 0x0C1F: address, 0x1000: body}
    properties = bytes(32)
    streams = {}
    for tag, text in texts.items():
        data = text.ljust(_LEAST // 2).encode("utf-16-le")
        properties += struct.pack("<HHIII", 0x001F, tag, 6, len(data) + 2, 0)
        streams[f"__substg1.0_{tag:04X}001F"] = data
    properties += _NOTHING * ((_LEAST - len(properties)) // 16 + 1)
    streams["__properties_version1.0"] = properties
    return _compound(streams)


def _compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of version 3 with `streams` in its root."""
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    sectors: list[bytes] = []
    table: list[int] = []

    def add(data: bytes) -> int:
        first = len(sectors)
        count = -(-len(data) // _SECTOR)
        for at in range(count):
            sectors.append(data[at * _SECTOR : (at + 1) * _SECTOR].ljust(_SECTOR, b"\x00"))
            table.append(first + at + 1 if at < count - 1 else _END)
        return first

    starts = {name: add(streams[name]) for name in names}
    entries = [_entry("Root Entry", 5, child=1, start=_END)]
    for at, name in enumerate(names, 1):
        right = at + 1 if at < len(names) else _NONE
        entries.append(_entry(name, 2, right=right, start=starts[name], size=len(streams[name])))
    while len(entries) % 4:
        entries.append(_entry("", 0))
    directory = add(b"".join(entries))
    fat = len(sectors)
    table.append(_FAT)
    table += [_NONE] * (128 - len(table))
    sectors.append(struct.pack("<128I", *table[:128]))
    header = struct.pack(
        "<8s16s5H6s9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, 1, directory, 0, _LEAST, _END, 0, _END, 0,
    ) + struct.pack("<109I", fat, *[_NONE] * 108)  # fmt: skip
    return header + b"".join(sectors)


def _entry(
    name: str, kind: int, *, right: int = _NONE, child: int = _NONE, start: int = 0, size: int = 0
) -> bytes:
    text = name.encode("utf-16-le")
    length = len(text) + 2 if name else 0
    return struct.pack(
        "<64sHBB3I16sIQQIQ", text, length, kind, 1, _NONE, right, child, b"", 0, 0, 0, start, size
    )
