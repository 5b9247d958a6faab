"""``python -m crm_desktop``: the window, or one command; its workers, which are hidden commands, serve the window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.paths import FILE_SUFFIX
from crm_desktop.reports.command import FORM_WORKER, IMPORT_WORKER, RENDER_WORKER

SELF_TEST = "self-test"


@dataclass(slots=True)
class WindowWanted:
    """What a start of the window was told."""

    data: str | None = None
    file: Path | None = None
    self_test: bool = False
    json: bool = False


def window_wanted(arguments: Sequence[str]) -> WindowWanted | None:
    """What the window is to open when no command is given; None for everything the command line has to judge.

    Read by hand, because the command line and all it stands on would be loaded before the first paint. A bare path of
    a business file is what a double click hands over.
    """
    wanted = WindowWanted()
    left = list(arguments)
    while left:
        argument = left.pop(0)
        name, sign, value = argument.partition("=")
        if name in ("--data", "--file"):
            value = value if sign else left.pop(0) if left else ""
            if not value:
                return None
            _set(wanted, name, value)
        elif argument == SELF_TEST:
            wanted.self_test = True
        elif argument == "--json":
            wanted.json = True
        elif argument.endswith(FILE_SUFFIX) and not argument.startswith("-"):
            wanted.file = Path(argument)
        else:
            return None
    return wanted if wanted.self_test or not wanted.json else None


def _set(wanted: WindowWanted, name: str, value: str) -> None:
    if name == "--data":
        wanted.data = value
    else:
        wanted.file = Path(value)


def run() -> int:
    """Does what the arguments of this process ask for and answers the exit status."""
    arguments = sys.argv[1:]
    if arguments == [RENDER_WORKER]:
        # It knows neither the database nor the screens, and is there sooner without them.
        from crm_desktop.reports.worker import main as serve

        serve()
        return 0
    if arguments == [IMPORT_WORKER]:
        from crm_desktop.services.import_worker import main as serve_import

        serve_import()
        return 0
    if arguments == [FORM_WORKER]:
        from crm_desktop.services.form_worker import main as serve_form

        serve_form()
        return 0
    wanted = window_wanted(arguments)
    if wanted is not None:
        # No garbage is collected while the program is being loaded: a tenth of the start.
        gc.disable()
        from crm_desktop.app import run_window  # a command has no use for it

        return run_window(wanted.data, wanted.file, self_test=wanted.self_test, json=wanted.json)
    from crm_desktop.cli.main import main  # a render worker and the window have no use for it

    return main(arguments)


if __name__ == "__main__":
    sys.exit(run())
