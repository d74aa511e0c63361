from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The installation itself: the commands that set it up stand in this app."""

    name = "config"
    verbose_name = "installation"
