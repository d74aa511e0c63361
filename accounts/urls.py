from django.urls import path

from accounts import views

urlpatterns = [
    path("", views.settings, name="settings"),
    path("leave/", views.account_delete, name="account_delete"),
]
