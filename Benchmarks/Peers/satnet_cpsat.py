#!/usr/bin/env python3
"""satnet_cpsat.py PROBLEM.json MAINTENANCE.csv GOAL SECONDS WORKERS TRACKS.json

CP-SAT on a SatNet week as an optional-interval model in minutes. GOAL is `requests` (most satisfied, one
track of the least length each), `hours` (tracks of any length, requests of 8 hours or more in up to two
tracks) or `fairness` (least sum of squares of what missions lack, in 1/1000). Writes the tracks and prints
`final STATUS OBJECTIVE BOUND SECONDS`.
"""
import csv
import json
import sys
import time

from ortools.sat.python import cp_model


def main():
    problem, maintenance, goal, seconds, workers, output = sys.argv[1:7]
    requests = json.load(open(problem))
    closures = [
        (r["antenna"], int(float(r["starttime"])), int(float(r["endtime"])))
        for r in csv.DictReader(open(maintenance))
    ]
    base = min(v["TRX ON"] for r in requests for vs in r["resource_vp_dict"].values() for v in vs) - 86400

    def up(x):
        return -((base - x) // 60)

    def down(x):
        return (x - base) // 60

    model = cp_model.CpModel()
    busy, tracks, served, satisfied, missions = {}, [], [], [], {}
    for antenna, start, end in closures:
        busy.setdefault(antenna, []).append(
            model.new_fixed_size_interval_var(down(start), max(1, up(end) - down(start)), ""))
    for r in requests:
        asked, least = int(r["duration"] * 60), -int(-r["duration_min"] * 60 // 1)
        setup, teardown = int(r["setup_time"]), int(r["teardown_time"])
        shortest = min(least, 240) if goal != "requests" and asked >= 480 else least
        longest = least if goal == "requests" else max(least, asked)
        count = 2 if goal != "requests" and asked >= 480 else 1
        amounts, chosen, own = [], [], []
        for _ in range(count):
            ways = []
            for resource, views in r["resource_vp_dict"].items():
                for view in views:
                    a, b = up(view["TRX ON"]), down(view["TRX OFF"])
                    if b - a < shortest:
                        continue
                    most = min(longest, b - a)
                    way = model.new_bool_var("")
                    start = model.new_int_var(a, b - shortest, "")
                    length = model.new_int_var(shortest, most, "")
                    end = model.new_int_var(a + shortest, b, "")
                    model.add(start + length == end)
                    whole = model.new_int_var(shortest + setup + teardown, most + setup + teardown, "")
                    model.add(whole == length + setup + teardown)
                    for antenna in resource.split("_"):
                        busy.setdefault(antenna, []).append(
                            model.new_optional_interval_var(
                                start - setup, whole, end + teardown, way, ""))
                    own.append(model.new_optional_interval_var(start, length, end, way, ""))
                    amount = model.new_int_var(0, most, "")
                    model.add(amount <= length)
                    model.add(amount <= most * way)
                    amounts.append(amount)
                    ways.append(way)
                    tracks.append((way, start, end, resource, r))
            model.add_at_most_one(ways)
            chosen += ways
        # Tracks of a request at the same time on two antennas would be one on their array.
        if count > 1:
            model.add_no_overlap(own)
        total = model.new_int_var(0, asked, "")
        model.add(total <= sum(amounts))
        if goal == "requests":
            satisfied.append(sum(chosen))
        served.append(total)
        missions.setdefault(r["subject"], [0, []])
        missions[r["subject"]][0] += asked
        missions[r["subject"]][1].append(total)
    for intervals in busy.values():
        model.add_no_overlap(intervals)
    if goal == "requests":
        model.maximize(sum(satisfied))
    elif goal == "hours":
        model.maximize(sum(served))
    else:
        squares = []
        for asked, parts in missions.values():
            lack = model.new_int_var(0, 1000, "")
            model.add(lack * asked >= 1000 * asked - 1000 * sum(parts))
            square = model.new_int_var(0, 1_000_000, "")
            model.add_multiplication_equality(square, [lack, lack])
            squares.append(square)
        model.minimize(sum(squares))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = int(workers)
    solver.parameters.max_time_in_seconds = float(seconds)
    begin = time.time()
    status = solver.solve(model)
    name = solver.status_name(status)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        print(f"final {name} nan nan {time.time() - begin:.1f}")
        return
    rows = []
    for way, start, end, resource, r in tracks:
        if not solver.value(way):
            continue
        on, off = base + 60 * solver.value(start), base + 60 * solver.value(end)
        for antenna in resource.split("_"):
            rows.append({
                "RESOURCE": antenna, "SC": str(r["subject"]),
                "START_TIME": on - 60 * int(r["setup_time"]), "TRACKING_ON": on, "TRACKING_OFF": off,
                "END_TIME": off + 60 * int(r["teardown_time"]), "TRACK_ID": r["track_id"]})
    json.dump(rows, open(output, "w"))
    print(f"final {name} {solver.objective_value} {solver.best_objective_bound} {time.time() - begin:.1f}")


if __name__ == "__main__":
    main()
