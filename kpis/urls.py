from django.urls import path

from kpis.views import detail, edit, import_export

app_name = "kpis"
urlpatterns = [
    path("", detail.overview, name="overview"),
    path("new/", edit.entry_new, name="new"),
    path("export.csv", import_export.export_csv, name="export_csv"),
    path("export.xlsx", import_export.export_xlsx, name="export_xlsx"),
    path("import/", import_export.import_sheet, name="import"),
    path("import/<uuid:import_id>/", import_export.import_preview, name="import_preview"),
    path("worksheet/", import_export.worksheet, name="worksheet"),
    path("<uuid:entry_id>/", detail.entry_detail, name="detail"),
    path("<uuid:entry_id>/edit/", edit.entry_edit, name="edit"),
    path("<uuid:entry_id>.json", detail.entry_json, name="json"),
]
