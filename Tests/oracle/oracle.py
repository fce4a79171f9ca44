#!/usr/bin/env python3
"""Holds what the analyses believe against what happens.

usage: Tests/oracle/oracle.py [--tool PATH] [--rounds 0,1] [--work FOLDER] [--jobs N]
                              [--beliefs-only] [--guards] [PROGRAM ...]
       Tests/oracle/oracle.py --check BELIEFS SYMBOLS TRACE...

For each program of Tests/Programs (default: all), and for each round of analysis: `specialise
--beliefs` makes an image of the program as that analysis saw it, in which nothing was made use of,
and writes down what it believes. The image runs its workload under a QEMU plugin that tells which
instructions were executed and where indirect calls went. All of that must lie inside the beliefs:
no function that cannot run, no instruction that cannot be reached, no call with another target.
Nothing here shares code with the analyses.

With --guards, an image made with `specialise --guards` runs the workload, too: no guard may fire.
All images of a program must write the same.

Prints every violation with its place, the belief and its cause, and for each program the bytes of
machine code that its specialised image keeps, and that its workload executes (not with
--beliefs-only); in the end, their sums. The exit status is 1 if there was a violation or a run that
failed. The whole corpus, with the rounds that change most: Tests/oracle/oracle.py --rounds 0,1,2
--guards, about an hour.
"""

import argparse
import bisect
import collections
import concurrent.futures
import functools
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "Tests/Programs"
PLUGIN = ROOT / ".specialise/plugins/libexecuted.so"
SECONDS = 100


class Symbols:
    """The functions and line numbers of a symbol file."""

    def __init__(self, path):
        self.path = path
        self.functions = collections.defaultdict(set)
        self.bounds = {}
        for line in output("llvm-readelf-22", "--symbols", "--wide", path).split("\n"):
            words = line.split()
            if len(words) < 8 or not words[0].endswith(":"):
                continue
            if words[3] == "FUNC":
                self.functions[int(words[1], 16)].add(words[7])
            elif words[7] in ("__text_start", "__text_end"):
                self.bounds[words[7]] = int(words[1], 16)
        self.rows = []
        row = re.compile(r"^0x([0-9a-f]{16})\s+(\d+)\s+\d+.*?(end_sequence)?$")
        for line in output("llvm-dwarfdump-22", "--debug-line", path).split("\n"):
            match = row.match(line)
            if match:
                number = 0 if match.group(3) else int(match.group(2))
                self.rows.append((int(match.group(1), 16), number))
        # Of several rows for an address the last one holds, but an end only where nothing begins.
        self.rows.sort(key=lambda item: (item[0], item[1] != 0))
        self.addresses = [address for address, _ in self.rows]

    @property
    def start(self):
        return self.bounds["__text_start"]

    @property
    def end(self):
        return self.bounds["__text_end"]

    @functools.cached_property
    def interrupt_entries(self):
        """The addresses of functions that return from interrupts.

        An interrupt that arrives right after a call looks as if the call had led there.
        """
        entries, start = set(), None
        for line in output("llvm-objdump-22", "-d", "--no-show-raw-insn", self.path).split("\n"):
            match = re.match(r"^([0-9a-f]{16}) <", line)
            if match:
                start = int(match.group(1), 16)
            elif re.search(r"\siretq\b", line):
                entries.add(start)
        return entries

    def number(self, address):
        """The instruction number (of the program's, not the machine's) at an address, or 0."""
        index = bisect.bisect_right(self.addresses, address) - 1
        return self.rows[index][1] if index >= 0 else 0


class Trace:
    """What runs executed."""

    def __init__(self, paths):
        self.instructions = {}
        self.transfers = set()
        self.order = {}
        for run, path in enumerate(paths):
            for line in pathlib.Path(path).read_text().split("\n"):
                words = line.split()
                if words and words[0] == "i":
                    address = int(words[1], 16)
                    self.instructions[address] = int(words[2], 16)
                    self.order.setdefault(address, (run, int(words[3], 16)))
                elif words and words[0] == "t":
                    self.transfers.add((int(words[1], 16), int(words[2], 16)))

    @property
    def size(self):
        """The bytes of machine code that were executed."""
        return sum(self.instructions.values())


def violations(beliefs, symbols, trace):
    """Yields each belief of `beliefs` that the runs in `trace` contradict, as text; of those about
    code, the one that was contradicted first comes first, and the others often follow from it."""
    functions = sorted(beliefs["functions"], key=lambda function: function["first"])
    firsts = [function["first"] for function in functions]
    dead = sorted(beliefs["dead"], key=lambda part: part["first"])
    dead_firsts = [part["first"] for part in dead]
    calls = {call["number"]: call for call in beliefs["calls"]}
    seen = set()
    for address in sorted(trace.instructions, key=trace.order.get):
        number = symbols.number(address)
        if number == 0:
            continue
        function = functions[bisect.bisect_right(firsts, number) - 1]
        if not function["isLive"] and function["name"] not in seen:
            seen.add(function["name"])
            yield (f"{function['site']}: error: '{function['name']}' ran (at {address:#x})\n"
                   f"  belief: nothing calls it")
        index = bisect.bisect_right(dead_firsts, number) - 1
        if index >= 0 and number <= dead[index]["last"] and index not in seen:
            seen.add(index)
            part = dead[index]
            yield (f"{part['site']}: error: instruction {number} of '{part['function']}' ran "
                   f"(at {address:#x})\n"
                   f"  belief: instructions {part['first']} to {part['last']} cannot: "
                   f"{part['reason']}")
    for site, target in sorted(trace.transfers):
        call = calls.get(symbols.number(site))
        names = symbols.functions.get(target)
        if (call and names and not names & set(call["targets"])
                and target not in symbols.interrupt_entries):
            yield (f"{call['site']}: error: the call in '{call['function']}' reached "
                   f"'{'/'.join(sorted(names))}' (at {site:#x})\n"
                   f"  belief: it reaches {', '.join(call['targets'])} only")


def output(*words):
    """Runs a program and returns what it prints."""
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True).stdout


class Problem(Exception):
    """Why a program could not be tried."""


def do(words, folder, **options):
    """Runs a program that must succeed."""
    done = subprocess.run(
        [str(word) for word in words], cwd=folder, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=1800, check=False, **options)
    if done.returncode != 0:
        raise Problem(f"{words[0]} {words[1]}: status {done.returncode}\n"
                      + done.stdout.decode(errors="replace")[-2000:])


class Program:
    """A program of Tests/Programs: how it is built, and its runs."""

    def __init__(self, name, tool, work):
        self.name, self.tool = name, tool
        self.source = PROGRAMS / name
        self.folder = pathlib.Path(work) / name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.description = json.loads((self.source / "program.json").read_text())
        self.runs = self.description["cases"]
        self.written = {}

    def build(self):
        """Builds the program's bitcode."""
        out = self.folder / "out"
        out.mkdir(exist_ok=True)
        if "build" in self.description:
            do(["env", f"CC={self.tool} cc", "JOBS=2", "bash",
                self.source / self.description["build"], out], self.folder)
        else:
            sources = [self.source / name for name in self.description["sources"]]
            do([self.tool, "cc", "-o", out / self.name] + self.description.get("flags", [])
               + sources, self.folder)

    def bitcode(self, run):
        """The bitcode that a run is about."""
        name = run.get("program") or self.description.get("program") or self.name
        return self.folder / "out" / (name + ".bc")

    def deployment(self, run):
        """The text of the deployment file for a run."""
        shared = self.runs if "build" in self.description else [run]
        files = {place: str(self.source / host)
                 for other in shared for place, host in (other.get("files") or {}).items()}
        environment = run.get("environment") or {}
        return json.dumps({key: value for key, value
                           in [("files", files), ("environment", environment)] if value})

    def images(self, options, suffix):
        """Makes the images, and yields each with its beliefs' path and its runs."""
        groups = collections.defaultdict(list)
        for run in self.runs:
            groups[self.bitcode(run), self.deployment(run)].append(run)
        for number, ((bitcode, deployment), runs) in enumerate(groups.items()):
            image = self.folder / f"{suffix}-{number}.elf"
            settings = self.folder / f"{suffix}-{number}.yaml"
            settings.write_text(deployment + "\n")
            beliefs = image.with_suffix(".beliefs")
            words = [str(beliefs) if word == "BELIEFS" else word for word in options]
            do([self.tool, bitcode, "-o", image, "--deployment", settings] + words, self.folder)
            yield image, beliefs, runs

    def trace(self, image, symbols, runs):
        """Runs an image under the plugin; returns what it executed."""
        paths = []
        for number, run in enumerate(runs):
            path = image.with_suffix(f".trace{number}")
            plugin = f"{PLUGIN},from={symbols.start:#x},until={symbols.end:#x},out={path}"
            self.execute(image, run, ["--qemu", "-plugin", "--qemu", plugin])
            paths.append(path)
        return Trace(paths)

    def execute(self, image, run, options):
        """Does one run of an image, which must end and write as it does in other images."""
        stdin = open(self.source / run["stdin"], "rb") if run.get("stdin") else subprocess.DEVNULL
        done = subprocess.run(
            [str(self.tool), "run", str(image), "--timeout", str(SECONDS), *options, "--"]
            + run["arguments"], stdin=stdin, capture_output=True, check=False)
        if done.returncode != run["status"]:
            text = (done.stdout + done.stderr).decode(errors="replace")[-1200:]
            raise Problem(f"{image.stem}, {run['name']}: status {done.returncode}, "
                          f"not {run['status']}\n{text}")
        # Reports of faults have addresses in them.
        written = [line for line in done.stdout.split(b"\n") if not line.startswith(b"specialise: ")]
        name, text = self.written.setdefault(run["name"], (image.stem, written))
        if text != written:
            raise Problem(f"{run['name']}: {image.stem} does not write what {name} does")


def try_program(name, options, work):
    """Returns the report on a program, whether all is well, and the bytes kept and executed."""
    program = Program(name, options.tool, work)
    lines, count = [], 0
    kept = executed = 0
    try:
        program.build()
        for number in filter(None, options.rounds.split(",")):
            words = ["--beliefs", "BELIEFS", "--round", number]
            for image, path, runs in program.images(words, f"round{number}"):
                symbols = Symbols(f"{image}.sym")
                trace = program.trace(image, symbols, runs)
                beliefs = json.loads(path.read_text())
                for text in violations(beliefs, symbols, trace):
                    lines.append(f"{name}, round {number}: {text}")
                    count += 1
        for image, _, runs in program.images(["--guards"], "guarded") if options.guards else []:
            for run in runs:
                program.execute(image, run, [])
        images = [] if options.beliefs_only else program.images([], "specialised")
        for image, _, runs in images:
            symbols = Symbols(f"{image}.sym")
            kept += symbols.end - symbols.start
            executed += program.trace(image, symbols, runs).size
        sizes = (f"kept {kept:9,}   executed {executed:9,}   {kept / executed:5.2f}   "
                 if executed else "")
        lines.append(f"{name:28} {sizes}violations {count}")
    except (Problem, subprocess.SubprocessError) as problem:
        lines.append(f"{name}: error: {problem}")
        count += 1
    return "\n".join(lines), count == 0, kept, executed


def check(paths):
    """Checks one image's traces; returns the exit status."""
    beliefs = json.loads(pathlib.Path(paths[0]).read_text())
    texts = list(violations(beliefs, Symbols(paths[1]), Trace(paths[2:])))
    print("\n".join(texts + [f"{len(texts)} violations"]))
    return 1 if texts else 0


def main():
    """Reads the command line and tries the programs."""
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n")[0], usage="\n".join(__doc__.split("\n")[2:5]).strip()[7:])
    parser.add_argument("--tool", type=pathlib.Path, default=ROOT / ".build/release/specialise")
    parser.add_argument("--rounds", default="0,1")
    parser.add_argument("--work")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--beliefs-only", action="store_true")
    parser.add_argument("--guards", action="store_true")
    parser.add_argument("--check", nargs="+")
    parser.add_argument("programs", nargs="*")
    options = parser.parse_args()
    options.tool = options.tool.resolve()
    if options.check:
        return check(options.check)
    names = options.programs or sorted(path.parent.name for path in PROGRAMS.glob("*/program.json"))
    failures = kept = executed = 0
    with tempfile.TemporaryDirectory() as scratch:
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for text, is_well, more_kept, more_executed in pool.map(
                    lambda name: try_program(name, options, options.work or scratch), names):
                print(text, flush=True)
                failures += not is_well
                kept += more_kept
                executed += more_executed
    if executed:
        print(f"{'all':28} kept {kept:9,}   executed {executed:9,}   {kept / executed:5.2f}")
    print(f"{len(names)} programs, {failures} with violations or failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
