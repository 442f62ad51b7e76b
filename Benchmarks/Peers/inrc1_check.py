#!/usr/bin/env python3
"""Independent checker for rosters of the first International Nurse Rostering Competition (INRC-I, 2010).

    inrc1_check.py INSTANCE.txt SOLUTION.xml [-q]

INSTANCE  the text form of a scheduling period.
SOLUTION  the competition's XML: <Assignment><Date>..</Date><Employee>..</Employee><ShiftType>..</ShiftType>.

Rules as in Haspeslagh et al. 2014, doi:10.1007/s10479-012-1062-0, and the open evaluator that goes with
Lü & Hao 2012, doi:10.1016/j.ejor.2011.12.016:
 hard  one shift a day; exactly as many people on each shift and day as asked
 soft  for each contract item that is switched on, weight times
       assignments outside their limits; days beyond the longest and short of the shortest run of work and
       of free days, also at the edges of the period, with nothing known outside it; weekends beyond the
       longest and short of the shortest run of worked weekends; incomplete weekends, by their free days,
       and by their length besides if a free day lies between worked ones;
       of weekends worked on every day, for each shift in them the days on another shift; assignments
       without all skills of the shift; unwanted patterns that lie in the period
       requests: day off, day on, shift off, shift on
The items `MaxWorkingWeekendsInFourWeeks`, `NoNightShiftBeforeFreeWeekend` and
`TwoFreeDaysAfterNightShifts` are not part of the competition's model and are not counted. Prints the parts and their sum; exit status 0 feasible, 1 not.
Written without sharing code with anything that makes rosters; standard library only.
"""
import datetime
import re
import sys
from itertools import groupby
from pathlib import Path

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def sections(path):
    found, lines = {}, None
    for raw in Path(path).read_text().splitlines():
        line = raw.strip().rstrip(";").strip()
        if not line or line.startswith("//"):
            continue
        head = re.match(r"([A-Z_]+)(\s*=?\s*\d+)?$", line)
        if head and raw.strip().endswith(";") and (head.group(2) or head.group(1) == "SCHEDULING_PERIOD"):
            lines = found.setdefault(head.group(1), [])
        else:
            lines.append([field.strip() for field in line.split(",")])
    return found


def item(text):
    return [int(n) for n in text.strip("()").split("|")]


def runs(flags):
    return [len(list(group)) for on, group in groupby(flags) if on]


def incomplete(worked):
    """Penalty of a weekend: its free days, and its length besides if one lies between worked days."""
    if not any(worked) or all(worked):
        return 0
    first = worked.index(True)
    last = len(worked) - 1 - worked[::-1].index(True)
    return worked.count(False) + (0 if all(worked[first:last + 1]) else len(worked))


def check(instance, solution):
    data = sections(instance)
    _, start, end = data["SCHEDULING_PERIOD"][0]
    first = datetime.date.fromisoformat(start)
    days = (datetime.date.fromisoformat(end) - first).days + 1
    weekday = [(first.weekday() + d) % 7 for d in range(days)]
    index = {(first + datetime.timedelta(d)).isoformat(): d for d in range(days)}
    needs_skills = {f[0]: set(f[5].split()) for f in data["SHIFT_TYPES"]}
    patterns = {}
    for fields in data.get("PATTERNS", []):
        patterns[fields[0]] = (int(fields[1]), re.findall(r"\((\w+)\|(\w+)\)", ",".join(fields[2:])))
    contracts = {f[0]: f for f in data["CONTRACTS"]}
    staff = {f[0]: (f[2], set(f[4].split())) for f in data["EMPLOYEES"]}
    roster = {e: [None] * days for e in staff}
    broken = []
    text = Path(solution).read_text()
    for date, employee, shift in re.findall(
            r"<Date>(.*?)</Date>\s*<Employee>(.*?)</Employee>\s*<ShiftType>(.*?)</ShiftType>", text):
        if roster[employee][index[date]]:
            broken.append(f"{employee} {date}: two shifts")
        roster[employee][index[date]] = shift
    need = {}
    for name, shift, number in data["DAY_OF_WEEK_COVER"]:
        for d in range(days):
            if WEEKDAYS[weekday[d]] == name:
                need[d, shift] = int(number)
    for date, shift, number in data.get("DATE_SPECIFIC_COVER", []):
        need[index[date], shift] = int(number)
    for d in range(days):
        for shift in needs_skills:
            have = sum(1 for row in roster.values() if row[d] == shift)
            if have != need.get((d, shift), 0):
                broken.append(f"day {d} {shift}: {have} of {need.get((d, shift), 0)}")
    cost = {}

    def pay(part, amount):
        cost[part] = cost.get(part, 0) + amount

    for employee, row in roster.items():
        contract, skills = staff[employee]
        f = contracts[contract]
        limits = dict(zip(
            ["max", "min", "maxWork", "minWork", "maxFree", "minFree", "maxWE", "minWE"],
            map(item, f[3:11])))
        weights = dict(zip(["complete", "identical", "night", "twofree", "skill"], map(item, f[13:18])))
        worked = [cell is not None for cell in row]
        for part, number in (("max", sum(worked) - limits["max"][2]),
                             ("min", limits["min"][2] - sum(worked))):
            on, weight, _ = limits[part]
            pay("assignments", on * weight * max(0, number))
        names = re.findall("|".join(WEEKDAYS), f[12])
        opening = WEEKDAYS.index(names[0])
        weekends = [[d for d in range(s, s + len(names)) if d < days]
                    for s in range(days) if weekday[s] == opening]
        used = [any(worked[d] for d in weekend) for weekend in weekends]
        for part, flags, high, low in (
                ("work", worked, "maxWork", "minWork"),
                ("free", [not w for w in worked], "maxFree", "minFree"),
                ("weekends", used, "maxWE", "minWE")):
            for length in runs(flags):
                on, weight, limit = limits[high]
                pay(part, on * weight * max(0, length - limit))
                on, weight, limit = limits[low]
                pay(part, on * weight * max(0, limit - length))
        for weekend in weekends:
            flags = [worked[d] for d in weekend]
            if len(flags) > 1:
                on, weight = weights["complete"]
                pay("complete", on * weight * incomplete(flags))
                on, weight = weights["identical"]
                if all(flags):
                    cells = [row[d] for d in weekend]
                    pay("identical", on * weight * sum(
                        len(cells) - cells.count(shift) for shift in set(cells)))
        on, weight = weights["skill"]
        pay("skill", on * weight * sum(1 for s in row if s and not needs_skills[s] <= skills))
        chosen = " ".join(f[19:]).split()
        for name in chosen:
            weight, steps = patterns[name]
            for s in range(days - len(steps) + 1):
                if steps[0][1] != "Any" and WEEKDAYS[weekday[s]] != steps[0][1]:
                    continue
                if all((row[s + k] is None) if want == "None" else
                       (row[s + k] is not None) if want == "Any" else row[s + k] == want
                       for k, (want, _) in enumerate(steps)):
                    pay("patterns", weight)
    for part, shifted, wanted in (("DAY_OFF_REQUESTS", False, False), ("DAY_ON_REQUESTS", False, True),
                                  ("SHIFT_OFF_REQUESTS", True, False), ("SHIFT_ON_REQUESTS", True, True)):
        for fields in data.get(part, []):
            cell = roster[fields[0]][index[fields[1]]]
            has = cell == fields[2] if shifted else cell is not None
            pay("requests", int(fields[-1]) * (has != wanted))
    return sum(cost.values()), cost, broken


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if a != "-q"]
    if len(arguments) != 2:
        sys.exit(__doc__)
    total, parts, broken = check(*arguments)
    print(f"objective {total} hard_violations {len(broken)} "
          + " ".join(f"{k}={v}" for k, v in parts.items()))
    if "-q" not in sys.argv:
        for line in broken:
            print("  ", line)
    sys.exit(1 if broken else 0)
