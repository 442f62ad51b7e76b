#!/usr/bin/env python3
"""afscn_cpsat.py DATA.json SECONDS WORKERS CONTACTS.json

CP-SAT on oversubscribed satellite contacts: optional intervals, one cumulative for each station. Writes the
contacts and prints `final STATUS TASKS BOUND SECONDS`.
"""
import json
import sys
import time

from ortools.sat.python import cp_model


def main():
    data, seconds, workers, output = sys.argv[1:5]
    data = json.load(open(data))
    model = cp_model.CpModel()
    at, ways, contacts = {}, {}, []
    for task, station, earliest, duration, latest in data["Opportunities"]:
        way = model.new_bool_var("")
        start = model.new_int_var(earliest, latest - duration, "")
        at.setdefault(station, []).append(
            model.new_optional_fixed_size_interval_var(start, duration, way, ""))
        ways.setdefault(task, []).append(way)
        contacts.append((way, start, task, station, duration))
    for list_of_ways in ways.values():
        model.add_at_most_one(list_of_ways)
    antennas = {number: count for _, number, count in data["Stations"]}
    for station, intervals in at.items():
        model.add_cumulative(intervals, [1] * len(intervals), antennas[station])
    model.maximize(sum(way for way, *_ in contacts))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = int(workers)
    solver.parameters.max_time_in_seconds = float(seconds)
    begin = time.time()
    status = solver.solve(model)
    name = solver.status_name(status)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        print(f"final {name} nan nan {time.time() - begin:.1f}")
        return
    rows = [
        [task, station, solver.value(start), solver.value(start) + duration]
        for way, start, task, station, duration in contacts if solver.value(way)
    ]
    json.dump(rows, open(output, "w"))
    print(f"final {name} {solver.objective_value} {solver.best_objective_bound} {time.time() - begin:.1f}")


if __name__ == "__main__":
    main()
