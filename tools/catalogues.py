"""The translations: ``python -m tools.catalogues`` takes every visible string from the code into the catalogues.

The languages of the screens get every string, those of papers only what papers say.

Translations that are there stay, strings no longer used go, new ones come untranslated; then the catalogues are
compiled. It prints what is left to translate and fails while there is any.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from crm_desktop import __version__
from crm_desktop.services import labels

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("pt_PT", "pt_BR")
PAPER_LANGUAGES = ("es", "fr")
"""Papers speak these too; no screen does."""
PAPER_PLACES = (
    "crm_desktop/reports/",
    "crm_desktop/domain/countr",
    "crm_desktop/exchange/ubl",
    "crm_desktop/services/labels.py",
    "crm_desktop/services/look_sample.py",
    "crm_desktop/services/start.py",
    "crm_desktop/services/summaries.py",
    "crm_desktop/services/usual_schedules.py",
)
"""Where what papers say is written: the parts of papers, notices and names of countries, kinds and states, and the
standard texts of a new business."""
PRINTED_LABELS: tuple[Mapping[Any, str], ...] = (
    labels.CONTACT_KIND_LABELS,
    labels.LIFECYCLE_LABELS,
    labels.KNOWN_LABELS,
    labels.CHANNEL_LABELS,
    labels.JOB_KIND_LABELS,
    labels.JOB_STATUS_LABELS,
    labels.QUOTE_STATUS_LABELS,
)
"""Of the words of enumerations those that stand on papers."""
KEYWORDS = ("_", "N_", "NC_", "plural")


class Message(NamedTuple):
    """One message of the code: its words (a plural as a pair), the sense they are meant in, and its file and line."""

    words: str | tuple[str, str]
    context: str | None
    place: str
    line: int


def messages() -> Iterator[Message]:
    """Every message of the code.

    The code is read as Python reads it, because Babel's own reader does not see into f-strings.
    """
    for path in sorted((ROOT / "crm_desktop").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        # In reports a `Words` object is asked by `words.text("...")`; elsewhere `text` is SQL or a remembered setting.
        keywords = (*KEYWORDS, "text") if "/reports/" in place else KEYWORDS
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call):
                found = _message(node, keywords)
                if found is not None:
                    yield Message(*found, place, node.lineno)


def _message(call: ast.Call, keywords: tuple[str, ...]) -> tuple[str | tuple[str, str], str | None] | None:
    """The words a call marks and their context; None for a call that marks none."""
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    strings = [arg.value for arg in call.args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if name not in keywords or not strings or not strings[-1]:
        return None
    if name == "plural":
        return (strings[0], strings[1]), None
    return (strings[1], strings[0]) if name == "NC_" else (strings[0], None)


def template(language: str = LANGUAGES[0]) -> Catalog:
    """A catalogue of all messages a language needs, untranslated.

    Places are files without lines, so that code can move freely.
    """
    catalog = Catalog(project="crm-desktop", version=__version__, charset="utf-8")
    for message in messages():
        if language in PAPER_LANGUAGES and not _is_printed(message):
            continue
        catalog.add(message.words, locations=[(message.place, 0)], context=message.context)
    return catalog


def _is_printed(message: Message) -> bool:
    """Whether a message can stand on a paper."""
    if message.place.endswith("/labels.py"):
        return any(message.words in words.values() for words in PRINTED_LABELS)
    return message.place.startswith(PAPER_PLACES)


def po_path(language: str) -> Path:
    """The source of a language's catalogue."""
    return FOLDER / language / "LC_MESSAGES" / "crm.po"


def read(language: str) -> Catalog:
    """The catalogue of a language; an empty one where there is none yet."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, domain="crm", project="crm-desktop", charset="utf-8", fuzzy=False)
    with path.open("rb") as source:
        return read_po(source, locale=language, domain="crm")


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as programs read it."""
    target = io.BytesIO()
    write_mo(target, catalog)
    return target.getvalue()


def update(language: str) -> Catalog:
    """Brings a language's catalogue up to date with the code and writes it in both forms."""
    catalog = read(language)
    fresh = template(language)
    # A new date alone is no change.
    fresh.creation_date = catalog.creation_date
    catalog.update(fresh, no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    target = io.BytesIO()
    write_po(target, catalog, width=110, sort_output=True, include_lineno=False, omit_header=False)
    path.write_bytes(target.getvalue())
    path.with_suffix(".mo").write_bytes(compiled(catalog))
    return catalog


def untranslated(catalog: Catalog) -> list[str]:
    """The messages without a translation."""
    return [str(message.id) for message in catalog if message.id and not _is_translated(message.string)]


def _is_translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(string) if isinstance(string, str) or string is None else all(string)


def main() -> int:
    """Updates every language; 1 while something is left to translate."""
    left = 0
    for language in (*LANGUAGES, *PAPER_LANGUAGES):
        missing = untranslated(update(language))
        left += len(missing)
        print(f"{language}: {len(missing)} to translate")
        for message in missing:
            print(f"  {message!r}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
