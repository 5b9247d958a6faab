"""Tests of writing files completely or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from pathlib import Path

import pytest

from crm_desktop.db import durable
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import SENTENCES
from tests.db.processes import as_nobody, open_folder


def test_a_new_name_is_given_only_where_it_is_free(tmp_path: Path) -> None:
    new, target = tmp_path / "new", tmp_path / "target"
    new.write_text("new")
    durable.rename_new(new, target)
    assert (target.read_text(), new.exists()) == ("new", False)
    new.write_text("newer")
    with pytest.raises(FileExistsError):
        durable.rename_new(new, target)
    assert (target.read_text(), new.read_text()) == ("new", "newer")


def test_a_disk_without_hard_links_protects_what_is_there_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_names: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", no_links)
    test_a_new_name_is_given_only_where_it_is_free(tmp_path)


def test_what_was_not_finished_leaves_nothing_behind(tmp_path: Path) -> None:
    def cut_off() -> None:
        with durable.temporary(tmp_path / "target.crm") as new:
            new.write_text("half")
            new.with_name(new.name + "-journal").write_text("half")
            raise KeyError

    with pytest.raises(KeyError):
        cut_off()
    assert list(tmp_path.iterdir()) == []


def test_a_temporary_name_fits_however_long_the_target_is(tmp_path: Path) -> None:
    target = tmp_path / ("a" * 250 + ".crm")
    with durable.temporary(target) as new:
        new.write_text("x")
        durable.rename_new(new, target)
    assert target.read_text() == "x"


def test_journals_of_a_file_that_is_gone_are_kept_but_out_of_the_way(tmp_path: Path) -> None:
    gone = tmp_path / "gone.crm"
    for side in durable.side_files(gone):
        side.write_text("old pages")
    durable.set_aside(gone)
    assert not any(side.exists() for side in durable.side_files(gone))
    assert len(list(tmp_path.glob("gone.crm-*.left"))) == 3


def test_the_hash_is_that_of_the_bytes_and_tells_how_far_it_is(tmp_path: Path) -> None:
    content = os.urandom(3 * durable.CHUNK + 17)
    (path := tmp_path / "bytes").write_bytes(content)
    steps: list[int] = []
    assert durable.sha256(path, steps.append) == hashlib.sha256(content).hexdigest()
    assert (sum(steps), len(steps)) == (len(content), 4)


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.ENOSPC, "file.disk_full"),
        (errno.EACCES, "file.no_permission"),
        (errno.EROFS, "file.no_permission"),
        (errno.ENOENT, "file.folder_missing"),
        (errno.ENAMETOOLONG, "file.name_too_long"),
        (errno.EIO, "file.io"),
    ],
)
def test_every_error_of_the_system_becomes_a_sentence(number: int, key: str) -> None:
    with pytest.raises(Refused) as caught, durable.refusing(Path("a.crm")):
        raise OSError(number, os.strerror(number))
    assert caught.value.key == key
    assert key in SENTENCES


def test_every_reason_has_a_sentence() -> None:
    assert set(durable.REASONS.values()) <= set(SENTENCES)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_a_file_is_writable_only_together_with_its_folder() -> None:
    with open_folder() as folder:
        (path := folder / "file").touch()
        path.chmod(0o666)
        with as_nobody():
            assert durable.is_writable(path)
        folder.chmod(0o555)
        with as_nobody():
            assert not durable.is_writable(path)
        folder.chmod(0o777)
        path.chmod(0o444)
        with as_nobody():
            assert not durable.is_writable(path)


def test_where_rights_cannot_be_asked_the_folder_is_tried_and_left_clean(tmp_path: Path) -> None:
    assert durable._folder_takes_files(tmp_path / "file.crm")
    assert not durable._folder_takes_files(tmp_path / "no folder" / "file.crm")
    assert list(tmp_path.iterdir()) == []


def test_a_name_of_emoji_leaves_room_for_the_temporary_one(tmp_path: Path) -> None:
    target = tmp_path / ("😀" * 60 + ".crm")
    with durable.temporary(target) as new:
        new.write_text("x")
        durable.rename_new(new, target)
    assert target.read_text() == "x"


def test_a_refusal_names_the_file_that_was_meant_and_not_its_temporary_name(tmp_path: Path) -> None:
    target = tmp_path / "target"
    for inside in ((), ("copy.crm",)):
        with pytest.raises(Refused) as caught, durable.temporary(target) as new:
            raise Refused("file.disk_full", path=str(new.joinpath(*inside)))
        assert caught.value.values == {"path": str(target)}
