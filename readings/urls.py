from django.urls import path

from readings import curating, editions, import_views, library_views, shelf_views, suggestion_views, views

urlpatterns = [
    path("", library_views.text_list, name="text_list"),
    path("add/", import_views.text_import, name="text_import"),
    path("imports/", import_views.import_list, name="import_list"),
    path("curators/", curating.curator_list, name="curator_list"),
    path("shelves/", shelf_views.shelf_list, name="shelf_list"),
    path("shelves/order/", shelf_views.shelf_order, name="shelf_order"),
    path("shelves/<slug:shelf>/", shelf_views.shelf_edit, name="shelf_edit"),
    path("shelves/<slug:shelf>/texts/", shelf_views.shelf_arrange, name="shelf_arrange"),
    path("shelves/<slug:shelf>/delete/", shelf_views.shelf_delete, name="shelf_delete"),
    path("suggestions/", suggestion_views.suggestion_list, name="suggestion_list"),
    path("suggestions/new/", suggestion_views.suggestion_create, name="suggestion_create"),
    path("suggestions/<int:pk>/", suggestion_views.suggestion_detail, name="suggestion_detail"),
    path("suggestions/<int:pk>/delete/", suggestion_views.suggestion_delete, name="suggestion_delete"),
    path("<slug:slug>/", views.text_detail, name="text_detail"),
    path("<slug:slug>/edit/", curating.text_edit, name="text_edit"),
    path("<slug:slug>/editions/new/", import_views.edition_import, name="edition_import"),
    path("<slug:slug>/withdraw/", curating.text_withdraw, name="text_withdraw"),
    path("<slug:slug>/editions/<int:edition>/", curating.edition_detail, name="edition_detail"),
    path("<slug:slug>/editions/<int:edition>/pages/", curating.edition_pages, name="edition_pages"),
    path("<slug:slug>/editions/<int:edition>/publish/", curating.edition_publish, name="edition_publish"),
    path("<slug:slug>/editions/<int:edition>/delete/", curating.edition_delete, name="edition_delete"),
    path("<slug:slug>/editions/<int:edition>/progress/", views.progress_update, name="progress_update"),
    path("<slug:slug>/editions/<int:edition>/<int:page>/", editions.edition_page, name="edition_page"),
    path(
        "<slug:slug>/editions/<int:edition>/changes/<int:other>/",
        editions.edition_compare,
        name="edition_compare",
    ),
    path(
        "<slug:slug>/editions/<int:edition>/p/<int:paragraph>/",
        editions.edition_paragraph,
        name="edition_paragraph",
    ),
    path(
        "<slug:slug>/editions/<int:edition>/pictures/<slug:key>/",
        editions.picture_detail,
        name="picture_detail",
    ),
    path("<slug:slug>/<int:page>/", views.page_detail, name="page_detail"),
    path("<slug:slug>/p/<int:paragraph>/", views.paragraph_detail, name="paragraph_detail"),
]
