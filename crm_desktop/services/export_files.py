"""What an export holds beside tables: the PDFs of issued quotes, pictures, and a page that says what is where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.db.models.business import Blob
from crm_desktop.db.models.contacts import Contact
from crm_desktop.db.models.quotes import QuoteIssue
from crm_desktop.services import settings
from crm_desktop.services.settings_look import LETTERHEAD, LOGO
from crm_desktop.words import N_, Words, words_of

ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/bmp": "bmp",
    "image/svg+xml": "svg",
    "application/pdf": "pdf",
}
LONGEST_NAME = 80

ABOUT = (
    N_("Everything of “{name}”, as it was on {date}. No program of ours is needed to read it."),
    N_("csv: one table for each kind of record, for spreadsheets. A text that begins with = + - or @ has an "
       "apostrophe before it, so that no spreadsheet runs it."),
    N_("json: the same, with the parts of a record inside it and the totals of every quote."),
    N_("contacts.vcf: the contacts for other address books, with photos."),
    N_("quotes: the PDF of every issued quote, byte for byte as it was issued, and its content as JSON."),
    N_("pictures: the photos of contacts and the logo."),
    N_("Amounts have a point before the decimals; days are year-month-day. “deleted_at” says since when a record is "
       "in the bin. The history of changes is not part of this."),
)  # fmt: skip


def write_issued_quotes(session: Session, folder: Path) -> Mapping[str, int]:
    """The kept PDF and the frozen content of every issued quote."""
    written = 0
    for issue_id in session.scalars(select(QuoteIssue.id).order_by(QuoteIssue.id)).all():
        (folder / "quotes").mkdir(exist_ok=True)
        statement = select(QuoteIssue.number, QuoteIssue.pdf, QuoteIssue.snapshot).where(QuoteIssue.id == issue_id)
        number, pdf, snapshot = session.execute(statement).one()
        name = f"{issue_id} {safe_name(number)}".strip()
        (folder / "quotes" / f"{name}.pdf").write_bytes(pdf)
        (folder / "quotes" / f"{name}.json").write_text(snapshot, encoding="utf-8", errors="replace")
        written += 1
    return {"quotes": written}


def write_pictures(session: Session, folder: Path) -> Mapping[str, int]:
    """Every picture once for each contact that has it, named after the contact; the others by their hash."""
    owners: dict[str | None, list[str]] = {}
    for contact_id, name, sha256 in session.execute(
        select(Contact.id, Contact.name, Contact.photo).where(Contact.photo.is_not(None)).order_by(Contact.id)
    ):
        owners.setdefault(str(sha256), []).append(f"{contact_id} {safe_name(name)}".strip())
    for key, name in ((LOGO, "logo"), (LETTERHEAD, "letterhead")):
        if sha256 := settings.get(session, key):
            owners.setdefault(sha256, []).append(name)
    written = 0
    for sha256 in session.scalars(select(Blob.sha256).order_by(Blob.sha256)).all():
        (folder / "pictures").mkdir(exist_ok=True)
        media_type, content = session.execute(select(Blob.media_type, Blob.content).where(Blob.sha256 == sha256)).one()
        for name in owners.get(sha256, [sha256]):
            (folder / "pictures" / f"{name}.{ENDINGS.get(media_type, 'bin')}").write_bytes(content)
            written += 1
    return {"pictures": written}


def write_readme(session: Session, folder: Path, now: datetime, files: Mapping[str, int]) -> None:
    """What the folder holds, in the language of the business."""
    business = settings.business(session)
    words: Words = words_of(business.language)
    date = words.date(now.date())
    lines = [words.text(message).format(name=business.name, date=date) for message in ABOUT]
    counts = [f"{number:>8}  {name}" for name, number in files.items()]
    (folder / "README.txt").write_text("\n\n".join([*lines, "\n".join(counts)]) + "\n", encoding="utf-8")


def safe_name(name: str) -> str:
    """A text as part of a file name that every system takes."""
    kept = "".join(character if character.isalnum() or character in " -_" else "-" for character in name)
    return " ".join(kept.split())[:LONGEST_NAME].strip(" -")
