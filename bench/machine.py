"""Describes the machine, and measures what processes use of it."""

import os
import platform
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from webapp.engine.packages import bundled_folder, find_packages
from webapp.engine.registry import cores

PACKAGES = ("ctranslate2", "argos-translate-lt", "flask", "sqlalchemy", "waitress", "huey")


@dataclass(frozen=True, slots=True)
class Usage:
    """What some processes used: seconds by the clock on the wall, and seconds of CPU time.

    ``others`` is the number of cores that other processes kept busy meanwhile. Unless it is near 0,
    a rate by the clock on the wall is too low.
    """

    wall: float
    cpu: float
    others: float


class Watch:
    """A stop-watch over some processes, or this one if none are named, and the whole machine."""

    def __init__(self, *pids: int) -> None:
        self._pids = pids or (os.getpid(),)
        self._start = (time.perf_counter(), self._cpu(), busy_seconds())

    def usage(self) -> Usage:
        """What the processes used since the watch started."""
        wall, cpu, busy = (
            now - then
            for now, then in zip(
                (time.perf_counter(), self._cpu(), busy_seconds()), self._start, strict=True
            )
        )
        return Usage(wall, cpu, max(0.0, (busy - cpu) / wall))

    def _cpu(self) -> float:
        return sum(map(cpu_seconds, self._pids))


def cpu_seconds(pid: int) -> float:
    """The CPU seconds that a process and its threads have used."""
    if pid == os.getpid():
        return time.process_time()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int | None = None, what: str = "VmRSS") -> float:
    """Megabytes of memory in use (VmRSS) or at the peak (VmHWM); 0 on other systems than Linux."""
    try:
        lines = Path(f"/proc/{pid or 'self'}/status").read_text().splitlines()
    except OSError:
        return 0.0
    field = next((line for line in lines if line.startswith(what)), f"{what}: 0")
    return int(field.split()[1]) * 1024 / 1e6


def busy_seconds() -> float:
    """The CPU seconds of all processes since the machine started; 0 on other systems than Linux."""
    try:
        ticks = list(map(int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]))
    except OSError:
        return 0.0
    return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")


def described() -> str:
    """Processor, cores, memory, system, Python, versions of PACKAGES, and the bundled package."""
    [bundled, *_] = find_packages([bundled_folder()])
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9
    versions = ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
    return (
        f"{_processor()}, {cores()} cores, {pages:.0f} GB; {platform.system()} "
        f"{platform.release().split('-')[0]}; Python {platform.python_version()}; {versions}; "
        f"package {bundled.label}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    flags = next((line for line in lines if line.startswith("flags")), "").split()
    int8 = [flag for flag in ("avx2", "avx512_vnni", "avx_vnni", "amx_int8") if flag in flags]
    return f"{names[0] if names else platform.machine()} ({', '.join(int8)})"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def in_new_process(code: str, *arguments: str) -> str:
    """What a Python program prints when it runs in a new process."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
