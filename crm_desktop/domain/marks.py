"""The mark of words to be translated, for the rules: they name words but know no language."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802  (gettext's own name)
    """Marks a message for translation where it is only named, not yet shown."""
    return message
