"""Units as people write them, by the code other programs read."""

from __future__ import annotations

import pytest

from crm_desktop.domain.units import GOODS, WORK, unit_code


@pytest.mark.parametrize(
    ("unit", "code"),
    [("h", "HUR"), ("Horas", "HUR"), ("hr.", "HUR"), ("un", "C62"), ("", "C62"), (" pcs ", "H87"), ("peças", "H87"),
     ("m", "MTR"), ("m²", "MTK"), ("M2", "MTK"), ("m³", "MTQ"), ("kg", "KGM"), ("dia", "DAY"), ("jours", "DAY"),
     ("mês", "MON"), ("L", "LTR"), ("km", "KMT"), ("vg", "LS"), ("serviço", "E48"), ("cx", "XBX"), ("palete", "ZZ")],
)  # fmt: skip
def test_a_unit_has_its_code(unit: str, code: str) -> None:
    assert unit_code(unit) == code


def test_no_unit_is_work_and_goods_at_once() -> None:
    assert not WORK & GOODS
