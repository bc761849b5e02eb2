"""Finds a Chromium for the browser tests, or installs one."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


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
    """Installs a Chromium unless there is one. Exits with a message where that fails."""
    if find():
        return
    print("No Chromium found; installing one for the browser tests …", flush=True)
    attempts = [[sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        attempts = [
            ["apt-get", "update", "-q"],
            ["apt-get", "install", "-q", "-y", "chromium"],
            *attempts,
        ]
    for attempt in attempts:
        subprocess.run(attempt, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
        if find():
            return
    sys.exit(
        "The browser tests need a Chromium. Install one (Debian, Ubuntu: apt-get install chromium), "
        "or name one in the environment: CHROMIUM=/path/to/chromium make test"
    )
