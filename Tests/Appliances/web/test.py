#!/usr/bin/env python3
"""The web server as an image: files, errors, keep-alive, pipelining, bad requests, many connections."""

import pathlib
import random
import socket
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from appliance import Appliance, check, finish  # noqa: E402


def read_answer(stream, has_body=True):
    """Returns status, fields and body of the next answer."""
    status = int(stream.readline().split()[1])
    fields = {}
    while (line := stream.readline().strip()):
        name, value = line.split(b":", 1)
        fields[name.lower()] = value.strip()
    body = stream.read(int(fields[b"content-length"])) if has_body else b""
    return status, fields, body


def ask(server, request, has_body=True):
    """Returns the answer to one request on a connection of its own."""
    with server.connect(80) as connection:
        connection.sendall(request)
        with connection.makefile("rb") as stream:
            return read_answer(stream, has_body)


def check_files(server, page, large):
    """Asks for files that are there, and for some that are not."""
    status, fields, body = ask(server, b"GET / HTTP/1.1\r\n\r\n")
    check(status == 200 and body == page and fields[b"content-type"] == b"text/html", "the page")
    status, fields, body = ask(server, b"GET /large.bin?x HTTP/1.0\r\n\r\n")
    check(status == 200 and body == large and fields[b"connection"] == b"close", "a large file")
    status, fields, _ = ask(server, b"HEAD /%6carge.bin HTTP/1.1\r\n\r\n", has_body=False)
    check(status == 200 and int(fields[b"content-length"]) == len(large), "only the head")
    for request, expected in [(b"GET /none HTTP/1.1", 404), (b"GET /../zone HTTP/1.1", 400),
                              (b"POST / HTTP/1.1", 501), (b"nonsense", 400),
                              (b"GET / HTTP/1.1\r\nX: " + b"x" * 5000, 431)]:
        check(ask(server, request + b"\r\n\r\n")[0] == expected, f"{request[:24]!r}: {expected}")


def check_connections(server, page):
    """Keeps connections open, pipelines, and breaks them off."""
    connection = server.connect(80)
    stream = connection.makefile("rb")
    for byte in b"GET / HTTP/1.1\r\n\r\n":
        connection.sendall(bytes([byte]))
    check(read_answer(stream)[2] == page, "a request byte by byte")
    connection.sendall(b"GET / HTTP/1.1\r\n\r\n" * 50)
    check(all(read_answer(stream)[2] == page for _ in range(50)), "50 requests in one go")
    connection.sendall(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
    check(read_answer(stream)[2] == page and stream.read() == b"", "closes when asked to")
    connection.close()
    random.seed(1)
    for _ in range(50):
        with server.connect(80) as broken:
            broken.sendall(b"GET /large.bin HTTP/1.1\r\n\r\n"[:random.randrange(1, 27)])
    for _ in range(20):
        with server.connect(80) as broken:
            broken.sendall(b"GET /large.bin HTTP/1.1\r\n\r\n")
            broken.recv(1000)
    good = sum(ask(server, b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")[2] == page
               for _ in range(1000))
    check(good == 1000, f"1000 connections one after another: {good}")
    held = []
    for _ in range(200):
        connection = server.connect(80)
        connection.sendall(b"GET / HTTP/1.1\r\n\r\n")
        with connection.makefile("rb") as stream:
            held.append((connection, read_answer(stream)[2] == page))
    check(all(right for _, right in held), "200 connections are held")
    again = 0
    for connection, _ in held:
        connection.sendall(b"GET / HTTP/1.1\r\n\r\n")
        with connection.makefile("rb") as stream:
            again += read_answer(stream)[2] == page
        connection.close()
    check(again == 200, f"and answer again: {again}")


DEPLOYMENT = """
files: {/www/index.html: FOLDER/www/index.html, /www/large.bin: LARGE}
network: NETWORK
devices: [mmio, pci, network]
"""

MACHINES = {"microvm": "{address: 10.0.2.15/24, gateway: 10.0.2.2}", "pc": "dhcp"}
page = (HERE / "www/index.html").read_bytes()
large = pathlib.Path("/tmp") / "appliance-large.bin"
large.write_bytes(random.Random(7).randbytes(300_000))
for machine, network in MACHINES.items():
    deployment = DEPLOYMENT.replace("LARGE", str(large)).replace("NETWORK", network)
    with Appliance("web", [(80, "tcp")], deployment, machine=machine) as server:
        print(f"web on {machine}: {server.size - large.stat().st_size} bytes without the large file")
        check_files(server, page, large.read_bytes())
        check_connections(server, page)
finish()
