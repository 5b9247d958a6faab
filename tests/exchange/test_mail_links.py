"""The address of a chat: the number without signs, the text whole or cut where systems would not hand it on."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.exchange.mail_links import LONGEST, whatsapp


def said(link: str) -> str:
    """The text the chat opens with."""
    return parse_qs(urlsplit(link).query, keep_blank_values=True)["text"][0]


def test_a_chat_opens_with_the_number_and_the_text() -> None:
    link = whatsapp("+351912345678", "Olá & bom dia?\n50 % #1")
    assert link.startswith("https://wa.me/351912345678?text=")
    assert said(link) == "Olá & bom dia?\n50 % #1"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=3_000))
def test_no_address_is_longer_than_systems_hand_on(text: str) -> None:
    link = whatsapp("+351912345678", text)
    assert len(link) <= LONGEST
    assert link.isascii()
    found = said(link)
    assert found == text or (found.endswith("…") and text.startswith(found[:-1]))
