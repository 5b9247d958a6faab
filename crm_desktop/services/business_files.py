"""Opening a business file for the screens: the one place where they get from a path to a `Store`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.db.connection import driver_of
from crm_desktop.db.files import open_file
from crm_desktop.db.folders import risky_place
from crm_desktop.domain.errors import Refused
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


def business_name(store: Store) -> str:
    """The name of the business whose file is open; '' when it has none, or when the file cannot be read just now."""
    try:
        with store.read() as session:
            # Settings bring every country along, which the first rows of the window would wait for.
            named = driver_of(session).execute("SELECT value FROM setting WHERE key = 'business.name'").fetchone()
    except Refused:
        return ""
    return str(named[0]) if named is not None else ""


def place_warning(path: Path) -> str | None:
    """What holds the file's folder when that is a danger to it: ``network``, the name of a sync service, or None."""
    return risky_place(path)
