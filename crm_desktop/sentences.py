"""The sentence of every refusal: what happened, what was not saved, what to do. Keys are used by `Refused`."""

from __future__ import annotations

from pathlib import PurePath

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import quotable
from crm_desktop.sentences_exchange import EXCHANGE
from crm_desktop.sentences_mail import MAIL
from crm_desktop.sentences_papers import PAPERS
from crm_desktop.sentences_quotes import QUOTES
from crm_desktop.words import N_, Words, current

NUMBERS = ("count", "limit")
"""The placeholders that say how many."""
SENTENCES: dict[str, str] = {
    **EXCHANGE,
    **MAIL,
    **QUOTES,
    **PAPERS,
    "record.stale": N_(
        "This was changed elsewhere to “{theirs}” while you typed “{yours}”. Nothing was overwritten: choose one."
    ),
    "amount.ambiguous": N_("“{text}” can mean {whole} or {fraction}. Nothing was saved: write one of these two."),
    "amount.not_a_number": N_("“{text}” is not a number. Nothing was saved: write it with digits, like 1234 or 12.5."),
    "amount.over_maximum": N_("“{text}” is more than {maximum}, the most allowed here. Nothing was saved: enter less."),
    "amount.too_large": N_("“{text}” is too large for an amount. Nothing was saved: enter a smaller number."),
    "amount.too_precise": N_(
        "“{text}” has more than {places} decimals. Nothing was saved: round it first, so that no cent is lost unseen."
    ),
    "amount.too_small": N_("“{text}” is less than {minimum}, the least allowed here. Nothing was saved: enter more."),
    "currency.unknown": N_("“{text}” is not a currency. Nothing was saved: use its three-letter code, like EUR."),
    "text.too_long": N_(
        "“{text}” has {count} characters, more than the {limit} that fit here. Nothing was saved: shorten it."
    ),
    "date.not_a_date": N_("“{text}” is not a day. Nothing was saved: write it as year-month-day, like 2026-11-21."),
    "deal.probability": N_("“{text}” is not a percentage from 0 to 100. Nothing was saved: correct it."),
    "job.amount_negative": N_("“{text}” is below zero. Nothing was saved: enter zero or more."),
    "job.minutes": N_("“{text}” is not a time worked. Nothing was saved: write it like 90, 1:30 or 1h30."),
    "job.quantity_not_positive": N_("The quantity “{text}” is not above zero. Nothing was saved: correct it."),
    "profile.unknown": N_("“{text}” is not a country known here. Nothing was saved: use one of {known}."),
    "export.not_empty": N_("The folder “{path}” is not empty. Nothing was written: choose a new or an empty one."),
    "history.kind": N_("“{text}” is not a record with a history. Write one of {known} and its number, like deal:3."),
    "import.alike": N_("“{name}” may be the same as “{other}”, who was here before: both have {text}."),
    "import.alike_more": N_("{count} more in this file have the e-mail address of somebody who was here before."),
    "import.company_unclear": N_(
        "There are several companies called “{name}”. Another one is made for these people: see which is meant."
    ),
    "import.odd_birthday": N_("The birthday of “{name}” is “{text}”, which is no day there is. It is kept as written."),
    "import.kept": N_("“{name}” was edited here: “{kept}” is kept, though the file says “{text}”."),
    "import.card_open": N_(
        "The card of “{name}” has no end. What it holds comes all the same: look whether it is complete."
    ),
    "file.not_written": N_(
        "“{path}” was not written: {reason}. What stood there before is unchanged: choose another place."
    ),
    "file.too_large": N_("“{path}” is larger than {megabytes} MB. Nothing was read: divide it into smaller files."),
    "import.binary": N_(
        "“{source}” holds neither text nor cards. Nothing was imported: choose a vCard, CSV or Excel file of contacts."
    ),
    "import.columns_unknown": N_(
        "No column of “{source}” is known to hold names, companies, e-mails or phones. Nothing was imported: "
        "name the columns in the first row, or choose what they hold."
    ),
    "import.empty": N_("“{source}” is empty. Nothing was imported: choose another file."),
    "import.group": N_("This card is a list of contacts, not a person or a company. It is left out."),
    "import.account_spelled": N_("“{written}” is taken for “{meant}” in {count} deals."),
    "import.account_unknown": N_("“{name}”, in {count} deals, is not in the list of accounts. They come all the same."),
    "import.columns_left_out": N_("These columns are left out, because there is no place for them: {names}."),
    "import.date_unclear": N_(
        "“{text}” is no date, or can mean two days. This row is left out: write it like 2026-11-21."
    ),
    "import.deal_nameless": N_(
        "There is no title, product, company or number here to call the deal by. It is left out."
    ),
    "import.deal_repeated": N_("The deal {number} was there before. This row is left out."),
    "import.deal_company_unclear": N_(
        "Two companies here are called “{name}”. Its deals come without a contact: choose one for each."
    ),
    "import.item_repeated": N_(
        "“{name}” is in this list more than once. The first one is taken, this one is left out."
    ),
    "import.deal_touched": N_(
        "“{title}” was changed here since it was imported. It is left as it is: compare it with the file."
    ),
    "import.stage_merged": N_("The stage “{name}” is taken for “{meant}” in {count} deals."),
    "import.deals_without_account": N_("{count} deals name no company or person. They come without one."),
    "import.companies_not_deals": N_(
        "“{source}” lists companies, not deals. Nothing was imported: choose the table of deals first, and add this "
        "one to it as its companies."
    ),
    "import.fields_unknown": N_(
        "The columns of “{source}” are not known: {names}. Nothing was imported: name them in the first row."
    ),
    "import.product_spelled": N_("“{written}” is taken for the product “{meant}” in {count} deals."),
    "import.product_unknown": N_("“{name}”, in {count} deals, is not in the list of products. They come all the same."),
    "import.too_many_columns": N_(
        "“{source}” has {count} columns, more than {limit}. Nothing was imported: leave only those about contacts."
    ),
    "import.lines_outside": N_("{count} lines, this one first, belong to no card. They are left out."),
    "import.nobody": N_(
        "There is no name, company, phone, e-mail or address here to call the contact by. It is left out."
    ),
    "paper.unreadable": N_("This paper is damaged, or was not made by this program. Nothing was printed."),
    "pdf.no_page": N_("There is no page {page}: the document has {count}. Nothing was shown."),
    "pdf.unreadable": N_("This is not a PDF that can be read. Nothing was shown or printed: choose another file."),
    "report.failed": N_("The pages could not be made ({reason}). Nothing was lost: change the document or try again."),
    "import.worker_lost": N_(
        "The process that imports has stopped before it said what it did. Look whether what you import is there; if it"
        " is not, import the file again."
    ),
    "report.worker_lost": N_("The process that makes the pages has stopped. Nothing was lost: try again."),
    "picture.too_large": N_(
        "This picture is larger than {limit} MB or {pixels} pixels on a side. Nothing was saved: make it smaller first."
    ),
    "picture.unreadable": N_(
        "This file is not a PNG or JPEG picture that can be read. Nothing was saved: choose another one."
    ),
    "deal.begins_open": N_("A new deal cannot begin in “{name}”. Nothing was saved: choose an open stage."),
    "deal.is_open": N_("“{title}” is still open. Nothing was changed."),
    "deal.no_pipeline": N_("There is no stage for this deal. Nothing was saved: make a pipeline first."),
    "deal.not_lost": N_("“{title}” is not lost, so it has no reason for it. Nothing was saved."),
    "deal.reason_needed": N_("“{title}” can only be lost for a reason. Nothing was changed: choose one."),
    "deal.title_empty": N_("A deal needs a title. Nothing was saved: type one."),
    "deal.value_negative": N_("The value of a deal cannot be below zero. Nothing was saved: correct it."),
    "catalogue.amount_negative": N_("“{text}” is below zero. Nothing was saved: enter zero or more."),
    "catalogue.break_quantity": N_(
        "“{text}” is no quantity to begin a price at. Nothing was saved: enter more than zero."
    ),
    "catalogue.break_twice": N_("There is a price from {text} on already. Nothing was saved: change that one."),
    "catalogue.markup_range": N_("A markup of {text} % is above {limit} %. Nothing was saved: enter less."),
    "catalogue.too_many_breaks": N_("An item has {limit} prices by quantity at most. Nothing was saved."),
    "template.currency": N_(
        "“{text}” has prices in {theirs}, and the quote is in {ours}. Nothing was added: use a template in {ours}."
    ),
    "template.empty": N_("There is nothing to keep yet. Nothing was saved: add lines first."),
    "catalogue.code_taken": N_("The code “{code}” belongs to another item. Nothing was saved: choose another one."),
    "job.part_nameless": N_("A part needs a name. Nothing was saved: type one."),
    "lost_reason.unknown": N_("“{text}” is no lost reason. Nothing was changed: use one of {known}."),
    "lost_reason.in_use": N_("Deals were lost for “{name}”. Nothing was removed: archive it instead."),
    "name.empty": N_("A name is needed. Nothing was saved: type one."),
    "name.taken": N_("There is already one called “{name}”. Nothing was saved: choose another name."),
    "pipeline.last": N_("This is the only pipeline. Nothing was removed: add another one first."),
    "pipeline.too_many_stages": N_(
        "A pipeline has at most {limit} stages, one of them won and one lost. Nothing was saved: leave some out."
    ),
    "sale.amount_negative": N_("A sale cannot be below zero. Nothing was saved: correct the amount."),
    "stage.in_use": N_(
        "Deals are or were in “{name}”, some perhaps in the bin. Nothing was removed: rename it instead."
    ),
    "stage.needed": N_("A pipeline needs “{name}”. Nothing was removed."),
    "sample.exists": N_("The sample business is there already. Nothing was added."),
    "sample.missing": N_("There is no sample business here. Nothing was removed."),
    "undo.barrier.sample": N_(
        "The sample business cannot be undone, because its quotes are issued. Remove it from the menu instead."
    ),
    "undo.barrier.start": N_("This is where the business began. There is nothing before it to go back to."),
    "channel.email": N_("“{text}” is not an e-mail address. Nothing was saved: write it like name@example.com."),
    "channel.empty": N_("There is nothing here to reach somebody by. Nothing was saved: fill it in, or remove it."),
    "channel.phone": N_("“{text}” has no digits. Nothing was saved: type the number."),
    "channel.web": N_("“{text}” is not a web address. Nothing was saved: write it like www.example.com."),
    "contact.birthday": N_(
        "“{text}” is not a birthday. Nothing was saved: write it like 1980-03-22, or --03-22 without the year."
    ),
    "contact.country": N_("“{text}” is not a country. Nothing was saved: use its two-letter code, like PT."),
    "contact.kind": N_("“{text}” is neither a person nor a company. Nothing was saved: choose one of these."),
    "contact.kind_in_use": N_(
        "“{name}” belongs to a company or has people in it. Nothing was saved: take those away first."
    ),
    "contact.language": N_("“{text}” is not a language. Nothing was saved: use its code, like pt_PT or fr."),
    "contact.lifecycle": N_("“{text}” is not one of {known}. Nothing was saved: use one of these."),
    "contact.view": N_("“{text}” is not a list of contacts. Use one of {known}, or tag: and a tag."),
    "employment.circle": N_("“{name}” already reports to this person. Nothing was saved: choose somebody else."),
    "employment.not_a_company": N_("“{name}” is not a company. Nothing was saved: choose a company."),
    "employment.not_a_person": N_("“{name}” is not a person. Nothing was saved: choose a person."),
    "employment.twice": N_("“{name}” already works at “{company}”. Nothing was added: edit that line."),
    "setting.bic": N_("“{text}” is not a BIC. Nothing was saved: compare it with the bank’s."),
    "setting.choice": N_("“{text}” is not one of {choices}. Nothing was saved: choose one of these."),
    "setting.colour": N_("“{text}” is not a colour. Nothing was saved: write it like #0E7C7B."),
    "setting.email": N_("“{text}” is not an e-mail address. Nothing was saved: correct it."),
    "setting.iban": N_("The IBAN “{text}” does not pass its check. Nothing was saved: compare it with the bank’s."),
    "setting.image": N_("A picture is chosen from a file, not typed. Nothing was saved."),
    "setting.pdf": N_("A letterhead is chosen as a PDF file. Nothing was saved: choose the file."),
    "setting.phone": N_("“{text}” is not a phone number. Nothing was saved: correct it."),
    "setting.rates": N_(
        "These are not tax rates. Nothing was saved: "
        'write them like [{{"rate": "23", "label": "Normal", "reason": ""}}].'
    ),
    "setting.tax_id": N_("“{text}” is not a tax number. Nothing was saved: correct it."),
    "setting.unknown": N_("There is no setting called “{text}”. Nothing was saved."),
    "file.missing": N_("There is no file “{path}”. Nothing was opened: look for it, or restore a backup."),
    "file.empty": N_(
        "“{path}” is empty: something cut it off, or it was never written. It was left as it is: restore a backup."
    ),
    "file.foreign": N_("“{path}” is not a business file of this program. It was left as it is: choose another file."),
    "file.newer": N_(
        "“{path}” was written by a newer version of this program. It was left as it is: update the program to open it."
    ),
    "file.damaged": N_(
        "“{path}” is damaged. Nothing was written to it: restore the last backup, and keep this file until then."
    ),
    "file.cannot_open": N_(
        "“{path}” cannot be opened. Nothing was changed: look whether the file is there and may be read."
    ),
    "file.locked": N_(
        "Another window or program is writing to “{path}”. Nothing was saved: wait a moment and try again."
    ),
    "file.busy": N_("Longer work is being saved. This was not saved: try again when that work has ended."),
    "file.exists": N_("There is already something called “{path}”. Nothing was written: choose another name."),
    "file.read_only": N_(
        "“{path}” or its folder cannot be written. Nothing was saved: take the write protection away or save a copy."
    ),
    "file.older_read_only": N_(
        "“{path}” comes from an older version of this program and has to be brought up to date, but cannot be written. "
        "Nothing was changed: copy it to a folder of your own and open the copy."
    ),
    "file.unfinished": N_(
        "The last write to “{path}” was cut off and has to be taken back, but the file cannot be written. "
        "Nothing was changed: copy it together with “{path}-journal” to a folder of your own and open the copy."
    ),
    "file.moved": N_(
        "“{path}” was moved, deleted or replaced while it was open. This was not saved: close it and open it again."
    ),
    "file.disk_full": N_(
        "The disk of “{path}” is full. This was not saved, all that was saved before is safe: make room and try again."
    ),
    "file.io": N_(
        "The disk reported an error at “{path}”. This was not saved: look whether the disk is connected and sound."
    ),
    "file.too_big": N_("This is more than “{path}” may hold. Nothing was saved: make it smaller."),
    "file.no_memory": N_("The computer has too little memory left for this. Nothing was saved: close other programs."),
    "file.no_permission": N_("You have no right to write “{path}”. Nothing was written: choose another folder."),
    "file.folder_missing": N_("The folder of “{path}” does not exist. Nothing was written: choose another folder."),
    "file.name_too_long": N_("The name “{path}” is too long. Nothing was written: choose a shorter one."),
    "file.migration_failed": N_(
        "“{path}” could not be brought up to date ({reason}). It was left as it is, and a backup was made: "
        "open it with the version of the program you had before, and report this."
    ),
    "file.in_synced_folder": N_(
        "“{path}” lies in a folder that {service} keeps in step with other computers. While it does so, two computers "
        "can overwrite each other’s work: keep the file elsewhere and put backups here."
    ),
    "file.on_network": N_(
        "“{path}” lies on a network drive, where a lost connection or a second computer can damage it: "
        "keep the file on this computer and put backups there."
    ),
    "backup.missing": N_("There is no backup “{path}”. Nothing was changed: choose another one."),
    "backup.damaged": N_("The backup “{path}” is damaged. Nothing was changed: choose another one."),
    "backup.changed": N_(
        "The backup “{path}” is not what was written: it was changed, or the disk is failing. Nothing was changed: "
        "choose another one."
    ),
    "backup.open": N_("The backup “{path}” is open itself. Nothing was changed: close it first."),
    "backup.not_verified": N_(
        "The backup at “{path}” did not pass its check and was thrown away. Your file and the earlier backups are as "
        "they were: try again, or choose another disk."
    ),
    "check.structure": N_("The file is damaged inside: {text}. Restore the last backup and keep this file until then."),
    "check.no_copy": N_(
        "“{path}” is from an older version and could not be checked: that takes a copy of it in the folder for "
        "temporary files ({reason}). Nothing was changed: make room there and try again."
    ),
    "check.schema": N_("“{name}” is not as this program made it: another program has changed the file’s structure."),
    "check.reference": N_("Row {row} of “{table}” belongs to a row of “{other}” that is not there."),
    "check.cell": N_("Row {row} of “{table}” holds “{text}” in “{column}”, which cannot be understood."),
    "check.chain": N_(
        "Quote {number}, or {before}, which was issued before it, is no longer as it was issued. Keep this file as it "
        "is, and open a backup from before the change to see what {number} and {before} said."
    ),
    "check.chain_first": N_(
        "Quote {number}, the first that was issued in this file, is no longer as it was issued. Keep this file as it "
        "is, and open a backup from before the change to see what it said."
    ),
    "check.chain_gap": N_(
        "At least one quote that was issued after {before} and before {number} is missing in this file. Keep this file "
        "as it is, and restore a backup that still has it."
    ),
    "check.chain_beginning": N_(
        "At least one quote that was issued before {number} is missing in this file. Keep this file as it is, and "
        "restore a backup that still has it."
    ),
    "check.chain_end": N_(
        "Quote {number}, or one that was issued after it, is missing in this file. Keep this file as it is, and "
        "restore a backup that still has it."
    ),
    "check.chain_gone": N_(
        "All quotes that were issued in this file are missing. Keep this file as it is, and restore a backup that "
        "still has them."
    ),
    "check.issued": N_("The stored PDF of quote {number} is not the one that was issued."),
    "check.template": N_(
        "The template “{name}” is damaged and cannot be used. Delete it and make it anew, or restore a backup."
    ),
    "check.blob": N_("The stored picture or file {name} is not the one that was put in."),
    "check.index": N_("Searching misses or misplaces {count} records ({kind})."),
    "check.index_damaged": N_("The search index is damaged: restore the last backup, or export and import everything."),
    "check.more": N_("There are more problems of this sort."),
    "undo.nothing": N_("There is nothing to undo."),
    "undo.changed_since": N_(
        "This was changed again since, perhaps in another window. Nothing was undone: "
        "look at the record and change it by hand."
    ),
    "undo.in_use": N_(
        "Other records, perhaps in the bin, still belong to this one. Nothing was undone: remove them first."
    ),
    "undo.migrated": N_("Before this, the file was brought up to date for a new version. That cannot be undone."),
    "undo.restored": N_(
        "Before this, a backup was restored. Undo ends here: to go back, restore the backup that was made just before."
    ),
    "redo.nothing": N_("There is nothing to redo."),
    "record.damaged": N_(
        "The file holds “{text}” here, which cannot be understood. Nothing was saved: enter the right value first."
    ),
    "text.not_unicode": N_("This text has characters that cannot be kept. Nothing was saved: remove them."),
    "value.too_large": N_("A number here is too large to be kept. Nothing was saved: make it smaller."),
    "tasks.cancelled": N_("It was stopped. Nothing was saved."),
    "import.quote_stray": N_("A quotation mark stands here that belongs to no pair. The row was read around it."),
    "import.row_broken": N_(
        "This row has {found} cells and a stray quotation mark, the header has {expected} cells. It is left out: "
        "correct the row and import the file again."
    ),
    "import.sheet_unreadable": N_(
        "“{source}” is not a sound Excel workbook. Nothing was imported: open it in your spreadsheet program and save "
        "it again as .xlsx or .csv."
    ),
    "record.missing": N_("This record no longer exists. Nothing was saved."),
    "undo.barrier.issue": N_("“{label} {subject}” cannot be undone: the number is taken. Withdraw the quote instead."),
    "undo.barrier.answer": N_(
        "“{label} {subject}” cannot be undone with a key. Take the answer back in the quote’s menu instead."
    ),
    "file.not_read": N_("{path} could not be read ({reason}). Nothing was done."),
    "tasks.busy": N_("“{title}” is still running. Nothing was started: wait until it has ended, or stop it."),
    "answer.not_written": N_(
        "The answer could not be written ({reason}). What was asked for is done all the same: "
        "look at it before you do it again."
    ),
    "program.fault": N_(
        "The program failed ({kind}). What it had not finished was not saved. How it happened stands in “{log}”: "
        "report it with that file."
    ),
    "program.fault_unlogged": N_(
        "The program failed ({kind}). What it had not finished was not saved: try again, and report it if it fails "
        "again."
    ),
    "file.no_plain_file": N_(
        "“{path}” is not a plain file. Nothing was read from it or written to it: choose another."
    ),
    "field.date": N_("“{text}” is not a day. Nothing was saved: write it like {example}."),
    "field.choice": N_("“{text}” is not in the list. Nothing was saved: choose one of the suggestions."),
    "field.text_too_long": N_(
        "This text has {count} characters, more than the {limit} that fit in this field. Nothing was saved: shorten it."
    ),
    "field.required": N_("This cannot stay empty. Nothing was saved: fill it in."),
    "print.not_begun": N_("The printer “{printer}” takes no pages. Nothing was printed: look whether it is on."),
    "print.cut_off": N_("The printer “{printer}” stopped before page {page}. Print the rest from there."),
}


def sentence(error: Refused, words: Words | None = None) -> str:
    """What a refusal says, in the screens' language or in `words`.

    Values fill the placeholders as plain text; a value that is itself a key of a sentence stays a value.
    A value ``quote_line`` names the line of a quote before the sentence; how many there are (``count``, ``limit``)
    is grouped as the language does.
    """
    words = words or current()
    # Names of files and errors of the system come as they are.
    values = {name: _said(name, value, words) for name, value in error.values.items()}
    said = words.text(SENTENCES[error.key]).format(**values)
    line = error.values.get("quote_line")
    return words.text(SENTENCES["quote.at_line"], line=line, sentence=said) if line else said


def _said(name: str, value: object, words: Words) -> object:
    if name in NUMBERS and isinstance(value, int):
        return words.integer(value)
    return quotable(str(value)) if isinstance(value, str | PurePath) else value
