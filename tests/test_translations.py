"""Every visible string speaks English, European and Brazilian Portuguese, and says the same in each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from string import Formatter

import pytest

from crm_desktop.domain.errors import Refused
from crm_desktop.reports import quote, summary
from crm_desktop.sentences import SENTENCES, sentence
from crm_desktop.words import CONTEXT, NC_, SCREEN_LANGUAGES, words_of
from tests.reports import example_summaries, examples
from tests.reports.reading import whole_text
from tools import catalogues

FIELD = re.compile(r"\{+[^{}]*\}+")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
OTHERS_WORDS = {
    "pt_PT": r"arquivos?|salv(?:ar|e|ei|ou|a|as|os|ando)|exclu[ií]\w*|contatos?|celular|lixeira|configuraç\w+|"
    r"registr\w+|usuári\w+|você",
    "pt_BR": r"ficheiros?|elimin\w+|contactos?|telemóvel|reciclagem|definiç\w+|regist[oae]\w*|utilizador\w*|moradas?",
}
"""Words that only the other Portuguese uses."""
SAME_EVERYWHERE = set(
    WORD.findall(
        "Angola Backups Cabo Verde CRM Desktop E-mail Fax Item Log Madeira Material Menu OK PDF Pager Portugal SHA "
        "Subtotal Total WhatsApp"
    )
)
"""Words that are the same in English and in a Portuguese."""
QUOTES = (examples.shelves_draft, examples.kitchen, examples.brazilian, examples.exempt)
SUMMARIES = (example_summaries.regular_customer, example_summaries.stranger)


def translations(language: str) -> Iterator[tuple[str, str]]:
    """Every English string with its translation, where there is one; plurals one form at a time."""
    for message in catalogues.read(language):
        if message.id:
            originals = message.id if isinstance(message.id, list | tuple) else [message.id]
            strings = message.string if isinstance(message.string, list | tuple) else [str(message.string)]
            yield from (pair for pair in zip(originals, strings, strict=True) if pair[1])


def words_in(text: str) -> set[str]:
    """The words of a text of at least three letters, in small letters; fields are none."""
    return {word.lower() for word in WORD.findall(FIELD.sub(" ", text)) if len(word) > 2}


@cache
def vocabularies(language: str) -> tuple[set[str], set[str]]:
    """The words of all English strings and those of their translations."""
    pairs = list(translations(language))
    return words_in(" ".join(english for english, _text in pairs)), words_in(" ".join(text for _english, text in pairs))


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_string_of_the_code_is_in_the_catalogue_and_translated(language: str) -> None:
    catalog = catalogues.read(language)
    known = {(message.context, message.id) for message in catalog if message.id}
    assert {(message.context, message.id) for message in catalogues.template() if message.id} == known
    assert catalogues.untranslated(catalog) == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_no_translation_is_only_a_guess(language: str) -> None:
    assert [message.id for message in catalogues.read(language) if message.fuzzy] == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_translations_keep_the_fields_of_their_string(language: str) -> None:
    wrong = [one for one in translations(language) if set(FIELD.findall(one[0])) != set(FIELD.findall(one[1]))]
    assert wrong == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_translations_end_and_break_as_their_string(language: str) -> None:
    def shape(text: str) -> tuple[object, ...]:
        end = text[-1] if text[-1] in ".:?…" else ""
        marks = [text.count(mark) for mark in ("\n", "&", "  ", '"', "'", "...", "“", "”")]
        return end, text == text.strip(), marks

    wrong = [(one, other) for one, other in translations(language) if shape(one) != shape(other)]
    # Abbreviations carry their points as each language does.
    assert [pair for pair in wrong if pair[0] not in ("No.", "Qty")] == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_each_portuguese_keeps_to_its_own_words(language: str) -> None:
    others = re.compile(rf"\b(?:{OTHERS_WORDS[language]})\b", re.IGNORECASE)
    assert [text for _english, text in translations(language) if others.search(text)] == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_no_string_is_left_in_english(language: str) -> None:
    same = [FIELD.sub(" ", english) for english, text in translations(language) if english == text]
    # Single letters are units, and a word that is followed by a field only is one of those above.
    assert {word for text in same for word in WORD.findall(text) if len(word) > 1} <= SAME_EVERYWHERE


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
@pytest.mark.parametrize(
    ("render", "example"),
    [*((quote.render, example) for example in QUOTES), *((summary.render, example) for example in SUMMARIES)],
)
def test_no_english_is_left_on_a_portuguese_paper(
    render: Callable[[object], bytes], example: Callable[[], object], language: str
) -> None:
    printed = words_in(whole_text(render(replace(example(), language=language))))  # type: ignore[type-var]
    english, portuguese = vocabularies(language)
    assert printed & portuguese
    assert printed & english - portuguese == set()


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_titles_of_menus_have_keys_of_their_own(language: str) -> None:
    keys = [text[text.index("&") + 1].lower() for english, text in translations(language) if english.startswith("&")]
    assert keys
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_source(language: str) -> None:
    source = catalogues.po_path(language)
    assert source.with_suffix(".mo").read_bytes() == catalogues.compiled(catalogues.read(language))


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_every_sentence_can_be_said(language: str) -> None:
    for key, english in SENTENCES.items():
        values = {name: f"‹{name}›" for _text, name, _spec, _conversion in Formatter().parse(english) if name}
        said = sentence(Refused(key, **values), words_of(language))
        assert all(value in said for value in values.values())
        assert "{{" not in said


def test_a_word_of_two_senses_is_one_in_english_and_two_in_portuguese() -> None:
    tab = NC_("tab", "Service")
    assert words_of("en").text(tab) == words_of("en").text("Service") == "Service"
    assert words_of("pt_PT").text(tab) == "Assistência"
    assert words_of("pt_PT").text("Service") == "Serviço"


def test_a_sense_that_no_catalogue_knows_is_never_shown() -> None:
    assert CONTEXT not in words_of("pt_BR").text(NC_("nowhere", "Never said"))


def test_strings_inside_f_strings_are_found() -> None:
    assert "{count} open" in {message.words for message in catalogues.messages()}


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_no_translation_puts_a_space_before_the_dots_of_a_command(language: str) -> None:
    assert [text for _english, text in translations(language) if re.search(r"\w\s…$", text)] == []
