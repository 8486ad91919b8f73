"""One copy of the house, below .build-mutants, with every wrong variant in it behind a switch: one build for all of them.

What the house depends on is compiled there once and kept, so that later builds take as long as our own modules do.
"""

import os
import re
import subprocess
import sys

HOUSE = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
COPY = os.path.join(HOUSE, ".build-mutants")
FOLDERS = ["Shared", "Client", "Server", "Sources", "Tests"]
MODULES = ["Shared/SyncModel", "Client/SyncClient", "Client/Notebook", "Server/SyncServer"]

SWITCH = """import Foundation

/// Which wrong variant is active; 0 is none.
enum Mutant {
    static let active = Int(ProcessInfo.processInfo.environment["FIELDNOTES_MUTANT"] ?? "") ?? 0
}
"""

# The house's own manifest says how each part is built; this leaves out what the tests do not need.
CUT = """
var kept: Set = %s
while true {
    let needed = package.targets.filter { kept.contains($0.name) }.flatMap(\\.dependencies).compactMap { dependency in
        if case .byNameItem(let name, _) = dependency { name } else { nil }
    }
    if kept.isSuperset(of: needed) { break }
    kept.formUnion(needed)
}
package.targets.removeAll { !kept.contains($0.name) }
package.products = []
"""


def build(variants, tests):
    """Builds the house with all `variants` in it and the targets of `tests`, and returns the path of its test program."""
    lay_out(instrumented(house(tests), variants))
    command = ["swift", "build", "--build-tests", "--package-path", COPY]
    built = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if built.returncode != 0:
        errors = dict.fromkeys(re.findall(r"^.*[0-9]: error: .*", built.stdout, re.MULTILINE))
        sys.exit("\n".join([*errors, "the variants do not build"]))
    where = subprocess.run(command + ["--show-bin-path"], stdout=subprocess.PIPE, text=True).stdout.strip()
    return os.path.join(where, "fieldnotesPackageTests.xctest")


def instrumented(files, variants):
    """The house's files with every variant behind its switch. A snippet must stand exactly once in its file."""
    sites, stale = {}, []
    for variant in variants:
        sites.setdefault((variant.path, variant.right), []).append(variant)
    for (path, right), here in sites.items():
        text = files[path].decode()
        if text.count(right) != 1:
            stale.append(f"{path}: the snippet of “{here[0].name}” stands there {text.count(right)} times:\n{right}")
        if len(here) > 1 and any("WRONG" in variant.wrong for variant in here):
            stale.append(f"{path}: “{here[0].name}” and “{here[1].name}” write over each other; give each its own snippet")
        files[path] = text.replace(right, switched(right, here)).encode()
    if stale:
        sys.exit("\n".join(stale))
    return files


def house(tests):
    """All that is built, by path."""
    files = {}
    for folder in FOLDERS:
        for directory, _, names in os.walk(os.path.join(HOUSE, folder)):
            for name in names:
                path = os.path.join(directory, name)
                files[os.path.relpath(path, HOUSE)] = read(path)
    cut = CUT % str(tests).replace("'", '"')
    files["Package.swift"] = read(os.path.join(HOUSE, "Package.swift")) + cut.encode()
    resolved = os.path.join(HOUSE, "Package.resolved")
    if os.path.exists(resolved):
        files["Package.resolved"] = read(resolved)
    for module in MODULES:
        files[os.path.join(module, "Mutant.swift")] = SWITCH.encode()
    return files


def switched(right, variants):
    result = right
    for variant in variants:
        active = f"(Mutant.active == {variant.number})"
        if "WRONG" in variant.wrong:
            result = variant.wrong.replace("WRONG", active)
        else:
            result = f"({active} ? {variant.wrong} : {result})"
    return result


def lay_out(files):
    """Makes the copy what `files` says. What is the same stays untouched, so that it is not built again."""
    for folder in FOLDERS:
        for directory, _, names in os.walk(os.path.join(COPY, folder)):
            for name in names:
                path = os.path.join(directory, name)
                if os.path.relpath(path, COPY) not in files:
                    os.remove(path)
    for path, content in files.items():
        path = os.path.join(COPY, path)
        if not os.path.exists(path) or read(path) != content:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(content)


def read(path):
    with open(path, "rb") as file:
        return file.read()
