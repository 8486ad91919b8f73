"""Fuzzes every decoder with libFuzzer under the address sanitizer, and fails if one crashes or breaks its word.

    python3 Tests/Fuzz/run.py [SECONDS] [NAME]     each decoder for so many seconds (20), or only one

What must hold of an input stands in the oracles among the ordinary tests, which are compiled here by their path. An input
that breaks it is kept below Tests/Fuzz/Kept, where an ordinary test tries it again from then on.
"""

import gzip
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

HOUSE = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
WORK = os.path.join(HOUSE, ".build-fuzz")
KEPT = "Tests/Fuzz/Kept"
FEATURES = ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"]

# The modules that the decoders live in, each with no more of it than they need.
MODULES = {
    "SyncModel": ["Shared/SyncModel"],
    "ReformNotes": ["Shared/ReformNotes/Notes", "Shared/ReformNotes/Items"] + [
        "Shared/ReformNotes/Catalogue/" + name + ".swift" for name in [
            "Catalogue", "Catalogue+Closest", "Catalogue+Lookup", "ItemLookup"]],
    "Crypto": ["Tests/Fuzz/StandIns/Crypto.swift"],
    "Notebook": ["Client/Notebook/Exchange/ImportLine.swift", "Client/Notebook/Exchange/FileLines.swift",
                 "Client/Notebook/Exchange/ImportError.swift", "Client/Notebook/JSON/FieldMapJSON.swift"],
    "SyncClient": ["Client/SyncClient/HTTP/" + name + ".swift" for name in [
        "Curl", "HTTPMessages", "HTTPSettings", "Invitation", "ServerAddress", "Stop", "Transfer", "TransferFailure",
        "Zstandard"]],
    "SyncServer": ["Server/SyncServer/Sync/Cursor.swift", "Server/SyncServer/Sync/Base64URL.swift",
                   "Tests/Fuzz/StandIns/Cursor+Surroundings.swift", "Server/SyncServer/HTTP/Encoding"],
}

# Each decoder: the modules it needs, in the order in which they build, and its oracle.
TARGETS = {
    "request": (["SyncModel"], ["Tests/SyncClientTests/Decoding/MessageOracle.swift",
                                "Tests/SyncClientTests/Decoding/SecondReading.swift"]),
    "response": (["SyncModel"], ["Tests/SyncClientTests/Decoding/MessageOracle.swift",
                                 "Tests/SyncClientTests/Decoding/SecondReading.swift"]),
    "cursor": (["SyncModel", "SyncServer"], ["Tests/SyncServerTests/CursorOracle.swift"]),
    "invitation": (["SyncModel", "Crypto", "SyncClient"], ["Tests/SyncClientTests/Decoding/InvitationOracle.swift"]),
    "import": (["SyncModel", "ReformNotes", "Notebook"], ["Tests/NotebookTests/ImportOracle.swift"]),
    "zstd": (["SyncModel", "Crypto", "SyncClient", "SyncServer"], ["Tests/SyncClientTests/Decoding/ZstandardOracle.swift"]),
}


def sources(paths):
    for path in paths:
        if path.endswith(".swift"):
            yield path
            continue
        for folder, _, names in sorted(os.walk(os.path.join(HOUSE, path))):
            for name in sorted(names):
                if name.endswith(".swift"):
                    yield os.path.relpath(os.path.join(folder, name), HOUSE)


def is_fresh(product, inputs):
    if not os.path.exists(product):
        return False
    made = os.path.getmtime(product)
    return all(os.path.getmtime(os.path.join(HOUSE, path)) < made for path in inputs)


def swift(words):
    flags = ["-O", "-package-name", "fieldnotes", "-swift-version", "6", "-parse-as-library", "-sanitize=fuzzer,address", "-I", WORK]
    for library in ["CCurl", "CZstd", "CZlib"]:
        flags += ["-I", os.path.join("Sources", library)]
    for feature in FEATURES:
        flags += ["-enable-upcoming-feature", feature]
    # The linker warns of hundreds of the sanitizer's symbols, so what it says is shown only where it fails.
    result = subprocess.run(["swiftc"] + flags + words, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if result.returncode != 0:
        lines = result.stdout.decode(errors="replace").splitlines()
        sys.exit("\n".join(line for line in lines if "Cannot export local symbol" not in line))


def build_module(name):
    files = list(sources(MODULES[name]))
    product = os.path.join(WORK, name + ".o")
    if not is_fresh(product, files):
        swift(["-wmo", "-enable-testing", "-module-name", name, "-emit-module", "-emit-module-path",
               os.path.join(WORK, name + ".swiftmodule"), "-c", "-o", product] + files)


def build_target(name):
    modules, oracle = TARGETS[name]
    files = oracle + ["Tests/Fuzz/Targets/" + name + ".swift", "Tests/Fuzz/Driver.swift"]
    objects = [os.path.join(WORK, module + ".o") for module in modules]
    program = os.path.join(WORK, name)
    if not is_fresh(program, files + [os.path.relpath(path, HOUSE) for path in objects]):
        swift(["-wmo", "-module-name", "Fuzz", "-o", program] + objects + files)


def seeds(name):
    """The beginnings of what a fuzzer makes up: the examples of the protocol's page, and what people paste and import."""
    page = open(os.path.join(HOUSE, "Shared/PROTOCOL.md")).read()
    block = lambda kind: re.search("```ndjson " + kind + "\n(.*?)```", page, re.S).group(1).encode()
    cursor = re.search(r'"cursor":"([^"]*)"', page).group(1).encode()
    code = re.search(r'"code":"(FN1-[^"]*)"', page).group(1).encode()
    lines = [
        b'{"item":"iro","body":"One line."}',
        b'{"id":"k7f3m2q9x4w8r1t6v5c0z3y7b4","item":"iro","body":"a\\u00e9\\n","kind":"question","stance":"mixed",'
        b'"toward":"decision","tags":["a","b"],"refs":[],"status":"ready","replyTo":null,"deleted":{"reason":null}}',
        b'{"item":"reg44","body":"b","anchor":{"field":"decision","exact":"x","prefix":"","suffix":"","start":0,"end":1,'
        b'"catalogue":"1"},"importedFrom":{"author":"P","created":"2023-02-03"},"other":{"x":[1,2]}}',
    ]
    packed = b"\x28\xb5\x2f\xfd\x20\x05\x29\x00\x00hello"
    return {
        "request": [block("request"), block("compare"), block("fetch")],
        "response": [block("response"), block("compared"), block("history")],
        "cursor": [cursor],
        "invitation": [b"https://notes.example/join#" + code, b"http://127.0.0.1:7350/join#" + code,
                       b"https://[::1]:8443/join#" + code],
        "import": [b"\n".join(lines) + b"\n"] + lines,
        "zstd": [packed, packed + packed, gzip.compress(block("request"), mtime=0), b"plain"],
    }[name]


def corpus(name):
    folder = os.path.join(WORK, "corpus", name)
    os.makedirs(folder, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        with open(os.path.join(folder, "seed-%d" % number), "wb") as file:
            file.write(seed)
    return folder


def words_of(name):
    """The words that a fuzzer would take long to guess: the names of members, and how things begin."""
    names = sorted(set(re.findall(rb'"([A-Za-z]{2,})":', b"\n".join(seeds(name)))))
    path = os.path.join(WORK, name + ".words")
    with open(path, "wb") as file:
        file.write(b"".join(b'"\\"' + word + b'\\":"\n' for word in names))
        file.write(b'"FN1-"\n"https://"\n"http://"\n"/join#"\n"\\x28\\xb5\\x2f\\xfd"\n"\\x1f\\x8b\\x08"\n')
    return path


def run(name, seconds):
    kept = os.path.join(KEPT, name)
    os.makedirs(os.path.join(HOUSE, kept), exist_ok=True)
    began = time.monotonic()
    result = subprocess.run(
        [os.path.join(WORK, name), "-max_total_time=%d" % seconds, "-timeout=10", "-rss_limit_mb=2048", "-max_len=8192",
         "-print_final_stats=1", "-dict=" + words_of(name), "-artifact_prefix=" + kept + "/", corpus(name), kept],
        cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=dict(os.environ, ASAN_OPTIONS="detect_leaks=0"))
    text = result.stdout.decode(errors="replace")
    runs = re.search(r"number_of_executed_units: (\d+)", text)
    covered = re.findall(r"cov: (\d+)", text)
    print("%-11s %11s inputs  %5s edges  %4.0f s  %s" % (
        name, runs.group(1) if runs else "?", covered[-1] if covered else "?", time.monotonic() - began,
        "sound" if result.returncode == 0 else "BROKEN"), flush=True)
    if result.returncode != 0:
        print(text[-4_000:], flush=True)
    return result.returncode == 0


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    names = sys.argv[2:] or list(TARGETS)
    os.makedirs(WORK, exist_ok=True)
    for module in [module for module in MODULES if any(module in TARGETS[name][0] for name in names)]:
        build_module(module)
    for name in names:
        build_target(name)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda name: run(name, seconds), names))
    sys.exit(0 if all(results) else 1)


main()
