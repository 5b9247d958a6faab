"""Deleting is putting in the bin: one gesture, no question, and a message that takes it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from crm_desktop.ui.context import Context
from crm_desktop.ui.undo_toast import tell_done
from crm_desktop.words import _


@dataclass(frozen=True, slots=True)
class Bin:
    """The bin of one kind of record.

    Attributes:
        delete_label: the gesture's msgid: ``N_("Delete job")``.
        restore_label: the gesture's msgid: ``N_("Restore job")``.
        to_bin: ``to_bin(session, record_id, now)``.
        restore: the same the other way.
        told: says how many were put in: “2 jobs were put in the bin.”
    """

    delete_label: str
    restore_label: str
    to_bin: Callable[[Any, int, dt.datetime], None]
    restore: Callable[[Any, int, dt.datetime], None]
    told: Callable[[int], str]

    def move(self, context: Context, ids: Sequence[int], *, restoring: bool, initiator: object = None) -> None:
        """Puts records in, or takes them out, as one gesture, and says so.

        Raises:
            Refused: as the service does; then nothing was done.
        """
        if not ids:
            return
        verb, now = (self.restore if restoring else self.to_bin), context.now()
        with context.store.write(
            self.restore_label if restoring else self.delete_label, initiator=initiator
        ) as session:
            for record_id in ids:
                verb(session, record_id, now)
        tell_done(context, _("Restored.") if restoring else self.told(len(ids)))
