"""Pictures that papers print: only PNG and JPEG of a reasonable size that can be read to the end."""

from __future__ import annotations

from io import BytesIO

from crm_desktop.domain.errors import Refused

MOST_BYTES = 2_000_000
MOST_PIXELS = 6_000
"""The most pixels on a side: enough for print, and no picture that unpacks to gigabytes."""
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


def picture_type(content: bytes, *, field: str) -> str:
    """The media type of a picture that can be printed.

    Raises:
        Refused: ``picture.too_large``, ``picture.unreadable``.
    """
    from PIL import Image  # 30 ms; only choosing a picture needs it

    if len(content) > MOST_BYTES:
        raise _too_large(field)
    try:
        with Image.open(BytesIO(content), formats=tuple(_MEDIA_TYPES)) as picture:
            if max(picture.size) > MOST_PIXELS:
                raise _too_large(field)
            picture.load()
            return _MEDIA_TYPES[str(picture.format)]
    except Image.DecompressionBombError:
        raise _too_large(field) from None
    except (OSError, ValueError, SyntaxError):
        raise Refused("picture.unreadable", field=field) from None


def _too_large(field: str) -> Refused:
    return Refused("picture.too_large", field=field, limit=MOST_BYTES // 1_000_000, pixels=MOST_PIXELS)
