#!/usr/bin/env python3
"""nginx as an image: files, errors, keep-alive, ranges, its log, and load by ab and wrk."""

import pathlib
import random
import re
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from port import HERE, Port, check, finish, run  # noqa: E402

PAGE = (HERE / "nginx/www/index.html").read_bytes()
LARGE = random.Random(7).randbytes(3_000_000)


def ask(server, request, connection=None):
    """Returns status, fields and body of the answer to a request."""
    own = connection is None
    connection = connection or server.connect(80)
    connection.sendall(request)
    stream = connection.makefile("rb")
    status = int(stream.readline().split()[1])
    fields = {}
    while (line := stream.readline().strip()):
        name, value = line.split(b":", 1)
        fields[name.lower()] = value.strip()
    empty = request.startswith(b"HEAD") or status == 304
    body = b"" if empty else stream.read(int(fields[b"content-length"]))
    if own:
        connection.close()
    return status, fields, body


def check_files(server):
    """Asks for files that are there and for some that are not."""
    status, fields, body = ask(server, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    check(status == 200 and body == PAGE and fields[b"content-type"] == b"text/html", "the page")
    tag = fields[b"etag"]
    status, _, _ = ask(server, b"GET / HTTP/1.1\r\nHost: a\r\nIf-None-Match: " + tag + b"\r\n\r\n")
    check(status == 304, "the page has not changed")
    status, _, body = ask(server, b"GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n")
    check(status == 200 and body == LARGE, "a large file")
    status, fields, body = ask(
        server, b"GET /large.bin HTTP/1.1\r\nHost: a\r\nRange: bytes=100000-299999\r\n\r\n")
    check(status == 206 and body == LARGE[100000:300000], "a part of a large file")
    status, fields, body = ask(server, b"HEAD /large.bin HTTP/1.1\r\nHost: a\r\n\r\n")
    check(status == 200 and int(fields[b"content-length"]) == len(LARGE), "only the head")
    for request, expected in [(b"GET /none HTTP/1.1\r\nHost: a", 404), (b"GET / HTTP/1.1", 400),
                              (b"GET /../etc/passwd HTTP/1.1\r\nHost: a", 400),
                              (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0", 405),
                              (b"GET / HTTP/1.1\r\nX: " + b"x" * 40000, 400)]:
        check(ask(server, request + b"\r\n\r\n")[0] == expected, f"{request[:24]!r}: {expected}")


def check_connections(server):
    """Keeps connections open, many of them at once, and breaks some off."""
    request = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    with server.connect(80) as connection:
        good = sum(ask(server, request, connection)[2] == PAGE for _ in range(200))
    check(good == 200, f"200 requests on one connection: {good}")
    for size in range(1, 27):
        with server.connect(80) as broken:
            broken.sendall(request[:size])
    for _ in range(20):
        with server.connect(80) as broken:
            broken.sendall(b"GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n")
            broken.recv(1000)
    held = [server.connect(80) for _ in range(1000)]
    good = sum(ask(server, request, connection)[2] == PAGE for connection in held)
    check(good == 1000, f"1000 connections at once: {good}")
    for connection in held:
        connection.close()


def check_load(server):
    """Lets ab and wrk ask many times."""
    address = f"http://{server.address}/"
    for what, options in [("closing", []), ("keep-alive", ["-k"])]:
        said = run(["ab", "-q", "-n", "6000", "-c", "20", *options, address])
        numbers = dict(re.findall(r"^([\w -]+):\s+(\d+)", said, re.MULTILINE))
        check(numbers["Complete requests"] == "6000" and numbers["Failed requests"] == "0",
              f"ab, {what}: {numbers['Complete requests']} requests")
        if options:
            check(int(numbers["Keep-Alive requests"]) > 5900, "connections stay open")
    said = run(["wrk", "-t", "1", "-c", "20", "-d", "3s", address])
    good = int(re.search(r"(\d+) requests in", said)[1])
    check(good > 100 and "Non-2xx" not in said and "Socket errors" not in said,
          f"wrk: {good} requests")
    status, _, body = ask(server, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    check(status == 200 and body == PAGE, "still answers")


def check_log(server):
    """Looks for requests in the access log, which goes to the console."""
    ask(server, b"GET /logged?word=1 HTTP/1.1\r\nHost: a\r\nUser-Agent: tester\r\n\r\n")
    pattern = (r'^10\.0\.2\.2 - - \[[^]]*\] "GET /logged\?word=1 HTTP/1.1" 404 \d+ "-" "tester"')
    for _ in range(50):
        lines = re.findall(pattern, server.output(), re.MULTILINE)
        if lines:
            break
        time.sleep(0.1)
    check(len(lines) == 1, "a line of the access log")


with tempfile.NamedTemporaryFile() as large:
    large.write(LARGE)
    large.flush()
    with Port("nginx", "nginx", [(80, "tcp")], files={"/www/large.bin": large.name}) as server:
        print(f"nginx: {server.size - len(LARGE)} bytes without the large file")
        check_files(server)
        check_connections(server)
        check_load(server)
        check_log(server)
finish()
