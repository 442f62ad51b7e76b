#!/usr/bin/env python3
"""Independent checker for rosters of the second International Nurse Rostering Competition (INRC-II).

    inrc2_check.py FOLDER HISTORY WEEKS SOLUTION... [-q]

FOLDER    holds Sc-NAME.txt, H0-NAME-<HISTORY>.txt and WD-NAME-<w>.txt.
HISTORY   which initial history, such as 0.
WEEKS     the week files in order, such as 1,2,3,3.
SOLUTION  one file a week (`SOLUTION`, then `PERSON DAY SHIFT SKILL` lines), in the order of the weeks.

The whole horizon is judged at once (the static problem). Rules (Ceschia et al. 2015, arXiv:1501.04177):
 hard  H1 one assignment a day   H2 minimum cover per shift and skill
       H3 forbidden successions, also from the history   H4 the nurse holds the skill
 soft  S1 optimal cover, 30 a missing nurse
       S2 runs: days worked 30, a shift type 15, a missing or surplus day
       S3 runs of days off, 30 a missing or surplus day
       S4 requests, 10       S5 complete weekends, 30
       S6 total assignments outside the contract, 20 a piece   S7 worked weekends beyond the most, 30
A run may begin in the history; of a run that was too long there only the days of the horizon cost. The
last run is not too short: it may go on. Prints the parts and their sum; exit status 0 feasible, 1 not.
Written without sharing code with anything that makes rosters; standard library only.
"""
import sys
from itertools import groupby
from pathlib import Path

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def pair(text):
    low, high = text.strip("()").split(",")
    return int(low), int(high)


def blocks(path):
    """Non-empty lines cut into words."""
    return [line.split() for line in Path(path).read_text().splitlines() if line.strip()]


class Scenario:
    def __init__(self, path):
        lines = iter(blocks(path))
        self.shifts, self.after, self.contracts, self.nurses = {}, {}, {}, {}
        for words in lines:
            key = words[0]
            if key == "SCENARIO":
                self.name = words[2]
            elif key == "WEEKS":
                self.weeks = int(words[2])
            elif key == "SKILLS":
                self.skills = [next(lines)[0] for _ in range(int(words[2]))]
            elif key == "SHIFT_TYPES":
                for _ in range(int(words[2])):
                    shift = next(lines)
                    self.shifts[shift[0]] = pair(shift[1])
            elif key.startswith("FORBIDDEN"):
                for _ in self.shifts:
                    row = next(lines)
                    self.after[row[0]] = set(row[2:])
            elif key == "CONTRACTS":
                for _ in range(int(words[2])):
                    row = next(lines)
                    self.contracts[row[0]] = (*map(pair, row[1:4]), int(row[4]), int(row[5]))
            elif key == "NURSES":
                for _ in range(int(words[2])):
                    row = next(lines)
                    self.nurses[row[0]] = (row[1], set(row[3:]))


def run_costs(flags, before, low, high):
    """Days missing and days too many of the runs of true days; `before` days of one ran already.

    The last run of the horizon is not too short.
    """
    missing = surplus = 0
    if before and not flags[0]:
        missing += max(0, low - before)
    day = 0
    for is_on, group in groupby(flags):
        length = len(list(group))
        if is_on:
            whole = length + (before if day == 0 else 0)
            surplus += min(length, max(0, whole - high))
            if day + length < len(flags):
                missing += max(0, low - whole)
        day += length
    return missing, surplus


def check(folder, history, weeks, solutions):
    folder = Path(folder)
    name = folder.name
    scenario = Scenario(folder / f"Sc-{name}.txt")
    past = {}
    for words in blocks(folder / f"H0-{name}-{history}.txt"):
        if words[0] in scenario.nurses:
            past[words[0]] = (int(words[1]), int(words[2]), words[3], *map(int, words[4:7]))
    horizon = 7 * len(weeks)
    need, wishes = {}, []
    for w, week in enumerate(weeks):
        part = None
        for words in blocks(folder / f"WD-{name}-{week}.txt"):
            if words[0] in ("REQUIREMENTS", "SHIFT_OFF_REQUESTS", "WEEK_DATA"):
                part = words[0]
            elif part == "REQUIREMENTS":
                for d in range(7):
                    need[7 * w + d, words[0], words[1]] = pair(words[2 + d])
            elif part == "SHIFT_OFF_REQUESTS":
                wishes.append((words[0], words[1], 7 * w + DAYS.index(words[2])))
    broken = []
    roster = {nurse: [None] * horizon for nurse in scenario.nurses}
    for w, path in enumerate(solutions):
        for words in blocks(path):
            if len(words) == 4 and words[0] in roster:
                day = 7 * w + DAYS.index(words[1])
                if roster[words[0]][day]:
                    broken.append(f"H1 {words[0]} day {day}: two assignments")
                roster[words[0]][day] = (words[2], words[3])
    cost = dict.fromkeys(["S1", "S2a", "S2b", "S3", "S4", "S5", "S6", "S7"], 0)
    for (day, shift, skill), (low, best) in need.items():
        have = sum(1 for row in roster.values() if row[day] == (shift, skill))
        if have < low:
            broken.append(f"H2 day {day} {shift} {skill}: {have} of {low}")
        cost["S1"] += 30 * max(0, best - max(have, 0))
    for nurse, row in roster.items():
        contract, skills = scenario.nurses[nurse]
        total, work, off, weekends, complete = scenario.contracts[contract]
        assigned, worked_weekends, last, same, working, resting = past[nurse]
        shifts = [cell and cell[0] for cell in row]
        for day, cell in enumerate(row):
            if cell and cell[1] not in skills:
                broken.append(f"H4 {nurse} day {day}: {cell[1]}")
            previous = shifts[day - 1] if day else (None if last == "None" else last)
            if previous and shifts[day] in scenario.after[previous]:
                broken.append(f"H3 {nurse} day {day}: {shifts[day]} after {previous}")
        missing, surplus = run_costs([s is not None for s in shifts], working, *work)
        cost["S2b"] += 30 * (missing + surplus)
        for shift, limits in scenario.shifts.items():
            before = same if last == shift else 0
            missing, surplus = run_costs([s == shift for s in shifts], before, *limits)
            cost["S2a"] += 15 * (missing + surplus)
        missing, surplus = run_costs([s is None for s in shifts], resting, *off)
        cost["S3"] += 30 * (missing + surplus)
        for week in range(horizon // 7):
            days = [shifts[7 * week + 5] is not None, shifts[7 * week + 6] is not None]
            worked_weekends += any(days)
            cost["S5"] += 30 * (complete and days[0] != days[1])
        assigned += sum(s is not None for s in shifts)
        cost["S6"] += 20 * (max(0, total[0] - assigned) + max(0, assigned - total[1]))
        cost["S7"] += 30 * max(0, worked_weekends - weekends)
    for nurse, shift, day in wishes:
        own = roster[nurse][day]
        cost["S4"] += 10 * bool(own and shift in ("Any", own[0]))
    return sum(cost.values()), cost, broken


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if a != "-q"]
    if len(arguments) < 4:
        sys.exit(__doc__)
    total, parts, broken = check(
        arguments[0], arguments[1], arguments[2].split(","), arguments[3:])
    print(f"objective {total} hard_violations {len(broken)} "
          + " ".join(f"{k}={v}" for k, v in parts.items()))
    if "-q" not in sys.argv:
        for line in broken:
            print("  ", line)
    sys.exit(1 if broken else 0)
