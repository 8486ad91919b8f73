"""Runs the tests against wrong variants of the program, prints which test noticed each, and fails if any went unnoticed.

    python3 Tests/Mutants/run.py [WORD ...]  only the variants of these tables, or whose names hold such a word
    python3 Tests/Mutants/run.py --check     only whether each variant's snippet still stands in its file

All variants are built into one copy of the house; an environment variable picks the one that is active. Each meets the
tests that ought to notice it first, without PostgreSQL unless it is about that, then the same with it, then all others.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor, as_completed

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(__file__))
import build  # noqa: E402
import notebook  # noqa: E402
import postgres  # noqa: E402
import replica_store  # noqa: E402
import rule  # noqa: E402
import server_store  # noqa: E402
import service  # noqa: E402
import session  # noqa: E402
import wire  # noqa: E402

TABLES = [rule, session, service, replica_store, server_store, postgres, wire, notebook]
EVERYTHING = ["SyncModelTests", "SyncClientTests", "SyncServerTests", "NotebookTests"]
PERCENT = "4"
ALL_STORES = "sqlite,postgres"
# How much longer than the sound program a variant may take, for machines have other work too.
PATIENCE = 3

Variant = namedtuple("Variant", "number table name path right wrong tests")


def variants():
    rows = [(table, row) for table in TABLES for row in table.MUTANTS]
    return [
        Variant(number, table.__name__, name, os.path.join(table.FOLDER, file), right, wrong, table.TESTS)
        for number, (table, (name, file, right, wrong)) in enumerate(rows, 1)
    ]


def killer(variant, program, seconds):
    """What notices the variant: the first test that fails, or what stops the run. None if nothing does."""
    for suites, stores in rounds(variant):
        if noticed := fault(variant.number, tests(program, suites, stores), seconds, stores):
            return noticed
    return None


def rounds(variant):
    """Which suites meet the variant, and on which stores; starting PostgreSQL costs more than most tests do."""
    needs_none = "SyncServerTests" in variant.tests and variant.table != postgres.__name__
    quick = [(variant.tests, "sqlite")] if needs_none else []
    later = [suite for suite in EVERYTHING if suite not in variant.tests]
    return quick + [(variant.tests, ALL_STORES), (later, ALL_STORES)]


def tests(program, suites, stores):
    """The command that runs these suites, without those that are of PostgreSQL alone unless it is among the `stores`."""
    command = [program, "--testing-library", "swift-testing"]
    if "postgres" not in stores:
        command += ["--skip", "Postgres", "--skip", "MovableStore"]
    for suite in suites:
        command += ["--filter", f"^{suite}[./]"]
    return command


def fault(number, command, seconds=600, stores=ALL_STORES):
    """Runs `command` with variant `number` active, until the first test fails; any other than a good end is a fault."""
    with tempfile.TemporaryDirectory(prefix="fn") as folder:
        # PostgreSQL runs as a user of its own, who must find its data in there.
        os.chmod(folder, 0o755)
        environment = dict(
            os.environ, FIELDNOTES_MUTANT=str(number), FIELDNOTES_TEST_PERCENT=PERCENT, TMPDIR=folder,
            FIELDNOTES_TEST_STORES=stores, SWIFT_BACKTRACE="enable=no")
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
            start_new_session=True)
        timer = threading.Timer(seconds, stop, [process])
        timer.start()
        try:
            return first_fault(process)
        finally:
            timer.cancel()
            stop(process)
            process.wait()


def first_fault(process):
    crash = None
    for line in process.stdout:
        line = re.sub(r"\x1b\[[0-9;]*m", "", line)
        if failed := re.search(r'✘ Test "?(.+?)"? recorded an issue', line):
            return failed.group(1)
        if stopped := re.search(r"(?:Fatal error|Precondition failed)(?:: (.*))?$", line):
            crash = stopped.group(1) or "a crash"
    code = process.wait()
    if code == -signal.SIGKILL:
        return "time-out: it does not end"
    return f"a stop: {crash or code}" if code != 0 else None


def stop(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def is_meant(variant, word):
    return word == variant.table or word in variant.name


def main(words):
    began = time.monotonic()
    everyone = variants()
    if words == ["--check"]:
        build.instrumented(build.house(EVERYTHING), everyone)
        return
    program = build.build(everyone, EVERYTHING)
    built = time.monotonic()
    if noticed := fault(0, tests(program, EVERYTHING, ALL_STORES)):
        sys.exit("without any variant there is a fault: " + noticed)
    seconds = PATIENCE * (time.monotonic() - built)
    chosen = [variant for variant in everyone if not words or any(is_meant(variant, word) for word in words)]
    survivors = 0
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        runs = {workers.submit(killer, variant, program, seconds): variant for variant in chosen}
        for run in as_completed(runs):
            noticed = run.result()
            survivors += noticed is None
            print(f"{runs[run].name:<66} {noticed or 'NOBODY NOTICED'}", flush=True)
    ended = time.monotonic()
    print(f"{len(chosen)} variants, {survivors} not noticed; build {built - began:.0f} s, runs {ended - built:.0f} s")
    sys.exit(1 if survivors or not chosen else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
