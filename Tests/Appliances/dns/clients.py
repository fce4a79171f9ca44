"""What Debian's DNS clients say to a server: dig over types of records, and dnsperf.

Needs Debian's bind9-dnsutils and dnsperf.
"""

import re
import subprocess
import tempfile


def dig(address, port, name, kind, *options):
    """Asks for records; returns the code of the answer, its flags, and the data of the section in order."""
    said = subprocess.run(
        ["dig", f"@{address}", "-p", str(port), "+tries=5", "+time=5", "+nocookie", *options, name, kind],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60).stdout
    code = re.search(r"status: (\w+)", said)
    flags = re.search(r";; flags: ([\w ]*);", said)
    section = re.search(r";; ANSWER SECTION:\n(.*?)\n\n", said, re.DOTALL)
    lines = [line.split(None, 4) for line in section[1].splitlines()] if section else []
    return code and code[1], flags[1].split() if flags else said, sorted((line[3], line[4]) for line in lines)


def check_types(check, address, port, expected, missing):
    """Asks for each type over UDP and TCP. `expected` has (name, type) -> [(type, data)], `missing`
    (name, type) -> code."""
    for way in ("+notcp", "+tcp"):
        for (name, kind), records in expected.items():
            code, flags, got = dig(address, port, name, kind, way)
            check(code == "NOERROR" and "aa" in flags and got == sorted(records), f"dig {way} {name} {kind}: {got}")
        for (name, kind), wanted in missing.items():
            code, _, got = dig(address, port, name, kind, way)
            check(code == wanted and not got, f"dig {way} {name} {kind}: {code}")


def check_load(check, address, port, questions, count, connections=8, tcp_count=None):
    """Lets dnsperf ask many times over UDP and TCP; every question must be answered without an error.
    `connections` is how many there are at a time over TCP, `tcp_count` how many questions if not `count`.
    """
    with tempfile.NamedTemporaryFile("w") as file:
        file.write("".join(f"{name} {kind}\n" for name, kind in questions))
        file.flush()
        for way, count in (("udp", count), ("tcp", tcp_count or count)):
            said = subprocess.run(
                ["dnsperf", "-s", address, "-p", str(port), "-d", file.name, "-m", way, "-c",
                 "8" if way == "udp" else str(connections), "-q", "16",
                 "-t", "10", "-n", str(-(-count // len(questions)))],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300).stdout
            sent, done = (re.search(rf"Queries {word}: +(\d+)", said) for word in ("sent", "completed"))
            codes = re.search(r"Response codes: +(.*)", said)
            good = sent and done and int(sent[1]) >= count and sent[1] == done[1] \
                and codes[1].startswith("NOERROR") and "100.00%" in codes[1]
            check(good, f"dnsperf over {way}: {done and done[1]} of {sent and sent[1]}")
            if not good:
                print(said)
