"""The process that has the readers loaded and forks for each file: to start Python and load them takes longer than to read.

It is started by `readings.isolating` with no secret of the site, reads no file itself, and so is as small and clean for the
last file as for the first. It ends when nobody is at the other end of its line, or when its time is over.
"""

import ctypes
import gc
import os
import select
import signal
import socket
import time
from itertools import count
from typing import NoReturn

from readings.importers import load_readers
from readings.isolated import read_within_bounds

PR_SET_PDEATHSIG = 1  # of <linux/prctl.h>: if this process is killed, it takes its fork along
# Seconds. All files of one life find memory laid out alike, which somebody could make use of: so it is short.
LIFE = 60
GRACE = 10  # it waits longer than it is asked, so that nobody asks in the moment in which it goes


def main() -> None:
    """Fork for each file that is brought, and tell how the fork ended."""
    line, until = socket.socket(fileno=0), time.monotonic() + LIFE + GRACE
    gc.freeze()
    for files in count():
        if not select.select([line], [], [], max(0, until - time.monotonic()))[0]:
            return
        said, brought, _flags, _address = socket.recv_fds(line, 16, 2)
        if not said:
            return
        if files == 1:  # the first may be the only one, and loads what it needs for itself
            load_readers()
            gc.freeze()
        this, fork = os.getpid(), os.fork()
        if not fork:
            _be_the_fork(brought, int(said), of=this)
        for file in brought:
            os.close(file)
        line.send(str(_end_of(fork, line)).encode())


def _be_the_fork(brought: list[int], of_work: int, *, of: int) -> NoReturn:
    """Read one file, holding nothing but it, its answer, and no way to the process that forked."""
    failed = 1
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != of:  # it went in between
            os._exit(failed)
        os.setsid()
        for place, file in enumerate(brought):
            os.dup2(file, place)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        read_within_bounds(of_work)
        failed = 0
    finally:
        os._exit(failed)


def _end_of(fork: int, line: socket.socket) -> int:
    """How the fork ended, as `subprocess` has it. If nobody waits for it any more, it is ended."""
    watch = os.pidfd_open(fork)
    if watch not in select.select([watch, line.fileno()], [], [])[0]:
        os.kill(fork, signal.SIGKILL)
    os.close(watch)
    return os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1])


if __name__ == "__main__":
    main()
