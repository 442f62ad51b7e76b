"""A round of bookings read into slots, device by device and start by start, for verify_prices.py.

Written from the rules of Models/booking/timetable.mod; shares no code with Allot.
"""
import datetime

from timetable import Timetable


def sums(row):
    """Sums of what comes before each place."""
    total = [0]
    for entry in row:
        total.append(total[-1] + entry)
    return total


def alternatives_of(draft):
    """The list of alternatives of each request that has one; a series has the last one of its requests."""
    leader = {r: s["requests"][0] for s in draft["series"] if s["rule"] == "allOrNothing" for r in s["requests"]}
    found = {leader.get(r, r): s["id"] for s in draft["series"] if s["rule"] == "onlyOne" for r in s["requests"]}
    every = [r["id"] for r in draft["requests"]]
    return {r: found[leader.get(r, r)] for r in every if leader.get(r, r) in found}


class Round:
    """Devices and requests by their place in the draft, times in slots."""

    def __init__(self, draft):
        self.draft = draft
        self.slot = draft["slotMinutes"]
        self.per_day = 1440 // self.slot
        self.slots = draft["dayCount"] * self.per_day
        first = datetime.date.fromisoformat(draft["firstDay"])
        self.weekday = [
            (first + datetime.timedelta(days=d)).isoweekday() for d in range(draft["dayCount"])]
        self.devices = {d["id"]: i for i, d in enumerate(draft["devices"])}
        self.number = {r["id"]: i for i, r in enumerate(draft["requests"])}
        self.lengths = [r["minutes"] // self.slot for r in draft["requests"]]
        self.pins = {
            p["request"]: (self.devices[p["device"]], p["start"] // self.slot) for p in draft["pins"]}
        self.read_devices()
        self.read_pools()
        self.read_quotas()
        order = [i["id"] for i in draft["institutions"]]
        self.institutions = order
        # Shares that come before points cost none.
        self.shares = sorted(
            [{**s, "pointsPerSlot": s.get("pointsPerSlot") or 0} for s in draft["fairShares"]],
            key=lambda s: (order.index(s["institution"]), s["minutes"] // self.slot))

    def spans(self, entry):
        """Slots of a weekly entry."""
        for day, number in enumerate(self.weekday):
            if number == entry["weekday"]:
                start = day * self.per_day
                yield range(start + entry["from"] // self.slot, start + entry["to"] // self.slot)

    def span(self, entry):
        """Slots of a dated entry, cut to the horizon."""
        return range(max(0, entry["from"] // self.slot), min(self.slots, entry["to"] // self.slot))

    def read_devices(self):
        draft, slots, devices = self.draft, self.slots, self.devices
        hours = [[False] * slots for _ in devices]
        shut = [[False] * slots for _ in devices]
        for entry in draft["openings"]:
            for piece in self.spans(entry):
                for t in piece:
                    hours[devices[entry["device"]]][t] = True
        for entry in draft["extraOpenings"]:
            for t in self.span(entry["span"]):
                hours[devices[entry["device"]]][t] = True
        for entry in draft["maintenance"]:
            for t in self.span(entry["span"]):
                shut[devices[entry["device"]]][t] = True
        self.opened = [[h and not s for h, s in zip(*rows)] for rows in zip(hours, shut)]
        self.parts = [[devices[p] for p in d["parts"]] for d in draft["devices"]]
        for i, list_of_parts in enumerate(self.parts):
            if list_of_parts:
                own = hours[i] if any(hours[i]) else [True] * slots
                self.opened[i] = [
                    own[t] and not shut[i][t] and all(self.opened[p][t] for p in list_of_parts)
                    for t in range(slots)
                ]
        self.closed = [sums([not o for o in row]) for row in self.opened]
        self.kept = [[0] * slots for _ in devices]
        for entry in draft.get("reserves") or []:
            for t in self.span(entry["span"]):
                self.kept[devices[entry["device"]]][t] = 1
        self.of_class = {}
        for i, d in enumerate(draft["devices"]):
            self.of_class.setdefault(d["deviceClass"], []).append(i)
        self.of_area = {}
        for i, d in enumerate(draft["devices"]):
            if d.get("area") is not None:
                self.of_area.setdefault(d["deviceClass"] + "@" + d["area"], []).append(i)
        self.views = {}
        for window in draft.get("deviceWindows") or []:
            key = window["request"], devices[window["device"]]
            self.views.setdefault(key, []).append(self.span(window["span"]))

    def read_pools(self):
        self.pools = []
        for entry in self.draft["shifts"] + self.draft["datedShifts"]:
            if entry["pool"] not in self.pools:
                self.pools.append(entry["pool"])
        self.duty = [[0] * self.slots for _ in self.pools]
        for entry in self.draft["shifts"]:
            for piece in self.spans(entry):
                for t in piece:
                    self.duty[self.pools.index(entry["pool"])][t] += entry["count"]
        dated = set()
        for entry in self.draft["datedShifts"]:
            p = self.pools.index(entry["pool"])
            for t in self.span(entry["span"]):
                self.duty[p][t] = (self.duty[p][t] if (p, t) in dated else 0) + entry["count"]
                dated.add((p, t))

    def read_quotas(self):
        per_day, slot, days = self.per_day, self.slot, len(self.weekday)
        weeks = [0] + [d * per_day for d in range(1, days) if self.weekday[d] == 1] + [self.slots]

        def period_list(quota):
            if quota["period"] == "week":
                return list(zip(weeks, weeks[1:]))
            if quota["period"] == "horizon":
                return [(0, self.slots)]
            hours = quota.get("hours") or {"from": 0, "to": 1440}
            return [
                (d * per_day + hours["from"] // slot, d * per_day + hours["to"] // slot)
                for d in range(days)
            ]

        self.periods = [period_list(q) for q in self.draft["quotas"]]
        self.quotas_of = {}
        for q, quota in enumerate(self.draft["quotas"]):
            self.quotas_of.setdefault(quota["institution"], []).append(q)

    def weight_of(self, request):
        weight = request.get("weight")
        if weight is None:
            points = self.draft["priorityPoints"][request["priority"] - 1]
            weight = points * (request["minutes"] // self.slot + self.draft["bookingSlots"])
        return weight + (request.get("credit") or 0)

    def kind_of(self, target):
        """What a target names: who has exactly the name comes before a class in an area."""
        if target in self.devices:
            return "device"
        return "class" if target in self.of_class else "area"

    def named(self, target):
        """The devices that a target names."""
        if target in self.devices:
            return [self.devices[target]]
        return self.of_class.get(target) or self.of_area.get(target, [])

    def bonuses(self, request):
        """Points of each device that the request may use."""
        found = {}
        for kind in ("class", "area", "device"):
            for choice in request["choices"]:
                if self.kind_of(choice["target"]) == kind:
                    found.update((d, choice["bonus"]) for d in self.named(choice["target"]))
        return {d: bonus for d, bonus in sorted(found.items()) if self.may_use(request, d)}

    def may_use(self, request, d):
        allowed = self.draft["devices"][d].get("authorized")
        return allowed is None or bool({request["applicant"], request["institution"]} & set(allowed))

    def needs(self, request, d):
        """Slots of set-up and clean-up, and the pool that attends."""
        device = self.draft["devices"][d]

        def own(key):
            value = request.get(key)
            return (device[key] if value is None else value) // self.slot

        pool = request.get("operatorPool") or device.get("operatorPool")
        return (own("setUpMinutes"), own("cleanUpMinutes"),
                None if pool is None else self.pools.index(pool))

    def candidates(self, request):
        """Starts: device, slot, occupied from and to, pool, points, quota rows, whether no quota is too
        small for the use."""
        length = request["minutes"] // self.slot
        weight = self.weight_of(request)
        preferred, only = request.get("preferred"), request.get("preferredDevice")
        for d, extra in self.bonuses(request).items():
            device = self.draft["devices"][d]
            before, after, pool = self.needs(request, d)
            others = [x for x in [d] + self.parts[d]
                      if self.draft["devices"][x]["owner"] != request["institution"]]
            seen = set()
            for window in request["windows"]:
                inside = self.span(window)
                for t in range(inside.start, inside.stop - length + 1):
                    begin, end = t - before, t + length + after
                    if t in seen or begin < 0 or end > self.slots:
                        continue
                    if self.closed[d][end] > self.closed[d][begin]:
                        continue
                    if any(any(self.kept[x][t : t + length]) for x in others):
                        continue
                    views = self.views.get((request["id"], d))
                    if views is not None and not any(
                        s.start <= t and t + length <= s.stop for s in views
                    ):
                        continue
                    seen.add(t)
                    value = weight + extra
                    if preferred and only in (None, device["id"]):
                        if preferred["from"] // self.slot <= t < preferred["to"] // self.slot:
                            value += request["preferredBonus"]
                    rows = []
                    for q in self.quotas_of.get(request["institution"], []):
                        limited = self.draft["quotas"][q].get("deviceClass")
                        if limited is None or limited == device["deviceClass"]:
                            rows += [(q, f) for f, (x, y) in enumerate(self.periods[q]) if x <= t < y]
                    possible = request["id"] in self.pins or all(
                        length <= self.draft["quotas"][q]["minutes"] // self.slot for q, _ in rows
                    )
                    yield d, t, begin, end, pool, value, rows, possible

    def starts(self, request):
        """The starts that a timetable can have."""
        for start in self.candidates(request):
            if start[7] and self.pins.get(request["id"], start[:2]) == start[:2]:
                yield start[:7]

    def looks(self, d):
        """Everything that tells a device apart."""
        device = self.draft["devices"][d]
        wishes = []
        for r, request in enumerate(self.draft["requests"]):
            if any(d in self.named(c["target"]) for c in request["choices"]):
                views = self.views.get((request["id"], d))
                wishes.append((
                    r, self.bonuses(request).get(d), self.needs(request, d),
                    views and sorted((s.start, s.stop) for s in views),
                    # Hours that nobody keeps tell no owners apart.
                    self.kept[d] if request["institution"] != device["owner"] and any(self.kept[d])
                    else None))
        return repr((device["deviceClass"], self.opened[d], wishes))

    def groups(self):
        """Equal devices together; promised ones, combined ones and their parts alone."""
        alone = {d for d, list_of_parts in enumerate(self.parts) if list_of_parts}
        alone |= {p for list_of_parts in self.parts for p in list_of_parts}
        alone |= {d for d, _ in self.pins.values()}
        alone |= {self.devices[r["preferredDevice"]] for r in self.draft["requests"]
                  if r.get("preferredDevice") is not None}
        found, twins = [], {}
        for d in range(len(self.draft["devices"])):
            look = d if d in alone else self.looks(d)
            if look in twins:
                found[twins[look]].append(d)
            else:
                twins[look] = len(found)
                found.append([d])
        return found

    def rules(self):
        """The rules as inequalities."""
        draft, slot = self.draft, self.slot
        series = [(s["rule"], s.get("gapMinutes"), [self.number[r] for r in s["requests"]])
                  for s in draft["series"]]
        series = [(rule, gap, m if gap is not None else sorted(m)) for rule, gap, m in series]
        leader = {r: m[0] for rule, _, m in series if rule == "allOrNothing" for r in m}
        orders = [(a, b, gap // slot) for _, gap, m in series if gap is not None for a, b in zip(m, m[1:])]
        return Timetable(
            [self.weight_of(r) for r in draft["requests"]], self.lengths,
            [self.bonuses(r) for r in draft["requests"]],
            [list(self.candidates(r)) for r in draft["requests"]], self.groups(),
            [d["capacity"] for d in draft["devices"]], self.opened, self.parts, self.duty,
            [m for rule, _, m in series if rule == "allOrNothing"],
            [sorted({leader.get(r, r) for r in m}) for rule, _, m in series if rule == "onlyOne"], orders,
            [(q["minutes"] // slot, len(self.periods[i])) for i, q in enumerate(draft["quotas"])],
            [(s["minutes"] // slot, s["pointsPerSlot"],
              [i for i, r in enumerate(draft["requests"]) if r["institution"] == s["institution"]])
             for s in self.shares],
            {self.number[r]: pin for r, pin in self.pins.items() if r in self.number},
            self.slots, self.per_day)
