"""Checks what an operator sets up around the app: database, hosts, proxy, mail, worker, files.

Each check yields findings, in English as other output of commands.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.mail import get_connection
from django.db import Error, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.http.request import validate_host
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

WORKER_SILENCE = timedelta(minutes=1)
"""A worker that runs gives a sign of life every ten seconds."""
MOST_MAIL_ERRORS = (OSError, ValueError)  # smtplib's errors are OSErrors


@dataclass(frozen=True)
class Finding:
    """Represents what one check found."""

    text: str
    is_problem: bool = False


def problem(text: str) -> Finding:
    return Finding(text, is_problem=True)


def check_database() -> Iterator[Finding]:
    """Checks that the database answers, stores every language and has all migrations."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version'), getdatabaseencoding()")
            version, encoding = cursor.fetchone()
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error as error:
        yield problem(f"The database does not answer. Check DATABASE_URL: {error}")
        return
    yield Finding(f"The database answers: PostgreSQL {version}.")
    if encoding != "UTF8":
        yield problem(f"The encoding of the database is {encoding}. Create it with UTF8.")
    if pending:
        yield problem(f"{len(pending)} migrations are not applied. Run: manage.py release")
    yield from _check_pool()


def _check_pool() -> Iterator[Finding]:
    """Tells which pooler stands between, by the processes of the server that answer.

    Two connections are open at once, as in a release.
    """
    first, second = connection.copy(), connection.copy()
    try:
        before = _server_process(first)
        told = first.connection.info.backend_pid
        second.set_autocommit(False)
        _server_process(second)
        after = _server_process(first)
    except Error as error:
        yield problem(
            "The pooler before the database allows no transactions, or not two connections at once. "
            f"PgBouncer needs pool_mode = transaction or session, and a pool of 2 or more: {error}"
        )
        return
    finally:
        first.close()
        second.close()
    if told == before == after:
        yield Finding("Connections go to the database directly.")
    else:
        mode = "session" if before == after else "transaction"
        yield Finding(f"Connections go through a pooler, in {mode} mode.")


def _server_process(database: BaseDatabaseWrapper) -> int:
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def check_cache() -> Iterator[Finding]:
    """Checks that the cache keeps what counts sign-in attempts."""
    try:
        cache.set("doctor", "kept", 60)
        is_kept = cache.get("doctor") == "kept"
    except Exception as error:  # of the database, or of Redis
        yield problem(f"The cache does not answer. Run release, or check REDIS_URL: {error}")
        return
    if is_kept:
        yield Finding("The cache answers.")
    else:
        yield problem("The cache keeps nothing. Check REDIS_URL.")


def check_hosts() -> Iterator[Finding]:
    """Checks that the hosts of the site and the addresses of its pages fit together."""
    allowed, origins = settings.ALLOWED_HOSTS, settings.CSRF_TRUSTED_ORIGINS
    yield Finding(f"ALLOWED_HOSTS: {', '.join(allowed)}. CSRF_TRUSTED_ORIGINS: {_listed(origins)}.")
    if "*" in allowed:
        yield problem("ALLOWED_HOSTS accepts every host. Name the hosts of the site.")
    elif not allowed:
        yield problem("ALLOWED_HOSTS names no host.")
    for origin in origins:
        parts = urlsplit(origin)
        if not validate_host((parts.hostname or "").lstrip("*"), allowed):
            yield problem(f"CSRF_TRUSTED_ORIGINS has {origin}, whose host ALLOWED_HOSTS lacks.")
        if parts.scheme == "http" and settings.SECURE_SSL_REDIRECT:
            yield problem(
                f"CSRF_TRUSTED_ORIGINS has {origin}, but pages are served by https alone."
            )


def _listed(values: list[str]) -> str:
    return ", ".join(values) or "none"


def check_proxy_settings() -> Iterator[Finding]:
    """Checks what the settings say about the proxy."""
    if settings.SECURE_SSL_REDIRECT and not settings.SECURE_PROXY_SSL_HEADER:
        yield problem(
            "BEHIND_PROXY is false and SECURE_SSL_REDIRECT is true: a proxy that ends TLS is answered by endless "
            "redirects. Set BEHIND_PROXY=true."
        )
    if settings.SECURE_PROXY_SSL_HEADER and not getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0):
        yield problem(
            "TRUSTED_PROXY_COUNT is 0 behind a proxy: all visitors count as one. Set the number of proxies."
        )


def check_mail() -> Iterator[Finding]:
    """Checks that the mail server accepts a connection, and sends nothing."""
    try:
        mail = get_connection(settings.EMAIL_DELIVERY_BACKEND)
        mail.open()
        mail.close()
    except MOST_MAIL_ERRORS as error:
        yield problem(f"The mail server does not answer. Check EMAIL_URL: {error}")
        return
    yield Finding("The mail server answers.")
    if settings.EMAIL_DELIVERY_BACKEND.endswith("smtp.EmailBackend") and "@localhost" in (
        settings.DEFAULT_FROM_EMAIL
    ):
        yield problem("Mail is sent from @localhost. Set DEFAULT_FROM_EMAIL.")


def check_worker() -> Iterator[Finding]:
    """Checks that a worker gives signs of life, without which no email leaves."""
    alive = timezone.now() - WORKER_SILENCE
    try:
        workers = ProcrastinateWorker.objects.filter(last_heartbeat__gt=alive).count()
    except Error:  # named by check_database
        return
    if workers:
        yield Finding(f"Workers for background jobs: {workers}.")
    else:
        yield problem(
            "No worker runs background jobs, so no email leaves. Start one: manage.py procrastinate worker"
        )


def check_exports() -> Iterator[Finding]:
    """Checks that the exports of accounts can be written, read and deleted."""
    storage = storages["exports"]
    try:
        name = storage.save("doctor", ContentFile(b"doctor"))
        storage.open(name).close()
        storage.delete(name)
    except OSError as error:
        yield problem(
            f"Data exports cannot be written. Check EXPORT_ROOT, and its volume in compose: {error}"
        )
        return
    yield Finding("Data exports can be written.")


CHECKS: list[Callable[[], Iterator[Finding]]] = [
    check_database,
    check_cache,
    check_hosts,
    check_proxy_settings,
    check_mail,
    check_worker,
    check_exports,
]
