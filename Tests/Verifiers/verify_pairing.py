#!/usr/bin/env python3
"""Re-adds the proof of a pairing result, from the lists in the file alone.

    python3 verify_pairing.py RESULT.json ...

Written from the rules, in the standard library only; shares no code with Allot. For each result it
counts the goals again, looks for blocking pairs, replays the reductions, derives every row that a
proof uses and adds the proof up in whole numbers. Prints one line for each file and ends with 1 if
anything does not hold. What a proof is made of is said in Allot's documentation of RowProof; why its
rows and steps are sound, in the comments of its own verifier. pairing_round.py reads the lists,
pairing_rows.py adds up rows, pairing_told.py looks at what people are told, pairing_draw.py at a draw and
pairing_middle.py at a middle.
"""
import json
import sys

from pairing_draw import check_draw
from pairing_middle import check_middle
from pairing_round import Defect, Round, minimized, need
from pairing_rows import Case, Program
from pairing_told import check_told


def best_for_talents(k):
    """Deferred acceptance of strict lists by the talents; returns the contracts held."""
    lists = [sorted(run, key=lambda e: k.tr[e], reverse=True) for run in k.of_talent]
    held, waiting = [[] for _ in k.places], list(range(len(lists)))
    while waiting:
        t = waiting.pop()
        while lists[t]:
            e = lists[t].pop()
            team = held[k.m[e]]
            team.append(e)
            if len(team) <= k.places[k.m[e]]:
                break
            worst = max(team, key=lambda g: k.mr[g])
            team.remove(worst)
            if worst != e:
                waiting.append(k.t[worst])
                break
    return sorted(e for team in held for e in team)


def demands(k, rule):
    """Whether a rule asks for stability, and whether it keeps limits from below."""
    rules = set(rule.split(","))
    stable = not {"maximum", "any", "fewest-blocking"} & rules
    return stable, not stable and (k.asks_from_below or k.has_classes
                                   or bool({"any", "fewest-blocking", "balanced"} & rules))


def verify_emptiness(result):
    """A proof that the round has no answer: cases that take in every pairing, each a contradiction."""
    k, proof = Round(result["draft"]), result["emptiness"]
    stable, lower = demands(k, proof["rule"])
    known, cases = Case(k, [(0, 1)] * k.count, stable), proof["cases"]
    found = Program(known, "size", stable, lower, {}, cases["rows"]).bound(cases, known, 0)
    need(found is None, "a case is not empty")
    return "no stable pairing keeps every quota" if stable else "no pairing keeps every lower limit"


def verify(result):
    if result.get("answer") is None:
        need("emptiness" in result, "neither an answer nor a proof that there is none")
        return verify_emptiness(result)
    answer, terms = result["answer"], result["terms"]
    k = Round(result["draft"])
    stable, lower = demands(k, answer["rule"])
    made = k.made(answer["matching"], stable, lower)
    check_told(k, answer, made, stable,
               k.has_classes or bool({"any", "fewest-blocking", "balanced"} & set(answer["rule"].split(","))))
    known = Case(k, [(0, 1)] * k.count, stable)
    for step in answer["reductions"]:
        known.take(step)
    strict = k.strict and stable
    certificates = {c["goal"]: c["proof"] for c in answer["certificates"]}
    earlier, shown, named = {}, [], answer.get("medians")
    if named is not None:
        need(answer["rule"] == "centre,least-change" and strict and len(named) == len(k.of_talent), "medians")
        need(all(k.m[e] in named[k.t[e]] for e in made), "somebody has none of the medians named")
    for term in terms:
        goal, value, bound = term["name"], term["value"], term.get("bound")
        sign = 1 if minimized(goal) else -1
        need(k.value(goal, made) == value, f"{goal} is {k.value(goal, made)}, not {value}")
        need(term["isMinimized"] == (sign > 0), f"{goal} has the wrong sense")
        kind, it = next(iter(certificates.get(goal, {"none": {}}).items()))
        found = None
        if goal == "stays" and named is not None:
            # The bound is one among the medians.
            for e in range(k.count):
                if k.m[e] not in named[k.t[e]]:
                    known.narrow(e, 0, 0)
        # Sums are always added up: later goals build on what they close.
        if kind == "rows":
            found = Program(known, goal, stable, lower, earlier, it["_0"]["rows"]).bound(
                it["_0"], known, sign * value)
        if bound is not None and not (sign > 0 and bound <= 0):
            if kind != "rows":
                theorems = {"sameInEveryStableMatching": "size", "bestForTalents": "talentRanks"}
                need(strict and theorems.get(kind) == goal, f"{goal} has no proof")
                if kind == "bestForTalents":
                    need(best_for_talents(k) == sorted(made), "some talent can do better")
                found = sign * value
            need(found is not None and found >= sign * bound, f"{goal}: {bound} is not proven")
        shown.append(f"{goal} {value}" + ("" if bound is None else f" of {bound}"))
        earlier[goal] = value
    if answer.get("lottery"):
        shown.append(check_draw(k, answer, terms, made))
    if strict and "centre" in answer["rule"].split(","):
        is_middle = check_middle(k, made, named)
        need(is_middle is not False, "somebody has no median of the stable partners")
        shown.append("the middle of the stable pairings" if is_middle
                     else "too many stable pairings to say whether it is the middle")
    return ", ".join(shown)


if __name__ == "__main__":
    failures = 0
    for path in sys.argv[1:]:
        try:
            with open(path, encoding="utf-8") as file:
                print(f"{path}: holds: {verify(json.load(file))}")
        except (Defect, KeyError, IndexError, ValueError, TypeError, AttributeError) as error:
            failures += 1
            print(f"{path}: {type(error).__name__}: {error}")
    sys.exit(1 if failures else 0)
