#!/usr/bin/env python3
"""Loads servers and looks whether they lose memory; ends with status 1 if something is wrong.

usage: load.py web IMAGE | redis IMAGE

web     10,000 connections are opened, used and closed one after another, and 1,000 are held at once
redis   1,000,000 commands, and 1,000 connections at once

The memory that the system holds itself, and the program's, which the emulator reads out of the machine,
must return to where they were after the same with fewer. (Redis' heap grows from run to run if the
machine is slow, under Linux with this C library as well: by 24 pages at most in a run, here by 41.) The
image remembers connections for a minute, so that takes some minutes of waiting.
"""

import pathlib
import re
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from guest import IMAGE, Guest, make_tap  # noqa: E402
from measure import CLOSE, KEEP, exchange  # noqa: E402

# How long the image remembers connections, and some more.
MEMORY_OF_CONNECTIONS = 80
# How many pages more the system may hold: the program's page tables, and blocks that share pages.
TOLERANCE = 16
# How many pages more the program may have.
GROWTH = {"web": 16, "redis": 64}

failures = 0


def check(condition, what):
    """Counts and reports what does not hold."""
    global failures
    failures += not condition
    print(("ok    " if condition else "WRONG ") + what, flush=True)


def hold(guest, count, request, end):
    """Holds connections at once, uses each twice, and says how many answers were right."""
    connections, right = [guest.connect() for _ in range(count)], 0
    for _ in range(2):
        for connection in connections:
            connection.sendall(request)
            answer = b""
            while not answer.endswith(end):
                part = connection.recv(65536)
                if not part:
                    break
                answer += part
            right += answer.endswith(end)
    for connection in connections:
        connection.close()
    return right


def pages(guest):
    """Returns how many pages are free, and how many the program has."""
    return guest.free_pages(), guest.program_pages()


def compare(before, after, growth):
    """Compares what `pages` returned; the program may have `growth` more."""
    check(sum(after) >= sum(before) - TOLERANCE and after[1] <= before[1] + growth,
          "free pages and the program's: {} and {} before, {} and {} after".format(*before, *after))


def load_web(image):
    """Loads the web server."""
    with Guest(image, 80, memory="64M", network="tap,ifname=tap0,script=no,downscript=no") as guest:
        check(guest.answers(CLOSE, b"200 OK"), "it answers")
        hold(guest, 1000, KEEP, b"</p>\n")
        for _ in range(1000):
            exchange(guest, None, "close")
        time.sleep(MEMORY_OF_CONNECTIONS)
        before = pages(guest)
        start = time.monotonic()
        for _ in range(10000):
            exchange(guest, None, "close")
        print(f"      {time.monotonic() - start:.0f} s for 10,000 connections")
        check(True, "10,000 connections one after another")
        right = hold(guest, 1000, KEEP, b"</p>\n")
        check(right == 2000, f"1,000 connections at once, two requests each: {right}")
        time.sleep(MEMORY_OF_CONNECTIONS)
        compare(before, pages(guest), GROWTH["web"])
        check(guest.answers(CLOSE, b"200 OK"), "still answers")


def load_redis(image):
    """Loads Redis."""
    def run(*words):
        return subprocess.run([words[0], "-h", IMAGE, *words[1:]], check=True, text=True,
                              stdout=subprocess.PIPE).stdout

    with Guest(image, 6379, memory="256M",
               network="tap,ifname=tap0,script=no,downscript=no") as guest:
        check(guest.answers(b"PING\r\n", b"PONG"), "it answers")
        # A file to which each command is appended would grow.
        run("redis-cli", "config", "set", "appendonly", "no")
        run("redis-benchmark", "-q", "-c", "1000", "-n", "20000", "-t", "set")
        run("redis-benchmark", "-q", "-r", "1000", "-n", "100000", "-P", "50", "-t",
            "set,get,incr,sadd,hset")
        run("redis-cli", "flushall")
        time.sleep(MEMORY_OF_CONNECTIONS)
        before = pages(guest)
        run("redis-cli", "config", "resetstat")
        run("redis-benchmark", "-q", "-c", "1000", "-n", "20000", "-t", "set")
        run("redis-benchmark", "-q", "-r", "1000", "-n", "200000", "-P", "50", "-t",
            "set,get,incr,sadd,hset")
        stats = run("redis-cli", "info", "stats")
        count = int(re.search(r"total_commands_processed:(\d+)", stats)[1])
        check(count >= 1_000_000, f"{count} commands")
        run("redis-cli", "flushall")
        time.sleep(MEMORY_OF_CONNECTIONS)
        compare(before, pages(guest), GROWTH["redis"])
        check(guest.answers(b"PING\r\n", b"PONG"), "still answers")


make_tap()
{"web": load_web, "redis": load_redis}[sys.argv[1]](sys.argv[2])
sys.exit(1 if failures else 0)
