"""Papers like those of real businesses, one for each way a page can fill: what the tests read and a person looks at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from crm_desktop.domain.papers import Letterhead, Party, QuotePaper
from crm_desktop.domain.quote_arithmetic import compute_totals
from crm_desktop.domain.quotes import Line, LineKind, LineRole, PriceMode, QuoteTerms, Share, ShareKind

WORKSHOP = Letterhead(
    business=Party(
        name="Oficina Silva",
        address=("Rua das Flores 12", "4050-262 Porto"),
        tax_id_label="NIF",
        tax_id="509 442 013",
        email="geral@oficinasilva.pt",
        phone="+351 222 001 234",
        web="oficinasilva.pt",
    ),
    tagline="Carpintaria · Porto",
    bank="IBAN PT50 0002 0123 1234 5678 9015 4",
)
CUSTOMER = Party(
    name="Atelier Sousa, Lda",
    person="Ana Sousa",
    address=("Rua do Almada 210", "4050-031 Porto"),
    tax_id_label="NIF",
    tax_id="513 876 220",
)
NOT_AN_INVOICE = "Este documento não serve de fatura."


def item(description: str, quantity: str = "1", unit: str = "un", price: str = "0", **more: Any) -> Line:
    """An item at 23 % unless said otherwise."""
    line = Line(
        description=description,
        quantity=Decimal(quantity),
        unit=unit,
        unit_price=Decimal(price),
        tax_rate=Decimal(23),
    )
    return replace(line, **more)


def section(title: str) -> Line:
    """A heading."""
    return Line(kind=LineKind.SECTION, description=title)


def text(words: str) -> Line:
    """A line of words."""
    return Line(kind=LineKind.TEXT, description=words)


def percent(value: str) -> Share:
    """A discount or deposit in percent."""
    return Share(ShareKind.PERCENT, Decimal(value))


def quote(lines: Iterable[Line], terms: Mapping[str, object] | None = None, **more: Any) -> QuotePaper:
    """A Portuguese quote with the given lines; `terms` and `more` replace what the terms and the paper hold."""
    all_terms = replace(QuoteTerms("EUR", tuple(lines)), **dict(terms or {}))  # type: ignore[arg-type]
    paper = QuotePaper(
        language="pt_PT",
        number="2026/42",
        title="",
        date=date(2026, 11, 21),
        valid_until=date(2026, 12, 21),
        letterhead=WORKSHOP,
        customer=CUSTOMER,
        terms=all_terms,
        totals=compute_totals(all_terms),
        notices=(NOT_AN_INVOICE,),
        tax_name="IVA",
    )
    return replace(paper, **more)


def plain(count: int, **more: Any) -> QuotePaper:
    """A quote of `count` short items."""
    return quote(
        [item(f"Peça número {n}", str(n % 7 + 1), "un", f"{n % 90 + 1}.35") for n in range(1, count + 1)], **more
    )


def shelves_draft() -> QuotePaper:
    """The draft of DESIGN's picture: two lines and an option."""
    return quote(
        [
            item("Prateleiras em carvalho, 18 mm, oleadas", "6", "un", "145"),
            item("Montagem no local", "6.5", "h", "42"),
            section("Opções"),
            item("Fita LED em cada prateleira", "6", "un", "28", role=LineRole.OPTIONAL),
        ],
        number="",
        mark="draft",
        intro="Estante de cozinha em carvalho, conforme a visita de 28/10.",
    )


def one_line() -> QuotePaper:
    """The shortest quote there is."""
    return quote([item("Reparação da porta do armazém", price="180")], valid_until=None)


def kitchen() -> QuotePaper:
    """Twelve lines with a logo, details, discounts, options, an alternative, a deposit and closing words."""
    return quote(
        [
            item("Levantamento de medidas no local", "1", "", "60"),
            item(
                "Armários inferiores, carvalho maciço\nPortas lisas, dobradiças com travão, interior em bétula",
                "5",
                "un",
                "412.50",
            ),
            item("Armários superiores, carvalho maciço\nProfundidade 35 cm, iluminação preparada", "4", "un", "298"),
            item("Gavetas com travão e divisórias", "8", "un", "86.40", discount=percent("10")),
            item(
                "Bancada em granito Cinza Penalva, 3 cm, polida, com rebordo e abertura para placa e lava-loiça",
                "3.85",
                "m²",
                "228.7350",
            ),
            item("Puxadores em latão escovado", "17", "un", "14.9"),
            item("Montagem e afinação", "22", "h", "38"),
            item("Remoção da cozinha existente", "1", "", "350", discount=Share(ShareKind.AMOUNT, Decimal(50))),
            item("Transporte", "1", "", "95", tax_rate=Decimal(6)),
            item("Fita LED sob os armários\nBranco quente, com regulador", "6", "m", "28", role=LineRole.OPTIONAL),
            item("Lava-loiça em granito", "1", "un", "310", role=LineRole.OPTIONAL),
            item("Bancada em mármore de Estremoz em vez de granito", "3.85", "m²", "289", role=LineRole.ALTERNATIVE),
        ],
        {"discount": percent("3"), "deposit": percent("30")},
        letterhead=replace(WORKSHOP, logo=logo()),
        title="Cozinha em carvalho, Rua do Almada",
        intro=(
            "Exma. Senhora Ana Sousa,\nobrigado pela visita de 28 de outubro. Segue a nossa proposta para a cozinha, "
            "com as madeiras que escolheu. O prazo de fabrico é de seis semanas a partir da adjudicação."
        ),
        payment_terms="30 % com a adjudicação, 40 % no início da montagem, o restante a 15 dias após a conclusão.",
        closing="Ficamos ao dispor para qualquer esclarecimento.\nCom os melhores cumprimentos,\nJoão Silva",
        reference="AS-COZ-7",
    )


def house() -> QuotePaper:
    """Two hundred lines in sections over ten pages."""
    rooms = (
        "Sala",
        "Cozinha",
        "Quarto principal",
        "Quarto de hóspedes",
        "Escritório",
        "Casa de banho",
        "Entrada",
        "Garagem",
    )
    works = (
        ("Demolição de revestimentos", "m²", "8.5"),
        ("Regularização de paredes com reboco projetado", "m²", "14.25"),
        ("Pintura a duas demãos\nTinta lavável, cor a escolher", "m²", "6.9"),
        ("Soalho flutuante em carvalho, incluindo manta e rodapé", "m²", "38.75"),
        ("Ponto elétrico", "un", "42"),
        ("Tomada de rede", "un", "55"),
        ("Porta interior lacada com aro e guarnição", "un", "312.4"),
    )
    lines: list[Line] = []
    for place, room in enumerate(rooms):
        lines.append(section(f"{place + 1}. {room}"))
        if place == 1:
            lines.append(text("As quantidades desta secção foram medidas em planta e serão confirmadas em obra."))
        for n in range(25):
            name, unit, price = works[(n + place) % len(works)]
            lines.append(item(name, str(n % 9 + 1 + place), unit, price, tax_rate=Decimal(6 if n % 5 == 0 else 23)))
    return quote(
        lines,
        {"discount": percent("2.5")},
        title="Remodelação de moradia, lote 12",
        intro="Conforme o caderno de encargos de 3 de novembro.",
        closing="Prazo de execução: 14 semanas.",
        payment_terms="Por auto de medição mensal, a 30 dias.",
    )


def brazilian() -> QuotePaper:
    """A Brazilian service quote whose prices include the taxes, on the customer's language and formats."""
    return quote(
        [
            section("Mão de obra"),
            item("Instalação de ar-condicionado split 12.000 BTU", "3", "un", "650", tax_rate=Decimal(5)),
            item("Visita técnica", "1", "", "180", tax_rate=Decimal(5)),
            section("Material"),
            item("Kit de instalação com 3 m de tubulação de cobre", "3", "kit", "389.9", tax_rate=Decimal(18)),
            item("Suporte para condensadora", "3", "par", "74.50", tax_rate=Decimal(18)),
        ],
        {"currency": "BRL", "price_mode": PriceMode.GROSS, "deposit": percent("50")},
        language="pt_BR",
        number="ORC-0137/2026",
        valid_until=date(2026, 12, 1),
        letterhead=Letterhead(
            business=Party(
                name="Climatiza Serviços Ltda.",
                address=("Av. Paulista 1578, cj. 42", "Bela Vista", "01310-200 São Paulo – SP"),
                tax_id_label="CNPJ",
                tax_id="12.345.678/0001-95",
                phone="(11) 98765-4321",
                email="contato@climatiza.com.br",
            ),
            bank="Pix: contato@climatiza.com.br",
            accent="#C2410C",
        ),
        customer=Party(
            name="Padaria Três Irmãos",
            person="Sra. Conceição Araújo",
            address=("Rua Augusta 2203", "Cerqueira César", "01413-000 São Paulo – SP"),
            tax_id_label="CNPJ",
            tax_id="98.765.432/0001-10",
        ),
        notices=(),
        tax_name="impostos",
        payment_terms="50 % na aprovação por Pix, 50 % na entrega.",
        title="Climatização do salão",
    )


def exempt() -> QuotePaper:
    """A Portuguese freelancer exempt from VAT, with income tax withheld by the customer."""
    reason = "IVA – regime de isenção, art. 53.º do CIVA (M10)"
    free: dict[str, Any] = {"tax_rate": Decimal(0), "tax_reason": reason}
    return quote(
        [
            item("Identidade visual\nLogótipo, paleta, tipografia e manual de 12 páginas", "1", "", "1400", **free),
            item("Cartões de visita, desenho", "2", "un", "90", **free),
            item("Sessão de fotografia de produto", "4.5", "h", "65", **free),
        ],
        {"withholding": Decimal(23)},
        number="2026/7",
        letterhead=Letterhead(
            business=Party(
                name="Inês Carvalho",
                address=("Travessa do Carmo 8, 2.º esq.", "1200-096 Lisboa"),
                tax_id_label="NIF",
                tax_id="245 111 908",
                email="ola@inescarvalho.pt",
            ),
            tagline="Design gráfico",
            bank="IBAN PT50 0035 0651 0000 1234 5678 9",
            accent="#7C3AED",
        ),
        title="Identidade para a cafetaria “Grão”",
        closing="O prazo de entrega é de quatro semanas após a adjudicação.",
    )


HOSTILE = (
    "A & B <Ltd>",
    '<img src="/etc/passwd"/> <b>bold</b> &amp; &#65;',
    "Łódź, Ελλάδα, Київ, São Tomé – naïve “quoted” ½ m² ≤ 5 µm",
    "🎉 emoji 👩‍👩‍👧 and 漢字",
    "right\u202eto\u202cleft \u2067isolate\u2069 \u200bzero\u200d width\ufeff",
    "control\x00 \x07\x1b[31m characters\x7f",
    "a\tb\r\nc\x0bd\u2028e\x85f",
    "cafe\u0301 decomposed, so\u00adft hyphen, non\u2011breaking",
    "lone \ud800 surrogate",
    "{braces} %s %(name)s \\ (parentheses) \\101 )",
)
"""Texts that have broken real programs; each must print as it was typed, or visibly not."""


def hostile() -> QuotePaper:
    """Every field full of what no field should hold."""
    everything = "\n".join(HOSTILE)
    one = " ".join(HOSTILE)
    return quote(
        [
            *(item(words, unit=words[:40], price="12.3456") for words in HOSTILE),
            section(one),
            text(everything),
            item("W" * 10_000),
            item("", "9999999", "x", "99999.9999", discount=Share(ShareKind.AMOUNT, Decimal("0.0001"))),
            item(one, role=LineRole.OPTIONAL),
        ],
        number=HOSTILE[0],
        title=one,
        reference="R" * 500,
        intro=everything,
        closing=everything,
        payment_terms=one,
        tax_name="<b>IVA</b>",
        letterhead=replace(
            WORKSHOP,
            logo=b"\x89PNG\r\n\x1a\nbroken",
            accent="javascript:",
            page_size="A3",
            tagline=one,
            bank=one,
            business=Party(one, one, (one, one), one, one, one, one, one),
        ),
        customer=Party(one, everything, (one, "X" * 2_000), one, one),
        notices=(one, one, one),
        mark="expired",
    )


def logo(width: int = 900, height: int = 300) -> bytes:
    """A PNG with a transparent ground, as businesses have them."""
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((0, 0, height - 1, height - 1), height // 5, fill=(14, 124, 123, 255))
    draw.polygon(
        [(height * 0.2, height * 0.75), (height * 0.5, height * 0.2), (height * 0.8, height * 0.75)], fill="white"
    )
    for bar in range(3):
        top = height * (0.2 + bar * 0.25)
        draw.rectangle((height * 1.15, top, width * (1 - bar * 0.15), top + height * 0.12), fill=(28, 37, 48, 255))
    kept = BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


ALL = (shelves_draft, one_line, kitchen, house, brazilian, exempt, hostile)
