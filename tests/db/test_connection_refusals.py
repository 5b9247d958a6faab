"""Tests that whatever the file refuses has a sentence, which says what was not saved or changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import crm_desktop.db
from crm_desktop.db.connection import FAILURES
from crm_desktop.db.durable import REASONS
from crm_desktop.db.files import REFUSALS
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import SENTENCES, sentence

SOURCES = [path.read_text(encoding="utf-8") for path in Path(crm_desktop.db.__file__).parent.rglob("*.py")]
KEYS = sorted(
    {key for source in SOURCES for key in re.findall(r'Refused\(\s*"([a-z_.]+)"', source)}
    | {key for source in SOURCES for key in re.findall(r'"((?:undo|file|backup)\.[a-z_]+)"', source)}
    | {*FAILURES.values(), *REASONS.values(), *REFUSALS.values()}
)
VALUES = {"path": "/home/ana/Negócio {1}.crm", "reason": "KeyError: {x}", "service": "Dropbox", "text": "<b>{y}"}


def test_the_keys_were_found() -> None:
    assert len(KEYS) > 40
    assert "file.disk_full" in KEYS


@pytest.mark.parametrize("key", KEYS)
def test_every_refusal_has_a_sentence(key: str) -> None:
    assert key in SENTENCES


@pytest.mark.parametrize("key", [key for key in KEYS if key.startswith(("file.", "backup.", "undo.", "redo."))])
def test_a_sentence_is_whole_and_shows_values_as_they_are(key: str) -> None:
    said = sentence(Refused(key, **VALUES))
    assert said.endswith((".", "”."))
    if "{path}" in SENTENCES[key]:
        assert str(VALUES["path"]) in said


@pytest.mark.parametrize("key", [key for key in KEYS if key.startswith(("file.", "backup."))])
def test_a_sentence_about_the_file_says_what_did_not_happen(key: str) -> None:
    said = SENTENCES[key].lower()
    if key not in {"file.in_synced_folder", "file.on_network", "backup.missing"}:
        assert re.search(r"nothing was|not saved|left as it is|left as it was|thrown away", said), said
