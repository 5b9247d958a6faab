"""Deals that left the board while it was looked at, so that the one undo brings back is chosen again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection

from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.errors import Refused
from crm_desktop.services import deals_list
from crm_desktop.services.store import Store

MOST = 20
"""A gesture that changes more deals than that is an import or the like, and means no single card."""


class ComingBack:
    """Remembers the deals that were won, lost or deleted, and tells which of them is open again.

    Args:
        store: the open file.
        today: the clock of the screens.
    """

    def __init__(self, store: Store, today: Callable[[], dt.date]) -> None:
        self._store = store
        self._today = today
        self._away: set[int] = set()

    def follow(self, changed: Collection[int]) -> int | None:
        """Hears of every gesture; answers the deal it brought back, None when it was none or several."""
        if len(changed) > MOST:
            return None
        gone = {deal_id for deal_id in changed if self._is_gone(deal_id)}
        back = self._away & set(changed) - gone
        self._away = (self._away - back) | gone
        return back.pop() if len(back) == 1 else None

    def _is_gone(self, deal_id: int) -> bool:
        try:
            with self._store.read() as session:
                found = deals_list.deal(session, deal_id, self._today())
        except Refused:
            return True
        return found.binned or found.row.kind is not StageKind.OPEN
