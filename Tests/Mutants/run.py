"""Runs the model's tests against wrong variants of the rule, and fails if any variant passes.

    python3 Tests/Mutants/run.py [WORDS]     only the variants whose names hold WORDS

All variants are built into one copy of SyncModel, below .build-mutants; an environment variable picks the one that is
active. So there is one build and one short run a variant.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

HOUSE = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
COPY = os.path.join(HOUSE, ".build-mutants")
SECONDS_MAX = 90
PERCENT = "4"

SWITCH = """import Foundation

/// Which wrong variant is active; 0 is none.
enum Mutant {
    static let active = Int(ProcessInfo.processInfo.environment["FIELDNOTES_MUTANT"] ?? "") ?? 0
}
"""

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(__file__))
from rule import MUTANTS  # noqa: E402


def manifest():
    """The house's own manifest, cut down to the model and its tests."""
    whole = open(os.path.join(HOUSE, "Package.swift")).read()
    crypto = re.search(r'\.package\(url: "[^"]*swift-crypto".*?\),', whole).group(0)
    settings = re.search(r"let strict: \[SwiftSetting\] = \[.*?\n\]", whole, re.S).group(0)
    return f"""// swift-tools-version:6.2
import PackageDescription
{settings}
let package = Package(
    name: "mutants", dependencies: [{crypto}],
    targets: [
        .target(name: "SyncModel", path: "Shared/SyncModel", swiftSettings: strict),
        .target(name: "SmallWorlds", dependencies: ["SyncModel"], path: "Tests/SmallWorlds", swiftSettings: strict),
        .testTarget(
            name: "SyncModelTests", dependencies: ["SyncModel", "SmallWorlds", .product(name: "Crypto", package: "swift-crypto")],
            path: "Tests/SyncModelTests", exclude: ["Fixtures", "second.py"], swiftSettings: strict),
    ])
"""


def copy_house():
    for folder in ("Shared", "Tests"):
        shutil.rmtree(os.path.join(COPY, folder), ignore_errors=True)
    shutil.copytree(os.path.join(HOUSE, "Shared"), os.path.join(COPY, "Shared"))
    for tests in ("SyncModelTests", "SmallWorlds"):
        shutil.copytree(os.path.join(HOUSE, "Tests", tests), os.path.join(COPY, "Tests", tests))
    resolved = os.path.join(HOUSE, "Package.resolved")
    if os.path.exists(resolved):
        shutil.copy(resolved, COPY)
    write(os.path.join(COPY, "Package.swift"), manifest())
    write(os.path.join(COPY, "Shared/SyncModel/Mutant.swift"), SWITCH)


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def instrument():
    """Puts every variant behind its switch. A snippet that does not stand exactly once in its file is an error."""
    sites = {}
    for number, (name, file, right, wrong) in enumerate(MUTANTS, 1):
        sites.setdefault((file, right), []).append((number, name, wrong))
    for (file, right), variants in sites.items():
        path = os.path.join(COPY, "Shared/SyncModel", file)
        text = open(path, encoding="utf-8").read()
        if text.count(right) != 1:
            sys.exit(f"{file}: the snippet of “{variants[0][1]}” stands there {text.count(right)} times:\n{right}")
        write(path, text.replace(right, switched(right, variants)))


def switched(right, variants):
    result = right
    for number, _, wrong in variants:
        active = f"(Mutant.active == {number})"
        if "WRONG" in wrong:
            result = wrong.replace("WRONG", active)
        else:
            result = f"({active} ? {wrong} : {result})"
    return result


def run(number, program):
    """Why variant `number` failed: the first test that noticed it, or what stopped the run. None if nothing did."""
    environment = dict(os.environ, FIELDNOTES_MUTANT=str(number), FIELDNOTES_TEST_PERCENT=PERCENT)
    command = [program, "--testing-library", "swift-testing"]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        output = process.communicate(timeout=SECONDS_MAX)[0].decode(errors="replace")
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.communicate()
        return "it does not end"
    if process.returncode == 0:
        return None
    output = re.sub(r"\x1b\[[0-9;]*m", "", output)
    failed = re.findall(r'✘ Test "([^"]+)" recorded an issue', output)
    crashed = re.search(r"(?:Fatal error|Precondition failed): (.*)", output)
    return failed[0] if failed else f"it stops: {crashed.group(1)}" if crashed else "the run fails"


def main(words):
    began = time.monotonic()
    copy_house()
    instrument()
    build = ["swift", "build", "--build-tests", "--package-path", COPY]
    if subprocess.run(build, stdout=subprocess.PIPE).returncode != 0:
        sys.exit("the variants do not build: run " + " ".join(build))
    where = subprocess.run(build + ["--show-bin-path"], stdout=subprocess.PIPE, text=True).stdout.strip()
    program = os.path.join(where, "mutantsPackageTests.xctest")
    if fault := run(0, program):
        sys.exit("without any variant a test fails: " + fault)
    chosen = [(number, row[0]) for number, row in enumerate(MUTANTS, 1) if words in row[0]]
    survivors = []
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        noticed = workers.map(lambda variant: run(variant[0], program), chosen)
        for (_, name), test in zip(chosen, noticed):
            print(f"{name:<58} {test or 'NOBODY NOTICED'}", flush=True)
            survivors += [] if test else [name]
    print(f"{len(chosen)} variants, {len(survivors)} not noticed, {time.monotonic() - began:.0f} s")
    sys.exit(1 if survivors or not chosen else 0)


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
