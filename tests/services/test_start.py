"""A new business: settings, stages and reasons in the language of its documents."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from crm_desktop.db.database import Database
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.errors import Refused
from crm_desktop.services import lost_reasons, pipelines, settings
from crm_desktop.services.start import NewBusiness, create_business, set_up
from tests.db.processes import killed_after
from tests.factories import opened


def test_a_business_begins_with_what_its_country_gives(store: Database) -> None:
    with store.write("Set up") as session:
        set_up(session, NewBusiness("Oficina do Forno", "pt"))
    with store.read() as session:
        business = settings.business(session)
        (pipeline,) = pipelines.pipelines(session)
        reasons = lost_reasons.lost_reasons(session)
    assert (business.name, business.country, business.currency, business.language) == (
        "Oficina do Forno", "PT", "EUR", "pt_PT"
    )  # fmt: skip
    assert [stage.kind for stage in pipeline.stages] == [StageKind.OPEN] * 4 + [StageKind.WON, StageKind.LOST]
    assert [stage.probability for stage in pipeline.stages] == [20, 40, 60, 80, 100, 0]
    assert len(reasons) == len({reason.name for reason in reasons}) >= 5


def test_the_region_of_a_country_brings_its_taxes(store: Database) -> None:
    with store.write("New business") as session:
        set_up(session, NewBusiness("Padaria do Funchal", "PT", region="PT-30"))
    with store.read() as session:
        assert [rate.rate for rate in settings.business(session).tax_rates][:3] == [22, 12, 4]


def test_language_and_currency_can_be_chosen(store: Database) -> None:
    with store.write("Set up") as session:
        set_up(session, NewBusiness("Loja", "BR", "en", "usd"))
    with store.read() as session:
        business = settings.business(session)
        stages = [stage.name for stage in pipelines.pipelines(session)[0].stages]
    assert (business.language, business.currency) == ("en", "USD")
    assert stages == ["Contacted", "Qualified", "Proposal", "Negotiation", "Won", "Lost"]


@pytest.mark.parametrize(
    ("country", "language", "pattern"),
    [
        ("PT", "", "ORC-{year}-{seq:4}"),
        ("BR", "", "ORC-{year}-{seq:4}"),
        ("PT", "en", "Q-{year}-{seq:4}"),
        ("PT", "es", "PRE-{year}-{seq:4}"),
        ("FR", "fr", "DEV-{year}-{seq:4}"),
    ],
)
def test_quotes_are_numbered_in_the_language_of_the_documents(
    store: Database, country: str, language: str, pattern: str
) -> None:
    with store.write("Set up") as session:
        set_up(session, NewBusiness("Oficina", country, language))
    with store.read() as session:
        assert settings.get(session, "numbering.quote.pattern") == pattern


def test_quotes_of_a_new_business_greet_and_close_in_the_language_of_their_customer(store: Database) -> None:
    with store.write("Set up") as session:
        set_up(session, NewBusiness("Oficina", "PT"))
    with store.read() as session:
        english, portuguese, brazilian = (settings.document_texts(session, one) for one in ("en", "pt_PT", "pt_BR"))
    assert english.intro.startswith("Thank you")
    assert len({one.intro for one in (english, portuguese, brazilian)}) == 3
    assert len({one.closing for one in (english, portuguese, brazilian)}) == 3
    assert all(len(text) < 120 for one in (english, portuguese, brazilian) for text in (one.intro, one.closing))
    assert "30" in portuguese.payment_terms


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (NewBusiness("X", "Atlantis"), "profile.unknown"),
        (NewBusiness("X", "PT", "tlh"), "setting.choice"),
        (NewBusiness("X", "PT", "", "gold"), "setting.choice"),
        (NewBusiness("x" * 10_000, "PT"), "text.too_long"),
    ],
)
def test_a_business_from_nowhere_is_refused_and_leaves_nothing(store: Database, new: NewBusiness, refusal: str) -> None:
    with pytest.raises(Refused) as refused, store.write("Set up") as session:
        set_up(session, new)
    assert refused.value.key == refusal
    with store.read() as session:
        assert not pipelines.pipelines(session)
        assert not any(row.is_set for row in settings.all_settings(session))


def test_a_business_is_made_as_a_file_that_can_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "business.crm"
    create_business(path, NewBusiness("Oficina", "PT"))
    with opened(path) as store, store.read() as session:
        assert settings.get(session, "business.name") == "Oficina"
    with opened(path) as store, pytest.raises(Refused) as refused:
        store.undo()
    assert refused.value.key == "undo.barrier.start"
    with pytest.raises(Refused) as refused:
        create_business(path, NewBusiness("Other", "PT"))
    assert refused.value.key == "file.exists"


def test_a_business_that_cannot_be_made_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        create_business(tmp_path / "business.crm", NewBusiness("X", "Atlantis"))
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_a_program_killed_at_any_point_leaves_no_business_or_a_complete_one(tmp_path: Path) -> None:
    path = tmp_path / "business.crm"
    seen = set()
    calls, going_on = 0, True
    while going_on:
        calls += 997
        going_on = killed_after(calls, lambda: create_business(path, NewBusiness("Oficina", "PT")))
        seen.add(path.exists())
        if path.exists():
            with opened(path) as store, store.read() as session:
                assert settings.get(session, "business.name") == "Oficina"
                assert pipelines.pipelines(session)
            path.unlink()
    assert seen == {False, True}


@pytest.mark.parametrize("name", ["", "  ", "\t\n"])
def test_a_business_without_a_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"name\.empty"):
        create_business(tmp_path / "business.crm", NewBusiness(name, "PT"))
    assert not list(tmp_path.iterdir())
