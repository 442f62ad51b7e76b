#!/usr/bin/env python3
"""Opens pages in headless Chromium and says what a reader would meet there.

  look.py CHROMIUM PAGE ... [--pictures FOLDER] [--no-paper]

Prints one JSON object on a line for each page: messages of the console, requests beside the page itself,
the width that the content takes at each window width, the parts that on the narrow one lose the names of their
rows when they are scrolled to their end, the cells in which words stand on too narrow lines, the text that is
read without JavaScript, what a page that checks itself says, and the sheets of paper. Talks to the browser over
its pipe, so it needs nothing but Python.
"""
import base64
import json
import os
import re
import subprocess
import sys
import tempfile

WIDTHS = (1366, 390)

# Scrolls each part that is wider than the window to its end: the names that its rows begin with must still be
# whole, at its left edge, and leave room for the rest.
NAMELESS = """[...document.querySelectorAll('.wide')].filter(part => {
  if (part.scrollWidth <= part.clientWidth + 1) return false;
  part.scrollLeft = part.scrollWidth;
  const left = part.getBoundingClientRect().left;
  const names = [...part.querySelectorAll('.short,tbody tr>:first-child:not([colspan])')];
  const kept = names.map(name => name.getBoundingClientRect());
  part.scrollLeft = part.scrollWidth * SHOWN;
  return !kept.length || kept.some(
    name => name.left < left - 1 || name.right > left + part.clientWidth * 0.7);
}).map(part => part.getAttribute('aria-label'))"""


# Cells whose words stand a letter or two on a line.
CRAMPED = """[...document.querySelectorAll('.wide>table td')].filter(
  cell => cell.innerText.length > 8 && cell.clientWidth < 56).map(cell => cell.innerText)"""


class Browser:
    """Chromium without a window, spoken to over two pipes: JSON, each message ended by a zero byte."""

    def __init__(self, program, profile):
        to_read, self.to = os.pipe()
        self.of, of_write = os.pipe()

        def place():
            # The pipes must be descriptors 3 and 4; copies first, as the numbers may collide.
            a, b = os.dup(to_read), os.dup(of_write)
            os.dup2(a, 3)
            os.dup2(b, 4)

        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--remote-debugging-pipe", "--user-data-dir=" + profile, "--no-first-run",
             "--disable-extensions", "--disable-background-networking", "about:blank"],
            preexec_fn=place, close_fds=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(of_write)
        self.rest = b""
        self.last = 0
        self.events = []

    def receive(self):
        while b"\0" not in self.rest:
            part = os.read(self.of, 1 << 20)
            if not part:
                raise SystemExit("the browser has ended")
            self.rest += part
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, session=None, **parameters):
        self.last += 1
        message = {"id": self.last, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to, data):]
        number = self.last
        while True:
            answer = self.receive()
            if answer.get("id") == number:
                if "error" in answer:
                    raise SystemExit("%s: %s" % (method, answer["error"]))
                return answer["result"]
            self.events.append(answer)

    def wait(self, method, session):
        while True:
            for i, event in enumerate(self.events):
                if event.get("method") == method and event.get("sessionId") == session:
                    del self.events[i]
                    return
            self.events.append(self.receive())

    def close(self):
        try:
            self.ask("Browser.close")
        except SystemExit:
            pass
        self.process.wait()

# A4 without its margins, in pixels, and what is asked of it: whether rules for phones hold, how high the grid is.
PRINTED = [
    (711, "['li', 'dl'].some(n => { const e = document.querySelector(n === 'li' ? '.figures li' : 'dl');"
          " return e !== null && (n === 'li' ? getComputedStyle(e).flexBasis === '40%'"
          " : getComputedStyle(e).gridTemplateColumns.split(' ').length === 1) })"),
    (1039, "Math.ceil((document.querySelector('.roster') || {offsetHeight: 0}).offsetHeight)"),
]


def looked_at(browser, path, pictures, on_paper):
    target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
    session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def ask(method, **parameters):
        return browser.ask(method, session, **parameters)

    def value(expression):
        return ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"]["value"]

    def load():
        ask("Page.navigate", url="file://" + path)
        browser.wait("Page.loadEventFired", session)

    for domain in ("Page", "Runtime", "Log", "Network"):
        ask(domain + ".enable")
    widths = {}
    name = os.path.basename(path).rsplit(".", 1)[0]
    for width in WIDTHS:
        ask("Emulation.setDeviceMetricsOverride", width=width, height=844, deviceScaleFactor=1,
            mobile=width < 600)
        load()
        widths[width] = value("document.documentElement.scrollWidth")
        if width == WIDTHS[-1]:
            nameless = value(NAMELESS.replace("SHOWN", "0.3" if pictures else "0"))
            cramped = value(CRAMPED)
        if pictures:
            height = min(2400, value("document.documentElement.scrollHeight"))
            clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
            picture = ask("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
            with open("%s/%s-%d.png" % (pictures, name, width), "wb") as file:
                file.write(base64.b64decode(picture["data"]))
    # How it lays itself out for a printer: on the sheet as it is offered, upright, and as the page turns it.
    ask("Emulation.setEmulatedMedia", media="print")
    printed = []
    for width, expression in PRINTED:
        ask("Emulation.setDeviceMetricsOverride", width=width, height=710, deviceScaleFactor=1, mobile=False)
        printed.append(value(expression))
    ask("Emulation.setEmulatedMedia", media="")
    ask("Emulation.clearDeviceMetricsOverride")
    paper = b""
    if on_paper:
        paper = ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        paper = base64.b64decode(paper["data"])
    if pictures:
        with open("%s/%s.pdf" % (pictures, name), "wb") as file:
            file.write(paper)
    # Without JavaScript the same must be there to read.
    text = value("document.body.innerText")
    verdict = value("(document.getElementById('verdict')||{}).textContent||''")
    ask("Emulation.setScriptExecutionDisabled", value=True)
    load()
    plain = value("document.body.innerText")
    messages, requests = [], []
    for event in browser.events:
        if event.get("sessionId") != session:
            continue
        method, details = event["method"], event.get("params", {})
        if method == "Log.entryAdded":
            messages.append(details["entry"]["text"])
        elif method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
            messages.append(json.dumps(details)[:300])
        elif method == "Network.requestWillBeSent":
            url = details["request"]["url"]
            if details["documentURL"] != url or not url.startswith("file:"):
                requests.append(url)
    browser.ask("Target.closeTarget", targetId=target)
    browser.events.clear()
    return {
        "page": os.path.basename(path), "messages": messages, "requests": requests,
        "widths": widths, "nameless": nameless, "cramped": cramped, "sheets": len(re.findall(rb"/Type\s*/Page\b", paper)),
        "paperBytes": len(paper), "text": len(text), "textWithoutScripts": len(plain),
        "verdict": verdict, "isPhoneOnPaper": printed[0], "gridOnPaper": printed[1],
    }


def main(arguments):
    pictures = None
    if "--pictures" in arguments:
        i = arguments.index("--pictures")
        pictures = arguments[i + 1]
        del arguments[i:i + 2]
    on_paper = "--no-paper" not in arguments
    arguments = [word for word in arguments if word != "--no-paper"]
    program, pages = arguments[0], arguments[1:]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(program, profile)
        try:
            for page in pages:
                found = looked_at(browser, os.path.abspath(page), pictures, on_paper)
                print(json.dumps(found), flush=True)
        finally:
            browser.close()


main(sys.argv[1:])
