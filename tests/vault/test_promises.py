"""Each promise of the threat model names a test that exists, each code of the format a sentence."""

from __future__ import annotations

import re
from pathlib import Path

from gigwallet.words.sentences import collected

ROOT = Path(__file__).parents[2]


def test_every_promise_names_tests_that_exist() -> None:
    page = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    promises = page.split("## Promises")[1].split("\n## ")[0]
    file, missing, named = "", [], 0
    for reference in re.findall(r"`([\w/]*\.py(?:::\w+)?|::\w+)`", promises):
        path, _, test = reference.partition("::")
        file = path or file
        module = ROOT / "tests" / file
        named += 1
        if not module.is_file() or (test and f"def {test}(" not in module.read_text("utf-8")):
            missing.append(reference)

    assert missing == []
    assert named > 30
    rows = [line for line in promises.splitlines() if re.match(r"\| [^*|-]", line)][1:]
    assert [row for row in rows if "`" not in row.split("|")[2]] == []


def test_every_code_of_the_format_page_has_a_sentence() -> None:
    page = (ROOT / "docs" / "vault-format.md").read_text(encoding="utf-8")
    codes = re.findall(r"`((?:vault|header|database|exhibit|wrong|log_head|folder)_[a-z_]+)`", page)
    worded = collected("REFUSALS").keys() | collected("STEPS").keys()

    fields = {"vault_id", "log_head", "exhibit_id", "exhibit_text"}
    assert set(codes) - worded - fields == set()
