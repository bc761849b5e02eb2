"""Acts as a device that holds passkeys, for tests without a browser."""

import json
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

FLAGS = AuthenticatorData.FLAG
HOST = "testserver"


class Passkey:
    """Represents a passkey that its owner uses with a fingerprint, so without a password too."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = sha256(self.key.public_key().public_numbers().x.to_bytes(32, "big")).digest()
        self.user_handle = ""

    def create(self, options: dict) -> str:
        """Returns what a browser sends to register the passkey."""
        self.user_handle = options["publicKey"]["user"]["id"]
        credential = AttestedCredentialData.create(
            b"\0" * 16, self.id, ES256.from_cryptography_key(self.key.public_key())
        )
        data = AuthenticatorData.create(
            sha256(HOST.encode()).digest(), FLAGS.UP | FLAGS.UV | FLAGS.AT, 0, credential
        )
        response = {
            "clientDataJSON": self._client_data("webauthn.create", options),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
            "transports": ["internal"],
        }
        return self._sent(response, {"credProps": {"rk": True}})

    def get(self, options: dict) -> str:
        """Returns what a browser sends to sign in with the passkey."""
        data = AuthenticatorData.create(sha256(HOST.encode()).digest(), FLAGS.UP | FLAGS.UV, 0)
        client_data = self._client_data("webauthn.get", options, encoded=False)
        signature = self.key.sign(data + sha256(client_data).digest(), ec.ECDSA(SHA256()))
        response = {
            "clientDataJSON": websafe_encode(client_data),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
            "userHandle": self.user_handle,
        }
        return self._sent(response, {})

    def _client_data(self, kind: str, options: dict, *, encoded: bool = True) -> bytes | str:
        challenge = options["publicKey"]["challenge"]
        data = {"type": kind, "challenge": challenge, "origin": f"https://{HOST}"}
        text = json.dumps(data).encode()
        return websafe_encode(text) if encoded else text

    def _sent(self, response: dict, extensions: dict) -> str:
        key = websafe_encode(self.id)
        return json.dumps(
            {
                "id": key,
                "rawId": key,
                "type": "public-key",
                "response": response,
                "clientExtensionResults": extensions,
            }
        )


def options_on(page) -> dict:
    """Returns what a page asks of a passkey, as its script reads it."""
    data = json.loads(json.dumps({**page.context["js_data"]}, default=dict))
    return data.get("creation_options") or data["request_options"]


def add_passkey(client: Client, base: str = "/en/accounts", name: str = "Laptop") -> Passkey:
    """Adds a passkey to the user of a client who has just confirmed the password."""
    passkey = Passkey()
    path = f"{base}/2fa/webauthn/add/"
    credential = passkey.create(options_on(client.get(path)))
    sent = {"name": name, "passwordless": "on", "credential": credential}
    assert client.post(path, sent).status_code == 302
    return passkey


def sign_in_by_passkey(client: Client, passkey: Passkey, base: str = "/en/accounts", **data: str):
    path = f"{base}/2fa/webauthn/login/"
    options = client.get(path, headers={"accept": "application/json"}).json()["request_options"]
    return client.post(path, {"credential": passkey.get(options), **data})
