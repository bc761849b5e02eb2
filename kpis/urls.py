from django.urls import path

from kpis.views import entering, reading, sheets

app_name = "kpis"
urlpatterns = [
    path("", reading.overview, name="overview"),
    path("new/", entering.entry_new, name="new"),
    path("export.csv", sheets.export_csv, name="export_csv"),
    path("export.xlsx", sheets.export_xlsx, name="export_xlsx"),
    path("import/", sheets.import_sheet, name="import"),
    path("import/<uuid:import_id>/", sheets.import_preview, name="import_preview"),
    path("worksheet/", sheets.worksheet, name="worksheet"),
    path("<uuid:entry_id>/", reading.entry_detail, name="detail"),
    path("<uuid:entry_id>/edit/", entering.entry_edit, name="edit"),
    path("<uuid:entry_id>.json", reading.entry_json, name="json"),
]
