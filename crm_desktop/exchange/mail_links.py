"""Addresses that other programs open: a WhatsApp chat with the text typed in already."""

from __future__ import annotations

from urllib.parse import quote

LONGEST = 1_900
"""So many characters a whole address may have; some systems hand no longer ones on."""


def whatsapp(e164: str, text: str) -> str:
    """The address that opens a chat with a number (``+351912345678``) and a text; a long text is cut at its end."""
    start = f"https://wa.me/{e164.lstrip('+')}?text="
    encoded = quote(text, safe="")
    while len(start) + len(encoded) > LONGEST:
        over = len(start) + len(encoded) - LONGEST
        text = text[: -max(1, over // 12) - 1].rstrip() + "…"
        encoded = quote(text, safe="")
    return start + encoded
