"""Solves the largest stable pairing of a .hrt file with a peer and prints one JSON line.

    python3 pairing_peer.py highs|highs-combs|cpsat|cbc FILE SECONDS [--workers N] [--one-to-one]

Every peer gets the lists after offers and applications (Irving & Manlove 2009) and the model N8 of
Delorme et al. (2019, doi:10.1016/j.ejor.2019.03.017), the best published one for mentors with ties:
cumulative ranks on both sides and a binary for each cut-off of a mentor. `highs-combs` has besides
the combs that its own first relaxations violate. `matching` and `algmatch` know no weak stability
with ties and are left out.
pip install highspy ortools pulp
"""
import argparse
import heapq
import json
import re
import time

INF = float("inf")


def read(path, one_to_one):
    """Tiers of both sides, and places."""
    lines = [line for line in open(path) if line.strip() and not line.startswith("#")]
    n, m = int(lines[1]), int(lines[2])
    talents, mentors, places = [[] for _ in range(n)], [[] for _ in range(m)], [1] * m

    def tiers(words):
        found, tie = [], None
        for word in words:
            if word == "(":
                tie = []
            elif word == ")":
                if tie:
                    found.append(tie)
                tie = None
            elif tie is not None:
                tie.append(int(word) - 1)
            else:
                found.append([int(word) - 1])
        return found

    for k, line in enumerate(lines[3:3 + n + m]):
        words = re.findall(r"\d+|[()]", line)
        who = int(words[0]) - 1
        if k < n:
            talents[who] = tiers(words[1:])
        elif one_to_one or words[1:2] == ["("]:
            mentors[who] = tiers(words[1:])
        else:
            places[who] = int(words[1])
            mentors[who] = tiers(words[2:])
    return talents, mentors, places


def ranks(tiers):
    return [{who: k for k, tier in enumerate(list_) for who in tier} for list_ in tiers]


def reduce(talents, mentors, places):
    of_talent, of_mentor = ranks(talents), ranks(mentors)
    alive = [{j: r for j, r in row.items() if i in of_mentor[j]} for i, row in enumerate(of_talent)]
    changed = True
    while changed:
        changed = False
        for j, list_ in enumerate(mentors):
            above = 0
            for tier in list_:
                there = [i for i in tier if j in alive[i]]
                above += len(there)
                if above > places[j]:
                    break
                for i in there:
                    for worse in [q for q, r in alive[i].items() if r > alive[i][j]]:
                        del alive[i][worse]
                        changed = True
            first, last = 0, None
            for k, tier in enumerate(list_):
                for i in tier:
                    if j in alive[i]:
                        first += all(r > alive[i][j] for q, r in alive[i].items() if q != j)
                if places[j] and first >= places[j]:
                    last = k
                    break
            if last is not None:
                for tier in list_[last + 1:]:
                    for i in tier:
                        changed = alive[i].pop(j, None) is not None or changed

    def left(tiers, keeps):
        return [t for t in ([w for w in tier if keeps(w)] for tier in tiers) if t]

    return ([left(t, lambda j, i=i: j in alive[i]) for i, t in enumerate(talents)],
            [left(t, lambda i, j=j: j in alive[i]) for j, t in enumerate(mentors)])


class Model:
    def __init__(self, talents, mentors, places):
        self.talents, self.mentors, self.places = talents, mentors, places
        self.tr, self.mr = ranks(talents), ranks(mentors)
        self.upper, self.cost, self.rows = [], [], []
        self.x = {(i, j): self.column(1, 1) for i, row in enumerate(self.tr) for j in row}
        y = [[self.column(1) for _ in t] for t in talents]
        z = [[self.column(places[j]) for _ in t] for j, t in enumerate(mentors)]
        f = [[self.column(1) for _ in range(len(t) + 1)] for t in mentors]
        for side, sums, pair in ((talents, y, lambda a, b: (a, b)), (mentors, z, lambda a, b: (b, a))):
            for a, list_ in enumerate(side):
                for k, tier in enumerate(list_):
                    before = {sums[a][k - 1]: 1} if k else {}
                    self.row(0, 0, {**{self.x[pair(a, b)]: 1 for b in tier}, **before, sums[a][k]: -1})
        for (i, j), x in self.x.items():
            r, k, q = self.tr[i][j], self.mr[j][i], places[j]
            self.row(q, INF, {y[i][r]: q, z[j][k]: 1})
            self.row(-INF, 1, {x: 1, f[j][k]: 1})
            self.row(1, INF, {f[j][k + 1]: 1, y[i][r]: 1})
        for j, list_ in enumerate(mentors):
            for k in range(len(list_)):
                self.row(-INF, 0, {f[j][k]: 1, f[j][k + 1]: -1})
            if list_:
                self.row(-INF, 0, {f[j][-1]: places[j], z[j][-1]: -1})

    def column(self, upper, cost=0):
        self.upper.append(upper)
        self.cost.append(cost)
        return len(self.upper) - 1

    def row(self, low, high, terms):
        self.rows.append((low, high, terms))

    def combs(self, point):
        """The most violated comb of each mentor."""
        found = []
        tooth = {}
        for i, list_ in enumerate(self.talents):
            total = 0.0
            for tier in list_:
                total += sum(point[self.x[i, j]] for j in tier)
                for j in tier:
                    tooth[i, j] = total - point[self.x[i, j]]
        for j, list_ in enumerate(self.mentors):
            shaft, heap, worst = 0.0, [], None
            for k, tier in enumerate(list_):
                for i in tier:
                    shaft += point[self.x[i, j]]
                    heapq.heappush(heap, (-tooth[i, j], i))
                    if len(heap) > self.places[j]:
                        heapq.heappop(heap)
                missing = self.places[j] - shaft + sum(v for v, _ in heap)
                if len(heap) == self.places[j] > 0 and missing > max(1e-6, worst[0] if worst else 0):
                    worst = (missing, k, [i for _, i in heap])
            if worst:
                terms = {self.x[i, j]: 1 for tier in list_[:worst[1] + 1] for i in tier}
                for i in worst[2]:
                    terms.update({self.x[i, q]: 1 for q, r in self.tr[i].items()
                                  if r <= self.tr[i][j] and q != j})
                found.append((self.places[j], INF, terms))
        return found


def highs(model, seconds, workers, with_combs=False):
    import highspy
    import numpy

    def fresh(integer):
        solver = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", workers), ("mip_rel_gap", 0.0),
                              ("time_limit", max(0.1, seconds - (time.time() - start)))):
            solver.setOptionValue(option, value)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(model.upper), len(model.rows)
        lp.col_cost_, lp.col_upper_ = numpy.array(model.cost, float), numpy.array(model.upper, float)
        lp.col_lower_ = numpy.zeros(len(model.upper))
        lp.row_lower_ = numpy.array([r[0] for r in model.rows], float)
        lp.row_upper_ = numpy.array([r[1] for r in model.rows], float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = numpy.cumsum([0] + [len(r[2]) for r in model.rows])
        lp.a_matrix_.index_ = numpy.array([c for r in model.rows for c in r[2]])
        lp.a_matrix_.value_ = numpy.array([v for r in model.rows for v in r[2].values()], float)
        lp.sense_ = highspy.ObjSense.kMaximize
        if integer:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * len(model.upper)
        solver.passModel(lp)
        return solver

    start = time.time()
    if with_combs:
        relaxation = fresh(False)
        while time.time() - start < seconds:
            relaxation.run()
            found = model.combs(relaxation.getSolution().col_value)
            if not found:
                break
            model.rows += found
            for low, high, terms in found:
                relaxation.addRow(low, high, len(terms), numpy.array(list(terms), numpy.int32),
                                  numpy.array(list(terms.values()), float))
    solver = fresh(True)
    solver.run()
    info = solver.getInfo()
    has_answer = info.primal_solution_status == 2
    return {"status": str(solver.modelStatusToString(solver.getModelStatus())).lower(),
            "objective": info.objective_function_value if has_answer else None,
            "bound": info.mip_dual_bound if abs(info.mip_dual_bound) < 1e20 else None}


def cpsat(model, seconds, workers):
    from ortools.sat.python import cp_model

    program = cp_model.CpModel()
    columns = [program.new_int_var(0, int(u), "") for u in model.upper]
    big = 10**9
    for low, high, terms in model.rows:
        program.add_linear_constraint(
            cp_model.LinearExpr.weighted_sum([columns[c] for c in terms], list(terms.values())),
            -big if low == -INF else low, big if high == INF else high)
    program.maximize(sum(columns[c] for c, cost in enumerate(model.cost) if cost))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    status = solver.solve(program)
    has_answer = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return {"status": solver.status_name(status).lower(),
            "objective": solver.objective_value if has_answer else None,
            "bound": solver.best_objective_bound}


def cbc(model, seconds, workers):
    import pulp

    program = pulp.LpProblem("pairing", pulp.LpMaximize)
    columns = [pulp.LpVariable(f"v{c}", 0, u, "Integer") for c, u in enumerate(model.upper)]
    program += pulp.lpSum(columns[c] for c, cost in enumerate(model.cost) if cost)
    for low, high, terms in model.rows:
        row = pulp.LpAffineExpression([(columns[c], v) for c, v in terms.items()])
        program += row == low if low == high else row >= low if high == INF else row <= high
    program.solve(pulp.PULP_CBC_CMD(msg=0, timeLimit=seconds, threads=workers, gapRel=0))
    has_answer = program.sol_status in (1, 2)
    return {"status": "optimal" if program.sol_status == 1 else "limit",
            "objective": pulp.value(program.objective) if has_answer else None, "bound": None}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("solver", choices=["highs", "highs-combs", "cpsat", "cbc"])
    parser.add_argument("file")
    parser.add_argument("seconds", type=float)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--one-to-one", action="store_true")
    options = parser.parse_args()
    talents, mentors, places = read(options.file, options.one_to_one)
    model = Model(*reduce(talents, mentors, places), places)
    run = {"highs": highs, "cpsat": cpsat, "cbc": cbc,
           "highs-combs": lambda *a: highs(*a, with_combs=True)}[options.solver]
    print(json.dumps(run(model, options.seconds, options.workers)))
