#!/usr/bin/env python3
"""Runs a peer on a generated booking round and prints one line of JSON.

usage: booking_peer.py greedy|HiGHS|CP-SAT INSTANCE.json SECONDS

HiGHS gets the time-indexed program of maximal cliques, CP-SAT optional intervals; both begin with the
greedy timetable. Whatever comes out is judged by booking_check.py.
"""
import json
import sys
import time

from booking_check import check
from booking_greedy import greedy, kind, on_duty, starts, value

started = time.process_time()


def highs(instance, seconds, hint):
    import highspy

    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 2)
    columns, cost, rows = [], [], {}
    for wish in instance["requests"]:
        for device, bonus in wish["devices"]:
            for first, last in starts(instance, wish, device):
                for start in range(first, last + 1):
                    columns.append((wish["id"], device, start))
                    cost.append(value(wish, bonus, start))
    number = {column: i for i, column in enumerate(columns)}
    begins, ends = {}, {}
    for device_columns in columns:
        wish = instance["requests"][device_columns[0]]
        device, start = device_columns[1:]
        begins.setdefault(device, set()).add(start - wish["setup"])
        ends.setdefault(device, set()).add(start + wish["duration"] + wish["cleanup"])
    kept = set()
    for device in begins:
        open_clique = False
        for slot in range(instance["horizon"]):
            open_clique = open_clique or slot in begins[device]
            if open_clique and slot + 1 in ends[device]:
                kept.add((device, slot))
                open_clique = False
    duty = on_duty(instance)
    series = {r: s["id"] for s in instance["series"] for r in s["requests"]}
    quotas = {}
    for q, quota in enumerate(instance["quotas"]):
        quotas.setdefault(quota["institution"], []).append(q)
    inf = highspy.kHighsInf

    def add(key, low, high, column, coefficient):
        row = rows.setdefault(key, [low, high, [], []])
        row[2].append(column)
        row[3].append(coefficient)

    for i, (r, device, start) in enumerate(columns):
        wish = instance["requests"][r]
        end = start + wish["duration"]
        for slot in range(start - wish["setup"], end + wish["cleanup"]):
            if (device, slot) in kept:
                add(("device", device, slot), -inf, 1, i, 1)
        if wish["pool"] >= 0:
            for slot in range(start - wish["setup"], end):
                add(("pool", wish["pool"], slot), -inf, duty[wish["pool"]][slot], i, 1)
        low, high = (0, 0) if r in series else (-inf, 1)
        add(("request", r), low, high, i, 1)
        for q in quotas.get(wish["institution"], []):
            quota = instance["quotas"][q]
            if quota["class"] < 0 or quota["class"] == kind(instance, wish):
                add(("quota", q), -inf, quota["max_slots"], i, wish["duration"])
        add(("share", wish["institution"]), -inf, inf, i, wish["duration"])
    held = {r for r, _, _ in columns}
    upper = [1.0] * len(columns)
    for s in instance["series"]:
        whole = all(r in held for r in s["requests"])
        for r in s["requests"]:
            if r in held:
                add(("request", r), 0, 0, len(upper), -1)
        cost.append(0)
        upper.append(1.0 if whole else 0.0)
    binaries = len(upper)
    for owner in instance["institutions"]:
        row = rows.get(("share", owner["id"]), None)
        if row:
            row[0] = owner["target_slots"]
            add(("share", owner["id"]), 0, inf, len(upper), 1)
        cost.append(-owner["short_penalty"])
        upper.append(float(owner["target_slots"]))
    empty = sum(
        o["short_penalty"] * o["target_slots"] for o in instance["institutions"]
        if ("share", o["id"]) not in rows)
    for i, c in enumerate(cost):
        model.addCol(float(c), 0.0, upper[i], 0, [], [])
    for low, high, indices, coefficients in rows.values():
        model.addRow(float(low), float(high), len(indices), indices, [float(c) for c in coefficients])
    for i in range(binaries):
        model.changeColIntegrality(i, highspy.HighsVarType.kInteger)
    model.changeObjectiveSense(highspy.ObjSense.kMaximize)
    point = [0.0] * len(cost)
    for place in hint:
        point[number[place]] = 1.0
    placed = {r for r, _, _ in hint}
    for k, s in enumerate(instance["series"]):
        point[len(columns) + k] = float(all(r in placed for r in s["requests"]))
    use = {}
    for r, _, _ in hint:
        wish = instance["requests"][r]
        use[wish["institution"]] = use.get(wish["institution"], 0) + wish["duration"]
    for k, owner in enumerate(instance["institutions"]):
        point[binaries + k] = float(max(0, owner["target_slots"] - use.get(owner["id"], 0)))
    solution = highspy.HighsSolution()
    solution.col_value = point
    model.setSolution(solution)
    model.setOptionValue("time_limit", float(seconds))
    model.run()
    info = model.getInfo()
    values = list(model.getSolution().col_value)
    accepted = [columns[i] for i in range(len(columns)) if values and values[i] > 0.5]
    is_optimal = model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    bound = info.mip_dual_bound - empty if abs(info.mip_dual_bound) < 1e15 else None
    return ("optimal" if is_optimal else "feasible"), accepted, bound


def cpsat(instance, seconds, hint):
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    hinted = {r: (device, start) for r, device, start in hint}
    on_device = [[] for _ in instance["devices"]]
    on_pool = [[] for _ in instance["pools"]]
    accept, begin, on = {}, {}, {}
    goal, by_owner, by_class = [], {}, {}
    for wish in instance["requests"]:
        r = wish["id"]
        runs = {d: list(starts(instance, wish, d)) for d, _ in wish["devices"]}
        runs = {d: found for d, found in runs.items() if found}
        if not runs:
            continue
        intervals = [list(run) for found in runs.values() for run in found]
        domain = cp_model.Domain.from_intervals(intervals)
        begin[r] = model.new_int_var_from_domain(domain, f"start{r}")
        accept[r] = model.new_bool_var(f"accept{r}")
        before, length, after = wish["setup"], wish["duration"], wish["cleanup"]
        for device, bonus in wish["devices"]:
            if device not in runs:
                continue
            literal = on[r, device] = model.new_bool_var(f"on{r}_{device}")
            own = cp_model.Domain.from_intervals([list(run) for run in runs[device]])
            model.add_linear_expression_in_domain(begin[r], own).only_enforce_if(literal)
            on_device[device].append(
                model.new_optional_fixed_size_interval_var(
                    begin[r] - before, before + length + after, literal, f"slot{r}_{device}"))
            goal.append(bonus * literal)
            model.add_hint(literal, hinted.get(r, (None, 0))[0] == device)
        model.add(sum(on[r, d] for d in runs) == accept[r])
        model.add_hint(accept[r], r in hinted)
        if r in hinted:
            model.add_hint(begin[r], hinted[r][1])
        goal.append(wish["weight"] * accept[r])
        liked = domain.intersection_with(
            cp_model.Domain(wish["preferred"][0], wish["preferred"][1] - 1))
        if wish["pref_bonus"] and liked.size():
            early = model.new_bool_var(f"liked{r}")
            model.add_linear_expression_in_domain(begin[r], liked).only_enforce_if(early)
            model.add_implication(early, accept[r])
            goal.append(wish["pref_bonus"] * early)
        if wish["pool"] >= 0:
            on_pool[wish["pool"]].append(
                model.new_optional_fixed_size_interval_var(
                    begin[r] - before, before + length, accept[r], f"operator{r}"))
        owner = wish["institution"]
        by_owner.setdefault(owner, []).append(length * accept[r])
        by_class.setdefault((owner, kind(instance, wish)), []).append(length * accept[r])
    for intervals in on_device:
        model.add_no_overlap(intervals)
    for pool, row in enumerate(on_duty(instance)):
        most = max(row)
        lacking = [
            model.new_fixed_size_interval_var(slot, 1, "") for slot in range(len(row))
            if row[slot] < most]
        demands = [most - count for count in row if count < most]
        model.add_cumulative(on_pool[pool] + lacking, [1] * len(on_pool[pool]) + demands, most)
    for s in instance["series"]:
        own = [accept.get(r) for r in s["requests"]]
        whole = all(a is not None for a in own)
        for a in own:
            if a is not None:
                model.add(a == (own[0] if whole else 0))
    for q in instance["quotas"]:
        owner = q["institution"]
        uses = by_owner.get(owner) if q["class"] < 0 else by_class.get((owner, q["class"]))
        if uses:
            model.add(sum(uses) <= q["max_slots"])
    for owner in instance["institutions"]:
        lacking = model.new_int_var(0, owner["target_slots"], "")
        model.add(lacking + sum(by_owner.get(owner["id"], [])) >= owner["target_slots"])
        goal.append(-owner["short_penalty"] * lacking)
    model.maximize(sum(goal))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return "unknown", [], None
    accepted = [(r, d, solver.value(begin[r])) for (r, d), on_it in on.items() if solver.value(on_it)]
    return solver.status_name(status).lower(), accepted, solver.best_objective_bound


def main():
    program, path, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    instance = json.load(open(path))
    first = greedy(instance)
    if program == "greedy":
        status, accepted, bound = "feasible", first, None
    else:
        solve = {"HiGHS": highs, "CP-SAT": cpsat}[program]
        status, accepted, bound = solve(instance, seconds, first)
    worth, broken = check(instance, accepted)
    print(json.dumps({
        "status": "invalid" if broken else status, "objective": worth, "bound": bound,
        "solveSeconds": time.process_time() - started}))


if __name__ == "__main__":
    main()
