"""What Linux says of a process: its memory, its processor time, its age and its children."""

import os
import time
from pathlib import Path


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has used so far, of all its threads; Linux only."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_mib(pid: int) -> float:
    """Return the largest resident memory of a process so far; Linux only."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def resident_mib(pid: int) -> float:
    """Return the resident memory of a process now; Linux only."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def pss_mib(pid: int) -> float:
    """Return a process's memory, what it shares with others counted in part; Linux only."""
    return read_pss_mib(Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii"))


def read_pss_mib(smaps: str) -> float:
    """Return the proportional set size that a file `smaps_rollup` names, in MiB."""
    return next(int(line.split()[1]) / 1024 for line in smaps.splitlines() if line.startswith("Pss:"))


def age_seconds(pid: int) -> float:
    """Return how long ago a process was started, to a hundredth of a second; Linux only."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[19]) / os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """Return a process and all that it started, and those started; Linux only."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(one for child in children for one in family(int(child)))]
