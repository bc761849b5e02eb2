from allauth.account.decorators import secure_admin_login
from allauth.mfa.webauthn.views import add_webauthn
from allauth.socialaccount.views import connections, signup
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.db.transaction import atomic
from django.urls import include, path, reverse_lazy

from accounts.views import provider
from accounts.views.sessions import list_sessions
from accounts.views.user_deletion import delete_user
from assessments.views.home import home
from assessments.views.sharing import shared_any_language, shared_result
from web.views import root

admin.autodiscover()
# Below the site's path, with / at its end.
admin.site.site_url = reverse_lazy("root")  # type: ignore[assignment]
admin.site.site_header = admin.site.site_title = settings.PRODUCT_NAME
# Staff sign in on the same page as everybody, with its limits on attempts (as allauth documents).
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler400 = "web.views.errors.bad_request"
handler403 = "web.views.errors.forbidden"
handler404 = "web.views.errors.not_found"
handler429 = "web.views.errors.too_many"  # allauth calls it
handler500 = "web.views.errors.server_error"

urlpatterns = [
    path("", root.to_language, name="root"),
    path("favicon.ico", root.icon),  # requested for pages that name no icon, such as the admin's
    path("robots.txt", root.robots, name="robots"),
    path("admin/translations/", include("translations.urls")),
    path("admin/", admin.site.urls),
    path("shared/<str:token>/", shared_any_language, name="shared_any_language"),
    # The provider knows this address of ours: it has no language.
    path(
        "accounts/provider/<str:provider_id>/callback/",
        provider.callback,
        name="openid_connect_callback",
    ),
]
urlpatterns += i18n_patterns(
    path("", home, name="home"),
    path("", include("web.urls")),
    path("shared/<str:token>/", shared_result, name="shared"),
    path("assessments/", include("assessments.urls")),
    path("kpis/", include("kpis.urls")),
    path("account/", include("accounts.urls")),
    # A passkey, and what the company's activity says of it: both or neither.
    path("accounts/2fa/webauthn/add/", atomic(add_webauthn), name="mfa_add_webauthn"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", list_sessions, name="usersessions_list"),
    path("accounts/delete/", delete_user, name="account_delete_user"),
    path("accounts/provider/", connections, name="socialaccount_connections"),
    path("accounts/provider/signup/", signup, name="socialaccount_signup"),
    path("accounts/provider/<str:provider_id>/", provider.login, name="openid_connect_login"),
    path("accounts/", include("allauth.account.urls")),
)
