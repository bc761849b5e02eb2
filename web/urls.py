from django.urls import path

from web.views import pages

app_name = "web"
urlpatterns = [
    path("appearance/", pages.appearance, name="appearance"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
]
