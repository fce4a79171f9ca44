#!/usr/bin/env python3
"""Disturbs the network of images; ends with status 1 if something is wrong.

usage: faults.py web IMAGE | removal IMAGE

web: Frames are lost (5 %) and come in another order (5 %) while files are asked for, one connection after
another and many at once; 100,000 frames are random, cut or have wrong bytes; the cable is pulled and
put back. The server must answer all the time or afterwards, must not end, and must not lose memory.

removal: the network card is taken out of the machine while a program sends (removal/main.c). Sending
and connecting must fail with ENETUNREACH, receiving must end when its time is over.
"""

import errno
import pathlib
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from guest import Guest, make_tap  # noqa: E402
from measure import CLOSE, END, KEEP  # noqa: E402
from wire import Wire  # noqa: E402

# What QEMU gives the machine's first card.
HARDWARE_ADDRESS = bytes.fromhex("525400123456")
FRAMES = 100_000
# How long the image remembers connections, and how many pages may be missing.
MEMORY_OF_CONNECTIONS, TOLERANCE = 80, 32

failures = 0


def check(condition, what):
    """Counts and reports what does not hold."""
    global failures
    failures += not condition
    print(("ok    " if condition else "WRONG ") + what, flush=True)


def read_answer(connection):
    """Returns what comes until the server ends the connection or the page is there."""
    answer = b""
    while not answer.endswith(END):
        part = connection.recv(65536)
        if not part:
            break
        answer += part
    return answer


def ask(guest, requests):
    """Makes some requests on a connection; returns how many answers were right."""
    right = 0
    try:
        with guest.connect(timeout=60) as connection:
            for _ in range(requests):
                connection.sendall(KEEP)
                right += read_answer(connection).endswith(END)
    except OSError as problem:
        print(f"      {problem}")
    return right


def check_loss(guest, wire):
    """Loses frames and changes their order."""
    wire.loss = wire.swap = 0.05
    right = sum(ask(guest, 1) for _ in range(150))
    check(right == 150, f"150 connections one after another: {right}")
    results = []
    workers = [threading.Thread(target=lambda: results.append(ask(guest, 20))) for _ in range(20)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    check(sum(results) == 400, f"20 connections at once, 20 requests each: {sum(results)}")
    wire.loss = wire.swap = 0.0
    check(wire.lost > 50 and wire.swapped > 50,
          f"{wire.lost} of {wire.carried} frames were lost, {wire.swapped} came later")


def check_bad_frames(guest, wire):
    """Sends frames that nobody would send, and asks now and then."""
    right = 0
    for number in range(FRAMES):
        if number % (FRAMES // 50) == 0:
            right += guest.answers(CLOSE, b"200 OK", 30)
        wire.to_machine(wire.invent(HARDWARE_ADDRESS))
    check(right == 50, f"{FRAMES} bad frames, 50 requests between them: {right} answered")


def check_cable(guest):
    """Pulls the cable and puts it back while a connection is open."""
    with guest.connect(timeout=60) as connection:
        guest.monitor("set_link n off")
        connection.sendall(KEEP)
        time.sleep(3)
        check(not guest.answers(CLOSE, b"200 OK", 2), "no answer while the cable is pulled")
        guest.monitor("set_link n on")
        check(read_answer(connection).endswith(END), "the connection goes on when it is back")
    check(guest.answers(CLOSE, b"200 OK", 30), "so do others")


def disturb(image):
    """Disturbs the web server."""
    make_tap()
    with tempfile.TemporaryDirectory(prefix="wire-") as folder:
        wire = Wire(folder)
        with Guest(image, 80, memory="64M", network=wire.network) as guest:
            check(guest.answers(CLOSE, b"200 OK"), "it answers")
            for _ in range(100):
                ask(guest, 1)
            time.sleep(MEMORY_OF_CONNECTIONS)
            before = guest.free_pages()
            check_loss(guest, wire)
            check_bad_frames(guest, wire)
            check_cable(guest)
            time.sleep(MEMORY_OF_CONNECTIONS)
            after = guest.free_pages()
            check(after >= before - TOLERANCE, f"free pages: {before} before, {after} after")
            check(guest.answers(CLOSE, b"200 OK") and guest.process.poll() is None, "still answers")
            said = guest.output()
            check(not said, f"it had nothing to say: {said[:200]!r}")


def remove(image):
    """Takes the card out of the machine."""
    def wait_for(word):
        for _ in range(300):
            if word in guest.output() or guest.process.poll() is not None:
                break
            time.sleep(0.1)
        return word in guest.output()

    card = "virtio-net-pci,netdev=n,disable-legacy=on,romfile=,id=card,addr=4"
    with Guest(image, 9, machine="pc", card=card) as guest:
        check(wait_for("sent"), "the program sends")
        guest.monitor("device_del card")
        # What firmware would write to let the card in slot 4 go: the machine's ejection register.
        guest.monitor("o/w 0xae10 0")
        guest.monitor("o/w 0xae08 0x10")
        check("1af4:1041" not in guest.monitor("info pci"), "the card is gone")
        for what, number in [("send", errno.ENETUNREACH), ("connect", errno.ENETUNREACH),
                             ("receive", errno.EAGAIN)]:
            check(wait_for(f"{what} {number}"), f"{what} fails with {errno.errorcode[number]}")
        status = guest.process.wait(20)
        check("receive" in guest.output() and status == 1, "the program ends with status 0")


{"web": disturb, "removal": remove}[sys.argv[1]](sys.argv[2])
sys.exit(1 if failures else 0)
