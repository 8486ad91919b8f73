"""Plays Schemathesis against a running server: every route of Shared/openapi.json, with what it allows and what it does not.

    python3 Tests/Api/run.py [EXAMPLES]     so many requests for each route and way (50)

It comes from PyPI into a folder of its own, and asks a server that runs for this alone.
"""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.request
import venv

HOUSE = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
HERE = os.path.join(HOUSE, "Tests", "Api")
TOOLS = os.path.join(HOUSE, ".build-api")
SERVER = os.path.join(HOUSE, ".build", "debug", "fieldnotes-server")
TOKEN = "ntk_" + "a" * 43
VERSION = "4.32.5"


def tool():
    """Schemathesis, fetched where it is not there yet."""
    program = os.path.join(TOOLS, "bin", "schemathesis")
    if not os.path.exists(program):
        venv.create(TOOLS, with_pip=True)
        pip = os.path.join(TOOLS, "bin", "pip")
        subprocess.run([pip, "install", "--quiet", f"schemathesis=={VERSION}"], check=True)
    return program


def admin(data, *words):
    return subprocess.run([SERVER, *words, "--data", data], check=True, capture_output=True, text=True).stdout


def serve(data):
    """Starts a server that lets itself be asked often, and tells where it answers devices and who watches it."""
    server = subprocess.Popen(
        [SERVER, "serve", "--data", data, "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0",
         "--device-rate", "1000000", "--address-rate", "1000000"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    address = re.search(r"http://\S+", server.stdout.readline())[0]
    watch = re.search(r"http://\S+", server.stdout.readline())[0]
    return server, address, watch


def join(data, address):
    """Lets one device in, by the token that this script holds."""
    invitation = json.loads(admin(data, "invite", "north-shire", "--name", "Sam Okafor", "--address", address, "--json"))
    request = {"code": invitation["data"]["invite"].split("#")[1], "deviceName": "a program",
               "tokenHash": hashlib.sha256(TOKEN.encode()).hexdigest()}
    urllib.request.urlopen(urllib.request.Request(
        address + "/v1/join", json.dumps(request).encode(), {"Content-Type": "application/json"})).read()


def play(program, address, tag, examples, folder):
    """Plays all that has this tag. Whatever is not as the document says is told, and fails. What the tool keeps for itself stays
    in the folder."""
    return subprocess.run(
        [program, "--config-file", os.path.join(HERE, "schemathesis.toml"), "run", os.path.join(HOUSE, "Shared", "openapi.json"),
         "--url", address, "--include-tag", tag, "--max-examples", str(examples), "--seed", "1", "--no-color",
         "--header", f"Authorization: Bearer {TOKEN}", "--generation-database", "none", "--continue-on-failure"],
        cwd=folder, env={**os.environ, "PYTHONPATH": HERE}).returncode


def main():
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    program = tool()
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "data")
        admin(data, "team", "create", "north-shire")
        server, address, watch = serve(data)
        try:
            join(data, address)
            codes = [play(program, *way, examples, folder) for way in [(address, "devices"), (watch, "watch")]]
        finally:
            server.send_signal(signal.SIGTERM)
            _, log = server.communicate(timeout=60)
    faults = [line for line in log.splitlines() if "error" in line.lower() or "critical" in line.lower()]
    print("\n".join(faults[:10]))
    sys.exit(1 if any(codes) or faults or server.returncode else 0)


main()
