"""Proof on the screen that issued quotes are what was issued: one, or all of them in the background."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from crm_desktop.services import quote_verification
from crm_desktop.services.quote_verification import Verified
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.confirm import tell
from crm_desktop.ui.tasks import Task
from crm_desktop.words import _, current

MOST = 12
"""So many findings are shown; the rest is counted."""


class QuoteProofs:
    """The verbs of one window."""

    def __init__(self, context: Context, window: QWidget) -> None:
        self._context = context
        self._window = window

    def verify(self, quote_id: int) -> None:
        """Says whether one quote is exactly as issued."""
        try:
            with self._context.store.read() as session:
                proof = quote_verification.verify(session, quote_id)
        except Refused as refused:
            self._context.toasts.refuse(refused)
            return
        if proof.findings:
            self._tell_findings(_("{number} is not as issued", number=proof.number), proof.findings)
            return
        title = _("{number} is exactly as issued", number=proof.number)
        words = _(
            "Its PDF, its facts and its place among all issued quotes are those of {moment}.",
            moment=current().time(proof.issued_at.astimezone()),
        )
        tell(self._window, title, words, detail=_("SHA-256 {sum}", sum=proof.sha256))

    def verify_all(self) -> None:
        """Looks at every issued quote; the window stays alive meanwhile."""
        self._context.tasks.run(self._look, self._looked, title=_("Verifying issued quotes"))

    def _look(self, task: Task) -> Verified:
        return quote_verification.verify_all(self._context.store, task.progress)

    def _looked(self, verified: Verified) -> None:
        if verified.findings:
            self._tell_findings(_("Not all quotes are as issued"), verified.findings)
            return
        if not verified.count:
            self._context.toasts.tell(_("No quote was issued yet."))
            return
        words = current().plural(
            "{count} issued quote is exactly as issued, and none was taken away.",
            "All {count} issued quotes are exactly as issued, and none was taken away.",
            verified.count,
        )
        tell(self._window, _("Everything is as issued"), words)

    def _tell_findings(self, title: str, findings: tuple[Refused, ...]) -> None:
        lines = [sentence(finding) for finding in findings[:MOST]]
        if len(findings) > MOST:
            lines.append(current().plural("… and {count} more", "… and {count} more", len(findings) - MOST))
        tell(self._window, title, "\n\n".join(lines))
