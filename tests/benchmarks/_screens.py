"""Reading drawn screens: are the fields right, is a wrong amount ever believed, what it costs."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gigwallet.app.screens.known_screens import built_in
from gigwallet.app.screens.read_apart import read_apart
from gigwallet.domain.paper import Box
from gigwallet.domain.screen import FieldKind, ScreenField, ScreenReading, Standing
from gigwallet.ocr import read_picture
from tests.benchmarks._measure import Measure
from tests.screens.making import Made, screens
from tests.screens.truth import EASY, HARD, TrueField, Truth

COUNT = 320
# Speed is taken on every so many screens: the bare engine reads them a second time.
_TIMED = 16
_SAME_PLACE = 0.3


@dataclass
class Tally:
    """Of one grade. ``touched``: fields that a person must look at or type."""

    fields: int = 0
    right: int = 0
    touched: int = 0
    believed_wrong: int = 0
    misses: list[str] = field(default_factory=list)


def screen_fields(quick: bool, say: Callable[[str], None] = print) -> Iterator[Measure]:
    """``quick``: a dozen screens."""
    templates = built_in()
    tallies = {EASY: Tally(), HARD: Tally()}
    marks: Counter[bool] = Counter()
    timed: list[Made] = []
    for place, made in enumerate(screens(12 if quick else COUNT)):
        read = read_apart(made.data, made.media_type, made.name, templates).reading
        judge(made.truth, read, tallies[made.truth.grade])
        marks.update(_marked(made.truth, read))
        if place % _TIMED == 0:
            timed.append(made)
    for tally in tallies.values():
        for miss in tally.misses:
            say(miss)
    easy, hard = tallies[EASY], tallies[HARD]
    yield Measure("screens, easy: fields right", _percent(easy.right, easy.fields), "%", least=99)
    yield Measure("screens, hard: fields right", _percent(hard.right, hard.fields), "%", least=97)
    wrong = easy.believed_wrong + hard.believed_wrong
    yield Measure("screens: wrong amounts believed unseen", wrong, "", most=0)
    touched = _percent(easy.touched, easy.fields)
    yield Measure("screens, easy: fields that a person touches", touched, "%", most=10)
    touched = _percent(hard.touched, hard.fields)
    yield Measure("screens, hard: fields that a person touches", touched, "%")
    yield Measure("screens: customer data marked", _percent(marks[True], marks.total()), "%")
    yield from _speed(timed)


def judge(truth: Truth, reading: ScreenReading, tally: Tally) -> None:
    """Each true field against the field that was read at its place; each believed amount against
    the truth at its place."""
    for true in truth.fields:
        tally.fields += 1
        read = _at(true, reading.fields)
        right = read is not None and read.value == true.value
        tally.touched += read is None or not read.usable
        # What cannot be read off the pixels is right where it waits for a person.
        tally.right += right or (true.lost and (read is None or not read.usable))
        if not right and not true.lost:
            tally.misses.append(_miss(truth, true, read, reading))
    for read in reading.fields:
        if read.kind is FieldKind.MONEY and read.standing is Standing.ACCEPTED:
            true = _true_at(read, truth.fields)
            if true is None or Decimal(true.value) != Decimal(read.value):
                tally.believed_wrong += 1
                tally.misses.append(f"BELIEVED {truth.name}: {read.label} {read.value}")


def _miss(truth: Truth, true: TrueField, read: ScreenField | None, reading: ScreenReading) -> str:
    """With its cause: no template, not found by the engine, or read but not taken."""
    there = [
        each.text
        for each in reading.paper.pages[0].pieces
        if _shared(each.box, true.box) >= _SAME_PLACE
    ]
    if not reading.template:
        cause = "no template"
    elif not there:
        cause = "nothing found there"
    else:
        cause = f"letters {there}"
    said = f"{read.name}={read.value!r} ({read.why})" if read else "no field"
    return (
        f"{truth.name} {'+'.join(truth.worn) or 'plain'}: {true.label} {true.text}: {said}; {cause}"
    )


def _at(true: TrueField, fields: Sequence[ScreenField]) -> ScreenField | None:
    near = [
        each
        for each in fields
        if each.kind is true.kind and _shared(each.value_box, true.box) >= _SAME_PLACE
    ]
    return max(near, key=lambda each: _shared(each.value_box, true.box), default=None)


def _true_at(read: ScreenField, fields: Sequence[TrueField]) -> TrueField | None:
    near = [each for each in fields if _shared(read.value_box, each.box) >= _SAME_PLACE]
    return max(near, key=lambda each: _shared(read.value_box, each.box), default=None)


def _marked(truth: Truth, reading: ScreenReading) -> Iterator[bool]:
    for true in truth.marks:
        yield any(_shared(each.box, true.box) > 0.6 for each in reading.marks)


def _shared(one: Box, other: Box) -> float:
    """How much of the smaller one the other covers."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    least = min(one.width * one.height, other.width * other.height)
    return width * height / least if width > 0 and height > 0 and least else 0.0


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


def _speed(timed: Sequence[Made]) -> Iterator[Measure]:
    """Seconds of processor, the bare engine and ours taking turns. It is given the same threads and
    no classifier of angles, and reads long pictures unshrunk: shrunk ones it cannot read."""
    from rapidocr import RapidOCR

    from gigwallet.ocr.reading import THREADS

    threads = "EngineConfig.onnxruntime.intra_op_num_threads"
    plain = {"Global.log_level": "critical", "Global.use_cls": False, threads: THREADS}
    usual, unshrunk = (
        RapidOCR(params=plain),
        RapidOCR(params={**plain, "Global.max_side_len": 12_000}),
    )
    ours, bare, walls = 0.0, 0.0, 0.0
    for place, made in enumerate(timed):
        engine = unshrunk if made.truth.height > 3_500 else usual
        if place == 0:
            engine(made.data)
            read_picture(made.data, made.media_type)
        begun = time.process_time()
        engine(made.data)
        bare += time.process_time() - begun
        begun, wall = time.process_time(), time.perf_counter()
        read_picture(made.data, made.media_type)
        ours += time.process_time() - begun
        walls += time.perf_counter() - wall
    yield Measure("screens: one look against the bare engine", ours / bare, "x", most=1.15)
    yield Measure("screens: seconds of one look (W)", walls / len(timed), "s")
