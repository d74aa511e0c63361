"""Addresses that exist in development only."""

from django.urls import path

from config import dev_views

urlpatterns = [
    path("sign-in/", dev_views.dev_sign_in, name="dev_sign_in"),
    path("mailbox/", dev_views.dev_mailbox, name="dev_mailbox"),
    path("mailbox/<str:name>/", dev_views.dev_mail, name="dev_mail"),
    path("mailbox/<str:name>/html/", dev_views.dev_mail_html, name="dev_mail_html"),
]
