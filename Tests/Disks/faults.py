#!/usr/bin/env python3
"""Full disks, errors of disks, missing disks, other block sizes, machines and random numbers."""

import os
import subprocess

from disk import (FOLDER, HERE, ROOT, build, check, check_disk, finish, finish_run, link, make_disk,
                  qemu, run, TOOL)


def failing(disk, event, after):
    """Returns QEMU's options for a disk that fails at each `event` once it was flushed so often."""
    rules = "".join(f'[set-state]\nstate = "{state}"\nevent = "flush_to_disk"\n'
                    f'new_state = "{state + 1}"\n\n' for state in range(1, after + 1))
    rules += f'[inject-error]\nstate = "{after + 1}"\nevent = "{event}"\nerrno = "5"\n'
    path = FOLDER / "errors.conf"
    path.write_text(rules)
    return ["-drive", f"file=blkdebug:{path}:{disk},if=none,format=raw,id=disk,"
            "werror=report,rerror=report"]


def check_errors(store):
    """A disk that fails says EIO, once and for all, and what had been written is there later."""
    for event in ["write_aio", "flush_to_disk"]:
        for after in [6, 7, 20]:
            disk = make_disk("failing.img", "16M")
            status, lines = finish_run(qemu(store, disk, ["fail"], drive=failing(disk, event, after)))
            check(status == 0 and lines[-1:] == ["went on"], f"{event} fails after {after}: {lines[:2]}")
            good, problems = check_disk(disk)
            check(good, f"the disk is {problems or 'clean'}")
    disk = make_disk("failing.img", "16M")
    status, lines = finish_run(qemu(store, disk, ["check"], drive=failing(disk, "read_aio", 0)))
    check(status not in (0, None) and "not there" in "".join(lines), f"nothing can be read: {lines}")


def check_sizes(store):
    """Every size of blocks, with and without what mke2fs adds by default."""
    for size in ["1024", "2048", "4096"]:
        for options in [[], ["-O", "^metadata_csum,^64bit"], ["-O", "^extent,^64bit,^metadata_csum"]]:
            disk = make_disk("sizes.img", "64M", "-b", size, *options)
            status, lines = finish_run(qemu(store, disk, ["log", "30"]))
            again, more = finish_run(qemu(store, disk, ["log", "30"], machine="q35"))
            check(status == again == 0 and lines[-1:] == ["wrote 30"] and more[:1] == ["kept 30"],
                  f"blocks of {size} {options}: {lines[-1:]} {more[:1]}")
            good, problems = check_disk(disk)
            check(good, f"the disk is {problems or 'clean'}")


def check_full(store):
    """A full disk says ENOSPC, and works again when there is room."""
    for options in [[], ["-O", "^extent,^64bit,^metadata_csum"]]:
        disk = make_disk("full.img", "8M", *options)
        status, lines = finish_run(qemu(store, disk, ["fill"]))
        check(status == 0 and lines[-1].startswith("filled"), f"a full disk {options}: {lines[-1:]}")
        good, problems = check_disk(disk)
        check(good, f"the disk is {problems or 'clean'}")


def check_missing(store):
    """A disk that is not there, or has no ext4, ends the machine."""
    result = subprocess.run([TOOL, "run", "--timeout", "60", str(store), "--", "check"],
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    check(result.returncode == 126 and "not there" in result.stdout, "no disk")
    empty = FOLDER / "empty.img"
    empty.write_bytes(bytes(1 << 20))
    status, lines = finish_run(qemu(store, empty, ["check"]))
    check(status == 126 and "not there" in "".join(lines), f"an empty disk: {lines}")


def check_random():
    """Random numbers come from a device where the processor has none."""
    program = FOLDER / "random"
    run([TOOL, "cc", ROOT / "Tests/Programs/random/main.c", "-o", program])
    image = link("random", f"{program}.bc", "devices: [mmio, pci, entropy]\n")
    without = link("without", f"{program}.bc", "devices: [mmio]\n")
    for machine, bus in [("microvm", "device"), ("q35", "pci")]:
        for processor, device, chosen, works in [("max", False, image, True),
                                                 ("max,-rdrand", True, image, True),
                                                 ("max,-rdrand", False, image, False),
                                                 ("max,-rdrand", True, without, False)]:
            words = ["--qemu=-cpu", f"--qemu={processor}"]
            words += ["--qemu=-device", f"--qemu=virtio-rng-{bus}"] if device else []
            result = subprocess.run([TOOL, "run", "--machine", machine, "--timeout", "60", *words,
                                     str(chosen)], stdout=subprocess.PIPE, text=True)
            check(("WRONG" not in result.stdout) == works and "half the bits" in result.stdout,
                  f"random numbers on {machine}, {processor}, {device}: {works}")
    check(without.stat().st_size < image.stat().st_size, "a device that is left out is not there")


def check_console():
    """A console that is no serial port carries the program's input and output."""
    source = FOLDER / "upper.c"
    source.write_text("""
        #include <ctype.h>
        #include <stdio.h>
        int main(void) {
            int byte;
            setvbuf(stdout, NULL, _IOLBF, 0);
            while ((byte = getchar()) != EOF)
                putchar(toupper(byte));
            return 42;
        }
    """)
    program = FOLDER / "upper"
    run([TOOL, "cc", source, "-o", program])
    serial = link("upper-serial", f"{program}.bc", "")
    image = link("upper", f"{program}.bc", "console: virtio\n")
    text = "".join(f"line {number} " + "x" * number + "\n" for number in range(300))
    for machine, bus in [("microvm", "device"), ("q35", "pci")]:
        command = ["qemu-system-x86_64", "-M", machine, "-cpu", "max", "-accel", "tcg", "-m", "64M",
                   "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
                   "-global", "virtio-mmio.force-legacy=false",
                   "-device", "isa-debug-exit,iobase=0x501,iosize=1",
                   "-chardev", "stdio,id=c,signal=off", "-device", f"virtio-serial-{bus}",
                   "-device", "virtconsole,chardev=c", "-kernel", str(image)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT)
        status, lines = finish_run(process, text)
        check(status == 42 and lines == text.upper().splitlines(),
              f"a console on {machine}: status {status}, {len(lines)} lines")
    check(serial.stat().st_size < image.stat().st_size, "the serial console has no virtio")


def check_mapped():
    """What a mapping that is shared writes lasts, with msync and at the end, more than the log holds."""
    image = build("mapped", HERE / "mapped.c")
    disk = make_disk("mapped.img", "32M")
    for number in range(4):
        status, lines = finish_run(qemu(image, disk, []))
        check(status == 0 and lines[:1] == [f"{number} as it was written"], f"a mapping: {lines}")
    good, problems = check_disk(disk)
    check(good, f"the disk is {problems or 'clean'}")


def check_waiting(store):
    """The processor halts while it waits for a slow disk: it executes hardly more instructions."""
    counts = {}
    home = os.environ.get("SPECIALISE_HOME", ROOT / ".specialise")
    for machine in ["microvm", "q35"]:
        for slow in [False, True]:
            disk = make_disk("slow.img", "16M")
            count = FOLDER / "count"
            drive = ["-drive", f"file={disk},if=none,format=raw,id=disk"
                     + (",throttling.iops-total=40" if slow else "")]
            process = qemu(store, disk, ["log", "20"], machine, drive,
                           ["-plugin", f"{home}/plugins/libinstructions.so,out={count}"])
            status, lines = finish_run(process)
            check(status == 0 and lines[-1:] == ["wrote 20"], f"a slow disk on {machine}: {lines[-1:]}")
            counts[slow] = int(count.read_text())
        check(counts[True] < 2 * counts[False], f"waiting on {machine}: {counts}")


store = build("store", HERE / "store.c")
check_waiting(store)
check_console()
check_mapped()
check_random()
check_missing(store)
check_full(store)
check_sizes(store)
check_errors(store)
finish()
