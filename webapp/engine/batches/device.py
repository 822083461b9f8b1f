"""What decoding runs on: a GPU or threads of the processor, which give way to other work."""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

#: By how much decoding gives way to other work.
NICENESS = 5


def at_low_priority(make: Callable[[], Any]) -> Any:
    """What ``make`` gives, all threads that it starts at a low priority (on Linux).

    So the threads that answer requests get a core when they need one, whatever is translated.
    """
    with ThreadPoolExecutor(1, initializer=_lower_priority) as thread:
        return thread.submit(make).result()


def _lower_priority() -> None:
    if sys.platform == "linux":
        thread = threading.get_native_id()
        with suppress(OSError):
            lower = os.getpriority(os.PRIO_PROCESS, thread) + NICENESS
            os.setpriority(os.PRIO_PROCESS, thread, lower)


def on_gpu(device: str) -> bool:
    """Whether a model opened on ``device`` (cpu, cuda or auto) will run on a GPU."""
    if device != "auto":
        return device == "cuda"
    import ctranslate2

    return bool(ctranslate2.get_cuda_device_count())
