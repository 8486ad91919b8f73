#!/bin/bash
# The story of two practitioners, told by the real programs. Every command is printed, then run; where the story is not as
# told, it stops and says so.
set -u

top=$(cd "$(dirname "$0")/../.." && pwd)
bin=$(cd "$top" && swift build --show-bin-path 2>/dev/null)
story=$(mktemp -d)
server_pid=""
trap 'finish $?' EXIT
trap 'exit 130' INT TERM
export NO_COLOR=1 FIELDNOTES_NO_INPUT=1 FIELDNOTES_PAGER=cat
unset FIELDNOTES_DIR FIELDNOTES_TEAM

finish() {
    [ -n "$server_pid" ] && kill "$server_pid" 2>/dev/null && wait "$server_pid" 2>/dev/null
    rm -rf "$story"
    [ "$1" = 0 ] || echo "The story was not as told (exit $1)." >&2
}

tell() { printf '\n== %s\n' "$*"; }

fail() {
    echo "NOT AS TOLD: $*" >&2
    exit 1
}

# The words as a person would type them.
quoted() {
    local word
    for word in "$@"; do
        case $word in
        *[!a-zA-Z0-9_./:=+-]*) printf " '%s'" "$word" ;;
        *) printf ' %s' "$word" ;;
        esac
    done
}

# as NAME EXPECTED-EXIT WORDS…: runs fieldnotes on NAME's laptop; what it printed is kept in $said.
as() {
    local name=$1 expected=$2
    shift 2
    printf '\n%s$ fieldnotes%s\n' "$name" "$(quoted "$@")"
    said=$($before "$bin/fieldnotes" -C "$story/$name" "$@" 2>&1 | tr -d '\r'; exit "${PIPESTATUS[0]}")
    local code=$?
    printf '%s\n' "$said" | sed "s#$story#/home#g"
    [ "$code" = "$expected" ] || fail "exit $code, where $expected was expected"
}
before=""

# Runs a command as in a window of 100 columns, where panes stand side by side.
window() {
    local words
    printf -v words '%q ' "$@"
    script -qec "stty cols 100; exec $words" /dev/null
}

admin() {
    printf '\nserver$ fieldnotes-server%s\n' "$(quoted "$@")"
    said=$("$bin/fieldnotes-server" "$@" --data "$story/server" 2>&1) || fail "$said"
    printf '%s\n' "$said"
}

serve() {
    rm -f "$story/listening"
    touch "$story/listening"
    "$bin/fieldnotes-server" serve --data "$story/server" --listen "127.0.0.1:$1" >"$story/listening" 2>>"$story/server.log" &
    server_pid=$!
    for _ in $(seq 200); do
        grep -q '^listening on ' "$story/listening" && break
        sleep 0.05
    done
    address=$(sed -n 's/^listening on //p' "$story/listening")
    [ -n "$address" ] || fail "the server does not answer: $(cat "$story/server.log")"
    echo "server$ fieldnotes-server serve    # $address"
}

no_network() {
    kill "$server_pid" && wait "$server_pid"
    server_pid=""
}

holds() { grep -qF -- "$1" <<<"$said" || fail "the answer lacks: $1"; }
lacks() { grep -qF -- "$1" <<<"$said" && fail "the answer should not hold: $1" || true; }

# types SED-SCRIPT: what the person does in the editor that opens next.
types() {
    printf '#!/bin/sh\nsed -i "%s" "$1"\n' "$1" >"$story/editor"
    chmod +x "$story/editor"
}

invitation() {
    "$bin/fieldnotes-server" invite north-shire --name "$1" --address "$address" --data "$story/server" --json |
        sed -n 's/.*"invite":"\([^"]*\)".*/\1/p'
}

tell "A server for the team, and two people who join it"
mkdir -m 700 "$story/server"
admin team create north-shire
serve 0
port=${address##*:}
as sam 0 init --as "Sam Okafor" --invite "$(invitation "Sam Okafor")"
as priya 0 init --as "Priya Nair" --invite "$(invitation "Priya Nair")"

tell "Sam writes a note of three paragraphs and sends it; Priya gets it"
as sam 0 add iro --kind experience -m "Chaired fourteen reviews this month." \
    -m "Twice the young person asked for me, not the duty worker." -m "Two plans had drifted since the last review."
note=$(sed -n 's/^Saved \([0-9a-z]*\) .*/\1/p' <<<"$said")
[ -n "$note" ] || fail "no note was saved"
as sam 0 sync
as priya 0 sync
as priya 0 show "$note"
holds "Two plans had drifted"

tell "Both go offline. Sam changes the first paragraph and adds a tag; Priya changes the third, and takes a stance"
no_network
export FIELDNOTES_EDITOR="$story/editor"
types s/fourteen/sixteen/
as sam 0 edit "$note"
as sam 0 tag "$note" +voice
types "s/had drifted/had drifted by up to a year/"
echo "(Priya's clock is three days fast.)"
before="faketime -f +3d"
as priya 0 edit "$note"
as priya 0 set "$note" stance=support
before=""
as sam 5 sync
holds "safe on this device"

tell "The network is back: the edits come together by themselves"
serve "$port"
before="faketime -f +3d"
as priya 0 sync
before=""
as sam 0 sync
as sam 0 show "$note"
holds "sixteen"
holds "by up to a year"
holds "voice"
as priya 0 sync

tell "Offline again, both change the same paragraph"
no_network
types "s/for me, not the duty worker/for me by name/"
as sam 0 edit "$note"
types "s/Twice/On three visits/"
as priya 0 edit "$note"
serve "$port"
as sam 0 sync
as priya 3 sync
holds "needs you"
as sam 3 sync
as sam 3 conflicts

tell "The conflict side by side; Sam keeps both, and everyone is in step"
before=window
as sam 3 resolve "$note"
before=""
holds "YOURS"
holds "PRIYA"
as sam 0 resolve "$note" --keep both
as sam 0 sync
as priya 0 sync
as priya 0 show "$note"
holds "for me by name"
holds "On three visits"
as priya 0 conflicts
as sam 0 status --digest
sam_digest=$(grep -o '[0-9a-f]\{4\}-[0-9a-f]\{4\}' <<<"$said" | head -1)
as priya 0 status --digest
priya_digest=$(grep -o '[0-9a-f]\{4\}-[0-9a-f]\{4\}' <<<"$said" | head -1)
[ -n "$sam_digest" ] && [ "$sam_digest" = "$priya_digest" ] || fail "the digests differ: $sam_digest, $priya_digest"

tell "As told: nothing was lost, and both replicas have digest $sam_digest"
cat <<END

The programs lie in $bin
To start for yourself:
  $bin/fieldnotes init --as "Your Name"
  $bin/fieldnotes items
  $bin/fieldnotes add iro -m "What I saw today."
END
