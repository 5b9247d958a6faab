"""The logo of a business, read from memory and made as small as print allows; never read from a file by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

MOST_PIXELS = 40_000_000
"""A picture that unpacks to more is not opened."""
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


@lru_cache(maxsize=4)
def load_logo(data: bytes | None) -> Logo | None:
    """The picture to draw; None when there is none or it cannot be read.

    A paper must print whatever became of the logo: without one, the name of the business stands in its place. What
    may be chosen as a logo is checked where it is chosen.
    """
    # With the engine, when the first paper is drawn.
    from reportlab.lib.utils import ImageReader

    picture = _picture(data) if data else None
    return Logo(ImageReader(picture), picture.width, picture.height) if picture is not None else None


def _picture(data: bytes) -> Any:
    """The whole picture in memory, upright and small enough; None when it is broken or gigantic."""
    # As above.
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            upright = ImageOps.exif_transpose(opened)
            picture = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    picture.thumbnail((WIDE, HIGH), Image.Resampling.LANCZOS)
    return picture
