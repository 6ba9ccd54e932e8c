"""Subsets of fonts as WOFF, which an HTML page can embed.

Glyphs keep their numbers, and those that are not needed become empty, so that the other tables stay
valid. Kerning and the like are left out: figures are measured without.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from argmap.draw.fonts.widths import Face, font_file

_KEPT_TABLES = frozenset(
    "OS/2 cmap fpgm gasp glyf head hhea hmtx loca maxp name post prep".split()
) | {"cvt "}
# The flags of a component of a composite glyph (OpenType, table glyf).
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80


def woff(face: Face, characters: Iterable[str]) -> bytes:
    """The font of a face with no more than the characters; the same characters give the same bytes."""
    tables = _tables(font_file(face).read_bytes())
    glyf, places = tables["glyf"], _places(tables)
    numbers = _numbers(tables["cmap"])
    wanted = {0, *(numbers[ord(c)] for c in characters if ord(c) in numbers)}
    waiting = list(wanted)
    while waiting:
        at = waiting.pop()
        for part in _parts(glyf[places[at] : places[at + 1]]):
            if part not in wanted:
                wanted.add(part)
                waiting.append(part)
    kept = bytearray()
    moved = []
    for number in range(len(places) - 1):
        moved.append(len(kept))
        if number in wanted:
            kept += glyf[places[number] : places[number + 1]]
            kept += bytes(-len(kept) % 4)
    moved.append(len(kept))
    tables["glyf"] = bytes(kept)
    tables["loca"] = struct.pack(f">{len(moved)}I", *moved)
    # Without the sum over the whole font, which readers of WOFF work out, and with places of four bytes.
    head = tables["head"]
    tables["head"] = head[:8] + bytes(4) + head[12:50] + struct.pack(">h", 1) + head[52:]
    # Without the names of the glyphs.
    tables["post"] = struct.pack(">I", 0x00030000) + tables["post"][4:32]
    return _pack({tag: table for tag, table in tables.items() if tag in _KEPT_TABLES})


def _tables(font: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    found = {}
    for entry in range(count):
        tag, _, at, length = struct.unpack_from(">4sIII", font, 12 + 16 * entry)
        found[tag.decode("ascii")] = font[at : at + length]
    return found


def _places(tables: dict[str, bytes]) -> list[int]:
    """The offset of each glyph, and the end of the last."""
    loca = tables["loca"]
    if struct.unpack_from(">h", tables["head"], 50)[0]:
        return list(struct.unpack(f">{len(loca) // 4}I", loca))
    return [2 * place for place in struct.unpack(f">{len(loca) // 2}H", loca)]


def _numbers(cmap: bytes) -> dict[int, int]:
    """The glyph of each code point, by the table's subtables of format 4."""
    found: dict[int, int] = {}
    (count,) = struct.unpack_from(">H", cmap, 2)
    for entry in range(count):
        (at,) = struct.unpack_from(">I", cmap, 8 + 8 * entry)
        (format, _, _, twice) = struct.unpack_from(">4H", cmap, at)
        if format != 4:
            continue
        ends, starts, deltas, ranges = (
            at + 14,
            at + 16 + twice,
            at + 16 + 2 * twice,
            at + 16 + 3 * twice,
        )
        for segment in range(0, twice, 2):
            end, start, delta, offset = (
                struct.unpack_from(">H", cmap, of + segment)[0]
                for of in (ends, starts, deltas, ranges)
            )
            for code in range(start, min(end, 0xFFFE) + 1):
                number = code
                if offset:
                    where = ranges + segment + offset + 2 * (code - start)
                    (number,) = struct.unpack_from(">H", cmap, where)
                    if not number:
                        continue
                found[code] = (number + delta) & 0xFFFF
    return found


def _parts(glyph: bytes) -> list[int]:
    """The glyphs that a composite glyph is made of."""
    if len(glyph) < 10 or struct.unpack_from(">h", glyph)[0] >= 0:
        return []
    parts, at, more = [], 10, True
    while more:
        flags, part = struct.unpack_from(">HH", glyph, at)
        parts.append(part)
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
        more = bool(flags & _MORE)
    return parts


def _pack(tables: dict[str, bytes]) -> bytes:
    """Tables as a WOFF file (W3C Recommendation, WOFF File Format 1.0)."""
    at = 44 + 20 * len(tables)
    entries, bodies = b"", b""
    for tag in sorted(tables):
        table = tables[tag]
        # A table that compression makes no shorter is stored as it is.
        body = min(table, zlib.compress(table, 9), key=len)
        entries += struct.pack(
            ">4s4I", tag.encode("ascii"), at + len(bodies), len(body), len(table), _checksum(table)
        )
        bodies += body + bytes(-len(body) % 4)
    whole = 12 + 16 * len(tables) + sum(-(-len(table) // 4) * 4 for table in tables.values())
    header = struct.pack(
        ">4sIIHHIHH5I", b"wOFF", 0x00010000, at + len(bodies), len(tables), 0, whole, 1, 0, *[0] * 5
    )
    return header + entries + bodies


def _checksum(table: bytes) -> int:
    padded = table + bytes(-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
