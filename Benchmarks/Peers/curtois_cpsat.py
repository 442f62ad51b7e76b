#!/usr/bin/env python3
"""CP-SAT model of the Curtois & Qu instances 1-24.
   curtois_cpsat.py INSTANCE TIME WORKERS [OUT] [--lin=N] [--seed=N] [--cpu=S]
Prints every improving solution 'sol t obj bound' and a final 'final status obj bound t'.

Model: Boolean x[e,d,s] (only where allowed), work w[e,d] = sum_s x (exactly-one with off literal),
run-start implications for min run / min days off (tightest clausal form), window sums for max run,
weekend literals, integer under/over slacks of cover (tight domains), objective = requests + cover.
Redundant: minutes row, shift-count rows derived from minutes when all shifts have one length,
per-employee 7-day-window relaxations are left to presolve.
"""
import sys, time, argparse
from ortools.sat.python import cp_model
from curtois_instance import Inst, write_roster

ap = argparse.ArgumentParser()
ap.add_argument("inst"); ap.add_argument("time", type=float); ap.add_argument("workers", type=int)
ap.add_argument("out", nargs="?"); ap.add_argument("--lin", type=int, default=None)
ap.add_argument("--seed", type=int, default=1); ap.add_argument("--log", action="store_true")
ap.add_argument("--cpu", type=float, default=0, help="also stop after this many CPU-seconds (for a shared, noisy machine)")
A = ap.parse_args()
t0 = time.time()
I = Inst(A.inst)
m = cp_model.CpModel()
H, D = I.H, range(I.H)
x, w = {}, {}
NW = H // 7
obj, const = [], 0
for e in I.staff:
    sh = [s for s in I.shifts if I.maxsh[e].get(s, 0) > 0]
    for d in D:
        if (e, d) in I.off:
            w[e, d] = m.NewConstant(0)
            continue
        ls = []
        for s in sh:
            x[e, d, s] = m.NewBoolVar(f"x{e}_{d}_{s}"); ls.append(x[e, d, s])
        if len(ls) == 1:
            w[e, d] = ls[0]
        else:
            w[e, d] = m.NewBoolVar(f"w{e}_{d}")
            m.AddExactlyOne(ls + [w[e, d].Not()])
    X = lambda d, s: x.get((e, d, s))
    # forbidden successions: one at-most-one clique per (day, first shift); then also per second shift
    for d in range(H - 1):
        for s in sh:
            if X(d, s) is None: continue
            fl = [X(d + 1, t) for t in I.forb[s] if X(d + 1, t) is not None]
            if fl: m.AddAtMostOne([X(d, s)] + fl)
        for t in sh:
            if X(d + 1, t) is None: continue
            pl = [X(d, s) for s in sh if t in I.forb[s] and X(d, s) is not None]
            if len(pl) > 1: m.AddAtMostOne([X(d + 1, t)] + pl)
    for s in sh:
        if I.maxsh[e][s] < H:
            m.Add(sum(x[e, d, s] for d in D if (e, d, s) in x) <= I.maxsh[e][s])
    tot = sum(I.len[s] * x[e, d, s] for d in D for s in sh if (e, d, s) in x)
    m.AddLinearConstraint(tot, I.minmin[e], I.maxmin[e])
    L = [I.len[s] for s in sh]
    if sh:   # implied bounds on the number of worked days
        m.AddLinearConstraint(sum(w[e, d] for d in D), -(-I.minmin[e] // max(L)), I.maxmin[e] // min(L))
    k = I.maxc[e]
    for d in range(H - k):
        m.AddBoolOr([w[e, d + i].Not() for i in range(k + 1)])
        m.Add(sum(w[e, d + i] for i in range(k + 1)) <= k)
    # min run of work: start at d (w[d-1]=0,w[d]=1) implies w[d+i] while the run ends inside the horizon
    for d in range(1, H):
        for i in range(1, I.minc[e]):
            if d + i < H: m.AddBoolOr([w[e, d - 1], w[e, d].Not(), w[e, d + i]])
        for i in range(1, I.mino[e]):
            if d + i < H: m.AddBoolOr([w[e, d - 1].Not(), w[e, d], w[e, d + i].Not()])
    we = []
    for k in range(NW):
        v = m.NewBoolVar(f"we{e}_{k}")
        a, b = w[e, 7 * k + 5], w[e, 7 * k + 6]
        m.AddImplication(a, v); m.AddImplication(b, v); m.AddBoolOr([a, b, v.Not()])
        we.append(v)
    if I.maxwe[e] < NW: m.Add(sum(we) <= I.maxwe[e])
for e, d, s, c in I.on_req:
    if (e, d, s) in x: obj.append((x[e, d, s], -c)); const += c
    else: const += c
for e, d, s, c in I.off_req:
    if (e, d, s) in x: obj.append((x[e, d, s], c))
for d, s, r, cu, co in I.cover:
    cand = [x[e, d, s] for e in I.staff if (e, d, s) in x]
    u = m.NewIntVar(0, r, f"u{d}_{s}"); o = m.NewIntVar(0, max(0, len(cand) - r), f"o{d}_{s}")
    m.Add(sum(cand) + u - o == r)
    obj += [(u, cu), (o, co)]
m.Minimize(sum(c * v for v, c in obj) + const)

class CB(cp_model.CpSolverSolutionCallback):
    def __init__(s): super().__init__(); s.best = None
    def on_solution_callback(s):
        o, b = s.ObjectiveValue(), s.BestObjectiveBound()
        print(f"sol {time.time()-t0:.1f} {o:.0f} {b:.0f}", flush=True)
        if A.out:
            write_roster(A.out, I, lambda e, d: next((q for q in I.shifts if (e, d, q) in x and s.Value(x[e, d, q])), None), o)
S = cp_model.CpSolver()
p = S.parameters
p.max_time_in_seconds = max(1.0, A.time - (time.time() - t0)); p.num_workers = A.workers; p.random_seed = A.seed
if A.lin is not None: p.linearization_level = A.lin
p.log_search_progress = A.log
cb = CB()
if A.cpu:
    import threading
    def watch():
        while time.process_time() < A.cpu: time.sleep(0.5)
        S.StopSearch()
    threading.Thread(target=watch, daemon=True).start()
st = S.Solve(m, cb)
ok = st in (cp_model.OPTIMAL, cp_model.FEASIBLE)
print(f"final {S.StatusName(st)} {S.ObjectiveValue() if ok else float('nan'):.0f} {S.BestObjectiveBound():.0f} {time.time()-t0:.1f} cpu {time.process_time():.1f}", flush=True)
