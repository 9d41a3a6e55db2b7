"""The gettext catalogues: extracted, updated, checked, compiled. Runs inside .venv (babel)."""

import argparse
import io
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from setup_places import ROOT, TRANSLATIONS

DOMAIN = "gigwallet"
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def extract(source: Path = ROOT / "gigwallet") -> Catalog:
    """Every sentence for people in the program's source, with the files that say it."""
    template = Catalog(
        project="GigWallet", copyright_holder="The GigWallet authors", charset="utf-8"
    )
    found = extract_from_dir(
        source, method_map=[("**.py", "python")], keywords=_KEYWORDS, comment_tags=("Translators:",)
    )
    for filename, _line, message, comments, context in found:
        # Line numbers would change with every edit above them; the file is enough to find it.
        place = (Path(source.name) / filename).as_posix()
        template.add(message, None, [(place, 0)], auto_comments=comments, context=context)
    return template


def read(path: Path) -> Catalog:
    """A catalogue (.po or .pot) as it lies in the checkout; an empty one when there is none."""
    if not path.exists():
        return Catalog()
    with path.open("rb") as stream:
        return read_po(stream, domain=DOMAIN, charset="utf-8")


def languages(folder: Path = TRANSLATIONS) -> list[str]:
    """The languages that have a catalogue."""
    return sorted(path.parent.name for path in folder.glob(f"*/{DOMAIN}.po"))


def update(template: Catalog, folder: Path = TRANSLATIONS) -> None:
    """Write the template anew and merge it into each language, keeping what was translated."""
    _write(folder / f"{DOMAIN}.pot", template)
    for language in languages(folder):
        path = folder / language / f"{DOMAIN}.po"
        catalogue = read(path)
        catalogue.locale = language
        catalogue.update(template, no_fuzzy_matching=True, keep_user_comments=True)
        catalogue.obsolete.clear()
        _write(path, catalogue)


def compile_all(folder: Path = TRANSLATIONS) -> list[Path]:
    """Make the .mo files that gettext reads, in <language>/LC_MESSAGES/."""
    made = []
    for language in languages(folder):
        path = folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
        path.parent.mkdir(parents=True, exist_ok=True)
        buffer = io.BytesIO()
        catalogue = read(folder / language / f"{DOMAIN}.po")
        catalogue.locale = catalogue.locale or language
        write_mo(buffer, catalogue)
        path.write_bytes(buffer.getvalue())
        made.append(path)
    return made


def faults(template: Catalog, folder: Path = TRANSLATIONS) -> Iterator[str]:
    """What is wrong with the catalogues of this template, one sentence each."""
    said = _keys(template)
    if said != _keys(read(folder / f"{DOMAIN}.pot")):
        yield f"translations/{DOMAIN}.pot is stale: run `python3 packaging/run.py translations`"
    for language in languages(folder):
        place = f"translations/{language}/{DOMAIN}.po"
        catalogue = read(folder / language / f"{DOMAIN}.po")
        for key in sorted(said - _keys(catalogue)):
            yield f"{place}: absent: {key[1]!r}"
        for key in sorted(_keys(catalogue) - said):
            yield f"{place}: nobody says this any more: {key[1]!r}"
        for message in catalogue:
            if message.id:
                yield from (f"{place}: {fault}" for fault in _faults_of(message, catalogue))


def _faults_of(message: Message, catalogue: Catalog) -> Iterator[str]:
    ids, words = _forms(message.id), _forms(message.string)
    if message.fuzzy:
        yield f"fuzzy: {ids[0]!r}"
    if not all(words) or (len(ids) > 1 and len(words) != catalogue.num_plurals):
        yield f"unfinished: {ids[0]!r}"
        return
    allowed = set().union(*(_fields(text) for text in ids))
    needed = set.intersection(*(_fields(text) for text in ids))
    for text in words:
        named = _fields(text)
        if not needed <= named <= allowed:
            yield f"placeholders differ: {ids[0]!r} -> {text!r}"


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """All forms of a message: one, or as many as it has plurals."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _fields(text: str) -> set[str]:
    """The {names} of a message; one that is no format string has none."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return set()


def _keys(catalogue: Catalog) -> set[tuple[str, str]]:
    """(context, message) of every sentence; both forms where there is a plural."""
    return {
        (message.context or "", "\n".join(_forms(message.id)))
        for message in catalogue
        if message.id
    }


def _write(path: Path, catalogue: Catalog) -> None:
    buffer = io.BytesIO()
    write_po(
        buffer, catalogue, width=100, sort_output=True, include_lineno=False, omit_header=False
    )
    # The moment of making changes at every run and tells nobody anything.
    kept = [
        line
        for line in buffer.getvalue().decode().splitlines()
        if not line.startswith(('"POT-Creation-Date', '"Generated-By', '"PO-Revision-Date'))
    ]
    path.write_text("\n".join(kept).rstrip("\n") + "\n", encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Update and compile, or with --check say what is wrong; with --compile only compile."""
    parser = argparse.ArgumentParser(prog="translations")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--compile", action="store_true")
    chosen = parser.parse_args(arguments)
    if chosen.compile:
        compile_all()
        return 0
    template = extract()
    if not chosen.check:
        update(template)
        compile_all()
    found = list(faults(template))
    print(
        "\n".join(found) if found else f"translations: complete in {', '.join(languages()) or '-'}"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
