"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crm_desktop.domain.errors import Refused
from crm_desktop.exchange import files
from crm_desktop.exchange.files import read_bytes, write_atomically
from crm_desktop.sentences import sentence


def test_a_file_is_written_and_read(tmp_path: Path) -> None:
    place = tmp_path / "contacts.vcf"
    write_atomically(place, b"one")
    write_atomically(place, b"two")
    assert read_bytes(place) == b"two"
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.skipif(os.name == "nt", reason="permissions of Windows are others")
def test_a_replaced_file_stays_as_readable_as_it_was(tmp_path: Path) -> None:
    place = tmp_path / "a"
    place.write_bytes(b"old")
    place.chmod(0o640)
    write_atomically(place, b"new")
    assert place.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["missing/a", "", ".", "a\x00b", "x" * 300, "folder"])
def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Refused, match=r"file\.not_written") as refused:
        write_atomically(os.path.join(tmp_path, name), b"x")  # noqa: PTH118  (a Path would tidy the name)
    assert "not written" in sentence(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_on_the_way_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    place = tmp_path / "a"
    place.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if step == "fsync" else Path, step, full)
    with pytest.raises(Refused) as refused:
        write_atomically(place, b"new")
    assert refused.value.values == {"path": str(place), "reason": "No space left on device"}
    assert place.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [place]


def test_a_write_that_is_broken_off_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_synced_does_not_spoil_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unable(*_: object) -> int:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr(os, "open", unable)
    write_atomically(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["missing", "a\x00b", "."])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"file\.not_read") as refused:
        read_bytes(os.path.join(tmp_path, name))  # noqa: PTH118
    assert "read" in sentence(refused.value)


def test_a_file_beyond_all_measure_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 3)
    (tmp_path / "a").write_bytes(b"1234")
    with pytest.raises(Refused, match=r"file\.too_large"):
        read_bytes(tmp_path / "a")


@pytest.mark.parametrize("name", ["business.crm", "Laden.db", "business.crm-journal"])
def test_a_business_file_and_its_journal_are_never_written_over(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    place.write_bytes(b"SQLite format 3\0 and all the customers")
    for written in (place, tmp_path / "link.pdf"):
        if written != place:
            written.symlink_to(place)
        with pytest.raises(Refused, match=r"file\.exists"):
            write_atomically(written, b"%PDF")
    assert place.read_bytes().endswith(b"all the customers")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "link.pdf"])


def test_behind_a_link_the_file_it_leads_to_is_written(tmp_path: Path) -> None:
    place, link = tmp_path / "a", tmp_path / "link"
    link.symlink_to(place)
    for content in (b"new", b"newer"):
        write_atomically(link, content)
        assert place.read_bytes() == content
        assert link.is_symlink()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_is_read_to_its_end_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert read_bytes(pipe) == b""
    with pytest.raises(Refused, match=r"file\.no_plain_file"):
        write_atomically(pipe, b"x")
    assert pipe.is_fifo()
    reader, writer = os.pipe()
    try:
        os.write(writer, b"BEGIN:VCARD")
        os.close(writer)
        assert read_bytes(f"/dev/fd/{reader}") == b"BEGIN:VCARD"
    finally:
        os.close(reader)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a device of POSIX")
def test_a_device_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"file\.no_plain_file"):
        read_bytes("/dev/zero")
    with pytest.raises(Refused, match=r"file\.no_plain_file"):
        write_atomically("/dev/zero", b"x")
    assert Path("/dev/zero").is_char_device()


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="a folder of POSIX")
def test_a_pipe_without_an_end_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    reader, writer = os.pipe()
    try:
        os.write(writer, b"x" * 100)
        with pytest.raises(Refused, match=r"file\.too_large"):
            read_bytes(f"/dev/fd/{reader}")
    finally:
        os.close(writer)
        os.close(reader)
