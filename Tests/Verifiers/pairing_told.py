"""What a pairing result tells people beside its pairs: ranks, reasons, pairs who would rather switch."""
from pairing_round import need


def check_told(k, answer, made, stable, uses_contracts):
    """Every report against the lists and the contracts made."""
    own = {k.t[e]: e for e in made}
    inside = [[e for e in it[3] if e in made] for it in k.classes]
    need([r["talent"] for r in answer["reports"]] == list(range(len(k.of_talent))), "reports missing")
    for t, report in enumerate(answer["reports"]):
        kept = t in k.kept
        need(report["isKept"] == kept, "kept or not")
        rank = k.tr[own[t]] if t in own else None
        need(report.get("rank") == rank, "a rank that was not obtained")
        above = [] if kept else [(m, p, r) for r, tier in enumerate(k.choices[t], 1)
                                 for m, p in tier if rank is None or r < rank]
        told = [(w["mentor"], w.get("project"), w["rank"]) for w in report["missed"]]
        need(sorted(told, key=str) == sorted(above, key=str), "wishes left out or made up")
        for wish in report["missed"]:
            check_reason(k, t, wish, inside)
    blocking = [] if stable else sorted((k.m[e], k.t[e], k.tr[e], k.mr[e]) for e in k.blocking(made))
    need(sorted((b["mentor"], b["talent"], b["talentRank"], b["mentorRank"])
                for b in answer["blockingPairs"]) == blocking, "blocking pairs left out or made up")
    check_shortfalls(k, answer, stable and not uses_contracts)


def check_shortfalls(k, answer, by_theorem):
    """Missed limits from below, in the order of mentors, projects and quotas. That no stable pairing gives more
    follows from strict lists (Roth 1986), or from too few mutual wishes and places."""
    matching, draft = answer["matching"], k.draft
    mentors = matching["mentorOfTalent"]
    projects = matching.get("projectOfTalent") or [None] * len(mentors)
    pairs = [(m, t, p) for t, (m, p) in enumerate(zip(mentors, projects)) if m is not None]
    kept = [(m, t, k.kept_on.get(t)) for t, m in k.kept.items()]
    limits = [("mentor", i, it.get("lowerCapacity", 0), lambda m, t, p, i=i: m == i)
              for i, it in enumerate(draft["mentors"])]
    limits += [("project", i, it.get("lowerPlaces", 0), lambda m, t, p, i=i: p == i)
               for i, it in enumerate(draft["projects"])]
    limits += [("quota", i, it["lower"], lambda m, t, p, inside=k.quota_scope[i]: inside[0][m] and inside[1][t])
               for i, it in enumerate(draft.get("quotas") or [])]
    found = []
    for kind, i, lower, holds in limits:
        load = sum(holds(*pair) for pair in pairs)
        if load < lower:
            wished = {(k.m[e], k.t[e]) for e in range(k.count) if holds(k.m[e], k.t[e], k.p[e])}
            served = sum(min(places, sum(m == of for of, _ in wished)) for m, places in enumerate(k.places))
            most = sum(holds(*pair) for pair in kept) + min(served, len({t for _, t in wished}))
            settled = most < lower or (by_theorem and kind == "mentor" and k.strict)
            found.append((kind, i, load, lower, settled))
    told = [(*((kind, it["_0"]) for kind, it in s["limit"].items()), s["load"], s["lower"],
             s["inEveryStableMatching"]) for s in answer["shortfalls"]]
    need([(*place, *rest) for place, *rest in told] == found, "missed limits left out or made up")


def check_reason(k, t, wish, inside):
    (kind, it), = wish["reason"].items()
    m = wish["mentor"]
    if kind == "recused":
        return need((t, m) in k.recused, "not recused")
    need((t, m) not in k.recused, "recused")
    if kind == "notListed":
        return need(t not in k.listed[m], "is on the list")
    need(t in k.listed[m], "is not on the list")
    if kind == "noPlaces":
        return need(k.places[m] == 0, "has places")
    e = k.number[t, m, wish.get("project")]
    need(it["standing"] == k.mr[e], "another standing")
    ranks = {c: [k.mr[g] for g in inside[c] if k.mr[g] <= k.mr[e] and not k.same(e, g)] for c in k.of[e]}
    full = {c for c in k.of[e] if len(ranks[c]) >= k.classes[c][2]}
    if kind == "blocked":
        return need(not full, "nothing blocked")
    name = {"filled": "mentor", "projectFilled": "project", "quotaFilled": "quota"}[kind]
    need(any(k.classes[c][0] == name and k.classes[c][2] == it["places"]
             and (name == "quota" or max(ranks[c], default=0) == it["lastRank"]) for c in full),
         "what is told full is not, or not so")
