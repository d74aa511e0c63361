"""The site's addresses, and those of the baselines."""

from django.urls import include, path

from benchmarks import views

urlpatterns = [
    path("bench/constant/<int:size>/", views.constant),
    path("bench/same/<int:queries>/<int:size>/", views.same),
    path("bench/thread/<int:pk>/", views.bare_thread),
    path("", include("config.urls")),
]
