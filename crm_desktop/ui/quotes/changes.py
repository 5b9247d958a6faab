"""Values of a line that change, and what is kept when two people change the same one. No Qt in here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crm_desktop.domain.errors import Stale
from crm_desktop.services.quote_terms import DraftLine


class Conflict:
    """A value that was changed elsewhere while somebody typed another: both are kept until one is chosen."""

    def __init__(self, line_id: int, key: str, changes: Mapping[str, Any], stale: Stale) -> None:
        self.line_id = line_id
        self.key = key
        self.changes = changes
        self.stale = stale


def changed(draft: DraftLine, changes: Mapping[str, Any]) -> DraftLine:
    """A line with other values; ``item_id`` is the line's own, the rest its content's."""
    of_line = {name: value for name, value in changes.items() if name != "item_id"}
    return replace(draft, line=replace(draft.line, **of_line), item_id=changes.get("item_id", draft.item_id))


def value_of(draft: DraftLine, name: str) -> Any:
    """One value of a line, by the name `changed` takes it by."""
    return draft.item_id if name == "item_id" else getattr(draft.line, name)
