from django.urls import path

from kpis.views import entering, reading

app_name = "kpis"
urlpatterns = [
    path("", reading.overview, name="overview"),
    path("new/", entering.entry_new, name="new"),
    path("export.csv", reading.overview, name="export_csv"),
    path("export.xlsx", reading.overview, name="export_xlsx"),
    path("import/", reading.overview, name="import"),
    path("worksheet/", reading.overview, name="worksheet"),
    path("<uuid:entry_id>/", reading.entry_detail, name="detail"),
    path("<uuid:entry_id>/edit/", entering.entry_edit, name="edit"),
    path("<uuid:entry_id>.json", reading.entry_json, name="json"),
]
