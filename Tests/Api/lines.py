"""Teaches Schemathesis the body of `application/x-ndjson`: an array of lines, and behind them one that counts them."""

import json

import schemathesis

LINES = "application/x-ndjson"


@schemathesis.serializer(LINES)
def write(_context, lines):
    if not isinstance(lines, list):
        return json.dumps(lines).encode() + b"\n"
    whole = [*lines, {"end": len(lines)}]
    return b"".join(json.dumps(line, ensure_ascii=True).encode() + b"\n" for line in whole)


@schemathesis.deserializer(LINES)
def read(_context, response):
    *lines, last = [json.loads(line) for line in response.content.splitlines()]
    if last != {"end": len(lines)}:
        raise ValueError(f"the closing line counts wrong: {last} after {len(lines)} lines")
    return lines
