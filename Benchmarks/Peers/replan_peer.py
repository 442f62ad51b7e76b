#!/usr/bin/env python3
"""Replans a generated booking round around a failed device with HiGHS and prints one line of JSON.

usage: replan_peer.py INSTANCE.json RESULT.json DEVICE FIRST END LEVELS SECONDS

RESULT.json is what `allot book INSTANCE.json --from booking1 --output RESULT.json` wrote. DEVICE is a number,
out of use in the slots FIRST..<END. Whoever cannot stay may go to any acceptable place, and so may whoever stands
in the way on such a day, LEVELS times; all others stay. Least weight lost comes first, then fewest changes.
Quotas hold by themselves: of a timetable that keeps them nothing is added.
"""
import json
import sys

import highspy

from booking_greedy import on_duty, starts

SLOTS_OF_A_DAY = 48


def taken(wish, start):
    return range(start - wish["setup"], start + wish["duration"] + wish["cleanup"])


def attended(wish, start):
    return range(start - wish["setup"], start + wish["duration"])


def main():
    instance, result = (json.load(open(path)) for path in sys.argv[1:3])
    failed, first, end, levels, seconds = map(int, sys.argv[3:8])
    wishes = instance["requests"]
    old = {b["request"]: (b["device"], b["start"]) for b in result["answer"]["timetable"]["bookings"]}

    def places(r):
        wish = wishes[r]
        for device, _ in wish["devices"]:
            for low, high in starts(instance, wish, device):
                for start in range(low, high + 1):
                    if device != failed or not any(first <= t < end for t in taken(wish, start)):
                        yield device, start

    series = {}
    for s in instance["series"]:
        members = [r for r in s["requests"] if r in old]
        for r in members:
            series[r] = members
    open_places = {}
    moving = {
        r for r, (device, start) in old.items()
        if device == failed and any(first <= t < end for t in taken(wishes[r], start))
    }
    for _ in range(levels):
        moving |= {m for r in list(moving) for m in series.get(r, [])}
        days = set()
        for r in moving:
            if r not in open_places:
                open_places[r] = sorted(set(places(r)))
            for device, start in open_places[r]:
                days.update((device, t // SLOTS_OF_A_DAY) for t in taken(wishes[r], start))
        moving |= {
            r for r, (device, start) in old.items()
            if any((device, t // SLOTS_OF_A_DAY) in days for t in taken(wishes[r], start))
        }
    moving |= {m for r in list(moving) for m in series.get(r, [])}

    duty, busy = on_duty(instance), set()
    for r, (device, start) in old.items():
        if r not in moving:
            busy.update((device, t) for t in taken(wishes[r], start))
            if wishes[r]["pool"] >= 0:
                for t in attended(wishes[r], start):
                    duty[wishes[r]["pool"]][t] -= 1
    columns, rows, high, of_request = [], {}, {}, {r: [] for r in moving}
    for r in sorted(moving):
        wish = wishes[r]
        for device, start in open_places.get(r) or sorted(set(places(r))):
            if any((device, t) in busy for t in taken(wish, start)):
                continue
            pool = wish["pool"]
            if pool >= 0 and any(duty[pool][t] <= 0 for t in attended(wish, start)):
                continue
            of_request[r].append(len(columns))
            keys = [("device", device, t) for t in taken(wish, start)]
            if pool >= 0:
                keys += [("pool", pool, t) for t in attended(wish, start)]
            for key in keys:
                rows.setdefault(key, []).append(len(columns))
                high[key] = 1 if key[0] == "device" else duty[pool][key[2]]
            columns.append((r, device, start))

    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("time_limit", float(seconds))
    scale = len(moving) + 1
    for r, device, start in columns:
        worth = wishes[r]["weight"] * scale + (old[r] == (device, start))
        model.addCol(float(worth), 0.0, 1.0, 0, [], [])
    for i in range(len(columns)):
        model.changeColIntegrality(i, highspy.HighsVarType.kInteger)

    def add(low, top, own, coefficients):
        model.addRow(float(low), float(top), len(own), own, coefficients)

    for key, own in rows.items():
        add(-highspy.kHighsInf, high[key], own, [1.0] * len(own))
    for own in of_request.values():
        add(-highspy.kHighsInf, 1, own, [1.0] * len(own))
    for members in {tuple(m) for r, m in series.items() if r in moving}:
        for r in members[1:]:
            one, other = of_request[members[0]], of_request[r]
            add(0, 0, one + other, [1.0] * len(one) + [-1.0] * len(other))
    model.changeObjectiveSense(highspy.ObjSense.kMaximize)
    hint = highspy.HighsSolution()
    hint.col_value = [float(old[r] == (device, start)) for r, device, start in columns]
    model.setSolution(hint)
    model.run()
    values = list(model.getSolution().col_value)
    kept = {columns[i][0]: columns[i][1:] for i in range(len(columns)) if values and values[i] > 0.5}
    total = sum(wishes[r]["weight"] for r in moving)
    bound = model.getInfo().mip_dual_bound
    print(json.dumps({
        "isProven": model.getModelStatus() == highspy.HighsModelStatus.kOptimal,
        "movable": len(moving), "columns": len(columns),
        "lost": total - sum(wishes[r]["weight"] for r in kept),
        "changed": sum(kept.get(r) != old[r] for r in moving),
        "lostBound": round(total - bound / scale, 2),
    }))


main()
