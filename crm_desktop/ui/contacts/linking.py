"""Ways out of the program: a call, a letter, a website, a map."""

from __future__ import annotations

from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from crm_desktop.domain.contacts import ChannelKind
from crm_desktop.domain.phones import digits
from crm_desktop.services.contact_detail import ChannelShown

_WEB = ("http", "https")


def link_of(channel: ChannelShown) -> QUrl:
    """The address that calls, writes to or opens a channel; not valid when there is nothing to open."""
    if channel.kind is ChannelKind.PHONE:
        number = channel.e164 or digits(channel.value)
        return QUrl(f"tel:{number}") if number else QUrl()
    if channel.kind is ChannelKind.EMAIL:
        return QUrl(f"mailto:{quote(channel.value, safe='@')}")
    if channel.kind is ChannelKind.WEB:
        url = QUrl.fromUserInput(channel.value)
        # What a file brought may point anywhere; only web pages are opened.
        return url if url.scheme() in _WEB else QUrl()
    return QUrl(f"https://www.openstreetmap.org/search?query={quote(channel.shown)}")


def open_link(channel: ChannelShown) -> bool:
    """Opens the channel in the program the system has for it; False when there is none."""
    url = link_of(channel)
    return url.isValid() and QDesktopServices.openUrl(url)
