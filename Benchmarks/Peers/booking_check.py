#!/usr/bin/env python3
"""Checks a timetable of a generated booking round, from the rules alone: it shares no code with any solver.

usage: booking_check.py INSTANCE.json SOLUTION.json
SOLUTION.json holds "accepted": [[request, device, start], ...] and, if it likes, "objective".
"""
import json
import sys


def check(instance, accepted):
    """Returns the value of the accepted bookings and one sentence for each broken rule."""
    requests = {r["id"]: r for r in instance["requests"]}
    devices = {d["id"]: d for d in instance["devices"]}
    broken, holder, busy, used, of_class = [], {}, {}, {}, {}
    placed, value = {}, 0
    for request, device, start in accepted:
        if request in placed:
            broken.append(f"request {request} is placed twice")
            continue
        placed[request] = start
        wish = requests[request]
        bonus = dict(map(tuple, wish["devices"]))
        if device not in bonus:
            broken.append(f"request {request} does not accept device {device}")
            continue
        end = start + wish["duration"]
        if not any(a <= start and end <= b for a, b in wish["windows"]):
            broken.append(f"request {request} starts at {start}, outside its windows")
        first, last = start - wish["setup"], end + wish["cleanup"]
        if not any(a <= first and last <= b for a, b in devices[device]["open"]):
            broken.append(f"device {device} is not open from {first} to {last}")
        for slot in range(first, last):
            if (device, slot) in holder:
                broken.append(f"device {device}, slot {slot}: {holder[device, slot]} and {request}")
            holder[device, slot] = request
        if wish["pool"] >= 0:
            for slot in range(first, end):
                busy[wish["pool"], slot] = busy.get((wish["pool"], slot), 0) + 1
        owner, kind = wish["institution"], devices[wish["devices"][0][0]]["class"]
        used[owner] = used.get(owner, 0) + wish["duration"]
        of_class[owner, kind] = of_class.get((owner, kind), 0) + wish["duration"]
        value += wish["weight"] + bonus[device]
        if wish["preferred"][0] <= start < wish["preferred"][1]:
            value += wish["pref_bonus"]
    for pool in instance["pools"]:
        on_duty = [0] * instance["horizon"]
        for first, last, count in pool["capacity"]:
            on_duty[first:last] = [count] * (last - first)
        for slot, count in enumerate(on_duty):
            if busy.get((pool["id"], slot), 0) > count:
                broken.append(f"pool {pool['id']}, slot {slot}: more than {count} operators")
    for series in instance["series"]:
        held = sum(request in placed for request in series["requests"])
        if held not in (0, len(series["requests"])):
            broken.append(f"series {series['id']}: {held} of {len(series['requests'])}")
    for quota in instance["quotas"]:
        owner, kind = quota["institution"], quota["class"]
        use = used.get(owner, 0) if kind < 0 else of_class.get((owner, kind), 0)
        if use > quota["max_slots"]:
            broken.append(f"quota of institution {owner}, class {kind}: {use} slots")
    for owner in instance["institutions"]:
        lacking = max(0, owner["target_slots"] - used.get(owner["id"], 0))
        value -= owner["short_penalty"] * lacking
    return value, broken


def main():
    instance = json.load(open(sys.argv[1]))
    solution = json.load(open(sys.argv[2]))
    value, broken = check(instance, solution["accepted"])
    claimed = solution.get("objective", value)
    if claimed != value:
        broken.append(f"the claimed value is {claimed}, the timetable's is {value}")
    print("INVALID" if broken else "VALID", "value", value, "accepted", len(solution["accepted"]))
    for text in broken[:20]:
        print(text)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
