"""Refusals carry what a sentence needs, and nothing of its words."""

from __future__ import annotations

from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.sentences import sentence


def test_a_refusal_names_its_sentence_its_field_and_its_values() -> None:
    refused = Refused("amount.too_small", field="price", text="-1", minimum="0")
    assert (refused.key, refused.field, refused.values) == ("amount.too_small", "price", {"text": "-1", "minimum": "0"})
    assert str(refused) == "amount.too_small(text='-1', minimum='0')"


def test_a_stale_edit_carries_both_versions() -> None:
    stale = Stale("name", "Ana {x}", "Anna & Co")
    assert (stale.field, stale.theirs, stale.yours) == ("name", "Ana {x}", "Anna & Co")
    assert isinstance(stale, Refused)
    assert "“Ana {x}”" in sentence(stale)
    assert "“Anna & Co”" in sentence(stale)
