#!/bin/sh
# Runs the peers' scripts and ours in turns, so that a machine that grows slow grows slow for all, and prints one table of
# ratios. Usage: ./peers.sh DIR, where DIR holds the scripts; OTHERS, SIZES and TURNS say which, how many notes, how often.
set -e
scripts="$(cd "${1:?the folder of the peers\' scripts}" && pwd)"
here="$(cd "$(dirname "$0")" && pwd)"
bench="$here/.build/release/bench"
results="${RESULTS:-$here/.build/results}"
sizes="${SIZES:-1000,10000,100000}"
mkdir -p "$results"
: > "$results/ours.jsonl"
: > "$results/peers.jsonl"
for peer in ${OTHERS:-anki pocketbase}; do (cd "$scripts" && sh ./install.sh "$peer"); done
for turn in $(seq "${TURNS:-2}"); do
    for peer in ${OTHERS:-anki pocketbase}; do
        "$bench" --work floor,W1,W2,W3,W4,W6 --sizes "$sizes" --results "$results/ours.jsonl"
        (cd "$scripts" && PEERS_RESULTS="$results/peers.jsonl" PEERS_SIZES="$sizes" python3 "peer_$peer.py")
    done
done
python3 "$here/ratios.py" "$results/ours.jsonl" "$results/peers.jsonl"
