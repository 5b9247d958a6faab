"""Names that differ only in case, spaces and marks are one name."""

from __future__ import annotations

from crm_desktop.exchange.spellings import Spellings, squeezed


def test_names_meet_without_case_accents_spaces_and_marks() -> None:
    assert squeezed("GTX Pro") == squeezed("gtx-pro") == squeezed("GTXPRO")
    assert squeezed("Café, Lda.") == squeezed("cafe lda")
    assert squeezed("!!!") != squeezed("???")


def test_the_list_decides_how_a_name_is_written() -> None:
    names = Spellings(["GTXPro", "GTXPro", "Other", ""], known=["GTX Pro"])
    assert names.meant("GTXPro") == "GTX Pro"
    assert names.respelled() == [("GTXPro", "GTX Pro", 2)]
    assert names.unknown() == [("Other", 1)]


def test_without_a_list_the_commonest_spelling_decides() -> None:
    names = Spellings(["Acme inc", "Acme Inc", "Acme Inc"])
    assert names.meant("ACME INC") == "Acme Inc"
    assert names.respelled() == [("Acme inc", "Acme Inc", 1)]
    assert names.unknown() == []
    assert names.meant("Never seen") == "Never seen"
