"""How fast a bundle of mixed exhibits is written, and how much memory it takes, beside a plain
pipeline (``_plain_bundle.py``) on the same files in the same run.

    python tests/benchmarks/documents.py [--exhibits 500] [--rounds 3] [--only ours|plain]

Six in ten exhibits are JPEG screenshots, a quarter PNG (some with an opaque alpha channel, as
Android writes them), the rest PDFs of one to ten pages; all are made from a seed and lie on the
disk. Each pipeline runs in a process of its own, whose peak memory is told; the pipelines take
turns, and the median of the rounds counts. The bars on speed count CPU seconds, of all cores
together, because other work may keep the machine busy: a hundred pages a second on two cores are
0.02 CPU seconds a page. A bar that is missed ends the run with 1.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from gigwallet.documents.bundles.composing import (  # noqa: E402  run as a script from anywhere
    BundleExhibit,
    BundleSpec,
    ExhibitGroup,
    Outline,
    Party,
    batches,
    compose_pieces,
    files,
    write_part,
)
from gigwallet.sealing import verify  # noqa: E402


def _screenshot(dice: random.Random, mode: str) -> Image.Image:
    image = Image.new("RGB", (1080, 2400), (245, 245, 245))
    draw = ImageDraw.Draw(image)
    for top in range(60, 2300, 120):
        draw.rectangle((40, top, 1040, top + 96), fill="white")
        for left in range(70, dice.randrange(300, 900), 26):
            draw.rectangle(
                (left, top + 20, left + 16, top + 20 + dice.randrange(8, 40)), fill="black"
            )
    noise = Image.frombytes("RGB", (270, 200), dice.randbytes(270 * 200 * 3)).resize((540, 400))
    image.paste(noise, (270, 1900))
    return image.convert(mode)


def _paper(dice: random.Random) -> bytes:
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for number in range(dice.randrange(1, 11)):
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
            lines = [
                f"1 0 0 1 60 {780 - 16 * n} Tm (line {n} of page {number}) Tj" for n in range(40)
            ]
            page.Contents = pdf.make_stream(f"BT /F1 11 Tf {' '.join(lines)} ET".encode())
        out = io.BytesIO()
        pdf.save(out, static_id=True)
    return out.getvalue()


def _file(dice: random.Random) -> tuple[str, bytes]:
    kind = dice.random()
    out = io.BytesIO()
    if kind < 0.62:
        _screenshot(dice, "RGB").save(out, "JPEG", quality=88)
        return "image/jpeg", out.getvalue()
    if kind < 0.85:
        mode = "RGBA" if kind < 0.66 else "RGB"
        _screenshot(dice, mode).save(out, "PNG", compress_level=1)
        return "image/png", out.getvalue()
    return "application/pdf", _paper(dice)


_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}
_DRAWN = 250
_CPU_SECONDS_PER_PAGE = 0.02
_PEAK_MB = 300
_LARGEST_RATIO = 1.02


def lay_down(count: int, folder: Path) -> list[tuple[Path, str]]:
    """Invented files on the disk, with their media types. After the first few hundred they come
    again, each with other bytes behind its end, so that no two are the same file."""
    dice = random.Random(20)  # noqa: S311  invented files
    drawn = [_file(dice) for _ in range(min(count, _DRAWN))]
    made = []
    for number in range(1, count + 1):
        media_type, data = drawn[(number - 1) % _DRAWN]
        path = folder / f"{number:05d}{_SUFFIXES[media_type]}"
        path.write_bytes(data + f"\n%{number}\n".encode())
        made.append((path, media_type))
    return made


def exhibits(laid: list[tuple[Path, str]]) -> list[BundleExhibit]:
    made = []
    for number, (path, media_type) in enumerate(laid, 1):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        made.append(
            BundleExhibit(
                f"1-{number}", f"骑手 App 截图 {number}", "骑手 App", "证明完成单量",
                media_type, path.name, digest, path.stat().st_size, path,
            )
        )  # fmt: skip
    return made


def ours(laid: list[tuple[Path, str]], out: Path) -> int:
    """As the program writes it, without the processes that it reads foreign files in."""
    spec = BundleSpec(
        "基准",
        "zh",
        date(2025, 9, 10),
        (Party("提交人", ("样例骑手",)),),
        (ExhibitGroup("", tuple(exhibits(laid))),),
    )
    folder = out.parent / "parts"
    folder.mkdir(exist_ok=True)
    parts = [
        write_part(batch).moved_to(folder / f"{number}.pdf")
        for number, batch in enumerate(batches(files(spec)))
    ]
    outline = Outline(0, {}, ())
    with out.open("wb") as file:
        for piece in compose_pieces(spec, ROOT / "resources", parts):
            if isinstance(piece, Outline):
                outline = piece
            elif isinstance(piece, bytes):
                file.write(piece)
    return outline.pages


def plain(laid: list[tuple[Path, str]], out: Path) -> int:
    import _plain_bundle

    return _plain_bundle.write(laid, out, ROOT / "resources")


def _peak_mb() -> int | None:
    """The largest resident memory so far; Windows does not say it without more libraries."""
    try:
        import resource
    except ImportError:
        return None
    # Linux counts kilobytes, macOS bytes.
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale)


def _measured(pipeline: str, folder: Path) -> dict[str, float | int | None]:
    """One run in this process."""
    media = {suffix: media_type for media_type, suffix in _SUFFIXES.items()}
    laid = [(path, media[path.suffix]) for path in sorted((folder / "in").iterdir())]
    out = folder / f"{pipeline}.pdf"
    started, cpu = time.perf_counter(), time.process_time()
    pages = {"ours": ours, "plain": plain}[pipeline](laid, out)
    wall, used = time.perf_counter() - started, time.process_time() - cpu
    size_in = sum(path.stat().st_size for path, _ in laid)
    return {
        "pages": pages,
        "seconds": round(wall, 2),
        "cpu_seconds": round(used, 2),
        "pages_per_second": round(pages / wall, 1),
        "peak_rss_mb": _peak_mb(),
        "bytes_out_over_in": round(out.stat().st_size / size_in, 4),
    }


def _apart(pipeline: str, folder: Path) -> dict[str, float]:
    asked = [sys.executable, __file__, "--run", pipeline, "--folder", str(folder)]
    told: dict[str, float] = json.loads(
        subprocess.run(asked, capture_output=True, check=True, text=True).stdout
    )
    return told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exhibits", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=("ours", "plain"))
    parser.add_argument("--run", choices=("ours", "plain"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        sys.stdout.write(json.dumps(_measured(asked.run, asked.folder)) + "\n")
        return 0
    pipelines = [asked.only] if asked.only else ["ours", "plain"]
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        (where / "in").mkdir()
        lay_down(asked.exhibits, where / "in")
        rounds = [
            {pipeline: _apart(pipeline, where) for pipeline in pipelines}
            for _ in range(asked.rounds)
        ]
        grade = verify((where / "ours.pdf").read_bytes()).grade if "ours" in pipelines else None
    result = {
        pipeline: {
            key: statistics.median(one[pipeline][key] for one in rounds)
            for key in rounds[0][pipeline]
        }
        for pipeline in pipelines
    }
    missed = list(_missed(result))
    told = {"exhibits": asked.exhibits, **result, "grade": str(grade), "bars_missed": missed}
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    return 1 if missed else 0


def _missed(result: dict[str, dict[str, float]]) -> Iterator[str]:
    own = result.get("ours")
    if own is None:
        return
    if own["cpu_seconds"] > _CPU_SECONDS_PER_PAGE * own["pages"]:
        yield f"at most {_CPU_SECONDS_PER_PAGE} CPU seconds a page"
    if own["peak_rss_mb"] > _PEAK_MB:
        yield f"at most {_PEAK_MB} MB"
    if own["bytes_out_over_in"] > _LARGEST_RATIO:
        yield f"at most {_LARGEST_RATIO} of the inputs"
    plain = result.get("plain")
    if plain and _per_page(own) > _per_page(plain):
        yield "no more CPU seconds a page than the plain pipeline"


def _per_page(one: dict[str, float]) -> float:
    return one["cpu_seconds"] / one["pages"]


if __name__ == "__main__":
    sys.exit(main())
