"""Frames arrive whole, in order, whatever the pieces in which the pipe delivers them."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.reports.framing import BrokenFrame, Parser, pack, read

headers = st.dictionaries(
    st.text(st.characters(codec=None), max_size=5), st.text(st.characters(codec=None)) | st.integers()
)
frames = st.lists(st.tuples(headers, st.binary(max_size=50)), max_size=5)


@given(frames, st.integers(1, 40))
def test_frames_come_out_as_they_went_in(sent: list[tuple[dict[str, object], bytes]], size: int) -> None:
    wire = b"".join(pack(header, body) for header, body in sent)
    parser = Parser()
    pieces = [wire[start : start + size] for start in range(0, len(wire), size)]
    assert [frame for piece in pieces for frame in parser.feed(piece)] == sent
    stream = BytesIO(wire)
    assert [read(stream) for _ in sent] == sent
    assert read(stream) is None


@pytest.mark.parametrize(
    "wire",
    [
        b"\x00",
        b"\x00\x00\x00\x05\x00\x00\x00\x00abc",
        b"\x00\x00\x00\x02\x00\x00\x00\x09{}abc",
        b"\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\x00\x00\x00\x02\x00\x00\x00\x00[]",
        b"\x00\x00\x00\x02\x00\x00\x00\x00{]",
        b"\x00\x00\x00\x01\x00\x00\x00\x00\xff",
    ],
)
def test_what_is_no_frame_is_said_to_be_none(wire: bytes) -> None:
    with pytest.raises(BrokenFrame):
        read(BytesIO(wire))


def test_a_parser_waits_for_the_rest_and_refuses_what_can_never_be_a_frame() -> None:
    parser = Parser()
    assert parser.feed(pack({"id": 1}, b"body")[:-1]) == []
    assert parser.feed(b"y") == [({"id": 1}, b"body")]
    with pytest.raises(BrokenFrame):
        parser.feed(b"\xff" * 8)
