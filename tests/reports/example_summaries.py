"""Summaries of customers: the regular one, one of many years, and one of whom only the name is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from crm_desktop.domain.papers import SummaryDeal, SummaryFact, SummaryJob, SummaryPaper, SummaryQuote, SummarySale
from tests.reports.examples import WORKSHOP


def regular_customer(times: int = 1) -> SummaryPaper:
    """A company with everything a summary can tell, `times` over."""
    return SummaryPaper(
        language="pt_PT",
        made_on=date(2026, 11, 21),
        letterhead=WORKSHOP,
        name="Atelier Sousa, Lda",
        kind="company",
        role_line="Arquitetura e interiores",
        lifecycle="Customer",
        since=date(2019, 3, 4),
        source="Recomendação de Manuel Ferreira",
        tags=("arquitetos", "Porto", "pagam cedo"),
        facts=(
            SummaryFact("Mobile", "+351 912 345 678"),
            SummaryFact("E-mail", "ana@ateliersousa.pt"),
            SummaryFact("Website", "ateliersousa.pt"),
            SummaryFact("Address", "Rua do Almada 210, 4050-031 Porto"),
            SummaryFact("NIF", "513 876 220"),
            SummaryFact("Person", "Ana Sousa, sócia-gerente"),
            SummaryFact("Person", "Rui Pacheco, compras"),
        ),
        deals=(
            SummaryDeal(
                "Cozinha Rua do Almada",
                "Proposta",
                750266,
                "EUR",
                60,
                date(2026, 12, 21),
                "Telefonar à Ana",
                date(2026, 11, 28),
            ),
            SummaryDeal("Estantes para a loja de Braga", "Qualificação", 280000, "EUR", 25, None),
        )
        * times,
        quotes=tuple(
            SummaryQuote(
                f"2026/{42 - n}", title, date(2026, 11 - n, 21), date(2026, 12 - n, 21), status, 140589 * (n + 1), "EUR"
            )
            for n, (title, status) in enumerate(
                (
                    ("Cozinha em carvalho", "sent"),
                    ("Prateleiras", "accepted"),
                    ("Mesa de reuniões em nogueira com doze lugares", "declined"),
                    ("Portas", "expired"),
                )
                * times
            )
            if n < 10
        ),
        sales=tuple(
            SummarySale(
                date(2026, 1 + n % 12, 3 + n % 20), "Prateleiras e montagem", f"FT 2026/{n + 11}", 140589 + n, "EUR"
            )
            for n in range(5 * times)
        ),
        jobs=tuple(
            SummaryJob(
                date(2026, 1 + n % 12, 5),
                "Repair" if n % 2 else "Maintenance",
                "Dobradiças da sala de reuniões",
                "As portas do armário grande não fecham e roçam no chão, sobretudo de manhã quando a sala está fria.",
                "Afinadas oito dobradiças, substituídas duas; rodapé aplainado." if n % 3 else "",
                "Done" if n else "Planned",
                95 if n % 4 else 0,
                "2 un × Dobradiça Blum 110°" if n % 2 else "",
                5450 * (n % 3),
                "EUR",
                date(2027, 1, 5) if n == 1 else None,
            )
            for n in range(4 * times)
        ),
        notes="Prefere ser contactada por e-mail antes das dez.\nNão trabalha às sextas-feiras.\n\n"
        + "Gosta de madeiras claras. " * 12 * times,
        sales_total=(("EUR", 140589 * 5 * times),),
    )


def old_customer() -> SummaryPaper:
    """Many years in one summary of dozens of pages."""
    return regular_customer(60)


def stranger() -> SummaryPaper:
    """Somebody of whom nothing is known but the name."""
    return replace(
        regular_customer(),
        name="Łucja Żółć",
        kind="person",
        role_line="",
        lifecycle="Suspect",
        since=None,
        source="",
        tags=(),
        facts=(),
        deals=(),
        quotes=(),
        sales=(),
        jobs=(),
        notes="",
        sales_total=(),
    )


SUMMARIES = (regular_customer, old_customer, stranger)
