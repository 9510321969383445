"""Serves a scenario for the whole test session. JOINLAB says how joinlab is started; `npx joinlab` when it is not set."""
import json
import os
import shlex
import signal
import subprocess
import urllib.parse
import urllib.request

import pytest


class Lab:
    """The control API of `joinlab serve` in a few methods."""

    def __init__(self, environment):
        self.environment = environment

    def ask(self, method, path, body=None):
        request = urllib.request.Request(
            self.environment["JOINLAB_CONTROL"] + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": "Bearer " + self.environment["JOINLAB_TOKEN"]},
        )
        # The control API is on this machine: no proxy between.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=120) as response:
            return json.load(response)

    def until(self, shows, within="24h"):
        outcome = self.ask("POST", "/v1/until", {"shows": shows, "within": within})
        assert outcome["held"], f"not within {within}: {outcome['actual']}"

    def do(self, *sentences):
        self.ask("POST", "/v1/do", {"do": list(sentences)})

    def advance(self, duration):
        self.ask("POST", "/v1/advance", {"by": duration})

    def field(self, path):
        evidence, field = path.split(".", 1)
        return self.ask("GET", f"/v1/evidence/{evidence}/{urllib.parse.quote(field)}")["value"]


@pytest.fixture(scope="session")
def lab():
    command = shlex.split(os.environ.get("JOINLAB", "npx joinlab"))
    ports = ["--port", "0", "--proxy-port", "0", "--control-port", "0"]
    server = subprocess.Popen([*command, "serve", "vpn/logoff-loses-dc", *ports, "--json"], stdout=subprocess.PIPE, text=True)
    try:
        yield Lab(json.loads(server.stdout.readline())["environment"])
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)
