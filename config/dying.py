"""Dying with one's parent, so that a `kill -9` leaves nothing behind."""

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1  # of <linux/prctl.h>


def die_with_parent(number: signal.Signals) -> None:
    """Ask the kernel (Linux) to send this process a signal as soon as its parent is gone."""
    parent = os.getppid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:  # it went in between
        os.kill(os.getpid(), number)
