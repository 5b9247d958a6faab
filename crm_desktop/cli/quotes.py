"""``quote totals | add | issue | pdf``, ``quotes`` and ``summary``; what is done with issued ones: `quotes_answers`."""

from __future__ import annotations

import argparse
from typing import Any

from crm_desktop.cli import quotes_answers, quotes_exchange, quotes_money, quotes_send
from crm_desktop.cli.arguments import place, record_id
from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.cli.documents import read_quote, written
from crm_desktop.cli.lists import add_filters, day, fetch, table
from crm_desktop.cli.main import command
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quote_documents import amount_as_text, totals_as_json
from crm_desktop.sentences import sentence
from crm_desktop.services import (
    country_rules,
    form_beside,
    quote_documents,
    quote_issue,
    quote_list,
    quote_papers,
    quote_returns,
    summaries,
)
from crm_desktop.services.labels import MENTION_LABELS
from crm_desktop.services.quote_list import QuoteView
from crm_desktop.words import N_, current

BARRIER = "undo.barrier.issue"


def add_commands(commands: Any) -> None:
    """Adds this area's commands."""
    parts = commands.add_parser("quote", help="compute, add, issue or print a quote").add_subparsers(
        dest="part", metavar="PART", required=True
    )
    totals = command(parts, "totals", run_totals, "compute the totals of a quote document; needs no business file")
    totals.add_argument("document", type=place, metavar="DOC.json")
    add = command(parts, "add", run_add, "add a draft from a quote document")
    add.add_argument("document", type=place, metavar="DOC.json")
    issue = command(parts, "issue", run_issue, "take the number and freeze the quote")
    issue.add_argument("id", type=record_id, metavar="ID")
    issue.add_argument("--strict", action="store_true", help="refuse when mentions are missing or the clock is wrong")
    quotes_answers.add_parts(parts)
    quotes_exchange.add_parts(parts)
    quotes_money.add_parts(parts)
    quotes_send.add_parts(parts)
    pdf = command(parts, "pdf", run_pdf, "write the PDF of a quote")
    pdf.add_argument("id", type=record_id, metavar="ID")
    pdf.add_argument("out", type=place, metavar="OUT.pdf")
    pdf.add_argument("--no-letterhead", action="store_true", help="for paper that has the letterhead on it already")
    returned = command(parts, "returned", run_returned, "read what a customer filled in in the PDF of a quote")
    returned.add_argument("id", type=record_id, metavar="ID")
    returned.add_argument("filled", type=place, metavar="FILE.pdf")
    listed = command(commands, "quotes", run_list, "list quotes, newest first")
    listed.add_argument("--follow-up", action="store_true", help="the same as --view follow_up")
    add_filters(listed, QuoteView)
    summary = command(commands, "summary", run_summary, "write a customer summary as PDF")
    summary.add_argument("contact", type=record_id, metavar="CONTACT")
    summary.add_argument("out", type=place, metavar="OUT.pdf")


def run_totals(args: argparse.Namespace, _desk: Desk) -> Answer:
    """The totals of a document."""
    document = read_quote(args.document).document
    found = totals_as_json(document.terms, compute_totals(document.terms))
    lines = [f"{key}: {found[key]}" for key in ("net", "discount", "tax", "total", "withholding", "payable", "deposit")]
    return Answer(found, tuple(lines))


def run_add(args: argparse.Namespace, desk: Desk) -> Answer:
    """Adds a draft; an unknown customer name creates the contact."""
    document = read_quote(args.document).document
    with desk.store.write(N_("New quote")) as session:
        quote_id = quote_documents.add(session, document, today=desk.today, now=desk.now)
    return Answer({"id": quote_id}, (f"Quote {quote_id} added as a draft.",))


def run_issue(args: argparse.Namespace, desk: Desk) -> Answer:
    """Issues a draft; missing mentions are warned of."""
    with desk.store.read() as session:
        # Before the file is held: this loads the page engine, and whoever issues at the same time has to wait.
        unprintable = quote_papers.unprintable(session, args.id)
    with desk.store.write(N_("Issue quote"), barrier=BARRIER) as session:
        missing = quote_issue.missing_mentions(session, args.id)
        later = quote_issue.issued_later(session, desk.now)
        no_code = quote_issue.missing_code(session, args.id)
        once = country_rules.to_tell(session)
        country_rules.mark_told(session)
        issued = quote_issue.issue(session, args.id, now=desk.now, strict=args.strict)
    warnings = [f"Missing on the quote: {current().text(MENTION_LABELS[key])}" for key in missing]
    if later is not None:
        warnings.append(f"The clock seems to be set back: a quote was issued on {current().time(later.astimezone())}.")
    if no_code is not None:
        warnings.append(sentence(no_code))
    if unprintable:
        warnings.append(f"Cannot be printed and appears as a box: {unprintable}")
    if once:
        warnings.append(current().text(once))
    data = {
        "number": issued.number, "sha256": issued.sha256, "missing": list(missing), "unprintable": unprintable,
        "superseded": list(issued.superseded),
    }  # fmt: skip
    return Answer(data, (issued.number,), tuple(warnings))


def run_pdf(args: argparse.Namespace, desk: Desk) -> Answer:
    """Writes the PDF."""
    with desk.store.read() as session:
        if args.no_letterhead:
            pdf = quote_papers.render(quote_papers.preprinted_paper(session, args.id, desk.today))
        else:
            pdf = quote_papers.pdf_of(session, args.id)
    return written(args.out, pdf)


def run_returned(args: argparse.Namespace, desk: Desk) -> Answer:
    """Says what was filled in; recording it is `quote accept`."""
    form = form_beside.read_form(args.filled)
    with desk.store.read() as session:
        found = quote_returns.answers_of(session, form, args.id)
    ticked = [{"line": place + 1, "id": line_id, "title": title}
              for place, line_id, title in zip(found.places, found.options, found.titles, strict=True)]  # fmt: skip
    data = {"number": found.number, "options": ticked, "name": found.name, "date": day(found.date),
            "date_typed": found.date_typed}  # fmt: skip
    said = [f"{found.number}: {found.name or 'no name'}, {found.date_typed or 'no date'}"]
    return Answer(data, (*said, *(f"ticked: line {one['line']}, {one['title']}" for one in ticked)))


def run_summary(args: argparse.Namespace, desk: Desk) -> Answer:
    """Writes the customer summary."""
    with desk.store.read() as session:
        paper = summaries.summary_paper(session, args.contact, today=desk.today)
    return written(args.out, summaries.render(paper))


def run_list(args: argparse.Namespace, desk: Desk) -> Answer:
    """Lists quotes."""
    view = QuoteView.FOLLOW_UP if args.follow_up else QuoteView(args.view)
    query = quote_list.QuoteQuery(text=args.text, view=view, today=desk.today)
    with desk.store.read() as session:
        rows = fetch(
            lambda first, limit: quote_list.ids(session, query, first, limit),
            lambda wanted: quote_list.rows(session, wanted, desk.today),
            args.limit,
        )
    found = [_as_json(row) for row in rows]
    lines = [
        (str(one["id"]), one["number"] or "-", one["status"], one["total"], one["currency"], one["contact"])
        for one in found
    ]
    return Answer(found, table(lines, right=(0, 3)))


def _as_json(row: quote_list.QuoteRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "number": row.number,
        "title": row.title,
        "contact": row.contact,
        "contact_id": row.contact_id,
        "date": day(row.date),
        "valid_until": day(row.valid_until),
        "status": row.status,
        "net": amount_as_text(row.net, row.currency),
        "total": amount_as_text(row.total, row.currency),
        "currency": row.currency,
    }
