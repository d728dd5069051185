#!/usr/bin/env python3
"""Roamdesk, end to end, with OCPI software that nobody here wrote.

The hub and a simulator (CPO NL*FAS, eMSP DE*EMP) are ours. The others are processes of the third-party library that
peer.py wraps: eMSP NL*TNM and CPO BE*BEC carry the traffic, eMSP FR*SLA and CPO AT*LOW have habits of their own.
Ends 0 when every step held; otherwise 1, with the step that failed and where the logs are.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True

import objects
from harness import Child, Failure, Hub, Peer, call, environment, eventually, expect

HUB = "EU-RMD"
MODULES = ["locations", "tariffs", "tokens", "sessions", "cdrs", "commands", "chargingprofiles"]


class Run:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.children = []
        self.step = "start"
        self.started = time.monotonic()

    def log(self, name):
        return os.path.join(self.folder, name + ".log")

    def begin(self, step):
        self.step = step
        print(f"{time.monotonic() - self.started:6.1f} s  {step}", flush=True)

    def everything(self):
        self.begin("the third-party library is installed")
        python = environment(self.options.peers, self.options.venv)

        self.begin("hub, simulator and peers start")
        peers = self.options.peers
        self.emsp = self.peer(python, "emsp", "NL*TNM")
        self.cpo = self.peer(python, "cpo", "BE*BEC")
        self.slashless = self.peer(python, "emsp", "FR*SLA", "--no-trailing-slash")
        self.lowercase = self.peer(python, "cpo", "AT*LOW", "--lowercase")
        self.hub = Hub(self.options.bin, os.path.join(self.folder, "hub"), self.log("hub"))
        self.children.append(self.hub.child)
        self.hub.act("PUT", "/agreements/default", {
            "modules": MODULES, "commission_bp": 400, "dp_share_bp": 800, "valid_from": "2026-01-01T00:00:00Z",
            "forbidden": False})
        plan = {
            "seed": 7, "hub_versions_url": self.hub.versions,
            "parties": [
                {"role": "CPO", "id": "NL*FAS", "name": "Fastlane", "country": "NL", "evses": 6,
                 "token_a": self.hub.invite("simulated-cpo")},
                {"role": "EMSP", "id": "DE*EMP", "name": "Emporia", "country": "DE", "tokens": 2,
                 "token_a": self.hub.invite("simulated-emsp")}],
            "rate": {"idle_minutes": [1, 2], "session_minutes": [6, 8], "update_seconds": 60,
                     "authorize_percent": 100}}
        self.simulator = Child(
            [os.path.join(self.options.bin, "roamsim"), "run", "--demo-clock", self.hub.clock], self.log("sim"),
            stdin=json.dumps(plan))
        self.children.append(self.simulator)
        for party in ("NL*FAS", "DE*EMP"):
            self.simulator.event("registered", party=party)
        for one in (self.emsp, self.cpo, self.slashless, self.lowercase):
            one.ready()

        self.handshakes()
        self.owned_objects()
        self.authorisation()
        self.sessions()
        self.bills()
        self.simulated_cpo()
        self.commands()
        self.bad_input()
        self.desk()
        self.rotation()
        self.books()

    def peer(self, python, role, party, *options):
        one = Peer(python, self.options.peers, role, party, f"token-a-{party[3:]}-0123456789", self.log(party[3:]),
                   *options)
        self.children.append(one)
        return one

    # Registration

    def handshakes(self):
        self.begin("the hub registers at an eMSP and a CPO")
        # What is there before the handshake must be fetched by it.
        self.lowercase.keep("tariffs", objects.tariff("AT", "LOW"))
        self.lowercase.keep("locations", objects.location("AT", "LOW", "L-1"))
        self.emsp.keep("tokens", objects.token("NL", "TNM", 1))
        for one in (self.emsp, self.lowercase):
            self.hub.register_at(one.id, one.versions, one.token_a)
        self.begin("a CPO and an eMSP register at the hub")
        for one in (self.cpo, self.slashless):
            invitation = self.hub.invite(one.id)
            one.register(self.hub.versions, invitation)
            status, _, _ = call("GET", self.hub.versions, None, {"Authorization": "Token " + invitation})
            expect(status == 401, "the invitation's token is void after the handshake", status)
        for one in (self.emsp, self.lowercase, self.cpo, self.slashless):
            eventually(f"{one.id} is CONNECTED", lambda: self.connected(one.id))
        self.begin("the hub fetches what its new partners own")
        eventually("location AT*LOW/L-1 at the hub", lambda: self.hub.resource("locations", "AT*LOW/L-1"))
        eventually("tariff AT*LOW/TAR-1 at the hub", lambda: self.hub.resource("tariffs", "AT*LOW/TAR-1"))

    def connected(self, party):
        partner = self.hub.resource("partners", party)
        return partner and partner["status"] == "CONNECTED"

    def rotation(self):
        self.begin("tokens are rotated by the hub and by a partner, and a partner unregisters")
        before = self.emsp.state()["token_c"]
        self.hub.act("POST", f"/partners/{self.emsp.id.replace('*', '%2A')}/rotate-token", {})
        expect(self.emsp.state()["token_c"] != before, "the eMSP has a new token for the hub", before)
        self.cpo.register(self.hub.versions, self.cpo.state()["hub"]["token"], method="put")
        self.cpo.push("sessions", object_id="S-TO", to="DE-EMP", body=self.finished)
        status, _, answer = call(
            "POST", self.slashless.base + "/control/request",
            {"method": "DELETE", "module": "credentials", "interface": "SENDER"})
        expect(status == 200 and answer["status"] == 200, "FR*SLA deletes its credentials", answer)
        eventually("FR*SLA is no longer connected", lambda: not self.connected("FR*SLA"))

    # Objects, tokens

    def owned_objects(self):
        self.begin("the CPO broadcasts location and tariff, the eMSP its tokens")
        self.place = objects.location("BE", "BEC", "LOC1")
        self.price = objects.tariff("BE", "BEC")
        for module, thing in (("tariffs", self.price), ("locations", self.place)):
            self.cpo.keep(module, thing)
            self.cpo.push(module, object_id=thing["id"], to=HUB)
        for kind, identity in (("locations", "BE*BEC/LOC1"), ("tariffs", "BE*BEC/TAR-1")):
            expect(self.hub.resource(kind, identity), f"{identity} is in the admin API")
        for number in range(2, 6):
            token = objects.token("NL", "TNM", number)
            self.emsp.keep("tokens", token)
            self.emsp.push("tokens", object_id=token["uid"], to=HUB)
        eventually("the eMSP got the CPO's location", lambda: self.emsp.inbox("PUT", "/locations/BE/BEC/LOC1"))
        eventually("the CPO got the eMSP's tokens", lambda: self.cpo.inbox("PUT", "/tokens/NL/TNM/"))
        seen = self.emsp.inbox("PUT", "/locations/BE/BEC/LOC1")[0]
        self.headers(seen, "NL-TNM", HUB)
        expect(json.loads(seen["body"]) == self.place, "the location came as it was sent", seen["body"])

        self.begin("GET All at the hub, page by page")
        listed = self.cpo.request("GET", "tokens", "SENDER", to=HUB, params={"limit": 100})
        self.tokens = listed["data"]
        owners = {one["party_id"] for one in self.tokens}
        expect({"EMP", "TNM"} <= owners, "tokens of both eMSPs are in the list", sorted(owners))
        page = self.cpo.request("GET", "tokens", "SENDER", to=HUB, params={"limit": 2})
        expect(len(page["data"]) == 2 and "link" in page["headers"], "a page of two with a Link", page["headers"])
        expect(int(page["headers"]["x-total-count"]) == len(self.tokens), "X-Total-Count", page["headers"])

    def headers(self, message, to, sender):
        """Routing and id headers of a message that the hub sent on."""
        seen = message["headers"]
        country, party = to.split("-")
        expect((seen.get("ocpi-to-country-code"), seen.get("ocpi-to-party-id")) == (country, party), "TO headers", seen)
        country, party = sender.split("-")
        expect(
            (seen.get("ocpi-from-country-code"), seen.get("ocpi-from-party-id")) == (country, party), "FROM headers",
            seen)
        expect(seen.get("x-request-id") and seen.get("x-correlation-id"), "id headers", seen)

    def authorisation(self):
        self.begin("a token is authorised: the CPO asks, the simulated eMSP and the other eMSP answer")
        self.token = next(one for one in self.tokens if one["party_id"] == "EMP" and one["valid"])
        self.foreign = next(one for one in self.tokens if one["party_id"] == "TNM")
        for to in ("DE-EMP", None):
            answer = self.cpo.request(
                "POST", "tokens", "SENDER", suffix=f"/{self.token['uid']}/authorize", to=to,
                body={"location_id": "LOC1"})
            expect(answer["data"]["allowed"] == "ALLOWED", "the simulated eMSP allows its token", answer)
        answer = self.cpo.request(
            "POST", "tokens", "SENDER", suffix=f"/{self.foreign['uid']}/authorize", body={"location_id": "LOC1"})
        expect(only(answer["data"])["allowed"] == "ALLOWED", "the other eMSP allows its token", answer)

    # Sessions and CDRs

    def sessions(self):
        self.begin("the CPO's sessions reach the token's eMSP: routed, open, and by the library's own push")
        for name, members in (
            ("S-TO", {"to": "DE-EMP"}), ("S-OPEN", {}), ("S-LIB", {"mode": "library"}),
            ("S-TNM", {"to": "NL-TNM"}),
        ):
            token = self.foreign if name == "S-TNM" else self.token
            thing = objects.session("BE", "BEC", name, token, "LOC1", 0.5, updated=-60)
            self.cpo.keep("sessions", thing)
            self.cpo.push("sessions", object_id=name, **members)
            held = self.hub.resource("sessions", f"BE*BEC/{name}")
            expect(held and held["status"] == "ACTIVE", f"session {name} is in the admin API", held)
            expect(held["dp"] == ("NL*TNM" if name == "S-TNM" else "DE*EMP"), f"session {name} has its DP", held)
        for to in ("DE-EMP", None):
            patch = {"kwh": 7.25 if to else 8.5, "last_updated": objects.moment(-40 if to else -30)}
            self.cpo.push("sessions", object_id="S-TO", to=to, method="PATCH", body=patch)
            held = self.hub.resource("sessions", "BE*BEC/S-TO")
            expect(float(held["kwh"]) == patch["kwh"], "the PATCH is merged", held)
        seen = self.emsp.inbox("PUT", "/sessions/BE/BEC/S-TNM")
        expect(seen, "the other eMSP has its session")
        self.headers(seen[0], "NL-TNM", "BE-BEC")
        for name, members in (("S-TO", {"to": "DE-EMP"}), ("S-OPEN", {}), ("S-LIB", {"mode": "library"})):
            self.finished = objects.session("BE", "BEC", name, self.token, "LOC1", 20.0, "COMPLETED")
            self.cpo.keep("sessions", self.finished)
            self.cpo.push("sessions", object_id=name, **members)
            held = self.hub.resource("sessions", f"BE*BEC/{name}")
            expect(held["status"] == "COMPLETED", f"session {name} is over", held)
        self.finished = objects.session("BE", "BEC", "S-TO", self.token, "LOC1", 20.0, "COMPLETED", updated=-5)

    def bills(self):
        self.begin("the CPO's CDRs are rated, accepted, posted and delivered")
        for name, session, members in (
            ("C-TO", "S-TO", {"to": "DE-EMP"}), ("C-OPEN", "S-OPEN", {}), ("C-LIB", "S-LIB", {"mode": "library"}),
        ):
            of = objects.session("BE", "BEC", session, self.token, "LOC1", 20.0, "COMPLETED")
            bill = objects.cdr("BE", "BEC", name, of, self.price, self.place, 20.0)
            self.cpo.keep("cdrs", bill)
            answer = self.cpo.push("cdrs", object_id=name, **members)
            if "headers" in answer:
                expect(answer["headers"].get("location", "").startswith(self.hub.base), "Location of the CDR", answer)
            held = eventually(f"CDR {name} is delivered", lambda: self.delivered(name))
            expect(held["state"] == "ACCEPTED", f"CDR {name} is accepted", held)
            expect((held["claimed_minor"], held["computed_minor"], held["cleared_minor"]) == (850, 850, 850),
                   f"CDR {name} costs 20 kWh at 0.40 and 0.50 to start", held)
            split = held["split"]
            expect((split["cpo"], split["hub"], split["dp"]) == (748, 34, 68), f"CDR {name} is split", split)
            expect(held.get("journal_seq"), f"CDR {name} is posted", held)

    def delivered(self, name):
        held = self.hub.resource("cdrs", f"BE*BEC/{name}")
        expect(held, f"CDR {name} is in the admin API")
        expect(held["state"] != "HELD", f"CDR {name} is not on hold", held)
        return held if held["delivery"]["state"] == "delivered" else None

    def simulated_cpo(self):
        self.begin("the eMSP is asked for its drivers at the simulated CPO, and gets their sessions and CDRs")
        asked = eventually(
            "the simulated CPO asks the eMSP", lambda: self.emsp.inbox("POST", "/authorize"), 60)
        expect(any(one.get("status") == 200 for one in asked), "the eMSP answered", [one.get("status") for one in asked])
        sessions = eventually(
            "sessions of NL*FAS at the eMSP", lambda: self.emsp.inbox("PUT", "/sessions/NL/FAS/"), 60)
        self.headers(sessions[0], "NL-TNM", "NL-FAS")
        bills = eventually("CDRs of NL*FAS at the eMSP", lambda: self.emsp.inbox("POST", "/cdrs"), 90)
        self.headers(bills[0], "NL-TNM", "NL-FAS")
        bill = json.loads(bills[0]["body"])
        held = eventually(
            "the hub knows that it was delivered",
            lambda: self.hub.resource("cdrs", f"NL*FAS/{bill['id']}").get("delivery", {}).get("state") == "delivered")
        expect(held, "delivered")

    # Commands

    def commands(self):
        self.begin("the eMSP starts a session at the simulated CPO, and at the other CPO")
        places = self.emsp.request("GET", "locations", "SENDER", to=HUB, params={"limit": 100})["data"]
        place = next(one for one in places if one["party_id"] == "FAS")
        for number, (to, body) in enumerate((
            ("NL-FAS", {"location_id": place["id"]}), ("BE-BEC", {"location_id": "LOC1"}),
        )):
            token = objects.token("NL", "TNM", 2 + number) | {"type": "APP_USER"}
            result = self.start(to, {"token": token, **body}, number)
            self.headers(result[0], "NL-TNM", to)
        _, _, page = self.hub.admin("GET", "/commands?limit=100")
        states = sorted((one["cpo"], one["state"]) for one in page["items"] if one["requester"] == "NL*TNM")
        expect(("BE*BEC", "RESULT") in states and ("NL*FAS", "RESULT") in states, "commands with results", states)
        given = json.loads(self.cpo.inbox("POST", "/commands/START_SESSION")[0]["body"])["response_url"]
        expect(given.startswith(self.hub.base), "the CPO saw the hub's response_url", given)

    def start(self, to, body, number):
        """The result that says ACCEPTED. Six EVSEs are often taken: the answer or the result says so, and another moment is better."""
        tries = iter(range(100))

        def attempt():
            end = f"/{number}-{next(tries)}"
            url = f"{self.emsp.base}/cmdresult/START_SESSION{end}"
            answer = self.emsp.request(
                "POST", "commands", "RECEIVER", suffix="/START_SESSION", to=to, body={"response_url": url, **body})
            if only(answer["data"])["result"] != "ACCEPTED":
                return None
            result = eventually(
                f"the result from {to}",
                lambda: [one for one in self.emsp.state()["command_results"] if one["path"].endswith(end)])
            outcome = json.loads(result[0]["body"])["result"]
            expect(outcome in ("ACCEPTED", "EVSE_OCCUPIED"), f"{to} has started, or has no EVSE free", result)
            return result if outcome == "ACCEPTED" else None

        return eventually(f"{to} starts a session", attempt, 60, every=1)

    # What must be refused

    def bad_input(self):
        self.begin("what is wrong is refused with its rule, and nothing changes")
        before = self.hub.resource("sessions", "BE*BEC/S-TO")
        backward = objects.session("BE", "BEC", "S-TO", self.token, "LOC1", 1.0, updated=-4)
        self.refused("sessions", "S-TO", 2001, to="DE-EMP", body=backward)
        self.refused("sessions", "S-TO", 4001, to="XX-NIX", body=self.finished)
        changed = json.loads(json.dumps(self.cpo_bill("C-TO")))
        changed["total_cost"]["excl_vat"] = 99
        self.refused("cdrs", "C-TO", 2001, to="DE-EMP", body=changed)
        after = self.hub.resource("sessions", "BE*BEC/S-TO")
        expect((before["kwh"], before["status"]) == (after["kwh"], after["status"]), "the session stayed", after)
        again = self.cpo.push("cdrs", object_id="C-TO", to="DE-EMP")
        expect(again["http"] == 200, "the same CDR again is answered like the first", again)

    def cpo_bill(self, name):
        return self.cpo.state()["objects"]["cdrs"][name.lower()]

    def refused(self, module, name, status, **members):
        answer = self.cpo.control("POST", "push", {"module": module, "object_id": name, **members})
        envelope = json.loads(answer["body"])
        expect(envelope["status_code"] == status and envelope["status_message"], f"{name} is refused {status}", answer)

    # What people see

    def desk(self):
        self.begin("the desk shows the session and its CDR")
        desk = os.path.join(self.options.bin, "roamdesk")
        token = os.path.join(self.folder, "desk-token")
        with open(os.open(token, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(self.hub.token)
        home = os.path.join(self.folder, "home")
        surroundings = os.environ | {
            "HOME": home, "XDG_CACHE_HOME": home + "/cache", "XDG_STATE_HOME": home + "/state",
            "XDG_CONFIG_HOME": home + "/config"}
        done = subprocess.run(
            [desk, "sessions", "cpo=BE*BEC", "--format", "json", "--hub", self.hub.base, "--token-file", token],
            capture_output=True, text=True, timeout=60, env=surroundings)
        expect(done.returncode == 0, "roamdesk sessions", done.stdout + done.stderr)
        listed = {one["session_id"]: one for one in json.loads(done.stdout)}
        expect(listed.get("S-TO", {}).get("status") == "COMPLETED", "S-TO is in the desk", done.stdout)
        expect(listed["S-TO"].get("cdr_id"), "S-TO has its CDR in the desk", listed["S-TO"])

    def books(self):
        self.begin("the hub stops, and its ledger and audit verify")
        self.simulator.stop()
        expect(self.hub.child.stop() == 0, "the hub ends with 0")
        self.hub.verify()


def only(data):
    """The library answers a single object as a list of one; the hub relays an answer as it came."""
    return data[0] if isinstance(data, list) else data


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", help="folder that has peers/ in it")
    parser.add_argument("--peers", help="folder with peer.py and requirements.txt")
    parser.add_argument("--bin", default=".build/debug", help="folder of roamhub, roamsim and roamdesk")
    parser.add_argument("--venv", default=".build/peer-environment", help="virtual environment, made when missing")
    parser.add_argument("--keep", action="store_true", help="keep the logs and the hub's store")
    options = parser.parse_args()
    options.peers = options.peers or (options.shared and os.path.join(options.shared, "peers"))
    if not options.peers:
        parser.error("--peers or --shared is needed")
    for name in ("peers", "bin", "venv"):
        setattr(options, name, str(pathlib.Path(getattr(options, name)).absolute()))
    folder = tempfile.mkdtemp(prefix="roamdesk-peer-")
    run = Run(options, folder)
    failed = True
    try:
        run.everything()
        failed = False
        print(f"every step held, {time.monotonic() - run.started:.1f} s")
    except Exception as error:
        kind = "" if isinstance(error, Failure) else type(error).__name__ + ": "
        print(f"FAILED at \"{run.step}\": {kind}{error}\nlogs and store: {folder}", file=sys.stderr)
        if not isinstance(error, Failure):
            import traceback
            traceback.print_exc()
    finally:
        for child in reversed(run.children):
            try:
                child.stop()
            except Exception as error:
                print(f"could not stop a child: {error}", file=sys.stderr)
    if not failed and not options.keep:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
