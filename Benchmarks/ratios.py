"""One table of our figures beside the peers', each the median of its turns, and how many times theirs ours is."""
import json
import statistics
import sys

# What is compared of each work: the figure, and the members that tell one row of the work from another.
FIGURES = {
    "W1": ("wall", "client_cpu", "server_cpu", "client_rss_mb", "bytes_down", "round_trips"),
    "W2": ("wall", "client_cpu", "server_cpu", "bytes_up", "round_trips"),
    "W3": ("p50_ms", "client_cpu_ms", "server_cpu_ms"),
    "W4": ("push_p50_ms", "pull_p50_ms"),
    "W6": ("notes_per_s", "p99_ms"),
}


def figures(row):
    """The row's figures, by work, size and name."""
    work = row.get("work")
    size = row.get("clients") if work == "W6" else row.get("n")
    # Ours has a row for each way of W4, the peers' one for both.
    if work == "W4" and "way" in row:
        row = {row["way"] + "_p50_ms": row["p50_ms"]}
    return {(work, size, name): row[name] for name in FIGURES.get(work, ()) if isinstance(row.get(name), (int, float))}


def medians(files):
    """The median of each figure of each peer."""
    found = {}
    for file in files:
        for line in open(file):
            row = json.loads(line)
            for key, figure in figures(row).items():
                found.setdefault((row["peer"],) + key, []).append(figure)
    return {key: statistics.median(values) for key, values in found.items()}


def main():
    known = medians(sys.argv[1:])
    peers = sorted({key[0] for key in known} - {"fieldnotes"})
    print("| work | size | figure | fieldnotes | " + " | ".join(peers) + " |")
    print("| --- | --- | --- | --- | " + " | ".join("---" for _ in peers) + " |")
    for key in sorted((key[1:] for key in known if key[0] == "fieldnotes"), key=str):
        ours = known[("fieldnotes",) + key]
        cells = []
        for peer in peers:
            theirs = known.get((peer,) + key)
            cells.append("" if theirs is None else "%.4g (%.2f ×)" % (theirs, ours / theirs if theirs else float("inf")))
        print("| %s | %s | %s | %.4g | %s |" % (key + (ours, " | ".join(cells))))


if __name__ == "__main__":
    main()
