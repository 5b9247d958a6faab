"""How a person's name and its parts follow each other: a typed name is taken apart, edited parts are put together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

PARTS = ("prefix", "given", "middle", "family", "suffix")
_PARTICLES = frozenset({
    "da", "das", "de", "del", "della", "der", "di", "do", "dos", "du", "e", "la", "le", "van", "ten", "ter", "von",
    "y", "zu",
})  # fmt: skip


class NameParts(NamedTuple):
    """The parts of a person's name, as address books exchange them."""

    prefix: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""

    @property
    def whole(self) -> str:
        """The parts as one name."""
        return " ".join(part for part in self if part)

    @property
    def plain(self) -> str:
        """The name without what stands before and behind it: ``Dr.``, ``Jr.``."""
        return " ".join(part for part in (self.given, self.middle, self.family) if part)


def split_name(name: str) -> NameParts:
    """A typed name taken apart: first word, last word with its particles (``de Sousa``), the rest between them."""
    words = name.split()
    if len(words) < 2:
        return NameParts(given=name.strip())
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return NameParts(given=words[0], middle=" ".join(words[1:start]), family=" ".join(words[start:]))


def parts_after_rename(name: str, old_name: str, old: NameParts) -> NameParts:
    """The parts when the whole name is typed anew: they follow, unless they never were parts of the old name."""
    if not old.whole or old_name == old.plain:
        return split_name(name)._replace(prefix=old.prefix, suffix=old.suffix)
    return split_name(name) if old_name == old.whole else old


def name_after_edit(new: Mapping[str, str], old_name: str, old: NameParts) -> str:
    """The whole name when parts are edited: it follows, unless it never was made of the old parts."""
    parts = NameParts(**{part: new.get(part, getattr(old, part)) for part in PARTS})
    if old_name == old.plain:
        return parts.plain or old_name
    return (parts.whole or old_name) if old_name == old.whole else old_name
