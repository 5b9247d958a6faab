"""What a channel is for, from the words files use for it: vCard types, Apple labels, Google labels, column headers."""

from __future__ import annotations

from collections.abc import Iterable

from crm_desktop.domain.contacts import ChannelUse
from crm_desktop.domain.text import fold

USES = {
    "cell": ChannelUse.MOBILE,
    "mobile": ChannelUse.MOBILE,
    "fax": ChannelUse.FAX,
    "pager": ChannelUse.PAGER,
    "billing": ChannelUse.BILLING,
    "work": ChannelUse.WORK,
    "home": ChannelUse.HOME,
}
"""Types of vCard by what is for what, the more telling first: a mobile phone of work is a mobile phone."""

# How a channel carries data, or how to deliver to it, not what it is for.
_SILENT = frozenset(
    {"voice", "internet", "pref", "msg", "text", "video", "dom", "intl", "postal", "parcel", "textphone", "tlx", "x400"}
    | {"other", "x-other", "iphone"}
)
# Labels people and programs give, folded.
_WORDS = {
    ChannelUse.MOBILE: "mobile cell cellular handy mobil telemovel celular movil portable cellulare iphone "
    "tlm tlmv telem",
    ChannelUse.WORK: "work business office company trabalho empresa profissional comercial escritorio trabajo oficina "
    "emprego empleo bureau travail professionnel arbeit geschaftlich lavoro ufficio",
    ChannelUse.HOME: "home private personal casa pessoal residencial particular residencia domicilio maison domicile "
    "prive privat abitazione",
    ChannelUse.FAX: "fax telefax telecopie telecopieur",
    ChannelUse.PAGER: "pager bip beeper",
    ChannelUse.BILLING: "billing invoice invoicing faturacao faturamento cobranca facturacion facturation rechnung",
    ChannelUse.OTHER: "other main outro outros otro otros autre sonstige altro",
}
USE_WORDS = {word: use for use, words in _WORDS.items() for word in words.split()}
"""Folded words for a use, in the languages of the files people bring."""


def use_of_types(types: Iterable[str]) -> tuple[ChannelUse, str]:
    """The use and the label of vCard types in small letters: ``home, fax`` is a fax labelled ``home``."""
    said = [kind for kind in types if kind not in _SILENT]
    if not said:
        return ChannelUse.OTHER, ""
    known = [kind for kind in USES if kind in said]
    unknown = [kind.removeprefix("x-") for kind in said if kind not in USES]
    if not known:
        return ChannelUse.OTHER, unknown[0]
    use = USES[known[0]]
    beside = [kind for kind in known[1:] if USES[kind] is not use and kind in ("work", "home")]
    return use, (beside + unknown + [""])[0]


def use_of_label(use: ChannelUse, label: str, written: str) -> tuple[ChannelUse, str]:
    """A use and a label with what a person wrote beside the channel: a plain word decides an open use."""
    if not written:
        return use, label
    said = USE_WORDS.get(fold(written))
    if use is ChannelUse.OTHER and said is not None:
        return said, label if said is not ChannelUse.OTHER or label else ("" if fold(written) == "other" else written)
    if said is use:
        return use, label
    return use, written
