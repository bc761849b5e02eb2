"""Maps the pages of translations, which the admin opens to members of staff only."""

from django.contrib import admin
from django.urls import path

from translations.views import files, languages, matrix, texts

app_name = "translations"
urlpatterns = [
    path("", admin.site.admin_view(matrix.matrix_page), name="matrix"),
    path("offer/", admin.site.admin_view(languages.offer_language), name="offer"),
    path("texts/", admin.site.admin_view(texts.texts_page), name="texts"),
    path("files/", admin.site.admin_view(files.files_page), name="files"),
    path("export.xlsx", admin.site.admin_view(files.export_xlsx), name="export_xlsx"),
    path("export.po", admin.site.admin_view(files.export_po), name="export_po"),
    path(
        "import/<uuid:import_id>/",
        admin.site.admin_view(files.import_preview),
        name="import_preview",
    ),
]
