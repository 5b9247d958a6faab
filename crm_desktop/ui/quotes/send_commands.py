"""The commands of the Quotes tab that lead to the customer: sending, following up, the timeline."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from crm_desktop.ui.actions import PAGE, Action
from crm_desktop.words import N_, _

if TYPE_CHECKING:
    from crm_desktop.ui.quotes.page import QuotesPage

STATE = f"{PAGE}/state"
FOLLOW_UP = N_("Follow up")
WAITING = ("issued", "sent", "expired")
SENDABLE = ("draft", *WAITING, "accepted", "declined")


def send_command(page: QuotesPage) -> Action:
    """Sending the chosen quote."""
    return Action("quotes.send", N_("Send …"), partial(send_chosen, page), "Ctrl+Shift+M", "mail", STATE,
                  enabled=partial(_is_in, page, SENDABLE), writes=True, words=partial(_send_words, page))  # fmt: skip


def follow_up_commands(page: QuotesPage) -> tuple[Action, ...]:
    """Asking the customer of the chosen quote, and what was said about it."""

    def verb(
        key: str, text: str, run: Callable[[], object], states: tuple[str, ...], keys: str, picture: str
    ) -> Action:
        enabled = partial(_is_in, page, states)
        return Action(f"quotes.{key}", text, run, keys, picture, STATE, enabled=enabled, writes=True, part=FOLLOW_UP)

    return (
        verb("followed_up", N_("Followed up …"), _chosen(page, page.follow_ups.followed_up), WAITING, "Ctrl+Shift+F",
             "check"),
        verb("postpone", N_("Postpone follow-up …"), _chosen(page, page.follow_ups.postpone), WAITING, "Ctrl+Shift+L",
             "clock"),
        verb("note", N_("Note something …"), partial(_note, page), SENDABLE, "Ctrl+J", "note"),
    )  # fmt: skip


def send_chosen(page: QuotesPage) -> None:
    """Sends the chosen quote; a draft is issued first, in one go."""
    if page.status() == "draft":
        page.issue_chosen(partial(_send, page), _("Issue and send"))
    else:
        page.with_chosen(partial(_send, page))


def _send(page: QuotesPage, quote_id: int) -> None:
    # TLS, mail and links: most sessions never send.
    from crm_desktop.ui.quotes.send import open_send

    open_send(page.context, quote_id, page.refresh, page)


def _note(page: QuotesPage) -> None:
    """Notes something about the quote; from the list, it is opened first."""
    if not page.is_editing:
        page.with_chosen(page.open_record)
    if page.is_editing:
        page.editor.show_part("timeline")
        page.editor.timeline.add_entry()


def _chosen(page: QuotesPage, run: Callable[[int], object]) -> Callable[[], object]:
    return partial(page.with_chosen, run)


def _is_in(page: QuotesPage, states: tuple[str, ...]) -> bool:
    return page.editable and page.status() in states


def _send_words(page: QuotesPage) -> str:
    return _("Issue and send …") if page.status() == "draft" else _("Send …")
