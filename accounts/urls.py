from django.urls import path

from accounts import views

urlpatterns = [
    path("", views.settings, name="settings"),
    path("appearance/", views.appearance_edit, name="appearance_edit"),
    path("leave/", views.account_delete, name="account_delete"),
]
