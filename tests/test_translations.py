"""Every visible string speaks English, European and Brazilian Portuguese, and says the same in each."""

from __future__ import annotations

import re

import pytest

from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import SENTENCES, sentence
from crm_desktop.words import SCREEN_LANGUAGES, words_of
from tools import catalogues

FIELD = re.compile(r"\{[a-z_]*\}")


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_string_of_the_code_is_in_the_catalogue_and_translated(language: str) -> None:
    catalog = catalogues.read(language)
    known = {message.id for message in catalog if message.id}
    assert {message.id for message in catalogues.template() if message.id} == known
    assert catalogues.untranslated(catalog) == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_no_translation_is_only_a_guess(language: str) -> None:
    assert [message.id for message in catalogues.read(language) if message.fuzzy] == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_translations_keep_the_fields_of_their_string(language: str) -> None:
    wrong = []
    for message in catalogues.read(language):
        originals = message.id if isinstance(message.id, list | tuple) else [message.id]
        strings = message.string if isinstance(message.string, list | tuple) else [message.string]
        fields = {field for original in originals for field in FIELD.findall(original)}
        wrong += [message.id for text in strings if message.id and set(FIELD.findall(text)) != fields]
    assert wrong == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_source(language: str) -> None:
    source = catalogues.po_path(language)
    assert source.with_suffix(".mo").read_bytes() == catalogues.compiled(catalogues.read(language))


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_every_sentence_can_be_said(language: str) -> None:
    for key, english in SENTENCES.items():
        values = {field[1:-1]: "X" for field in FIELD.findall(english)}
        said = sentence(Refused(key, **values), words_of(language))
        assert said
        assert not FIELD.search(said)
