"""A worse cable: carries Ethernet frames between two interfaces, late, in part or slowly.

    wire.py UP_INTERFACE DOWN_INTERFACE

What comes in at the first goes `up` and leaves at the second; `down` is the other way. A line on standard input names a
direction and any of the settings below, as in `up delayMs=40 lossPercent=2`; it replaces all earlier settings of that
direction and is answered with a line `ok`. Ends with its input, so it does not outlive whoever started it.

It works in user space because not every kernel has netem. The interfaces that face it must have their offloads off:
otherwise what arrives here is up to 64 kB in one piece, its checksum yet to be computed by hardware that does not exist.
"""

import collections
import contextlib
import os
import random
import select
import socket
import sys
import time

ETH_P_ALL = 3
ETHERTYPE = slice(12, 14)
ARP = b"\x08\x06"
SOL_PACKET = 263
PACKET_IGNORE_OUTGOING = 23
SOCKET_BUFFER_BYTES = 4 << 20
FRAMES_PER_TURN = 64

PERFECT = {
    "delayMs": 0,
    # Either way around the delay. Order is kept, as routers keep it.
    "jitterMs": 0,
    "lossPercent": 0,
    # Lost frames come in rows of this length.
    "burstFrames": 1,
    # 0 is without a limit.
    "rateKbit": 0,
    # With a rate: how long frames may queue before they are dropped.
    "queueMs": 200,
}


class Direction:
    def __init__(self, source, target):
        self.source = source
        self.target = target
        self.settings = PERFECT
        self.in_flight = collections.deque()
        self.still_to_lose = 0
        self.line_free_at = 0.0
        self.last_due = 0.0

    def configure(self, settings):
        changes = (setting.split("=") for setting in settings)
        self.settings = {**PERFECT, **{name: float(value) for name, value in changes}}

    def is_lost(self):
        if self.still_to_lose > 0:
            self.still_to_lose -= 1
            return True
        loss = self.settings["lossPercent"] / 100
        burst = int(self.settings["burstFrames"])
        # The chance to begin a row such that `loss` of all frames are in one.
        if random.random() >= loss / (burst - loss * (burst - 1)):
            return False
        self.still_to_lose = burst - 1
        return True

    def due(self, size_bytes, now):
        """When the frame arrives, or None when the queue is full."""
        rate_kbit = self.settings["rateKbit"]
        sent_at = now
        if rate_kbit:
            begin = max(now, self.line_free_at)
            if (begin - now) * 1000 > self.settings["queueMs"]:
                return None
            sent_at = self.line_free_at = begin + size_bytes * 8 / (rate_kbit * 1000)
        jitter_ms = random.uniform(-1, 1) * self.settings["jitterMs"]
        self.last_due = max(self.last_due, sent_at + (self.settings["delayMs"] + jitter_ms) / 1000)
        return self.last_due

    def receive(self):
        for _ in range(FRAMES_PER_TURN):
            try:
                frame = self.source.recv(65536)
            except (BlockingIOError, OSError):
                return
            if frame[ETHERTYPE] == ARP:
                # A lost question for an address stops everything for a second: an accident of the lab, not of a path.
                self.send(frame)
            elif not self.is_lost():
                now = time.monotonic()
                due = self.due(len(frame), now)
                if due is not None:
                    self.in_flight.append((due, frame))

    def deliver(self):
        while self.in_flight and self.in_flight[0][0] <= time.monotonic():
            self.send(self.in_flight.popleft()[1])

    def send(self, frame):
        # A link that is down loses what is sent into it.
        with contextlib.suppress(OSError):
            self.target.send(frame)


def open_interface(name):
    interface = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    interface.setsockopt(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1)
    interface.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SOCKET_BUFFER_BYTES)
    interface.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SOCKET_BUFFER_BYTES)
    interface.bind((name, 0))
    interface.setblocking(False)
    return interface


def main():
    first, second = (open_interface(name) for name in sys.argv[1:3])
    directions = {"up": Direction(first, second), "down": Direction(second, first)}
    random.seed(1)
    # Browsers that keep every core busy must not be felt as delay.
    with contextlib.suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))

    orders = b""
    while True:
        next_due = min((d.in_flight[0][0] for d in directions.values() if d.in_flight), default=None)
        timeout_s = None if next_due is None else max(0.0, next_due - time.monotonic())
        # Not epoll: it counts in whole milliseconds.
        readable, _, _ = select.select([0, first, second], [], [], timeout_s)
        for direction in directions.values():
            if direction.source in readable:
                direction.receive()
            direction.deliver()
        if 0 in readable:
            received = os.read(0, 65536)
            if not received:
                return
            *lines, orders = (orders + received).split(b"\n")
            for line in lines:
                name, *settings = line.decode().split()
                directions[name].configure(settings)
                print("ok", flush=True)


main()
