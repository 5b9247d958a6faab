"""How channels are said: by their own label, their use or their kind."""

from __future__ import annotations

import pytest

from crm_desktop.domain.contacts import ChannelKind, ChannelUse
from crm_desktop.ui.contacts.said import use_words
from crm_desktop.words import set_language


@pytest.mark.parametrize(("label", "words"), [("home", "Casa"), ("work", "Trabalho"), ("Oficina", "Oficina")])
def test_a_label_that_an_import_left_speaks_the_language_of_the_screen(label: str, words: str) -> None:
    set_language("pt_PT")
    assert use_words(ChannelKind.PHONE, ChannelUse.FAX, label) == words
