"""Folders where a business file is not safe: held by a sync client, or on another computer."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePath

NETWORK = "network"
"""What `risky_place` answers for a network drive; any other answer is the name of a sync service."""

# Names of folders as the services make them, lower case; the beginning counts ("OneDrive - Company").
SERVICES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "o meu disco": "Google Drive",
    "meu drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pclouddrive": "pCloud",
    "pcloud drive": "pCloud",
    "megasync": "MEGA",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
    "box sync": "Box",
    "cloudstorage": "CloudStorage",
}
# What a service leaves in the folder it holds, whatever the folder is called.
MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".sync_journal.db": "Nextcloud",
    ".tmp.drivedownload": "Google Drive",
}
NETWORK_FILE_SYSTEMS = frozenset(
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "afpfs",
        "ceph",
        "glusterfs",
        "9p",
        "davfs",
        "webdav",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.davfs2",
        "fuse.gvfsd-fuse",
        "fuse.google-drive-ocamlfuse",
        "fuse.onedriver",
    ]
)
MOUNTS = Path("/proc/mounts")
REMOTE_DRIVE = 4


def risky_place(path: Path) -> str | None:
    """Who else may write at `path`: the name of a sync service, `NETWORK`, or None where the file is safe.

    A guess by names and mounts, good for a warning and never for a refusal.
    """
    path = path.absolute()
    return _service(path) or (NETWORK if _is_remote(path) else None)


def _service(path: Path) -> str | None:
    for folder in path.parents:
        name = folder.name.lower()
        for beginning, service in SERVICES.items():
            if name == beginning or name.startswith((beginning + " -", beginning + "-")):
                return service
        for mark, service in MARKS.items():
            if (folder / mark).exists():
                return service
    return _by_environment(path)


def _by_environment(path: Path) -> str | None:
    """On Windows, Documents and Desktop may be OneDrive's without saying so."""
    for variable in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        folder = os.environ.get(variable)
        if folder and path.is_relative_to(folder):
            return "OneDrive"
    return None


def _is_remote(path: Path) -> bool:
    if _is_unc(path):
        return True
    if sys.platform == "win32":
        import ctypes  # only Windows has these names

        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == REMOTE_DRIVE)
    return _file_system(path) in NETWORK_FILE_SYSTEMS


def _is_unc(path: PurePath) -> bool:
    return path.as_posix().startswith("//")


def _file_system(path: Path) -> str:
    """The type of the file system a path lies on; '' where the system does not say."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, found = -1, ""
    for line in lines:
        _device, point, kind, *_rest = [*line.split(" "), "", "", ""]
        point = point.replace("\\040", " ")
        if path.is_relative_to(point) and len(point) > best:
            best, found = len(point), kind
    return found
