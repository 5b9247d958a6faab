"""What one transaction changed, as kinds and ids: the only news the screens get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

CONTACT = "contact"
DEAL = "deal"
PIPELINE = "pipeline"
QUOTE = "quote"
JOB = "job"
SALE = "sale"
CATALOGUE = "catalogue"
SETTINGS = "settings"
TEMPLATE = "template"
INTERACTION = "interaction"

KINDS = (CONTACT, DEAL, PIPELINE, QUOTE, JOB, SALE, CATALOGUE, SETTINGS, TEMPLATE, INTERACTION)


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids by kind. `everything` means: assume any record changed (restore, another process, a big import)."""

    ids: Mapping[str, frozenset[int]] = field(default_factory=lambda: MappingProxyType({}))
    everything: bool = False

    def touches(self, *kinds: str) -> bool:
        """True when a page that shows `kinds` has to ask again."""
        return self.everything or any(self.ids.get(kind) for kind in kinds)

    def __bool__(self) -> bool:
        return self.everything or any(self.ids.values())
