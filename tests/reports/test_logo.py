"""Logos: read from memory, kept small, and never able to stop a paper."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from PIL import Image

from crm_desktop.reports.logo import HIGH, WIDE, load_logo
from tests.reports.examples import logo


def picture(mode: str, form: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    kept = BytesIO()
    Image.new(mode, size).save(kept, form)
    return kept.getvalue()


def test_a_logo_keeps_its_proportions_within_its_place() -> None:
    found = load_logo(logo(900, 300))
    assert found is not None
    assert found.fit(164, 54) == pytest.approx((162, 54), abs=1)


def test_a_large_logo_is_made_as_small_as_print_allows() -> None:
    found = load_logo(logo(4_000, 1_200))
    assert found is not None
    assert found.width <= WIDE
    assert found.height <= HIGH


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_can_be_a_logo(mode: str) -> None:
    assert load_logo(picture(mode)) is not None


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_every_kind_of_jpeg_can_be_a_logo(mode: str) -> None:
    assert load_logo(picture(mode, "JPEG")) is not None


@pytest.mark.parametrize("data", [None, b"", b"GIF89a", picture("RGB", "GIF"), b"/etc/passwd", logo()[:200]])
def test_what_is_no_picture_is_no_logo(data: bytes | None) -> None:
    assert load_logo(data) is None


def test_a_small_file_that_unpacks_to_a_gigantic_picture_is_not_opened() -> None:
    assert load_logo(picture("1", size=(7_000, 7_000))) is None
    assert load_logo(picture("1", size=(10_000, 10_000))) is None


def test_damaged_pictures_never_raise() -> None:
    chance = random.Random(7)
    for whole in (logo(60, 30), picture("RGB", "JPEG"), picture("P")):
        for _ in range(300):
            damaged = bytearray(whole)
            for _ in range(chance.randint(1, 8)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            found = load_logo(bytes(damaged))
            assert found is None or found.width > 0
