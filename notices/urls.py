from django.urls import path

from notices import views

urlpatterns = [
    path("", views.preference_edit, name="preference_edit"),
    path("stop/<str:token>/", views.preference_stop, name="preference_stop"),
]
