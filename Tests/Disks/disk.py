"""Makes images with disks, starts them in QEMU and cuts their power."""

import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TOOL = os.environ.get("SPECIALISE", str(ROOT / ".build/release/specialise"))
DEPLOYMENT = "mounts:\n  /data: disk\n"

scratch = tempfile.TemporaryDirectory(prefix="disks-")
FOLDER = pathlib.Path(scratch.name)
failures = 0


def run(command, **options):
    """Runs a command that must go well; returns what it printed."""
    result = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, **options)
    if result.returncode:
        raise SystemExit(f"{command} failed:\n{result.stdout}")
    return result.stdout


def build(name, *sources, deployment=DEPLOYMENT):
    """Makes the image of a program from C files."""
    program = FOLDER / name
    run([TOOL, "cc", "-Wall", "-Wextra", "-Werror", *sources, "-o", program])
    return link(name, f"{program}.bc", deployment)


def link(name, bitcode, deployment=DEPLOYMENT):
    """Makes the image of a program from its bitcode."""
    file = FOLDER / f"{name}.yaml"
    file.write_text(deployment)
    run([TOOL, bitcode, "-o", FOLDER / f"{name}.elf", "--deployment", file])
    return FOLDER / f"{name}.elf"


def build_sqlite():
    """Makes the image of SQLite's shell."""
    environment = dict(os.environ, CC=f"{TOOL} cc", JOBS="2")
    run(["bash", ROOT / "Tests/Programs/sqlite/build.sh", FOLDER / "sqlite"], env=environment)
    return link("sqlite", FOLDER / "sqlite/sqlite3.bc")


def make_disk(name, size="64M", *options):
    """Makes a disk with an empty ext4."""
    path = FOLDER / name
    path.unlink(missing_ok=True)
    with open(path, "wb") as file:
        file.truncate(int(size[:-1]) << 20)
    run(["mke2fs", "-q", "-t", "ext4", *options, path])
    return path


def check_disk(path):
    """Tells whether e2fsck, which replays the log itself, finds nothing wrong on a copy of a disk."""
    copy = path.with_suffix(".copy")
    run(["cp", "--sparse=always", path, copy])
    subprocess.run(["e2fsck", "-fy", "-E", "journal_only", copy], stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    result = subprocess.run(["e2fsck", "-fn", copy], stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True)
    # A file that was open when the power was cut waits on the list for the next mount.
    lines = [line for line in result.stdout.splitlines() if line and not line.startswith(
        ("e2fsck", "Pass", str(copy), "Clearing orphaned", "Warning"))]
    return result.returncode == 0, "\n".join(lines)


def qemu(image, disk, arguments, machine="microvm", drive=None, more=()):
    """Starts an image in QEMU; its standard streams are pipes. `drive` replaces QEMU's `-drive`."""
    bus = "device" if machine == "microvm" else "pci"
    words = " ".join(arguments)
    command = ["qemu-system-x86_64", "-M", machine, "-cpu", "max", "-accel", "tcg", "-m", "128M",
               "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
               "-chardev", "stdio,id=c,signal=off", "-serial", "chardev:c",
               "-device", "isa-debug-exit,iobase=0x501,iosize=1",
               "-global", "virtio-mmio.force-legacy=false",
               *(drive or ["-drive", f"file={disk},if=none,format=raw,id=disk"]),
               "-device", f"virtio-blk-{bus},drive=disk", *more, "-kernel", str(image),
               "-append", f"-- {words}"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT)


def finish_run(process, text="", patience=100):
    """Gives a run its input and lets it end; returns its exit status and its lines."""
    try:
        output, _ = process.communicate(text.encode() + b"\x04", timeout=patience)
    except subprocess.TimeoutExpired:
        process.kill()
        output, _ = process.communicate()
        return None, output.decode(errors="replace").replace("\r", "").splitlines()
    return process.returncode >> 1, output.decode(errors="replace").replace("\r", "").splitlines()


def check(condition, what):
    """Counts and reports what does not hold."""
    global failures
    if not condition:
        failures += 1
    print(("ok    " if condition else "WRONG ") + what, flush=True)


def finish():
    """Ends with the right status."""
    sys.exit(1 if failures else 0)
