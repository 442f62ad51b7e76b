#!/usr/bin/env python3
"""curtois_check.py - independent checker for the Curtois & Qu (2014) "instances 1-24" format.

    curtois_check.py INSTANCE.txt ROSTER [-q]

INSTANCE  text file with SECTION_HORIZON, SECTION_SHIFTS, SECTION_STAFF, SECTION_DAYS_OFF,
          SECTION_SHIFT_ON_REQUESTS, SECTION_SHIFT_OFF_REQUESTS, SECTION_COVER.
ROSTER    one of
            a) text: one line per employee   ID<TAB>c0,c1,...   (c = shift id, '-' or '' = day off);
               lines that start with # are skipped;
            b) RosterViewer XML: <Roster><Employee ID="A"><Assign><Day>3</Day><Shift>D</Shift></Assign>...
            c) table: H lines-per-employee of tab separated shift ids, no employee id (schedulingbenchmarks
               "paste" format): recognised when the number of rows = number of employees and columns = horizon.
Rules (schedulingbenchmarks.org/nrp/instances1_24.html; Curtois & Qu 2014, constraints 1-10):
 hard  H1 at most one shift a day (implied by the roster formats a,c; verified for b)
       H2 shift t may not follow shift s on the next day when t is in s's list
       H3 number of shifts of each type <= MaxShifts[type] (type absent from the list = 0 allowed)
       H4 MinTotalMinutes <= minutes <= MaxTotalMinutes
       H5 runs of worked days <= MaxConsecutiveShifts (day before and after horizon taken as off)
       H6 runs of worked days >= MinConsecutiveShifts, except runs that touch the first or last day
       H7 runs of days off >= MinConsecutiveDaysOff, except runs that touch the first or last day
       H8 number of weekends with Sat or Sun worked <= MaxWeekends (day 0 = Monday)
       H9 fixed days off
 soft  S1 shift-on request not granted: weight;  S2 shift-off request violated: weight
       S3 cover below requirement: weight_under per missing;  above: weight_over per extra
Prints the objective split and all hard violations; exit status 0 feasible, 1 infeasible, 2 error.
Written without sharing code with the models in this directory.
"""
import sys, re
import xml.etree.ElementTree as ET
from itertools import groupby


def sections(path):
    out, cur = {}, None
    for raw in open(path, encoding="utf-8-sig"):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("SECTION_"):
            cur = line
            out[cur] = []
        else:
            out[cur].append([f.strip() for f in line.split(",")])
    return out


def read_roster(path, staff, H):
    txt = open(path, encoding="utf-8-sig").read()
    errors = []
    if txt.lstrip().startswith("<"):
        root = ET.fromstring(txt)
        ros = {e: [None] * H for e in staff}
        for emp in root.iter("Employee"):
            eid = emp.get("ID")
            for a in emp.findall("Assign"):
                d, s = int(a.findtext("Day")), a.findtext("Shift").strip()
                if ros[eid][d]:
                    errors.append(f"H1 {eid} day {d}: two shifts")
                ros[eid][d] = s
        return ros, errors
    rows = [l.rstrip("\r\n") for l in txt.splitlines() if l.strip(" \r\n") and not l.startswith("#")]
    ros = {}
    clean = lambda c: None if c.strip() in ("", "-", ".", "_") else c.strip()
    if all(l.split("\t")[0].strip() in staff and "," in l for l in rows):
        for l in rows:
            eid, rest = l.split("\t", 1)
            ros[eid.strip()] = [clean(c) for c in rest.split(",")]
    else:
        for eid, l in zip(staff, rows):
            cells = l.split("\t")
            if len(cells) == H + 1 and cells[-1].strip() == "":
                cells = cells[:-1]
            ros[eid] = [clean(c) for c in cells]
    for e in staff:
        if e not in ros:
            errors.append(f"missing employee {e}")
            ros[e] = [None] * H
        if len(ros[e]) < H:
            ros[e] = ros[e] + [None] * (H - len(ros[e]))
        if len(ros[e]) > H:
            errors.append(f"{e}: {len(ros[e])} cells for horizon {H}")
            ros[e] = ros[e][:H]
    return ros, errors


def check(inst, rosterfile):
    S = sections(inst)
    H = int(S["SECTION_HORIZON"][0][0])
    length, follow = {}, {}
    for f in S["SECTION_SHIFTS"]:
        length[f[0]] = int(f[1])
        follow[f[0]] = set(x for x in f[2].split("|") if x) if len(f) > 2 else set()
    staff = {}
    for f in S["SECTION_STAFF"]:
        mx = {}
        for p in f[1].split("|"):
            if p:
                k, v = p.split("=")
                mx[k] = int(v)
        staff[f[0]] = (mx, *map(int, f[2:8]))
    ros, bad = read_roster(rosterfile, staff, H)
    for e, row in ros.items():
        mx, maxmin, minmin, maxc, minc, minoff, maxwe = staff[e]
        for d, s in enumerate(row):
            if s is not None and s not in length:
                bad.append(f"unknown shift {s} {e} day {d}")
                row[d] = None
        for d in range(H - 1):
            if row[d] and row[d + 1] and row[d + 1] in follow[row[d]]:
                bad.append(f"H2 {e} day {d}: {row[d]}->{row[d+1]}")
        for s in length:
            n = row.count(s)
            if n > mx.get(s, 0):
                bad.append(f"H3 {e}: {n} x {s} > {mx.get(s,0)}")
        m = sum(length[s] for s in row if s)
        if m > maxmin or m < minmin:
            bad.append(f"H4 {e}: {m} minutes not in [{minmin},{maxmin}]")
        pos = 0
        for on, g in groupby(row, key=lambda c: c is not None):
            n = len(list(g))
            inner = pos > 0 and pos + n < H
            if on and n > maxc:
                bad.append(f"H5 {e} day {pos}: run of {n} > {maxc}")
            if on and inner and n < minc:
                bad.append(f"H6 {e} day {pos}: run of {n} < {minc}")
            if not on and inner and n < minoff:
                bad.append(f"H7 {e} day {pos}: {n} days off < {minoff}")
            pos += n
        we = sum(1 for w in range(H // 7) if row[7 * w + 5] or row[7 * w + 6])
        if we > maxwe:
            bad.append(f"H8 {e}: {we} weekends > {maxwe}")
    for f in S.get("SECTION_DAYS_OFF", []):
        for d in f[1:]:
            if d and ros[f[0]][int(d)]:
                bad.append(f"H9 {f[0]} day {d} must be off")
    on = sum(int(f[3]) for f in S.get("SECTION_SHIFT_ON_REQUESTS", []) if ros[f[0]][int(f[1])] != f[2])
    off = sum(int(f[3]) for f in S.get("SECTION_SHIFT_OFF_REQUESTS", []) if ros[f[0]][int(f[1])] == f[2])
    under = over = nu = no = 0
    for d, s, req, wu, wo in S["SECTION_COVER"]:
        n = sum(1 for r in ros.values() if r[int(d)] == s)
        k = int(req) - n
        if k > 0:
            under += k * int(wu); nu += k
        elif k < 0:
            over += -k * int(wo); no += -k
    return on + off + under + over, dict(on=on, off=off, under=under, over=over, missing=nu, surplus=no), bad


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    try:
        obj, parts, bad = check(sys.argv[1], sys.argv[2])
    except Exception as ex:  # malformed input
        print("ERROR", repr(ex)); sys.exit(2)
    print(f"objective {obj} hard_violations {len(bad)} " + " ".join(f"{k}={v}" for k, v in parts.items()))
    if "-q" not in sys.argv:
        for b in bad:
            print("  ", b)
    sys.exit(1 if bad else 0)
