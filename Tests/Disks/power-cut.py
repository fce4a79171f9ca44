#!/usr/bin/env python3
"""Cuts the power at random moments while a log and a database are written: QEMU is killed.

usage: power-cut.py [CUTS]    (by default 100 of each kind)

Whatever the image said it had written must be there after the next start, which goes on from it.
"""

import random
import re
import sys
import threading

from disk import build, build_sqlite, check, check_disk, finish, finish_run, make_disk, qemu, HERE

MODES = ["wal", "delete", "truncate", "persist"]


def cut(process, pattern, text, random_source):
    """Lets a run acknowledge some writes, then kills it at a random moment; returns its lines."""
    lines = []
    wanted = random_source.choice([0, 1, 2, 5, 20, 60])
    timer = threading.Timer(random_source.uniform(0.05, 3), process.kill)
    timer.start()
    feeder = threading.Thread(target=feed, args=(process, text))
    feeder.start()
    for raw in process.stdout:
        line = raw.decode(errors="replace").strip()
        lines.append(line)
        if re.fullmatch(pattern, line):
            wanted -= 1
        if wanted == 0 and not process.returncode:
            threading.Timer(random_source.uniform(0, 0.02), process.kill).start()
            wanted = -1
    process.wait()
    timer.cancel()
    feeder.join()
    return lines


def feed(process, text):
    """Writes the input of a run that may be killed."""
    try:
        process.stdin.write(text.encode())
        process.stdin.flush()
    except OSError:
        pass


def numbers(lines, pattern):
    """Returns the numbers in the lines that match."""
    return [int(match[1]) for line in lines if (match := re.fullmatch(pattern, line))]


def cut_log(image, cuts, random_source):
    """Cuts while a log is appended to; returns how many acknowledged records went missing."""
    disk = make_disk("log.img")
    written = lost = broken = 0
    for number in range(cuts):
        lines = cut(qemu(image, disk, ["log", "1000"]), r"wrote \d+", "", random_source)
        broken += any("WRONG" in line or "specialise:" in line for line in lines)
        for kept in numbers(lines, r"kept (\d+)"):
            lost += kept < written
            written = kept
        written = max([written, *numbers(lines, r"wrote (\d+)")])
        if number % 10 == 9:
            good, text = check_disk(disk)
            check(good, f"e2fsck after cut {number + 1} of the log: {text or 'clean'}")
    status, lines = finish_run(qemu(image, disk, ["check"]))
    kept = numbers(lines, r"kept (\d+)")
    check(status == 0 and kept and kept[0] >= written, f"{written} records acknowledged, {kept} kept")
    check(lost == 0 and broken == 0, f"{cuts} cuts of the log: {lost} losses, {broken} broken")
    check(written > cuts, "cuts came while records were written")


def cut_database(image, mode, cuts, random_source):
    """Cuts while rows are inserted in a mode of SQLite's journal."""
    disk = make_disk("database.img")
    written = lost = broken = 0
    # In this mode a transaction ends when its journal is unlinked; that lasts only with EXTRA.
    level = "extra" if mode == "delete" else "full"
    head = (f"PRAGMA journal_mode={mode}; PRAGMA synchronous={level};\n"
            "CREATE TABLE IF NOT EXISTS t(a INTEGER PRIMARY KEY, b TEXT);\n"
            "PRAGMA integrity_check; SELECT 'kept '||ifnull(max(a),0)||' '||count(*) FROM t;\n")
    for number in range(cuts):
        rows = "".join(
            f"INSERT INTO t SELECT ifnull(max(a),0)+1, hex(randomblob({random_source.randint(1, 900)}))"
            " FROM t; SELECT 'wrote '||max(a) FROM t;\n" for _ in range(80))
        lines = cut(qemu(image, disk, ["/data/test.db"]), r"wrote \d+", head + rows, random_source)
        broken += any("rror" in line or "malformed" in line or "specialise:" in line for line in lines)
        for found in (re.fullmatch(r"kept (\d+) (\d+)", line) for line in lines):
            if found:
                lost += int(found[1]) < written or found[1] != found[2] or "ok" not in lines
                written = int(found[1])
        written = max([written, *numbers(lines, r"wrote (\d+)")])
        if number % 10 == 9:
            good, text = check_disk(disk)
            check(good, f"e2fsck after cut {number + 1} of {mode}: {text or 'clean'}")
    _, lines = finish_run(qemu(image, disk, ["/data/test.db"]), head)
    kept = numbers(lines, r"kept (\d+) \d+")
    check("ok" in lines and kept and kept[0] >= written, f"{written} rows acknowledged, {kept} kept")
    check(lost == 0 and broken == 0, f"{cuts} cuts of {mode}: {lost} losses, {broken} broken")
    check(written > cuts // 2, "cuts came while rows were written")


cuts = int(sys.argv[1]) if len(sys.argv) > 1 else 100
random_source = random.Random(1)
cut_log(build("store", HERE / "store.c"), cuts, random_source)
sqlite = build_sqlite()
for mode in MODES:
    cut_database(sqlite, mode, -(-cuts // len(MODES)), random_source)
finish()
