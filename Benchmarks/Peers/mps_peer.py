"""Solves an MPS file with a peer and prints one JSON line: status, objective, bound, seconds.

    python3 mps_peer.py highs|cpsat FILE.mps SECONDS [--workers N] [--maximize]

The file comes from Models/*.mod and exported data by `glpsol --check --wfreemps`, so that a peer sees
exactly the reference formulation that the tests compare with Allot's own. The format has no objective
sense, hence the option.
pip install highspy ortools
"""
import argparse
import json
import time


def highs(path, seconds, workers, maximizes):
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", workers)
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.readModel(path)
    if maximizes:
        solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
    start = time.time()
    solver.run()
    info = solver.getInfo()
    has_answer = info.primal_solution_status == 2
    return {
        "status": str(solver.modelStatusToString(solver.getModelStatus())).lower(),
        "objective": info.objective_function_value if has_answer else None,
        "bound": info.mip_dual_bound,
        "seconds": time.time() - start,
    }


def cpsat(path, seconds, workers, maximizes):
    from ortools.linear_solver.python import model_builder

    model = model_builder.Model()
    model.import_from_mps_file(path)
    if maximizes:
        model.helper.set_maximize(True)
    solver = model_builder.Solver("sat")
    solver.set_time_limit_in_seconds(seconds)
    solver.set_solver_specific_parameters(f"num_workers:{workers}")
    start = time.time()
    status = solver.solve(model)
    has_answer = status in (model_builder.SolveStatus.OPTIMAL, model_builder.SolveStatus.FEASIBLE)
    return {
        "status": status.name.lower(),
        "objective": solver.objective_value if has_answer else None,
        "bound": solver.best_objective_bound if has_answer else None,
        "seconds": time.time() - start,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("peer", choices=["highs", "cpsat"])
    parser.add_argument("file")
    parser.add_argument("seconds", type=float)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--maximize", action="store_true")
    arguments = parser.parse_args()
    solve = highs if arguments.peer == "highs" else cpsat
    result = solve(arguments.file, arguments.seconds, arguments.workers, arguments.maximize)
    print(json.dumps(result))
