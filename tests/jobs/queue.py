"""Runs periodic and waiting jobs in the transaction of a test, by the queue's own functions."""

import json
import logging
from datetime import datetime

from procrastinate import sql
from procrastinate.contrib.django import app

logger = logging.getLogger(__name__)


def defer_periodic(name: str, moment: datetime) -> int | None:
    """Queues a periodic task of this moment; None where it has been queued for it."""
    task = app.tasks[name]
    moment_in_seconds = int(moment.timestamp())
    row = app.connector.execute_query_one(
        sql.queries["defer_periodic_job"],
        queue=task.queue,
        lock=task.lock,
        queueing_lock=task.queueing_lock,
        task_name=name,
        priority=task.priority,
        periodic_id="",
        defer_timestamp=moment_in_seconds,
        args={"timestamp": moment_in_seconds},
    )
    return row["id"]


def run_jobs() -> list[str]:
    """Runs the jobs that are due until none is; returns the names of their tasks.

    A job that succeeded is deleted, as by our worker; one that raises an error has failed.
    """
    worker = app.connector.execute_query_one(sql.queries["register_worker"])["worker_id"]
    names = []
    while True:
        job = app.connector.execute_query_one(
            sql.queries["fetch_job"], queues=None, worker_id=worker
        )
        if job["id"] is None:
            return names
        names.append(job["task_name"])
        status = "succeeded"
        try:
            app.tasks[job["task_name"]].func(**json.loads(job["args"]))
        except Exception:
            logger.exception("%s failed", job["task_name"])
            status = "failed"
        app.connector.execute_query(
            sql.queries["finish_job"],
            job_id=job["id"],
            status=status,
            delete_job=status == "succeeded",
        )
