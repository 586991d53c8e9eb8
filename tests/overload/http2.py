"""A client of gRPC that has no manners: HTTP/2 by hand, over TLS.

gRPC's own clients wait for their turn, read what they asked for, and keep to what the server
allows. This one does what the test says: it never reads, gives no room for answers, or asks faster
than anybody can answer.
"""
import asyncio
import socket
import struct

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE = 0, 1, 3, 4, 6, 7, 8
END_STREAM, ACK, END_HEADERS = 0x1, 0x1, 0x4
# identifiers of SETTINGS
HEADER_TABLE_SIZE, INITIAL_WINDOW_SIZE = 1, 4
FRAME_BYTES = 16384
WINDOW_BYTES = 65535
WINDOW_MAX = 2**31 - 1
STATUS = b"grpc-status"
CANCEL = 8


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(
        ">I", stream) + payload


def literal(name, value):
    """A header that no table remembers."""
    def text(raw):
        assert len(raw) < 127, "longer ones need another encoding"
        return bytes([len(raw)]) + raw
    return b"\0" + text(name) + text(value)


def headers_of(path):
    method_post, scheme_https = b"\x83", b"\x87"
    return method_post + scheme_https + b"".join(
        literal(name, value) for name, value in (
            (b":path", path.encode()), (b":authority", b"localhost"), (b"te", b"trailers"),
            (b"content-type", b"application/grpc")))


def message_of(wire):
    return b"\0" + struct.pack(">I", len(wire)) + wire


def with_unknown_field(message, size):
    """The same message and `size` bytes more, in a field (number 1000) that nobody knows."""
    def varint(number):
        out = b""
        while number > 127:
            out += bytes([number & 127 | 128])
            number >>= 7
        return out + bytes([number])
    return message_of(message[5:] + varint(1000 << 3 | 2) + varint(size) + bytes(size))


class Ended(Exception):
    """The server closed the connection, or it broke."""


class Connection:
    """One connection. `codes` counts gRPC's status codes as they arrive; −1: a stream reset.

    `on_end(connection, code, answer)` is called for each; the answer is empty unless `keep` is set.
    `deaf`: the machine takes next to nothing of what nobody reads.
    """

    def __init__(self, answer_window=WINDOW_MAX, on_end=None, keep=False, deaf=False):
        self.answer_window = answer_window
        self.deaf = deaf
        self.on_end = on_end
        self.keep = keep
        self.answers = {}
        self.codes = {}
        self.under_way = 0
        self.bytes_read = 0
        self.ended = None
        self.next_stream = 1
        self.room, self.stream_room, self.first_room = WINDOW_BYTES, {}, WINDOW_BYTES
        self.more_room = asyncio.Event()
        self.reader = self.writer = self.task = None

    async def open(self, port, context, host="127.0.0.1"):
        line = socket.socket()
        if self.deaf:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.setblocking(False)
        await asyncio.get_running_loop().sock_connect(line, (host, port))
        self.reader, self.writer = await asyncio.open_connection(
            sock=line, ssl=context, server_hostname="localhost" if context else None)
        settings = struct.pack(">HIHI", HEADER_TABLE_SIZE, 0, INITIAL_WINDOW_SIZE,
                               self.answer_window)
        self.writer.write(PREFACE + frame(SETTINGS, 0, 0, settings))
        if self.answer_window:
            self.writer.write(frame(WINDOW_UPDATE, 0, 0,
                                    struct.pack(">I", WINDOW_MAX - WINDOW_BYTES)))
        return self

    def read_along(self):
        """From now on answers are read (and, with a window of zero, they cannot come)."""
        self.task = asyncio.create_task(self._read())
        return self

    def begin(self, path_headers, message=None):
        """Sends a call; without a message only its beginning. Returns the stream."""
        stream, self.next_stream = self.next_stream, self.next_stream + 2
        self.under_way += 1
        out = frame(HEADERS, END_HEADERS, stream, path_headers)
        if message is not None:
            out += frame(DATA, END_STREAM, stream, message)
        self.writer.write(out)
        return stream

    async def send(self, path_headers, message):
        """Sends a call of any size, as the server gives room for it."""
        stream = self.begin(path_headers)
        self.stream_room[stream] = self.first_room
        at = 0
        while at < len(message):
            most = min(self.room, self.stream_room[stream], FRAME_BYTES, len(message) - at)
            if most <= 0:
                self.more_room.clear()
                if self.ended:
                    raise Ended(self.ended)
                await self.more_room.wait()
                continue
            part, at = message[at:at + most], at + most
            self.room -= most
            self.stream_room[stream] -= most
            last = END_STREAM if at == len(message) else 0
            if self.ended:
                raise Ended(self.ended)
            self.writer.write(frame(DATA, last, stream, part))
            await self.writer.drain()
        return stream

    async def close(self):
        if self.task:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)
        self.writer.transport.abort()

    def _end(self, code, stream):
        self.codes[code] = self.codes.get(code, 0) + 1
        self.under_way -= 1
        answer = self.answers.pop(stream, b"")
        if self.on_end:
            self.on_end(self, code, answer[5:])

    def _take(self, kind, flags, stream, payload):
        if kind == HEADERS and flags & END_STREAM:
            at = payload.find(STATUS)
            # The value follows its length; no table, no Huffman: we allowed neither a table, and
            # gRPC uses no Huffman for digits.
            self._end(int(payload[at + len(STATUS) + 1:][:payload[at + len(STATUS)]])
                      if at >= 0 else -1, stream)
        elif kind == DATA and self.keep:
            self.answers[stream] = self.answers.get(stream, b"") + payload
        elif kind == RST_STREAM:
            self._end(-1, stream)
        elif kind == SETTINGS and not flags & ACK:
            for i in range(0, len(payload), 6):
                name, value = struct.unpack(">HI", payload[i:i + 6])
                if name == INITIAL_WINDOW_SIZE:
                    for each in self.stream_room:
                        self.stream_room[each] += value - self.first_room
                    self.first_room = value
            self.writer.write(frame(SETTINGS, ACK, 0))
            self.more_room.set()
        elif kind == PING and not flags & ACK:
            self.writer.write(frame(PING, ACK, 0, payload))
        elif kind == WINDOW_UPDATE:
            more = struct.unpack(">I", payload)[0]
            if stream == 0:
                self.room += more
            elif stream in self.stream_room:
                self.stream_room[stream] += more
            self.more_room.set()

    async def _read(self):
        waiting = b""
        given = 0
        try:
            while True:
                data = await self.reader.read(262144)
                if not data:
                    raise Ended("closed by the server")
                self.bytes_read += len(data)
                given += len(data)
                if self.answer_window and given > WINDOW_MAX // 4:
                    self.writer.write(frame(WINDOW_UPDATE, 0, 0, struct.pack(">I", given)))
                    given = 0
                waiting += data
                at = 0
                while len(waiting) - at >= 9:
                    size = int.from_bytes(waiting[at:at + 3], "big")
                    if len(waiting) - at - 9 < size:
                        break
                    stream = int.from_bytes(waiting[at + 5:at + 9], "big") & WINDOW_MAX
                    self._take(waiting[at + 3], waiting[at + 4], stream,
                               waiting[at + 9:at + 9 + size])
                    at += 9 + size
                waiting = waiting[at:]
        except (OSError, Ended) as end:
            self.ended = str(end) or type(end).__name__
            self.more_room.set()
