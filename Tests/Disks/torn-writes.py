#!/usr/bin/env python3
"""Cuts the power of a disk that keeps writes back until it is flushed.

usage: torn-writes.py [CUTS]    (by default 100 of each of three kinds)

QEMU notes every write and flush of a run. A cut is then made of them: the disk as it was, all writes
up to some flush, and any of the sectors that were written after it. The image must mount that disk
and find what had been acknowledged; e2fsck, which replays the log by itself, must find nothing wrong.
What had been acknowledged before a write stands in the write: the number of the record after it.
"""

import random
import re
import shutil
import struct
import sys

from disk import FOLDER, HERE, build, build_sqlite, check, check_disk, finish, finish_run, make_disk, qemu

SECTOR = 512
FLUSH = 1
ROUNDS = 4


def record(image, arguments, text, before):
    """Runs an image on a copy of a disk; returns the writes."""
    disk = FOLDER / "recorded.img"
    shutil.copyfile(before, disk)
    log = FOLDER / "writes.log"
    log.write_bytes(b"")
    drive = ["-blockdev", f"driver=blklogwrites,node-name=disk,file.driver=file,file.filename={disk},"
             f"log.driver=file,log.filename={log},log-sector-size={SECTOR}"]
    status, lines = finish_run(qemu(image, disk, arguments, drive=drive), text)
    check(status == 0, f"a run is recorded: {lines[-1:]}")
    return entries(log.read_bytes())


def entries(log):
    """Returns the writes of a log as QEMU notes them: (sector, bytes), None for a flush."""
    count = struct.unpack_from("<Q", log, 16)[0]
    at = SECTOR
    result = []
    for _ in range(count):
        sector, sectors, flags, _ = struct.unpack_from("<QQQQ", log, at)
        at += SECTOR
        if flags & FLUSH:
            result.append(None)
        if sectors:
            result.append((sector, log[at:at + sectors * SECTOR]))
            at += sectors * SECTOR
    return result


def make_cut(before, writes, random_source):
    """Makes a disk that lost its power somewhere; returns it and the writes that had been made."""
    disk = FOLDER / "cut.img"
    shutil.copyfile(before, disk)
    end = random_source.randrange(len(writes) + 1)
    if random_source.random() < 0.5:
        # Most is open just before a flush.
        while end < len(writes) and writes[end] is not None:
            end += 1
    last_flush = max([-1] + [index for index in range(end) if writes[index] is None])
    chance = random_source.choice([0, 0.1, 0.5, 0.9, 1])
    late = [write for write in writes[last_flush + 1:end] if write]
    random_source.shuffle(late)
    with open(disk, "r+b") as file:
        for write in writes[:last_flush + 1]:
            if write:
                file.seek(write[0] * SECTOR)
                file.write(write[1])
        for sector, data in late:
            for at in range(0, len(data), SECTOR):
                if random_source.random() < chance:
                    file.seek(sector * SECTOR + at)
                    file.write(data[at:at + SECTOR])
    return disk, [write for write in writes[:end] if write]


def acknowledged(writes, pattern):
    """Returns the number that had been acknowledged before the last of some writes was made."""
    found = [int(number) for _, data in writes for number in re.findall(pattern, data)]
    return max([1, *found]) - 1


def cut(name, image, arguments, text, pattern, look, cuts, random_source):
    """Records runs, each on what a cut of the one before has left, and cuts each in many ways."""
    before = make_disk("before.img", "16M")
    floor = 0
    for part in range(ROUNDS):
        writes = record(image, arguments, text, before)
        flushes = writes.count(None)
        check(flushes > 20, f"{name}: {len(writes) - flushes} writes, {flushes} flushes")
        wrong = most = 0
        for number in range(cuts // ROUNDS):
            disk, made = make_cut(before, writes, random_source)
            chosen = FOLDER / "chosen.img"
            if number == part:
                shutil.copyfile(disk, chosen)
            clean = check_disk(disk)
            kept, lines = look(disk)
            clean_after = check_disk(disk)
            wanted = max(floor, acknowledged(made, pattern))
            most = max(most, wanted)
            if kept is None or kept < wanted or not clean[0] or not clean_after[0]:
                wrong += 1
                print(f"{name} {part}, cut {number}: {wanted} acknowledged, kept {kept}: {lines[-3:]}",
                      clean[1], clean_after[1])
        check(most > floor + 10, f"{name}: up to {most} had been acknowledged")
        check(not wrong, f"{name}: {cuts // ROUNDS} cuts, {wrong} wrong")
        shutil.copyfile(chosen, before)
        floor = look(chosen)[0] or 0


def look_at_log(image):
    """Returns what looks at a disk with a log."""
    def look(disk):
        status, lines = finish_run(qemu(image, disk, ["check"]))
        match = re.fullmatch(r"kept (\d+)", lines[-1]) if lines else None
        return (int(match[1]) if status == 0 and match else None), lines
    return look


def look_at_rows(image):
    """Returns what looks at a disk with a database."""
    def look(disk):
        text = ("CREATE TABLE IF NOT EXISTS t(a INTEGER PRIMARY KEY, b TEXT); PRAGMA integrity_check;\n"
                "SELECT 'kept '||count(*)||' '||ifnull(max(a),0) FROM t;\n")
        _, lines = finish_run(qemu(image, disk, ["/data/test.db"]), text)
        match = next(filter(None, (re.fullmatch(r"kept (\d+) (\d+)", line) for line in lines)), None)
        good = match and match[1] == match[2] and "ok" in lines
        return (int(match[1]) if good else None), lines
    return look


cuts = int(sys.argv[1]) if len(sys.argv) > 1 else 100
random_source = random.Random(2)
store = build("store", HERE / "store.c")
cut("log", store, ["log", "60"], "", rb"record (\d{8}) ", look_at_log(store), cuts, random_source)
sqlite = build_sqlite()
for mode in ["wal", "truncate"]:
    rows = (f"PRAGMA journal_mode={mode}; PRAGMA synchronous=full;\n"
            "CREATE TABLE IF NOT EXISTS t(a INTEGER PRIMARY KEY, b TEXT);\n")
    rows += ("INSERT INTO t SELECT n, printf('row-%08d-', n)||hex(randomblob(300))"
             " FROM (SELECT ifnull(max(a),0)+1 AS n FROM t);\n" * 40)
    cut(mode, sqlite, ["/data/test.db"], rows, rb"row-(\d{8})-", look_at_rows(sqlite), cuts,
        random_source)
finish()
