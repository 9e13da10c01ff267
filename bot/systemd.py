"""What systemd is told: that the service is ready, alive, stopping. Without systemd nothing is said.

https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html
"""

import os
import socket
from datetime import timedelta

READY = "READY=1"
ALIVE = "WATCHDOG=1"
STOPPING = "STOPPING=1"


def notify(state: str) -> bool:
    """Tell systemd, without waiting for it; returns whether there was somebody to tell who took it."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return False
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK | socket.SOCK_CLOEXEC) as channel:
            # A name that begins with NUL stands for itself and is no file.
            channel.sendto(state.encode(), address.replace("@", "\0", 1) if address[0] == "@" else address)
    except OSError:
        # It is gone or busy; its own time limits say what follows from that.
        return False
    return True


def alive_every() -> timedelta | None:
    """Return how often systemd wants to hear that this process is alive, with time to spare; None where it does not."""
    wanted, process = os.environ.get("WATCHDOG_USEC", ""), os.environ.get("WATCHDOG_PID", str(os.getpid()))
    if not (wanted.isascii() and wanted.isdigit()) or process != str(os.getpid()):
        return None
    return timedelta(microseconds=int(wanted)) / 3
