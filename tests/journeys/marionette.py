"""Drives an installed Firefox by its own protocol, Marionette: a JSON message after its length.

Playwright drives only a Firefox that it has patched itself. See docs/decisions/0008.
"""

import json
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

NAMES = ("firefox-esr", "firefox")
START_SECONDS = 60
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The name under which WebDriver hands out elements."""


def find() -> str | None:
    """Returns the path of a Firefox on PATH."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Firefox:
    """Represents a Firefox without a window of its own, with a new profile in `folder`."""

    def __init__(self, folder: Path, **preferences: Any):
        port = _free_port()
        settings = {"marionette.port": port, "dom.disable_beforeunload": False, **preferences}
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in settings.items()]
        (folder / "user.js").write_text("\n".join(lines))
        command = [find(), "--headless", "--marionette", "--no-remote", "--profile", folder]
        command += ["--remote-allow-system-access"]  # to close a tab and open it again
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.number, self.buffer = 0, b""
        self.connection = self._connect(port)
        self._receive()  # it introduces itself
        prompts = {"unhandledPromptBehavior": {"beforeUnload": "ignore", "default": "ignore"}}
        self.send("WebDriver:NewSession", capabilities={"alwaysMatch": prompts})

    def _connect(self, port: int) -> socket.socket:
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                return socket.create_connection(("127.0.0.1", port), START_SECONDS)
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def _receive(self) -> Any:
        while b":" not in self.buffer:
            self.buffer += self.connection.recv(65536)
        length, _, rest = self.buffer.partition(b":")
        while len(rest) < int(length):
            rest += self.connection.recv(65536)
        self.buffer = rest[int(length) :]
        return json.loads(rest[: int(length)])

    def send(self, command: str, **parameters: Any) -> Any:
        """Sends a command and returns its value; raises RuntimeError with the browser's error."""
        self.number += 1
        message = json.dumps([0, self.number, command, parameters]).encode()
        self.connection.sendall(b"%d:%s" % (len(message), message))
        _kind, _number, error, result = self._receive()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return result.get("value", result) if isinstance(result, dict) else result

    def open(self, url: str) -> None:
        self.send("WebDriver:Navigate", url=url)

    def back(self) -> None:
        self.send("WebDriver:Back")

    @property
    def url(self) -> str:
        return self.send("WebDriver:GetCurrentURL")

    def run(self, script: str, *arguments: Any) -> Any:
        return self.send("WebDriver:ExecuteScript", script=script, args=list(arguments))

    def run_in_browser(self, script: str) -> Any:
        """Runs a script with the browser's own rights, outside the page."""
        self.send("Marionette:SetContext", value="chrome")
        try:
            return self.send("WebDriver:ExecuteScript", script=script, args=[])
        finally:
            self.send("Marionette:SetContext", value="content")

    def _element(self, selector: str) -> str:
        found = self.send("WebDriver:FindElement", using="css selector", value=selector)
        return found[ELEMENT]

    def click(self, selector: str) -> None:
        # What stays at the foot of the window may lie over it otherwise.
        show = "document.querySelector(arguments[0]).scrollIntoView({block: 'center', behavior: 'instant'})"
        self.run(show, selector)
        self.send("WebDriver:ElementClick", id=self._element(selector))

    def type(self, selector: str, text: str) -> None:
        """Types with the keyboard, after what is there."""
        self.send("WebDriver:ElementSendKeys", id=self._element(selector), text=text)

    def clear(self, selector: str) -> None:
        self.send("WebDriver:ElementClear", id=self._element(selector))

    def property(self, selector: str, name: str) -> Any:
        element = self._element(selector)
        return self.send("WebDriver:GetElementProperty", id=element, name=name)

    def wait(self, condition, what: str) -> None:
        end = time.monotonic() + 15
        while not condition():
            assert time.monotonic() < end, f"{what}; the page is {self.url}"
            time.sleep(0.05)

    def close_and_restore_tab(self) -> None:
        """Closes the tab and opens it again, as Ctrl+Shift+T does."""
        handle = self.send("WebDriver:NewWindow", type="tab")["handle"]
        self.send("WebDriver:CloseWindow")
        self.send("WebDriver:SwitchToWindow", handle=handle)
        self.run_in_browser("window.SessionWindowUI.undoCloseTab(window, 0)")
        handles = self.send("WebDriver:GetWindowHandles")
        other = next(each for each in handles if each != handle)
        self.send("WebDriver:SwitchToWindow", handle=other)

    def quit(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.wait(START_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
