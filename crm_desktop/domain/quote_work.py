"""Labour and material of a quote apart, as Brazilian law wants them (Código de Defesa do Consumidor, art. 40).

Which line is which is said by the section it stands in, when that is called so, else by its unit: hours are labour,
kilograms are material. Where a line says neither, nothing is guessed and there is no split.
"""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.domain.quotes import Line, LineKind, LineRole, QuoteTerms, QuoteTotals
from crm_desktop.domain.text import fold
from crm_desktop.domain.units import GOODS, WORK, unit_code

_LABOUR = ("mao de obra", "mao-de-obra", "servico", "labour", "labor", "work", "mano de obra", "main d")
_MATERIAL = ("materia", "peca", "equipament", "produto", "product", "parts", "fourniture", "pieza")


@dataclass(frozen=True, slots=True)
class WorkSplit:
    """What the standard lines come to, in minor units, before a document discount."""

    labour: int
    material: int


def work_split(terms: QuoteTerms, totals: QuoteTotals) -> WorkSplit | None:
    """Labour and material apart; None where a line with an amount does not say which it is."""
    labour = material = 0
    section = ""
    for line, amount in zip(terms.lines, totals.lines, strict=True):
        if line.kind is LineKind.SECTION:
            section = fold(line.description)
        if amount is None or line.role is not LineRole.STANDARD or not amount:
            continue
        is_labour = _is_labour(section, line)
        if is_labour is None:
            return None
        labour, material = (labour + amount, material) if is_labour else (labour, material + amount)
    return WorkSplit(labour, material)


def _is_labour(section: str, line: Line) -> bool | None:
    named = (section.startswith(_LABOUR), section.startswith(_MATERIAL))
    if any(named):
        return named[0]
    code = unit_code(line.unit)
    if code in WORK:
        return True
    return False if code in GOODS else None
