"""Texts with fields in braces, filled with values: mails, introductions, closing words."""

from __future__ import annotations

import re
from collections.abc import Mapping

_FIELD = re.compile(r"\{([a-z_]+)\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with every ``{name}`` that `values` knows replaced; other braces stay as typed.

    What is filled in is never read again, so a customer called ``{total}`` stays one. A line whose fields are all
    empty is left out: “Valid until {valid_until}.” says nothing of a quote without a last day.
    """
    return "\n".join(_filled(line, values) for line in text.split("\n") if not _says_nothing(line, values))


def known_fields(text: str, values: Mapping[str, str]) -> frozenset[str]:
    """The fields of `values` that a text has."""
    return frozenset(name for name in _FIELD.findall(text) if name in values)


def _filled(line: str, values: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda found: values.get(found[1], found[0]), line)


def _says_nothing(line: str, values: Mapping[str, str]) -> bool:
    fields = known_fields(line, values)
    return bool(fields) and not any(values[name] for name in fields)
