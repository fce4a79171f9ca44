#!/usr/bin/env python3
"""Lua with LuaSocket as an image: a small HTTP server in Lua; pages, bodies, errors, load by ab."""

import base64
import os
import pathlib
import random
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from port import HERE, Port, check, finish, run  # noqa: E402

HOME = pathlib.Path(os.environ.get("SPECIALISE_HOME", HERE.parent.parent / ".specialise"))
MODULES = "/usr/local/share/lua/5.4"


def ask(server, request, connection=None):
    """Returns status and body of the answer to a request."""
    own = connection is None
    connection = connection or server.connect(80)
    connection.sendall(request)
    stream = connection.makefile("rb")
    status = int(stream.readline().split()[1])
    fields = {}
    while (line := stream.readline().strip()):
        name, value = line.split(b":", 1)
        fields[name.lower()] = value.strip()
    body = stream.read(int(fields[b"content-length"]))
    if own:
        connection.close()
    return status, body


def check_pages(server):
    """Asks for each page, and for what is wrong."""
    for request, expected in [
            (b"GET / HTTP/1.1", (200, b"<p>Hello from Lua 5.4</p>\n")),
            (b"GET /sum?a=40&b=-3&c=5 HTTP/1.1", (200, b"42\n")),
            (b"GET /none HTTP/1.1", (404, b"not found\n")), (b"GET /error HTTP/1.1", (500, b"error\n")),
            (b"nonsense", (400, b"bad request\n")), (b"GET / HTTP/3", (400, b"bad request\n"))]:
        got = ask(server, request + b"\r\n\r\n")
        check(got == expected, f"{request!r}: {got}")
    body = random.Random(3).randbytes(300_001)
    got = ask(server, b"POST /base64 HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    check(got == (200, base64.b64encode(body)), "a large body there and back")


def check_connections(server):
    """Keeps connections open, many at a time, and breaks some off."""
    with server.connect(80) as connection:
        for byte in b"GET / HTTP/1.1\r\n\r\n":
            connection.sendall(bytes([byte]))
        check(ask(server, b"", connection)[0] == 200, "a request byte by byte")
        good = sum(ask(server, b"GET /count?kept HTTP/1.1\r\n\r\n", connection) == (200, b"%d\n" % i)
                   for i in range(1, 101))
    check(good == 100, f"100 requests on one connection: {good}")
    held = [server.connect(80) for _ in range(200)]
    good = sum(ask(server, b"GET /count?held HTTP/1.1\r\n\r\n", connection) == (200, b"%d\n" % i)
               for i, connection in enumerate(held, 1))
    check(good == 200, f"200 connections at once: {good}")
    for connection in held:
        connection.close()
    for size in range(20):
        with server.connect(80) as broken:
            broken.sendall(b"POST / HTTP/1.1\r\nContent-Length: 9\r\n"[:size * 2])
    address = f"http://{server.address}/sum?a=1&b=2"
    before = int(ask(server, b"GET /memory HTTP/1.1\r\n\r\n")[1])
    for options in [], ["-k"]:
        said = run(["ab", "-q", "-n", "1500", "-c", "10", *options, address])
        numbers = dict(re.findall(r"^([\w -]+):\s+(\d+)", said, re.MULTILINE))
        check(numbers["Complete requests"] == "1500" and numbers["Failed requests"] == "0",
              f"ab {' '.join(options)}: {numbers['Complete requests']} requests")
    after = int(ask(server, b"GET /memory HTTP/1.1\r\n\r\n")[1])
    check(after < before + 100, f"memory of Lua, in KiB: {before} before, {after} after")


files = {f"{MODULES}/{place}": str(HOME / "sources/luasocket/src" / name)
         for place, name in [("socket.lua", "socket.lua"), ("mime.lua", "mime.lua"), ("ltn12.lua", "ltn12.lua"),
                             ("socket/url.lua", "url.lua")]}
with Port("lua", "lua-server", [(80, "tcp")], files=files, timeout=600) as server:
    print(f"lua: {server.size} bytes")
    check_pages(server)
    check_connections(server)
finish()
