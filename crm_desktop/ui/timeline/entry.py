"""One entry of the timeline: a small form for a call, a visit or a note, and for changing it later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.interactions import Direction, InteractionKind
from crm_desktop.services import interactions
from crm_desktop.services.interactions import InteractionRow, NewInteraction
from crm_desktop.services.labels import DIRECTION_LABELS, INTERACTION_LABELS
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.buttons import QuietButton
from crm_desktop.ui.kit.choice_fields import ChoiceField
from crm_desktop.ui.kit.date_field import DateField
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import PlainLabel
from crm_desktop.ui.kit.text_fields import MultilineField, TextField
from crm_desktop.ui.undo_toast import tell_done
from crm_desktop.words import N_, _

NEW_LABEL = N_("Note on the timeline")
EDIT_LABEL = N_("Change entry")
NOON = dt.time(12)


@dataclass(frozen=True, slots=True)
class About:
    """Whom and what a new entry is about."""

    contact_id: int | None = None
    quote_id: int | None = None
    name: str = ""


class EntryDialog(Dialog):
    """Asks what happened.

    Args:
        context: the open file.
        about: whom a new entry is about.
        parent: the window.
        row: the entry to change; None for a new one.
        delete: puts that entry in the bin.
    """

    def __init__(
        self,
        context: Context,
        about: About,
        parent: QWidget,
        row: InteractionRow | None = None,
        delete: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent, _("Note something") if row is None else _("What happened"), _("Save"))  # fmt: skip
        self._context = context
        self._about = about
        self._row = row
        self._delete = delete
        who = about.name if row is None else row.contact or about.name
        if who:
            self.body.addWidget(PlainLabel(" · ".join(filter(None, (who, row.address if row else ""))), muted=True))
        self.form = Form()
        self.form.add_row(
            ChoiceField("kind", _("Kind"), [(kind, _(INTERACTION_LABELS[kind])) for kind in InteractionKind]),
            ChoiceField("direction", _("Direction"), [(way, _(DIRECTION_LABELS[way])) for way in reversed(Direction)]),
            DateField("day", _("Day"), context.today, required=True),
        )
        self.form.add(TextField("title", _("In a few words"), limit=1_000))
        self.form.add(MultilineField("text", _("More"), lines=(4, 12)))
        self.body.addWidget(self.form)
        self._seen = self._values()
        self.form.set_values(self._seen)
        if row is not None and delete is not None:
            button = QuietButton(_("Delete"), icon_name="trash")
            button.on_click(self._delete_it)
            self.add_left(button)
        self.form.field("title").editor.setFocus()

    def _values(self) -> dict[str, Any]:
        row = self._row
        if row is None:
            return {"kind": InteractionKind.CALL, "direction": Direction.OUT, "day": self._context.today(),
                    "title": "", "text": ""}  # fmt: skip
        day = row.at.astimezone().date() if row.at is not None else None
        return {"kind": row.kind, "direction": row.direction, "day": day, "title": row.title, "text": row.text}

    def check(self) -> bool:
        if not self.form.commit():
            return False
        try:
            self._save(self.form.values())
        except Refused as refused:
            if not self.form.refuse(refused, "title"):
                self._context.toasts.refuse(refused)
            return False
        return True

    def _save(self, values: dict[str, Any]) -> None:
        if self._row is None:
            self._add(values)
            return
        changed = {name: value for name, value in values.items() if value != self._seen[name] and name != "day"}
        now = self._context.now()
        if values["day"] != self._seen["day"]:
            changed["at"] = self._moment(values["day"], now)
        if changed:
            with self._context.store.write(EDIT_LABEL, initiator=self) as session:
                seen = {name: self._seen[name] for name in changed if name != "at"}
                interactions.edit(session, self._row.id, changed, seen, now=now)

    def _add(self, values: dict[str, Any]) -> None:
        now = self._context.now()
        new = NewInteraction(
            kind=values["kind"], direction=values["direction"], at=self._moment(values["day"], now),
            contact_id=self._about.contact_id, quote_id=self._about.quote_id, title=values["title"],
            text=values["text"],
        )  # fmt: skip
        with self._context.store.write(NEW_LABEL, initiator=self) as session:
            interactions.record(session, new, now=now)
        tell_done(self._context, _("Noted."))

    def _moment(self, day: dt.date, now: dt.datetime) -> dt.datetime:
        """Of today it is now (one look at the clock: a second one is later); of another day its noon."""
        if day == self._context.today():
            return now
        return dt.datetime.combine(day, NOON).astimezone().astimezone(dt.UTC)

    def _delete_it(self) -> None:
        self.reject()
        if self._delete is not None:
            self._delete()
