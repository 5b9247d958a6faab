"""What every page is given: the open file, the news, long work, toasts, places and the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Only types: the window is painted before the data layer is loaded.
    from crm_desktop.paths import Places
    from crm_desktop.services.store import Store
    from crm_desktop.ui.bus import ChangeBus
    from crm_desktop.ui.kit.toasts import Toasts
    from crm_desktop.ui.tasks import TaskRunner
    from crm_desktop.ui.window_state import WindowState


@dataclass(frozen=True, slots=True)
class Context:
    """One open business file and everything a screen works with.

    `today()` and `now()` are the only clock of the screens (local time). `go(page_key, record_id)` shows a page of
    the main window and, unless the id is None, opens that record there.
    """

    store: Store
    bus: ChangeBus
    tasks: TaskRunner
    toasts: Toasts
    places: Places
    state: WindowState
    today: Callable[[], date]
    now: Callable[[], datetime]
    go: Callable[[str, int | None], None]
