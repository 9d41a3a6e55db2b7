"""What a drawn screen really says, and where: what a reading of it is judged by."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from gigwallet.domain.paper import Box
from gigwallet.domain.screen import FieldKind, MarkKind

EASY, HARD = "easy", "hard"


@dataclass(frozen=True, slots=True)
class TrueField:
    """``value`` is written as ``ScreenField.value`` is. ``box`` holds the value alone, or, for a
    quantity that stands within a label, the label. ``lost``: its decimal point cannot be seen, so
    that nobody can read the value off these pixels alone."""

    label: str
    text: str
    value: str
    kind: FieldKind
    currency: str
    box: Box
    lost: bool = False


@dataclass(frozen=True, slots=True)
class TrueMark:
    """Something of an (invented) customer."""

    kind: MarkKind
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Truth:
    """``template`` is the name that ``resources/screens`` has for such a screen; ``worn`` says what
    was done to the picture."""

    name: str
    template: str
    grade: str
    worn: tuple[str, ...]
    width: int
    height: int
    clock: str
    fields: tuple[TrueField, ...]
    marks: tuple[TrueMark, ...]

    def resized(self, width: int, height: int) -> Truth:
        across, down = width / self.width, height / self.height

        def fitted(box: Box) -> Box:
            left, top = round(box.left * across), round(box.top * down)
            right, bottom = round(box.right * across), round(box.bottom * down)
            return Box(left, top, right - left, bottom - top)

        return replace(
            self,
            width=width,
            height=height,
            fields=tuple(replace(each, box=fitted(each.box)) for each in self.fields),
            marks=tuple(replace(each, box=fitted(each.box)) for each in self.marks),
        )

    def cropped(self, top: int, bottom: int) -> Truth:
        """Rows ``top`` to ``bottom``: what is not wholly within is gone."""

        def kept(box: Box) -> bool:
            return box.top >= top and box.bottom <= bottom

        def moved(box: Box) -> Box:
            return replace(box, top=box.top - top)

        return replace(
            self,
            height=bottom - top,
            clock=self.clock if top == 0 else "",
            fields=tuple(
                replace(each, box=moved(each.box)) for each in self.fields if kept(each.box)
            ),
            marks=tuple(
                replace(each, box=moved(each.box)) for each in self.marks if kept(each.box)
            ),
        )

    def as_json(self) -> dict[str, Any]:  # Any: what json writes
        return asdict(self)

    @classmethod
    def of_json(cls, said: dict[str, Any]) -> Truth:  # Any: what json reads
        fields = tuple(
            TrueField(**{**each, "kind": FieldKind(each["kind"]), "box": Box(**each["box"])})
            for each in said["fields"]
        )
        marks = tuple(
            TrueMark(MarkKind(each["kind"]), each["text"], Box(**each["box"]))
            for each in said["marks"]
        )
        return cls(**{**said, "worn": tuple(said["worn"]), "fields": fields, "marks": marks})
