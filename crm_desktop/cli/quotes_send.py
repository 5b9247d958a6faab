"""``quote mail | send | followed-up | postpone``: a quote on its way to the customer, and asking for an answer."""

from __future__ import annotations

import argparse
from typing import Any

from crm_desktop.cli.arguments import calendar_day, place, record_id
from crm_desktop.cli.desk import Answer, Desk
from crm_desktop.cli.documents import written
from crm_desktop.cli.main import command
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.services import follow_ups, quote_list
from crm_desktop.words import N_, current

BARRIER = "undo.barrier.send"


def add_parts(parts: Any) -> None:
    """Adds these parts of ``quote``."""
    mail = _of_one(
        parts, "mail", run_mail, "write a mail with the quote, to be opened in a mail program and sent there"
    )
    mail.add_argument("out", type=place, metavar="OUT.eml")
    _add_words(mail)
    send = _of_one(parts, "send", run_send, "send the quote by the mail server of the settings, and note it")
    _add_words(send)
    asked = _of_one(parts, "followed-up", run_followed_up, "note that the customer was asked; it comes up again later")
    asked.add_argument("--how", choices=[kind.value for kind in InteractionKind], default=InteractionKind.CALL.value)
    asked.add_argument("--note", default="", metavar="TEXT", help="what was said")
    later = _of_one(parts, "postpone", run_postpone, "let the quote come up for follow-up on another day")
    later.add_argument("day", type=calendar_day, metavar="DATE")


def _of_one(parts: Any, name: str, run: Any, help_text: str) -> argparse.ArgumentParser:
    made = command(parts, name, run, help_text)
    made.add_argument("id", type=record_id, metavar="ID")
    return made


def _add_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", metavar="ADDRESSES", help="the customer's main address unless given")
    parser.add_argument("--cc", default="", metavar="ADDRESSES")
    parser.add_argument("--subject", metavar="TEXT", help="as the settings say unless given")
    parser.add_argument("--text", metavar="TEXT", help="as the settings say unless given")


def run_mail(args: argparse.Namespace, desk: Desk) -> Answer:
    """Writes the draft; nothing is noted, as nothing is sent yet."""
    from crm_desktop.exchange.mail import written as mail_of  # the mail library: 30 ms that no other command needs

    letter, _mail = _letter(args, desk)
    return written(args.out, mail_of(letter, now=desk.now, draft=True))


def run_send(args: argparse.Namespace, desk: Desk) -> Answer:
    """Sends, then notes."""
    from crm_desktop.services import mail_accounts, mail_delivery, sending  # see `run_mail`

    if desk.store.read_only:
        # What cannot be noted is not sent: it would be sent again.
        raise Refused("file.read_only", path=str(desk.file))
    with desk.store.read() as session:
        account = mail_accounts.account(session)
    letter, mail = _letter(args, desk)
    mail_delivery.deliver(account, letter, lambda _step: None, now=desk.now)
    try:
        with desk.store.write(N_("Send quote"), barrier=BARRIER) as session:
            sending.note_sent(
                session, args.id, sending.Way.SERVER, address=mail.to, subject=mail.subject, text=mail.text,
                today=desk.today, now=desk.now,
            )  # fmt: skip
    except Exception as error:
        raise sending.not_noted(error) from error
    to = [address.address for address in (*letter.to, *letter.cc)]
    return Answer({"id": args.id, "to": to, "subject": mail.subject}, (f"Sent to {', '.join(to)}.",))


def _letter(args: argparse.Namespace, desk: Desk) -> Any:
    from crm_desktop.services import sending  # see `run_mail`

    with desk.store.read() as session:
        proposed = sending.proposal(session, args.id, desk.today)
        mail = sending.Written(
            to=proposed.to if args.to is None else args.to,
            subject=proposed.subject if args.subject is None else args.subject,
            text=proposed.text if args.text is None else args.text,
            cc=args.cc,
        )
        return sending.letter(session, args.id, mail, desk.today), mail


def run_followed_up(args: argparse.Namespace, desk: Desk) -> Answer:
    """Notes it."""
    with desk.store.write(N_("Follow up quote")) as session:
        number = quote_list.quote(session, args.id, desk.today).number
        title = current().text(N_("Asked about quote {number}"), number=number)
        kind = InteractionKind(args.how)
        day = follow_ups.followed_up(session, args.id, kind, title, args.note, today=desk.today, now=desk.now)
    return Answer({"id": args.id, "follow_up_on": day.isoformat()}, (f"Noted. It comes up again on {day}.",))


def run_postpone(args: argparse.Namespace, desk: Desk) -> Answer:
    """Puts it off."""
    with desk.store.write(N_("Postpone follow-up")) as session:
        follow_ups.postpone(session, args.id, args.day, today=desk.today)
    return Answer({"id": args.id, "follow_up_on": args.day.isoformat()}, (f"It comes up again on {args.day}.",))
