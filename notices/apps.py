from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "notices"

    def ready(self) -> None:
        """Make our Celery app known: a page that queues a task must find our broker, as the worker does."""
        import_module("config.celery")
