"""Papers speak Spanish and French too: everything they say, and nothing of it in English."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from crm_desktop.domain.countries import PROFILES
from crm_desktop.reports import quote, summary
from crm_desktop.services.start import STANDARD_TEXTS
from crm_desktop.words import FORMATS, SCREEN_LANGUAGES, words_of
from tests.reports import example_summaries, five_quotes
from tests.reports.reading import whole_text
from tests.test_translations import FIELD, words_in
from tools import catalogues

LANGUAGES = catalogues.PAPER_LANGUAGES
PAPERS = (
    *((quote.render, make) for name, make in five_quotes.FIVE.items() if name != "long"),
    *((summary.render, make) for make in (example_summaries.regular_customer, example_summaries.stranger)),
)


def test_every_language_of_documents_has_a_catalogue_but_english() -> None:
    assert set(FORMATS) == {"en", *catalogues.LANGUAGES, *LANGUAGES}
    assert not set(LANGUAGES) & set(SCREEN_LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_of_papers_is_in_the_catalogue_and_translated(language: str) -> None:
    catalog = catalogues.read(language)
    known = {(message.context, message.id) for message in catalog if message.id}
    assert {(message.context, message.id) for message in catalogues.template(language) if message.id} == known
    assert catalogues.untranslated(catalog) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_fields_of_their_string(language: str) -> None:
    pairs = [(message.id, message.string) for message in catalogues.read(language) if isinstance(message.id, str)]
    assert [pair for pair in pairs if set(FIELD.findall(pair[0])) != set(FIELD.findall(str(pair[1])))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_source(language: str) -> None:
    source = catalogues.po_path(language)
    assert source.with_suffix(".mo").read_bytes() == catalogues.compiled(catalogues.read(language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("render", "make"), PAPERS)
def test_no_english_is_left_on_a_paper(
    render: Callable[[object], bytes], make: Callable[[], object], language: str
) -> None:
    messages = [message for message in catalogues.read(language) if isinstance(message.id, str)]
    english, own = (words_in(" ".join(str(one) for one in texts)) for texts in zip(
        *((message.id, message.string) for message in messages), strict=True))  # fmt: skip
    printed = words_in(whole_text(render(replace(make(), language=language))))  # type: ignore[type-var]
    assert printed & own
    assert printed & english - own - words_in(whole_text(render(replace(make(), language="pt_PT")))) == set()  # type: ignore[type-var]


@pytest.mark.parametrize("language", FORMATS)
def test_notices_and_standard_texts_speak_every_language(language: str) -> None:
    said = [notice for country in PROFILES.values() for notice in country.notices] + list(STANDARD_TEXTS.values())
    if language != "en":
        assert [text for text in said if words_of(language).text(text) == text] == []
