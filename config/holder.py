"""The holder of an embedded server: starts it, keeps it up while anyone uses it, stops it, and ends.

`servers.py` runs one for each server (`python -m config.holder postgres FILENO`) and says why.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from config import programs
from config.demoting import as_account, home_of, socket_folder, surroundings
from config.servers import (
    BROKER,
    POSTGRES,
    READY,
    Server,
    ServersError,
    failure,
    full,
    locked,
    log_tail,
    plainly,
    var_dir,
)

# Seconds. A log to be replayed after a crash may take a while before PostgreSQL answers, and is no failure.
TO_START, TO_STOP, TO_LET_GO, BETWEEN_LOOKS = 300, 60, 15, 0.1
ROOM_TO_GO_ON = 24 << 20  # bytes free on the disk


def main() -> None:
    """Run as a holder. The arguments: the server's name, and the number of its lock file, open and locked."""
    server = {"postgres": POSTGRES, "broker": BROKER}[sys.argv[1]]
    state = os.fdopen(int(sys.argv[2]), "wb", buffering=0)
    os.set_inheritable(state.fileno(), False)
    os.umask(0o022)
    if os.fork():
        os._exit(0)  # who started us need not wait for us, nor for our end
    try:
        with plainly():
            keep(server, state)
    except ServersError as error:
        state.truncate(0)
        state.write(str(error).encode())
        sys.exit(1)


def keep(server: Server, state: IO[bytes]) -> None:
    """Keep a server up for as long as its `use` lock is shared by anyone."""
    ended: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: ended.append(number))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with server.lock("server").open("ab") as own, server.lock("use").open("rb") as use, socket_folder(server):
        # A running server has this lock too: one whose holder was killed may still be writing its last.
        wait_for(own, server)
        home = home_of(server)
        command = programs.command(server, home, own)
        ready = READY
        if home != var_dir():
            ready += f"The servers' account cannot enter {var_dir()}: they keep their data in {home}."
        deaths: list[float] = []
        process = start(server, home, command, own)
        state.write(ready.encode())
        while not (ended or locked(use) or is_gone(use, server)):
            time.sleep(BETWEEN_LOOKS)
            if process.poll() is None:
                continue
            deaths = [when for when in deaths if when > time.monotonic() - 60] + [time.monotonic()]
            if len(deaths) > 5:
                raise ServersError(f"{server.title} keeps dying. {failure(server)}")
            state.truncate(0)
            process = start(server, home, command, own)
            state.write(ready.encode())
        # Before `use` is let go: who gets that next must not take this holder for a ready one.
        state.truncate(0)
        stop(process)


def wait_for(own: IO[bytes], server: Server) -> None:
    deadline = time.monotonic() + TO_STOP
    while not locked(own):
        if time.monotonic() > deadline:
            raise ServersError(f"An earlier {server.title} still uses {var_dir()}: stop it, then try again.")
        time.sleep(0.02)


def is_gone(file: IO[bytes], server: Server) -> bool:
    """Whether VAR_DIR was removed or replaced under a running server."""
    try:
        return not os.path.samestat(os.fstat(file.fileno()), server.lock("use").stat())
    except OSError:
        return True


def start(server: Server, home: Path, command: list[str], own: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a server and wait until it serves; try again while the pid file of a killed one lingers."""
    begun = time.monotonic()
    if shutil.disk_usage(home).free < ROOM_TO_GO_ON:
        raise ServersError(full(home))
    while True:
        process = subprocess.Popen(
            as_account(server, *command), cwd=home / server.name, env=surroundings(), pass_fds=[own.fileno()]
        )
        while process.poll() is None:
            if server.answers():
                return process
            if time.monotonic() > begun + TO_START:
                stop(process)
                raise ServersError(f"{server.title} does not answer. {failure(server)}")
            time.sleep(0.02)
        lingers = any(word in log_tail(server.name) for word in ("lock file", "shared memory block"))
        if not lingers or time.monotonic() > begun + TO_LET_GO:
            raise ServersError(failure(server))
        time.sleep(0.2)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a server cleanly: to both, an interrupt means to finish without waiting for clients."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


if __name__ == "__main__":
    main()
