"""Where a screen shows a customer: phone numbers, addresses, and names beside their labels.

Rather one mark too many than one missed: a mark blackens a copy, and the person sees it before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gigwallet.domain.paper import Box, Paper, Piece
from gigwallet.domain.screen import CustomerMark, MarkKind
from gigwallet.ocr.fields import geometry
from gigwallet.ocr.fields.spelling import is_ideographic, plain, skeleton
from gigwallet.ocr.fields.spotting import part_box
from gigwallet.ocr.fields.template import Template

# Labels beside which a customer stands, whatever the app. Those of a template come on top.
_LABELS = {
    MarkKind.NAME: (
        "顾客", "顾客姓名", "收货人", "收件人", "联系人", "客户", "乘客", "用户", "姓名", "收餐人",
        "customer", "customer name", "recipient", "rider", "passenger", "deliver to", "name",
        "cliente", "pasajero", "nombre",
    ),
    MarkKind.ADDRESS: (
        "收货地址", "送货地址", "顾客地址", "地址", "上车地点", "下车地点", "起点", "终点",
        "目的地", "收件地址", "送达地址", "address", "delivery address", "drop-off", "dropoff",
        "drop off", "pickup", "pick-up", "pick up", "destination", "from", "to", "desde",
        "hasta", "origen",
        "destino", "dirección",
    ),
    MarkKind.PHONE: (
        "电话", "联系电话", "手机号", "手机", "手机尾号", "顾客电话", "虚拟号", "phone", "mobile",
        "contact", "tel", "teléfono", "celular",
    ),
}  # fmt: skip
NAME_LABELS = frozenset(_LABELS[MarkKind.NAME])
LABEL_WORDS = frozenset(label for labels in _LABELS.values() for label in labels)
_KIND_OF = {skeleton(label): kind for kind, labels in _LABELS.items() for label in labels}
_PHONES = re.compile(
    r"(?<![\d.#])(?:"
    # China: 138****1234, 138 0013 8000, +86; a virtual number with its extension.
    r"(?:\+?86[ -]?)?1[3-9]\d[ -]?(?:[*＊xX•●]{2,5}|\d{4})[ -]?\d{4}(?:[ ,转\-]+\d{3,6})?"
    r"|\d{3,4}[*＊•●]{2,5}\d{2,4}|1[3-9]\d{1,6}[*＊•●]{2,6}"
    r"|尾号:? ?\d{4}"
    # Another country, with its code; two groups at least.
    r"|\+\d{1,3}[ -]?\(?\d{1,4}\)?(?:[ -]?[\d*•]{2,5}){2,4}"
    # United States and Canada, United Kingdom, India, Singapore, Mexico and Colombia.
    r"|\(?\d{3}\)?[ -]\d{3}[ -]\d{4}|0[127]\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}|[6-9]\d{4}[ -]\d{5}"
    r"|(?<!\d)[689]\d{3}[ -]\d{4}|3\d{2}[ -]?\d{3}[ -]?\d{4}"
    r")(?![\d.])"
)
_CHINESE_ADDRESS = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:省|市|区|县|镇|乡)[\u4e00-\u9fff0-9A-Za-z]{2,}"
    r"|[\u4e00-\u9fff0-9A-Za-z]{2,}(?:路|街|巷|弄|大道|胡同|道)\s?\d{1,5}\s?(?:号|弄|-)"
    r"|[\u4e00-\u9fff0-9A-Za-z·]{2,}(?:小区|花园|公寓|大厦|广场|家园|新村|苑|公馆|宿舍|写字楼|中心)"
    r"[\u4e00-\u9fff0-9A-Za-z()#\-]*"
    r"|\d{1,4}(?:号楼|栋|幢|座|单元)|\d{2,5}室"
)
_WESTERN_ADDRESS = re.compile(
    r"(?:^|[\s,])\d{1,5}[A-Za-z]?,? (?:[\w'.-]+ ){0,4}"
    r"(?:St|Street|Rd|Road|Ave|Avenue|Blvd|Boulevard|Ln|Lane|Dr|Drive|Ct|Court|Pl|Place|Way|"
    r"Square|Sq|Terrace|Ter|Close|Crescent|Cres|Gardens|Gdns|Hill|Park|Parkway|Pkwy|Highway|Hwy|"
    r"Circle|Cir|Row|Mews|Grove|Walk|Nagar|Marg|Cross|Main|Layout)\b"
    r"|\b(?:Calle|Carrera|Cra|Cl|Avenida|Av|Diagonal|Transversal)\.? ?\d+[A-Za-z]?\b.*"
    r"|\b(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Block|Blk)\.? ?#?[\dA-Z]{1,5}\b"
    r"|\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b"
    r"|\b(?:Singapore) \d{6}\b|\b\d{6},? India\b",
    re.IGNORECASE,
)
TITLES = ("先生", "女士", "小姐", "同学")
_TITLED = re.compile(rf"[\u4e00-\u9fff*＊]{{1,3}}(?:{'|'.join(TITLES)})")
_LONGEST_LABEL = 24


def customer_marks(paper: Paper, template: Template | None) -> tuple[CustomerMark, ...]:
    """Marks of what identifies a customer, in reading order of each page. ``template`` adds the
    labels that its app uses."""
    own = {skeleton(each): _kind_of_label(each) for each in template.customer} if template else {}
    found: list[CustomerMark] = []
    for number, page in enumerate(paper.pages, start=1):
        pieces = geometry.order(page.pieces)
        marks = {(kind, box) for piece in pieces for kind, box in _in_text(piece)}
        marks |= set(_beside_labels(pieces, _KIND_OF | own))
        marks = {each for each in marks if not any(_inside(each, other) for other in marks)}
        ordered = sorted(
            marks, key=lambda each: (each[1].top, each[1].left, each[0], each[1].width)
        )
        found += [CustomerMark(kind, box, number) for kind, box in ordered]
    return tuple(found)


def _inside(mark: tuple[MarkKind, Box], other: tuple[MarkKind, Box]) -> bool:
    """Whether another mark of its kind blackens it as well."""
    return mark != other and mark[0] is other[0] and mark[1].around(other[1]) == other[1]


def _kind_of_label(label: str) -> MarkKind:
    return _KIND_OF.get(skeleton(label), MarkKind.NAME)


def _in_text(piece: Piece) -> Iterator[tuple[MarkKind, Box]]:
    """What is recognised by its own form. An address is blackened whole with its piece; a phone
    number or a name with a title only where it stands."""
    text = plain(piece.text)
    for match in _PHONES.finditer(text):
        yield MarkKind.PHONE, _wide(part_box(piece.box, text, *match.span()), piece.box)
    for match in _TITLED.finditer(text):
        yield MarkKind.NAME, _wide(part_box(piece.box, text, *match.span()), piece.box)
    if _CHINESE_ADDRESS.search(text) or _WESTERN_ADDRESS.search(text):
        yield MarkKind.ADDRESS, piece.box


def _wide(part: Box, whole: Box) -> Box:
    """Letters are not all of one width: a little more on both sides, within the piece."""
    more = whole.height
    left = max(whole.left, part.left - more)
    return Box(left, whole.top, min(whole.right, part.right + more) - left, whole.height)


def _beside_labels(
    pieces: Sequence[Piece], kinds: dict[str, MarkKind]
) -> Iterator[tuple[MarkKind, Box]]:
    """What stands behind such a label in its own piece, to its right, or right below it. A long
    address goes on in the rows below."""
    for piece in pieces:
        text = plain(piece.text)
        kind = kinds.get(skeleton(text))
        if kind is None:
            if found := _behind(piece, text, kinds):
                yield found
                yield from _goes_on(found[1], found[0], pieces)
            continue
        rights = [
            each
            for each in pieces
            if geometry.beside(piece.box, each.box) and geometry.right_of(piece.box, each.box)
        ]
        below = [] if rights else _below(piece, pieces)
        for each in rights or below:
            if kind is MarkKind.NAME and _figure(each.text):
                continue
            yield kind, each.box
            yield from _goes_on(each.box, kind, pieces)


def _behind(piece: Piece, text: str, kinds: dict[str, MarkKind]) -> tuple[MarkKind, Box] | None:
    """``顾客：王先生`` in one piece."""
    for cut in range(min(len(text) - 1, _LONGEST_LABEL), 0, -1):
        kind = kinds.get(skeleton(text[:cut]))
        marked = text[cut] in ": " or text[cut - 1] in ": "
        if kind is None or not marked:
            continue
        rest = text[cut:].lstrip(" :")
        # English words such as "to" begin many a sentence: there a colon must stand.
        if not rest or (":" not in text[: cut + 1] and not is_ideographic(text[:cut])):
            continue
        if kind is MarkKind.NAME and _figure(rest):
            continue
        return kind, part_box(piece.box, text, len(text) - len(rest), len(text))
    return None


def _figure(text: str) -> bool:
    """An amount or a count is no name."""
    bare = plain(text)
    return sum(each.isdigit() for each in bare) * 2 >= len(bare.replace(" ", ""))


def _below(piece: Piece, pieces: Sequence[Piece]) -> list[Piece]:
    under = [
        each
        for each in pieces
        if geometry.below(piece.box, each.box)
        and geometry.stacked(piece.box, each.box)
        and 0 <= geometry.gap(piece.box, each.box) <= piece.box.height
    ]
    return under[:1]


def _goes_on(box: Box, kind: MarkKind, pieces: Sequence[Piece]) -> Iterator[tuple[MarkKind, Box]]:
    """The rows right below an address that begin or end where it does."""
    if kind is not MarkKind.ADDRESS:
        return
    at = box
    for each in pieces:
        aligned = min(abs(each.box.left - box.left), abs(each.box.right - box.right))
        room = each.box.top - at.bottom
        if (
            geometry.middle(each.box) > geometry.middle(at)
            and not geometry.beside(at, each.box)
            and 2 * room <= at.height
            and 2 * aligned <= at.height
            and not any(
                geometry.beside(other.box, each.box) and other is not each for other in pieces
            )
        ):
            yield MarkKind.ADDRESS, each.box
            at = each.box
