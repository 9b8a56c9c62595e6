"""
A page of the site in Firefox, driven by WebDriver BiDi, the protocol that Firefox itself speaks; no driver is needed.
(playwright-core drives only a Firefox of its own making.)

python firefox.py FIREFOX URL: prints as JSON what happened on the page, its figures to touch and the network.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time

from websocket import create_connection

PATIENCE = 90

# Firefox says this of a fraction whose second half has not arrived yet, where it draws a page that is still coming in.
# Whether a fraction is wrong in the end is looked at by itself.
BREAK = re.compile(r"^Invalid markup: Incorrect number of children for <mfrac/> tag")


class Bidi:
    """One connection: commands wait for their answer, events are kept."""

    def __init__(self, address: str):
        self.socket = create_connection(address + "/session", timeout=PATIENCE, suppress_origin=True)
        self.events = []
        self.count = 0
        self.ask("session.new", {"capabilities": {}})

    def ask(self, method: str, params: dict) -> dict:
        self.count += 1
        self.socket.send(json.dumps({"id": self.count, "method": method, "params": params}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") != self.count:
                self.events.append(message)
            elif message.get("type") == "error":
                raise RuntimeError(f"{method}: {message.get('message')}")
            else:
                return message["result"]

    def value(self, context: str, code: str):
        answer = self.ask("script.evaluate", {"expression": code, "target": {"context": context}, "awaitPromise": True})
        if answer["type"] != "success":
            raise RuntimeError(f"{code}: {answer['exceptionDetails']['text']}")
        return answer["result"].get("value")

    def until(self, context: str, code: str):
        end = time.monotonic() + PATIENCE
        while not (value := self.value(context, code)):
            if time.monotonic() > end:
                raise RuntimeError(f"never came true: {code}")
            time.sleep(0.2)
        return value


def visit(bidi: Bidi, url: str) -> dict:
    bidi.ask("session.subscribe", {"events": ["log.entryAdded", "network.beforeRequestSent"]})
    page = bidi.ask("browsingContext.getTree", {})["contexts"][0]["context"]
    bidi.ask("browsingContext.navigate", {"context": page, "url": url, "wait": "complete"})
    bidi.value(page, "for (const frame of document.querySelectorAll('iframe')) frame.loading = 'eager'")
    frames = bidi.ask("browsingContext.getTree", {"root": page})["contexts"][0]["children"]
    frames = [frame["context"] for frame in frames]
    for frame in frames:
        bidi.until(frame, "document.documentElement.classList.contains('hosted') && !!document.querySelector('main *')")

    words = "document.body.innerText"
    before = bidi.value(frames[0], words)
    slide = "const s = document.querySelector('input[type=range]'); s.value = s.min; s.dispatchEvent(new Event('input'))"
    bidi.value(frames[0], f"(() => {{ {slide} }})()")
    bidi.until(frames[0], f"{words} !== {json.dumps(before)}")

    bidi.value(page, "document.getElementById('theme-button').click()")
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = bidi.value(page, paper)
    bidi.until(frames[0], f"{paper} === {json.dumps(dark)}")

    bidi.value(page, "document.getElementById('search-button').click()")
    search = "const i = document.getElementById('search-words'); i.value = 'softmax'; i.dispatchEvent(new Event('input'))"
    bidi.value(page, f"(() => {{ {search} }})()")
    found = bidi.until(page, "document.getElementById('search-count').textContent")

    addresses = [e["params"]["request"]["url"] for e in bidi.events if e.get("method") == "network.beforeRequestSent"]
    logs = [e["params"] for e in bidi.events if e.get("method") == "log.entryAdded"]
    return {
        "figures": bidi.value(page, "document.querySelectorAll('iframe').length"),
        "frames": len(frames),
        "paper": dark,
        "found": found,
        "addresses": addresses,
        "errors": [entry["text"] for entry in logs if entry["level"] == "error" and not BREAK.search(entry["text"])],
        "fractions": bidi.value(page, "[...document.querySelectorAll('mfrac')].every((f) => f.children.length === 2)"),
    }


def main() -> None:
    program, url = sys.argv[1:]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        env = {**os.environ, "HOME": profile}
        # What Firefox says on its own account must not stand between our lines.
        firefox = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=env)
        try:
            for line in firefox.stderr:
                if listening := re.search(r"BiDi listening on (ws://\S+)", line):
                    break
            else:
                raise RuntimeError("Firefox ended at once")
            threading.Thread(target=firefox.stderr.read, daemon=True).start()
            print(json.dumps(visit(Bidi(listening[1]), url)))
        finally:
            firefox.terminate()
            firefox.wait(30)


if __name__ == "__main__":
    main()
