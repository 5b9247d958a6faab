"""The lines of the quote that is open, as the screen holds them: stored ones, fresh ones, and what was refused.

No Qt in here. Behind the last line there is always room for one more: row `len(rows)` is the one to type into.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from crm_desktop.domain.quotes import Line, LineKind
from crm_desktop.services.quote_terms import DraftLine


@dataclass(frozen=True, slots=True)
class Trouble:
    """What was typed into a cell and could not be saved, and the sentence that says why."""

    typed: str
    sentence: str


@dataclass(slots=True)
class Row:
    """One line on the screen; `draft.id` is None while it is fresh: nothing of it is stored yet."""

    draft: DraftLine
    troubles: dict[str, Trouble] = field(default_factory=dict)

    @property
    def line(self) -> Line:
        """What it says."""
        return self.draft.line

    @property
    def fresh(self) -> bool:
        """True while it is not stored."""
        return self.draft.id is None

    @property
    def sentence(self) -> str:
        """What stands under it; '' for nothing."""
        return "\n".join(trouble.sentence for trouble in self.troubles.values()) if self.troubles else ""


class Rows:
    """All lines in order, and the one that is being typed."""

    def __init__(self, new_line: Line) -> None:
        self.new_line = new_line
        self._rows: list[Row] = []
        self._typed: tuple[int, Line] | None = None

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def row(self, at: int) -> Row | None:
        """The row at a place; None for the one to type into."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def line(self, at: int) -> Line:
        """The line at a place as it would be with what is being typed."""
        if self._typed is not None and self._typed[0] == at:
            return self._typed[1]
        row = self.row(at)
        return row.line if row is not None else self.new_line

    def lines(self) -> tuple[Line, ...]:
        """Every line as it would be with what is being typed."""
        lines = [row.line for row in self._rows]
        if self._typed is not None:
            at, line = self._typed
            lines[at : at + 1] = [line]
        return tuple(lines)

    def numbers(self) -> list[int]:
        """The number every line is counted by (items only), from 1; 0 for a line without one."""
        found, last = [], 0
        for row in self._rows:
            is_item = row.line.kind is LineKind.ITEM
            last += is_item
            found.append(last if is_item else 0)
        return found

    def type(self, at: int, values: Mapping[str, Any]) -> None:
        """Shows the line at a place with other values, until they are saved or taken back."""
        row = self.row(at)
        self._typed = (at, replace(row.line if row is not None else self.new_line, **values))

    def stop_typing(self) -> None:
        """Forgets what was being typed."""
        self._typed = None

    def show(self, stored: Sequence[DraftLine]) -> None:
        """Shows other stored lines; fresh ones stay behind the line they stood behind, refused words stay."""
        typed = self._typed_row()
        troubles = {row.draft.id: row.troubles for row in self._rows if not row.fresh}
        rows = [Row(draft, troubles.get(draft.id, {})) for draft in stored]
        for at, row in enumerate(self._rows):
            if row.fresh:
                before = self._rows[at - 1].draft.id if at else None
                places = [place for place, each in enumerate(rows) if before is not None and each.draft.id == before]
                rows.insert(places[0] + 1 if places else min(at, len(rows)), row)
        self._rows = rows
        self._type_again(typed)

    def _typed_row(self) -> Row | None:
        return self.row(self._typed[0]) if self._typed is not None else None

    def _type_again(self, row: Row | None) -> None:
        """What is being typed stays with its line, wherever that stands now."""
        if self._typed is not None:
            place = self.place_again(row)
            self._typed = None if place is None else (place, self._typed[1])

    def clear(self) -> None:
        """Shows nothing."""
        self._rows, self._typed = [], None

    def insert(self, at: int, *lines: DraftLine) -> None:
        """Puts lines at a place."""
        self._rows[at:at] = [Row(line) for line in lines]

    def put(self, at: int, draft: DraftLine) -> None:
        """Shows a line that was saved; the room to type into becomes a line."""
        row = self.row(at)
        if row is None:
            self._rows.append(Row(draft))
        else:
            row.draft = draft

    def remove(self, places: Sequence[int]) -> None:
        """Takes lines away."""
        gone = set(places)
        self._rows = [row for at, row in enumerate(self._rows) if at not in gone]

    def move(self, at: int, to: int) -> None:
        """Takes a line to another place."""
        self._rows.insert(to, self._rows.pop(at))

    def arrange(self, rows: Sequence[Row]) -> None:
        """Takes the same lines in another order."""
        self._rows = list(rows)

    def stored_before(self, at: int) -> int | None:
        """The id of the last stored line above a place; None when there is none."""
        return next((row.draft.id for row in reversed(self._rows[:at]) if not row.fresh), None)

    def place_of(self, line_id: int) -> int | None:
        """Where a stored line stands."""
        return next((at for at, row in enumerate(self._rows) if row.draft.id == line_id), None)

    def place_again(self, row: Row | None) -> int | None:
        """Where a row stands after the lines were read again; the room to type into for None, None when it is gone."""
        if row is None:
            return len(self._rows)
        if not row.fresh:
            return self.place_of(row.draft.id or 0)
        return next((at for at, each in enumerate(self._rows) if each is row), None)

    def troubled(self) -> tuple[int, str] | None:
        """Row and column of the first cell whose words were refused; None when all is saved."""
        return next(((at, key) for at, row in enumerate(self._rows) for key in row.troubles), None)
