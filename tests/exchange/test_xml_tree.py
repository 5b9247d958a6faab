"""XML that every reader reads, whatever stands in it."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.exchange.xml_tree import Element, clean, written


@given(st.text(), st.text())
def test_any_text_comes_back_but_for_what_xml_cannot_hold(text: str, value: str) -> None:
    tree = Element("a", parts=(Element("b", text, attributes=(("c", value),)),))
    (found,) = fromstring(written(tree, ()))
    assert (found.text or "") == clean(text)
    # Readers make blanks of line ends in attributes.
    assert "".join((found.get("c") or "").split()) == "".join(clean(value).split())


def test_namespaces_stand_at_the_root() -> None:
    root = fromstring(written(Element("a", "x"), (("", "urn:one"), ("p", "urn:two"))))
    assert (root.tag, root.text) == ("{urn:one}a", "x")
