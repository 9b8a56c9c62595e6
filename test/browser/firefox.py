"""
A page of the site or of JupyterLab in Firefox, driven by WebDriver BiDi, the protocol that Firefox itself speaks; no
driver is needed. (playwright-core drives only a Firefox of its own making.)

python firefox.py FIREFOX URL read: figures to touch, colours and search of a notebook's page
python firefox.py FIREFOX URL play: the playground learns until it is right, for a minute at most
python firefox.py FIREFOX URL cell < PATH: a notebook in JupyterLab is run, and the playground in its output plays
python firefox.py FIREFOX URL draw < STROKES: what is read in each digit that the mouse draws on the canvas
Each prints as JSON what happened on the page and on the network.
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


def go(bidi: Bidi, url: str) -> str:
    """Opens a page; its context."""
    bidi.ask("session.subscribe", {"events": ["log.entryAdded", "network.beforeRequestSent"]})
    page = bidi.ask("browsingContext.getTree", {})["contexts"][0]["context"]
    bidi.ask("browsingContext.navigate", {"context": page, "url": url, "wait": "complete"})
    return page


def figures_of(bidi: Bidi, page: str) -> list[str]:
    """The contexts of all figures to touch, each of which has met its host and drawn something."""
    bidi.value(page, "for (const frame of document.querySelectorAll('iframe')) frame.loading = 'eager'")
    frames = bidi.ask("browsingContext.getTree", {"root": page})["contexts"][0]["children"]
    frames = [frame["context"] for frame in frames]
    for frame in frames:
        bidi.until(
            frame,
            "document.documentElement?.classList.contains('hosted') && !!document.querySelector('main *')",
        )
    return frames


def read(bidi: Bidi, page: str) -> dict:
    frames = figures_of(bidi, page)
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

    return {
        "figures": bidi.value(page, "document.querySelectorAll('iframe').length"),
        "frames": len(frames),
        "paper": dark,
        "found": found,
        "fractions": bidi.value(page, "[...document.querySelectorAll('mfrac')].every((f) => f.children.length === 2)"),
    }


def play(bidi: Bidi, page: str) -> dict:
    button = "document.querySelector('button.play')"
    bidi.until(page, f"!!{button} && !!document.querySelector('.net-stage .unit')")
    began = time.monotonic()
    bidi.value(page, f"{button}.click()")
    right = "parseFloat(document.querySelector('[aria-label=\"test points right\"]').textContent)"
    bidi.until(page, f"{right} > 95")
    seconds = time.monotonic() - began
    bidi.value(page, f"{button}.click()")
    return {"seconds": seconds, "right": bidi.value(page, right)}


def cell(bidi: Bidi, page: str) -> dict:
    path = json.dumps({"path": sys.stdin.read()})
    opened = f"window.jupyterapp.commands.execute('docmanager:open', {path}).then(() => true)"
    bidi.until(page, "!!window.jupyterapp")
    bidi.value(page, f"window.jupyterapp.restored.then(() => {opened})")
    # JupyterLab calls a notebook the current one when it has the focus, which a window without a screen does not get
    panel = "[...window.jupyterapp.shell.widgets('main')].find((widget) => widget.sessionContext)"
    bidi.value(page, f"{panel}.node.dispatchEvent(new FocusEvent('focus'))")
    kernel = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
    bidi.until(page, f"{kernel}?.status === 'idle'")
    bidi.value(page, "window.jupyterapp.commands.execute('notebook:run-all-cells').then(() => true)")
    bidi.until(page, "!!document.querySelector('.jp-OutputArea iframe')")
    return play(bidi, figures_of(bidi, page)[0])


def draw(bidi: Bidi, page: str) -> dict:
    """The first figure is the canvas. Points go in one by one, as fast as Firefox takes them."""
    frame = figures_of(bidi, page)[0]
    box = json.loads(bidi.value(frame, "JSON.stringify(document.querySelector('canvas[role]').getBoundingClientRect())"))
    read = []
    for strokes in json.load(sys.stdin):
        actions = []
        for stroke in strokes:
            for k, (x, y) in enumerate(stroke):
                at = {"x": round(box["x"] + x * box["width"]), "y": round(box["y"] + y * box["height"])}
                actions.append({"type": "pointerMove", "duration": 0, **at})
                if k == 0:
                    actions.append({"type": "pointerDown", "button": 0})
            actions.append({"type": "pointerUp", "button": 0})
        mouse = {"type": "pointer", "id": "mouse", "actions": actions}
        bidi.ask("input.performActions", {"context": frame, "actions": [mouse]})
        words = "document.querySelector('.stage svg').textContent"
        said = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(%s))))" % words
        guess = re.search(r"(\d)(?:the net's guess|not sure)", bidi.value(frame, said))
        read.append(guess and int(guess[1]))
        bidi.value(frame, "[...document.querySelectorAll('button')].find((b) => b.textContent === 'Clear').click()")
    return {"read": read}


def visit(bidi: Bidi, url: str, what) -> dict:
    page = go(bidi, url)
    seen = what(bidi, page)
    addresses = [e["params"]["request"]["url"] for e in bidi.events if e.get("method") == "network.beforeRequestSent"]
    logs = [e["params"] for e in bidi.events if e.get("method") == "log.entryAdded"]
    errors = [entry["text"] for entry in logs if entry["level"] == "error" and not BREAK.search(entry["text"])]
    return {**seen, "addresses": addresses, "errors": errors}


def main() -> None:
    program, url, what = sys.argv[1:]
    visits = {"read": read, "play": play, "cell": cell, "draw": draw}
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
            print(json.dumps(visit(Bidi(listening[1]), url, visits[what])))
        finally:
            firefox.terminate()
            firefox.wait(30)


if __name__ == "__main__":
    main()
