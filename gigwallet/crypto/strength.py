"""How hard a passphrase is to guess: zxcvbn's estimate, taught Chinese and kept quick."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

# Only this much is judged: what follows cannot make a passphrase weaker, and the time grows with
# the square of the length.
MOST_JUDGED = 32

# Guesses from which on a score is reached, as zxcvbn draws the lines. At half a second of Argon2id
# each, ten thousand million guesses are 150 years of one computer.
_LINES = (3, 6, 8, 10)

# zxcvbn tries every reading of these signs as letters; with many of them at once that takes
# seconds, and such a passphrase is no word in disguise anyway. The first one or two keep their
# meaning, so that p@$$word is seen through.
_DISGUISES = "@({[<!|$+%"
_PLAIN_SIGNS = "#&*,-./:;="
_SHORT = 20

# Every syllable of Mandarin without its tone; v stands for ü as it is typed.
_SYLLABLE = re.compile(
    r"a[ino]?|ang?|ei?|eng?|er|ou?"
    r"|[bpm](?:a|ai|an|ang|ao|ei|en|eng|i|ian|iao|ie|in|ing|o|u)|m(?:e|iu|ou)|pou|biang"
    r"|f(?:a|an|ang|ei|en|eng|o|ou|u)"
    r"|[dt](?:a|ai|an|ang|ao|e|ei|eng|i|ian|iao|ie|ing|ong|ou|u|uan|ui|un|uo)|d(?:en|ia|iu)"
    r"|[nl](?:a|ai|an|ang|ao|e|ei|eng|i|ian|iang|iao|ie|in|ing|iu|ong|ou|u|uan|uo|v|ve|ue)"
    r"|n(?:en|un)|l(?:ia|o|un)"
    r"|[gkh](?:a|ai|an|ang|ao|e|ei|en|eng|ong|ou|u|ua|uai|uan|uang|ui|un|uo)"
    r"|[jqx](?:i|ia|ian|iang|iao|ie|in|ing|iong|iu|u|uan|ue|un)"
    r"|(?:[zcs]h?)(?:a|ai|an|ang|ao|e|ei|en|eng|i|ong|ou|u|uan|ui|un|uo)|[zcs]h(?:ua|uai|uang)"
    r"|r(?:an|ang|ao|e|en|eng|i|ong|ou|u|ua|uan|ui|un|uo)"
    r"|w(?:a|ai|an|ang|ei|en|eng|o|u)"
    r"|y(?:a|an|ang|ao|e|i|in|ing|o|ong|ou|u|uan|ue|un)"
)
_LONGEST_SYLLABLE = 6
_LETTERS = re.compile(r"[a-z]+(?:[ '-][a-z]+)*", re.IGNORECASE)
# Signs that no passphrase holds stand for syllables; far enough apart to be no sequence.
_STAND_IN = 0xA000
_STAND_IN_STEP = 7


@dataclass(frozen=True, slots=True)
class Judgement:
    """``score`` from 0 (one of the first guesses) to 4 (out of reach); ``power``: about
    10**power guesses; ``found``: what makes it guessable, the longest first: ``phrase``,
    ``password``, ``word``, ``name``, ``keys``, ``repeat``, ``sequence``, ``date``, ``pinyin``."""

    score: int
    power: float
    found: tuple[str, ...]


def judge(passphrase: str) -> Judgement:
    """zxcvbn knows no Chinese: it takes each character for one of ten, which suits running text,
    where a character is easily guessed from the one before, but knows no saying. So well-known
    phrases are given to it as a dictionary, and pinyin counts as the characters that it spells."""
    judged = _undisguised(passphrase[:MOST_JUDGED])
    if not judged:
        return Judgement(0, 0.0, ())
    result = _guessed(judged)
    spelled = _with_stand_ins(judged)
    if spelled != judged:
        as_characters = _guessed(spelled)
        if as_characters["guesses"] < result["guesses"]:
            result = as_characters
    power = math.log10(result["guesses"])
    score = sum(power >= line for line in _LINES)
    return Judgement(score, power, tuple(_found(result["sequence"])))


def _guessed(text: str) -> Mapping[str, Any]:  # Any: zxcvbn's own result
    from zxcvbn import zxcvbn  # its word lists take a moment that most starts do not need

    result: Mapping[str, Any] = zxcvbn(text, user_inputs=_phrases(), max_length=MOST_JUDGED)
    return result


@cache
def _phrases() -> list[str]:
    listed = resources.files("gigwallet.crypto").joinpath("common_phrases.txt")
    return listed.read_text(encoding="utf-8").split()


def _undisguised(text: str) -> str:
    kept: list[str] = []
    most = 2 if len(text) <= _SHORT else 1
    plain = str.maketrans(_DISGUISES, _PLAIN_SIGNS)
    for sign in text:
        if sign in _DISGUISES and sign not in kept and len(kept) < most:
            kept.append(sign)
    return "".join(sign if sign in kept else sign.translate(plain) for sign in text)


def _with_stand_ins(text: str) -> str:
    """``text`` with one sign for each syllable of what can be read as pinyin."""

    def replaced(found: re.Match[str]) -> str:
        syllables = _syllables(re.sub(r"[ '-]", "", found[0].lower()))
        if syllables is None or len(syllables) < 2:
            return found[0]
        return "".join(_stand_in(each) for each in syllables)

    return _LETTERS.sub(replaced, text)


def _syllables(letters: str) -> list[str] | None:
    """The fewest syllables that spell ``letters``; None where they are no pinyin."""
    best: list[list[str] | None] = [[]]
    for end in range(1, len(letters) + 1):
        readings = [
            [*before, letters[start:end]]
            for start in range(max(0, end - _LONGEST_SYLLABLE), end)
            if (before := best[start]) is not None and _SYLLABLE.fullmatch(letters, start, end)
        ]
        best.append(min(readings, key=len, default=None))
    return best[-1]


def _stand_in(syllable: str) -> str:
    number = 0
    for letter in syllable:
        number = number * 31 + ord(letter)
    return chr(_STAND_IN + number % 150 * _STAND_IN_STEP)


_DICTIONARIES = {
    "user_inputs": "phrase",
    "passwords": "password",
    "english_wikipedia": "word",
    "us_tv_and_film": "word",
    "surnames": "name",
    "male_names": "name",
    "female_names": "name",
}
_PATTERNS = {
    "spatial": "keys",
    "repeat": "repeat",
    "sequence": "sequence",
    "date": "date",
    "regex": "date",
}


def _found(sequence: list[Mapping[str, Any]]) -> Iterator[str]:
    said = set()
    for match in sorted(sequence, key=lambda each: -len(each["token"])):
        what = _PATTERNS.get(match["pattern"], "")
        if match["pattern"] == "dictionary":
            what = _DICTIONARIES.get(match["dictionary_name"], "word")
        elif match["pattern"] == "bruteforce" and _is_pinyin(match["token"]):
            what = "pinyin"
        if what and what not in said:
            said.add(what)
            yield what


def _is_pinyin(token: str) -> bool:
    last = _STAND_IN + 150 * _STAND_IN_STEP
    return any(_STAND_IN <= ord(sign) < last for sign in token)
