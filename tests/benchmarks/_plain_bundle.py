"""The plain way to a bundle: img2pdf for pictures, reportlab for words, pikepdf to join them.

It digests every exhibit, writes a cover, an index and a stamp on each page, and nothing else: no
links, bookmarks, manifest, seal, stripped metadata, cleaned PDFs. What it cannot take (an alpha
channel) is flattened first. It is what somebody would write in an afternoon.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import img2pdf
import pikepdf
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas
from reportlab.platypus import LongTable, SimpleDocTemplate

_FACE = "plain"


def write(files: Sequence[tuple[Path, str]], out: Path, resources: Path) -> int:
    """The bundle of ``files`` with their media types; how many pages it has."""
    face = resources / "fonts" / "noto-sans-sc" / "NotoSansSC-Regular.ttf"
    pdfmetrics.registerFont(TTFont(_FACE, str(face)))
    layout = img2pdf.get_layout_fun((A4[0], A4[1]), border=(30 * mm, 25 * mm))
    with ExitStack() as opened, pikepdf.new() as whole:
        stamps: list[tuple[str, str]] = []
        rows = [("编号", "名称", "SHA-256", "页数")]
        for number, (path, media_type) in enumerate(files, 1):
            data = path.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            if media_type == "application/pdf":
                one = opened.enter_context(pikepdf.open(path))
            else:
                pdf = img2pdf.convert(_opaque(data), layout_fun=layout)
                one = opened.enter_context(pikepdf.open(io.BytesIO(pdf)))
            pages = len(one.pages)
            whole.pages.extend(one.pages)
            rows.append((f"1-{number}", f"骑手 App 截图 {number}", digest[:32], str(pages)))
            stamps += [(f"证据 1-{number}（{part + 1}/{pages}）", digest) for part in range(pages)]
        front = opened.enter_context(pikepdf.open(io.BytesIO(_front(rows))))
        first = len(front.pages)
        overlay = opened.enter_context(pikepdf.open(io.BytesIO(_stamps(stamps, first))))
        for page, stamp in zip(whole.pages, overlay.pages, strict=True):
            page.add_overlay(stamp)
        for place, page in enumerate(front.pages):
            whole.pages.insert(place, page)
        whole.save(out)
        return len(whole.pages)


def _opaque(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as picture:
        if picture.mode != "RGBA":
            return data
        flat = io.BytesIO()
        picture.convert("RGB").save(flat, "PNG", compress_level=1)
        return flat.getvalue()


def _front(rows: list[tuple[str, str, str, str]]) -> bytes:
    out = io.BytesIO()
    table = LongTable(rows, repeatRows=1, style=[("FONTNAME", (0, 0), (-1, -1), _FACE)])
    SimpleDocTemplate(out, pagesize=A4).build([table])
    return out.getvalue()


def _stamps(stamps: list[tuple[str, str]], first: int) -> bytes:
    out = io.BytesIO()
    paper = canvas.Canvas(out, pagesize=A4, pageCompression=1)
    for number, (text, digest) in enumerate(stamps, first + 1):
        paper.setFont(_FACE, 11)
        paper.drawRightString(A4[0] - 48, A4[1] - 40, text)
        paper.setFont(_FACE, 8)
        paper.drawString(71, A4[1] - 40, f"SHA-256 {digest[:16]}")
        paper.drawRightString(A4[0] - 48, 30, f"第 {number} 页 / 共 {first + len(stamps)} 页")
        paper.showPage()
    paper.save()
    return out.getvalue()
