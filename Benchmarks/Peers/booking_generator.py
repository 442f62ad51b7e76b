#!/usr/bin/env python3
"""Writes a seeded week of bookings as booking-1, which `allot book --from booking1` and the peers here read.

usage: booking_generator.py SIZE SEED OUTPUT.json

SIZE      devices  requests  areas  institutions  classes
district       20       150      1             8        6
city          300     5,000      6            60       20
mega        3,000    60,000     50           500       30

The same size and seed give the same bytes. Every number comes from one stream, so the order of the draws
is part of the format: a draw that is moved changes every instance.
"""
import json
import random
import sys

from booking_limits import make_pools, make_quotas, open_devices
from booking_sizes import CLASSES, DAYS, HORIZON, SIZES, SLOTS_PER_DAY, WEEKDAYS

WEIGHT_OF_PRIORITY = {1: 12, 2: 20, 3: 35, 4: 70}
# First and last slot of the parts of a day that a request may name.
PARTS_OF_DAY = {"morning": (14, 26), "afternoon": (24, 42), "day": (14, 42)}
NO_POOL, NO_SERIES = -1, -1


def make_institutions(size):
    """Institutions over all areas in turn; every fourth is a hospital."""
    return [
        {"id": i, "name": f"{'hospital' if i % 4 == 0 else 'community-centre'}-{i}", "area": i % size.areas}
        for i in range(size.institutions)]


def make_devices(draw, size, institutions):
    """Devices without their hours: one of each class in each area first, then mostly of the first classes."""
    hospitals = [owner for owner in institutions if owner["id"] % 4 == 0]
    places = [(area, kind) for kind in range(size.classes) for area in range(size.areas)]
    draw.shuffle(places)
    devices = []
    for d in range(size.devices):
        if d < len(places):
            area, kind = places[d]
        else:
            area = draw.randrange(size.areas)
            kind = min(size.classes - 1, int(size.classes * draw.random() ** 1.3))
        near = [owner for owner in institutions if owner["area"] == area]
        if draw.random() < 0.8:
            owner = draw.choice([h for h in hospitals if h["area"] == area] or hospitals)
        else:
            owner = draw.choice(near)
        devices.append({
            "id": d, "class": kind, "institution": owner["id"], "area": area,
            "fee_per_slot": draw.choice([50, 80, 120, 200, 300])})
    return devices


def draw_devices(draw, local, of_class):
    """Devices that a request accepts: up to five of its own area and a few of others."""
    local_ids = set(local)
    if len(of_class) < 60:
        others = [d for d in of_class if d not in local_ids]
    else:
        others = [draw.choice(of_class) for _ in range(6)]
    most = draw.randint(1, 5)
    accepted = draw.sample(local, min(len(local), most))
    candidates = sorted(set(others) - set(accepted))
    more = draw.choice([0, 1, 1, 2, 3]) if accepted else draw.randint(1, 4)
    return sorted(accepted + draw.sample(candidates, min(len(candidates), more)))


def draw_days(draw):
    """Days of a single request with the part of each; weekends only where every day will do."""
    count = draw.choices([1, 2, 3, 7], [0.35, 0.3, 0.2, 0.15])[0]
    days = sorted(draw.sample(range(DAYS if count > 3 else WEEKDAYS), count))
    return [(day, draw.choice(["morning", "afternoon", "day", "day"])) for day in days]


def windows_on(days, occupied):
    """A window for each day: the part asked for, or the whole day where that is hardly long enough."""
    windows = []
    for day, part in days:
        first, last = PARTS_OF_DAY[part]
        if occupied > last - first - 2:
            first, last = 0, SLOTS_PER_DAY
        windows.append([day * SLOTS_PER_DAY + first, day * SLOTS_PER_DAY + last])
    return windows


def make_requests(draw, size, institutions, devices):
    """Requests and series; whether a request needs an operator stands in the third list."""
    of_class, of_place = {}, {}
    for device in devices:
        of_class.setdefault(device["class"], []).append(device["id"])
        of_place.setdefault((device["area"], device["class"]), []).append(device["id"])
    kinds = sorted(of_class)
    # Device for device, every third class is asked for twice as often as the others.
    popularity = [len(of_class[kind]) * (1.6 if kind % 3 == 0 else 0.8) for kind in kinds]
    requests, series, needs_operator = [], [], []
    while len(requests) < size.requests:
        owner = draw.randrange(size.institutions)
        area = institutions[owner]["area"]
        kind = draw.choices(kinds, popularity)[0]
        duration = draw.randint(CLASSES[kind].shortest, CLASSES[kind].longest)
        setup = draw.randint(0, CLASSES[kind].set_up)
        cleanup = draw.randint(0, CLASSES[kind].clean_up)
        accepted = draw_devices(draw, of_place.get((area, kind), []), of_class[kind])
        priority = draw.choices([1, 2, 3, 4], [0.3, 0.4, 0.2, 0.1])[0]
        weight = int(WEIGHT_OF_PRIORITY[priority] * (2 + duration**0.8) * draw.uniform(0.85, 1.15))

        def bonus(device):
            if devices[device]["institution"] == owner:
                return int(weight * 0.06)
            return int(weight * 0.03) if devices[device]["area"] == area else 0

        sessions, series_id = 1, NO_SERIES
        if size.requests - len(requests) >= 3 and duration <= 12 and draw.random() < 0.04:
            sessions, series_id = draw.choice([2, 3]), len(series)
            first = len(requests)
            series.append({"id": series_id, "requests": list(range(first, first + sessions))})
            session_days = sorted(draw.sample(range(WEEKDAYS), sessions))
        operated = draw.random() < 0.4
        for session in range(sessions):
            days = [(session_days[session], "day")] if sessions > 1 else draw_days(draw)
            windows = windows_on(days, setup + duration + cleanup)
            liked = draw.choice(windows)
            preferred = liked[0] + draw.randrange(0, max(1, liked[1] - liked[0] - duration))
            requests.append({
                "id": len(requests), "institution": owner, "priority": priority, "weight": weight,
                "duration": duration, "setup": setup, "cleanup": cleanup, "windows": windows,
                "devices": [[device, bonus(device)] for device in accepted],
                "preferred": [preferred, min(preferred + draw.choice([2, 4, 6]), HORIZON)],
                "pref_bonus": int(weight * draw.choice([0.05, 0.1, 0.15])), "pool": NO_POOL,
                "series": series_id})
            needs_operator.append(operated)
    return requests, series, needs_operator


def generate(name, seed):
    """The instance of this size and seed."""
    size, draw = SIZES[name], random.Random(f"{name}-{seed}")
    institutions = make_institutions(size)
    devices = make_devices(draw, size, institutions)
    requests, series, needs_operator = make_requests(draw, size, institutions, devices)
    open_devices(draw, size, devices, requests)
    pools = make_pools(size, devices, requests, needs_operator)
    quotas = make_quotas(draw, institutions, devices, requests)
    return {
        "format": "booking-1", "name": f"{name}-{seed}", "slot_minutes": 30,
        "slots_per_day": SLOTS_PER_DAY, "days": DAYS, "horizon": HORIZON,
        "institutions": institutions,
        "classes": [{"id": c, "name": CLASSES[c].name} for c in range(size.classes)],
        "devices": devices, "pools": pools, "requests": requests, "series": series, "quotas": quotas}


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in SIZES or not sys.argv[2].isdecimal():
        sys.exit(__doc__)
    with open(sys.argv[3], "w") as output:
        json.dump(generate(sys.argv[1], int(sys.argv[2])), output, separators=(",", ":"))


if __name__ == "__main__":
    main()
