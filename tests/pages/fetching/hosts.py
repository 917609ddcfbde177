"""A host on 127.0.0.1 that answers as it is told, byte by byte, and a clock that need not wait."""

import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta

from musnad.pages.fetching import ResponseLimits
from musnad.pages.fetching.options import Clock

# Small enough to be passed in a moment; time enough for a machine that has other things to do.
SMALL = ResponseLimits(connect_s=5.0, read_s=5.0, total_s=20.0, wire_bytes=200_000, body_bytes=400_000)
QUICK = ResponseLimits(connect_s=5.0, read_s=0.4, total_s=0.8, wire_bytes=200_000, body_bytes=400_000)  # tests of time


class FakeClock(Clock):
    """Sleeping takes no time and moves the clock; it begins on 2026-04-05 at 06:07:08."""

    def __init__(self):
        super().__init__()
        self.slept = []
        self._now_s = 0.0
        self._lock = threading.Lock()

    def monotonic(self):
        with self._lock:
            return self._now_s

    def now(self):
        return datetime(2026, 4, 5, 6, 7, 8, tzinfo=UTC) + timedelta(seconds=self.monotonic())

    def sleep(self, seconds):
        super().sleep(0)
        with self._lock:
            self.slept.append(seconds)
            self._now_s += max(seconds, 0.0)


def reply(body=b"", *, status="200 OK", type="text/html; charset=utf-8", length=True, **headers):
    """The bytes of a response; header names have underscores for hyphens, None leaves one out."""
    body = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}"]
    lines += [f"Content-Type: {type}"] if type else []
    lines += [f"Content-Length: {len(body)}"] if length else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def redirect(target, status="302 Found"):
    return reply(status=status, Location=target)


def feed(*entries):
    """RSS; an entry is an address, or an address and a date."""
    items = ""
    for entry in entries:
        url, date = (entry, None) if isinstance(entry, str) else entry
        dated = f"<pubDate>{date}</pubDate>" if date else ""
        items += f"<item><title>عنوان</title><link>{url}</link>{dated}</item>"
    return reply(f"<rss version='2.0'><channel><title>صدى</title>{items}</channel></rss>", type="application/rss+xml")


def sitemap(*entries, root="urlset", each="url"):
    """A sitemap; an entry is an address, or an address and a date."""
    items = ""
    for entry in entries:
        url, date = (entry, None) if isinstance(entry, str) else entry
        items += f"<{each}><loc>{url}</loc>" + (f"<lastmod>{date}</lastmod>" if date else "") + f"</{each}>"
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return reply(f'<?xml version="1.0"?><{root} xmlns="{space}">{items}</{root}>', type="application/xml")


def index(*entries):
    return sitemap(*entries, root="sitemapindex", each="sitemap")


class Request:
    """What came: path, headers with lower-case names, and the connection for an answer piece by piece."""

    def __init__(self, head, connection):
        first, *rest = head.decode("latin-1").split("\r\n")
        self.method, self.path, _ = first.split(" ")
        parts = (line.partition(":") for line in rest if line)
        self.headers = {name.lower(): value.strip() for name, _, value in parts}
        self.connection = connection

    def send(self, data):
        self.connection.sendall(data)


class Host:
    """A server whose `pages` map a path to an answer: bytes, a list of them (one a request, the last for ever), or a
    function of the request that sends what it likes or returns bytes. All else is 404."""

    def __init__(self, tls=None):
        self.pages = {}
        self.requests = []
        self.names = []  # that TLS clients asked for (SNI)
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._tls = tls
        if tls:
            tls.sni_callback = lambda sock, name, context: self.names.append(name)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._ended = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self):
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    @property
    def paths(self):
        """What was asked for, robots.txt left out."""
        return [r.path for r in self.requests if r.path != "/robots.txt"]

    def close(self):
        self._ended.set()
        self._listening.close()

    def _accept(self):
        while not self._ended.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        try:
            connection.settimeout(10)
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(65536)
                if not piece:
                    return
                head += piece
                if head.startswith(b"\x16"):  # TLS, and this is none
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    return
            self._answer(Request(head.partition(b"\r\n\r\n")[0], connection))
        except (OSError, ssl.SSLError):
            pass  # the client went away, as many tests want it to
        finally:
            connection.close()

    def _answer(self, request):
        with self._lock:
            self.requests.append(request)
            count = sum(r.path == request.path for r in self.requests)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        answer = self.pages.get(request.path, reply(status="404 Not Found"))
        if isinstance(answer, list):
            answer = answer[min(count, len(answer)) - 1]
        try:
            if callable(answer):
                answer = answer(request)
        finally:
            with self._lock:  # before the last byte: the client may be back sooner than this thread
                self._at_once -= 1
        if answer:
            request.send(answer)

    def drip(self, data, pause_s):
        """An answer that sends bytes one by one, until the client has enough of it."""

        def answer(request):
            for byte in data:
                if self._ended.wait(pause_s):
                    return
                request.send(bytes([byte]))

        return answer

    def hang(self, request):
        self._ended.wait(10)
