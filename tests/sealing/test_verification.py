"""A sealed file tells on its own what was changed in it, and promises no more than it can."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gigwallet.domain.step import Step
from gigwallet.domain.verdict import Grade
from gigwallet.sealing import verify


def _codes(steps: tuple[Step, ...]) -> list[str]:
    return [step.code for step in steps]


def test_an_unchanged_file_is_self_consistent_and_no_more(sealed: bytes) -> None:
    verdict = verify(sealed)

    assert verdict.grade is Grade.SELF_CONSISTENT
    assert verdict.findings == (
        Step("self_consistent", {"exhibits": "3", "bytes": str(len(sealed))}),
    )


def test_any_changed_byte_is_found(sealed: bytes) -> None:
    dice = random.Random(4)  # noqa: S311  positions to damage
    places = [*range(0, 200), *range(len(sealed) - 600, len(sealed))]
    places += [dice.randrange(len(sealed)) for _ in range(3000)]

    for at in places:
        changed = bytearray(sealed)
        changed[at] ^= dice.randrange(1, 256)
        assert verify(bytes(changed)).grade not in (Grade.SELF_CONSISTENT, Grade.ANCHORED), at


def test_the_exhibit_of_a_changed_byte_is_named(sealed: bytes, pictures: dict[str, bytes]) -> None:
    for number, picture in pictures.items():
        start = sealed.index(picture[-2000:])
        for at in range(start, start + 2000, 97):
            changed = bytearray(sealed)
            changed[at] ^= 0x20
            verdict = verify(bytes(changed))

            assert verdict.grade is Grade.ALTERED
            assert verdict.findings == (Step("exhibit_altered", {"exhibit": number}),)


def test_two_exhibits_that_changed_places_are_both_named(
    sealed: bytes, pictures: dict[str, bytes]
) -> None:
    one, two = pictures["1-1"][-900:], pictures["2-1"][-900:]
    swapped = sealed.replace(one, b"?" * 900).replace(two, one).replace(b"?" * 900, two)

    assert verify(swapped).findings == (
        Step("exhibit_altered", {"exhibit": "1-1"}),
        Step("exhibit_altered", {"exhibit": "2-1"}),
    )


@given(tail=st.binary(min_size=1, max_size=400))
@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_anything_appended_is_found(sealed: bytes, tail: bytes) -> None:
    verdict = verify(sealed + tail)

    assert verdict.grade is Grade.ALTERED


def test_what_was_appended_is_counted(sealed: bytes) -> None:
    verdict = verify(sealed + b"\n1 0 obj\n<<>>\nendobj\n%%EOF\n")

    assert verdict.findings == (Step("bytes_appended", {"bytes": "27"}),)


def test_bytes_put_in_or_taken_out_are_counted_and_placed(
    sealed: bytes, pictures: dict[str, bytes]
) -> None:
    at = sealed.index(pictures["1-2"][-2000:]) + 500

    longer = verify(sealed[:at] + b"more" + sealed[at:])
    shorter = verify(sealed[:at] + sealed[at + 9 :])

    assert longer.findings == (
        Step("bytes_inserted", {"bytes": "4"}),
        Step("exhibit_altered", {"exhibit": "1-2"}),
    )
    assert shorter.findings == (
        Step("bytes_removed", {"bytes": "9"}),
        Step("exhibit_altered", {"exhibit": "1-2"}),
    )


@pytest.mark.parametrize("share", [0.001, 0.2, 0.5, 0.9])
def test_a_torn_file_is_unreadable(sealed: bytes, share: float) -> None:
    verdict = verify(sealed[: int(len(sealed) * share)])

    assert verdict.grade is Grade.UNREADABLE
    assert _codes(verdict.findings) in (["seal_missing"], ["not_a_sealed_file"])


def test_a_file_torn_inside_its_seal_is_altered(sealed: bytes) -> None:
    cut = sealed[: sealed.rindex(b"%seal ") + 20]

    assert _codes(verify(cut).findings) == ["seal_damaged"]


@pytest.mark.parametrize(
    "other", [b"", b"hello", b"\0" * 4096, b"%PDF-1.7\n%%EOF\n", b"PK\x03\x04"]
)
def test_what_was_never_sealed_is_unreadable(other: bytes) -> None:
    assert verify(other).grade is Grade.UNREADABLE


@settings(deadline=None)
@given(junk=st.binary(max_size=300))
def test_no_bytes_make_it_stumble(junk: bytes) -> None:
    head = b"%PDF-1.7\n%GigWallet seal, version 1\n%part 0 9 " + b"0" * 64 + b" page 1\n%seal "

    for data in (junk, head + junk, head + b"a" * 64 + b" " + junk):
        assert verify(data).grade in (Grade.UNREADABLE, Grade.ALTERED)


def test_a_seal_from_the_future_is_not_judged(sealed: bytes) -> None:
    newer = sealed.replace(b"GigWallet seal, version 1", b"GigWallet seal, version 2")

    assert _codes(verify(newer).findings) == ["seal_too_new"]


def test_parts_cover_every_byte_before_the_seal(sealed: bytes) -> None:
    spans = [
        (int(first), int(length))
        for first, length in re.findall(rb"\n%part (\d+) (\d+) [0-9a-f]{64} [^\n]+", sealed)
    ]

    end = 0
    for first, length in spans:
        assert first == end
        end = first + length
    assert sealed[end:].startswith(b"%GigWallet seal, version 1\n")


_RECIPE = Path(__file__).parents[2] / "docs" / "seal-format.md"


def test_the_printed_recipe_works_with_real_commands(sealed: bytes, tmp_path: Path) -> None:
    """The shell blocks of the page are run word for word."""
    if shutil.which("sh") is None or shutil.which("sha256sum") is None:
        pytest.skip("no sh or sha256sum here")
    (tmp_path / "evidence.pdf").write_bytes(sealed)
    blocks = re.findall(r"```sh\n(.*?)```", _RECIPE.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks

    for block in blocks:
        ran = subprocess.run(
            ["sh", "-eu", "-c", block], cwd=tmp_path, capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr

    changed = bytearray(sealed)
    changed[sealed.index(b"stream") + 40] ^= 1
    (tmp_path / "evidence.pdf").write_bytes(bytes(changed))
    again = subprocess.run(
        ["sh", "-eu", "-c", blocks[0]], cwd=tmp_path, capture_output=True, text=True
    )
    assert again.returncode != 0 or "DIFFERENT" in again.stdout


def test_a_file_that_another_program_saved_anew_has_no_seal(sealed: bytes) -> None:
    """The program drops what it takes for comments, so nothing can be said, not even "altered"."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        pdf.save(out)

    assert _codes(verify(out.getvalue()).findings) == ["seal_missing"]
