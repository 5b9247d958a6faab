"""Backups by script: made, listed, restored; nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import Script


@pytest.fixture
def kept(script: Script) -> Script:
    script.new()
    script.json("settings", "business.tagline", "Before")
    return script


def test_a_backup_is_listed_and_brings_back_what_was(kept: Script) -> None:
    made = kept.json("backup")
    (listed,) = kept.json("backups")
    assert (listed["path"], listed["kind"], listed["size"]) == (made["path"], "manual", made["size"])
    kept.json("settings", "business.tagline", "After")
    assert kept.json("restore", listed["name"])["path"] == str(kept.file)
    assert kept.json("settings", "business.tagline")["value"] == "Before"
    newest = kept.json("backups")[0]
    assert newest["kind"] == "restore"
    kept.json("restore", newest["path"])
    assert kept.json("settings", "business.tagline")["value"] == "After"


def test_a_backup_goes_where_it_is_wanted(kept: Script, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    in_folder = Path(kept.json("backup", str(folder))["path"])
    assert in_folder.parent == folder
    named = tmp_path / "copy.crm"
    assert kept.json("backup", str(named))["path"] == str(named)
    said = kept.run("backup", str(named))
    assert (said.status, said.out) == (1, "")
    kept.json("settings", "business.tagline", "After")
    kept.json("restore", str(named))
    assert kept.json("settings", "business.tagline")["value"] == "Before"


@pytest.mark.parametrize("content", [None, b"", b"no backup at all"])
def test_what_is_no_backup_is_refused_and_the_file_stays(kept: Script, tmp_path: Path, content: bytes | None) -> None:
    place = tmp_path / "odd.crm"
    if content is not None:
        place.write_bytes(content)
    before = kept.file.read_bytes()
    said = kept.run("restore", str(place))
    assert (said.status, said.out) == (1, "")
    assert "Traceback" not in said.err
    assert kept.file.read_bytes() == before


def test_a_file_without_backups_has_an_empty_list(kept: Script) -> None:
    assert kept.json("backups") == []
    assert kept.run("backups").out == ""


def test_a_place_that_cannot_be_a_name_gets_a_sentence(kept: Script) -> None:
    told = kept.run("backup", "x" * 300)
    assert (told.status, told.out) == (1, "")
    assert "too long" in told.err
