"""Celery: the app, how it reaches the broker, and how soon a killed worker's tasks come back.

The broker hides a task that a worker has taken until the worker acknowledges it, which ours do when it is
done. A worker that dies acknowledges nothing: after `visibility_timeout` seconds any worker brings the task
back. Hence two rules: a task ends well before that (`task_time_limit` sees to it), and one that runs twice
does no harm.
"""

import os
import signal
from typing import Any

from celery import Celery, signals
from celery.schedules import crontab
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings

from config import heartbeats
from config.dying import die_with_parent

# There is no task for a time or a person of its own: each minute asks the database what is due. A tick that
# no worker took within its minute is not made up for, since the next one asks the same.
EVERY_MINUTE = {
    task: {"task": task, "schedule": crontab(), "options": {"expires": 55}}
    for task in (
        "groups.tasks.queue_reminders",
        "notices.tasks.send_due",
        "readings.tasks.read_left_imports",
        "readings.tasks.publish_left_editions",
        "readings.tasks.carry_late_progress",
    )
}

# What takes many seconds has a queue, and under `make run` a worker, of its own: neither a file that is slow to read
# nor the publication of a long book lets a reminder or a mail wait. A worker that is told no queue takes from both.
USUAL, LIBRARY = "celery", "library"
SLOW = (
    "readings.tasks.read_import",
    "readings.tasks.publish_edition",
    "readings.tasks.lay_edition",
    "readings.tasks.foresee_threads",
    "readings.tasks.copy_edition",
)

app = Celery("study_circle")
app.conf.update(
    broker_url=settings.BROKER_URL,
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        # Seconds. A killed worker's task is back within 40 + 5, and within 60 even if that worker was killed
        # in the moment of bringing back another's: it held the mutex then. The defaults take an hour.
        "visibility_timeout": 40,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "unacked_mutex_expire": 10,
        "socket_connect_timeout": 5,
        # A page that has a mail sent wakes a worker: a broker that hangs must not hold it for ever. Longer than
        # the second for which a worker waits for tasks in one go.
        "socket_timeout": 3,
    },
    # Whoever wakes a worker tries once: what there is to do is in the database, and the next tick finds it there.
    task_publish_retry=False,
    task_default_queue=USUAL,
    task_queues=[Queue(USUAL), Queue(LIBRARY)],
    task_routes={task: {"queue": LIBRARY} for task in SLOW},
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=30,
    task_soft_time_limit=25,
    # A task that waits in a worker's hands would use up its time: a worker takes only what it can start.
    worker_prefetch_multiplier=1,
    worker_disable_prefetch=True,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    # No results are kept: what a task did is in the database.
    task_ignore_result=True,
    task_serializer="json",
    accept_content=["json"],
    enable_utc=True,
    timezone="UTC",
    beat_schedule=EVERY_MINUTE,
    beat_schedule_filename=str(settings.VAR_DIR / "beat-schedule"),
    beat_scheduler="config.heartbeats:Scheduler",
    beat_max_loop_interval=heartbeats.EVERY,
)
app.steps["worker"].add(heartbeats.WorkerStep)
app.autodiscover_tasks()
app.set_default()  # for the threads of the web server too


@signals.setup_logging.connect
def keep_logging(**_: Any) -> None:
    """Leave logging as the settings have it: that this is answered keeps Celery's own set-up out."""


@signals.worker_process_init.connect
def die_with_worker(**_: Any) -> None:
    """Let no process of the pool outlive its worker."""
    die_with_parent(signal.SIGKILL)
