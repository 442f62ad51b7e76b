#!/usr/bin/env python3
"""Compact MIP of Curtois & Qu (2014) for instances 1-24, solved by HiGHS (highspy).
   curtois_highs.py INSTANCE TIME THREADS [OUT] [--export FILE.mps|FILE.lp] [--nosolve] [--lp] [--tight]
x[e,d,s] binary, k[e,w] weekend binary, y (below) and z (above) cover slacks >= 0 (continuous: implied integer).
--tight  min-run / min-off rows in the disaggregated form w[d+i] >= w[d]-w[d-1] (default is the paper's form:
         one row per length c<min and start day: w[d-1] + (c - sum w[d..d+c-1]) + w[d+c] >= 1).
--lp     solve only the LP relaxation. Prints 'final status obj bound time'.
"""
import sys, time, argparse, highspy
import numpy as np
from curtois_instance import Inst, write_roster
ap = argparse.ArgumentParser()
ap.add_argument("inst"); ap.add_argument("time", type=float); ap.add_argument("threads", type=int)
ap.add_argument("out", nargs="?"); ap.add_argument("--export"); ap.add_argument("--nosolve", action="store_true")
ap.add_argument("--lp", action="store_true"); ap.add_argument("--tight", action="store_true"); ap.add_argument("--log", action="store_true")
ap.add_argument("--solver", default="choose")
A = ap.parse_args()
t0 = time.time()
I = Inst(A.inst); H = I.H; NW = H // 7
inf = highspy.kHighsInf
cost, lb, ub, isint = [], [], [], []
def var(c, l, u, i):
    cost.append(c); lb.append(l); ub.append(u); isint.append(i); return len(cost) - 1
rl, ru, start, idx, val = [], [], [0], [], []
def row(l, u, terms):
    agg = {}
    for j, a in terms: agg[j] = agg.get(j, 0) + a
    for j, a in agg.items(): idx.append(j); val.append(float(a))
    start.append(len(idx)); rl.append(l); ru.append(u)
on = {}; const = 0
for e, d, s, c in I.on_req: on[e, d, s] = on.get((e, d, s), 0) - c; const += c
for e, d, s, c in I.off_req: on[e, d, s] = on.get((e, d, s), 0) + c
x = {}
for e in I.staff:
    sh = [s for s in I.shifts if I.maxsh[e].get(s, 0) > 0]
    for d in range(H):
        if (e, d) in I.off: continue
        for s in sh: x[e, d, s] = var(on.get((e, d, s), 0), 0, 1, 1)
    W = lambda d, a=1: [(x[e, d, s], a) for s in sh if (e, d, s) in x]
    for d in range(H):
        if W(d): row(-inf, 1, W(d))
    for d in range(H - 1):
        for s in sh:
            fl = [(x[e, d + 1, t], 1) for t in I.forb[s] if (e, d + 1, t) in x]
            if fl and (e, d, s) in x: row(-inf, 1, [(x[e, d, s], 1)] + fl)   # aggregated succession row
    for s in sh:
        if I.maxsh[e][s] < H: row(-inf, I.maxsh[e][s], [(x[e, d, s], 1) for d in range(H) if (e, d, s) in x])
    row(I.minmin[e], I.maxmin[e], [(x[e, d, s], I.len[s]) for d in range(H) for s in sh if (e, d, s) in x])
    k = I.maxc[e]
    for d in range(H - k): row(-inf, k, [t for i in range(k + 1) for t in W(d + i)])
    for d in range(1, H):
        if A.tight:
            for i in range(1, I.minc[e]):
                if d + i < H: row(0, inf, W(d + i) + W(d, -1) + W(d - 1))
            for i in range(1, I.mino[e]):
                if d + i < H: row(-inf, 1, W(d + i) + W(d, -1) + W(d - 1))
        else:
            for c in range(1, I.minc[e]):
                if d + c < H: row(1 - c, inf, W(d - 1) + [t for i in range(c) for t in W(d + i, -1)] + W(d + c))
            for c in range(1, I.mino[e]):
                if d + c < H: row(-inf, 1, W(d - 1) + [t for i in range(c) for t in W(d + i, -1)] + W(d + c))
    ks = []
    for w in range(NW):
        kv = var(0, 0, 1, 1); ks.append((kv, 1))
        a, b = W(7 * w + 5), W(7 * w + 6)
        row(-inf, 0, a + [(kv, -1)]); row(-inf, 0, b + [(kv, -1)])
        row(0, inf, a + b + [(kv, -1)])
    row(-inf, I.maxwe[e], ks)
for d, s, r, cu, co in I.cover:
    y, z = var(cu, 0, r, 0), var(co, 0, len(I.staff), 0)
    row(r, r, [(x[e, d, s], 1) for e in I.staff if (e, d, s) in x] + [(y, 1), (z, -1)])
lp = highspy.HighsLp()
lp.num_col_, lp.num_row_ = len(cost), len(rl)
lp.col_cost_, lp.col_lower_, lp.col_upper_ = map(np.array, (np.array(cost, float), np.array(lb, float), np.array(ub, float)))
lp.row_lower_, lp.row_upper_ = np.array(rl, float), np.array(ru, float)
lp.offset_ = const
lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = np.array(start, np.int32), np.array(idx, np.int32), np.array(val)
if not A.lp: lp.integrality_ = [highspy.HighsVarType.kInteger if i else highspy.HighsVarType.kContinuous for i in isint]
h = highspy.Highs()
h.setOptionValue("output_flag", A.log); h.setOptionValue("threads", A.threads)
h.setOptionValue("solver", A.solver)
h.passModel(lp)
print(f"model cols {len(cost)} rows {len(rl)} nnz {len(idx)} build {time.time()-t0:.1f}", flush=True)
if A.export: h.writeModel(A.export)
if not A.nosolve:
    h.setOptionValue("time_limit", max(1.0, A.time - (time.time() - t0)))
    c0 = time.process_time(); t1 = time.time(); h.run(); info = h.getInfo()
    bound = info.objective_function_value if A.lp else info.mip_dual_bound
    print(f"final {h.modelStatusToString(h.getModelStatus())} {info.objective_function_value:.2f} {bound:.2f} {time.time()-t1:.1f} cpu {time.process_time()-c0:.1f} iters {info.simplex_iteration_count}", flush=True)
    sol = h.getSolution()
    if A.out and not A.lp and sol.value_valid and abs(info.objective_function_value) < 1e15:
        v = sol.col_value
        write_roster(A.out, I, lambda e, d: next((s for s in I.shifts if (e, d, s) in x and v[x[e, d, s]] > .5), None), round(info.objective_function_value))
