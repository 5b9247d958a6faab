"""Papers as JSON and back, exactly: what an issued quote's snapshot is kept as, and how papers reach another process.

Amounts in decimals are texts (so that ``1.50`` stays ``1.50``), days are ISO dates, bytes are base64. What each field
is comes from its type, so a new field needs no code here: give it a default, and older snapshots still read.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import types
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import lru_cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.papers import QuotePaper, SummaryPaper

Paper = QuotePaper | SummaryPaper
Convert = Callable[[Any], Any]

VERSION = 1
KINDS: dict[str, Any] = {"quote": QuotePaper, "summary": SummaryPaper}


def paper_to_json(paper: Paper) -> str:
    """The paper as one line of JSON; equal papers give equal texts."""
    kind = next(kind for kind, type_ in KINDS.items() if isinstance(paper, type_))
    encoded = {"kind": kind, "version": VERSION, "paper": _encoder(KINDS[kind])(paper)}
    return json.dumps(encoded, ensure_ascii=False, separators=(",", ":"))


def paper_from_json(kind: str, text: str) -> Paper:
    """The paper of `kind` (``quote`` or ``summary``) that `paper_to_json` wrote.

    Fields that are missing take their defaults, fields that are not known are left out: a snapshot outlives versions.

    Raises:
        Refused: ``paper.unreadable`` when the text is not such a paper.
    """
    try:
        whole = json.loads(text, parse_float=Decimal)
        if whole["kind"] != kind:
            raise Refused("paper.unreadable")
        return cast(Paper, _decoder(KINDS[kind])(whole["paper"]))
    except (ValueError, TypeError, KeyError, AttributeError, InvalidOperation, RecursionError) as error:
        raise Refused("paper.unreadable") from error


@lru_cache(maxsize=64)
def _encoder(hint: Any) -> Convert:
    """What turns a value of a type into JSON's own types."""
    if dataclasses.is_dataclass(hint):
        parts = [(name, _encoder(kind)) for name, kind, _ in _fields(cast(type, hint))]
        return lambda value: {name: encode(getattr(value, name)) for name, encode in parts}
    if get_origin(hint) is tuple:
        return _encode_tuple(get_args(hint))
    if _is_union(hint):
        inner = _encoder(_optional(hint))
        return lambda value: None if value is None else inner(value)
    return _SCALARS[_scalar(hint)][0]


@lru_cache(maxsize=64)
def _decoder(hint: Any) -> Convert:
    """What turns JSON's types into a value of a type; ValueError and its like where they do not fit."""
    if dataclasses.is_dataclass(hint):
        return _decode_fields(cast(type, hint))
    if get_origin(hint) is tuple:
        return _decode_tuple(get_args(hint))
    if _is_union(hint):
        inner = _decoder(_optional(hint))
        return lambda value: None if value is None else inner(value)
    scalar = _scalar(hint)
    return (lambda value: hint(_checked(value, str))) if scalar is Enum else _SCALARS[scalar][1]


def _encode_tuple(args: tuple[Any, ...]) -> Convert:
    """A tuple of one type, or of a type for each place, as a list."""
    encoders = [_encoder(arg) for arg in args if arg is not Ellipsis]
    if args[-1] is Ellipsis:
        return lambda value: [encoders[0](each) for each in value]
    return lambda value: [encode(each) for encode, each in zip(encoders, value, strict=True)]


def _decode_tuple(args: tuple[Any, ...]) -> Convert:
    """A list as such a tuple."""
    decoders = [_decoder(arg) for arg in args if arg is not Ellipsis]
    if args[-1] is Ellipsis:
        return lambda value: tuple([decoders[0](each) for each in _checked(value, list)])
    return lambda value: tuple([decode(each) for decode, each in zip(decoders, _checked(value, list), strict=True)])


def _decode_fields(hint: type) -> Convert:
    """An object as a dataclass: missing fields by their defaults (a field without one is needed)."""
    parts = [(name, _decoder(kind), needed) for name, kind, needed in _fields(hint)]

    def decode(value: dict[str, Any]) -> Any:
        found = {name: read(value[name]) for name, read, needed in parts if needed or name in value}
        return hint(**found)

    return decode


def _fields(hint: type) -> list[tuple[str, Any, bool]]:
    """Name and type of each field, and whether it has no default."""
    kinds = get_type_hints(hint)
    missing = dataclasses.MISSING
    return [
        (field.name, kinds[field.name], field.default is missing and field.default_factory is missing)
        for field in dataclasses.fields(hint)
    ]


def _is_union(hint: Any) -> bool:
    """True for ``X | None``."""
    return get_origin(hint) in {Union, types.UnionType}


def _optional(hint: Any) -> Any:
    """The X of ``X | None``."""
    (inner,) = (arg for arg in get_args(hint) if arg is not type(None))
    return inner


def _scalar(hint: Any) -> type:
    """The type whose converters serve `hint`."""
    return Enum if isinstance(hint, type) and issubclass(hint, Enum) else cast(type, hint)


def _checked(value: Any, kind: type) -> Any:
    """`value`, when it is of the very type JSON should have given."""
    if type(value) is not kind:
        raise ValueError(f"{kind.__name__} expected")
    return value


def _same(value: Any) -> Any:
    """`value`."""
    return value


_SCALARS: dict[type, tuple[Convert, Convert]] = {
    str: (_same, lambda value: _checked(value, str)),
    int: (_same, lambda value: _checked(value, int)),
    bool: (_same, lambda value: _checked(value, bool)),
    Decimal: (str, lambda value: Decimal(_checked(value, str))),
    date: (date.isoformat, lambda value: date.fromisoformat(_checked(value, str))),
    bytes: (
        lambda value: base64.b64encode(value).decode("ascii"),
        lambda value: base64.b64decode(_checked(value, str), validate=True),
    ),
    Enum: (lambda value: value.value, _same),
}
