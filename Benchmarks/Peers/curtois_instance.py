"""Parser shared by curtois_cpsat.py and curtois_highs.py (the checker has its own)."""
class Inst:
    def __init__(I, path):
        sec = None
        I.shifts, I.len, I.forb = [], {}, {}
        I.staff, I.maxsh, I.maxmin, I.minmin, I.maxc, I.minc, I.mino, I.maxwe = [], {}, {}, {}, {}, {}, {}, {}
        I.off, I.on_req, I.off_req, I.cover = set(), [], [], []
        for line in open(path, encoding="utf-8-sig"):
            line = line.strip()
            if not line or line[0] == "#":
                continue
            if line.startswith("SECTION_"):
                sec = line[8:]; continue
            f = line.split(",")
            if sec == "HORIZON": I.H = int(f[0])
            elif sec == "SHIFTS":
                I.shifts.append(f[0]); I.len[f[0]] = int(f[1]); I.forb[f[0]] = [x for x in f[2].split("|") if x]
            elif sec == "STAFF":
                e = f[0]; I.staff.append(e)
                I.maxsh[e] = {p.split("=")[0]: int(p.split("=")[1]) for p in f[1].split("|") if p}
                I.maxmin[e], I.minmin[e], I.maxc[e], I.minc[e], I.mino[e], I.maxwe[e] = map(int, f[2:8])
            elif sec == "DAYS_OFF":
                for d in f[1:]: I.off.add((f[0], int(d)))
            elif sec == "SHIFT_ON_REQUESTS": I.on_req.append((f[0], int(f[1]), f[2], int(f[3])))
            elif sec == "SHIFT_OFF_REQUESTS": I.off_req.append((f[0], int(f[1]), f[2], int(f[3])))
            elif sec == "COVER": I.cover.append((int(f[0]), f[1], int(f[2]), int(f[3]), int(f[4])))

def write_roster(path, I, cell, obj):
    with open(path, "w") as o:
        o.write(f"# objective {obj}\n")
        for e in I.staff:
            o.write(e + "\t" + ",".join(cell(e, d) or "-" for d in range(I.H)) + "\n")
