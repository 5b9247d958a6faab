"""Labour and material apart: by the section, by the unit, and never by a guess."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quote_work import WorkSplit, work_split
from crm_desktop.domain.quotes import Line, LineKind, LineRole, QuoteTerms

HOURS = Line(description="Instalação", unit="h", quantity=Decimal(2), unit_price=Decimal(100))
CABLE = Line(description="Cabo", unit="kg", quantity=Decimal(3), unit_price=Decimal("10.50"))
VISIT = Line(description="Visita", unit="un", unit_price=Decimal(80))


def split(*lines: Line) -> WorkSplit | None:
    terms = QuoteTerms("BRL", lines)
    return work_split(terms, compute_totals(terms))


def section(title: str) -> Line:
    return Line(kind=LineKind.SECTION, description=title)


def test_hours_are_labour_and_kilograms_material() -> None:
    assert split(HOURS, CABLE) == WorkSplit(20000, 3150)


@pytest.mark.parametrize("title", ["Mão de obra", "MÃO-DE-OBRA", "Serviços", "Labour"])
def test_a_section_called_so_makes_labour_of_all_in_it(title: str) -> None:
    assert split(section(title), VISIT, CABLE) == WorkSplit(11150, 0)


@pytest.mark.parametrize("title", ["Materiais", "Material elétrico", "Peças", "Equipamentos"])
def test_a_section_called_so_makes_material_of_all_in_it(title: str) -> None:
    assert split(section("Mão de obra"), HOURS, section(title), VISIT) == WorkSplit(20000, 8000)


def test_what_could_be_either_is_not_guessed() -> None:
    assert split(HOURS, VISIT) is None
    assert split(section("Cozinha"), VISIT) is None


def test_lines_without_an_amount_and_options_need_not_say() -> None:
    free = Line(description="Garantia")
    option = Line(description="Luz", unit_price=Decimal(5), role=LineRole.OPTIONAL)
    assert split(HOURS, free, option) == WorkSplit(20000, 0)
