"""``python -m crm_desktop``: the window, or one command; with ``render-worker`` the process that draws pages."""

from __future__ import annotations

import sys

from crm_desktop.reports.command import RENDER_WORKER


def run() -> int:
    """Does what the arguments of this process ask for and answers the exit status."""
    if sys.argv[1:] == [RENDER_WORKER]:
        # It knows neither the database nor the screens, and is there sooner without them.
        from crm_desktop.reports.worker import main as serve

        serve()
        return 0
    from crm_desktop.cli.main import main  # a render worker has no use for it

    return main()


if __name__ == "__main__":
    sys.exit(run())
