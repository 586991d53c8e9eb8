#!/usr/bin/env python3
"""A server under far more than it can do: its memory stays bounded, what it does not take it
refuses with a hint, it says the truth about itself, and it is itself again in seconds.

    overload_test.py --bin FOLDER            quick: part of ./dev test
    overload_test.py --bin FOLDER --long     longer and more of everything

Prints a table. What is asserted are megabytes, answers and the return to work; never a speed.
"""
import argparse
import asyncio
import collections
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
from concurrent import futures

import grpc

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import http2  # noqa: E402
from pressed_server import (COACH, COMMIT, OK, OPEN, RESOURCE_EXHAUSTED, SERVING,  # noqa: E402
                            CommandFailed, PressedServer)

PROTO = HERE.parents[1] / "proto"
STREAMS = 250  # a connection may have 256 calls under way
# Megabytes. Answers that nobody takes cost twice their bound of 256, and those that were dropped on
# stuck connections the same again; requests on their way 256; the rest is the program and what its
# allocator keeps. AddressSanitizer keeps what was freed, and more of its own.
SANITIZED = 3 if os.environ.get("VOORDEUR_SANITIZED") else 1
MEMORY_MAX = 1400 * SANITIZED
HEAVY_MEMORY_MAX = 1500 * SANITIZED
RECOVERY_SECONDS_MAX = 30
HANDSHAKE_SECONDS = 10  # after which a connection without a certificate is closed
HINT_MILLIS = 1500

QUICK = {"flood_seconds": 1, "flood_connections": 48, "slow": 40, "heavy_slow": 500, "deaf": 72,
         "silent": 300, "idle": 60, "storm_seconds": 0.5, "heavy": 64}
LONG = {"flood_seconds": 20, "flood_connections": 96, "slow": 128, "heavy_slow": 1000,
        "deaf": 128, "silent": 3000, "idle": 2000, "storm_seconds": 15, "heavy": 1500}


class Table:
    def __init__(self):
        self.rows = []

    def add(self, what, offered, came, megabytes, back):
        self.rows.append((what, offered, came, f"{megabytes}", back))
        print(f"  {what}: {offered}; {came}; {megabytes} MB; {back}", flush=True)

    def show(self):
        head = ("pressure", "offered", "what came of it", "peak MB", "at work again")
        widths = [max(len(row[i]) for row in [head, *self.rows]) for i in range(len(head))]
        for row in [head, *self.rows]:
            print("| " + " | ".join(text.ljust(width) for text, width in zip(row, widths)) + " |")


def reset_peak(server):
    pathlib.Path(f"/proc/{server.instance.server.pid}/clear_refs").write_text("5")


def told(connections):
    total = collections.Counter()
    for connection in connections:
        total.update(connection.codes)
    return dict(total)


async def close_all(connections):
    for connection in connections:
        await connection.close()


async def seconds_until_served(server):
    """From now until somebody new is served, and health says so."""
    start = time.monotonic()
    while await server.open_household() != OK or await server.health() != SERVING:
        assert time.monotonic() - start < RECOVERY_SECONDS_MAX, "does not come back to work"
        await asyncio.sleep(0.1)
    return f"{time.monotonic() - start:.1f} s"


async def until_steady(server):
    """Until what was sent has been worked off."""
    steady = 0
    last = -1
    while steady < 10:
        now = server.memory()
        steady = steady + 1 if now == last else 0
        last = now
        await asyncio.sleep(0.1)


async def rate_of(server, calls):
    """What it can do: calls a second, 64 at a time."""
    connections = [await server.connect() for _ in range(8)]
    start = time.monotonic()
    sent = 0
    while sent < calls:
        for connection in connections:
            if connection.under_way < 8 and sent < calls:
                connection.begin(OPEN, server.opens[sent % len(server.opens)])
                sent += 1
        await asyncio.sleep(0)
    while any(connection.under_way for connection in connections):
        await asyncio.sleep(0.005)
    seconds = time.monotonic() - start
    assert told(connections) == {OK: calls}, told(connections)
    await close_all(connections)
    return calls / seconds


async def flood(server, table, size):
    """By the clock, ten times as much as it can do, whatever comes back."""
    rate = 10 * await rate_of(server, 1000)
    reset_peak(server)
    connections = [await server.connect() for _ in range(size["flood_connections"])]
    start = time.monotonic()
    asked = sent = 0
    health, asking = [], None
    while (now := time.monotonic() - start) < size["flood_seconds"]:
        for connection in connections:
            if sent < rate * now and connection.under_way < STREAMS:
                # A handful a turn: the loop has to read as well.
                for _ in range(min(25, STREAMS - connection.under_way, int(rate * now) - sent)):
                    connection.begin(OPEN, server.opens[sent % len(server.opens)])
                    sent += 1
        if asking is None or asking.done():
            health += [asking.result()] if asking else []
            asking = asyncio.create_task(server.health())
            asked += 1
        await asyncio.sleep(0)
    back = await seconds_until_served(server)
    health.append(await asking)
    while any(each.under_way and not each.ended for each in connections):
        assert time.monotonic() - start < size["flood_seconds"] + RECOVERY_SECONDS_MAX
        await asyncio.sleep(0.01)
    codes = told(connections)
    assert sum(codes.values()) == sent, f"{sent} sent, {codes}: somebody was never answered"
    assert set(codes) <= {OK, RESOURCE_EXHAUSTED}, codes
    assert codes.get(RESOURCE_EXHAUSTED, 0) > 0, "nobody was refused: that was no overload"
    assert codes.get(OK, 0) > 0, "nobody was served"
    assert set(health) == {SERVING}, f"it served, and health said {set(health)}"
    peak = server.memory("VmHWM")
    assert peak < MEMORY_MAX, f"{peak} MB"
    table.add("ten times too much", f"{sent / size['flood_seconds']:.0f} calls/s of "
              f"{rate / 10:.0f}", f"{codes[OK]} served, {codes[RESOURCE_EXHAUSTED]} Busy, "
              f"health {len(health)}× SERVING", peak, back)
    await close_all(connections)


async def expect_drops(server, table, connections, what, calls):
    """Of calls whose answers these connections do not take; then ends them."""
    # Everybody else is served meanwhile.
    back = await seconds_until_served(server)
    await until_steady(server)
    peak = server.memory("VmHWM")
    dropped = told(connections).get(-1, 0)
    assert peak < MEMORY_MAX, f"{peak} MB: {what}"
    assert dropped > 0, "nothing was dropped: that was no pressure"
    table.add(what, f"{calls} calls, no window", f"{dropped} dropped, oldest first", peak, back)
    await close_all(connections)


async def slow_readers(server, table, size):
    """Thousands of answers that nobody takes: no room is given for a single byte of them."""
    reset_peak(server)
    connections = [await server.connect(answer_window=0) for _ in range(size["slow"])]
    for connection in connections:
        for _ in range(STREAMS):
            connection.begin(OPEN, server.opens[0])
        await asyncio.sleep(0)
    await expect_drops(server, table, connections, "answers not taken", size["slow"] * STREAMS)


async def heavy_slow_readers(server, table, size):
    """The same with requests of three megabytes, which gRPC keeps until their calls are over."""
    reset_peak(server)
    connections = [await server.connect(answer_window=0) for _ in range(4)]
    heavy = http2.with_unknown_field(server.opens[0], 2_900_000)

    async def push(connection):
        for _ in range(size["heavy_slow"] // 4):
            await connection.send(OPEN, heavy)
    try:
        await asyncio.wait_for(asyncio.gather(*map(push, connections)), 300)
    except (http2.Ended, OSError):
        pass  # gRPC closes whoever fills its memory
    await expect_drops(server, table, connections, "the same, with requests of 3 MB",
                       size["heavy_slow"])


async def deaf_connections(server, table, size):
    """Whoever does not even read the connection: a call that was dropped keeps its memory then."""
    reset_peak(server)
    connections = []
    for _ in range(size["deaf"]):
        connections.append(await http2.Connection(deaf=True).open(server.instance.port, server.tls))
        for _ in range(STREAMS):
            connections[-1].begin(OPEN, server.opens[0])
        # Slowly: what is full has to be the memory, not the queue.
        await asyncio.sleep(0.1)
    await until_steady(server)
    answer = await server.open_household()
    assert answer == RESOURCE_EXHAUSTED, f"answered {answer} with nothing left to hold answers"
    assert await server.health() == SERVING
    peak = server.memory("VmHWM")
    assert peak < MEMORY_MAX, f"{peak} MB for connections that nobody reads"
    await close_all(connections)
    back = await seconds_until_served(server)
    table.add("connections that nobody reads", f"{size['deaf']} with {STREAMS} calls each",
              "Busy for everybody until they end", peak, back)


async def heavy_requests(server, table, size):
    """Requests of nearly three megabytes each, rightly signed."""
    reset_peak(server)
    connections = [await server.connect() for _ in range(16)]

    async def push(connection):
        try:
            await asyncio.gather(*(connection.send(COMMIT, server.heavy)
                                   for _ in range(size["heavy"] // 16)))
        except (http2.Ended, OSError):
            pass  # gRPC closes whoever fills its memory
    await asyncio.wait_for(asyncio.gather(*map(push, connections)), 300)
    back = await seconds_until_served(server)
    peak = server.memory("VmHWM")
    assert peak < HEAVY_MEMORY_MAX, f"{peak} MB"
    table.add("requests of 3 MB", f"{size['heavy']} on 16 connections",
              f"{sum(told(connections).values())} refused as malformed or dropped", peak, back)
    await close_all(connections)


async def silent_connections(server, size):
    """Connections that say nothing at all; to be looked at later."""
    return [await asyncio.open_connection("127.0.0.1", server.instance.port)
            for _ in range(size["silent"])]


async def idle_connections(server, table, size, silent, since):
    """Devices that are connected and ask nothing; and what became of the silent ones."""
    reset_peak(server)
    idle = [await server.connect() for _ in range(size["idle"])]
    back = await seconds_until_served(server)
    for reader, writer in silent:
        left = since + HANDSHAKE_SECONDS + RECOVERY_SECONDS_MAX - time.monotonic()
        assert await asyncio.wait_for(reader.read(), max(left, 0.1)) is not None
        writer.close()
    peak = server.memory("VmHWM")
    assert peak < MEMORY_MAX, f"{peak} MB"
    table.add("idle connections", f"{size['silent']} silent, {size['idle']} devices",
              f"all silent ones closed after {time.monotonic() - since:.0f} s at most", peak, back)
    await close_all(idle)


async def connect_storm(server, table, size):
    """Connections with and without a certificate, made and broken as fast as this machine can."""
    reset_peak(server)
    before = server.descriptors()
    until = time.monotonic() + size["storm_seconds"]
    made = collections.Counter()

    async def one(with_certificate):
        while time.monotonic() < until:
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", server.instance.port,
                **({"ssl": server.tls, "server_hostname": "localhost"} if with_certificate else {}))
            if not with_certificate:
                writer.write(b"GET / HTTP/1.1\r\n\r\n")
            writer.transport.abort()
            made[with_certificate] += 1
    await asyncio.gather(*(one(i % 2 == 0) for i in range(32)))
    back = await seconds_until_served(server)
    start = time.monotonic()
    while server.descriptors() > before + 8:
        assert time.monotonic() - start < RECOVERY_SECONDS_MAX, "connections are kept"
        await asyncio.sleep(0.1)
    peak = server.memory("VmHWM")
    assert peak < MEMORY_MAX, f"{peak} MB"
    table.add("connects", f"{sum(made.values()) / size['storm_seconds']:.0f} a second",
              f"{made[True]} handshakes, {made[False]} without TLS", peak, back)


def error_messages(folder):
    subprocess.run(["protoc", f"--proto_path={PROTO}", f"--python_out={folder}",
                    str(PROTO / "voordeur" / "v1" / "error.proto")], check=True)
    sys.path.append(folder)
    from voordeur.v1 import error_pb2
    return error_pb2


def hint_of_server(server, errors):
    """A server whose queue holds one: the hint that it gives."""
    town = server.instance
    town.stop()
    file = town.server_dir / "voordeur.toml"
    usual = file.read_text()
    assert "waiting_max = 4096" in usual, "the queue's bound stands elsewhere now"
    file.write_text(usual.replace("waiting_max = 4096", "waiting_max = 1"))
    town.start()
    folder = town.folder
    credentials = grpc.ssl_channel_credentials(
        *((folder / f"signed-calls.{name}").read_bytes() for name in ("ca", "key", "certificate")))
    with grpc.secure_channel(f"localhost:{town.port}", credentials) as channel:
        call = channel.unary_unary("/voordeur.v1.HouseholdService/OpenHousehold",
                                   lambda raw: raw[5:], lambda raw: raw)
        asked = [call.future(each, timeout=30) for each in server.opens[:200]]
        refused = [each.exception() for each in asked if each.exception() is not None]
    town.stop()
    file.write_text(usual)
    assert refused, "a queue of one took two hundred"
    for each in refused:
        assert each.code() is grpc.StatusCode.RESOURCE_EXHAUSTED, each
        detail = errors.ErrorDetail.FromString(
            dict(each.trailing_metadata())["grpc-status-details-bin"])
        assert detail.reason == errors.REASON_BUSY and detail.retry_after_ms > 0, detail
    return len(refused), detail.retry_after_ms


def pause_of_client(server, errors):
    """A server that is too busy, once: how long the client leaves it alone."""
    town, times = server.instance, []

    def refuse(_, context):
        times.append(time.monotonic())
        detail = errors.ErrorDetail(reason=errors.REASON_BUSY,
                                    retry_after_ms=HINT_MILLIS if len(times) == 1 else 0)
        context.set_trailing_metadata(
            (("grpc-status-details-bin", detail.SerializeToString()),))
        context.abort(grpc.StatusCode.RESOURCE_EXHAUSTED, "")

    class Everything(grpc.GenericRpcHandler):
        def service(self, call):
            return grpc.unary_unary_rpc_method_handler(refuse)
    keys = town.server_dir / "keys"
    credentials = grpc.ssl_server_credentials(
        [((keys / "server.key").read_bytes(), (keys / "server.pem").read_bytes())],
        (keys / "device-ca.pem").read_bytes(), True)
    fake = grpc.server(futures.ThreadPoolExecutor(2), handlers=[Everything()])
    assert fake.add_secure_port(f"127.0.0.1:{town.port}", credentials), "the port is taken"
    fake.start()
    try:
        town.ctl(COACH, "households")
        raise AssertionError("nobody answered, and yet it was done")
    except CommandFailed as refused:
        assert refused.reason == "Busy", refused
    finally:
        fake.stop(None).wait()
    return round(1000 * (times[1] - times[0]))


async def press(server, table, size):
    since = time.monotonic()
    silent = await silent_connections(server, size)
    await flood(server, table, size)
    await slow_readers(server, table, size)
    await heavy_slow_readers(server, table, size)
    await deaf_connections(server, table, size)
    await heavy_requests(server, table, size)
    await connect_storm(server, table, size)
    await idle_connections(server, table, size, silent, since)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--long", action="store_true")
    options = parser.parse_args()
    size = LONG if options.long else QUICK
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    server = PressedServer(options.bin)
    table = Table()
    try:
        server.build(notes=4)
        server.sign(4000)
        asyncio.run(press(server, table, size))
        with tempfile.TemporaryDirectory() as folder:
            errors = error_messages(folder)
            refused, millis = hint_of_server(server, errors)
            waited = pause_of_client(server, errors)
        table.show()
        print(f"a queue of one refused {refused} of 200 with a hint of {millis} ms")
        print(f"told to wait {HINT_MILLIS} ms, the client came back after {waited} ms")
        assert waited >= HINT_MILLIS, "the client does not wait as long as it was asked to"
    finally:
        server.close()


if __name__ == "__main__":
    main()
