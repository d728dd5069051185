"""Processes, HTTP and waiting for the end-to-end run. Python's standard library only."""

import datetime
import hashlib
import json
import os
import pathlib
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid


class Failure(Exception):
    """A step that did not come out as it must."""


def call(method, url, body=None, headers=None, timeout=30):
    """(status, headers, body), the body as JSON where it is that."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        url, method=method, data=data, headers={"Content-Type": "application/json", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, answer.headers, parsed(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, error.headers, parsed(error.read())


def parsed(raw):
    try:
        return json.loads(raw or b"null")
    except ValueError:
        return raw.decode("utf8", "replace")


def expect(holds, what, seen=None):
    if not holds:
        shown = "" if seen is None else ": " + json.dumps(seen, default=str)[:1500]
        raise Failure(what + shown)


def eventually(what, probe, seconds=30, every=0.1):
    """The first true answer of `probe`; its last answer is shown when the time is up."""
    end = time.monotonic() + seconds
    seen = None
    while True:
        seen = probe()
        if seen:
            return seen
        if time.monotonic() > end:
            raise Failure(f"not within {seconds} s: {what}")
        time.sleep(every)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(peers, folder):
    """The Python of a virtual environment that has the third-party library; made once, again when its list changes."""
    wanted = pathlib.Path(peers, "requirements.txt").read_bytes()
    mark = pathlib.Path(folder, "made-for")
    digest = hashlib.sha256(wanted).hexdigest()
    python = pathlib.Path(folder, "bin", "python")
    if not (mark.exists() and mark.read_text() == digest):
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r",
             str(pathlib.Path(peers, "requirements.txt"))], check=True)
        mark.write_text(digest)
    return str(python)


class Child:
    """A process of ours whose lines on standard output are JSON events."""

    def __init__(self, arguments, log, stdin=None):
        self.name = os.path.basename(arguments[0])
        self.log = open(log, "ab")
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=self.log)
        if stdin is not None:
            self.process.stdin.write(stdin.encode() + b"\n")
            self.process.stdin.flush()
        self.events = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.log.write(line)
            self.log.flush()
            try:
                event = json.loads(line)
            except ValueError:
                continue
            self.events.append(event)

    def event(self, name, seconds=30, **members):
        def find():
            expect(self.process.poll() is None, f"{self.name} ended with {self.process.poll()}")
            for event in list(self.events):
                if event.get("event") == name and all(event.get(key) == value for key, value in members.items()):
                    return event
        return eventually(f"{self.name} says {name} {members or ''}", find, seconds)

    def stop(self, seconds=15):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()
        return self.process.returncode


class Hub:
    """roamhub on a directory of its own, with its admin API."""

    def __init__(self, binaries, folder, log):
        self.binary = os.path.join(binaries, "roamhub")
        self.folder = folder
        os.makedirs(folder, mode=0o700)
        # An hour of charging in a minute: the simulator's parties shall bill within the run.
        pathlib.Path(folder, ".roamdesk-demo").touch()
        started = datetime.datetime.now(datetime.timezone.utc)
        self.clock = f"{started:%Y-%m-%dT%H:%M:%SZ},{int(started.timestamp()) * 1000},60"
        self.token = subprocess.run(
            [self.binary, "person", "add", "peer-test", "--data", folder, "--roles", "admin,auditor,support"],
            check=True, capture_output=True, text=True).stdout.strip()
        self.child = Child(
            [self.binary, "serve", "--data", folder, "--listen", "127.0.0.1:0",
             "--demo-clock", self.clock], log)
        self.base = f"http://127.0.0.1:{self.child.event('listening')['port']}"
        self.versions = self.base + "/ocpi/versions"

    def admin(self, method, path, body=None):
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": str(uuid.uuid4())}
        return call(method, f"{self.base}/admin/v1{path}", body, headers)

    def act(self, method, path, body):
        status, _, answer = self.admin(method, path, body)
        expect(status in (200, 201), f"admin {method} {path} answered HTTP {status}", answer)
        return answer["resource"]

    def resource(self, kind, identity):
        """The resource, or None while there is none."""
        status, _, answer = self.admin("GET", f"/{kind}/{urllib.parse.quote(identity, safe='')}")
        if status == 404:
            return None
        expect(status == 200, f"admin GET {kind} {identity} answered HTTP {status}", answer)
        return answer

    def invite(self, platform):
        return self.act("POST", "/partners", {"platform": platform, "terms_accepted": True})["token"]

    def register_at(self, platform, versions_url, token):
        return self.act("POST", "/partners/register", {
            "platform": platform, "versions_url": versions_url, "token": token, "terms_accepted": True})

    def verify(self):
        done = subprocess.run(
            [self.binary, "verify", "--data", self.folder], capture_output=True, text=True)
        expect(done.returncode == 0, "roamhub verify", done.stdout + done.stderr)


class Peer:
    """One third-party party: peer.py in a process of its own, driven by its /control API."""

    def __init__(self, python, peers, role, party, token_a, log, *options):
        self.country, self.party = party.split("*")
        self.id = party
        self.token_a = token_a
        port = free_port()
        self.base = f"http://127.0.0.1:{port}"
        self.versions = self.base + "/ocpi/versions"
        self.log = open(log, "ab")
        self.process = subprocess.Popen(
            [python, os.path.join(peers, "peer.py"), "--role", role, "--port", str(port), "--country", self.country,
             "--party", self.party, "--token-a", token_a, *options],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)

    def ready(self):
        def probe():
            expect(self.process.poll() is None, f"peer {self.id} ended with {self.process.poll()}")
            try:
                return self.control("GET", "state")
            except OSError:
                return None
        eventually(f"peer {self.id} serves", probe, 60)

    def control(self, method, path, body=None):
        status, _, answer = call(method, f"{self.base}/control/{path}", body, timeout=60)
        expect(status == 200, f"peer {self.id}: control {path} answered HTTP {status}", answer)
        return answer

    def state(self):
        return self.control("GET", "state")

    def keep(self, module, thing):
        """Puts an object into the peer's own store, from which it pushes and answers lists."""
        self.control("PUT", f"objects/{module}", thing)

    def register(self, versions_url, token_a, method="post"):
        status, _, answer = call(
            "POST", f"{self.base}/control/register",
            {"versions_url": versions_url, "token_a": token_a, "method": method}, timeout=60)
        expect(status == 200 and answer.get("ok"), f"{self.id} registers at the hub", answer)

    def push(self, module, **members):
        """The hub's envelope of one pushed message, checked to be a success."""
        answer = self.control("POST", "push", {"module": module, **members})
        if members.get("mode") == "library":
            seen = answer["receiver_responses"][0]
            # The library keeps the HTTP status only; what the hub made of the message is for the caller to check.
            expect(seen["status_code"] in (200, 201), f"{self.id} pushes {module} by its library", answer)
            return seen
        return self.envelope(answer, f"{self.id} pushes {module} {members.get('object_id', '')}")

    def request(self, method, module, interface, **members):
        answer = self.control("POST", "request", {
            "method": method, "module": module, "interface": interface, **members})
        return self.envelope(answer, f"{self.id} asks {method} {module} {members.get('suffix', '')}")

    def envelope(self, answer, what):
        expect(200 <= answer["status"] < 300, f"{what}: HTTP {answer['status']}", answer)
        envelope = parsed(answer["body"].encode())
        expect(1000 <= envelope["status_code"] < 2000, f"{what}: OCPI {envelope['status_code']}", envelope)
        return envelope | {"headers": answer["headers"], "http": answer["status"]}

    def inbox(self, method, part):
        """What reached it, by method and a part of the address."""
        return [one for one in self.control("GET", "inbox") if one["method"] == method and part in one["url"]]

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
