"""``quote sent | accept | unaccept | decline | withdraw | revise | difference | verify | numbers``."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from crm_desktop.cli.arguments import calendar_day, place, record_id
from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.cli.lists import table
from crm_desktop.cli.main import command
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_differences import QuoteDifference
from crm_desktop.domain.quote_documents import amount_as_text
from crm_desktop.domain.quotes import AcceptanceHow, QuoteStatus
from crm_desktop.domain.text import excerpt, fold
from crm_desktop.exchange.files import write_atomically
from crm_desktop.reports.difference_words import told
from crm_desktop.sentences import sentence
from crm_desktop.services import (
    quote_acceptance,
    quote_answers,
    quote_numbers,
    quote_questions,
    quote_revisions,
    quote_verification,
)
from crm_desktop.services.quote_acceptance import TakenBack
from crm_desktop.words import N_, current

BARRIER = "undo.barrier.answer"


def add_parts(parts: Any) -> None:
    """Adds what is done with issued quotes to the parts of ``quote``."""
    _of_one(parts, "sent", run_sent, "mark a quote as sent").add_argument("--on", type=calendar_day, metavar="DATE")
    accept = _of_one(parts, "accept", run_accept, "record that a quote was accepted")
    accept.add_argument("--on", type=calendar_day, metavar="DATE", help="the day, today unless given")
    accept.add_argument("--by", default="", metavar="NAME", help="who said it, the customer unless given")
    accept.add_argument("--how", choices=[how.value for how in AcceptanceHow], default=AcceptanceHow.EMAIL.value)
    accept.add_argument(
        "--option", type=record_id, action="append", metavar="N", help="the number of a line chosen, from 1"
    )
    accept.add_argument("--note", default="", metavar="TEXT")
    accept.add_argument("--deal", action="store_true", help="win the deal of the quote")
    accept.add_argument("--job", action="store_true", help="plan the job")
    _of_one(parts, "unaccept", run_take_back, "take an acceptance back")
    _of_one(parts, "undecline", run_take_back, "take a decline back")
    decline = _of_one(parts, "decline", run_decline, "record that a quote was declined")
    decline.add_argument("--reason", required=True, metavar="TEXT")
    decline.add_argument("--deal", metavar="LOST_REASON", help="lose the deal of the quote for this reason, too")
    _of_one(parts, "withdraw", run_withdraw, "withdraw a quote for good").add_argument(
        "--note", default="", metavar="TEXT"
    )
    _of_one(parts, "revise", run_revise, "begin a revision of a quote as a draft")
    difference = _of_one(parts, "difference", run_difference, "tell what a revision changed")
    difference.add_argument("out", type=place, nargs="?", metavar="OUT.pdf", help="write it as a page for the customer")
    difference.add_argument("--from", dest="earlier", type=record_id, metavar="ID", help="compare with this one")
    verify = command(parts, "verify", run_verify, "prove that issued quotes are what was issued")
    verify.add_argument("id", type=record_id, nargs="?", metavar="ID")
    command(parts, "numbers", run_numbers, "list the numbers given out and the gaps")


def _of_one(parts: Any, name: str, run: Any, help_text: str) -> argparse.ArgumentParser:
    parser = command(parts, name, run, help_text)
    parser.add_argument("id", type=record_id, metavar="ID")
    return parser


def run_sent(args: argparse.Namespace, desk: Desk) -> Answer:
    """Marks as sent."""
    on: dt.date = args.on or desk.today
    with desk.store.write(N_("Mark quote as sent"), barrier=BARRIER) as session:
        quote_answers.mark_sent(session, args.id, on, today=desk.today, now=desk.now)
    return _moved(args.id, QuoteStatus.SENT)


def run_accept(args: argparse.Namespace, desk: Desk) -> Answer:
    """Records an acceptance; the sale follows."""
    with desk.store.write(N_("Accept quote"), barrier=BARRIER) as session:
        asked = quote_questions.question(session, args.id)
        answer = quote_acceptance.Answer(
            accepted_on=args.on or desk.today,
            accepted_by=args.by or asked.person,
            how=AcceptanceHow(args.how),
            options=_line_ids(asked, args.option or []),
            note=args.note,
        )
        done = quote_acceptance.accept(
            session, args.id, answer, move_deal=args.deal, plan_job=args.job, today=desk.today, now=desk.now
        )
    data = {
        "id": args.id, "number": done.number, "net": amount_as_text(done.net, done.currency),
        "total": amount_as_text(done.total, done.currency), "currency": done.currency, "deal": done.deal,
        "job": done.job_id, "superseded": list(done.overtaken),
    }  # fmt: skip
    lines = [f"{done.number} is accepted: {data['total']} {done.currency}."]
    if done.overtaken:
        lines.append(f"Superseded: {', '.join(done.overtaken)}.")
    warnings = ["The quote has no open deal to win."] if args.deal and not done.deal else []
    return Answer(data, tuple(lines), tuple(warnings))


def _line_ids(asked: quote_questions.Question, numbers: list[int]) -> tuple[int, ...]:
    """The ids of the lines with these numbers.

    Raises:
        Refused: ``acceptance.no_option``.
    """
    by_place = {option.place + 1: option.line_id for option in asked.options}
    for number in numbers:
        if number not in by_place:
            raise Refused("acceptance.no_option", field="options", number=number)
    return tuple(by_place[number] for number in numbers)


def run_take_back(args: argparse.Namespace, desk: Desk) -> Answer:
    """Takes an answer back, and says what stays."""
    with desk.store.write(N_("Take the answer back"), barrier=BARRIER) as session:
        done: TakenBack = quote_answers.take_back(session, args.id, today=desk.today, now=desk.now)
    lines = [f"The answer to {done.number} was taken back."]
    if done.deal:
        went = "is back in its stage" if done.deal_moved else "stays won"
        lines.append(f"The deal {done.deal} {went}.")
    lines += [f"The job {title} stays." for title in done.jobs]
    data = {"id": args.id, "deal": done.deal, "deal_moved": done.deal_moved, "jobs": list(done.jobs)}
    return Answer(data, tuple(lines))


def run_decline(args: argparse.Namespace, desk: Desk) -> Answer:
    """Records a decline with its reason."""
    with desk.store.write(N_("Decline quote"), barrier=BARRIER) as session:
        asked = quote_questions.no_question(session, args.id)
        lost = (_lost_reason(asked, args.deal), args.reason) if args.deal is not None else None
        deal = quote_answers.decline(session, args.id, args.reason, lost=lost, today=desk.today, now=desk.now)
    done = _moved(args.id, QuoteStatus.DECLINED)
    lines = (*done.lines, f"The deal {deal} is lost.") if deal else done.lines
    warnings = ("The quote has no deal that it can lose.",) if lost is not None and not deal else ()
    return Answer({**done.data, "deal": deal}, lines, warnings)


def _lost_reason(asked: quote_questions.NoQuestion, name: str) -> int:
    """The id of the lost reason of this name.

    Raises:
        Refused: ``lost_reason.unknown``.
    """
    by_name = {fold(reason.name): reason.id for reason in asked.reasons}
    if fold(name) not in by_name:
        known = ", ".join(reason.name for reason in asked.reasons)
        raise Refused("lost_reason.unknown", field="lost_reason", text=excerpt(name), known=known)
    return by_name[fold(name)]


def run_withdraw(args: argparse.Namespace, desk: Desk) -> Answer:
    """Withdraws a quote."""
    with desk.store.write(N_("Withdraw quote"), barrier=BARRIER) as session:
        quote_answers.withdraw(session, args.id, args.note, now=desk.now)
    return _moved(args.id, QuoteStatus.WITHDRAWN)


def run_revise(args: argparse.Namespace, desk: Desk) -> Answer:
    """Begins a revision, or answers the one begun."""
    with desk.store.write(N_("Revise quote")) as session:
        draft = quote_revisions.revise(session, args.id, today=desk.today, now=desk.now)
    return Answer({"id": draft}, (f"Quote {draft} is the draft that revises quote {args.id}.",))


def run_difference(args: argparse.Namespace, desk: Desk) -> Answer:
    """Tells what changed; with a path writes the page for the customer."""
    with desk.store.read() as session:
        found = quote_revisions.compare(session, args.id, args.earlier)
        paper = quote_revisions.difference_paper(session, args.id, args.earlier, today=desk.today)
    data = _difference_as_json(found)
    changes = told(found, current())
    lines = [f"{found.before.number} -> {found.after.number}"]
    for change in changes:
        values = f": {change.before} -> {change.after}" if change.before or change.after else ""
        lines.append(f"{change.sign} {change.what}{values}")
        lines += [f"    {detail}" for detail in change.details]
    if args.out is None:
        return Answer(data, tuple(lines if changes else [*lines, "Nothing changed."]))
    pdf = quote_revisions.render_difference(paper)
    write_atomically(args.out, pdf)
    return Answer({**data, "path": str(args.out), "bytes": len(pdf)}, (str(args.out),))


def _difference_as_json(found: QuoteDifference) -> dict[str, Any]:
    return {
        "before": found.before.number,
        "after": found.after.number,
        "facts": [fact.field for fact in found.facts],
        "lines": [
            {
                "change": line.kind.value,
                "before": None if line.before_at is None else line.before_at + 1,
                "after": None if line.after_at is None else line.after_at + 1,
                "fields": list(line.fields),
            }
            for line in found.line_changes
        ],
        "totals": [
            {
                "field": total.field,
                "before": amount_as_text(total.before, found.before.terms.currency),
                "after": amount_as_text(total.after, found.after.terms.currency),
            }
            for total in found.totals
            if not total.same
        ],
    }


def run_verify(args: argparse.Namespace, desk: Desk) -> Answer:
    """Proves one issued quote, or all of them; status 1 where something is wrong."""
    if args.id is None:
        verified = quote_verification.verify_all(desk.store)
        findings, data = verified.findings, {"count": verified.count, "problems": []}
        good = f"{verified.count} issued quotes are exactly as issued."
    else:
        with desk.store.read() as session:
            proof = quote_verification.verify(session, args.id)
        findings = proof.findings
        data = {
            "number": proof.number,
            "sha256": proof.sha256,
            "issued_at": proof.issued_at.isoformat(),
            "problems": [],
        }
        good = f"{proof.number} is exactly as issued; SHA-256 {proof.sha256}"
    problems = [sentence(finding) for finding in findings]
    data["problems"] = problems
    return Answer(data, () if problems else (good,), tuple(problems), status=1 if problems else 0)


def run_numbers(_args: argparse.Namespace, desk: Desk) -> Answer:
    """Lists each counter with its gaps."""
    with desk.store.read() as session:
        counters = quote_numbers.report(session)
    data = [
        {
            "series": one.series, "year": one.year or None, "first": one.first, "last": one.last, "count": one.count,
            "revisions": one.revisions, "missing": [list(gap) for gap in one.missing], "lacking": one.lacking,
        }
        for one in counters
    ]  # fmt: skip
    rows = [
        (one.series or "-", str(one.year or "-"), one.first, one.last, str(one.count), str(one.revisions),
         ", ".join(first if first == last else f"{first} to {last}" for first, last in one.missing) or "-")
        for one in counters
    ]  # fmt: skip
    head = [("SERIES", "YEAR", "FIRST", "LAST", "QUOTES", "REVISIONS", "MISSING")]
    return Answer(data, table([*head, *rows], right=(4, 5)) if rows else ("No quote was issued yet.",))


def _moved(quote_id: int, status: QuoteStatus) -> Answer:
    return Answer({"id": quote_id, "status": status.value}, (f"Quote {quote_id} is {status.value}.",))
