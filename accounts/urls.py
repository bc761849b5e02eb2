from django.urls import path

from accounts.views import (
    acceptance,
    account,
    activity,
    deletion,
    exports,
    invitations,
    members,
)

app_name = "accounts"
urlpatterns = [
    path("", account.account, name="account"),
    path("logo/<str:digest>/", account.logo, name="logo"),
    path("support/", account.support, name="support"),
    path("time-zones/", account.time_zones, name="time_zones"),
    path("switch/", account.switch, name="switch"),
    path("delete/", deletion.delete, name="delete"),
    path("delete/undo/", deletion.undo, name="delete_undo"),
    path("export/", exports.exports, name="exports"),
    path("export/<uuid:export_id>/", exports.export, name="export"),
    path("export/<uuid:export_id>/download/", exports.download, name="export_download"),
    path("members/", members.members, name="members"),
    path("members/<int:member_id>/", members.member, name="member"),
    path("members/<int:member_id>/remove/", members.member_remove, name="member_remove"),
    path("activity/", activity.activity, name="activity"),
    path("activity.csv", activity.activity_csv, name="activity_csv"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/<uuid:invitation_id>/again/", invitations.again, name="invitation_again"),
    path("invitations/<uuid:invitation_id>/revoke/", invitations.revoke, name="invitation_revoke"),
    path("invitations/accept/<str:token>/", acceptance.accept, name="invitation_accept"),
]
