"""Tests what a PgBouncer in transaction mode must not break: reading in parts, locks of a release."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from devserver.postgres import get_server_user
from tests.robustness.conftest import free_port
from web import deployment
from web.management.commands import release

pytestmark = pytest.mark.django_db(transaction=True)

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
IS_REQUIRED = bool(os.environ.get("PGBOUNCER_REQUIRED"))
"""Set where PgBouncer is promised: its absence is a failure there, and no reason to skip."""
needs_pgbouncer = pytest.mark.skipif(
    PROGRAM is None and not IS_REQUIRED, reason="no PgBouncer is installed"
)
POOLED = "pooled"
HOLDERS = """
    SELECT state FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND objid = %s AND granted AND datname = current_database()
"""


def states_of_lock_holders() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS, [release.LOCK])
        return [state for (state,) in cursor.fetchall()]


def test_the_lock_of_a_release_belongs_to_a_transaction_and_ends_with_it():
    with release.release_lock():
        assert states_of_lock_holders() == ["idle in transaction"]
    assert states_of_lock_holders() == []


def test_a_release_that_fails_leaves_no_lock():
    with pytest.raises(ZeroDivisionError), release.release_lock():
        raise ZeroDivisionError
    assert states_of_lock_holders() == []


def test_a_release_waits_for_another_and_says_so(monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(release, "WAIT_SECONDS", 0)
    with release.release_lock():
        refused = pytest.raises(CommandError, match="Another release has held the lock")
        with refused, release.release_lock(said.append):
            pass
        assert said == ["Another release is running. This one waits until it ends."]
        assert states_of_lock_holders() == ["idle in transaction"]


def test_a_connection_that_the_server_ended_ends_a_release_without_an_error():
    with release.release_lock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s",
            [release.LOCK],
        )
    assert states_of_lock_holders() == []


def test_statements_are_not_prepared_and_cursors_stay_in_the_client():
    """Checks both, because a pooler gives the next transaction another connection."""
    assert connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert connection.get_connection_params()["prepare_threshold"] is None


@contextmanager
def pgbouncer(folder: Path) -> Iterator[int]:
    """Runs a PgBouncer in transaction mode before the server of the tests; yields its port."""
    if PROGRAM is None:
        pytest.fail("Install PgBouncer: apt-get install pgbouncer")
    ours = connection.settings_dict
    host = ours["HOST"] or ours["OPTIONS"].get("host") or "localhost"
    port = free_port()
    lines = [
        "[databases]",
        f"{ours['NAME']} = host={host} port={ours['PORT'] or 5432} user={ours['USER']}"
        + (f" password='{ours['PASSWORD']}'" if ours["PASSWORD"] else ""),
        "[pgbouncer]",
        f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =",
        "auth_type = any\npool_mode = transaction",
    ]
    file = folder / "pgbouncer.ini"
    file.write_text("\n".join(lines))
    owner = get_server_user()
    command = [PROGRAM, str(file)]
    with open(folder / "pgbouncer.log", "w") as log:
        process = subprocess.Popen(
            command,
            stdout=log,
            stderr=log,
            # It refuses to run as root. The file is read by the user, who may not see the folder.
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
        )
    try:
        if not _is_listening(port):
            pytest.fail((folder / "pgbouncer.log").read_text())
        yield port
    finally:
        process.terminate()
        process.wait(15)


def _is_listening(port: int) -> bool:
    """Waits up to five seconds for a server at a port."""
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return True
        except OSError:
            time.sleep(0.05)
    return False


@pytest.fixture
def pooled(tmp_path_factory, monkeypatch) -> Iterator[BaseDatabaseWrapper]:
    """Returns a connection to the tests' database through a pooler."""
    folder = tmp_path_factory.mktemp("pooler")
    for parent in (folder, *folder.parents):
        if parent.stat().st_uid == os.geteuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o711)
    with pgbouncer(folder) as port:
        through = connection.copy(POOLED)
        through.settings_dict = {
            **through.settings_dict,
            "HOST": "127.0.0.1",
            "PORT": port,
            "OPTIONS": {},
        }
        connections[POOLED] = through
        monkeypatch.setattr(release, "connection", through)
        try:
            yield through
        finally:
            through.close()
            del connections[POOLED]


@needs_pgbouncer
def test_rows_are_read_in_parts_while_others_use_the_pool(pooled):
    """Reads rows as the admin's forms do the choices of a field."""
    rows = ContentType.objects.using(POOLED).order_by("pk")
    reading = rows.iterator(chunk_size=2)
    first = next(reading)
    other = pooled.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT 1")  # and keeps the connection on which the rows were read
            assert [first, *reading] == list(ContentType.objects.order_by("pk"))
    finally:
        other.close()


@needs_pgbouncer
def test_a_release_through_the_pool_leaves_no_lock(pooled):
    with release.release_lock():
        assert states_of_lock_holders() == ["idle in transaction"]
    assert states_of_lock_holders() == []


@needs_pgbouncer
def test_the_doctor_tells_the_mode_of_the_pool(pooled, monkeypatch):
    monkeypatch.setattr(deployment, "connection", pooled)
    findings = list(deployment.check_database())
    assert [finding.text for finding in findings if finding.is_problem] == []
    assert findings[-1].text == "Connections go through a pooler, in transaction mode."
