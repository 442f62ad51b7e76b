"""The largest total score of a pairing round, stable or not, by a min-cost flow; prints one JSON line.

    python3 flow_peer.py ortools FILE.json SECONDS

FILE.json is a draft as `allot` reads it. `solveSeconds` is the processor time of the solver's own call.
pip install ortools numpy
"""
import argparse
import json
import time


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("solver", choices=["ortools"])
    parser.add_argument("file")
    parser.add_argument("seconds", type=float)
    options = parser.parse_args()
    draft = json.load(open(options.file, encoding="utf-8"))["draft"]
    mentor = {m["id"]: j for j, m in enumerate(draft["mentors"])}
    talent = {t["id"]: i for i, t in enumerate(draft["talents"])}
    listed = [{t for tier in m["wishes"] for t in tier} for m in draft["mentors"]]
    points = {(s["talent"], s["mentor"]): s["points"] for s in draft["scores"]}
    n, m = len(talent), len(mentor)
    tail, head, worth = [], [], []
    for t in draft["talents"]:
        for tier in t["wishes"]:
            for name in tier:
                if t["id"] in listed[mentor[name]]:
                    tail.append(talent[t["id"]])
                    head.append(n + mentor[name])
                    worth.append(points.get((t["id"], name), 0) if points else 1)

    import numpy
    from ortools.graph.python import min_cost_flow
    sink = n + m
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        numpy.array(tail + list(range(n)) + list(range(n, n + m))),
        numpy.array(head + [sink] * (n + m)),
        numpy.array([1] * (len(tail) + n) + [d["capacity"] for d in draft["mentors"]]),
        numpy.array([-w for w in worth] + [0] * (n + m)))
    flow.set_nodes_supplies(numpy.arange(sink + 1), numpy.array([1] * n + [0] * m + [-n]))
    start = time.process_time()
    status = flow.solve()
    seconds = time.process_time() - start
    optimal = status == flow.OPTIMAL
    print(json.dumps({"status": "optimal" if optimal else "failed",
                      "objective": -flow.optimal_cost() if optimal else None,
                      "bound": -flow.optimal_cost() if optimal else None,
                      "solveSeconds": round(seconds, 4)}))


if __name__ == "__main__":
    main()
