"""Prints how much of the rule, the codec, the session and the service the tests run, and names what they do not.

    python3 Tests/Coverage/run.py

Swift's compiler marks regions: each branch of an `if`, a `guard`, a `case` or a `??` is one. So a region is what other
languages count as a branch. It builds below .build-coverage, for the marks slow the programs down.
"""

import json
import os
import subprocess
import sys

HOUSE = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
PARTS = {
    "the rule": ["Shared/SyncModel/Names", "Shared/SyncModel/Record", "Shared/SyncModel/Merge", "Shared/SyncModel/Outbox"],
    "the codec": ["Shared/SyncModel/Protocol"],
    "the session": ["Client/SyncClient/Sync"],
    "the replica's store": ["Client/SyncClient/Store"],
    "the service": ["Server/SyncServer/Sync", "Server/SyncServer/Session.swift", "Server/SyncServer/SyncService.swift"],
    "the server's store": ["Server/SyncServer/Store"],
}
TESTS = "SyncModelTests|SyncClientTests|NotebookTests|SyncServerTests"


def swift(*words):
    """Runs one of swift's commands in a build of its own, and gives what it printed last."""
    command = ["swift", words[0], "--enable-code-coverage", "--scratch-path", ".build-coverage", *words[1:]]
    run = subprocess.run(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True)
    if run.returncode != 0:
        sys.exit(run.stdout + "failed: " + " ".join(command))
    return run.stdout.strip().split("\n")[-1]


def measured():
    """What llvm-cov tells of each file: its counts, and where its regions begin."""
    swift("build", "--build-tests")
    swift("test", "--skip-build", "--filter", TESTS)
    with open(swift("test", "--show-codecov-path"), encoding="utf-8") as report:
        files = json.load(report)["data"][0]["files"]
    return {os.path.relpath(file["filename"], HOUSE): file for file in files}


def percent(files, kind):
    covered = sum(file["summary"][kind]["covered"] for file in files)
    count = sum(file["summary"][kind]["count"] for file in files)
    return 100 * covered / max(count, 1)


def unrun(path, file):
    """The lines on which a region begins that no test entered."""
    with open(os.path.join(HOUSE, path), encoding="utf-8") as source:
        lines = source.read().split("\n")
    marks = {line for line, _, count, has_count, is_entry, is_gap in
             (segment[:6] for segment in file["segments"]) if has_count and is_entry and not is_gap and count == 0}
    return [f"  {path}:{line}  {lines[line - 1].strip()}" for line in sorted(marks)]


def main():
    files = measured()
    missed = []
    print(f"{'':<22}{'lines':>8}{'regions':>9}")
    for part, places in PARTS.items():
        own = {path: file for path, file in files.items() if path.startswith(tuple(places))}
        print(f"{part:<22}{percent(own.values(), 'lines'):>7.1f}%{percent(own.values(), 'regions'):>8.1f}%")
        missed += [line for path, file in sorted(own.items()) for line in unrun(path, file)]
    print(f"\n{len(missed)} regions that no test entered begin here:")
    print("\n".join(missed))


if __name__ == "__main__":
    main()
