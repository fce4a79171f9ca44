#!/usr/bin/env python3
"""SQLite's shell as an image with a database on a disk: what it prints equals what the same shell prints
as a Linux process; the database outlives the machine, and sqlite's own check finds nothing wrong.

Needs e2fsprogs. How it stands power cuts: Tests/Disks.
"""

import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "Appliances"))
from appliance import TOOL, check, finish, run  # noqa: E402

RANDOM = random.Random(9)


def statements():
    """Returns some hundred statements: tables, changes in transactions, queries of several kinds."""
    lines = ["create table item(id integer primary key, name text unique, price real, data blob);",
             "create table sale(item references item, day text, count integer check(count > 0));",
             "create index by_day on sale(day, item);",
             "create trigger cheap after update on item when new.price < 0 begin "
             "select raise(abort, 'a price below nothing'); end;"]
    for number in range(1, 101):
        lines.append(f"insert into item values({number}, 'item {number}', {RANDOM.randrange(1, 10000) / 4}, "
                     f"x'{RANDOM.randbytes(RANDOM.randrange(40)).hex()}');")
    for batch in range(20):
        lines.append("begin;")
        lines += [f"insert into sale values({RANDOM.randrange(1, 101)}, '2026-{RANDOM.randrange(1, 13):02}-"
                  f"{RANDOM.randrange(1, 29):02}', {RANDOM.randrange(1, 9)});" for _ in range(10)]
        lines.append("rollback;" if batch % 5 == 4 else "commit;")
    lines += ["insert into item(name) values('item 7');", "update item set price = -1 where id = 3;",
              "insert into sale values(1, '2026-01-01', 0);", "select nothing from item;"]
    lines += ["select count(*), sum(count), min(day), max(day) from sale;",
              "select name, total(price * count) as worth from sale join item on item = id group by id "
              "order by worth desc, id limit 10;",
              "with recursive month(n) as (select 1 union all select n + 1 from month where n < 12) select n, (select "
              "count(*) from sale where day like printf('2026-%02d-%%', n)) from month;",
              "select id, rank() over (order by length(data) desc, id) from item where id % 10 = 0;",
              "select group_concat(hex(data), '|') from (select data from item where id < 10 order by id);",
              "explain query plan select * from sale where day = '2026-02-02' and item = 3;",
              "delete from sale where item in (select id from item where price > 2000); select changes() > 0;",
              "vacuum; pragma integrity_check; select count(*) from sale;"]
    return "\n".join(lines) + "\n"


def native(program, database, sql):
    """Returns what the shell prints as a Linux process."""
    return subprocess.run([program, "-batch", database], input=sql, env={"HOME": "/"}, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=60)


def image(path, disk, sql):
    """Returns what the shell prints as an image."""
    return subprocess.run([TOOL, "run", "--timeout", "240", "--disk", disk, path], input=sql,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)


with tempfile.TemporaryDirectory(prefix="sqlite-") as scratch:
    folder = pathlib.Path(scratch)
    built = pathlib.Path(os.environ.get("PORTS", scratch)) / "sqlite"
    if not (built / "sqlite3.bc").exists():
        run([str(HERE / "build.sh"), str(built)], env=dict(os.environ, CC=f"{TOOL} cc"))
    elf, disk = str(folder / "sqlite.elf"), str(folder / "disk")
    deployment = folder / "deployment.yaml"
    deployment.write_text(re.sub(r"^(  /\S+: )(motd)", rf"\1{HERE}/\2", (HERE / "deployment.yaml").read_text(),
                                 flags=re.MULTILINE))
    run([TOOL, str(built / "sqlite3.bc"), "-o", elf, "--deployment", str(deployment)])
    print(f"sqlite: {os.path.getsize(elf)} bytes")
    with open(disk, "wb") as file:
        file.truncate(32 << 20)
    run(["mke2fs", "-q", "-t", "ext4", disk])
    sql, here = statements(), str(folder / "native.db")
    for what, asked in [("some hundred statements", sql),
                        ("the same database again", "select count(*) from item; .schema\n.dump sale\npragma page_count;\n"),
                        ("a log beside it", "pragma journal_mode = wal; update item set price = price + 1; "
                         "select round(total(price), 2) from item; pragma wal_checkpoint(truncate);\n"),
                        ("after that", "pragma journal_mode; select round(total(price), 2) from item; "
                         "pragma integrity_check;\n")]:
        expected, got = native(str(built / "sqlite3"), here, asked), image(elf, disk, asked)
        check(got.stdout == expected.stdout and got.returncode == expected.returncode and expected.stdout,
              f"{what}: {len(expected.stdout)} bytes alike")
        if got.stdout != expected.stdout:
            print(got.stdout[-1500:], expected.stdout[-1500:], sep="\n---\n")
    check(subprocess.run(["e2fsck", "-fn", disk], stdout=subprocess.DEVNULL).returncode == 0, "the disk is sound")
finish()
