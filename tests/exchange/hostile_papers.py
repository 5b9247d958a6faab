"""PDF files that are made to do harm to whoever reads them: loops, floods of pages and fields, streams that unpack."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

CATALOG = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [3 0 R] >> >>"
ONE_PAGE = "<< /Type /Pages /Kids [4 0 R] /Count 1 >>"
FIELD = "<< /T (crm_quote) /V (X) >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"


def paper(objects: Mapping[int, str | bytes], root: int = 1) -> bytes:
    """A PDF of these objects by their numbers, with a table of where they are."""
    written, places = bytearray(b"%PDF-1.7\n"), {}
    for number, each in objects.items():
        places[number] = len(written)
        body = each.encode() if isinstance(each, str) else each
        written += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start, size = len(written), max(places) + 1
    written += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        written += b"%d 1\n%010d 00000 n \n" % (number, place)
    written += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
    return bytes(written)


def of(**changed: str) -> bytes:
    """A small form with some of its objects made otherwise: ``catalog``, ``pages``, ``field``, ``page``."""
    kinds = {"catalog": CATALOG, "pages": ONE_PAGE, "field": FIELD, "page": PAGE, **changed}
    return paper(dict(enumerate((kinds["catalog"], kinds["pages"], kinds["field"], kinds["page"]), 1)))


def many_pages(count: int) -> bytes:
    """One of so many pages, each of its own."""
    kids = " ".join(f"{number} 0 R" for number in range(4, 4 + count))
    pages = f"<< /Type /Pages /Kids [{kids}] /Count {count} >>"
    return paper({1: CATALOG, 2: pages, 3: FIELD} | dict.fromkeys(range(4, 4 + count), PAGE))


def doubled(levels: int, kind: str) -> bytes:
    """A tree in which every node names the next twice: two to the power of `levels` leaves in a few bytes."""
    first = 10
    chain: dict[int, str | bytes] = {
        first + level: f"<< /Kids [{first + level + 1} 0 R {first + level + 1} 0 R] /Count 99 >>"
        for level in range(levels)
    }
    leaf = {first + levels: PAGE if kind == "pages" else FIELD}
    if kind == "pages":
        return paper({1: CATALOG, 2: f"<< /Kids [{first} 0 R] /Count 99 >>", 3: FIELD} | chain | leaf)
    catalog = f"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [{first} 0 R] >> >>"
    return paper({1: catalog, 2: ONE_PAGE, 4: PAGE} | chain | leaf)


def packed_objects(unpacked: int) -> bytes:
    """One whose form is in a stream of objects that unpacks to so many bytes."""
    head = b"3 0 "
    stream = zlib.compress(head + FIELD.encode() + b" " * unpacked, 9)
    held = b"<< /Type /ObjStm /N 1 /First %d /Filter /FlateDecode /Length %d >>\nstream\n" % (len(head), len(stream))
    holder = held + stream + b"\nendstream"
    written = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in ((1, CATALOG.encode()), (2, ONE_PAGE.encode()), (4, PAGE.encode()), (5, holder)):
        places[number] = len(written)
        written += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(written)
    rows = [(0, 0, 65535), (1, places[1], 0), (1, places[2], 0), (2, 5, 0), (1, places[4], 0), (1, places[5], 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(4, "big") + rest.to_bytes(2, "big") for kind, place, rest in rows)
    table += bytes([1]) + start.to_bytes(4, "big") + bytes(2)
    written += b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n" % len(table)
    written += table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(written)


LOOPS = {
    "a page that is its own parent's parent": of(pages="<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
    "pages that name each other": of(pages="<< /Kids [4 0 R] /Count 1 >>", page="<< /Kids [2 0 R] /Count 1 >>"),
    "a field that is its own child": of(field="<< /T (a) /Kids [3 0 R] >>"),
    "an object that is itself": of(field="3 0 R"),
    "a catalogue that is itself": of(catalog="1 0 R"),
    "pages that are a number": of(pages="7"),
    "fields that are a number": of(catalog="<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields 7 >> >>"),
    "brackets in brackets": of(field="[" * 60_000),
}
