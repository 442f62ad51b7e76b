#!/usr/bin/env python3
"""afscn_check.py DATA.json CONTACTS.json [-q]

Checks contacts of the oversubscribed satellite problem (Kramer, Barbulescu & Smith 2007, generalised)
from its rules; shares no code with any solver.

- A contact [task, station, start, end] is one of the task's opportunities: that station, inside the
  window, exactly as long.
- A task has one contact at most.
- A station serves at no minute more contacts than it has antennas.

Prints one line: `valid N tasks T of ALL`, N the number of broken rules.
"""
import json
import sys
from collections import Counter, defaultdict


def main():
    quiet = "-q" in sys.argv
    data, contacts = [a for a in sys.argv[1:] if a != "-q"]
    data = json.load(open(data))
    antennas = {number: count for _, number, count in data["Stations"]}
    chances = defaultdict(list)
    for task, station, earliest, duration, latest in data["Opportunities"]:
        chances[task].append((station, earliest, duration, latest))
    broken = []
    load = defaultdict(Counter)
    seen = set()
    for task, station, start, end in json.load(open(contacts)):
        if task in seen:
            broken.append(f"task {task} twice")
        seen.add(task)
        fits = any(
            s == station and earliest <= start and end <= latest and end - start == duration
            for s, earliest, duration, latest in chances[task]
        )
        if not fits:
            broken.append(f"task {task} has no such opportunity")
        for minute in range(start, end):
            load[station][minute] += 1
    for station, minutes in load.items():
        worst = max(minutes.values())
        if worst > antennas[station]:
            broken.append(f"station {station} serves {worst} at once")
    if not quiet:
        for line in broken[:50]:
            print(line)
    print(f"valid {len(broken)} tasks {len(seen)} of {len(chances)}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
