"""Files handed to other programs: under their own names, and gone when they are old."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.handed_out import KEPT, hand_out, sweep
from tests.factories import NOW


def test_two_files_of_one_name_do_not_disturb_each_other(tmp_path: Path) -> None:
    one, other = (hand_out(tmp_path / "out", "Quote 1.eml", content) for content in (b"1", b"2"))
    assert (one.name, other.name, one.read_bytes(), other.read_bytes()) == ("Quote 1.eml", "Quote 1.eml", b"1", b"2")
    assert os.name == "nt" or one.parent.stat().st_mode & 0o077 == 0


def test_what_is_old_is_removed_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    old, new = hand_out(tmp_path, "old.pdf", b"1"), hand_out(tmp_path, "new.pdf", b"2")
    (foreign := tmp_path / "notes").mkdir()
    long_ago = (NOW - KEPT - dt.timedelta(minutes=1)).timestamp()
    for folder in (old.parent, foreign):
        os.utime(folder, (long_ago, long_ago))
    os.utime(new.parent, (NOW.timestamp(), NOW.timestamp()))
    sweep(tmp_path, NOW)
    assert (old.exists(), new.exists(), foreign.exists()) == (False, True, True)


def test_a_folder_that_is_not_there_has_nothing_to_remove(tmp_path: Path) -> None:
    sweep(tmp_path / "none", NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (blocked := tmp_path / "file").write_bytes(b"")
    with pytest.raises(Refused, match="not_written"):
        hand_out(blocked, "Quote.pdf", b"")
