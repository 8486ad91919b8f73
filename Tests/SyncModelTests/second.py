"""A second implementation of the rule, written from Shared/PROTOCOL.md and sharing no code with the first.

    python3 second.py FOLDER              computes every case of FOLDER's fixtures again; prints "agreed on N cases"
    python3 second.py --generate FOLDER   writes the fixtures, from seeds, with the results of this implementation

Needs Python 3 and nothing else.
"""

import hashlib
import json
import random
import re
import sys

# Names. A dot is (replica id, n) as numbers, so that tuples compare as dots do.


def dot_of(text):
    replica, n = text.split(":")
    return (int(replica, 16), int(n))


def dot_text(dot):
    return "%016x:%d" % dot


def covers(context, dot):
    return dot[1] <= context.get(dot[0], 0)


def covers_all(context, other):
    return all(covers(context, entry) for entry in other.items())


def context_of(members):
    return {int(replica, 16): n for replica, n in members.items()}


def element_key(set_name, name):
    safe = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    return set_name + "/" + "".join(chr(b) if b in safe else "%%%02X" % b for b in name.encode())


def bound_stamp(edited, now, replaced):
    made = min(max(min(edited, now), 0), 2**48 - 1) << 16
    usable = [stamp for stamp in replaced if stamp >> 16 <= now + 60_000]
    return max([made] + [min(stamp + 1, 2**64 - 1) for stamp in usable])


# JSON whose values keep their bytes: Raw remembers the text that a member had.


class Raw:
    def __init__(self, text, content):
        self.text, self.content = text, content


def parse(text):
    node, end = parse_at(text, 0)
    assert not text[end:].strip(), "something follows the value"
    return node


def parse_at(text, start):
    while text[start] in " \t":
        start += 1
    if text[start] not in "{[":
        content, end = json.JSONDecoder().raw_decode(text, start)
        return Raw(text[start:end], content), end
    is_object, content, end = text[start] == "{", [], start + 1
    while text[end] not in "}]":
        if text[end] in ", \t":
            end += 1
            continue
        item, end = parse_at(text, end)
        if is_object:
            name = item.content
            end = text.index(":", end) + 1
            item, end = parse_at(text, end)
            item = (name, item)
        content.append(item)
    content = dict(content) if is_object else content
    return Raw(text[start : end + 1], content), end + 1


def plain(raw):
    if isinstance(raw.content, dict):
        return {name: plain(member) for name, member in raw.content.items()}
    if isinstance(raw.content, list):
        return [plain(element) for element in raw.content]
    return raw.content


# Changes and states. A value is its JSON text; an entry is (value or None, frozenset of replaced dots).


def read_change(text):
    members = parse(text).content
    assigns = {}
    for field, pair in members["assigns"].content.items():
        replaces = [dot_of(d) for d in plain(pair.content[1])] if len(pair.content) > 1 else []
        assigns[field] = (pair.content[0].text, frozenset(replaces))
    rest = {name: plain(members[name]) for name in ("dot", "stamp", "record", "author", "device", "context")}
    return dict(
        rest, dot=dot_of(rest["dot"]), stamp=int(rest["stamp"], 16), context=context_of(rest["context"]), assigns=assigns
    )


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def context_text(context):
    return "{" + ",".join('"%016x":%d' % entry for entry in sorted(context.items())) + "}"


def dots_text(dots):
    return compact([dot_text(d) for d in sorted(dots)])


def change_text(change):
    assigns = []
    for field, (value, replaces) in sorted(change["assigns"].items()):
        assigns.append('"%s":[%s%s]' % (field, value, "," + dots_text(replaces) if replaces else ""))
    return '{"dot":"%s","stamp":"%016x","record":%s,"author":%s,"device":%s,"context":%s,"assigns":{%s}}' % (
        dot_text(change["dot"]), change["stamp"], compact(change["record"]), compact(change["author"]),
        compact(change["device"]), context_text(change["context"]), ",".join(assigns),
    )


class State:
    def __init__(self, context=None, fields=None, replaced=None, origins=None):
        self.context = context or {}
        self.fields = fields or {}
        self.replaced = replaced or {}
        # dot: (stamp, author, device, received or None, revision or None)
        self.origins = origins or {}

    @staticmethod
    def read(text):
        members = parse(text).content
        origins, order = {}, []
        for origin in plain(members["origins"]):
            dot, stamp, author, device, *note = origin
            received, revision = (int(note[0], 16), note[1]) if note else (None, None)
            order.append(dot_of(dot))
            origins[dot_of(dot)] = (int(stamp, 16), author, device, received, revision)
        fields, replaced = {}, {}
        for field, entries in members["fields"].content.items():
            fields[field] = {}
            for entry in entries.content:
                place, value, *replaces = entry.content
                dots = frozenset(dot_of(d) for d in plain(replaces[0])) if replaces else frozenset()
                fields[field][order[place.content]] = (value.text, dots)
        for field, entries in members["replaced"].content.items() if "replaced" in members else ():
            replaced[field] = {}
            for entry in entries.content:
                dot, replaces, *value = entry.content
                dots = frozenset(dot_of(d) for d in plain(replaces))
                replaced[field][dot_of(dot.content)] = (value[0].text if value else None, dots)
        return State(context_of(plain(members["context"])), fields, replaced, origins)

    def text(self):
        order = sorted(self.origins)
        origins = []
        for dot in order:
            stamp, author, device, received, revision = self.origins[dot]
            note = ',"%016x",%d' % (received, revision) if received is not None else ""
            origins.append('["%s","%016x",%s,%s%s]' % (dot_text(dot), stamp, compact(author), compact(device), note))
        fields = []
        for field, entries in sorted(self.fields.items()):
            items = []
            for dot, (value, replaces) in sorted(entries.items()):
                items.append("[%d,%s%s]" % (order.index(dot), value, "," + dots_text(replaces) if replaces else ""))
            fields.append('"%s":[%s]' % (field, ",".join(items)))
        kept = []
        for field, entries in sorted(self.replaced.items()):
            items = []
            for dot, (value, replaces) in sorted(entries.items()):
                rest = "," + value if value is not None else ""
                items.append('["%s",%s%s]' % (dot_text(dot), dots_text(replaces), rest))
            if items:
                kept.append('"%s":[%s]' % (field, ",".join(items)))
        text = '{"context":%s,"origins":[%s],"fields":{%s}' % (
            context_text(self.context), ",".join(origins), ",".join(fields))
        return text + (',"replaced":{%s}}' % ",".join(kept) if kept else "}")

    def tidied(self, history):
        """The state with its replaced values chosen anew, and the origins that siblings point to."""
        replaced = {}
        for field, siblings in self.fields.items():
            known = {dot: entry for (of, dot), entry in history.items() if of == field}
            for dot, entry in self.replaced.get(field, {}).items():
                if entry[0] is not None or dot not in known:
                    known[dot] = entry
            known.update(siblings)
            kept = bases_to_keep(field, siblings, known)
            if kept:
                replaced[field] = kept
        used = {dot for siblings in self.fields.values() for dot in siblings}
        origins = {dot: origin for dot, origin in self.origins.items() if dot in used}
        return State(self.context, self.fields, replaced, origins)


# The rule.


def apply(state, change, note, history):
    if covers(state.context, change["dot"]):
        return state
    dot = change["dot"]
    fields = {field: dict(entries) for field, entries in state.fields.items()}
    replaced = {field: dict(entries) for field, entries in state.replaced.items()}
    for field, (value, gone) in change["assigns"].items():
        siblings = fields.setdefault(field, {})
        for other in gone & set(siblings):
            replaced.setdefault(field, {})[other] = siblings.pop(other)
        siblings[dot] = (value, gone)
    origin = (change["stamp"], change["author"], change["device"]) + note
    context = dict(state.context)
    context[dot[0]] = max(context.get(dot[0], 0), dot[1])
    return State(context, fields, replaced, {**state.origins, dot: origin}).tidied(history)


def join(left, right, history):
    context = {r: max(left.context.get(r, 0), right.context.get(r, 0)) for r in {**left.context, **right.context}}
    fields, replaced = {}, {}
    for field in {**left.fields, **right.fields}:
        mine, theirs = left.fields.get(field, {}), right.fields.get(field, {})
        both = {**mine, **theirs}
        alive = {
            dot for dot in both
            if (dot in mine or not covers(left.context, dot)) and (dot in theirs or not covers(right.context, dot))
        }
        if alive:
            fields[field] = {dot: both[dot] for dot in alive}
        gone = {dot: both[dot] for dot in both if dot not in alive}
        for side in (left, right):
            for dot, entry in side.replaced.get(field, {}).items():
                if dot not in alive and (dot not in gone or gone[dot][0] is None):
                    gone[dot] = entry
        replaced[field] = gone
    origins = dict(left.origins)
    for dot, origin in right.origins.items():
        origins[dot] = min(origins.get(dot, origin), origin, key=precedence)
    return State(context, fields, replaced, origins).tidied(history)


def precedence(origin):
    stamp, author, device, received, revision = origin
    nothing = received is None
    return (nothing, received or 0, revision or 0, stamp, (author + "\n" + device).encode())


def line(dots, known):
    found, open_dots = set(), list(dots)
    while open_dots:
        dot = open_dots.pop()
        if dot in known and dot not in found:
            found.add(dot)
            open_dots += known[dot][1]
    return found


def latest(common, known):
    return sorted(d for d in common if not any(d in line([o], known) for o in common if o != d))


def latest_common(left, right, known):
    return latest(line(left, known) & line(right, known), known)


def common_to_all(dots, known):
    return latest(set.intersection(*(line([dot], known) for dot in dots)), known) if dots else []


def bases_of(dots, known, depth=0):
    if len(dots) > 16 or depth > 8:
        return set()
    bases = set()
    for place in range(1, len(dots)):
        found = latest_common(dots[:place], [dots[place]], known)
        bases |= set(found) | bases_of(found, known, depth + 1)
    return bases


def bases_to_keep(field, siblings, known):
    if "/" in field or len({value for value, _ in siblings.values()}) < 2:
        return {}
    dots = sorted(siblings)
    bases = bases_of(dots, known) | set(common_to_all(dots, known))
    kept = {}
    for dot in line(dots, known) - set(dots):
        if line([dot], known) & bases:
            kept[dot] = (known[dot][0] if dot in bases else None, known[dot][1])
    return kept


# What is shown.


def last_writer(state, dots):
    return max(dots, key=lambda dot: (state.origins[dot][0], dot))


def deletions(state):
    standing = {}
    for dot, (value, _) in state.fields.get("deleted", {}).items():
        content = json.loads(value)
        if isinstance(content, dict) and isinstance(content.get("seen"), dict):
            standing[dot] = context_of(content["seen"])
    return standing


def is_hidden(state):
    standing = deletions(state)
    return bool(standing) and all(
        dot in standing or any(covers(seen, dot) for seen in standing.values())
        for siblings in state.fields.values() for dot in siblings
    )


def show(state, field, rule):
    siblings = state.fields.get(field)
    if not siblings:
        return None
    dots = sorted(siblings)
    divided = len({value for value, _ in siblings.values()}) > 1
    if field == "deleted":
        value = siblings[last_writer(state, deletions(state))][0] if is_hidden(state) else "null"
        return answer(value, dots, False, bool(deletions(state)) and not is_hidden(state))
    if "/" in field:
        is_in = any(value == "true" for value, _ in siblings.values())
        return answer("true" if is_in else "null", dots, divided, False)
    if divided and rule == "text":
        known = {**state.replaced.get(field, {}), **siblings}
        merged = fold(dots, known, lambda dot: state.origins[dot][0] if dot in siblings else 0)
        if merged is not None:
            return answer(compact(merged[0].decode()), dots, True, False)
    value = siblings[last_writer(state, dots)][0]
    return answer(value, [dot for dot in dots if siblings[dot][0] == value], False, divided)


def answer(value, dots, merged, conflict):
    return {"value": value, "dots": [dot_text(d) for d in dots], "merged": merged, "conflict": conflict}


def base(state, field, rule):
    siblings = state.fields.get(field, {})
    if len(siblings) < 2:
        return None
    known = {**state.replaced.get(field, {}), **siblings}
    found = common_to_all(sorted(siblings), known)
    if len(found) > 1 and rule == "text":
        merged = fold(found, known, lambda dot: state.origins[dot][0] if dot in siblings else 0)
        if merged is not None:
            return compact(merged[0].decode())
    return known[found[-1]][0] if found else None


def fold(dots, known, stamp, depth=0):
    """The texts of `dots` merged as (text, (stamp, dot)), or None."""
    if not dots or len(dots) > 16 or depth > 8:
        return None
    sides = []
    for dot in dots:
        value = known[dot][0]
        content = json.loads(value) if value is not None else None
        if not isinstance(content, str):
            return None
        sides.append((content.encode(), (stamp(dot), dot)))
    merged = sides[0]
    for place in range(1, len(dots)):
        found = latest_common(dots[:place], [dots[place]], known)
        start = fold(found, known, stamp, depth + 1) if found else None
        first, second = sorted([merged, sides[place]], key=lambda side: side[1])
        if first[0] == second[0]:
            text = first[0]
        else:
            text = merge(start[0], first[0], second[0]) if start else None
        if text is None:
            return None
        merged = (text, first[1])
    return merged


# Merging texts by block. A block is [text, gap].

LIST_LINE = re.compile(rb"[ \t]*(?:[-*+]|[0-9]+[.)])[ \t]")
CONTINUES = re.compile(rb"[^\n]*\n[^\n]*\Z")


def blocks_of(text):
    lead, blocks = b"", []
    for piece in re.findall(rb"[^\n]*\n|[^\n]+\Z", text):
        words = piece.rstrip(b"\r\n")
        if not words.strip(b" \t\r"):
            if blocks:
                blocks[-1][1] += piece
            else:
                lead += piece
        elif blocks and CONTINUES.match(blocks[-1][1]) and not LIST_LINE.match(words) and not LIST_LINE.match(blocks[-1][0]):
            blocks[-1] = [blocks[-1][0] + blocks[-1][1] + words, piece[len(words):]]
        else:
            blocks.append([words, piece[len(words):]])
    return lead, blocks


def pairs(left, right):
    head = 0
    while head < min(len(left), len(right)) and left[head] == right[head]:
        head += 1
    tail = 0
    while tail < min(len(left), len(right)) - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    found = [(i, i) for i in range(head)]
    found += [(head + i, head + j) for i, j in longest(left[head : len(left) - tail], right[head : len(right) - tail])]
    return found + [(len(left) - tail + i, len(right) - tail + i) for i in range(tail)]


def longest(left, right):
    if len(left) * len(right) > 1_000_000:
        return []
    lengths = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            both = left[i] == right[j]
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if both else max(lengths[i + 1][j], lengths[i][j + 1])
    found, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def align(base, side):
    """Edits {(start, end): blocks} and the gaps behind unchanged blocks."""
    edits, gaps, i, j = {}, {}, 0, 0
    for p, q in pairs([b[0] for b in base], [b[0] for b in side]) + [(len(base), len(side))]:
        if p - i == q - j:
            edits.update({(i + k, i + k + 1): [side[j + k]] for k in range(p - i)})
        else:
            edits[(i, p)] = side[j:q]
        if p < len(base):
            gaps[p] = side[q][1]
        i, j = p + 1, q + 1
    return edits, gaps


def texts(blocks):
    return [block[0] for block in blocks]


def wider(base, first, second):
    if first == base:
        return second
    if second == base:
        return first
    return max(first, second, key=lambda gap: (len(gap), gap))


def merge(base_text, first_text, second_text):
    if first_text == second_text or second_text == base_text:
        return first_text
    if first_text == base_text:
        return second_text
    (lead, base), (lead1, first), (lead2, second) = map(blocks_of, (base_text, first_text, second_text))
    (edits1, gaps1), (edits2, gaps2) = align(base, first), align(base, second)
    for (a, b), mine in edits1.items():
        for (c, d), theirs in edits2.items():
            if (a, b) == (c, d):
                if a < b and texts(mine) != texts(theirs):
                    return None
            elif a < d and c < b:
                return None
    merged, place = [], 0
    while place <= len(base):
        mine, theirs = edits1.get((place, place), []), edits2.get((place, place), [])
        merged += mine + [block for block in theirs if block[0] not in texts(mine)]
        edit = next((e for edits in (edits1, edits2) for e in edits.items() if e[0][0] == place < e[0][1]), None)
        if edit:
            merged += edit[1]
            place = edit[0][1]
            continue
        if place < len(base):
            text, gap = base[place]
            merged.append([text, wider(gap, gaps1.get(place, gap), gaps2.get(place, gap))])
        place += 1
    for text in texts(base):
        kept = min(texts(side).count(text) for side in (base, first, second))
        if texts(merged).count(text) < kept:
            return None
    tails = [blocks[-1][1] if blocks else b"" for blocks in (base, first, second)]
    return assemble(wider(lead, lead1, lead2), merged, wider(*tails))


def assemble(lead, blocks, tail):
    new_line = b"\r\n" if any(gap.startswith(b"\r\n") for _, gap in blocks) else b"\n"
    text = lead
    for (words, gap), (following, _) in zip(blocks, blocks[1:]):
        lists = bool(LIST_LINE.match(words)) + bool(LIST_LINE.match(following))
        if gap.count(b"\n") < (1 if lists else 2):
            gap = new_line if lists == 2 else new_line * 2
        text += words + gap
    return text + blocks[-1][0] + tail if blocks else text


# The judge and the hashes.


def judge(case):
    change, context = read_change(case["change"]), context_of(case["context"])
    writer = change["dot"][0]
    if case["remembered"] is not None:
        if case["remembered"] != change_hash(change):
            return "forked"
        return "refused" if case["rememberedRefused"] else "duplicate"
    if case["refusal"] or covers(change["context"], change["dot"]):
        return "refused"
    if (change["stamp"] >> 16) > case["now"] + 60_000:
        return "stampInFuture"
    named, held = change["context"].get(writer, 0), context.get(writer, 0)
    if held > named:
        return "duplicate" if covers(context_of(case["offered"]), change["dot"]) else "forked"
    if not covers_all(context, change["context"]):
        return "behind"
    return "accepted" if covers_all(change["context"], context) else "concurrent"


def number(value):
    return value.to_bytes(8, "big")


def count(value):
    return value.to_bytes(4, "big")


def string(text):
    return count(len(text.encode())) + text.encode()


def dots_bytes(dots):
    return count(len(dots)) + b"".join(number(r) + number(n) for r, n in sorted(dots))


def change_bytes(change):
    head = number(change["dot"][0]) + number(change["dot"][1]) + "".encode()
    head += b"".join(map(string, change["record"] + [change["author"], change["device"]]))
    body = dots_bytes(change["context"].items()) + count(len(change["assigns"]))
    for field, (value, replaces) in sorted(change["assigns"].items()):
        body += string(field) + string(value) + dots_bytes(replaces)
    return head + body


def change_hash(change):
    return hashlib.sha256(change_bytes(change)).hexdigest()[:32]


def state_bytes(record, state):
    out = b"".join(map(string, record)) + dots_bytes(state.context.items()) + count(len(state.origins))
    for dot, (stamp, author, device, received, revision) in sorted(state.origins.items()):
        out += number(dot[0]) + number(dot[1]) + number(stamp) + string(author) + string(device)
        out += number(2**64 - 1 if received is None else received) + number(revision or 0)
    out += count(len(state.fields))
    for field, siblings in sorted(state.fields.items()):
        out += string(field) + entries_bytes(siblings) + entries_bytes(state.replaced.get(field, {}))
    return out


def entries_bytes(entries):
    out = count(len(entries))
    for dot, (value, replaces) in sorted(entries.items()):
        out += number(dot[0]) + number(dot[1]) + (count(0) if value is None else count(1) + string(value))
        out += dots_bytes(replaces)
    return out


# Cases: each kind's results from its input.


def history_of(case):
    known = {}
    for text in case.get("history", []):
        change = read_change(text)
        for field, entry in change["assigns"].items():
            known[(field, change["dot"])] = entry
    return known


def result(kind, case):
    if kind == "apply":
        note = (case["received"], case["revision"])
        return apply(State.read(case["state"]), read_change(case["change"]), note, history_of(case)).text()
    if kind == "join":
        return join(State.read(case["left"]), State.read(case["right"]), history_of(case)).text()
    if kind == "shown":
        state = State.read(case["state"])
        shown = {field: show(state, field, rule) for field, rule in sorted(case["rules"].items())}
        bases = {field: base(state, field, rule) for field, rule in sorted(case["rules"].items())}
        return {"shown": shown, "bases": bases, "hidden": is_hidden(state)}
    if kind == "merge":
        merged = merge(*(case[side].encode() for side in ("base", "first", "second")))
        return None if merged is None else merged.decode()
    if kind == "judge":
        return judge(case)
    if kind == "hash":
        change, state = read_change(case["change"]), State.read(case["state"])
        ours = state_bytes(change["record"], state)
        return {
            "change": change_bytes(change).hex(), "changeHash": change_hash(change),
            "state": ours.hex(), "stateHash": hashlib.sha256(ours).hexdigest()[:32],
        }
    if kind == "element":
        return element_key(case["set"], case["name"])
    if kind == "stamp":
        return "%016x" % bound_stamp(case["edited"], case["now"], [int(s, 16) for s in case["replaced"]])
    raise ValueError(kind)


# Generating: a few replicas act on a record at random, as the talk would let them.


class Scene:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.replicas = [self.random.getrandbits(64) | 1 for _ in range(4)]
        self.states = [State() for _ in self.replicas]
        self.past, self.changes, self.steps = [State()], [], []
        self.counts = [0] * len(self.replicas)

    def history(self):
        return {"history": [change_text(change) for change in self.changes]}

    def begin(self, together=True):
        """One writes a body, which all the others have if they begin together: what they make of it can be merged."""
        self.edit(0, ["body"])
        if together:
            self.states = [self.states[0]] * len(self.replicas)
        return self

    def play(self, steps):
        for _ in range(steps):
            place = self.random.randrange(len(self.replicas))
            if self.random.random() < 0.6:
                self.edit(place, self.random.choice([["body"], ["body"], ["kind"], ["tag/voice"], ["deleted"], ["body", "kind"]]))
            else:
                left, right = self.states[place], self.random.choice(self.states)
                self.states[place] = join(left, right, history_of(self.history()))
            self.past.append(self.states[place])
        return self

    def edit(self, place, fields):
        state, pick = self.states[place], self.random
        self.counts[place] += 1
        dot = (self.replicas[place], self.counts[place])
        assigns = {}
        for field in fields:
            siblings = state.fields.get(field, {})
            shown = show(state, field, "text" if field == "body" else "single") if siblings else None
            replaces = frozenset(siblings if pick.random() < 0.3 or not shown else map(dot_of, shown["dots"]))
            assigns[field] = (self.value(field, state, shown), replaces)
        change = {
            "dot": dot, "stamp": pick.randrange(2**40, 2**40 + 4) << 16 | pick.randrange(3), "record": ["note", "n1"],
            "author": pick.choice(["Priya", "Sam", "Zoë"]), "device": "laptop %d" % place,
            "context": dict(state.context), "assigns": assigns,
        }
        before = dict(self.history(), state=state.text())
        self.changes.append(change)
        note = (2**40 + len(self.changes), len(self.changes))
        self.states[place] = apply(state, change, note, history_of(self.history()))
        self.steps.append(dict(before, change=change_text(change), received=note[0], revision=note[1]))

    def value(self, field, state, shown):
        pick = self.random
        if field == "tag/voice":
            return pick.choice(["true", "null"])
        if field == "deleted":
            seen = {"%016x" % r: n for r, n in sorted(state.context.items())}
            return compact({"reason": "over", "seen": seen}) if pick.random() < 0.6 else "null"
        if field == "kind":
            return pick.choice(['"fact"', '"idea"', '{"b":1, "a":[1e3,-0.5]}', "17", '"\\u0041"'])
        old = json.loads(shown["value"]).encode() if shown else b"One.\n\nTwo.\n\n- a\n- b\n"
        return compact(self.edited(old).decode())

    def edited(self, text):
        pick = self.random
        lead, blocks = blocks_of(text)
        for _ in range(pick.choice([1, 1, 2])):
            words = pick.choice([b"New %d." % pick.randrange(9), b"- item %d" % pick.randrange(9), "Wörter".encode()])
            place = pick.randrange(len(blocks) + 1)
            if pick.random() < 0.4 or place == len(blocks):
                blocks.insert(place, [words, b""])
            elif pick.random() < 0.7:
                blocks[place] = [words, blocks[place][1]]
            else:
                blocks.pop(place)
        return assemble(lead, blocks, pick.choice([b"", b"\n", b"\r\n"]))


def cases_of(kind):
    pick = random.Random(kind)
    if kind == "apply":
        return [pick.choice(Scene("apply %d" % seed).begin().play(9).steps) for seed in range(70)]
    if kind == "join":
        return [join_case(Scene("join %d" % seed).begin(seed % 4 > 0).play(10)) for seed in range(70)]
    if kind == "shown":
        return [shown_case(Scene("shown %d" % seed).begin(seed % 4 > 0).play(12)) for seed in range(90)]
    if kind == "merge":
        return [merge_case(Scene("merge %d" % seed)) for seed in range(80)]
    if kind == "judge":
        return [judge_case(Scene("judge %d" % seed).begin().play(9)) for seed in range(90)]
    if kind == "hash":
        return [hash_case(Scene("hash %d" % seed).begin().play(8)) for seed in range(30)]
    if kind == "element":
        names = ["voice", "a b", "50 %", "é", "e\u0301", "a/b", "~.-_", "日本", '"\\', "\u007f", ""]
        return [{"set": "tag", "name": name} for name in names]
    times = [0, 1, 2**41, 2**41 + 59_000, 2**41 + 120_000, 2**48, -5]
    return [
        {"edited": pick.choice(times), "now": 2**41, "replaced": ["%016x" % (max(0, min(pick.choice(times), 2**48 - 1)) << 16 | pick.choice([0, 7, 65535])) for _ in range(pick.randrange(3))]}
        for _ in range(25)
    ]


def shown_case(scene):
    rules = {"body": "text", "kind": "single", "tag/voice": "single", "deleted": "single"}
    state = max(scene.past, key=lambda state: sum(len(siblings) for siblings in state.fields.values()))
    return {"state": state.text(), "rules": rules}


def join_case(scene):
    left, right = scene.random.choice(scene.past), scene.random.choice(scene.past)
    return dict(scene.history(), left=left.text(), right=right.text())


def merge_case(scene):
    text = scene.edited(scene.edited(b"One.\ntwo\n\nThree.\n- a\n- b\n\nEnd.")).decode()
    return {"base": text, "first": scene.edited(text.encode()).decode(), "second": scene.edited(text.encode()).decode()}


def judge_case(scene):
    pick = scene.random
    change = dict(pick.choice(scene.changes), stamp=pick.choice([2**40, 2**41 + 60_000, 2**41 + 60_001]) << 16)
    if pick.random() < 0.1:
        change["context"] = {**change["context"], change["dot"][0]: change["dot"][1]}
    own = pick.choice([None, None, None, change_hash(change), "0" * 32])
    met = [pick.choice(scene.past).context, pick.choice([change["context"], scene.past[0].context, scene.past[-1].context])]
    contexts = [{"%016x" % r: n for r, n in sorted(context.items())} for context in pick.sample(met, 2)]
    return {
        "change": change_text(change), "remembered": own, "rememberedRefused": pick.random() < 0.3,
        "refusal": pick.random() < 0.1, "context": contexts[0], "offered": contexts[1], "now": 2**41,
    }


def hash_case(scene):
    return {"change": change_text(scene.random.choice(scene.changes)), "state": scene.random.choice(scene.past).text()}


KINDS = ["apply", "join", "shown", "merge", "judge", "hash", "element", "stamp"]


def main(arguments):
    folder = arguments[-1]
    agreed = 0
    for kind in KINDS:
        path = "%s/%s.json" % (folder, kind)
        if "--generate" in arguments:
            cases = [dict(case, expect=result(kind, case)) for case in cases_of(kind)]
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                json.dump(cases, file, indent=1, ensure_ascii=False)
                file.write("\n")
        with open(path, encoding="utf-8") as file:
            cases = json.load(file)
        for place, case in enumerate(cases):
            if result(kind, case) != case["expect"]:
                sys.exit("%s case %d: %r, not %r" % (kind, place, result(kind, case), case["expect"]))
        agreed += len(cases)
    print("agreed on %d cases" % agreed)


if __name__ == "__main__":
    main(sys.argv[1:])
