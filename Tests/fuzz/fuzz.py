#!/usr/bin/env python3
"""Holds images of random programs against the same programs run natively.

usage: Tests/fuzz/fuzz.py [--tool PATH] [--count N] [--first SEED] [--pack N] [--jobs N]
                          [--only csmith|shapes] [--seconds S] [--keep FOLDER]

Each seed makes one program: by csmith (Debian's package), or by shapes.py. Programs are packed, N at
a time (8), into one that runs them one after the other. It is compiled without optimisation and run
natively; `specialise cc` compiles it at a level that the first seed chooses. Of it are made, and run
under QEMU: an image as an analysis saw it, in which nothing was made use of (the seed chooses the
round), the specialised image, an image with guards, and one with a profile in which chance says which
functions are executed most. Output and exit status must be equal, no guard may fire, and what the first
of them executes must lie inside what the analysis believes (Tests/oracle). What fails is tried again in halves, and kept in FOLDER (fuzz-failures);
`--first SEED --count 1` makes it again. With --seconds, no pack is begun after that time.

The exit status is 1 if something failed. The long run: Tests/fuzz/fuzz.py --count 1000 (those of csmith
are large: packs of more than 8 take long).
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import shapes

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/oracle"))

import oracle  # pylint: disable=wrong-import-position

CSMITH_HEADERS = "/usr/include/csmith"
CSMITH = ["csmith", "--no-packed-struct", "--no-bitfields", "--max-funcs", "5", "--concise"]
SECONDS = 120


class Failure(Exception):
    """What is wrong with a pack."""


def run(command, folder, seconds=SECONDS):
    """Returns status, output and errors of a command; status 124 if it takes too long."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=seconds,
                              stdin=subprocess.DEVNULL)
        return done.returncode, done.stdout, done.stderr.decode(errors="replace")
    except subprocess.TimeoutExpired as late:
        return 124, late.stdout or b"", "too late"


def demand(command, folder):
    """Runs a command that must succeed."""
    status, _, errors = run(command, folder, 10 * SECONDS)
    if status:
        raise Failure(f"{' '.join(map(str, command[:6]))}: status {status}\n{errors[-1500:]}")


def source(seed, kind):
    """The program of a seed, whose `main` has a name of its own."""
    if kind == "shapes":
        text = shapes.program(seed)
    else:
        with tempfile.TemporaryDirectory() as folder:
            text = subprocess.run(CSMITH + ["--seed", str(seed + 1)], check=True, cwd=folder,
                                  capture_output=True, text=True).stdout
    return f"#define main program_{seed}\n{text}"


def driver(seeds):
    """A program that runs those of `seeds` one after the other."""
    lines = ["#include <stdio.h>"]
    lines += [f"int program_{seed}(int, char **);" for seed in seeds]
    lines.append("int main(int argc, char **argv) {")
    lines += [f'printf("== {seed}\\n"); printf("== %d\\n", program_{seed}(argc, argv));' for seed in seeds]
    return "\n".join(lines + ["return 0;", "}", ""])


def prepare(seeds, kind, folder):
    """Writes and compiles the programs of `seeds` natively; returns those that end by themselves."""
    good = []
    for seed in seeds:
        (folder / f"p{seed}.c").write_text(source(seed, kind))
        (folder / "main.c").write_text(driver([seed]))
        status, _, errors = run(["clang-22", "-O0", "-w", "-I", CSMITH_HEADERS, "-c", f"p{seed}.c"], folder)
        if status:
            raise Failure(f"clang does not take program {seed}: {errors[:500]}")
        demand(["clang-22", "-O0", "-w", "main.c", f"p{seed}.o", "-o", "one", "-lpthread"], folder)
        if run([folder / "one", "word"], folder, 5)[0] == 0:
            good.append(seed)
    return good


def boot(tool, image, arguments, folder, options=()):
    """Runs an image; returns status, output and errors."""
    command = [tool, "run", "--timeout", str(SECONDS), *options, image]
    return run(command + (["--", *arguments] if arguments else []), folder, 2 * SECONDS)


def equal(what, actual, expected):
    """Demands that a run ended and wrote as it should."""
    if actual[:2] == expected[:2]:
        return
    wrong = [line for line in zip(actual[1].split(b"\n"), expected[1].split(b"\n")) if line[0] != line[1]]
    first = f"first difference: {wrong[0][0]!r}, not {wrong[0][1]!r}\n" if wrong else ""
    raise Failure(f"{what}: status {actual[0]}, natively {expected[0]}\n{first}{actual[2][-1500:]}")


def check_beliefs(tool, arguments, expected, round_number, folder):
    """Runs the program as an analysis saw it: nothing may contradict what it believes."""
    demand([tool, "program.bc", "-o", "linked.elf", "--beliefs", "beliefs", "--round", str(round_number)],
           folder)
    symbols = oracle.Symbols(folder / "linked.elf.sym")
    plugin = f"{oracle.PLUGIN},from={symbols.start:#x},until={symbols.end:#x},out={folder / 'trace'}"
    equal(f"before round {round_number}",
          boot(tool, "linked.elf", arguments, folder, ["--qemu", "-plugin", "--qemu", plugin]), expected)
    beliefs = json.loads((folder / "beliefs").read_text())
    texts = list(oracle.violations(beliefs, symbols, oracle.Trace([folder / "trace"])))
    if texts:
        raise Failure(f"round {round_number}: " + "\n".join(texts[:5]))


def write_profile(choose, folder):
    """Writes a profile in which each function of the specialised image executed something."""
    names = run(["llvm-nm-22", "--defined-only", "-j", "specialised.elf.sym"], folder)[1].decode().split()
    lines = [f"{1 << choose.randint(0, 12)} {name}\n" for name in names]
    (folder / "profile").write_text(
        "# specialise profile 1: instructions executed, by function\n" + "".join(lines))


def compare(tool, seeds, folder):
    """Compares all forms of the program of `seeds`, whose parts lie in `folder`."""
    choose = random.Random(seeds[0])
    arguments = ["word"] * choose.randint(0, 2)
    level = choose.choice(["-O0", "-O1", "-O2", "-Oz"])
    round_number = choose.choice([0, 1, 1, 2, 3])
    (folder / "main.c").write_text(driver(seeds))
    demand(["clang-22", "-O0", "-w", "main.c", *(f"p{seed}.o" for seed in seeds), "-o", "native",
            "-lpthread"], folder)
    expected = run([folder / "native", *arguments], folder, SECONDS)
    demand([tool, "cc", level, "-g", "-w", "-I", CSMITH_HEADERS, "main.c", *(f"p{seed}.c" for seed in seeds),
            "-o", "program"], folder)
    for name, options in ("specialised", []), ("guarded", ["--guards"]), ("fast", ["--profile", "profile"]):
        if name == "fast":
            write_profile(choose, folder)
        demand([tool, "program.bc", "-o", f"{name}.elf", "--verify", *options], folder)
        equal(f"{name} ({level})", boot(tool, f"{name}.elf", arguments, folder), expected)
    check_beliefs(tool, arguments, expected, round_number, folder)


def attempt(options, seeds, kind):
    """Tries the programs of `seeds` as one; returns how many were the same, failed, and did not count."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        folder = pathlib.Path(name)
        good = seeds
        try:
            good = prepare(seeds, kind, folder)
            if good:
                compare(options.tool, good, folder)
            return len(good), 0, len(seeds) - len(good)
        except Failure as failure:
            if len(good) > 1:
                print(f"{kind} {good[0]} to {good[-1]}: {str(failure)[:700]}\n  trying halves", flush=True)
                half = len(good) // 2
                counts = [attempt(options, part, kind) for part in (good[:half], good[half:])]
                if any(count[1] for count in counts):
                    return tuple(map(sum, zip(*counts)))
            kept = options.keep / f"{kind}-{'-'.join(map(str, good[:3]))}"
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(folder, kept)
            print(f"{kind} {good[0]}{'' if len(good) == 1 else ' and others'}: error: {failure}\n"
                  f"  kept in {kept}", flush=True)
            return 0, len(good), 0


def packs(options, kinds):
    """The seeds and kinds of all packs: the kinds take turns."""
    seeds = list(range(options.first, options.first + options.count))
    for number, start in enumerate(range(0, len(seeds), options.pack)):
        yield seeds[start:start + options.pack], kinds[(options.first // options.pack + number) % len(kinds)]


def main():
    """Runs the command."""
    # Programs block signals by themselves; whoever called this may have blocked some as well.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--tool", type=pathlib.Path, default=ROOT / ".build/release/specialise")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--pack", type=int, default=8)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--only", choices=["csmith", "shapes"])
    parser.add_argument("--seconds", type=int)
    parser.add_argument("--keep", type=pathlib.Path, default=pathlib.Path("fuzz-failures"))
    options = parser.parse_args()
    options.tool = str(options.tool.resolve())
    options.keep = options.keep.resolve()
    kinds = [options.only] if options.only else ["shapes", "csmith"]
    if "csmith" in kinds and not shutil.which("csmith"):
        print("error: csmith is not installed; install Debian's packages csmith and libcsmith-dev, "
              "or say --only shapes", file=sys.stderr)
        return 2
    end = time.monotonic() + (options.seconds or 1e9)
    totals = [0, 0, 0]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        def one(pack):
            """Tries a pack, if there is time."""
            return attempt(options, *pack) if time.monotonic() < end else (0, 0, 0)

        for counts in pool.map(one, packs(options, kinds)):
            totals = [total + count for total, count in zip(totals, counts)]
    print("{} same, {} failed, {} skipped".format(*totals))
    return 1 if totals[1] or not totals[0] else 0


if __name__ == "__main__":
    sys.exit(main())
