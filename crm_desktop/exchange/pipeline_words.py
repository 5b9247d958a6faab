"""The words of tables of deals in the languages people bring them in, folded. Plain data."""

from __future__ import annotations

WORDS = {
    "external_id": "opportunity id|deal id|id|record id|external id|opportunity number|numero do negocio|codigo",
    "title": "title|deal|deal name|deal title|opportunity|opportunity name|name|subject|titulo|negocio|nome do negocio"
    "|oportunidade|nome da oportunidade|nome|assunto|nombre del negocio|nombre|affaire|geschaft",
    "company": "account|account name|company|company name|organization|organisation|organization name|client|customer"
    "|associated company|deal organization|empresa|conta|cliente|entidade|nome da empresa|cuenta|societe|entreprise"
    "|firma|kunde",
    "contact": "contact|contact name|contact person|person|associated contact|deal contact person|contacto|contato"
    "|pessoa|nome do contacto|nome do contato|ansprechpartner",
    "product": "product|product name|produto|artigo|producto|produit|produkt",
    "stage": "deal stage|stage|stage name|pipeline stage|sales stage|phase|fase|etapa|estagio|fase do negocio|etape",
    "status": "status|deal status|estado|situacao|statut",
    "opened_on": "engage date|open date|opened|created|create date|created on|created date|start date|deal created"
    "|data de inicio|data de abertura|criado em|data de criacao|inicio|fecha de inicio",
    "closed_on": "close date|closed date|closed|closed on|won time|data de fecho|data de fechamento|fecho|fechado em"
    "|data de conclusao|fecha de cierre|date de cloture",
    "expected_close": "expected close|expected close date|expected closing date|forecast date|estimated close date"
    "|fecho previsto|data prevista|previsao de fecho|previsao de fechamento|data prevista de fecho"
    "|data prevista de fechamento|cierre previsto",
    "value": "close value|value|deal value|amount|deal amount|sum|price|total|revenue|valor|valor do negocio|montante"
    "|importe|montant|wert|betrag",
    "currency": "currency|moeda|moneda|devise|wahrung",
    "owner": "sales agent|owner|deal owner|agent|sales rep|salesperson|responsible|assigned to|vendedor|responsavel"
    "|comercial|proprietario",
    "origin": "source|lead source|deal source|origem|fonte",
    "lost_reason": "lost reason|loss reason|closed lost reason|motivo da perda|motivo de perda|razao da perda",
    "next_step": "next step|next action|proximo passo|proxima acao|proxima etapa",
    "notes": "notes|note|comments|description|notas|observacoes|descricao|comentarios",
}
"""The headers of each field of a deal."""

_ONLY_COMPANIES = (
    "employees|number of employees|sector|industry|year established|founded|subsidiary of|parent account|headquarters"
    "|funcionarios|numero de funcionarios|numero de empregados|setor|ramo|ano de fundacao|sede|empleados|branche"
)
ONLY_COMPANIES = frozenset(_ONLY_COMPANIES.split("|"))
"""Headers of a table of companies that no deal has."""

_WON = "won ganho ganha ganhos ganado ganada gagne gagnee gewonnen vinto sold vendido vendida success"
_LOST = "lost perdido perdida perdidos perdu perdue verloren perso dead abandoned cancelled canceled"
WON, LOST = frozenset(_WON.split()), frozenset(_LOST.split())
"""Words in the name of a stage that say how its deals ended."""

_ORDER = (
    "lead suspect novo new prospect prospecting prospeccao prospecao contacted contactado contatado contacto contato"
    " qualify qualified qualification qualificado qualificacao engaging engaged discovery demo meeting reuniao visita"
    " analysis proposal proposta quote orcamento propuesta decision negotiation negociacao contract contrato commit"
    " verbal closing fecho fechamento"
)
ORDER = {word: place for place, word in enumerate(_ORDER.split())}
"""Where an open stage stands on the way, by a word in its name."""
