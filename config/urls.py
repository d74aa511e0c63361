"""Every address of the site. Each one stands in the permissions table of the tests, or the suite fails."""

from django.conf import settings
from django.urls import include, path

from config import views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("handbook/", views.handbook, name="handbook"),
    path("privacy/", views.privacy, name="privacy"),
    path("accounts/", include("allauth.urls")),
    path("settings/", include("accounts.urls")),
    path("notices/", include("notices.urls")),
    path("library/", include("readings.urls")),
    path("", include("groups.urls")),
    path("", include("discussions.urls")),
]

if settings.DEVELOPMENT:
    urlpatterns += [path("dev/", include("config.dev_urls"))]
