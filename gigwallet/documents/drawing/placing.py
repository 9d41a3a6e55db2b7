"""Puts the exhibits, untouched, into the windows that the layout left free for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Dictionary, Name

from gigwallet.documents.drawing.sheet import Window
from gigwallet.documents.exhibits.parts import LOOK, Stored, words_of
from gigwallet.documents.exhibits.views import View

_NAME, _WORDS = "/Exhibit", "/Words"
# What fills a window is the first content of its page (``sheet.ViewPages``).
_FIGURE, _END = b"/Figure <</MCID 0>> BDC ", b" EMC"
# How a stored picture is turned to stand upright: EXIF orientation -> matrix on the unit square.
_UPRIGHT = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


def place(
    pdf: pikepdf.Pdf,
    windows: Sequence[Window],
    found: Mapping[str, tuple[Stored, pikepdf.Pdf]],
) -> None:
    """Fills each window of ``pdf`` with its view, out of the part that holds the exhibit. A picture
    shown on several pages is stored once.

    The library copies the bytes of each look at once (0060)."""
    placed: dict[tuple[int, int], pikepdf.Object] = {}
    for window in windows:
        exhibit, part = found[window.exhibit]
        view = exhibit.views[window.view]
        page = pdf.pages[window.page - 1]
        which = id(part), exhibit.first + view.page
        if which not in placed:
            look = part.pages[which[1]].obj.Resources.XObject[LOOK]
            placed[which] = pdf.copy_foreign(look)
        if exhibit.stored_as or view.page + 1 in exhibit.drawn:
            drawing = _drawing(window, view, exhibit.orientation)
        else:
            drawing = page.calc_form_xobject_placement(
                placed[which],
                Name(_NAME),
                pikepdf.Rectangle(
                    window.x, window.y, window.x + window.width, window.y + window.height
                ),
                invert_transformations=True,
                allow_shrink=True,
                allow_expand=True,
            )
        things = {_NAME: placed[which]}
        words = _words(exhibit, window.view, part.pages[which[1]])
        if words is not None:
            things[_WORDS] = pdf.copy_foreign(words)
            drawing += _behind(window)
        _add(page, things, _FIGURE + drawing + _END)


def _words(exhibit: Stored, view: int, page: pikepdf.Page) -> pikepdf.Object | None:
    return page.obj.Resources.XObject.get(words_of(view)) if exhibit.worded else None


def _add(page: pikepdf.Page, things: Mapping[str, pikepdf.Object], drawing: bytes) -> None:
    # A page's resources may be shared by pages of the layout; the exhibit belongs to this one.
    resources = Dictionary(dict(page.obj.Resources.items()))
    resources["/XObject"] = Dictionary(dict(things))
    page.obj.Resources = resources
    page.contents_add(drawing, prepend=False)


def _behind(window: Window) -> bytes:
    """Lays the words, which are written on the unit square, over the window."""
    where = " ".join(map(_number, (window.width, 0, 0, window.height, window.x, window.y)))
    return f" q {where} cm {_WORDS} Do Q".encode("ascii")


def _drawing(window: Window, view: View, orientation: int) -> bytes:
    """Clips to the window and draws the whole picture so that the view's part lies in it."""
    whole = window.height / (view.bottom - view.top)
    bottom = window.y - (1 - view.bottom) * whole
    numbers = " ".join(map(_number, (window.x, window.y, window.width, window.height)))
    scale = " ".join(map(_number, (window.width, 0, 0, whole, window.x, bottom)))
    upright = " ".join(map(str, _UPRIGHT[orientation]))
    return f"q {numbers} re W n {scale} cm {upright} cm {_NAME} Do Q".encode("ascii")


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
