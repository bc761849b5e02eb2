from django.urls import path

from kpis.views import deletion, detail, edit, history, import_export, note, target

app_name = "kpis"
urlpatterns = [
    path("", detail.overview, name="overview"),
    path("new/", edit.entry_new, name="new"),
    path("export.csv", import_export.export_csv, name="export_csv"),
    path("export.xlsx", import_export.export_xlsx, name="export_xlsx"),
    path("import/", import_export.import_sheet, name="import"),
    path("import/<uuid:import_id>/", import_export.import_preview, name="import_preview"),
    path("worksheet/", import_export.worksheet, name="worksheet"),
    path("targets/", target.targets, name="targets"),
    path("history/<slug:key>/", history.kpi_history, name="history"),
    path("history/<slug:key>.csv", history.history_csv, name="history_csv"),
    path("history/<slug:key>/notes/<uuid:entry_id>/", note.note, name="note"),
    path("<uuid:entry_id>/", detail.entry_detail, name="detail"),
    path("<uuid:entry_id>/edit/", edit.entry_edit, name="edit"),
    path("<uuid:entry_id>/delete/", deletion.delete, name="delete"),
    path("<uuid:entry_id>/restore/", deletion.restore, name="restore"),
    path("<uuid:entry_id>.json", detail.entry_json, name="json"),
]
