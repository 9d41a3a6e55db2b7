"""Puts the exhibits, untouched, into the windows that the layout left free for them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack

import pikepdf
from pikepdf import Array, Dictionary, Name

from gigwallet.documents.exhibit_views import Layer, Shown, View
from gigwallet.documents.sheet import Window

_NAME = "/Exhibit"
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


def place(pdf: pikepdf.Pdf, windows: Sequence[Window], shown: Mapping[str, Shown]) -> None:
    """Fills each window of ``pdf`` with its view. A picture shown on several pages is stored
    once."""
    stored: dict[tuple[str, int], pikepdf.Object] = {}
    with ExitStack() as papers:
        sheets: dict[str, pikepdf.Pdf] = {}
        for window in windows:
            exhibit = shown[window.exhibit]
            view = exhibit.views[window.view]
            page = pdf.pages[window.page - 1]
            if exhibit.layers:
                which = window.exhibit, view.page
                if which not in stored:
                    stored[which] = _picture(pdf, *exhibit.layers[view.page])
                _add(page, stored[which], _drawing(window, view, exhibit.orientation))
                continue
            if window.exhibit not in sheets:
                paper = pikepdf.open(io.BytesIO(exhibit.paper))
                sheets[window.exhibit] = papers.enter_context(paper)
            source = sheets[window.exhibit].pages[view.page]
            look = pdf.copy_foreign(source.obj.Resources.XObject["/Look"])
            box = pikepdf.Rectangle(
                window.x, window.y, window.x + window.width, window.y + window.height
            )
            drawing = page.calc_form_xobject_placement(
                look,
                Name(_NAME),
                box,
                invert_transformations=True,
                allow_shrink=True,
                allow_expand=True,
            )
            _add(page, look, drawing)


def _add(page: pikepdf.Page, thing: pikepdf.Object, drawing: bytes) -> None:
    # A page's resources may be shared by pages of the layout; the exhibit belongs to this one.
    resources = Dictionary(dict(page.obj.Resources.items()))
    resources["/XObject"] = Dictionary({_NAME: thing})
    page.obj.Resources = resources
    page.contents_add(drawing, prepend=False)


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


def _picture(pdf: pikepdf.Pdf, layer: Layer, alpha: Layer | None) -> pikepdf.Object:
    stream = _stream(pdf, layer)
    if alpha is not None:
        stream["/SMask"] = pdf.make_indirect(_stream(pdf, alpha))
    return pdf.make_indirect(stream)


def _stream(pdf: pikepdf.Pdf, layer: Layer) -> pikepdf.Stream:
    stream = pikepdf.Stream(pdf, b"")
    parameters: pikepdf.Dictionary | None = None
    if layer.filter == "FlateDecode":
        parameters = Dictionary(
            Predictor=15,
            Colors=layer.channels,
            BitsPerComponent=layer.bits,
            Columns=layer.width,
        )
    stream.write(layer.data, filter=Name("/" + layer.filter), decode_parms=parameters)
    for key, value in _about(pdf, layer):
        stream[key] = value
    return stream


def _about(pdf: pikepdf.Pdf, layer: Layer) -> Iterator[tuple[str, object]]:
    yield "/Type", Name.XObject
    yield "/Subtype", Name.Image
    yield "/Width", layer.width
    yield "/Height", layer.height
    yield "/BitsPerComponent", layer.bits
    if layer.palette:
        last = len(layer.palette) // 3 - 1
        yield (
            "/ColorSpace",
            Array([Name.Indexed, Name.DeviceRGB, last, pikepdf.String(layer.palette)]),
        )
    else:
        names = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}
        yield "/ColorSpace", names[layer.channels]
    if layer.inverted:
        yield "/Decode", Array([1, 0] * 4)
