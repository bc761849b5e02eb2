"""Defines the settings of sessions, second factors and sign-in with a provider, for all environments."""

from datetime import timedelta

from . import environment

# A signed-in session ends after this time without activity, which the list of sessions and the
# privacy page state. Without «Keep me signed in» it ends with the browser too.
SESSION_ENGINE = "accounts.backends"
SESSION_IDLE = timedelta(hours=12)
SESSION_IDLE_KEPT = timedelta(days=14)
SESSION_IDLE_STAFF = timedelta(hours=1)
SESSION_SEEN_EVERY = timedelta(minutes=5)  # activity is noted no more often

USERSESSIONS_ADAPTER = "accounts.adapter.sessions.SessionsAdapter"
MFA_ADAPTER = "accounts.adapter.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# The first encrypts the secrets of second factors, all decrypt; without one SECRET_KEY does both.
MFA_ENCRYPTION_KEYS = environment.keys("MFA_ENCRYPTION_KEYS")
MFA_TOTP_ISSUER = "MSP Maturity"
MFA_TOTP_TOLERANCE = 1  # the code of the step before is accepted, each code once
MFA_FORMS = {
    "authenticate": "accounts.forms.second_factor.AuthenticateForm",
    "reauthenticate": "accounts.forms.second_factor.ReauthenticateForm",
    "activate_totp": "accounts.forms.second_factor.ActivateTOTPForm",
    "add_webauthn": "accounts.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.second_factor.EditPasskeyForm",
}

# Sign-in with a provider, where the environment names one (decision 0018).
OIDC_PROVIDER = environment.openid_connect()
SOCIALACCOUNT_ADAPTER = "accounts.adapter.provider.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True}}
SOCIALACCOUNT_AUTO_SIGNUP = False  # the form asks for the company
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may not lead to another host: form-action of the CSP
SOCIALACCOUNT_FORMS = {"signup": "accounts.forms.provider.ProviderSignupForm"}

# An office behind one address may begin together; a script may not fill the disk.
ACCOUNT_RATE_LIMITS = {
    "start": "100/10m/ip,600/d/ip",
    "start_by_browser": "15/10m/key,60/d/key",
    "keep": "200/h/ip",  # forms that arrive signed out
    # An owner invites a whole company in a day; nobody sends advertising in the product's name.
    "invite": "60/h/ip,200/d/ip",
    "invite_by_browser": "30/h/key,100/d/key",
    # An export can be large, and is on the disk for a week.
    "export": "20/h/ip,60/d/ip",
    "export_by_browser": "5/h/key,15/d/key",
}
