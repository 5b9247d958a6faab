"""Where the address stands so that the window of an envelope shows it, whatever way the sheet slides in it.

All windows are reckoned for a sheet folded in three equal parts and put into a long envelope with the address panel in
front, where it may lie at any edge: a panel of A4 (99 mm) in a DL envelope of 220 x 110 mm up to 11 mm lower or 10 mm
further right, one of Letter (3 2/3 in) in a number 10 envelope of 9 1/2 x 4 1/8 in up to 0.46 in lower and 1 in further
right. An address stands where the window shows it even so, a little off its edges; what follows begins below all that a
window can show.

Looked up on 2026-11-22; the standards themselves are sold, so these are what others say of them:

- ``din``: DIN 5008:2020, form B: a field of 85 x 45 mm, 20 mm from the left and 45 mm from the upper edge of the sheet.
- ``fr``: NF Z 11-001: DL with a window of 45 x 100 mm, 20 mm from the right and the lower edge (KOMA-Script, scrlttr2,
  of its NF.lco; makers of envelopes sell the same as 45x100 20/20).
- ``uk``: BS 4264: DL with a window of 93 x 39 mm, 20 mm from the left and 53 mm from the upper edge (Royal Mail asks
  for 2 mm of white around what it reads wherever the sheet lies).
- ``us``: no standard; number 10 envelopes are mostly sold with a window of 4 1/2 x 1 1/8 in, 7/8 in from the left and
  1/2 in from the lower edge (makers of envelopes). Wherever the sheet lies it shows four lines.
- ``pt``: the post takes DL (CTT, Normalização), for windows no source was found: reckoned for 45 x 90 mm, 20 mm from
  the right and the lower edge.
"""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Window:
    """The field of an address, in points from the upper left corner of the sheet.

    `left` None takes the left margin of the page. `top` None: no window, the address stands under the letterhead and
    takes only the room it needs. `height` reaches to where the window shows nothing any more. `sender`: the sender's
    line stands at the top of the field; lower windows have no room for it.
    """

    left: float | None
    top: float | None
    width: float
    height: float
    sender: bool = True


WINDOWS = {
    "din": Window(None, 45 * MM, 80 * MM, 45 * MM),
    "fr": Window(105 * MM, 46 * MM, 83 * MM, 44 * MM),
    "pt": Window(112 * MM, 46 * MM, 76 * MM, 44 * MM),
    "uk": Window(None, 55 * MM, 76 * MM, 37 * MM, sender=False),
    "us": Window(None, 62.5 * MM, 84 * MM, 30 * MM, sender=False),
    "none": Window(None, None, 80 * MM, 0.0, sender=False),
}
"""By country of the envelope; ``none`` for papers that are not posted."""
USUAL = "din"


def window_of(key: str) -> Window:
    """The window of a setting; the usual one for a key that is not known."""
    return WINDOWS.get(key, WINDOWS[USUAL])
