"""Finds a Chromium for the browser tests, or installs one."""

import os
import shutil
import subprocess
import sys

SHELL = "chromium-headless-shell"
"""Chromium without windows of its own: the tests take a third less work with it."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Returns the path of a Chromium: $CHROMIUM, one on PATH, or the one of Playwright."""
    if os.environ.get("CHROMIUM"):
        return os.environ["CHROMIUM"]
    for name in NAMES:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def ensure() -> None:
    """Installs a Chromium unless there is one. Exits with a message where that fails.

    A machine of continuous integration gets the headless shell beside another Chromium.
    """
    if os.environ.get("CHROMIUM") or shutil.which(SHELL):
        return
    if find() and not os.environ.get("CI"):
        return
    print("Installing a Chromium for the browser tests …", flush=True)
    if shutil.which("apt-get") and os.geteuid() == 0:
        _run("apt-get", "update", "-q")
        _run("apt-get", "install", "-q", "-y", SHELL)
        if not find():
            _run("apt-get", "install", "-q", "-y", "chromium")
    if not find():
        _run(sys.executable, "-m", "playwright", "install", "--only-shell", "chromium")
    if not find():
        sys.exit(
            "The browser tests need a Chromium. Install one (Debian, Ubuntu: apt-get install chromium), "
            "or name one in the environment: CHROMIUM=/path/to/chromium make test"
        )


def _run(*command: str) -> None:
    """Runs an installer; whether it worked is seen by what it leaves."""
    subprocess.run(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
