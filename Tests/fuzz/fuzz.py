#!/usr/bin/env python3
"""Holds specialised images of random programs against the same programs run natively.

usage: Tests/fuzz/fuzz.py [--tool PATH] [--count N] [--first SEED] [--jobs N] [--only csmith|shapes]
                          [--keep FOLDER]

Each seed makes one program: by csmith (Debian's package), or by shapes.py. It is compiled without
optimisation and run natively; `specialise cc` compiles it at a level that the seed chooses, and its
image is run under QEMU. Output and exit status must be equal. What differs is kept in FOLDER
(fuzz-failures), with the seed; --first SEED --count 1 makes it again. The exit status is 1 then.
"""

import argparse
import concurrent.futures
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import shapes

ROOT = pathlib.Path(__file__).resolve().parents[2]
CSMITH_HEADERS = "/usr/include/csmith"
CSMITH = ["csmith", "--no-packed-struct", "--no-bitfields", "--max-funcs", "5", "--concise"]
SECONDS = 60


def run(command, folder, seconds=SECONDS):
    """Returns status and output of a command; status 124 if it takes too long."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=seconds,
                              stdin=subprocess.DEVNULL)
        return done.returncode, done.stdout, done.stderr
    except subprocess.TimeoutExpired as late:
        return 124, late.stdout or b"", b"too late"


def source(seed, kind):
    """The program of a seed."""
    if kind == "shapes":
        return shapes.program(seed)
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(CSMITH + ["--seed", str(seed + 1)], check=True, cwd=folder,
                              capture_output=True, text=True).stdout


def compare(tool, seed, kind, folder):
    """Returns what is wrong with the program of a seed: nothing, a difference, or why it does not count."""
    (folder / "main.c").write_text(source(seed, kind))
    choose = random.Random(seed)
    arguments = ["word"] * choose.randint(0, 2)
    flags = ["-w", "-I", CSMITH_HEADERS, "main.c"]
    status, _, errors = run(["clang-22", "-O0", *flags, "-o", "native"], folder)
    if status:
        return "skipped", f"clang: {errors.decode()[:300]}"
    expected = run([folder / "native", *arguments], folder, 5)[:2]
    if expected[0] == 124 or expected[0] < 0:
        return "skipped", "the program does not end"
    level = choose.choice(["-O0", "-O1", "-O2", "-Oz"])
    status, _, errors = run([tool, "cc", level, "-g", *flags, "-o", "program"], folder)
    if status == 0:
        status, _, errors = run([tool, "program.bc", "-o", "image.elf", "--verify"], folder)
    if status:
        return "failed", f"specialise ({level}): {errors.decode()[:600]}"
    command = [tool, "run", "--timeout", str(SECONDS), "image.elf"]
    actual = run(command + (["--", *arguments] if arguments else []), folder, 2 * SECONDS)
    if actual[:2] != expected:
        return "failed", (f"{level} {arguments}: status {actual[0]}, natively {expected[0]}\n"
                          f"{actual[1].decode(errors='replace')[-400:]}{actual[2].decode()[-400:]}")
    return "same", ""


def check(tool, seed, kind, keep):
    """Compares the program of a seed; returns the verdict."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        folder = pathlib.Path(name)
        verdict, text = compare(tool, seed, kind, folder)
        if verdict == "failed":
            kept = keep / f"{kind}-{seed}"
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(folder, kept)
            print(f"{kind} {seed}: error: {text}\n  kept in {kept}", flush=True)
        return verdict


def main():
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tool", default=str(ROOT / ".build/release/specialise"))
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--only", choices=["csmith", "shapes"])
    parser.add_argument("--keep", type=pathlib.Path, default=pathlib.Path("fuzz-failures"))
    options = parser.parse_args()
    kinds = [options.only] if options.only else ["csmith", "shapes"]
    if "csmith" in kinds and not shutil.which("csmith"):
        print("error: csmith is not installed; install Debian's packages csmith and libcsmith-dev, "
              "or say --only shapes", file=sys.stderr)
        return 2
    seeds = range(options.first, options.first + options.count)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        verdicts = list(pool.map(
            lambda seed: check(options.tool, seed, kinds[seed % len(kinds)], options.keep), seeds))
    counts = {verdict: verdicts.count(verdict) for verdict in ("same", "failed", "skipped")}
    print(", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    return 1 if counts["failed"] or not counts["same"] else 0


if __name__ == "__main__":
    sys.exit(main())
