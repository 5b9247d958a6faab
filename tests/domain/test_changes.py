"""News of a change says which records it touches."""

from __future__ import annotations

from crm_desktop.domain.changes import CONTACT, DEAL, KINDS, QUOTE, Changes


def test_a_change_touches_the_kinds_it_names() -> None:
    changes = Changes({CONTACT: frozenset({7}), QUOTE: frozenset()})
    assert changes
    assert changes.touches(DEAL, CONTACT)
    assert not changes.touches(DEAL, QUOTE)


def test_everything_touches_every_kind() -> None:
    changes = Changes(everything=True)
    assert changes
    assert all(changes.touches(kind) for kind in KINDS)


def test_nothing_touches_nothing() -> None:
    assert not Changes()
    assert not Changes({DEAL: frozenset()})
    assert not Changes().touches(*KINDS)
