"""Wrong variants of how the server lets the network in: who may ask how often, what is turned away, what is told. (See rule.py.)"""

FOLDER = "Server/SyncServer/HTTP"
TESTS = ["SyncServerTests"]

GUARD = "Connections/RequestGuard.swift"

MUTANTS = [
    # How often.
    ("a sender says itself where it is", "Limits/Place.swift",
     'told.split(separator: ",").last', 'told.split(separator: ",").first'),
    ("anyone is believed like a proxy", "Limits/Place.swift",
     "proxies.contains(proxy), let told", "proxies.contains(proxy) || WRONG, let told"),
    ("each address of an IPv6 network counts by itself", "Limits/Place.swift",
     "stride(from: 0, to: 8, by: 2)", "stride(from: 0, to: 16, by: 2)"),
    ("a known device passes the measure of its address", "Limits/Rates.swift",
     "guard state.devices[tokenHash] == nil else", "guard state.devices[tokenHash] == nil && !WRONG else"),
    ("every address is remembered", "Limits/Rates.swift", "isKnown ? place : Rates.elsewhere", "place"),
    ("time that runs backwards is taken out", "Limits/TokenBucket.swift", "max(0, now - time)", "(now - time)"),
    ("a measure fills over its brim", "Limits/TokenBucket.swift",
     "min(brim, level", "min(WRONG ? 1e9 : brim, level"),
    ("nobody is told how long to wait", "ProblemResponse.swift",
     "if case UpstreamError.busy(let seconds, _) = error {", "if case UpstreamError.busy(let seconds, _) = error, !WRONG {"),
    # What is turned away.
    ("a few bytes may swell to any size", "RequestBytes.swift",
     "min(limit, bytes.count * RequestBytes.ratioMax)", "limit"),
    ("a head is waited for as long as it takes", GUARD,
     "context.eventLoop.now + patience.head", "(context.eventLoop.now + patience.head + .hours(1))"),
    ("a body at a fair pace is too slow in the end", GUARD,
     "TimeAmount.milliseconds(Int64(body.bytes) * 1000 / patience.bodyBytesPerSecond)", "TimeAmount.zero"),
    ("a body may be longer than was announced", GUARD,
     "guard let body, body.bytes <= bodyBytesMax else", "guard let body, body.bytes <= bodyBytesMax || WRONG else"),
    ("an announced length is not looked at", GUARD,
     "guard length <= bodyBytesMax else", "guard length <= bodyBytesMax || WRONG else"),
    ("two answers go to one request", GUARD, "!isAnswering && requestsUnderWay <= 1", "(requestsUnderWay <= 1)"),
    ("a reader is waited for as long as it takes", GUARD,
     "if !context.channel.isWritable {", "if !context.channel.isWritable, !WRONG {"),
    ("a reader who goes on is cut off all the same", GUARD,
     "readerDeadline?.cancel()\n        if", "if !WRONG { readerDeadline?.cancel() }\n        if"),
    # What is told.
    ("a server that stops is still ready", "Watching/WatchRoutes.swift",
     "guard !routes.events.isClosed else", "guard !routes.events.isClosed || WRONG else"),
    ("counts name teams and records", "Watching/RequestLog.swift",
     'context.endpointPath ?? "none"', '(WRONG ? request.uri.path : context.endpointPath ?? "none")'),
    ("a device may wait on any number of streams", "EventStreams.swift",
     "dropLast(EventStreams.streamsMax - 1)", "dropLast(WRONG ? 99 : EventStreams.streamsMax - 1)"),
]
