"""Whom the embedded servers run as, and in which folders.

They never run as root: they become `nobody`, or the account that owns their data. Where that account cannot
enter VAR_DIR or run the installed programs (a project below a 0700 folder, say), a folder below /var/lib
takes their place; nobody's folders are opened up, and no account is made.
"""

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from config.servers import PROJECT, Server, ServersError, full, place_mark, var_dir

ROOM_TO_BEGIN = 150 << 20  # bytes free on the disk


def as_account(server: Server, *command: str | Path) -> list[str]:
    """A command as the server's account would give it, to be interrupted when this process dies."""
    setpriv = shutil.which("setpriv")
    if not setpriv:
        raise ServersError("The program setpriv is missing: install the package util-linux.")
    user, group = server.account
    become = [] if os.geteuid() else [f"--reuid={user}", f"--regid={group}", "--clear-groups"]
    return [setpriv, *become, "--pdeathsig=INT", "--", *map(str, command)]


def surroundings() -> dict[str, str]:
    """The environment of the servers: no PG… variable of the caller's gets in."""
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}


def may_enter(server: Server, path: Path) -> bool:
    """Whether the server's account can enter a folder or run a program."""
    return not subprocess.run(as_account(server, "test", "-x", path), check=False).returncode


def home_of(server: Server) -> Path:
    """The folder that holds the server's data folder: VAR_DIR, or its stand-in, which is made."""
    home = var_dir()
    if not may_enter(server, home):
        if os.geteuid():
            raise ServersError(f"{home} is closed to you: set VAR_DIR to a folder of yours.")
        home = Path("/var/lib/study-circle", f"{PROJECT.name}-{place_mark()}")
        home.mkdir(parents=True, exist_ok=True)
    if not (home / server.name).exists() and shutil.disk_usage(home).free < ROOM_TO_BEGIN:
        raise ServersError(full(home))
    return home


def make_private(server: Server, folder: Path) -> None:
    """Make a folder that only the server's account (and root) can enter. A link in its place is not followed."""
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if not os.geteuid() and not folder.lstat().st_uid:
        os.chown(folder, *server.account, follow_symlinks=False)


@contextmanager
def socket_folder(server: Server) -> Iterator[None]:
    """Make the socket's folder, where anybody may write: one that someone else made first won't do."""
    folder = server.socket.parent
    make_private(server, folder)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != server.account[0]:
        raise ServersError(f"{folder} belongs to someone else: remove it, or set another VAR_DIR.")
    folder.chmod(0o700)
    try:
        yield
    finally:
        with suppress(OSError):
            folder.rmdir()


def within_reach(server: Server, program: Path, *trees: Path) -> Path:
    """A program, or its copy below the home when the server's account cannot run it where it is.

    `trees` are the folders, all beside each other, that the program needs.
    """
    if may_enter(server, program):
        return program
    found = program.stat()
    copies = home_of(server) / "programs"
    copy = copies / f"{server.name}-{found.st_size}-{found.st_mtime_ns}"
    if not copy.exists():
        copies.mkdir(exist_ok=True)
        for old in copies.glob(f"{server.name}*"):
            shutil.rmtree(old)
        draft = copies / f"{server.name}.draft"
        for tree in trees:
            shutil.copytree(tree, draft / tree.name)
        for path in (draft, *draft.rglob("*")):
            mode = path.stat().st_mode
            path.chmod(mode | (mode & 0o500) >> 3 | (mode & 0o500) >> 6)
        draft.rename(copy)
    return copy / program.relative_to(trees[0].parent)
