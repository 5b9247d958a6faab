"""What mails with a quote say until somebody writes it otherwise, in each language of documents.

Written here and not in the catalogues: a mail speaks its customer's language, also those the screens do not speak.
"""

from __future__ import annotations

SUBJECTS = {
    "en": "Quote {number} from {business}",
    "pt_PT": "Orçamento {number} – {business}",
    "pt_BR": "Orçamento {number} – {business}",
    "es": "Presupuesto {number} – {business}",
    "fr": "Devis {number} – {business}",
}
BODIES = {
    "en": """Dear {person},

please find attached our quote {number} for {total}.
It is about: {title}.
It is valid until {valid_until}.

If you have any questions, just reply to this e-mail.

Kind regards
{business}
{link}""",
    "pt_PT": """Olá, {person},

segue em anexo o orçamento {number}, no valor de {total}.
Assunto: {title}.
É válido até {valid_until}.

Para qualquer questão, basta responder a este e-mail.

Com os melhores cumprimentos
{business}
{link}""",
    "pt_BR": """Olá, {person},

segue em anexo o orçamento {number}, no valor de {total}.
Referente a: {title}.
Válido até {valid_until}.

Qualquer dúvida, é só responder a este e-mail.

Atenciosamente,
{business}
{link}""",
    "es": """Hola, {person}:

Le adjuntamos el presupuesto {number} por un importe de {total}.
Asunto: {title}.
Es válido hasta el {valid_until}.

Si tiene alguna pregunta, basta con responder a este correo.

Un saludo,
{business}
{link}""",
    "fr": """Bonjour {person},

Veuillez trouver ci-joint notre devis {number} d’un montant de {total}.
Objet : {title}.
Il est valable jusqu’au {valid_until}.

Pour toute question, il suffit de répondre à cet e-mail.

Cordialement,
{business}
{link}""",
}
