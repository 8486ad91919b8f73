#!/bin/bash
# What one screen costs as notes grow: imports notes on one replica, syncs them to a second, and prints the processor time of
# each command there, as a table with a column for each size. Uses an optimised build. The sizes are the words; 1,000 and
# 100,000 by default.
set -eu

[ $# -gt 0 ] || set -- 1000 100000
top=$(cd "$(dirname "$0")/../.." && pwd)
cd "$top"
make release
bin=.build-release/release
work=$(mktemp -d)
server_pid=""
trap '[ -n "$server_pid" ] && kill "$server_pid" && wait "$server_pid"; rm -rf "$work"' EXIT
unset FIELDNOTES_DIR FIELDNOTES_TEAM
# Debian's time prints seconds of user and system; each figure is the least of five runs, so that a busy machine counts little.
TIMEFORMAT='%U %S'

# spent COMMAND…: milliseconds of processor time, of this one run.
spent() { { time "$@" >"$work/said" 2>"$work/complained" || [ $? = 3 ]; } 2>&1 | awk '{ printf "%.0f\n", ($1 + $2) * 1000 }'; }
least() { for _ in 1 2 3 4 5; do spent "$@"; done | sort -n | head -1; }

notes() {
    awk -v count="$1" 'BEGIN {
        split("iro reg44 advocacy kinship pay agency", item, " ")
        for (n = 1; n <= count; n++)
            printf "{\"item\":\"%s\",\"body\":\"Visit %d to family %d.\\n\\nThe review was late, and the child was %s.\",\"tags\":[\"t%d\"]}\n",
                item[n % 6 + 1], n, n % 97, (n == 500 ? "unheard" : "heard"), n % 50
    }'
}

serve() {
    "$bin/fieldnotes-server" serve --data "$1" --listen 127.0.0.1:0 >"$work/listening" 2>>"$work/server.log" &
    server_pid=$!
    for _ in $(seq 200); do
        grep -q '^listening on ' "$work/listening" && break
        sleep 0.05
    done
    address=$(sed -n 's/^listening on //p' "$work/listening")
}

# measure COUNT: writes one "NAME MILLISECONDS" a line.
measure() {
    local data="$work/$1/server" sam="$work/$1/sam" priya="$work/$1/priya" name
    mkdir -p "$work/$1"
    "$bin/fieldnotes-server" team create scale --data "$data" >>"$work/server.log"
    serve "$data"
    for name in sam priya; do
        "$bin/fieldnotes" -C "$work/$1/$name" init --invite "$("$bin/fieldnotes-server" invite scale --name "$name" \
            --address "$address" --data "$data" --json | sed -n 's/.*"invite":"\([^"]*\)".*/\1/p')" >>"$work/server.log"
    done
    notes "$1" >"$work/notes.ndjson"
    echo "import $(spent "$bin/fieldnotes" -C "$sam" import -y "$work/notes.ndjson")"
    echo "send-all $(spent "$bin/fieldnotes" -C "$sam" sync)"
    echo "receive-all $(spent "$bin/fieldnotes" -C "$priya" sync)"
    local note
    note=$("$bin/fieldnotes" -C "$priya" search unheard --json | sed -n 's/.*"type":"note","id":"\([^"]*\)".*/\1/p')
    screen() { echo "$1 $(least "$bin/fieldnotes" -C "$priya" "${@:2}")"; }
    screen status status
    screen items items
    screen show-ITEM show iro
    screen show-NOTE show "$note"
    screen search-rare search unheard
    screen search-common search review
    screen log-ITEM log iro
    screen log-NOTE log "$note"
    screen conflicts conflicts
    screen add add iro -m "One more."
    screen sync sync
    kill "$server_pid" && wait "$server_pid" || true
    server_pid=""
}

for count in "$@"; do measure "$count" >"$work/$count.figures"; done
printf '\nMilliseconds of processor time (user and system)\n%-14s' command
printf '%12s' "$@"
printf '\n'
awk '{ print $1 }' "$work/$1.figures" | while read -r name; do
    printf '%-14s' "$name"
    for count in "$@"; do awk -v name="$name" '$1 == name { printf "%12s", $2 }' "$work/$count.figures"; done
    printf '\n'
done
