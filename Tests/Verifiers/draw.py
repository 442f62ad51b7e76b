"""A second implementation of the public draw, from its description alone.

    python3 draw.py orders < pairs      each line "count seed-in-hex"; prints the order of each
    python3 draw.py verify FILE         checks a transcript; prints "ok" or what differs
"""
import hashlib
import json
import sys


def sha(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def lines(items):
    return "".join(item + "\n" for item in items)


def order(count, seed):
    numbers = stream(seed)
    places = list(range(count))
    for last in range(count - 1, 0, -1):
        size = last + 1
        limit = 2**64 // size * size
        value = next(numbers)
        while value >= limit:
            value = next(numbers)
        places[last], places[value % size] = places[value % size], places[last]
    return places


def stream(seed):
    counter = 0
    while True:
        block = hashlib.sha256(seed + counter.to_bytes(8, "big")).digest()
        for start in range(0, 32, 8):
            yield int.from_bytes(block[start : start + 8], "big")
        counter += 1


def verify(transcript):
    c = transcript["commitment"]
    listing = sha(lines(e["id"] + "\t" + e["name"] for e in c["entries"]))
    rules = sha(
        lines(
            ["schema=" + c["schema"], "title=" + c["title"], "places=%d" % c["places"]]
            + ["source=" + s for s in c["sources"]]
            + ["party=%s=%s" % (p["name"], p["nonceHash"]) for p in c["parties"]]
            + ["rules=" + c["rules"], "previous=" + c["previous"]]
        )
    )
    commitment = sha(lines([listing, rules]))
    for party, nonce in zip(c["parties"], transcript["nonces"]):
        if sha(nonce) != party["nonceHash"]:
            return "nonce of " + party["name"]
    seed = sha(
        lines(
            [c["schema"], listing, rules]
            + [s + "=" + v for s, v in zip(c["sources"], transcript["values"])]
            + [p["name"] + "=" + n for p, n in zip(c["parties"], transcript["nonces"])]
        )
    )
    drawn = [c["entries"][i]["id"] for i in order(len(c["entries"]), bytes.fromhex(seed))]
    skipped = {s["id"] for s in transcript["skips"]}
    taken = [i for i in drawn if i not in skipped]
    whole = sha(
        lines(
            ["commitment=" + commitment]
            + ["value=" + v for v in transcript["values"]]
            + ["nonce=" + n for n in transcript["nonces"]]
            + ["date=" + transcript["date"], "conductor=" + transcript["conductor"]]
            + ["skip=%s=%s" % (s["id"], s["reason"]) for s in transcript["skips"]]
            + ["seed=" + seed]
            + ["drawn=" + i for i in drawn]
        )
    )
    for name, value in [
        ("commitmentHash", commitment),
        ("seed", seed),
        ("order", drawn),
        ("chosen", taken[: c["places"]]),
        ("substitutes", taken[c["places"] :]),
        ("hash", whole),
    ]:
        if transcript[name] != value:
            return name
    return "ok"


if __name__ == "__main__":
    if sys.argv[1] == "orders":
        for line in sys.stdin:
            count, seed = line.split()
            print(" ".join(map(str, order(int(count), bytes.fromhex(seed)))))
    else:
        with open(sys.argv[2], encoding="utf-8") as file:
            print(verify(json.load(file)))
