#!/usr/bin/env python3
"""dnsmasq as an image, as an authoritative server: dig over types of records, dnsperf, bad queries."""

import pathlib
import random
import socket
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from port import HERE, Port, check, finish  # noqa: E402

sys.path.insert(0, str(HERE.parent / "Appliances/dns"))
from clients import check_load, check_types, dig  # noqa: E402

ADDRESS = ("A", "192.0.2.1")
EXPECTED = {
    ("example.org", "A"): [ADDRESS],
    ("example.org", "AAAA"): [("AAAA", "2001:db8::1")],
    ("example.org", "NS"): [("NS", "ns1.example.org."), ("NS", "ns2.example.org.")],
    ("example.org", "MX"): [("MX", "10 mail.example.org.")],
    ("example.org", "TXT"): [("TXT", '"v=spf1 -all" "second"')],
    ("example.org", "SOA"): [("SOA", "ns1.example.org. hostmaster.example.org. 2026112401 1200 180 1209600 600")],
    ("example.org", "CAA"): [("CAA", '0 issue "ca.example.net"')],
    ("example.org", "NAPTR"): [("NAPTR", '10 20 "s" "SIP" "" _sip._tcp.example.org.')],
    ("_sip._tcp.example.org", "SRV"): [("SRV", "0 5 5060 mail.example.org.")],
    ("www.example.org", "CNAME"): [("CNAME", "example.org.")],
    ("www.example.org", "A"): [("CNAME", "example.org."), ADDRESS],
    ("1.2.0.192.in-addr.arpa", "PTR"): [("PTR", "example.org.")],
    ("ns2.example.org", "A"): [("A", "192.0.2.3")],
}
MISSING = {("none.example.org", "A"): "NXDOMAIN", ("mail.example.org", "AAAA"): "NOERROR"}


def check_bad(server):
    """Sends what is no query, and breaks connections off."""
    random.seed(6)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for _ in range(1000):
            sender.sendto(random.randbytes(random.randrange(80)), (server.address, 53))
    for size in range(40):
        with server.connect(53) as connection:
            connection.sendall(b"\0\x28" + random.randbytes(size))
    code, _, got = dig(server.address, 53, "example.org", "A")
    check(code == "NOERROR" and got == [ADDRESS], "still answers")


with Port("dnsmasq", "dnsmasq", [(53, "tcp")], timeout=600) as server:
    print(f"dnsmasq: {server.size} bytes")
    server.connect(53).close()
    check_types(check, server.address, 53, EXPECTED, MISSING)
    check_bad(server)
    # Without processes of its own for them, it serves one connection after another; and each of them,
    # as anywhere, for 100 questions.
    check_load(check, server.address, 53, list(EXPECTED), 3000, connections=1, tcp_count=78)
finish()
