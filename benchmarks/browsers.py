"""Browsers by the thousand, for `readers.py`: each keeps its connections, its cookies and the addresses on its page.

They speak HTTP/1.1 to one address of this machine, and fetch what our scripts fetch; nothing is drawn.
"""

import asyncio
import html
import re
import time
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlencode

from benchmarks.serving import HOST

PATIENCE = 30  # seconds that a browser waits for an answer here
POLL = 4  # seconds between two askings whether anything was said (js/reader/live.js)
ELSEWHERE = 60  # seconds after which what was said elsewhere is fetched, too
READING = 0.5  # of the time on a page after which what was read is sent
HEADERS = {
    "Host": HOST,
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "en-GB,en;q=0.5",
    "Accept-Encoding": "gzip, deflate, br",
    "Connection": "keep-alive",
}

NAVIGATING = {"Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate"}

type Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Notes:
    """What the browsers have seen: how long each kind of request took (seconds), and what failed."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: list[str] = field(default_factory=list)
    from_then: float = 0  # by the clock of `time.perf_counter`: what was asked before is warming up

    def note(self, kind: str, asked: float, problem: str = "") -> None:
        if asked < self.from_then:
            return
        self.took[kind].append(time.perf_counter() - asked)
        if problem:
            self.failed.append(f"{kind}: {problem}")


class Browser:
    """One window of one reader, signed in."""

    def __init__(self, port: int, cookies: Mapping[str, str], notes: Notes) -> None:
        self.port, self.notes, self.cookies = port, notes, dict(cookies)
        self.idle: list[Connection] = []
        self.page, self.path = "", ""

    async def ask(
        self,
        kind: str,
        path: str,
        *,
        sent: Mapping[str, str] | None = None,
        is_known: bool = True,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> tuple[int, str]:
        """Send one request and take in the answer; 0 for none. Without a cookie where `is_known` is False."""
        asked = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                status, body = await self._exchange(path, sent, is_known, headers)
        except (OSError, EOFError, TimeoutError, ValueError) as error:
            self.notes.note(kind, asked, type(error).__name__)
            return 0, ""
        self.notes.note(kind, asked, "" if status < 400 else str(status))
        return status, body

    async def _exchange(
        self, path: str, sent: Mapping[str, str] | None, is_known: bool, headers: Mapping[str, str]
    ) -> tuple[int, str]:
        body = urlencode(sent).encode() if sent is not None else b""
        lines = HEADERS | dict(headers)
        if is_known:
            lines["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if sent is not None:
            lines |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
            lines["Origin"] = f"http://{HOST}:{self.port}"
        lines["Host"] = f"{HOST}:{self.port}"
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        request = f"{'GET' if sent is None else 'POST'} {path} HTTP/1.1\r\n{head}\r\n".encode() + body
        reader, writer = self.idle.pop() if self.idle else await asyncio.open_connection(HOST, self.port)
        try:
            writer.write(request)
            status, came = await self._answer(reader)
        except BaseException:
            writer.close()
            raise
        self.idle.append((reader, writer))
        return status, came

    async def _answer(self, reader: asyncio.StreamReader) -> tuple[int, str]:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        status, length = int(head.split(" ", 2)[1]), re.search(r"(?i)^content-length: (\d+)", head, re.M)
        for name, value in re.findall(r"(?im)^set-cookie: ([^=]+)=([^;\r]*)", head):
            self.cookies[name] = value
        if length:
            return status, (await reader.readexactly(int(length.group(1)))).decode()
        pieces = []
        while re.search(r"(?im)^transfer-encoding: chunked", head):
            size = int(await reader.readline(), 16)
            pieces.append((await reader.readexactly(size + 2))[:-2])
            if not size:
                break
        return status, b"".join(pieces).decode()

    def found(self, pattern: str) -> str:
        """What stands in the page at hand, as an address."""
        match = re.search(pattern, self.page)
        return html.unescape(match.group(1)) if match else ""

    async def open(self, path: str) -> bool:
        """Open a page of text, as a link does."""
        status, page = await self.ask("page", path, headers=NAVIGATING)
        if status == 200:
            self.page, self.path = page, path
        return status == 200

    async def keep_progress(self) -> None:
        """Send what was read, for which the bar over the text comes back, as js/reader/progress.js has it."""
        numbers = [int(number) for number in re.findall(r'class="para[^"]*" id="p(\d+)"', self.page)]
        token = self.found(r'name="csrfmiddlewaretoken" value="([^"]+)"')
        place = self.found(r'id="sitting-bar" data-keep="([^"]+)"')
        if not (numbers and token and place):
            self.notes.failed.append("progress: nothing to send it with")
            return
        read = {"csrfmiddlewaretoken": token, "ranges": f"{numbers[0]}-{numbers[-1]}", "seconds": "10"}
        await self.ask("progress", place, sent=read)

    def htmx(self, target: str) -> dict[str, str]:
        """The headers by which htmx says what it asks for, and from where."""
        here = f"http://{HOST}:{self.port}{self.path}"
        return {"HX-Request": "true", "HX-Target": target, "HX-Current-URL": here}

    async def say(self, thread: str, words: str) -> None:
        """Open a thread in the panel and answer in it, as htmx does."""
        beside = self.htmx("panel")
        status, shown = await self.ask("thread", thread, headers=beside)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)
        if status != 200 or not token:
            return
        answer = {"csrfmiddlewaretoken": token.group(1), "body": words, "submission": str(uuid.uuid4())}
        await self.ask("answer", f"{thread}comments/", sent=answer, headers=beside)

    async def listen(self, until: float) -> None:
        """Ask whether anything was said, as js/reader/live.js does, until the page is left."""
        ask = self.found(r'id="live"[^>]*data-ask="([^"]+)"')
        bring = self.found(r'id="live"[^>]*data-bring="([^"]+)"')
        brought = time.perf_counter()
        while ask and time.perf_counter() + POLL < until:
            await asyncio.sleep(POLL)
            status, where = await self.ask("poll", ask, is_known=False)
            if status == 200 and (where == "here" or time.perf_counter() - brought > ELSEWHERE):
                _status, came = await self.ask("bring", bring, headers={"Sec-Fetch-Mode": "cors"})
                brought = time.perf_counter()
                again = re.search(r'data-ask="([^"]+)" data-bring="([^"]+)"', came)
                ask, bring = map(html.unescape, again.groups()) if again else (ask, bring)

    def close(self) -> None:
        for _reader, writer in self.idle:
            writer.close()
