"""``python -m crm_desktop``: the window, or one command."""

from __future__ import annotations

import sys

from crm_desktop.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
