"""A process beside the window: started with pipes to talk through, whatever it is asked."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from crm_desktop.domain.errors import Refused
from crm_desktop.reports.command import worker_environment

NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def started(command: Sequence[str], *, lost: str, quiet: bool = False) -> subprocess.Popen[bytes]:
    """The process of a command of this program (`reports.command.worker_command`); the caller ends it.

    Args:
        command: what is started.
        lost: the key of the refusal when the system starts nothing more.
        quiet: what a library prints of its own goes nowhere.

    Raises:
        Refused: `lost`.
    """
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if quiet else None,
            env=worker_environment(),
            creationflags=NO_WINDOW,
        )
    except OSError as error:
        raise Refused(lost) from error
