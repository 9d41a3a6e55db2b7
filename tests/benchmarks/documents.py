"""How fast a bundle of mixed exhibits is written, and how much memory it takes.

    python tests/benchmarks/documents.py [--exhibits 500]

Six in ten exhibits are JPEG screenshots, a quarter PNG (some with an opaque alpha channel, as
Android writes them), the rest PDFs of one to ten pages; all are made from a seed.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import random
import sys
import time
from datetime import date
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from gigwallet.documents.bundle import (  # noqa: E402  run as a script from anywhere
    BundleExhibit,
    BundleSpec,
    ExhibitGroup,
    Party,
    compose,
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


def exhibits(count: int) -> list[BundleExhibit]:
    dice = random.Random(20)  # noqa: S311  invented files
    made = []
    for number in range(1, count + 1):
        media_type, data = _file(dice)
        digest = hashlib.sha256(data).hexdigest()
        name = f"file-{number:04d}"
        made.append(
            BundleExhibit(
                f"1-{number}", f"骑手 App 截图 {number}", "骑手 App", "证明完成单量",
                media_type, name, digest, len(data), data,
            )
        )  # fmt: skip
    return made


def _peak_mb() -> int | None:
    """The largest resident memory so far; Windows does not say it without more libraries."""
    try:
        import resource
    except ImportError:
        return None
    # Linux counts kilobytes, macOS bytes.
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exhibits", type=int, default=500)
    asked = parser.parse_args()
    made = exhibits(asked.exhibits)
    size_in = sum(exhibit.size for exhibit in made)
    before = _peak_mb()
    spec = BundleSpec(
        "基准",
        "zh",
        date(2025, 9, 10),
        (Party("提交人", ("样例骑手",)),),
        (ExhibitGroup("", tuple(made)),),
    )
    started, cpu = time.perf_counter(), time.process_time()
    composed = compose(spec, ROOT / "resources")
    wall, used = time.perf_counter() - started, time.process_time() - cpu
    checking = time.perf_counter()
    grade = verify(composed.pdf).grade
    checking = time.perf_counter() - checking
    result = {
        "exhibits": len(made),
        "pages": composed.pages,
        "seconds": round(wall, 2),
        "cpu_seconds": round(used, 2),
        "pages_per_second": round(composed.pages / wall, 1),
        "peak_rss_mb": _peak_mb(),
        "rss_before_mb": before,
        "bytes_out_over_in": round(len(composed.pdf) / size_in, 4),
        "verify_seconds": round(checking, 2),
        "grade": str(grade),
    }
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
