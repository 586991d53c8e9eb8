"""What somebody sees who listens on the line: every packet of a port on this machine's loopback."""
import socket
import struct
import threading

ALL_PROTOCOLS = 3
SO_RCVBUFFORCE = 33
SOL_PACKET, PACKET_STATISTICS = 263, 6
ETHERNET = 14
TCP = 6


class Listener:
    """Payloads of TCP, in the order in which they came, end to end for each direction. Needs root:
    `PermissionError` otherwise."""

    def __init__(self, port):
        self._port = port
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW,
                                     socket.htons(ALL_PROTOCOLS))
        self._socket.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 256 << 20)
        self._socket.bind(("lo", 0))
        self._socket.settimeout(0.2)
        self._streams = {}
        self._ends = threading.Event()
        self.packets = 0
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def stop(self):
        """Bytes of all streams, and how many packets were missed."""
        self._ends.set()
        self._thread.join()
        got = self._socket.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8)
        self._socket.close()
        return b"\n".join(bytes(each) for each in self._streams.values()), \
            struct.unpack("II", got)[1]

    def _listen(self):
        while True:
            try:
                data, (_, _, kind, *_) = self._socket.recvfrom(1 << 18)
            except TimeoutError:
                if self._ends.is_set():
                    return
                continue
            if kind != socket.PACKET_OUTGOING:  # on loopback each packet is seen twice
                self._keep(data[ETHERNET:])

    def _keep(self, packet):
        if len(packet) < 40 or packet[0] >> 4 != 4 or packet[9] != TCP:
            return
        tcp = packet[(packet[0] & 15) * 4:struct.unpack("!H", packet[2:4])[0] or None]
        ports = struct.unpack("!HH", tcp[:4])
        if self._port not in ports:
            return
        self.packets += 1
        self._streams.setdefault(ports, bytearray()).extend(tcp[(tcp[12] >> 4) * 4:])
