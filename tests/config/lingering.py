"""A task for `test_celery.py`: what it does at first takes longer than the test lets its worker live."""

import time
from pathlib import Path

from config.celery import app


@app.task
def linger(path: str) -> None:
    """Note the time of each attempt in a file; the first attempt then goes on for 25 seconds."""
    file = Path(path)
    is_first = not file.exists()
    with file.open("a") as attempts:
        attempts.write(f"{time.time()}\n")
    if is_first:
        time.sleep(25)
