"""Mail handed over to real servers on this machine: good ones, and every way in which one can be bad."""

from __future__ import annotations

import datetime as dt
import logging
import socket
import threading
from pathlib import Path

import pytest
import trustme

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.mail import MailServer, Secret, Security
from crm_desktop.exchange.mail_faults import ANSWER_LIMIT
from crm_desktop.exchange.mail_server import PATIENCE, Envelope, Patience, Step, check, hand_over
from crm_desktop.sentences import sentence
from tests.exchange.post_office import HOST, PASSWORD, USER, Box, Logins, PostOffice, free_port, listening

SECRET = Secret(PASSWORD)
MAIL = Envelope(USER, ("rui@example.com", "eva@example.com"), b"Subject: Quote\r\n\r\n.hidden dot\r\n..\r\nend\r\n")
QUICK = Patience(answer=0.2, whole=0.4)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PostOffice:
    return PostOffice(tmp_path, monkeypatch)


def go_on(_step: Step) -> None:
    """Nobody stops it."""


def refusal(server: MailServer, patience: Patience = PATIENCE, mail: Envelope = MAIL) -> Refused:
    """How sending is refused; its sentence can be said and hides the password."""
    with pytest.raises(Refused) as refused:
        hand_over(server, SECRET, mail, go_on, patience)
    said = sentence(refused.value)
    assert PASSWORD not in said + repr(refused.value) + str(refused.value)
    return refused.value


@pytest.mark.parametrize("security", Security)
def test_a_mail_arrives_byte_for_byte(office: PostOffice, security: Security) -> None:
    with office.server(security, logins=Logins()) as (server, box):
        hand_over(server, SECRET, MAIL, go_on)
    (got,) = box.got
    assert got.content == MAIL.content
    assert (got.mail_from, got.rcpt_tos) == (USER, list(MAIL.recipients))
    assert box.secure == [security is Security.STARTTLS]  # what aiosmtpd sees of it: implicit TLS is around it


def test_a_server_without_login_is_asked_for_none(office: PostOffice) -> None:
    with office.server() as (server, box):
        hand_over(server, Secret(""), MAIL, go_on)
    assert len(box.got) == 1


def test_the_check_logs_in_and_sends_nothing(office: PostOffice) -> None:
    steps: list[Step] = []
    logins = Logins()
    with office.server(logins=logins) as (server, box):
        check(server, SECRET, steps.append)
    assert (box.got, logins.tried) == ([], [USER])
    assert steps == sorted(steps)


def test_a_wrong_password_is_said_with_the_words_of_the_server(office: PostOffice) -> None:
    with office.server(logins=Logins()) as (server, box), pytest.raises(Refused) as refused:
        hand_over(server, Secret("wrong"), MAIL, go_on)
    assert refused.value.key == "mail.login_refused"
    assert "5.7.8" in sentence(refused.value)
    assert box.got == []


def test_no_password_comes_into_a_log(office: PostOffice, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = Secret("unheard-of-password")
    with office.server(logins=Logins()) as (server, _box), pytest.raises(Refused):
        hand_over(server, secret, MAIL, go_on)
    assert "unheard-of-password" not in "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("mail.")
    )
    assert "unheard-of-password" not in f"{secret} {secret!r} {[secret]}"
    assert secret.hidden_in("You said unheard-of-password.") == "You said •••."


def test_a_server_that_does_not_log_in_is_not_given_a_password(office: PostOffice) -> None:
    with office.server() as (server, box):
        found = refusal(MailServer(HOST, server.port, server.security, USER))
    assert found.key == "mail.no_login"
    assert box.got == []


# Certificates.


def test_a_certificate_nobody_vouches_for_is_refused(office: PostOffice) -> None:
    for security in (Security.STARTTLS, Security.TLS):
        context = office.certified(ca=trustme.CA())
        with office.server(security, context, logins=Logins()) as (server, box):
            assert refusal(server).key == "mail.certificate_unknown"
        assert box.got == []


def test_a_certificate_for_another_name_is_refused(office: PostOffice) -> None:
    with office.server(context=office.certified("mail.example.com")) as (server, _box):
        assert refusal(server).key == "mail.certificate_other_name"


def test_an_expired_certificate_is_refused(office: PostOffice) -> None:
    old = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    context = office.certified(not_before=old, not_after=old + dt.timedelta(days=90))
    with office.server(context=context) as (server, _box):
        assert refusal(server).key == "mail.certificate_expired"


def test_a_server_without_starttls_never_sees_the_password(office: PostOffice) -> None:
    logins = Logins()
    with office.server(Security.NONE, logins=logins) as (server, box):
        found = refusal(MailServer(HOST, server.port, Security.STARTTLS, USER))
    assert found.key == "mail.no_starttls"
    assert (box.got, logins.tried) == ([], [])


def plain_words_until_tls(met: socket.socket, office: PostOffice, behind: bytes, seen: list[bytes]) -> None:
    """Offers STARTTLS, says `behind` in the same breath as its yes, and notes all that comes in the open."""
    met.sendall(b"220 here\r\n")
    lines = met.makefile("rb")
    for answer in (b"250-here\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n", b"220 Go\r\n" + behind):
        seen.append(lines.readline())
        met.sendall(answer)
    with office.certified().wrap_socket(met.dup(), server_side=True) as secure:
        secure.sendall(b"250-here\r\n250 AUTH PLAIN\r\n" if secure.recv(100) else b"")
        seen.append(secure.recv(1_000))


def test_words_put_behind_the_yes_to_starttls_end_the_talk(office: PostOffice) -> None:
    seen: list[bytes] = []
    forged = b"250-here\r\n250 AUTH PLAIN\r\n235 Welcome\r\n"
    with listening(lambda met: plain_words_until_tls(met, office, forged, seen)) as port:
        assert refusal(MailServer(HOST, port, Security.STARTTLS, USER)).key == "mail.starttls_injected"
    assert [line.split()[0].upper() for line in seen] == [b"EHLO", b"STARTTLS"]


def test_what_was_offered_in_the_open_is_asked_again_within_tls(office: PostOffice) -> None:
    seen: list[bytes] = []
    with listening(lambda met: plain_words_until_tls(met, office, b"", seen)) as port:
        refusal(MailServer(HOST, port, Security.STARTTLS, USER), Patience(answer=5, whole=5))
    assert [line.split()[0].upper() for line in seen] == [b"EHLO", b"STARTTLS", b"AUTH"]


@pytest.mark.parametrize("answer", [b"454 4.7.0 TLS not available now\r\n", b"501 no\r\n", b"250 yes?\r\n"])
def test_a_server_that_offers_starttls_and_does_not_begin_it_gets_nothing(answer: bytes) -> None:
    seen: list[bytes] = []

    def talk(met: socket.socket) -> None:
        met.sendall(b"220 here\r\n")
        lines = met.makefile("rb")
        for said in (b"250-here\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n", answer):
            seen.append(lines.readline())
            met.sendall(said)
        seen.append(lines.readline())
        lines.close()
        met.close()

    with listening(talk) as port:
        found = refusal(MailServer(HOST, port, Security.STARTTLS, USER))
    assert found.key == "mail.starttls_refused"
    assert str(found.values["answer"]) in answer.decode()
    assert [line.split()[0].upper() for line in seen if line] == [b"EHLO", b"STARTTLS"]


def test_a_server_that_speaks_no_tls_is_said_to(office: PostOffice) -> None:
    with office.server(Security.NONE) as (server, _box):
        assert refusal(MailServer(HOST, server.port, Security.TLS)).key == "mail.no_tls"


def test_without_tls_mail_goes_to_this_machine_only() -> None:
    assert refusal(MailServer("mail.example.com", 25, Security.NONE)).key == "mail.open_only_here"


# Servers that are not there, or do not answer.


def test_a_port_where_nobody_listens_is_said_to() -> None:
    assert refusal(MailServer(HOST, free_port(), Security.STARTTLS)).key == "mail.nobody_there"


@pytest.mark.parametrize("host", ["no-such-host.invalid", "x" * 70 + ".pt", "a..b"])
def test_a_name_that_is_not_known_is_said_to(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_args: object, **_values: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert refusal(MailServer(host, 587)).key == "mail.name_not_found"


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_server_that_never_answers_is_not_waited_for(security: Security) -> None:
    with listening(lambda _met: None) as port:
        assert refusal(MailServer(HOST, port, security), QUICK).key == "mail.timeout"


def test_a_server_that_answers_a_letter_at_a_time_is_not_waited_for_either() -> None:
    ended = threading.Event()

    def drip(met: socket.socket) -> None:
        for _letter in range(200):
            if ended.wait(0.02):
                break
            try:
                met.sendall(b"2")
            except OSError:
                break

    with listening(drip) as port:
        assert refusal(MailServer(HOST, port), Patience(answer=5, whole=0.3)).key == "mail.timeout"
        ended.set()


def test_a_lookup_that_hangs_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()

    def hang(*_args: object, **_values: object) -> object:
        ended.wait(20)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    assert refusal(MailServer(HOST, 587), QUICK).key == "mail.timeout"
    ended.set()


@pytest.mark.parametrize(
    ("said", "key"),
    [(b"554 Go away\r\n", "mail.not_welcome"), (b"", "mail.closed"), (b"HTTP/1.1 400 Bad\r\n\r\n", "mail.not_welcome")],
)
def test_a_server_that_is_none_or_takes_nobody_is_said_to(said: bytes, key: str) -> None:
    def greet(met: socket.socket) -> None:
        met.sendall(said)
        met.close()

    with listening(greet) as port:
        assert refusal(MailServer(HOST, port)).key == key


# In the middle of it.


def test_one_refused_recipient_means_nobody_gets_it(office: PostOffice) -> None:
    with office.server(box=Box(refused=frozenset({"eva@example.com"}))) as (server, box):
        found = refusal(server)
    assert (found.key, found.values["address"]) == ("mail.recipient_refused", "eva@example.com")
    assert box.got == []


def test_a_refused_message_is_said_in_the_words_of_the_server(office: PostOffice) -> None:
    with office.server(box=Box(verdict="552 5.3.4 Message too big")) as (server, _box):
        found = refusal(server)
    assert (found.key, found.values["answer"]) == ("mail.message_refused", "5.3.4 Message too big")


def talk_until(met: socket.socket, answers: list[bytes]) -> None:
    """Greets, answers one command after the other, and hangs up before the next."""
    met.sendall(b"220 here\r\n")
    lines = met.makefile("rb")
    for answer in answers:
        if not lines.readline():
            break
        met.sendall(answer)
    lines.close()
    met.close()


def test_a_server_that_hangs_up_before_it_has_the_message_has_sent_nothing() -> None:
    with listening(lambda met: talk_until(met, [b"250 here\r\n", b"250 OK\r\n"])) as port:
        assert refusal(MailServer(HOST, port, Security.NONE)).key == "mail.closed"


def test_a_server_that_hangs_up_with_the_whole_message_may_have_sent_it() -> None:
    def swallow(met: socket.socket) -> None:
        met.sendall(b"220 here\r\n")
        lines = met.makefile("rb")
        for answer in (b"250 here\r\n", b"250 OK\r\n", b"250 OK\r\n", b"250 OK\r\n", b"354 Go\r\n"):
            lines.readline()
            met.sendall(answer)
        while lines.readline() != b".\r\n":
            pass
        lines.close()
        met.close()

    with listening(swallow) as port:
        assert refusal(MailServer(HOST, port, Security.NONE)).key == "mail.maybe_sent"


@pytest.mark.parametrize("line", [b"250-SIZE 9999\r\n" * 2_000, b"2" * 65_536])
def test_an_answer_without_an_end_is_not_read_to_it(line: bytes) -> None:
    def flood(met: socket.socket) -> None:
        met.sendall(b"220 here\r\n")
        while True:
            met.sendall(line)

    with listening(flood) as port:
        assert refusal(MailServer(HOST, port, Security.NONE)).key == "mail.closed"


def test_of_a_very_long_answer_the_beginning_is_said() -> None:
    long = (b"550-" + b"x" * 4_000 + b"\r\n") * 10 + b"550 no\r\n"
    with listening(lambda met: talk_until(met, [b"250 here\r\n", b"250 OK\r\n", long])) as port:
        found = refusal(MailServer(HOST, port, Security.NONE))
    assert found.key == "mail.recipient_refused"
    assert len(str(found.values["answer"])) <= ANSWER_LIMIT


def test_a_server_that_says_yes_before_it_has_the_message_has_not_got_it() -> None:
    with listening(lambda met: talk_until(met, [b"250 yes\r\n"] * 6)) as port:
        assert refusal(MailServer(HOST, port, Security.NONE)).key == "mail.message_refused"


# Stopping.


class StoppedError(Exception):
    """The user has had enough."""


def test_who_stops_waits_no_longer_and_nothing_is_sent() -> None:
    def stop(_step: Step) -> None:
        raise StoppedError

    with listening(lambda _met: None) as port, pytest.raises(StoppedError):
        hand_over(MailServer(HOST, port), SECRET, MAIL, stop)


def test_who_stops_while_the_server_has_the_whole_message_is_told_so() -> None:
    whole = threading.Event()

    def hold(met: socket.socket) -> None:
        met.sendall(b"220 here\r\n")
        lines = met.makefile("rb")
        for answer in (b"250 here\r\n", b"250 OK\r\n", b"250 OK\r\n", b"250 OK\r\n", b"354 Go\r\n"):
            lines.readline()
            met.sendall(answer)
        while lines.readline() != b".\r\n":
            pass
        whole.set()

    def stop(_step: Step) -> None:
        if whole.is_set():
            raise StoppedError

    with listening(hold) as port, pytest.raises(Refused, match="maybe_sent"):
        hand_over(MailServer(HOST, port, Security.NONE), SECRET, MAIL, stop)


def test_letters_before_the_at_sign_need_a_server_that_can_write_them(office: PostOffice) -> None:
    mail = Envelope(USER, ("joão@example.com",), MAIL.content, utf8=True)
    with office.server() as (server, box):
        hand_over(server, Secret(""), mail, go_on)
    assert box.got[0].rcpt_tos == ["joão@example.com"]
    answers = [b"250 here\r\n", b"221 Bye\r\n"]
    with listening(lambda met: talk_until(met, answers)) as port:
        assert refusal(MailServer(HOST, port, Security.NONE), mail=mail).key == "mail.no_utf8"
