from django.urls import path

from accounts.views import account

app_name = "accounts"
urlpatterns = [
    path("", account.account, name="account"),
    path("support/", account.support, name="support"),
    path("time-zones/", account.time_zones, name="time_zones"),
    path("switch/", account.switch, name="switch"),
]
