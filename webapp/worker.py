"""The worker: runs the jobs of a library in a process of its own, without Flask."""

import threading
from collections.abc import Callable

from webapp.ending import end_on_signals, reopen_on_signal
from webapp.logs import log_to_stderr
from webapp.opening import open_desk
from webapp.settings import Settings

Announce = Callable[[str], object]


def work(settings: Settings, announce: Announce) -> None:
    """Run jobs until interrupted or terminated, for a server that runs without.

    Raises what open_desk raises.
    """
    log_to_stderr(settings.log_format)
    desk = open_desk(settings)
    try:
        end_on_signals(desk.translators.close)
        reopen_on_signal(desk.translators.reopen)
        desk.start()
        announce("Translating what the library has pending (Ctrl-C ends it)")
        never = threading.Event()
        while not never.wait(1):  # on Windows a wait without an end cannot be interrupted
            pass
    finally:
        desk.close()
