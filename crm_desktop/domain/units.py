"""Units as people write them, in the languages of the documents, as codes of UN/ECE Recommendation 20.

Source: UN/ECE Recommendation No. 20, Codes for Units of Measure Used in International Trade, revision 17 (annex III);
looked up 2026-11-21.
"""

from __future__ import annotations

from crm_desktop.domain.text import fold

PIECES = "C62"
"""One: what is counted, and what has no unit."""
MUTUALLY_DEFINED = "ZZ"
"""A unit that only seller and buyer know by its name."""
WORK = frozenset({"HUR", "DAY", "WEE", "MON", "MIN", "ANN", "E48"})
"""Codes that measure work: time, and services."""
GOODS = frozenset({"H87", "KGM", "GRM", "TNE", "LTR", "SET", "PR", "XBX", "XPK", "XRO"})
"""Codes that only things are counted in. A unit, a metre or a square metre can be one of work as well."""

_WRITTEN = {
    "C62": "un und unid unidade unidades unidad unidades unit units unite unites one ea each u uds",
    "H87": "pc pcs piece pieces peca pecas pza pzas pieza piezas st stk stuck pz pce pces",
    "HUR": "h hr hrs hour hours hora horas heure heures std stunde stunden",
    "MIN": "min mins minute minutes minuto minutos",
    "DAY": "d day days dia dias jour jours jr tag tage diaria diarias",
    "WEE": "wk week weeks semana semanas semaine semaines woche wochen sem",
    "MON": "mo month months mes meses mois monat monate",
    "ANN": "yr year years ano anos ans annee annees jahr jahre",
    "MTR": "m mt mts metre metres meter meters metro metros ml lm",
    "CMT": "cm",
    "MMT": "mm",
    "KMT": "km kilometre kilometres quilometro quilometros kilometro kilometros",
    "MTK": "m2 sqm qm m²",
    "MTQ": "m3 cbm m³",
    "KGM": "kg kgs quilo quilos kilo kilos quilograma",
    "GRM": "g gr grama gramas gramo gramos",
    "TNE": "t ton tonelada toneladas tonne tonnes",
    "LTR": "l lt ltr litre litres liter liters litro litros",
    "KWH": "kwh",
    "KWT": "kw",
    "SET": "set sets conjunto conjuntos conj cj jogo jogos juego juegos jeu kit kits",
    "PR": "pair pairs par pares paire paires",
    "LS": "ls lump lumpsum vg verba forfait global gl pauschal psch ps",
    "E48": "sv serv service servico servicos servicio servicios",
    "NAR": "item items artigo artigos",
    "XBX": "cx caixa caixas caja cajas box boxes boite boites",
    "XPK": "pk pack packs pacote pacotes paquete paquetes emb",
    "XRO": "rolo rolos rollo rollos roll rolls rouleau rouleaux",
}
_CODES = {fold(word): code for code, words in _WRITTEN.items() for word in words.split()}


def unit_code(unit: str) -> str:
    """The code of a unit: `PIECES` for none, `MUTUALLY_DEFINED` for one that is not known."""
    written = fold(unit).strip(" .")
    return _CODES.get(written, MUTUALLY_DEFINED) if written else PIECES
