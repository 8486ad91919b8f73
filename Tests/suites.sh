#!/bin/sh
# Runs the tests that `swift test` picks by these words, and names what failed once more at the end:
# thousands of lines stand between, and often only the last of them are kept.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{ swift test --skip-build "$@" 2>&1 && touch "$work/passed" || true; } | tee "$work/log"
[ -e "$work/passed" ] && exit 0

echo "What failed:"
grep -a "recorded an issue\|^error:\|Fatal error" "$work/log" || tail -n 5 "$work/log"
exit 1
