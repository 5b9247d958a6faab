"""One window for each file: a second start on the same file brings the first window to the front.

The first window leaves a note in the places' `run` folder and listens on a local socket. Only when there is a note does
a start look for the other window, so that an ordinary start pays nothing for it; a note left by a crash is found out
because nobody answers. (QLockFile is not used: it blocks for ever on an empty lock file or one of another machine.)
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

ANSWER_MILLISECONDS = 1000
RAISE = b"raise\n"


def socket_name(file: Path) -> str:
    """The name of the local socket of a file: the same for every way to write its path, different for each user."""
    import hashlib  # 3 ms that only a second start pays before its first paint

    real = os.path.realpath(file)
    key = os.path.normcase(real) + "|" + str(os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", ""))
    return "crm-desktop-" + hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def raise_other_window(file: Path, notes: Path) -> bool:
    """Brings the window that has `file` open to the front; False when there is none."""
    if not notes.is_dir() or not any(notes.iterdir()) or not _note(file, notes).exists():
        return False
    from PySide6.QtNetwork import QLocalSocket  # 10 ms that only a second start pays

    socket = QLocalSocket()
    socket.connectToServer(socket_name(file))
    if not socket.waitForConnected(ANSWER_MILLISECONDS):
        return False
    socket.write(RAISE)
    socket.waitForBytesWritten(ANSWER_MILLISECONDS)
    # The answer may have come while the question was still being written; waiting would then wait for another one.
    answered = socket.bytesAvailable() > 0 or socket.waitForReadyRead(ANSWER_MILLISECONDS)
    socket.disconnectFromServer()
    return answered


class WindowOfFile(QObject):
    """The first window's side: listens until it is closed, and calls `on_raise` when another start asks."""

    def __init__(self, file: Path, notes: Path, on_raise: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer  # loaded after the first paint

        self._note = _note(file, notes)
        self._on_raise = on_raise
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._listen(socket_name(file))

    def _listen(self, name: str) -> None:
        from PySide6.QtNetwork import QLocalServer  # see above

        # Nobody answered when this start looked, so a socket of that name was left by a crash.
        QLocalServer.removeServer(name)
        if self._server.listen(name):
            try:
                self._note.parent.mkdir(parents=True, exist_ok=True)
                self._note.write_text(str(os.getpid()), encoding="ascii")
            except OSError:
                # A read-only place: two windows of one file are then possible, and safe; only less convenient.
                return

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is None:
            return
        socket.disconnected.connect(socket.deleteLater)
        socket.write(b"ok\n")
        socket.flush()
        self._on_raise()

    def close(self) -> None:
        """Stops listening and takes the note away."""
        self._server.close()
        self._note.unlink(missing_ok=True)


def _note(file: Path, notes: Path) -> Path:
    return notes / (socket_name(file) + ".pid")
