#!/usr/bin/env python3
"""satnet_check.py PROBLEM.json MAINTENANCE.csv TRACKS.json [-q]

Checks the tracks of a SatNet week from the benchmark's rules; shares no code with any solver.

- A track names a request and an antenna. Rows with the same request and the same four times are one
  track on the array of their antennas.
- The tracking lies inside one view period of the request on that antenna or array.
- START_TIME is the set-up before TRACKING_ON, END_TIME the tear-down after TRACKING_OFF.
- START_TIME .. END_TIME of the tracks of an antenna are disjoint, and off its maintenance.
- A track lasts at least duration_min; of a request of 8 hours or more at least min(duration_min, 4 h).

Hours count once for an array, and of a request no more than it asked for. A request is satisfied with
duration_min. U of a mission is the part of its hours that is not served.
Prints one line: `valid N hours H satisfied S u_rms U u_max M tracks T`, N the number of broken rules.
"""
import csv
import json
import sys
from collections import defaultdict


def main():
    quiet = "-q" in sys.argv
    problem, maintenance, tracks = [a for a in sys.argv[1:] if a != "-q"]
    requests = {r["track_id"]: r for r in json.load(open(problem))}
    closed = defaultdict(list)
    for row in csv.DictReader(open(maintenance)):
        closed[row["antenna"]].append((int(float(row["starttime"])), int(float(row["endtime"]))))
    broken = []
    busy = defaultdict(list)
    together = defaultdict(set)
    for t in json.load(open(tracks)):
        times = tuple(int(t[k]) for k in ("START_TIME", "TRACKING_ON", "TRACKING_OFF", "END_TIME"))
        if t["TRACK_ID"] not in requests:
            broken.append(f"unknown request {t['TRACK_ID']}")
            continue
        if str(requests[t["TRACK_ID"]]["subject"]) != str(t["SC"]):
            broken.append(f"{t['TRACK_ID']} is not of mission {t['SC']}")
        if t["RESOURCE"] in together[(t["TRACK_ID"], times)]:
            broken.append(f"{t['TRACK_ID']} is on {t['RESOURCE']} twice")
        together[(t["TRACK_ID"], times)].add(t["RESOURCE"])
        busy[t["RESOURCE"]].append((times[0], times[3], t["TRACK_ID"]))
    for antenna, spans in busy.items():
        spans.sort()
        for a, b in zip(spans, spans[1:]):
            if b[0] < a[1]:
                broken.append(f"{a[2]} and {b[2]} overlap on {antenna}")
        for start, end, name in spans:
            if any(start < e and s < end for s, e in closed[antenna]):
                broken.append(f"{name} meets maintenance of {antenna}")
    served = defaultdict(int)
    for (name, (start, on, off, end)), antennas in together.items():
        r = requests[name]
        views = {frozenset(k.split("_")): v for k, v in r["resource_vp_dict"].items()}
        if not any(v["TRX ON"] <= on <= off <= v["TRX OFF"] for v in views.get(frozenset(antennas), [])):
            broken.append(f"{name} is not in view of {sorted(antennas)}")
        if on - start != int(r["setup_time"] * 60) or end - off != int(r["teardown_time"] * 60):
            broken.append(f"{name} has a wrong set-up or tear-down")
        least = r["duration_min"] if r["duration"] < 8 else min(r["duration_min"], 4.0)
        if off - on < int(least * 3600):
            broken.append(f"{name} is tracked too shortly")
        served[name] += off - on
    asked_of, served_of = defaultdict(int), defaultdict(int)
    satisfied = 0
    for name, r in requests.items():
        asked = int(r["duration"] * 3600)
        got = min(asked, served[name])
        asked_of[r["subject"]] += asked
        served_of[r["subject"]] += got
        satisfied += got >= int(r["duration_min"] * 3600)
    lacking = [1 - served_of[m] / asked_of[m] for m in asked_of if asked_of[m] > 0]
    if not quiet:
        for line in broken[:50]:
            print(line)
    u_rms = (sum(u * u for u in lacking) / len(lacking)) ** 0.5
    print(
        f"valid {len(broken)} hours {sum(served_of.values()) / 3600:.2f} satisfied {satisfied} "
        f"u_rms {u_rms:.4f} u_max {max(lacking):.4f} tracks {len(together)}"
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
