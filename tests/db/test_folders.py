"""Tests of recognising folders where a business file is not safe."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from crm_desktop.db import folders
from crm_desktop.db.folders import NETWORK, risky_place
from crm_desktop.sentences import SENTENCES


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox-Personal/work", "Dropbox"),
        ("OneDrive/Documentos", "OneDrive"),
        ("OneDrive - Oficina Lda/crm", "OneDrive"),
        ("Google Drive/My Drive", "Google Drive"),
        ("O meu disco", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Nextcloud/business", "Nextcloud"),
        ("NEXTCLOUD", "Nextcloud"),
    ],
)
def test_a_folder_of_a_sync_service_is_known_by_its_name(tmp_path: Path, folder: str, service: str) -> None:
    assert risky_place(tmp_path / folder / "business.crm") == service


def test_a_folder_of_a_sync_service_is_known_by_what_the_service_leaves_in_it(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert risky_place(tmp_path / "shop" / "business.crm") == "Syncthing"


def test_a_folder_onedrive_has_taken_over_is_known_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDrive", str(tmp_path / "moved"))
    assert risky_place(tmp_path / "moved" / "Documents" / "business.crm") == "OneDrive"


@pytest.mark.parametrize("folder", ["Documents", "dropboxes", "my onedrive notes", "megasynchron", "box"])
def test_an_ordinary_folder_is_safe(tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OneDrive", raising=False)
    assert risky_place(tmp_path / folder / "business.crm") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells by the drive")
@pytest.mark.parametrize(
    ("path", "risky"),
    [
        ("/mnt/office/crm/a.crm", NETWORK),
        ("/mnt/office/local/a.crm", None),
        ("/mnt/office server/a.crm", NETWORK),
        ("/run/user/1000/gvfs/smb-share/a.crm", NETWORK),
        ("/home/ana/a.crm", None),
        ("//server/share/a.crm", NETWORK),
    ],
)
def test_a_network_drive_is_known_by_its_mount(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, risky: str | None
) -> None:
    (mounts := tmp_path / "mounts").write_text(
        "/dev/sda1 / ext4 rw 0 0\n"
        "//server/office /mnt/office cifs rw 0 0\n"
        "/dev/sdb1 /mnt/office/local ext4 rw 0 0\n"
        "server:/a /mnt/office\\040server nfs4 rw 0 0\n"
        "gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0\n"
        "broken\n"
    )
    monkeypatch.setattr(folders, "MOUNTS", mounts)
    assert risky_place(Path(path)) == risky


def test_a_system_that_does_not_say_what_is_mounted_is_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOUNTS", tmp_path / "none")
    assert risky_place(tmp_path / "a.crm") is None


def test_the_warnings_have_their_sentences() -> None:
    assert {"file.in_synced_folder", "file.on_network"} <= set(SENTENCES)
