#!/usr/bin/env python3
"""Checks an evidence bundle of GigWallet, with nothing but Python 3.9 or newer.

    python3 check_bundle.py                     the folder in which this file lies
    python3 check_bundle.py FOLDER              another folder
    python3 check_bundle.py evidence.pdf        one PDF alone
    python3 check_bundle.py ... --original FILE compares a file with the originals that are listed
    python3 check_bundle.py ... --unpack DIR    writes out what openssl needs, and prints its lines
    python3 check_bundle.py ... --lang zh       says it in Chinese

What it checks: the digests of SHA256SUMS; the seal of each PDF, byte by byte; that the list of
digests (manifest.json) inside the PDF is the one beside it; that the picture of each exhibit is the
one that the list names; that the entries shown of the submitter's log are what their digests say,
and lead to the signed checkpoints (RFC 9162); that the PDF is the one that the log noted.

What it does not check: signatures and times. It prints the openssl lines for them and says "not
checked here". Nothing it says is about whether the content is so: unchanged since, and no more.

It opens no connection, writes nothing (unless you say --unpack), and imports nothing of GigWallet:
read it, it is one file. Ends with 0: all fits; 1: something was changed; 2: cannot be read.
The formats: docs/seal-format.md and docs/proof-format.md of GigWallet.
"""

import argparse
import base64
import hashlib
import json
import mmap
import os
import re
import sys
import zlib

FITS, CHANGED, UNREADABLE = 0, 1, 2
PIECE = 1 << 20
MOST_LIST = 64 << 20
SHA256 = re.compile("[0-9a-f]{64}")

WORDS = {
    "en": {
        "sums_ok": "SHA256SUMS: {count} files are as listed",
        "sums_gone": "CHANGED: {name} is listed in SHA256SUMS and is not here",
        "sums_differ": "CHANGED: {name} is not the file that SHA256SUMS lists",
        "sums_more": "CHANGED: {name} is not listed in SHA256SUMS",
        "sums_none": "there is no SHA256SUMS in this folder",
        "pdf": "{name}: {bytes} bytes, SHA-256 {digest}",
        "not_pdf": "UNREADABLE: {name} is no PDF",
        "no_seal": "UNREADABLE: {name} has no seal: saved anew by another program, or not whole",
        "seal_new": "UNREADABLE: the seal of {name} is of version {version}; take a newer checker",
        "seal_ok": "the seal fits: every byte is unchanged since the file was sealed",
        "seal_bad": "CHANGED: the file does not match its seal",
        "part_bad": "CHANGED after sealing: {label}",
        "appended": "{bytes} bytes stand behind the sealed file (see 'signature' below)",
        "appended_bad": "CHANGED: {bytes} bytes were added behind the sealed file",
        "list_inside": "the list of digests inside the PDF was read: {count} exhibits",
        "list_none": "there is no list of digests in the PDF",
        "list_bad": "CHANGED: the PDF has no list of digests that all readers read alike",
        "list_same": "manifest.json beside the PDF is the same as the one inside it",
        "list_differs": "CHANGED: manifest.json beside the PDF is not the one inside it",
        "pages_differ": "CHANGED: the PDF has {pages} pages, and its list speaks of {listed}",
        "exhibit": "exhibit {number} ({title}): {grade}",
        "g_same": "unchanged since the file was sealed; nothing here says since when",
        "g_log": "unchanged since the file was sealed; original {digest}... is in the log",
        "g_changed": "CHANGED since the file was sealed",
        "g_other": "CHANGED: its pages do not show the picture that the list names",
        "g_unknown": "cannot be told: the file does not match its seal",
        "proof_ok": "{name}: {shown} of {entries} entries of the log are shown, and they fit",
        "proof_bad": "CHANGED: {name}: {why}",
        "proof_pdf": "{name}: the log noted this very PDF when it was written",
        "proof_not_pdf": "CHANGED: {name}: the log noted another PDF than this one",
        "point_other": "CHANGED: {name}: the checkpoint beside it is another one",
        "time": "time and signatures: NOT CHECKED HERE. With openssl:",
        "signature": "signature: covers the whole file as it is; who signed is not checked here",
        "signature_bad": "CHANGED: the signature does not cover the whole file",
        "unpack": "run again with --unpack DIR, and the parts that openssl needs are written there",
        "original": "{name} is the original of exhibit {numbers}, byte for byte",
        "original_no": "{name} is the original of no exhibit that is listed (SHA-256 {digest})",
        "end_0": "RESULT: all fits. Unchanged since it was sealed; since when, openssl tells.",
        "end_1": "RESULT: something was changed. See the lines with CHANGED.",
        "end_2": "RESULT: this cannot be read.",
        "nothing": "UNREADABLE: there is no PDF here",
    },
    "zh": {
        "sums_ok": "SHA256SUMS：{count} 个文件与清单一致",
        "sums_gone": "有改动：SHA256SUMS 列有 {name}，但这里没有",
        "sums_differ": "有改动：{name} 不是 SHA256SUMS 所列的那个文件",
        "sums_more": "有改动：{name} 不在 SHA256SUMS 里",
        "sums_none": "这个文件夹里没有 SHA256SUMS",
        "pdf": "{name}：{bytes} 字节，SHA-256 {digest}",
        "not_pdf": "无法读取：{name} 不是 PDF",
        "no_seal": "无法读取：{name} 没有封印：被别的程序另存过，或者不完整",
        "seal_new": "无法读取：{name} 的封印是第 {version} 版，请用更新的核验程序",
        "seal_ok": "与封印相符：自封存以来没有一个字节改动",
        "seal_bad": "有改动：文件与其封印不符",
        "part_bad": "封存后有改动：{label}",
        "appended": "封存的文件之后还有 {bytes} 字节（见下面的“签名”）",
        "appended_bad": "有改动：封存的文件之后被加上了 {bytes} 字节",
        "list_inside": "已读出 PDF 内的摘要清单：{count} 件证据",
        "list_none": "PDF 内没有摘要清单",
        "list_bad": "有改动：PDF 内没有各程序读来都一致的摘要清单",
        "list_same": "旁边的 manifest.json 与 PDF 内的相同",
        "list_differs": "有改动：旁边的 manifest.json 与 PDF 内的不同",
        "pages_differ": "有改动：PDF 有 {pages} 页，清单所述为 {listed} 页",
        "exhibit": "证据 {number}（{title}）：{grade}",
        "g_same": "自封存以来未改动；何时封存，这里无从得知",
        "g_log": "自封存以来未改动；其原件 {digest}... 在日志中",
        "g_changed": "封存后有改动",
        "g_other": "有改动：页面上的图片不是清单所列的那张",
        "g_unknown": "无法判断：文件与其封印不符",
        "proof_ok": "{name}：日志共 {entries} 条，出示 {shown} 条，均相符",
        "proof_bad": "有改动：{name}：{why}",
        "proof_pdf": "{name}：日志在写出时记下的正是这个 PDF",
        "proof_not_pdf": "有改动：{name}：日志记下的是另一个 PDF",
        "point_other": "有改动：{name}：旁边的检查点是另一个",
        "time": "时间与签名：此处不核验。请用 openssl：",
        "signature": "签名：覆盖整个文件；由谁签名，此处不核验",
        "signature_bad": "有改动：签名没有覆盖整个文件",
        "unpack": "加上 --unpack 目录 再运行一次，openssl 需要的部分会写到那里",
        "original": "{name} 就是证据 {numbers} 的原件，逐字节相同",
        "original_no": "{name} 不是清单中任何证据的原件（SHA-256 {digest}）",
        "end_0": "结果：全部相符。自封存以来未改动；从何时起，请用 openssl 核验。",
        "end_1": "结果：有改动。请看带“有改动”的各行。",
        "end_2": "结果：无法读取。",
        "nothing": "无法读取：这里没有 PDF",
    },
}


class Report:
    """What is printed, and how the program ends."""

    def __init__(self, language):
        self.words = WORDS[language]
        self.worst = FITS

    def say(self, code, level=FITS, indent=0, **facts):
        facts = {name: harmless(str(value)) for name, value in facts.items()}
        print("  " * indent + self.words[code].format(**facts))
        self.worst = max(self.worst, level)

    def word(self, code, **facts):
        return self.words[code].format(**facts)


def harmless(text):
    """Nothing that steers a terminal or turns the direction of writing; not endless."""
    shown = "".join(each if each.isprintable() else " " for each in text[:1000])
    return shown if len(shown) <= 300 else shown[:300] + "..."


def sha256_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as stream:
        for piece in iter(lambda: stream.read(PIECE), b""):
            digest.update(piece)
    return digest.hexdigest()


# The PDF and its seal -------------------------------------------------------------------------


class Pdf:
    """A file mapped into memory; ``size`` is that of the sealed file within it."""

    def __init__(self, path):
        self.name = os.path.basename(path)
        with open(path, "rb") as stream:
            try:
                self.data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError:  # an empty file
                self.data = b""
        self.parts, self.version, self.digest = [], None, ""
        self.at = self.before = self.after = 0
        self._read_seal()
        self.size = self.before + 64 + self.after if self.digest else len(self.data)

    def _read_seal(self):
        line = self.data.rfind(b"%seal ")
        top = self.data.rfind(b"%GigWallet seal, version ", 0, max(line, 0))
        if line < 0 or top < 0:
            return
        version = re.compile(rb"%GigWallet seal, version (\d{1,9})\n").match(self.data, top)
        seal = re.compile(rb"%seal ([0-9a-f]{64}) (\d{1,18}) (\d{1,18})\n").match(self.data, line)
        if not version or not seal:
            return
        self.version = int(version[1])
        self.digest, self.at = seal[1].decode(), seal.start(1)
        self.before, self.after = int(seal[2]), int(seal[3])
        part = re.compile(rb"%part (\d{1,18}) (\d{1,18}) ([0-9a-f]{64}) ([^\n]*)\n")
        for each in part.finditer(self.data, top, line):
            label = each[4].decode("utf-8", "replace")
            self.parts.append((int(each[1]), int(each[2]), each[3].decode(), label))

    def digest_of(self, *spans):
        found = hashlib.sha256()
        for first, end in spans:
            for start in range(first, end, PIECE):
                found.update(self.data[start : min(start + PIECE, end)])
        return found.hexdigest()

    def whole(self):
        """Whether every byte of the sealed file is as it was sealed."""
        if len(self.data) < self.size or self.at != self.before:
            return False
        return self.digest == self.digest_of((0, self.before), (self.before + 64, self.size))

    def changed_labels(self):
        found = {}
        for first, length, digest, label in self.parts:
            moved = self.at - self.before
            places = [first + each for each in {0, moved}]
            if not any(
                at >= 0 and self.digest_of((at, min(at + length, len(self.data)))) == digest
                for at in places
            ):
                found[label] = True
        return list(found)

    # Objects, as the table at the end of the sealed file lists them.

    def objects(self):
        """Number -> offset; empty where the table is none of ours."""
        turn = re.compile(rb"startxref\n(\d{1,18})\n%%EOF\n?").search(
            self.data, max(0, self.size - 64), self.size
        )
        head = turn and re.compile(rb"xref\n0 (\d{1,9})\n").match(self.data, int(turn[1]))
        if not head:
            return {}
        found = {}
        for number in range(int(head[1])):
            row = self.data[head.end() + 20 * number : head.end() + 20 * number + 20]
            if row[17:18] == b"n" and row[:10].isdigit():
                found[number] = int(row[:10])
        return found

    def dictionary(self, offset):
        """The text of an object up to its stream or its end, and where its stream begins or 0."""
        end = self.data.find(b"endobj", offset)
        start = self.data.find(b"stream\n", offset, end if end > 0 else offset)
        crlf = self.data.find(b"stream\r\n", offset, end if end > 0 else offset)
        if crlf >= 0 and (start < 0 or crlf < start):
            return self.data[offset:crlf], crlf + 8
        if start >= 0:
            return self.data[offset:start], start + 7
        return self.data[offset : max(end, offset)], 0

    def span(self, offset, objects):
        """First and last byte of an object's stream as it lies in the file; None without one."""
        text, start = self.dictionary(offset)
        if not start:
            return None
        length = re.search(rb"/Length (\d{1,12})( \d{1,5} R)?", text)
        if not length:
            return None
        size = int(length[1])
        if length[2]:
            place = objects.get(size)
            number = place and re.compile(rb"\d+ 0 obj\s+(\d{1,12})").match(self.data, place)
            if not number:
                return None
            size = int(number[1])
        return (start, start + size) if start + size <= self.size else None

    def manifest(self, objects):
        """The attached list of digests, unpacked; empty where there is none, None where there are
        several or it cannot be unpacked."""
        held = [
            text
            for text, _ in map(self.dictionary, objects.values())
            if b"/Filespec" in text and b"(manifest.json)" in text
        ]
        if len(held) != 1:
            return None if held else b""
        stream = re.search(rb"/EF\s*<<[^>]*?/F (\d{1,9}) 0 R", held[0])
        place = stream and objects.get(int(stream[1]))
        span = place and self.span(place, objects)
        if not span:
            return None
        raw = self.data[span[0] : span[1]]
        if b"/FlateDecode" not in self.dictionary(place)[0]:
            return raw
        try:
            return zlib.decompressobj().decompress(raw, MOST_LIST)
        except zlib.error:
            return None

    def pages(self, objects):
        """Those in the tree: a page that was taken out of it may still lie in the file."""
        leaf, tree = (
            re.compile(rb"/Type\s*/%s(?![A-Za-z])" % kind) for kind in (b"Page", b"Pages")
        )
        texts = {number: self.dictionary(offset)[0] for number, offset in objects.items()}
        hung = (
            re.search(rb"/Kids\s*\[([^\]]*)\]", text)
            for text in texts.values()
            if tree.search(text)
        )
        kids = (int(kid) for each in hung if each for kid in re.findall(rb"(\d+) \d+ R", each[1]))
        return sum(bool(leaf.search(texts.get(kid, b""))) for kid in kids)

    def streams(self, objects):
        """SHA-256 of each stream -> the labels of the parts in which it lies."""
        found = {}
        for offset in objects.values():
            span = self.span(offset, objects)
            if span and span[1] - span[0] > 0:
                labels = found.setdefault(self.digest_of(span), set())
                labels.update(
                    label for first, size, _, label in self.parts if first <= offset < first + size
                )
        return found


def check_pdf(path, beside, report):
    """The listed exhibits and how each stands: number -> (title, original, code of the grade)."""
    pdf = Pdf(path)
    digest = pdf.digest_of((0, len(pdf.data)))
    report.say("pdf", name=pdf.name, bytes=len(pdf.data), digest=digest)
    if pdf.data[:5] != b"%PDF-" and pdf.version is None:
        report.say("not_pdf", UNREADABLE, 1, name=pdf.name)
        return pdf, digest, {}
    if pdf.version is None:
        report.say("no_seal", UNREADABLE, 1, name=pdf.name)
        return pdf, digest, {}
    if pdf.version > 1:
        report.say("seal_new", UNREADABLE, 1, name=pdf.name, version=pdf.version)
        return pdf, digest, {}
    whole = pdf.whole()
    changed = []
    if whole:
        report.say("seal_ok", indent=1)
        if len(pdf.data) > pdf.size:
            check_tail(pdf, report)
    else:
        report.say("seal_bad", CHANGED, 1)
        changed = pdf.changed_labels()
        for label in changed:
            report.say("part_bad", CHANGED, 2, label=label)
    objects = pdf.objects()
    inside = pdf.manifest(objects)
    listed, pages = read_list(inside or beside)
    if inside and listed is not None:
        report.say("list_inside", indent=1, count=len(listed))
    elif inside == b"":
        report.say("list_none", indent=1)
    else:
        report.say("list_bad", CHANGED, 1)
    if inside and beside:
        same = inside == beside
        report.say("list_same" if same else "list_differs", FITS if same else CHANGED, 1)
    if whole and objects and pages and pdf.pages(objects) != pages:
        report.say("pages_differ", CHANGED, 1, pages=pdf.pages(objects), listed=pages)
    streams = pdf.streams(objects) if whole else {}
    found = {}
    for each in listed or []:
        label = "exhibit " + each["number"]
        stored = each.get("stored_sha256")
        labels = streams.get(stored, set())
        grade = "g_same"
        if label in changed:
            grade = "g_changed"
        elif not whole:
            grade = "g_unknown"
        elif stored and objects and not labels & {label, "document"}:
            grade = "g_other"
        found[each["number"]] = (str(each.get("title", "")), each["original_sha256"], grade)
    return pdf, digest, found


def check_tail(pdf, report):
    """What stands behind the sealed file may be one signature over all that is there."""
    first, size = pdf.size, len(pdf.data)
    report.say("appended", indent=1, bytes=size - first)
    spans, _ = signature_of(pdf)
    if not spans or not only_signs(pdf):
        report.say("appended_bad", CHANGED, 1, bytes=size - first)
    elif spans[0] == 0 and spans[1] >= first and spans[2] + spans[3] == size:
        report.say("signature", indent=1)
    else:
        report.say("signature_bad", CHANGED, 1)


# All names that a signature field without looks has, and its value.
SIGNING = set(
    b"/Fields /SigFlags /FT /Sig /T /Type /Annot /Subtype /Widget /F /Rect /P /V /Contents"
    b" /ByteRange /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M".split()
)


def only_signs(pdf):
    """Whether the update adds one signature field that shows nothing, to a page and to the catalog
    that are otherwise as they were. Whoever appends other pages could sign them too."""
    tail, before = pdf.data[pdf.size :], pdf.objects()
    brought = re.findall(rb"(\d+) 0 obj\n(.*?)\nendobj\n", tail, re.DOTALL)
    listed = {int(number) for number, _ in brought}
    if re.search(rb"\bstream\b|ObjStm|XRef", tail) or len(listed) != len(brought) or not before:
        return False
    fresh = listed - before.keys()
    new = {b"/AcroForm", b"/Annots"} | {b"%d 0 R" % each for each in fresh}
    for number, text in brought:
        said = tokens(text)
        if int(number) in before:
            old = tokens(pdf.dictionary(before[int(number)])[0])
            if without(said, new) != without(old, new):
                return False
            continue
        shows = b"/Rect" in said and not re.search(rb"/Rect \[ 0 0 0 0 \]", text)
        if shows or not {each for each in said if each[:1] == b"/"} <= SIGNING:
            return False
    return len(fresh) == 3


def without(said, left_out):
    return [each for each in said if each not in left_out]


def tokens(text):
    """Names, references and numbers of a dictionary, in order; strings and brackets left out."""
    plain = re.sub(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f]*>(?!>)", b" ", text, flags=re.DOTALL)
    plain = re.sub(rb"^\s*\d+ 0 obj", b"", plain)
    return re.findall(rb"/[^\s<>\[\]()/]+|\d+ \d+ R|-?[\d.]+|true|false|null", plain)


def signature_of(pdf):
    """The byte range and the signature (CMS, DER) of the last signature behind the sealed file."""
    tail = pdf.data[pdf.size :]
    ranges = re.findall(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]", tail)
    if len(ranges) != 1:
        return (), b""
    spans = tuple(map(int, ranges[0]))
    held = pdf.data[spans[0] + spans[1] : spans[2]]
    if not re.fullmatch(rb"<[0-9A-Fa-f]*>", held):
        return (), b""
    return spans, bytes.fromhex(held[1:-1].decode())


def once(pairs):
    """A key that stands twice is read in two ways."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def no_number(word):
    raise ValueError(word + " is no number")


def read_list(data):
    """The exhibits of a manifest, None where it has another form; and how many pages it tells."""
    try:
        said = json.loads(data.decode("utf-8"), object_pairs_hook=once, parse_constant=no_number)
        exhibits, pages = said["exhibits"], said.get("pages", 1)
        if type(pages) is not int or pages < 1:
            return None, 0
        if len({each["number"] for each in exhibits}) != len(exhibits):
            return None, 0
        for each in exhibits:
            if not isinstance(each["number"], str) or not SHA256.fullmatch(each["original_sha256"]):
                return None, 0
        return exhibits, pages if "pages" in said else 0
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None, 0


# Proofs ---------------------------------------------------------------------------------------


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def text_of(path):
    """Without what mail programs do to plain text."""
    with open(path, encoding="utf-8-sig", newline=None) as stream:
        return stream.read().rstrip("\n") + "\n"


def read_proof(path):
    """Originals and whole files (SHA-256) that the entries speak of, how many there are, the size
    of the log and the checkpoint; ``ValueError`` says what does not fit."""
    title, *blocks = text_of(path).split("\n\n")
    if title != "GigWallet record proof, version 1" or len(blocks) < 3:
        raise ValueError("not a record proof of version 1")
    size, root = checkpoint_of("\n\n".join(blocks[-2:]))
    originals, files = set(), set()
    for block in blocks[:-2]:
        lines = block.split("\n")
        leaf = json.loads(lines[0][len("leaf ") :])
        start = lines.index("c2sp.org/tlog-proof@v1")
        index = int(lines[start + 1][len("index ") :])
        if leaf["seq"] != index:
            raise ValueError("the number of an entry is another one")
        if start == 3:
            salt = bytes.fromhex(lines[1][len("salt ") :])
            content = lines[2][len("content ") :]
            if sha(salt, content.encode()).hex() != leaf["commitment"]:
                raise ValueError("what entry %d shows is not what it committed to" % index)
            rows = json.loads(content)
            if "exhibit" in rows:
                originals.add(rows["exhibit"]["sha256"])
            if (leaf["kind"], leaf["object"]) == ("export.written", "bundle"):
                files.add(rows["event"]["body"]["hex"])
        steps = [base64.b64decode(each, validate=True) for each in lines[start + 2 :]]
        if not leads(sha(b"\x00", lines[0][len("leaf ") :].encode()), index, size, steps, root):
            raise ValueError("entry %d does not lead to the root of the checkpoint" % index)
    return originals, files, len(blocks) - 2, size, "\n\n".join(blocks[-2:])


def leads(node, place, size, steps, root):
    """RFC 9162, section 2.1.3.2."""
    last = size - 1
    if not 0 <= place <= last:
        return False
    for other in steps:
        if last == 0:
            return False
        if place % 2 or place == last:
            node = sha(b"\x01", other, node)
            while place and place % 2 == 0:
                place, last = place // 2, last // 2
        else:
            node = sha(b"\x01", node, other)
        place, last = place // 2, last // 2
    return last == 0 and node == root


def checkpoint_of(text):
    """Size and root; ``ValueError`` where the name is not that of the key, or the form another."""
    body, _, _ = text.partition("\n\n")
    origin, size, root, key = body.split("\n")
    public = base64.b64decode(key.split("+", 2)[2], validate=True)[1:]
    if origin != "gigwallet/" + hashlib.sha256(public).hexdigest()[:16]:
        raise ValueError("the key of the checkpoint is another one")
    return int(size), base64.b64decode(root, validate=True)


def check_proof(folder, name, report):
    """As ``read_proof``, worded; None where it does not fit."""
    path = os.path.join(folder, *name.split("/"))
    point = os.path.join(os.path.dirname(path), "checkpoint.txt")
    try:
        found = read_proof(path)
        same = text_of(point) == found[4]
    except (ValueError, KeyError, TypeError, IndexError, OSError, RecursionError) as problem:
        report.say("proof_bad", CHANGED, name=name, why=problem)
        return None
    if not same:
        report.say("point_other", CHANGED, name=name)
        return None
    report.say("proof_ok", name=name, shown=found[2], entries=found[3])
    return found


# The folder -----------------------------------------------------------------------------------


def names_in(folder):
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield os.path.relpath(os.path.join(place, name), folder).replace(os.sep, "/")


def check_sums(folder, report):
    path = os.path.join(folder, "SHA256SUMS")
    if not os.path.isfile(path):
        report.say("sums_none")
        return
    listed = {}
    for line in text_of(path).splitlines():
        digest, name = line[:64], line[66:]
        if SHA256.fullmatch(digest) and ".." not in name.split("/") and not os.path.isabs(name):
            listed[name] = digest
    good = 0
    for name, digest in sorted(listed.items()):
        file = os.path.join(folder, *name.split("/"))
        if not os.path.isfile(file):
            report.say("sums_gone", CHANGED, name=name)
        elif sha256_of(file) != digest:
            report.say("sums_differ", CHANGED, name=name)
        else:
            good += 1
    for name in names_in(folder):
        if name not in listed and name != "SHA256SUMS" and not name.startswith("."):
            report.say("sums_more", CHANGED, name=name)
    report.say("sums_ok", count=good)


def check_folder(folder, report, originals, unpack):
    check_sums(folder, report)
    names = list(names_in(folder))
    pdfs = [each for each in names if each.endswith(".pdf") and "/" not in each]
    proofs = [each for each in names if each.rpartition("/")[2] == "record-proof.txt"]
    shown = [(name, check_proof(folder, name, report)) for name in proofs]
    shown = [(name, each) for name, each in shown if each]
    if not pdfs:
        report.say("nothing", UNREADABLE)
    lines, listed = [], {}
    for name in pdfs:
        stem = name[: -len(".pdf")]
        beside = "manifest.json" if stem == "evidence" else stem + ".manifest.json"
        data = b""
        if beside in names:
            with open(os.path.join(folder, beside), "rb") as stream:
                data = stream.read(MOST_LIST)
        pdf, digest, found = check_pdf(os.path.join(folder, name), data, report)
        for where, each in shown:
            if each[1]:
                known = digest in each[1]
                code = "proof_pdf" if known else "proof_not_pdf"
                report.say(code, FITS if known else CHANGED, 1, name=where)
        say_exhibits(found, [each for _, each in shown], report)
        listed.update(found)
        lines += signature_lines(pdf, unpack)
    for name, _ in shown:
        lines += openssl_lines(folder, name.rpartition("/")[0], unpack)
    say_originals(originals, listed, report)
    say_lines(lines, unpack, report)


def say_exhibits(found, shown, report):
    for number, (title, original, code) in found.items():
        grade = report.word(code)
        for each in shown:
            if code == "g_same" and original in each[0]:
                grade = report.word("g_log", digest=original[:16])
                break
        level = CHANGED if code in ("g_changed", "g_other") else FITS
        report.say("exhibit", level, 1, number=number, title=title, grade=grade)


def say_originals(paths, listed, report):
    for path in paths:
        digest = sha256_of(path)
        numbers = [number for number, each in listed.items() if each[1] == digest]
        code = "original" if numbers else "original_no"
        report.say(code, name=os.path.basename(path), numbers=", ".join(numbers), digest=digest)


def say_lines(lines, unpack, report):
    report.say("time")
    for line in lines:
        print("  " + line)
    if not unpack:
        report.say("unpack", indent=1)


# Lines for openssl ----------------------------------------------------------------------------


def openssl_lines(folder, place, unpack):
    """For the checkpoint of a proof, and for the time stamp that lies beside it."""
    here = os.path.join(folder, *place.split("/")) if place else folder
    lines = []
    if os.path.isfile(os.path.join(here, "response.tsr")):
        note = os.path.join(here, "README.txt")
        at = re.search(r"-attime \d+", text_of(note)) if os.path.isfile(note) else None
        root = os.path.join(here, "root.pem")
        lines.append(
            "openssl ts -verify -data %s -in %s -CAfile %s -untrusted %s%s"
            % (
                quoted(os.path.join(here, "checkpoint.txt")),
                quoted(os.path.join(here, "response.tsr")),
                quoted(root),
                quoted(os.path.join(here, "chain.pem")),
                " " + at[0] if at else "",
            )
        )
    if unpack:
        stem = "checkpoint" + ("-" + place.replace("/", "-") if place else "")
        body, _, marks = text_of(os.path.join(here, "checkpoint.txt")).partition("\n\n")
        public = base64.b64decode(body.rpartition("\n")[2].split("+", 2)[2])[1:]
        own = next(each for each in marks.split("\n") if " %s " % body.split("\n")[0] in each)
        signature = base64.b64decode(own.split(" ")[2])[4:]
        # A public key of Ed25519 as openssl takes it (RFC 8410).
        key = written(unpack, stem + ".key.der", bytes.fromhex("302a300506032b6570032100") + public)
        text = written(unpack, stem + ".signed.txt", (body + "\n").encode())
        mark = written(unpack, stem + ".signature", signature)
        lines.append(
            "openssl pkeyutl -verify -pubin -keyform DER -inkey %s -rawin -in %s -sigfile %s"
            % (quoted(key), quoted(text), quoted(mark))
        )
    return lines


def signature_lines(pdf, unpack):
    spans, signature = signature_of(pdf) if len(pdf.data) > pdf.size else ((), b"")
    if not spans or not unpack:
        return []
    stem = pdf.name[: -len(".pdf")] if pdf.name.endswith(".pdf") else pdf.name
    stem = re.sub(r"[^\w.-]", "_", stem)
    mark = written(unpack, stem + ".signature.der", signature)
    signed = os.path.join(unpack, stem + ".signed.bin")
    with open(signed, "wb") as out:
        for first, size in (spans[0:2], spans[2:4]):
            for start in range(first, first + size, PIECE):
                out.write(pdf.data[start : min(start + PIECE, first + size)])
    return [
        "openssl cms -verify -binary -inform DER -in %s -content %s -noverify -out %s"
        % (quoted(mark), quoted(signed), quoted(os.devnull))
    ]


def written(folder, name, data):
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, name)
    with open(path, "wb") as out:
        out.write(data)
    return path


def quoted(path):
    """For a shell."""
    plain = re.fullmatch(r"[\w./:\\-]+", path)
    return path if plain else "'" + path.replace("'", "'\\''") + "'"


def main(arguments=None):
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", default="", metavar="FOLDER|FILE.pdf")
    parser.add_argument("--original", action="append", default=[], metavar="FILE")
    parser.add_argument("--unpack", default="", metavar="DIR")
    parser.add_argument("--lang", choices=sorted(WORDS), default="en")
    given = parser.parse_args(arguments)
    what = given.what or os.path.dirname(os.path.abspath(__file__))
    report = Report(given.lang)
    try:
        if os.path.isdir(what):
            check_folder(what, report, given.original, given.unpack)
        else:
            pdf, _, found = check_pdf(what, b"", report)
            say_exhibits(found, [], report)
            say_originals(given.original, found, report)
            say_lines(signature_lines(pdf, given.unpack), given.unpack, report)
    except OSError as problem:
        print(harmless(str(problem)), file=sys.stderr)
        report.worst = UNREADABLE
    report.say("end_%d" % report.worst)
    return report.worst


if __name__ == "__main__":
    sys.exit(main())
