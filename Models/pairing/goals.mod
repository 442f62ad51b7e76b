# The goals of a round, one after the other, over its stable pairings: the rows of stable.mod, a worst
# rank, a difference of the sides' ranks, and earlier goals kept at their values.
#
# Goals have the names that results use: size, talentRanks, mentorRanks, egalitarian, weight, stays,
# most-k and fewest-k (talents with wish k), most-both-k and fewest-both-k (either side), regret (the
# worst rank of any pair) and imbalance (sex-equal). Ranks count from 1.

param talents integer, >= 0;
param mentors integer, >= 0;
set TALENTS := 0 .. talents - 1;
set MENTORS := 0 .. mentors - 1;
set PAIRS within TALENTS cross MENTORS;      # acceptable to both, not recused

param places{MENTORS} integer, >= 0;         # places in the market
param talent_rank{PAIRS} integer, >= 1;      # the talent's rank of the mentor
param mentor_rank{PAIRS} integer, >= 1;      # the mentor's rank of the talent
param score{PAIRS} integer, default 1;       # what the pair is worth
param stays{PAIRS} binary, default 0;        # 1 for a pair of the earlier result

param goal symbolic;                         # the goal that is asked for
set EARLIER default {};                      # goals before it
param value{EARLIER} integer;                # and their values
set GOALS := EARLIER union {goal};

# 1 where smaller is better, -1 where larger is.
param sense{g in GOALS} :=
  if g in {"size", "weight", "stays"} or substr(g, 1, 4) = "most" then -1 else 1;

# What a pair adds to a goal that is a sum; nothing to a goal that is none.
param amount{g in GOALS, (t,m) in PAIRS} :=
  if g = "size" then 1
  else if g = "talentRanks" then talent_rank[t,m]
  else if g = "mentorRanks" then mentor_rank[t,m]
  else if g = "egalitarian" then talent_rank[t,m] + mentor_rank[t,m]
  else if g = "weight" then score[t,m]
  else if g = "stays" then stays[t,m]
  else if g = "most-" & talent_rank[t,m] or g = "fewest-" & talent_rank[t,m] then 1
  else (if g = "most-both-" & talent_rank[t,m] or g = "fewest-both-" & talent_rank[t,m] then 1 else 0)
    + (if g = "most-both-" & mentor_rank[t,m] or g = "fewest-both-" & mentor_rank[t,m] then 1 else 0);

var assign{PAIRS} binary;                    # 1 when the talent goes to the mentor
var regret >= 0;                             # worst rank of any pair
var imbalance >= 0;                          # difference of the sums of the sides' ranks

minimize total:
  sum{(t,m) in PAIRS} sense[goal] * amount[goal,t,m] * assign[t,m]
  + (if goal = "regret" then 1 else 0) * regret
  + (if goal = "imbalance" then 1 else 0) * imbalance;

# A talent has at most one mentor.
s.t. one_mentor{t in TALENTS: exists{(t,m) in PAIRS} 1}:
  sum{(t,m) in PAIRS} assign[t,m] <= 1;

# A mentor has at most as many talents as places.
s.t. seats{m in MENTORS: exists{(t,m) in PAIRS} 1}:
  sum{(t,m) in PAIRS} assign[t,m] <= places[m];

# No pair blocks (see stable.mod).
s.t. stable{(t,m) in PAIRS: places[m] >= 1}:
  places[m] * sum{(t,k) in PAIRS: talent_rank[t,k] <= talent_rank[t,m]} assign[t,k]
  + sum{(i,m) in PAIRS: i != t and mentor_rank[i,m] <= mentor_rank[t,m]} assign[i,m]
  >= places[m];

# The worst rank is at least that of every pair made.
s.t. worst{(t,m) in PAIRS}:
  regret >= max(talent_rank[t,m], mentor_rank[t,m]) * assign[t,m];

# The difference of the sides' ranks, whichever is larger.
s.t. talents_ahead:
  imbalance >= sum{(t,m) in PAIRS} (talent_rank[t,m] - mentor_rank[t,m]) * assign[t,m];
s.t. mentors_ahead:
  imbalance >= sum{(t,m) in PAIRS} (mentor_rank[t,m] - talent_rank[t,m]) * assign[t,m];

# Earlier goals keep their values.
s.t. kept{g in EARLIER}:
  sum{(t,m) in PAIRS} sense[g] * amount[g,t,m] * assign[t,m]
  + (if g = "regret" then 1 else 0) * regret
  + (if g = "imbalance" then 1 else 0) * imbalance <= sense[g] * value[g];

end;
