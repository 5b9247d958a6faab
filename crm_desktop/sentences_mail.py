"""The sentences of refusals about mail: addresses, servers, certificates, passwords. `sentences` speaks them."""

from __future__ import annotations

from crm_desktop.words import N_

MAIL: dict[str, str] = {
    "mail.address": N_("“{text}” is not an e-mail address. Nothing was sent: write it like ana@example.com."),
    "mail.too_many_addresses": N_(
        "There are more than {limit} addresses. Nothing was sent: send the quote to fewer people at a time."
    ),
    "mail.no_recipient": N_("The mail has no recipient. Nothing was sent: enter an e-mail address."),
    "mail.no_sender": N_("Your own e-mail address is missing. Nothing was sent: enter it in Settings, E-mail."),
    "mail.no_server": N_("No mail server is set up. Nothing was sent: enter its name in Settings, E-mail."),
    "mail.no_password": N_("The password of “{user}” is not known. Nothing was sent: type it in Settings, E-mail."),
    "mail.host": N_("“{text}” cannot be the name of a server. Nothing was saved: write it like smtp.example.com."),
    "mail.open_only_here": N_(
        "Without encryption others could read your mail and your password on the way to “{host}”, so nothing is sent "
        "that way. Choose STARTTLS or TLS in Settings, E-mail."
    ),
    "mail.name_not_found": N_(
        "No server called “{host}” was found. Nothing was sent: check the name, and whether this computer is online."
    ),
    "mail.nobody_there": N_(
        "“{host}” does not accept mail on port {port}. Nothing was sent: check the port; with TLS it is usually 465, "
        "with STARTTLS 587."
    ),
    "mail.unreachable": N_(
        "“{host}” cannot be reached ({reason}). Nothing was sent: check whether this computer is online."
    ),
    "mail.timeout": N_(
        "“{host}” did not answer within {seconds} seconds. Nothing was sent: try again later, or check the server’s "
        "name and port."
    ),
    "mail.not_welcome": N_(
        "“{host}” does not accept mail now. It says “{answer}”. Nothing was sent: try again later, or ask your "
        "provider."
    ),
    "mail.closed": N_("“{host}” ended the connection before it had the mail. Nothing was sent: try again later."),
    "mail.maybe_sent": N_(
        "“{host}” received the whole mail, but the connection ended before it confirmed that. The mail may have been "
        "sent: ask the customer, or look at the sent mail of your provider, before you send it again. The quote is "
        "not marked as sent."
    ),
    "mail.no_tls": N_(
        "“{host}” does not offer TLS on port {port}. Nothing was sent: choose STARTTLS with port 587, or TLS with "
        "port 465."
    ),
    "mail.no_starttls": N_(
        "“{host}” does not offer STARTTLS, so others could read your password on the way. Nothing was sent, the "
        "password neither: choose TLS and its port, usually 465."
    ),
    "mail.starttls_refused": N_(
        "“{host}” offers STARTTLS but does not begin it. It says “{answer}”. Nothing was sent, the password neither: "
        "try again later, or choose TLS and its port, usually 465."
    ),
    "mail.starttls_injected": N_(
        "The connection to “{host}” was tampered with before it was encrypted. Nothing was sent, the password neither: "
        "use another network, or choose TLS and its port, usually 465."
    ),
    "mail.certificate_expired": N_(
        "The certificate of “{host}” has expired, or the clock of this computer is wrong. Nothing was sent: check date "
        "and time of this computer, or ask your provider."
    ),
    "mail.certificate_other_name": N_(
        "The certificate of the server is not for “{host}”. Nothing was sent: enter the server name that your provider "
        "gives."
    ),
    "mail.certificate_unknown": N_(
        "This computer does not trust the certificate of “{host}”, so somebody else may be answering in its place. "
        "Nothing was sent: ask your provider."
    ),
    "mail.certificate": N_(
        "The certificate of “{host}” is not valid ({reason}), so somebody else may be answering in its place. Nothing "
        "was sent: ask your provider."
    ),
    "mail.no_login": N_(
        "“{host}” does not accept a login with name and password here (it offers: {ways}). Nothing was sent: ask your "
        "provider for an app password, or send with your own mail program."
    ),
    "mail.login_refused": N_(
        "“{host}” did not accept the login of “{user}”. It says “{answer}”. Nothing was sent: check user name and "
        "password; some providers want an app password."
    ),
    "mail.sender_refused": N_(
        "The server does not accept mail from “{address}”. It says “{answer}”. Nothing was sent: check your own "
        "address in Settings, E-mail."
    ),
    "mail.recipient_refused": N_(
        "The server does not accept mail to “{address}”. It says “{answer}”. Nothing was sent to anybody: correct this "
        "address or take it out."
    ),
    "mail.message_refused": N_(
        "“{host}” did not accept the mail. It says “{answer}”. Nothing was sent: change what it objects to, or send "
        "with your own mail program."
    ),
    "mail.no_utf8": N_(
        "An address has letters before the @ that “{host}” cannot handle. Nothing was sent: send with your own mail "
        "program."
    ),
    "mail.not_noted": N_(
        "The mail was sent, but the quote could not be marked as sent: {sentence} Do not send the mail again: note "
        "it again later, or mark the quote as sent."
    ),
    "mail.not_noted_fault": N_(
        "The mail was sent, but a fault of the program kept the quote from being marked as sent ({reason}). Do not "
        "send the mail again: mark the quote as sent."
    ),
    "mail.fault": N_(
        "A fault of the program kept the mail from being sent ({reason}). Nothing was sent: send with your own mail "
        "program, and report the fault."
    ),
    "mail.not_issued": N_("A draft cannot be sent. Nothing was sent: issue the quote first."),
    "mail.no_phone": N_(
        "This customer has no phone number with a country code. To use WhatsApp, add one in Contacts, like +351 …"
    ),
    "interaction.empty": N_("The note says nothing yet. Nothing was saved: write what happened."),
    "interaction.later": N_("“{text}” is in the future. Nothing was saved: enter when it happened."),
    "follow_up.not_open": N_("Quote {number} no longer waits for an answer. Nothing was changed."),
    "follow_up.past": N_("“{text}” is not after today. Nothing was changed: choose a later day."),
    "undo.barrier.send": N_(
        "“{label} {subject}” cannot be undone, because the quote was sent. Withdraw it or make a revision instead."
    ),
}
