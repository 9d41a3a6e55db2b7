"""Which models read pictures: the files inside rapidocr's wheel, known by their digests."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib import metadata, resources
from typing import TYPE_CHECKING

from gigwallet.domain.errors import GigWalletError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

DETECTION = "PP-OCRv6_det_small.onnx"
RECOGNITION = "PP-OCRv6_rec_small.onnx"
DIGESTS = {
    DETECTION: "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    RECOGNITION: "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
}


def model(name: str) -> bytes:
    """The bytes of a model. Refuses with ``picture_reader_altered`` any other than the pinned one:
    what it would read could not be repeated, and nothing is ever fetched in its place."""
    file = resources.files("rapidocr") / "models" / name
    try:
        data = file.read_bytes()
    except OSError as absent:
        raise GigWalletError("picture_reader_altered", name=name) from absent
    if hashlib.sha256(data).hexdigest() != DIGESTS[name]:
        raise GigWalletError("picture_reader_altered", name=name)
    return data


def session(name: str, threads: int) -> InferenceSession:
    """The model ready to run. It is loaded from the very bytes that were verified, never from a
    path or an address, and runs on the processor only."""
    # Later versions than ours send events home unless this is said before they are imported.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # on Windows: into the system's own trace
    onnxruntime.set_default_logger_severity(4)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    # Sizes differ from picture to picture: an arena would keep the largest for good.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    # A thread that waits must sleep: the person works beside it.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        model(name), sess_options=options, providers=["CPUExecutionProvider"]
    )


@cache
def engine_name() -> str:
    """``rapidocr 3.10.0 PP-OCRv6_det_small:090f04ab PP-OCRv6_rec_small:6f327246``."""
    files = (f"{name.removesuffix('.onnx')}:{digest[:8]}" for name, digest in DIGESTS.items())
    return " ".join(("rapidocr", metadata.version("rapidocr"), *files))
