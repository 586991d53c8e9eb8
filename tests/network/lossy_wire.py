"""A wire between two network namespaces that is late, narrow and loses packets.

A program of this file's own carries IP packets between two TUN devices: it holds each back for a
while, lets no more through than the line can carry, and drops some. What TCP makes of that is the
kernel's business, as on a real line. The kernel's own netem would do the same; it is not in every
kernel, TUN is. Needs root, /dev/net/tun and `ip`.
"""
import asyncio
import fcntl
import multiprocessing
import os
import random
import struct
import subprocess
import time

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
PACKET_BYTES = 1500
QUEUE_PACKETS = 200
HOSTS = ("10.99.0.1", "10.99.0.2")


class NotHere(Exception):
    """This machine or this user cannot have namespaces."""


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise NotHere(f"{' '.join(map(str, words))}: {done.stderr.strip()}")


class Line(multiprocessing.Process):
    """Carries between two TUN devices. `delay` in seconds, `bits` a second (0: no bound), `loss`
    from 0 to 1; `cut` drops everything."""

    def __init__(self, descriptors):
        super().__init__(daemon=True)
        self.descriptors = descriptors
        self.delay = multiprocessing.Value("d", 0.0)
        self.bits = multiprocessing.Value("d", 0.0)
        self.loss = multiprocessing.Value("d", 0.0)
        self.carried = multiprocessing.Value("L", 0)
        self.lost = multiprocessing.Value("L", 0)

    def run(self):
        asyncio.run(self._carry())

    async def _carry(self):
        loop = asyncio.get_running_loop()
        dice = random.Random(20261122)
        free_at, waiting = [0.0, 0.0], [0, 0]

        def give(side, packet):
            waiting[side] -= 1
            try:
                os.write(self.descriptors[1 - side], packet)
                self.carried.value += 1
            except OSError:
                pass  # a full queue on the other side loses a packet as a line does

        def take(side):
            packet = os.read(self.descriptors[side], PACKET_BYTES + 100)
            if dice.random() < self.loss.value or waiting[side] >= QUEUE_PACKETS:
                self.lost.value += 1
                return
            now = time.monotonic()
            seconds = 8 * len(packet) / self.bits.value if self.bits.value else 0.0
            free_at[side] = max(free_at[side], now) + seconds
            waiting[side] += 1
            loop.call_later(free_at[side] - now + self.delay.value, give, side, packet)
        for side in (0, 1):
            loop.add_reader(self.descriptors[side], take, side)
        await asyncio.Event().wait()


class LossyWire:
    """Two namespaces: `inside(0)` for the devices, `inside(1)` for the server."""

    def __init__(self):
        if os.geteuid() != 0:
            raise NotHere("namespaces take root")
        self.names = [f"vd-{os.getpid()}-{side}" for side in (0, 1)]
        self.descriptors, self.made = [], []
        self.line = None
        try:
            for side, name in enumerate(self.names):
                self._make(side, name)
        except (NotHere, OSError) as refused:
            self.close()
            raise NotHere(str(refused)) from refused
        self.line = Line(self.descriptors)
        self.line.start()

    def _make(self, side, name):
        device = f"vd{os.getpid()}{side}"[:15]
        descriptor = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        self.descriptors.append(descriptor)
        fcntl.ioctl(descriptor, TUNSETIFF,
                    struct.pack("16sH", device.encode(), IFF_TUN | IFF_NO_PI))
        run("ip", "netns", "add", name)
        self.made.append(name)
        run("ip", "link", "set", device, "netns", name)
        run(*self.inside(side), "ip", "address", "add", HOSTS[side], "peer", HOSTS[1 - side],
            "dev", device)
        for each in (device, "lo"):
            run(*self.inside(side), "ip", "link", "set", each, "up")

    def inside(self, side):
        """The words before a command that is to run there."""
        return ["ip", "netns", "exec", self.names[side]]

    def behave(self, delay=0.0, bits=0.0, loss=0.0):
        line = self.line
        line.delay.value, line.bits.value, line.loss.value = delay, bits, loss

    def close(self):
        if self.line:
            self.line.terminate()
            self.line.join()
        for descriptor in self.descriptors:
            os.close(descriptor)
        for name in self.made:
            subprocess.run(["ip", "netns", "delete", name], check=False, capture_output=True)
