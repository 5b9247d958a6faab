"""Where data, settings, backups, log and resources live; every place can be moved (portable mode, tests)."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

APP_NAME = "crm-desktop"
DATA_VARIABLE = "CRM_DESKTOP_DATA"
FILE_SUFFIX = ".crm"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one installation. Nothing is created by asking for a place."""

    data: Path

    @property
    def default_file(self) -> Path:
        """The business file opened when none is named."""
        return self.data / f"business{FILE_SUFFIX}"

    @property
    def backups(self) -> Path:
        """Where the automatic backups go, one folder for each file."""
        return self.data / "backups"

    @property
    def settings(self) -> Path:
        """Window state, recent files and screen language of this machine (not of the business)."""
        return self.data / "settings.ini"

    @property
    def log(self) -> Path:
        """The rotating log."""
        return self.data / "log" / "crm-desktop.log"

    @property
    def handed_out(self) -> Path:
        """Where mail drafts and pages lie for other programs to open; what is old there is removed."""
        return self.data / "handed-out"

    @property
    def locks(self) -> Path:
        """Where running windows leave the sockets and locks of their files."""
        return self.data / "run"


def places(data: str | os.PathLike[str] | None = None) -> Places:
    """The places below `data`, else below ``$CRM_DESKTOP_DATA``, else in the platform's data folder."""
    chosen = data or os.environ.get(DATA_VARIABLE)
    if chosen:
        return Places(expanded(Path(chosen)).absolute())
    from platformdirs import user_data_path

    return Places(user_data_path(APP_NAME, appauthor=False))


def expanded(path: Path) -> Path:
    """``~/x`` in the home folder; ``~nobody/x`` stays what it is, as in a shell."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def resource(name: str) -> Path:
    """A file or folder below ``resources/``, in a checkout and in a packaged program alike."""
    bundled = getattr(sys, "_MEIPASS", None)
    root = Path(bundled) if bundled else Path(__file__).resolve().parent.parent
    return root / "resources" / name
