"""Every address of the site. Each one stands in the permissions table of the tests, or the suite fails."""

from django.conf import settings
from django.urls import include, path

from accounts import views as account_views
from config import views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("handbook/", views.handbook, name="handbook"),
    path("privacy/", views.privacy, name="privacy"),
    # Before allauth's own three of these names, which they lead on to.
    path("accounts/confirm-email/<str:key>/", account_views.email_confirm, name="account_confirm_email"),
    path("accounts/confirm-email/", account_views.email_sent, name="account_email_verification_sent"),
    path("accounts/email/", account_views.email, name="account_email"),
    path("accounts/", include("allauth.urls")),
    path("language/", account_views.set_language, name="set_language"),
    path("settings/", include("accounts.urls")),
    path("notices/", include("notices.urls")),
    path("library/", include("readings.urls")),
    path("", include("groups.urls")),
    path("", include("discussions.urls")),
]

handler400 = views.bad_request
handler500 = views.fault

if settings.DEVELOPMENT:
    urlpatterns += [path("dev/", include("config.dev_urls"))]
