"""Names that are meant to be the same but are written apart: ``GTXPro`` and ``GTX Pro``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from crm_desktop.domain.text import fold

_MARKS = re.compile(r"[\W_]+")


def squeezed(name: str) -> str:
    """A name without case, accents, spaces and punctuation; of nothing but punctuation, the name folded."""
    folded = fold(name)
    return _MARKS.sub("", folded) or folded


class Spellings:
    """How each name of a file is meant: as the list of known names writes it, else as the file itself mostly does."""

    def __init__(self, written: Iterable[str], known: Iterable[str] = ()) -> None:
        self.counts = Counter(name for name in written if name)
        self._meant: dict[str, str] = {}
        listed = list(known)
        for name in (*listed, *(name for name, _ in self.counts.most_common())):
            self._meant.setdefault(squeezed(name), name)
        self._known = {squeezed(name) for name in listed}

    def meant(self, name: str) -> str:
        """The one spelling of `name`."""
        return self._meant.get(squeezed(name), name)

    def respelled(self) -> list[tuple[str, str, int]]:
        """Every spelling that was changed: as written, as meant, how often."""
        return [(name, self.meant(name), count) for name, count in self.counts.items() if self.meant(name) != name]

    def unknown(self) -> list[tuple[str, int]]:
        """Names that are not in the list of known ones, with how often, if there is such a list."""
        return [
            (name, count) for name, count in self.counts.items() if self._known and squeezed(name) not in self._known
        ]
