from django.urls import path

from web.views import kept, pages

app_name = "web"
urlpatterns = [
    path("appearance/", pages.appearance, name="appearance"),
    path("kept/", kept.kept, name="kept"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
]
