"""A small sRGB colour profile (ICC version 2, matrix and curves), computed here so that no file has to be
shipped.

Primaries are those of IEC 61966-2-1, adapted to the D50 white of the profile connection space. The bytes are
always the same.
"""

from __future__ import annotations

import struct
from functools import lru_cache

CURVE_POINTS = 1024
_WHITE = (0.9642, 1.0, 0.8249)
_RED = (0.43607, 0.22249, 0.01392)
_GREEN = (0.38515, 0.71687, 0.09708)
_BLUE = (0.14307, 0.06061, 0.71410)
_DATE = (2026, 1, 1, 0, 0, 0)


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """The profile as bytes."""
    curve = _curve()
    tags = [
        (b"desc", _description("sRGB IEC61966-2.1")),
        (b"cprt", b"text\0\0\0\0" + b"No rights reserved\0"),
        (b"wtpt", _colour(_WHITE)),
        (b"rXYZ", _colour(_RED)),
        (b"gXYZ", _colour(_GREEN)),
        (b"bXYZ", _colour(_BLUE)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    table, data = struct.pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}
    start = 128 + 4 + 12 * len(tags)
    for signature, body in tags:
        if body not in places:
            places[body] = start + len(data)
            data += body + bytes(-len(body) % 4)
        table += struct.pack(">4sII", signature, places[body], len(body))
    return _header(start + len(data)) + table + data


def _header(size: int) -> bytes:
    return struct.pack(
        ">I4sI4s4s4s6H4s4sI4sIQI3i4s44x",
        size,
        b"\0\0\0\0",  # no preferred colour engine
        0x02100000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *_DATE,
        b"acsp",
        b"\0\0\0\0",
        0,
        b"\0\0\0\0",
        0,
        0,
        0,  # perceptual
        *map(_fixed, _WHITE),
        b"\0\0\0\0",
    )


def _fixed(value: float) -> int:
    return round(value * 65536)


def _colour(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *map(_fixed, values))


def _curve() -> bytes:
    values = []
    for i in range(CURVE_POINTS):
        x = i / (CURVE_POINTS - 1)
        linear = x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4
        values.append(round(linear * 65535))
    return b"curv\0\0\0\0" + struct.pack(f">I{CURVE_POINTS}H", CURVE_POINTS, *values)


def _description(text: str) -> bytes:
    spelt = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(spelt)) + spelt + bytes(4 + 4 + 2 + 1 + 67)
