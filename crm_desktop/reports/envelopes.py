"""Where the address stands so that the window of an envelope shows it, whatever way the sheet slides in it.

All windows are reckoned for a sheet folded in three and put into a long envelope with the address panel in front. A
panel of 99 mm (A4) may lie up to 11 mm higher or 10 mm further left in a DL envelope of 220 x 110 mm; what is in the
window then too is where an address may stand.

DIN 5008:2020, form B, says 85 x 45 mm, 20 mm from the left edge and 45 mm from the top. The others are reckoned from
the usual envelopes, because their standards are not public: the French DL window (NF Z 11-001) of 45 x 100 mm, 20 mm
from the right and the lower edge; the Portuguese one at the right, 45 x 90 mm, 20 mm from the right and the lower edge;
the British one (BS 4264) of 35 x 90 mm, 20 mm from the left and 18 mm from the lower edge; the US number 10 envelope,
9 1/2 x 4 1/8 in, window 4 1/2 x 1 1/8 in, 7/8 in from the left and 1/2 in from the lower edge.
"""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Window:
    """The field of an address, in points from the upper left corner of the sheet.

    `left` None takes the left margin of the page. `top` None: no window, the address stands under the letterhead and
    takes only the room it needs. `sender`: the sender's line stands at the top of the field.
    """

    left: float | None
    top: float | None
    width: float
    height: float
    sender: bool = True


WINDOWS = {
    "din": Window(None, 45 * MM, 80 * MM, 45 * MM),
    "fr": Window(105 * MM, 45 * MM, 85 * MM, 40 * MM),
    "pt": Window(112 * MM, 45 * MM, 78 * MM, 40 * MM),
    "uk": Window(None, 52 * MM, 72 * MM, 34 * MM),
    "us": Window(None, 50 * MM, 80 * MM, 32 * MM),
    "none": Window(None, None, 80 * MM, 0.0, sender=False),
}
"""By country of the envelope; ``none`` for papers that are not posted."""
USUAL = "din"


def window_of(key: str) -> Window:
    """The window of a setting; the usual one for a key that is not known."""
    return WINDOWS.get(key, WINDOWS[USUAL])
