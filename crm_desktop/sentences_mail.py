"""The sentences of refusals about mail: addresses, servers, certificates, passwords. `sentences` speaks them."""

from __future__ import annotations

from crm_desktop.words import N_

MAIL: dict[str, str] = {
    "mail.address": N_("“{text}” is no e-mail address. Nothing was sent: write it like ana@example.com."),
    "mail.too_many_addresses": N_("These are more than {limit} addresses. Nothing was sent: write to fewer at a time."),
    "mail.no_recipient": N_("It is not said who gets the mail. Nothing was sent: write an e-mail address."),
    "mail.no_sender": N_("Your own e-mail address is missing. Nothing was sent: write it in Settings, E-mail."),
    "mail.no_server": N_("No mail server is set up. Nothing was sent: write its name in Settings, E-mail."),
    "mail.no_password": N_("The password of “{user}” is not known. Nothing was sent: type it in Settings, E-mail."),
    "mail.host": N_("“{text}” cannot be the name of a server. Nothing was saved: write it like smtp.example.com."),
    "mail.open_only_here": N_(
        "Without TLS, everybody on the way to “{host}” could read your mail and your password. That is only done to a "
        "server on this very computer. Choose STARTTLS or TLS."
    ),
    "mail.name_not_found": N_(
        "No server called “{host}” was found. Nothing was sent: look at its name, and whether this computer is online."
    ),
    "mail.nobody_there": N_(
        "“{host}” takes no mail at port {port}. Nothing was sent: with TLS the port is usually 465, with STARTTLS 587."
    ),
    "mail.unreachable": N_("“{host}” cannot be reached ({reason}). Nothing was sent: look whether you are online."),
    "mail.timeout": N_(
        "“{host}” did not answer within {seconds} seconds. Nothing was sent: try again later, or look at its name and "
        "port."
    ),
    "mail.not_welcome": N_("“{host}” does not take mail now. It says “{answer}”. Nothing was sent."),
    "mail.closed": N_("“{host}” broke the connection off. Nothing was sent: try again later."),
    "mail.maybe_sent": N_(
        "“{host}” had the whole message, but the connection ended before it said so. It may have been sent: look into "
        "your sent mail or ask, before you send it again. The quote is not marked as sent."
    ),
    "mail.no_tls": N_(
        "“{host}” does not speak TLS at port {port}. Nothing was sent: port 587 usually wants STARTTLS, port 465 TLS."
    ),
    "mail.no_starttls": N_(
        "“{host}” does not offer STARTTLS, so that your password would be readable on the way. Nothing was sent: "
        "choose TLS and its port, usually 465."
    ),
    "mail.certificate_expired": N_(
        "The certificate of “{host}” is not valid today: it has expired, or the clock of this computer is wrong. "
        "Nothing was sent."
    ),
    "mail.certificate_other_name": N_(
        "The certificate of the server is not for “{host}”. Nothing was sent: write the name your provider tells you."
    ),
    "mail.certificate_unknown": N_(
        "Nobody this computer trusts vouches for the certificate of “{host}” (perhaps it signed it itself). Nothing "
        "was sent: somebody else may be answering in its place. Ask your provider."
    ),
    "mail.certificate": N_("The certificate of “{host}” is not trusted ({reason}). Nothing was sent."),
    "mail.no_login": N_(
        "“{host}” takes no login with name and password here (it offers: {ways}). Nothing was sent: some providers "
        "want an app password, or a login in the browser that this program cannot do."
    ),
    "mail.login_refused": N_(
        "“{host}” refuses the login of “{user}”. It says “{answer}”. Nothing was sent: look at user and password; some "
        "providers want an app password."
    ),
    "mail.sender_refused": N_("The server refuses mail from “{address}”. It says “{answer}”. Nothing was sent."),
    "mail.recipient_refused": N_(
        "The server refuses mail to “{address}”. It says “{answer}”. Nothing was sent, to the others neither."
    ),
    "mail.message_refused": N_("“{host}” refuses the message. It says “{answer}”. Nothing was sent."),
    "mail.no_utf8": N_(
        "An address has letters before the @ that “{host}” cannot write. Nothing was sent: send it with your own mail "
        "program."
    ),
    "mail.not_noted": N_(
        "The mail was sent, but that could not be noted ({sentence}). Mark the quote as sent by hand."
    ),
    "mail.not_issued": N_("A draft is not sent. Nothing was sent: issue the quote first."),
    "mail.no_phone": N_("This customer has no phone number with its country. Add one in Contacts to use WhatsApp."),
    "interaction.empty": N_("The note says nothing yet. Nothing was saved: write what happened."),
    "interaction.later": N_("“{text}” is still to come. Nothing was saved: the timeline tells what has happened."),
    "follow_up.not_open": N_("Quote {number} waits for no answer any more. Nothing was changed."),
    "follow_up.past": N_("“{text}” is not after today. Nothing was changed: choose a later day."),
    "undo.barrier.send": N_(
        "“{label} {subject}” cannot be undone: the quote has left the house. Withdraw it or make a revision instead."
    ),
}
