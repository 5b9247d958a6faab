"""What a channel is for, from the words of many programs."""

from __future__ import annotations

import pytest

from crm_desktop.domain.contacts import ChannelUse
from crm_desktop.exchange.uses import use_of_label, use_of_types


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ([], (ChannelUse.OTHER, "")),
        (["voice", "pref", "internet"], (ChannelUse.OTHER, "")),
        (["work", "voice"], (ChannelUse.WORK, "")),
        (["home", "fax"], (ChannelUse.FAX, "home")),
        (["work", "cell", "text"], (ChannelUse.MOBILE, "work")),
        (["school"], (ChannelUse.OTHER, "school")),
        (["x-custom", "home"], (ChannelUse.HOME, "custom")),
    ],
)
def test_the_most_telling_type_decides(types: list[str], expected: tuple[ChannelUse, str]) -> None:
    assert use_of_types(types) == expected


@pytest.mark.parametrize(
    ("use", "label", "written", "expected"),
    [
        (ChannelUse.OTHER, "", "Telemóvel", (ChannelUse.MOBILE, "")),
        (ChannelUse.OTHER, "", "Escritório", (ChannelUse.WORK, "")),
        (ChannelUse.OTHER, "", "Other", (ChannelUse.OTHER, "")),
        (ChannelUse.OTHER, "", "Main", (ChannelUse.OTHER, "Main")),
        (ChannelUse.OTHER, "", "Reception", (ChannelUse.OTHER, "Reception")),
        (ChannelUse.WORK, "", "work", (ChannelUse.WORK, "")),
        (ChannelUse.FAX, "home", "", (ChannelUse.FAX, "home")),
        (ChannelUse.WORK, "", "Home", (ChannelUse.WORK, "Home")),
    ],
)
def test_a_plain_word_decides_an_open_use(
    use: ChannelUse, label: str, written: str, expected: tuple[ChannelUse, str]
) -> None:
    assert use_of_label(use, label, written) == expected
