#!/usr/bin/env python3
"""The DNS server as an image: record types, aliases, missing names, truncation, TCP, bad queries; dig
and dnsperf as clients (Debian's bind9-dnsutils and dnsperf)."""

import pathlib
import random
import socket
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from appliance import check, finish  # noqa: E402
from clients import check_load, check_types  # noqa: E402
from ethernet import Neighbour  # noqa: E402

TYPES = {"A": 1, "NS": 2, "CNAME": 5, "SOA": 6, "MX": 15, "TXT": 16, "AAAA": 28, "SRV": 33}
NUMBERS = {number: name for name, number in TYPES.items()}


def query(name, kind, edns=0):
    """Returns the bytes of a question."""
    labels = b"".join(bytes([len(part)]) + part.encode() for part in name.rstrip(".").split("."))
    number = random.randrange(65536)
    header = struct.pack(">6H", number, 0x0100, 1, 0, 0, 1 if edns else 0)
    option = b"\0" + struct.pack(">HHIH", 41, edns, 0, 0) if edns else b""
    return header + labels + b"\0" + struct.pack(">HH", TYPES[kind], 1) + option


def read_name(message, at):
    """Returns the name at a place, and where it ends."""
    parts, end = [], None
    while message[at]:
        if message[at] >= 0xC0:
            end = end or at + 2
            at = struct.unpack_from(">H", message, at)[0] & 0x3FFF
            continue
        parts.append(message[at + 1:at + 1 + message[at]].decode())
        at += 1 + message[at]
    return ".".join(parts), end or at + 1


def read_data(message, at, kind, length):
    """Returns a record's data as text."""
    data = message[at:at + length]
    if kind == "A":
        return socket.inet_ntoa(data)
    if kind == "AAAA":
        return socket.inet_ntop(socket.AF_INET6, data)
    if kind in ("NS", "CNAME"):
        return read_name(message, at)[0]
    if kind == "MX":
        return f"{struct.unpack_from('>H', data)[0]} {read_name(message, at + 2)[0]}"
    if kind == "SRV":
        return " ".join(map(str, struct.unpack_from(">3H", data))) + " " + read_name(message, at + 6)[0]
    if kind == "TXT":
        words = []
        while data:
            words.append(data[1:1 + data[0]].decode())
            data = data[1 + data[0]:]
        return "|".join(words)
    if kind == "SOA":
        first, middle = read_name(message, at)
        second, end = read_name(message, middle)
        return f"{first} {second} " + " ".join(map(str, struct.unpack_from(">5I", message, end)))
    return data.hex()


def parse(message):
    """Returns code, flags, and the records of the three sections."""
    _, flags, questions, *counts = struct.unpack_from(">6H", message)
    at = 12
    for _ in range(questions):
        at = read_name(message, at)[1] + 4
    sections = []
    for count in counts:
        records = []
        for _ in range(count):
            name, at = read_name(message, at)
            number, _, ttl, length = struct.unpack_from(">HHIH", message, at)
            kind = NUMBERS.get(number, str(number))
            records.append((name, kind, ttl, read_data(message, at + 10, kind, length)))
            at += 10 + length
        sections.append(records)
    return flags & 15, flags, sections


def over_udp(server, message):
    """Asks over UDP, again when nothing comes."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.settimeout(3)
        for _ in range(10):
            sender.sendto(message, (server.address, server.ports[53]))
            try:
                answer = sender.recv(65535)
            except socket.timeout:
                continue
            if answer[:2] == message[:2]:
                return answer
    return None


def read_exactly(connection, count):
    """Reads so many bytes."""
    data = b""
    while len(data) < count:
        part = connection.recv(count - len(data))
        if not part:
            raise SystemExit("the connection ended")
        data += part
    return data


def check_records(server):
    """Asks for each type."""
    expected = {
        ("example.org", "A"): ["192.0.2.1"],
        ("EXAMPLE.org", "AAAA"): ["2001:db8::1"],
        ("example.org", "NS"): ["ns1.example.org", "ns2.example.org"],
        ("example.org", "MX"): ["10 mail.example.org"],
        ("example.org", "TXT"): ["v=spf1 -all|second"],
        ("example.org", "SOA"): ["ns1.example.org hostmaster.example.org "
                                 "2026112401 7200 1800 1209600 300"],
        ("_sip._tcp.example.org", "SRV"): ["0 5 5060 mail.example.org"],
        ("www.example.org", "A"): ["example.org", "192.0.2.1"],
        ("far.example.org", "A"): ["www.example.org", "example.org", "192.0.2.1"],
        ("out.example.org", "A"): ["www.example.net"],
        ("ns2.example.org", "A"): ["192.0.2.3"],
    }
    for (name, kind), data in expected.items():
        code, flags, (answers, _, _) = parse(over_udp(server, query(name, kind)))
        check(code == 0 and flags & 0x8400 == 0x8400 and [a[3] for a in answers] == data,
              f"{name} {kind}: {[a[3] for a in answers]}")
    _, _, (answers, _, more) = parse(over_udp(server, query("example.org", "MX")))
    check([m[3] for m in more] == ["192.0.2.4"], "the address of the mail server beside its name")
    _, _, (answers, _, _) = parse(over_udp(server, query("ns2.example.org", "A")))
    check(answers[0][2] == 300, "a time to live of its own")


def check_missing(server):
    """Asks for what is not there."""
    for name, kind, code, authority in [
            ("nothing.example.org", "A", 3, ["SOA"]), ("ns1.example.org", "AAAA", 0, ["SOA"]),
            ("deep.name.example.org", "A", 0, ["SOA"]), ("example.com", "A", 5, [])]:
        got, _, (answers, sources, _) = parse(over_udp(server, query(name, kind)))
        check(got == code and not answers and [s[1] for s in sources] == authority,
              f"{name} {kind}: code {got}")


def check_bad(server):
    """Sends what is no query."""
    random.seed(4)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for _ in range(500):
            size = random.randrange(0, 64)
            sender.sendto(bytes(random.randrange(256) for _ in range(size)),
                          (server.address, server.ports[53]))
    answer = over_udp(server, b"\x12\x34\x01\0\0\1\0\0\0\0\0\0\x3f")
    check(answer is not None and answer[3] & 15 == 1, "a question that is cut off: format error")
    answer = over_udp(server, b"\x12\x34\x28\0\0\1\0\0\0\0\0\0\0\0\1\0\1")
    check(answer is not None and answer[3] & 15 == 4, "an update: not implemented")
    code, _, _ = parse(over_udp(server, query("example.org", "A")))
    check(code == 0, "still answers")


def check_tcp(server):
    """Asks over TCP, also in pieces and twice in one go."""
    connection = server.connect(53)
    first, second = query("example.org", "NS"), query("www.example.org", "A")
    both = b"".join(struct.pack(">H", len(q)) + q for q in (first, second))
    connection.sendall(both[:5])
    connection.sendall(both[5:])
    for question, data in ((first, 2), (second, 2)):
        length = struct.unpack(">H", read_exactly(connection, 2))[0]
        answer = read_exactly(connection, length)
        check(answer[:2] == question[:2] and len(parse(answer)[2][0]) == data, "an answer over TCP")
    connection.close()
    for _ in range(40):
        connection = server.connect(53)
        connection.sendall(b"\0\x1d")
        connection.close()
    connection = server.connect(53)
    connection.sendall(struct.pack(">H", len(first)) + first)
    length = struct.unpack(">H", read_exactly(connection, 2))[0]
    check(len(read_exactly(connection, length)) == length, "answers after broken connections")
    connection.close()


ADDRESS, FAR = ("A", "192.0.2.1"), ("CNAME", "example.org.")
EXPECTED = {
    ("example.org", "A"): [ADDRESS],
    ("example.org", "AAAA"): [("AAAA", "2001:db8::1")],
    ("example.org", "NS"): [("NS", "ns1.example.org."), ("NS", "ns2.example.org.")],
    ("example.org", "MX"): [("MX", "10 mail.example.org.")],
    ("example.org", "TXT"): [("TXT", '"v=spf1 -all" "second"')],
    ("example.org", "SOA"): [("SOA", "ns1.example.org. hostmaster.example.org. 2026112401 7200 1800 1209600 300")],
    ("example.org", "CAA"): [("CAA", '0 issue "ca.example.net"')],
    ("_sip._tcp.example.org", "SRV"): [("SRV", "0 5 5060 mail.example.org.")],
    ("1.example.org", "PTR"): [("PTR", "example.org.")],
    ("www.example.org", "CNAME"): [FAR],
    ("www.example.org", "A"): [FAR, ADDRESS],
    ("WwW.eXaMpLe.oRg", "A"): [FAR, ADDRESS],
    ("ns2.example.org", "ANY"): [("A", "192.0.2.3")],
    ("any.wild.example.org", "A"): [("A", "192.0.2.8")],
    ("very.any.wild.example.org", "MX"): [("MX", "5 mail.example.org.")],
}
MISSING = {
    ("none.example.org", "A"): "NXDOMAIN", ("ns1.example.org", "AAAA"): "NOERROR",
    ("deep.name.example.org", "A"): "NOERROR", ("any.wild.example.org", "TXT"): "NOERROR",
    ("x.there.wild.example.org", "A"): "NXDOMAIN", ("example.com", "A"): "REFUSED",
}
DEPLOYMENT = """
files: {/zone: FOLDER/example.zone}
network: {address: 10.0.2.15/24, gateway: 10.0.2.2}
devices: [mmio, pci, network]
"""

for machine in ("microvm", "q35"):
    with Neighbour("dns", [(53, "udp"), (53, "tcp")], DEPLOYMENT, machine=machine) as server:
        print(f"dns on {machine}: {server.size} bytes")
        check_records(server)
        check_missing(server)
        check_bad(server)
        check_tcp(server)
        check_types(check, server.address, server.ports[53], EXPECTED, MISSING)
        check_load(check, server.address, server.ports[53], list(EXPECTED), 3000)
finish()
