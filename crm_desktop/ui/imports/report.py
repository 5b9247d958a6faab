"""What an import did or would do, in words."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.exchange.records import Rejected
from crm_desktop.sentences import sentence
from crm_desktop.services.deal_imports import DealImportReport
from crm_desktop.services.imports import ImportReport
from crm_desktop.words import N_, _, current

MOST_NOTES = 200


def summary(report: ImportReport, *, done: bool) -> str:
    """The counts in one line: how many were read, then what there is any of."""
    words = current()
    new = N_("{count} imported") if done else N_("{count} new")
    figures = (
        (new, report.created),
        (N_("{count} updated"), report.updated),
        (N_("{count} already here"), report.skipped),
        (N_("{count} not usable"), len(report.rejected)),
    )
    parts = [_("{count} read", count=words.integer(report.read))]
    parts += [_(figure, count=words.integer(count)) for figure, count in figures if count]
    if isinstance(report, DealImportReport) and report.contacts:
        parts.append(words.plural("with {count} new contact", "with {count} new contacts", report.contacts))
    if isinstance(report, DealImportReport) and report.products:
        parts.append(words.plural("with {count} new product", "with {count} new products", report.products))
    return " · ".join(parts)


def notes(found: Sequence[Rejected]) -> str:
    """Rejected rows and warnings, a line each: where and why."""
    lines = [
        _("{source}, line {line}: {reason}", source=one.source, line=one.line, reason=sentence(one.refusal))
        if one.line
        else _("{source}: {reason}", source=one.source, reason=sentence(one.refusal))
        for one in found[:MOST_NOTES]
    ]
    if len(found) > MOST_NOTES:
        lines.append(_("… and {count} more", count=current().integer(len(found) - MOST_NOTES)))
    return "\n".join(lines)
