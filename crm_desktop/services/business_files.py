"""Opening a business file for the screens: the one place where they get from a path to a `Store`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.db.files import open_file
from crm_desktop.db.folders import risky_place
from crm_desktop.paths import Places
from crm_desktop.services.store import Store

if TYPE_CHECKING:
    from crm_desktop.services.start import NewBusiness


def open_business(path: Path, places: Places) -> Store:
    """Opens a file; an older one is backed up and brought up to date first.

    Raises:
        Refused: ``file.*``; the file is as it was.
    """
    return open_file(path, backups=places.backups)


def new_business(path: Path, places: Places, new: NewBusiness) -> Store:
    """Makes a file, ready to work with, and opens it.

    Raises:
        Refused: ``file.*``, ``setting.*``, ``profile.unknown``; nothing is left behind.
    """
    from crm_desktop.services.start import create_business  # countries and settings; only a first start needs them

    create_business(path, new)
    return open_business(path, places)


def place_warning(path: Path) -> str | None:
    """What holds the file's folder when that is a danger to it: ``network``, the name of a sync service, or None."""
    return risky_place(path)
