"""What signals do to a server or worker, also as the first process of a container.

SIGTERM and Ctrl-C end it; SIGHUP has it open its packages again.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable

#: Seconds until a process that was told to end is cut off, whatever still computes: five are
#: promised, and a busy machine needs some to begin and to free memory. What has to be said before,
#: to callers and to other machines, has shares of them; a batch of the engine may take the rest.
LONGEST_END = 3.0


def end_on_signals(let_go: Callable[[], object]) -> None:
    """Have SIGTERM and SIGINT raise SystemExit in the main thread, which must call this.

    The first process of a container would pass over SIGTERM otherwise. ``let_go`` is called in a
    thread of its own, so that those who wait for the engine stop waiting. All that is done is
    stored whole, so a thread that is not done after LONGEST_END is cut off. A second signal has
    the effect that the system gives it.
    """

    def end(_number: int, _frame: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        threading.Thread(target=let_go, name="letting go", daemon=True).start()
        cut = threading.Timer(LONGEST_END, os._exit, [0])
        cut.daemon = True
        cut.start()
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)


def reopen_on_signal(reopen: Callable[[], object]) -> None:
    """Have SIGHUP call ``reopen`` in a thread of its own; the main thread must call this.

    At a terminal the signal says that the terminal is closed, and ends the process as ever.
    Windows has no such signal.
    """

    def begin(_number: int, _frame: object) -> None:
        threading.Thread(target=reopen, name="reopening", daemon=True).start()

    if hasattr(signal, "SIGHUP") and not (sys.stdin and sys.stdin.isatty()):
        signal.signal(signal.SIGHUP, begin)
