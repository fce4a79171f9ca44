#!/usr/bin/env python3
"""The programs of Tests/Programs that work with files, in a folder that is on a disk or the host's.

Each prints what it prints as a Linux process in a folder of the host. Afterwards e2fsck finds nothing
wrong with the disk.
"""

import json
import shutil
import subprocess

from disk import FOLDER, ROOT, TOOL, check, check_disk, finish, link, make_disk, run

PROGRAMS = ["descriptors", "directories", "file-maps", "file-metadata", "file-name-patterns",
            "file-walks", "links", "paths", "scan-input", "shared-maps", "stream-modes",
            "stream-positions", "temporary-files", "write-only"]
# The host's folders are not shown in memory that is written.
NOT_SHARED = {"shared-maps"}
INTO_MOUNT = """
#include <unistd.h>
__attribute__((constructor)) static void into_mount(void) { if (chdir("/mounted")) {} }
"""


def prepare(name, description, folder):
    """Makes the folder in which a program starts."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path, source in (description["cases"][0].get("files") or {}).items():
        target = folder / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "Tests/Programs" / name / source, target)
    return folder


def outcome(command, text, **options):
    """Returns what a program prints, and its status."""
    result = subprocess.run([str(word) for word in command], input=text, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL, timeout=120, **options)
    return result.stdout, result.returncode


def compare(name):
    """Compares a program on Linux, on a disk and in a folder of the host."""
    source = ROOT / "Tests/Programs" / name
    description = json.loads((source / "program.json").read_text())
    case = description["cases"][0]
    text = (case.get("stdin") or "").encode()
    into_mount = FOLDER / "into-mount.c"
    into_mount.write_text(INTO_MOUNT)
    program = FOLDER / name
    run([TOOL, "cc", "-w", *description.get("flags", []),
         *(source / file for file in description["sources"]), into_mount, "-o", program])
    arguments = case["arguments"]
    expected = outcome([program, *arguments], text,
                       cwd=prepare(name, description, FOLDER / f"{name}.linux"))
    for mounted in ["disk", "share"]:
        if mounted == "share" and name in NOT_SHARED:
            continue
        image = link(f"{name}-{mounted}", f"{program}.bc", f"mounts:\n  /mounted: {mounted}\n")
        for machine in ["microvm", "q35"]:
            folder = prepare(name, description, FOLDER / f"{name}.{mounted}")
            disk = make_disk("programs.img", "32M", "-d", folder)
            given = ["--disk", disk] if mounted == "disk" else ["--share", folder]
            found = outcome([TOOL, "run", "--timeout", "100", "--machine", machine, *given, image,
                             "--", *arguments], text)
            check(found == expected, f"{name} on {machine}, {mounted}")
            if mounted == "disk":
                good, problems = check_disk(disk)
                check(good, f"{name} on {machine}: the disk is {problems or 'clean'}")


for name in PROGRAMS:
    compare(name)
finish()
