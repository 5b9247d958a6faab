"""Deals of sales programs and of people's own lists, with what is odd in them handled and told."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.errors import Refused
from crm_desktop.exchange.pipeline import DealRecord, ReadPipeline, Source, StageRecord, read_pipeline, stage_kind
from crm_desktop.sentences import sentence
from tests.exchange.refusals import refusal_of


def read(text: str, accounts: str = "", products: str = "", decimal: str = "") -> ReadPipeline:
    """The pipeline of some texts."""
    return read_pipeline(
        Source("deals.csv", text.encode()),
        Source("accounts.csv", accounts.encode()) if accounts else None,
        Source("products.csv", products.encode()) if products else None,
        decimal=decimal,
    )


def real(folder: Path, name: str) -> Source:
    """A real file of the pipeline."""
    return Source(name, (folder / "pipeline" / name).read_bytes())


def test_the_real_pipeline_gives_its_known_figures(real_data: Path) -> None:
    found = read_pipeline(
        real(real_data, "sales_pipeline.csv"), real(real_data, "accounts.csv"), real(real_data, "products.csv")
    )
    counts = Counter(deal.stage for deal in found.deals)
    assert counts == {"Won": 4238, "Lost": 2473, "Engaging": 1589, "Prospecting": 500}
    assert sum(deal.value or 0 for deal in found.deals if deal.stage_kind is StageKind.WON) == 10_005_534
    assert round(counts["Won"] / (counts["Won"] + counts["Lost"]), 4) == 0.6315
    assert found.stages == (
        StageRecord("Prospecting", StageKind.OPEN),
        StageRecord("Engaging", StageKind.OPEN),
        StageRecord("Won", StageKind.WON),
        StageRecord("Lost", StageKind.LOST),
    )
    assert found.rejected == ()
    assert (len(found.accounts), len(found.products)) == (85, 7)
    assert {deal.product for deal in found.deals} == {item.name for item in found.products}
    assert {deal.company for deal in found.deals} - {""} <= {account.name for account in found.accounts}


def test_the_oddities_of_the_real_pipeline_are_told(real_data: Path) -> None:
    found = read_pipeline(
        real(real_data, "sales_pipeline.csv"), real(real_data, "accounts.csv"), real(real_data, "products.csv")
    )
    assert [(entry.source, entry.line, sentence(entry.refusal)) for entry in found.warnings] == [
        ("sales_pipeline.csv", 3, "“GTXPro” is taken for the product “GTX Pro” in 1,480 deals."),
        ("sales_pipeline.csv", 11, "1,425 deals name no company or person. They come without one."),
        ("products.csv", 1, "These columns are left out, because there is no place for them: series."),
    ]
    assert found.deals[1] == DealRecord(
        title="GTX Pro – Isdom",
        stage="Won",
        stage_kind=StageKind.WON,
        external_id="Z063OYW0",
        company="Isdom",
        product="GTX Pro",
        value=Decimal(4514),
        opened_on=date(2016, 10, 25),
        closed_on=date(2017, 3, 11),
        owner="Darcel Schlecht",
        source="sales_pipeline.csv",
        line=3,
    )


def test_the_real_accounts_keep_all_they_say(real_data: Path) -> None:
    accounts = read_pipeline(real(real_data, "sales_pipeline.csv"), real(real_data, "accounts.csv")).accounts
    bluth = accounts[6]
    assert (bluth.name, bluth.parent, bluth.contact.kind) == ("Bluth Company", "Acme Corporation", ContactKind.COMPANY)
    assert bluth.contact.categories == ("technolgy",)
    address = bluth.contact.channels[0].address
    assert address is not None
    assert address.country == "United States"
    assert bluth.contact.extra == (
        "X-CRM-COLUMN;NAME=year_established:1993",
        "X-CRM-COLUMN;NAME=revenue:1242.32",
        "X-CRM-COLUMN;NAME=employees:3027",
        "X-CRM-COLUMN;NAME=subsidiary_of:Acme Corporation",
    )
    assert Counter(bool(account.parent) for account in accounts)[True] == 15


def test_a_portuguese_list_is_a_pipeline() -> None:
    found = read(
        "Negócio;Empresa;Contacto;Fase;Valor;Fecho previsto;Motivo da perda;Próximo passo;Cor\n"
        "Casa de banho;Atelier, Lda;Ana Sousa;Proposta;1.234,50 €;31/12/2026;;Ligar;azul\n"
        "Cozinha;;Rui;Perdido;800;05/01/2026;Preço;;\n"
    )
    first, second = found.deals
    assert first == DealRecord(
        title="Casa de banho",
        stage="Proposta",
        stage_kind=StageKind.OPEN,
        company="Atelier, Lda",
        contact="Ana Sousa",
        value=Decimal("1234.50"),
        expected_close=date(2026, 12, 31),
        next_step="Ligar",
        notes="Cor: azul",
        source="deals.csv",
        line=2,
    )
    assert (second.stage_kind, second.lost_reason, second.expected_close) == (
        StageKind.LOST,
        "Preço",
        date(2026, 1, 5),
    )
    assert found.warnings == ()


def test_the_close_of_an_open_deal_is_expected() -> None:
    open_deal, won = read("Deal,Stage,Close date\nA,Proposal,2026-05-01\nB,Closed Won,2026-05-01\n").deals
    assert (open_deal.expected_close, open_deal.closed_on) == (date(2026, 5, 1), None)
    assert (won.expected_close, won.closed_on) == (None, date(2026, 5, 1))


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("Closed Won", ""), StageKind.WON),
        (("closed-lost", ""), StageKind.LOST),
        (("Ganho", ""), StageKind.WON),
        (("Proposal", "Lost"), StageKind.LOST),
        (("Wonder", "Open"), StageKind.OPEN),
        (("", ""), StageKind.OPEN),
    ],
)
def test_the_words_of_a_stage_say_how_it_ends(names: tuple[str, str], kind: StageKind) -> None:
    assert stage_kind(*names) is kind


def test_a_status_stands_in_for_a_stage() -> None:
    (deal,) = read("Title,Status\nA,Won\n").deals
    assert (deal.stage, deal.stage_kind) == ("Won", StageKind.WON)


def test_deals_are_called_by_what_is_known_of_them() -> None:
    found = read("ID,Product,Contact,Stage,Value\n1,Chair,Ana,Open,\n2,,Rui,Open,\n3,,,Open,\n,,,Open,5\n")
    assert [deal.title for deal in found.deals] == ["Chair – Ana", "Rui", "3"]
    assert [(entry.line, entry.key) for entry in found.rejected] == [(5, "import.deal_nameless")]
    assert [deal.value for deal in found.deals] == [None, None, None]


def test_spellings_meet_even_without_lists() -> None:
    found = read("Title,Account,Product,Stage\na,Acme Inc,GTX Pro,x\nb,Acme Inc,GTX Pro,x\nc,ACME inc.,gtxpro,x\n")
    assert {(deal.company, deal.product) for deal in found.deals} == {("Acme Inc", "GTX Pro")}
    assert [(entry.key, entry.line, entry.values["count"]) for entry in found.warnings] == [
        ("import.account_spelled", 4, 1),
        ("import.product_spelled", 4, 1),
    ]
    assert all(sentence(entry.refusal) for entry in found.warnings)


def test_names_that_are_in_no_list_are_told_and_kept() -> None:
    found = read("Title,Account,Product,Stage\na,Beta,Sofa,x\n", "Account\nAcme\n", "Product,Price\nChair,5\n")
    assert (found.deals[0].company, found.deals[0].product) == ("Beta", "Sofa")
    assert [entry.key for entry in found.warnings] == ["import.account_unknown", "import.product_unknown"]
    assert all(sentence(entry.refusal) for entry in found.warnings)


def test_unclear_rows_are_rejected_with_their_line() -> None:
    found = read(
        "ID,Title,Value,Created\n1,a,-5,\n2,b,1.234,\n3,c,,2026-02-30\n4,d,,03/04/2026\n5,e,7,2026-01-01\n5,f,8,\n"
    )
    assert [deal.title for deal in found.deals] == ["e"]
    assert [(entry.line, entry.key) for entry in found.rejected] == [
        (2, "amount.too_small"),
        (3, "amount.ambiguous"),
        (4, "import.date_unclear"),
        (5, "import.date_unclear"),
        (7, "import.deal_repeated"),
    ]
    assert all(sentence(entry.refusal) for entry in found.rejected)


def test_a_day_above_twelve_tells_the_style_of_the_others() -> None:
    found = read("Title,Created,Close date\na,03/04/2026,\nb,25/04/2026,\n")
    assert [deal.opened_on for deal in found.deals] == [date(2026, 4, 3), date(2026, 4, 25)]


def test_a_person_can_tell_how_decimals_are_written() -> None:
    assert read("Title,Value\na,1.234\n", decimal=",").deals[0].value == Decimal(1234)


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(Refused, match=r"import\.fields_unknown"):
        read("foo,bar\n1,2\n")
    with pytest.raises(Refused, match=r"import\.fields_unknown"):
        read("Title,Value\na,1\n", accounts="foo,bar\n1,2\n")


@pytest.mark.parametrize(
    "text", ["account,sector,revenue\nAcme,retail,1100\n", "Empresa;Número de funcionários;Valor\nAcme;3;10\n"]
)
def test_a_table_of_companies_is_not_taken_for_deals(text: str) -> None:
    assert refusal_of(lambda: read(text)) == "import.companies_not_deals"


def test_deals_may_tell_of_their_companies() -> None:
    (deal,) = read("account,sector,stage,revenue\nAcme,retail,Won,1100\n").deals
    assert (deal.company, deal.stage, deal.notes) == ("Acme", "Won", "sector: retail")


@given(st.binary(max_size=200))
def test_random_bytes_are_refused_or_read(noise: bytes) -> None:
    def call() -> object:
        return read_pipeline(Source("x", b"Title,Value,Created\n" + noise), Source("y", b"Account,City\n" + noise))

    assert refusal_of(call) in ("", "import.binary")
