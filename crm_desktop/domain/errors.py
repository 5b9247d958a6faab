"""What the program refuses, said without words: a key and values; `crm_desktop.sentences` gives them words."""

from __future__ import annotations


class Refused(Exception):
    """An expected failure the user can meet: nothing was saved, the sentence says what to do.

    Args:
        key: the sentence's key in `crm_desktop.sentences.SENTENCES`, e.g. ``"amount.negative"``.
        field: the name of the input it stands beside (``"unit_price"``), or None for the whole gesture.
        values: what the sentence's ``{placeholders}`` are filled with; plain text, never markup.
    """

    def __init__(self, key: str, *, field: str | None = None, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.field = field
        self.values = values

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        return f"{self.key}({details})"


class Stale(Refused):
    """The record changed since the editor read it: both versions are carried, nothing was overwritten.

    Args:
        field: the field that differs.
        theirs: the value now stored.
        yours: the value that was to be stored.
    """

    def __init__(self, field: str, theirs: object, yours: object) -> None:
        super().__init__("record.stale", field=field, theirs=theirs, yours=yours)
        self.theirs = theirs
        self.yours = yours
