from django.urls import path

from discussions import comments, corrections, kinds, lists, live, moves, news, threads, traces, veils, views

urlpatterns = [
    path("corrections/", corrections.correction_list, name="correction_list"),
    path("corrections/<int:pk>/", corrections.correction_answer, name="correction_answer"),
    path("live/<str:token>/<int:known>/", live.talk_poll, name="talk_poll"),
    path("g/<slug:group>/read/<int:schedule>/<int:page>/", views.reader, name="reader"),
    path("g/<slug:group>/read/<int:schedule>/<int:page>/live/", live.reader_live, name="reader_live"),
    path(
        "g/<slug:group>/read/<int:schedule>/p/<int:paragraph>/",
        views.reader_paragraph,
        name="reader_paragraph",
    ),
    path("g/<slug:group>/read/<int:schedule>/find/", views.reader_find, name="reader_find"),
    path(
        "g/<slug:group>/read/<int:schedule>/at/<int:edition>/<int:start>-<int:end>/",
        views.reader_passage,
        name="reader_passage",
    ),
    path(
        "g/<slug:group>/read/<int:schedule>/p/<int:paragraph>/threads/",
        threads.paragraph_threads,
        name="paragraph_threads",
    ),
    path("g/<slug:group>/read/<int:schedule>/threads/", threads.thread_create, name="thread_create"),
    path("g/<slug:group>/read/<int:schedule>/cold/", traces.cold_list, name="cold_list"),
    path("g/<slug:group>/read/<int:schedule>/glossary/", lists.glossary, name="glossary"),
    path("g/<slug:group>/threads/", lists.thread_list, name="thread_list"),
    path("g/<slug:group>/names/", news.name_list, name="name_list"),
    path("g/<slug:group>/threads/next/", news.thread_next, name="thread_next"),
    path("g/<slug:group>/veil/lift/", veils.veil_lift, name="veil_lift"),
    path("g/<slug:group>/veil/lower/", veils.veil_lower, name="veil_lower"),
    path("g/<slug:group>/threads/<int:pk>/", threads.thread_detail, name="thread_detail"),
    path("g/<slug:group>/threads/<int:pk>/live/", live.thread_live, name="thread_live"),
    path("g/<slug:group>/threads/<int:pk>/seen/", news.thread_seen, name="thread_seen"),
    path("g/<slug:group>/threads/<int:pk>/kind/", kinds.thread_kind, name="thread_kind"),
    path("g/<slug:group>/threads/<int:pk>/stuck/", kinds.thread_stuck, name="thread_stuck"),
    path("g/<slug:group>/threads/<int:pk>/answer/", kinds.thread_answer, name="thread_answer"),
    path("g/<slug:group>/threads/<int:pk>/moved/", moves.move_answer, name="move_answer"),
    path("g/<slug:group>/threads/<int:pk>/place/", moves.passage_place, name="passage_place"),
    path("g/<slug:group>/threads/<int:pk>/place/page/", moves.passage_seek, name="passage_seek"),
    path("g/<slug:group>/threads/<int:pk>/comments/", threads.comment_create, name="comment_create"),
    path(
        "g/<slug:group>/threads/<int:pk>/comments/<int:number>/",
        comments.comment_detail,
        name="comment_detail",
    ),
    path(
        "g/<slug:group>/threads/<int:pk>/comments/<int:number>/edit/",
        comments.comment_edit,
        name="comment_edit",
    ),
    path(
        "g/<slug:group>/threads/<int:pk>/comments/<int:number>/remove/",
        comments.comment_remove,
        name="comment_remove",
    ),
    path(
        "g/<slug:group>/threads/<int:pk>/comments/<int:number>/earlier/",
        comments.comment_history,
        name="comment_history",
    ),
]
