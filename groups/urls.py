"""The circle's addresses. What happens on the page that a circle reads belongs to the discussions."""

from django.urls import path

from groups import commons_views, door_views, link_views, member_views, schedule_views, settling_views, views

urlpatterns = [
    path("library/<slug:slug>/commons/", commons_views.commons_detail, name="commons_detail"),
    path("g/", views.group_list, name="group_list"),
    path("g/new/", views.group_create, name="group_create"),
    path("g/<slug:group>/", views.group_detail, name="group_detail"),
    path("g/<slug:group>/edit/", views.group_edit, name="group_edit"),
    path("g/<slug:group>/people/", member_views.member_list, name="member_list"),
    path("g/<slug:group>/leave/", member_views.group_leave, name="group_leave"),
    path("g/<slug:group>/people/<int:membership>/facilitate/", member_views.term_create, name="term_create"),
    path("g/<slug:group>/people/<int:membership>/facilitate/end/", member_views.term_end, name="term_end"),
    path("g/<slug:group>/invitations/new/", member_views.invitation_create, name="invitation_create"),
    path(
        "g/<slug:group>/invitations/<int:pk>/",
        link_views.invitation_edit,
        name="invitation_edit",
    ),
    path(
        "g/<slug:group>/invitations/<int:pk>/revoke/",
        link_views.invitation_revoke,
        name="invitation_revoke",
    ),
    path("join/<str:token>/", door_views.invitation_accept, name="invitation_accept"),
    path("g/<slug:group>/schedule/new/", schedule_views.schedule_create, name="schedule_create"),
    path("g/<slug:group>/schedule/<int:pk>/", schedule_views.schedule_detail, name="schedule_detail"),
    path("g/<slug:group>/schedule/<int:pk>/edit/", schedule_views.schedule_edit, name="schedule_edit"),
    path(
        "g/<slug:group>/schedule/<int:pk>/corrected/",
        schedule_views.correction_dismiss,
        name="correction_dismiss",
    ),
    path("g/<slug:group>/schedule/<int:pk>/sittings/", settling_views.sittings_agree, name="sittings_agree"),
    path("g/<slug:group>/schedule/<int:pk>/count/", schedule_views.reading_count, name="reading_count"),
    path("g/<slug:group>/schedule/<int:pk>/delete/", schedule_views.schedule_delete, name="schedule_delete"),
    path(
        "g/<slug:group>/schedule/<int:schedule>/<int:number>/",
        schedule_views.sitting_edit,
        name="sitting_edit",
    ),
]
