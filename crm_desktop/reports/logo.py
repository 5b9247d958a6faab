"""The logo of a business: checked and made printable when it is chosen, drawn from memory, never from a file name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from crm_desktop.domain.errors import Refused

MOST_BYTES = 20_000_000
MOST_PIXELS = 40_000_000
WIDE, HIGH = 820, 270
"""Pixels kept: 360 dots an inch at the largest size a logo is printed in."""
FORMATS = ("PNG", "JPEG")


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture ready to draw, and its size in pixels."""

    image: Any
    width: int
    height: int

    def fit(self, width: float, height: float) -> tuple[float, float]:
        """The largest size in the picture's proportions within `width` and `height`."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale


def prepare_logo(data: bytes) -> bytes:
    """A chosen picture as it is kept: PNG, upright, no larger than print needs.

    Raises:
        Refused: ``logo.unreadable`` when it is no whole PNG or JPEG, ``logo.too_large`` when it is too big to open.
    """
    kept = BytesIO()
    _picture(data).save(kept, "PNG", optimize=True)
    return kept.getvalue()


@lru_cache(maxsize=4)
def load_logo(data: bytes | None) -> Logo | None:
    """The picture to draw; None when there is none or it cannot be read (the name of the business stands there then).

    A logo that went through `prepare_logo` always reads.
    """
    # The engine costs 60 ms of the start, and a window that prints nothing never needs it.
    from reportlab.lib.utils import ImageReader

    if not data:
        return None
    try:
        picture = _picture(data)
    except Refused:
        return None
    return Logo(ImageReader(picture), picture.width, picture.height)


def _picture(data: bytes) -> Any:
    """The whole picture in memory, upright and small enough; refuses as `prepare_logo` says."""
    # The picture library comes with the engine, and is needed as late.
    from PIL import Image, ImageOps

    if len(data) > MOST_BYTES:
        raise Refused("logo.too_large", field="logo")
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused("logo.too_large", field="logo")
            upright = ImageOps.exif_transpose(opened)
            picture = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("logo.too_large", field="logo") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("logo.unreadable", field="logo") from error
    picture.thumbnail((WIDE, HIGH), Image.Resampling.LANCZOS)
    return picture
