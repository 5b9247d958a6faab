"""Saves one field that stands outside a form: what is refused stands beside it, and the typed words stay."""

from __future__ import annotations

from typing import Any

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.kit.field import Field, Save


def save_with(field: Field[Any], save: Save) -> None:
    """Calls `save(name, old, new)` whenever `field` is committed."""
    field.committed.connect(_Saver(field, save))


class _Saver:
    """Hears of one field."""

    def __init__(self, field: Field[Any], save: Save) -> None:
        self._field, self._save = field, save

    def __call__(self, name: str, old: Any, new: Any) -> None:
        try:
            self._save(name, old, new)
        except Refused as refused:
            self._field.take_back(old, refused)
        except BaseException:
            # A fault of the program is told by the global hooks; the words stay typed, as not saved.
            self._field.take_back(old)
            raise
