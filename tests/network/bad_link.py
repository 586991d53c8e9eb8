"""A TCP link that misbehaves on demand, between a client and the server of a test.

Modes: PASS carries everything; CUT ends the connection after so many bytes in one direction, once,
and carries everything afterwards; DOWN does the same and then refuses every new connection; SLOW
carries little and late; STALL takes connections and carries nothing.
"""
import asyncio
import enum
import socket
import threading


class Mode(enum.Enum):
    PASS = 1
    CUT = 2
    DOWN = 3
    SLOW = 4
    STALL = 5


UP, DOWN = "to the server", "to the client"
SLOW_CHUNK = 600
SLOW_PAUSE_SECONDS = 0.02


class BadLink:
    """Listens on `port` and carries to `server_port`, in a thread of its own."""

    def __init__(self, port, server_port):
        self.port = port
        self.server_port = server_port
        self.mode = Mode.PASS
        self.direction = DOWN
        self.bytes_left = 0
        self.cuts = 0
        self.carried = {UP: 0, DOWN: 0}
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        if not self._ready.wait(timeout=10):
            raise RuntimeError("the link does not listen")

    def behave(self, mode, direction=DOWN, after_bytes=0):
        """From now on; connections that stand are not touched."""
        self.mode, self.direction, self.bytes_left = mode, direction, after_bytes
        self.cuts = 0
        self.carried = {UP: 0, DOWN: 0}

    def close(self):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)

    def _run(self):
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            asyncio.start_server(self._accept, "127.0.0.1", self.port))
        self._ready.set()
        self._loop.run_forever()
        server.close()

    async def _accept(self, reader, writer):
        if self.mode is Mode.DOWN and self.cuts:
            self._reset(writer)
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.server_port)
        except OSError:
            self._reset(writer)
            return
        both = [asyncio.ensure_future(self._carry(reader, far_writer, UP)),
                asyncio.ensure_future(self._carry(far_reader, writer, DOWN))]
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        for one in both:
            one.cancel()
        self._reset(writer)
        self._reset(far_writer)

    async def _carry(self, reader, writer, direction):
        while True:
            data = await reader.read(SLOW_CHUNK if self.mode is Mode.SLOW else 65536)
            if not data:
                return
            while self.mode is Mode.STALL:
                await asyncio.sleep(0.05)
            if self.mode is Mode.SLOW:
                await asyncio.sleep(SLOW_PAUSE_SECONDS)
            armed = self.mode in (Mode.CUT, Mode.DOWN) and direction == self.direction
            if armed and not self.cuts:
                if len(data) >= self.bytes_left:
                    self.cuts += 1
                    writer.write(data[:self.bytes_left])
                    await writer.drain()
                    return
                self.bytes_left -= len(data)
            self.carried[direction] += len(data)
            writer.write(data)
            await writer.drain()

    @staticmethod
    def _reset(writer):
        """Ends without a farewell, as a cable does that is pulled out."""
        sock = writer.get_extra_info("socket")
        if sock is not None and sock.fileno() >= 0:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        writer.close()
