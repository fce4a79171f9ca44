#!/usr/bin/env python3
"""Measures one figure of a server's image, and prints it.

usage: measure.py start IMAGE | memory SERVER IMAGE | requests KIND IMAGE [TOP]
       | segments IMAGE | profile KIND IMAGE FILE

start     instructions from the entry point until the machine waits for the first time
memory    the least memory, in KiB, in which the server answers, found by bisection
requests  instructions per request, counted from the 100th to the 600th, one request at a time;
          KIND is close, keep or set. With TOP, also where they were executed: by component, and
          the TOP functions with the most of them, as the report beside the image has them.
profile   writes to FILE how many instructions each function executes meanwhile, as `specialise run
          --profile` does, and prints the instructions per request
segments  instructions for each MiB of the file /large, where the host cuts segments, and where not
"""

import bisect
import collections
import json
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from guest import Guest, make_tap, symbols  # noqa: E402

PORTS = {"web": 80, "nginx": 80, "redis": 6379}
CLOSE = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
KEEP = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
SET = b"*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$5\r\nvalue\r\n"
PING = b"*1\r\n$4\r\nPING\r\n"
END = b"</p>\n"


def measure_start(image):
    """Returns the instructions from the entry point until the machine waits."""
    entry = int.from_bytes(pathlib.Path(image).read_bytes()[24:32], "little")
    with tempfile.NamedTemporaryFile() as out:
        with Guest(image, 80, plugin=f"from={entry:#x},until=halt,out={out.name}") as guest:
            for _ in range(600):
                text = pathlib.Path(out.name).read_text()
                if text or guest.process.poll() is not None:
                    break
                time.sleep(0.1)
        return int(pathlib.Path(out.name).read_text())


def runs_in(server, image, memory):
    """Returns whether a server answers in `memory` KiB."""
    request, expected = (PING, b"PONG") if server == "redis" else (CLOSE, b"200 OK")
    with Guest(image, PORTS[server], memory=f"{memory}k") as guest:
        return all(guest.answers(request, expected, 6) for _ in range(3))


def measure_memory(server, image):
    """Returns the least memory in KiB, to one page, in which a server answers."""
    low, high = 512, 65536
    while high - low > 4:
        middle = (low + high) // 8 * 4
        if runs_in(server, image, middle):
            high = middle
        else:
            low = middle
    return high


def exchange(guest, connection, kind):
    """Makes one request and takes the whole answer."""
    if kind == "close":
        with guest.connect() as connection:
            connection.sendall(CLOSE)
            answer = b""
            while (part := connection.recv(65536)):
                answer += part
        right = answer.startswith(b"HTTP/1.1 200 OK") and END in answer
    elif kind == "keep":
        connection.sendall(KEEP)
        answer = b""
        while END not in answer:
            answer += connection.recv(65536) or sys.exit("the connection ended")
        right = answer.startswith(b"HTTP/1.1 200 OK")
    else:
        connection.sendall(SET)
        answer = connection.recv(100)
        right = answer == b"+OK\r\n"
    if not right:
        sys.exit(f"a wrong answer: {answer[:200]!r}")


def components(image):
    """Returns the component of each function of an image, as the report beside it says."""
    report = json.loads((pathlib.Path(image).parent / "report.json").read_text())
    return {symbol["symbol"]: symbol["component"] for symbol in report["symbols"]}


def by_function(table, places):
    """Returns how many instructions each function of a table of symbols executed; `?` are others."""
    starts = [address for address, _ in table]
    functions = collections.Counter()
    for address, count in places.items():
        at = bisect.bisect_right(starts, address) - 1
        functions[table[at][1] if at >= 0 else "?"] += count
    return functions


def show_places(image, places, requests, top):
    """Prints where instructions were executed, per request: by component, and the functions with the
    most of them, with how often each was entered."""
    table, component_of = symbols(image), components(image)
    functions, parts = by_function(table, places), collections.Counter()
    for name, count in functions.items():
        parts[component_of.get(name, "?")] += count
    for name, count in parts.most_common():
        print(f"{count / requests:10.1f}  {name}", file=sys.stderr)
    print(f"{sum(functions.values()) / requests:10.1f}  in all", file=sys.stderr)
    for name, count in functions.most_common(top):
        entry = next((address for address, other in table if other == name), None)
        calls = places.get(entry, 0) / requests
        print(f"{count / requests:10.1f} {calls:8.2f} times  {name} "
              f"({component_of.get(name, '?')})", file=sys.stderr)


def write_profile(image, places, file):
    """Writes how many instructions each function of an image executed."""
    counts = by_function(symbols(image), places).most_common()
    lines = [f"{count} {name}\n" for name, count in counts]
    pathlib.Path(file).write_text(
        "# specialise profile 1: instructions executed, by function\n" + "".join(lines))


def measure_requests(kind, image, top=0, profile=None):
    """Returns the instructions per request."""
    port = 6379 if kind == "set" else 80
    places = top > 0 or profile is not None
    with Guest(image, port, counted=True, places=places, memory="128M") as guest:
        ready = (PING, b"PONG") if kind == "set" else (CLOSE, b"200 OK")
        if not guest.answers(*ready, 60):
            sys.exit(f"no answer; the machine printed: {guest.output()}")
        connection = None if kind == "close" else guest.connect()
        counts = []
        for number in range(601):
            if number in (100, 600):
                time.sleep(0.3)
                counts.append(guest.counts())
            exchange(guest, connection, kind)
        (before, first), (after, last) = counts
        if top:
            show_places(image, last - first, 500, top)
        if profile:
            write_profile(image, last - first, profile)
        return round((after - before) / 500)


def fetch(guest):
    """Returns how many bytes the server sends of /large."""
    with guest.connect() as connection:
        connection.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        return sum(len(part) for part in iter(lambda: connection.recv(1 << 16), b""))


def measure_segments(image):
    """Returns the instructions for each MiB of a file, by whether the host cuts segments."""
    make_tap()
    result = []
    for words in (), ("-global", "virtio-net-device.host_tso4=off"):
        with Guest(image, 80, counted=True, words=words,
                   network="tap,ifname=tap0,script=no,downscript=no") as guest:
            if not guest.answers(CLOSE, b"200 OK", 60):
                sys.exit(f"no answer; the machine printed: {guest.output()}")
            before, _ = guest.counts()
            length = sum(fetch(guest) for _ in range(8))
            time.sleep(0.3)
            after, _ = guest.counts()
            result.append(round((after - before) * (1 << 20) / length))
    return result


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "start":
        print(measure_start(*rest))
    elif what == "memory":
        print(measure_memory(*rest))
    elif what == "requests":
        print(measure_requests(rest[0], rest[1], int(rest[2]) if len(rest) > 2 else 0))
    elif what == "profile":
        print(measure_requests(rest[0], rest[1], profile=rest[2]))
    elif what == "segments":
        print(*measure_segments(*rest))
    else:
        sys.exit(__doc__)
