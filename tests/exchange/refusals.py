"""What became of a call that may be refused."""

from __future__ import annotations

from collections.abc import Callable

from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence


def refusal_of(call: Callable[[], object]) -> str:
    """The key of the refusal, whose sentence can be said, or '' when there was none; nothing else may be raised."""
    try:
        call()
    except Refused as refused:
        return refused.key if sentence(refused) else "no sentence"
    return ""
