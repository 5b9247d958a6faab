"""How the window and the worker that renders pages talk: frames of a JSON header and raw bytes, over two pipes.

A frame is two lengths (unsigned, 4 bytes each, big-endian), the header as UTF-8 JSON, and the body. Both sides use
only this module for it; the window feeds what arrives to a `Parser`, whatever the size of the pieces.
"""

from __future__ import annotations

import json
import struct
from typing import IO, Any

LENGTHS = struct.Struct(">II")
MOST_BYTES = 1 << 30
"""No frame is longer: a length beyond it means that the two sides have lost each other."""

Header = dict[str, Any]
Frame = tuple[Header, bytes]


class BrokenFrame(Exception):
    """What arrived is no frame; the connection is of no more use."""


def pack(header: Header, body: bytes = b"") -> bytes:
    """One frame."""
    # Lone surrogates can come from file names and must not stop the talk.
    encoded = json.dumps(header, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return LENGTHS.pack(len(encoded), len(body)) + encoded + body


def read(stream: IO[bytes]) -> Frame | None:
    """The next frame of a blocking stream; None at its end.

    Raises:
        BrokenFrame: the stream ended within a frame, or holds none.
    """
    lengths = stream.read(LENGTHS.size)
    if not lengths:
        return None
    header, body = _lengths(lengths)
    return _frame(_exactly(stream, header), _exactly(stream, body))


class Parser:
    """Collects bytes as they arrive and gives the frames that are complete."""

    def __init__(self) -> None:
        self._pending = bytearray()

    def feed(self, data: bytes) -> list[Frame]:
        """The frames completed by `data`.

        Raises:
            BrokenFrame: what arrived is no frame.
        """
        self._pending += data
        frames = []
        while (frame := self._next()) is not None:
            frames.append(frame)
        return frames

    def _next(self) -> Frame | None:
        """The first frame, when it is complete."""
        start = LENGTHS.size
        if len(self._pending) < start:
            return None
        header, body = _lengths(bytes(self._pending[:start]))
        end = start + header + body
        if len(self._pending) < end:
            return None
        frame = _frame(bytes(self._pending[start : start + header]), bytes(self._pending[start + header : end]))
        del self._pending[:end]
        return frame


def _lengths(data: bytes) -> tuple[int, int]:
    """The lengths of header and body."""
    if len(data) != LENGTHS.size:
        raise BrokenFrame
    header, body = LENGTHS.unpack(data)
    if header + body > MOST_BYTES:
        raise BrokenFrame
    return header, body


def _frame(header: bytes, body: bytes) -> Frame:
    """A frame from its two parts."""
    try:
        decoded = json.loads(header.decode("utf-8", "surrogatepass"))
    except ValueError as error:
        raise BrokenFrame from error
    if not isinstance(decoded, dict):
        raise BrokenFrame
    return decoded, body


def _exactly(stream: IO[bytes], size: int) -> bytes:
    """`size` bytes of a stream."""
    data = stream.read(size)
    if len(data) != size:
        raise BrokenFrame
    return data
