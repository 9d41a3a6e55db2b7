"""The walls of the house stand: layers, homes of libraries, and a command line without Qt."""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _modules_after(statement: str) -> set[str]:
    code = f"{statement}; import sys, json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout))


def test_the_command_line_starts_without_qt() -> None:
    loaded = _modules_after("import gigwallet.cli.start")

    assert not {name for name in loaded if name.startswith(("PySide6", "shiboken6"))}


def test_neither_door_loads_what_reads_pictures_before_a_picture_is_read() -> None:
    """It takes more than a second, and most starts read none."""
    heavy = {"numpy", "cv2", "onnxruntime", "rapidocr", "shapely", "omegaconf"}

    assert not heavy & _modules_after("import gigwallet.cli.start, gigwallet.ocr")
    assert not heavy & _modules_after(
        "import gigwallet.gui.start, gigwallet.app.screens.read_screens"
    )


def test_the_domain_needs_the_standard_library_only() -> None:
    loaded = _modules_after(
        "import importlib, pkgutil, gigwallet.domain as d; "
        "[importlib.import_module('gigwallet.domain.' + m.name) "
        "for m in pkgutil.iter_modules(d.__path__)]"
    )
    # What the interpreter loads by itself (Debian's sitecustomize, hooks of tools) is no import.
    own = loaded - _modules_after("pass")
    outside = {name.split(".")[0] for name in own} - set(sys.stdlib_module_names)

    # Names with an underscore are pieces of the standard library made when Python was built.
    assert {name for name in outside if not name.startswith("_")} <= {"gigwallet"}


def test_only_time_stamps_reach_the_network() -> None:
    """``host.http`` is the one door, and asking for the time is the one use case behind it; a list
    of authorities looks at addresses and sends nothing."""
    callers = {
        str(path.relative_to(ROOT / "gigwallet"))
        for path in (ROOT / "gigwallet").rglob("*.py")
        if re.search(r"host import .*\bhttp\b|host\.http\b", path.read_text(encoding="utf-8"))
    }
    senders = {
        str(path.relative_to(ROOT / "gigwallet"))
        for path in (ROOT / "gigwallet").rglob("*.py")
        if "http.post(" in path.read_text(encoding="utf-8")
    }

    assert callers == {"app/seals/stamp_time.py", "app/seals/time_authorities.py"}
    assert senders == {"app/seals/stamp_time.py"}


def test_every_module_says_what_it_knows_in_one_line() -> None:
    silent = []
    for path in sorted((ROOT / "gigwallet").rglob("*.py")):
        first = path.read_text(encoding="utf-8").lstrip()
        if not first.startswith('"""') or len(first.split("\n", 1)[0]) < 12:
            silent.append(str(path.relative_to(ROOT)))

    assert silent == []


def test_no_module_grows_past_five_hundred_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "gigwallet").rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 500
    }

    assert long == {}


def test_a_wheel_changes_no_field_of_the_window() -> None:
    """Those of Qt's do: the window has its own (gigwallet/gui/widgets/steady.py)."""
    fields = "(?:QComboBox|QSpinBox|QDoubleSpinBox|QDateEdit|QTimeEdit|QDateTimeEdit|QSlider)"
    bare = re.compile(rf"\b{fields}\(\w|class \w+\({fields}\b")
    used = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "gigwallet" / "gui").rglob("*.py"))
        if bare.search(path.read_text(encoding="utf-8"))
    ]

    assert used == []


def test_the_window_never_asks_for_the_item_of_a_layout() -> None:
    """Its wrapper outlives it, and the program dies later, elsewhere (docs/decisions/0047)."""
    asked = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "gigwallet" / "gui").rglob("*.py"))
        if ".itemAt(" in path.read_text(encoding="utf-8")
    ]

    assert asked == []
