"""Talent-optimal stable pairing of a strict .hrt file with a library; prints one JSON line.

    python3 pairing_libraries.py matching|algmatch|heap|c++ FILE SECONDS

`matching` and `algmatch` are the libraries of these names on PyPI; `heap` is deferred acceptance in
plain Python, `c++` in plain C++ (deferred_acceptance.cpp, compiled first by the compiler named c++). The
objective is the sum of the talents' ranks, from 1. `solveSeconds` leaves out reading and building, in
processor seconds. Libraries are stopped after SECONDS.
pip install matching algmatch
"""
import argparse
import heapq
import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time


def read(path):
    lines = [line.split() for line in open(path) if line.strip() and not line.startswith("#")]
    n, m = int(lines[1][0]), int(lines[2][0])
    talents = {int(w[0]): [int(x) for x in w[1:]] for w in lines[3:3 + n]}
    mentors = {int(w[0]): [int(x) for x in w[2:]] for w in lines[3 + n:3 + n + m]}
    places = {int(w[0]): int(w[1]) for w in lines[3 + n:3 + n + m]}
    return talents, mentors, places


def by_heap(talents, mentors, places):
    rank = {m: {t: k for k, t in enumerate(list_)} for m, list_ in mentors.items()}

    def solve():
        team, got, waiting = {m: [] for m in mentors}, {}, list(talents)
        left = {t: iter(list_) for t, list_ in talents.items()}
        while waiting:
            t = waiting.pop()
            for m in left[t]:
                if t not in rank[m] or not places[m]:
                    continue
                heapq.heappush(team[m], (-rank[m][t], t))
                got[t] = m
                if len(team[m]) <= places[m]:
                    break
                t = heapq.heappop(team[m])[1]
                del got[t]
                waiting.append(t)
                break
        return got
    return solve


def by_matching(talents, mentors, places):
    from matching.games import HospitalResident
    game = HospitalResident.create_from_dictionaries(talents, mentors, places)

    def solve():
        found = game.solve(optimal="resident")
        return {r.name: h.name for h, team in found.items() for r in team}
    return solve


def by_algmatch(talents, mentors, places):
    from algmatch import HR
    game = HR(dictionary={
        "residents": talents,
        "hospitals": {m: {"capacity": places[m], "preferences": mentors[m]} for m in mentors}},
        optimised_side="residents")

    def solve():
        found = game.get_stable_matching()["resident_sided"]
        return {int(str(r).lstrip("r")): int(str(h).lstrip("h")) for r, h in found.items() if h}
    return solve


def in_plain_code(path):
    source = pathlib.Path(__file__).with_name("deferred_acceptance.cpp")
    with tempfile.TemporaryDirectory() as folder:
        program = f"{folder}/deferred_acceptance"
        subprocess.run(["c++", "-O2", "-std=c++17", source, "-o", program], check=True)
        subprocess.run([program, path], check=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("library", choices=["matching", "algmatch", "heap", "c++"])
    parser.add_argument("file")
    parser.add_argument("seconds", type=float)
    options = parser.parse_args()
    signal.alarm(max(1, int(options.seconds)))
    if options.library == "c++":
        return in_plain_code(options.file)
    round_ = read(options.file)
    build = {"matching": by_matching, "algmatch": by_algmatch, "heap": by_heap}[options.library]
    solve = build(*round_)
    start = time.process_time()
    got = solve()
    seconds = time.process_time() - start
    ranks = sum(round_[0][t].index(m) + 1 for t, m in got.items())
    print(json.dumps({"status": "stable", "objective": ranks, "bound": None, "size": len(got),
                      "solveSeconds": round(seconds, 4)}))


if __name__ == "__main__":
    # `matching` copies its linked players one inside the other.
    sys.setrecursionlimit(10**7)
    threading.stack_size(1 << 29)
    worker = threading.Thread(target=main)
    worker.start()
    worker.join()
