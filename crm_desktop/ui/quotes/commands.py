"""The commands of the Quotes tab as data: menus, buttons, palette and shortcut sheet are made from them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from crm_desktop.ui.actions import PAGE, Action
from crm_desktop.ui.quotes.line_commands import page_line_commands
from crm_desktop.ui.quotes.money_commands import exchange_commands, import_command, money_commands
from crm_desktop.ui.quotes.send_commands import STATE, follow_up_commands, send_command
from crm_desktop.words import N_, _

if TYPE_CHECKING:
    from crm_desktop.ui.quotes.page import QuotesPage

WAITING = ("issued", "sent", "expired")
ACCEPTABLE = (*WAITING, "declined", "superseded")
PAPER, SHOW = f"{PAGE}/paper", f"{PAGE}/show"
ANSWERS = N_("Sent or answered")
PRINTING = N_("Print and export")
PAGES = N_("Size of the pages")
MORE = N_("More")


class QuoteCommands:
    """The commands of one page."""

    def __init__(self, page: QuotesPage) -> None:
        self._page = page

    def all(self) -> tuple[Action, ...]:
        """Every command of the tab."""
        page = self._page
        return (
            Action("quotes.new", N_("New quote"), page.new_record, "Ctrl+N", "plus", f"{PAGE}/new", writes=True),
            import_command(page),
            Action("quotes.from_template", N_("New quote from a template …"), page.new_from_template, "Ctrl+Shift+T",
                   "copy", f"{PAGE}/new", writes=True),
            *self.of_quote(),
            *page_line_commands(page),
            Action("quotes.verify_all", N_("Verify all issued quotes"), page.proofs.verify_all, "", "lock",
                   f"{PAGE}/proof"),
            Action("quotes.numbers", N_("Numbers and gaps …"), page.show_numbers, "", "list", f"{PAGE}/proof"),
            Action("quotes.preview", N_("Page preview"), self._toggle_preview, "F8", "eye", SHOW,
                   enabled=self._is_editing, checked=self._is_preview_shown),
            Action("quotes.larger", N_("Larger pages"), self._larger, "Ctrl++; Ctrl+=", "zoom-in", SHOW,
                   enabled=self._is_editing, part=PAGES),
            Action("quotes.smaller", N_("Smaller pages"), self._smaller, "Ctrl+-", "zoom-out", SHOW,
                   enabled=self._is_editing, part=PAGES),
            Action("quotes.fit", N_("Fit the page to the width"), self._fit, "Ctrl+0", "fit-width", SHOW,
                   enabled=self._is_editing, part=PAGES),
            Action("quotes.columns", N_("Columns"), page.listing.table.choose_columns, "", "columns",
                   f"{PAGE}/find", enabled=self._is_listing),
            Action("quotes.filter", N_("Filter quotes"), page.focus_filter, "Ctrl+F", "filter", f"{PAGE}/find"),
        )  # fmt: skip

    def of_quote(self) -> tuple[Action, ...]:
        """The commands for the chosen quote."""
        page, answers = self._page, self._page.answers
        return (
            self._verb("issue", N_("Issue"), page.issue_chosen, ("draft",), "Ctrl+Shift+I", "check"),
            send_command(page),
            self._verb("accepted", N_("Accept …"), self._chosen(answers.accept), ACCEPTABLE, "Ctrl+Shift+A",
                       "check-circle"),
            *self._answers(),
            *follow_up_commands(page),
            self._verb("revise", N_("Revise"), page.revise_chosen, (*ACCEPTABLE, "accepted"), "Ctrl+Shift+R", "edit"),
            Action("quotes.pdf", N_("Save as PDF …"), self._export, "Ctrl+E", "export", PAPER, enabled=self._one),
            Action("quotes.print", N_("Print …"), self._print, "Ctrl+P", "print", PAPER, enabled=self._one,
                   part=PRINTING),
            Action("quotes.look", N_("Print preview"), self._look, "Ctrl+Alt+P", "eye", PAPER, enabled=self._one,
                   part=PRINTING),
            Action("quotes.print_plain", N_("Print on letterhead paper …"),
                   self._chosen(page.documents.print_plain), "", "print", PAPER, enabled=self._one, part=PRINTING),
            *exchange_commands(page, PAPER, PRINTING),
            *money_commands(page),
            *self._more(),
            Action("quotes.delete", N_("Delete"), page.delete_chosen, "Ctrl+Delete", "trash", f"{PAGE}/more",
                   enabled=self._can_be_binned, writes=True, words=self._delete_words),
        )  # fmt: skip

    def _answers(self) -> tuple[Action, ...]:
        """What became of a quote, besides a yes."""
        answers, returns = self._page.answers, self._page.returns
        return (
            self._verb("sent", N_("Mark as sent"), self._chosen(answers.sent), ("issued",), "", "send", part=ANSWERS),
            self._verb("sent_on", N_("Sent on another day …"), self._chosen(answers.sent_on), ("issued", "sent"), "",
                       "calendar", part=ANSWERS),
            self._verb("returned", N_("Read a returned PDF …"), self._chosen(returns.ask), ACCEPTABLE, "", "import",
                       part=ANSWERS),
            self._verb("declined", N_("Mark as declined …"), self._chosen(answers.decline), (*WAITING, "accepted"), "",
                       "close-circle", part=ANSWERS),
            self._verb("back", N_("Take the answer back"), self._chosen(answers.take_back), ("accepted", "declined"),
                       "", "undo", part=ANSWERS),
            self._verb("withdrawn", N_("Withdraw …"), self._chosen(answers.withdraw), WAITING, "", "archive",
                       part=ANSWERS),
        )  # fmt: skip

    def _more(self) -> tuple[Action, ...]:
        """What is done more seldom."""
        page, group = self._page, f"{PAGE}/more"
        return (
            Action("quotes.duplicate", N_("Duplicate quote"), page.duplicate_chosen, "Ctrl+Shift+D", "copy", group,
                   enabled=self._one, writes=True, part=MORE),
            Action("quotes.template", N_("Save as template …"), page.save_as_template, "", "copy", group,
                   enabled=self._one, writes=True, part=MORE),
            Action("quotes.difference", N_("Show changes …"), page.compare_chosen, "Ctrl+Alt+C", "list", group,
                   enabled=self._is_revision, part=MORE),
            Action("quotes.verify", N_("Verify"), self._chosen(page.proofs.verify), "", "lock", group,
                   enabled=self._is_issued, part=MORE),
        )  # fmt: skip

    def _verb(
        self,
        key: str,
        text: str,
        run: Callable[[], object],
        states: tuple[str, ...],
        keys: str = "",
        picture: str = "",
        *,
        part: str = "",
    ) -> Action:
        """A command that moves a quote in one of some states to another."""
        enabled = partial(self._is_in, states)
        return Action(f"quotes.{key}", text, run, keys, picture, STATE, enabled=enabled, writes=True, part=part)

    def _chosen(self, run: Callable[[int], object]) -> Callable[[], object]:
        """What does something with the one chosen quote, once what is being typed is saved."""
        return partial(self._page.with_chosen, run)

    def _is_in(self, states: tuple[str, ...]) -> bool:
        return self._page.editable and self._page.status() in states

    def _is_issued(self) -> bool:
        return self._one() and self._page.status() not in {"draft", "bin", ""}

    def _is_revision(self) -> bool:
        """Whether there is an earlier quote to compare with; of one in the list this is known once it is asked for."""
        detail = self._page.editor.book.detail
        return self._one() and (not self._page.is_editing or (detail is not None and bool(detail.revisions)))

    def _one(self) -> bool:
        return len(self._page.chosen()) == 1

    def _can_be_binned(self) -> bool:
        chosen = self._page.chosen()
        return self._page.editable and bool(chosen) and (len(chosen) > 1 or self._page.status() in {"draft", "bin"})

    def _delete_words(self) -> str:
        return _("Restore") if self._page.status() == "bin" else _("Delete")

    def _export(self) -> None:
        self._page.with_chosen(self._page.documents.export)

    def _print(self) -> None:
        self._page.with_chosen(self._page.documents.print)

    def _look(self) -> None:
        self._page.with_chosen(self._page.documents.preview)

    def _is_editing(self) -> bool:
        return self._page.is_editing

    def _is_listing(self) -> bool:
        return not self._page.is_editing

    def _is_preview_shown(self) -> bool:
        return self._page.editor.preview_shown

    def _toggle_preview(self) -> None:
        self._page.editor.toggle_preview()

    def _larger(self) -> None:
        self._page.editor.preview.zoom_in()

    def _smaller(self) -> None:
        self._page.editor.preview.zoom_out()

    def _fit(self) -> None:
        self._page.editor.preview.fit_width()
