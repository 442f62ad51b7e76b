# Stable pairing of talents with mentors: lists with ties on both sides, several places per mentor.
#
# A matching is (weakly) stable if no acceptable talent and mentor would both rather have one
# another: the talent has nobody he likes as well, and the mentor has a free place or somebody he
# likes less. Kept pairs are out of the market and their places are taken off `places`.
# Talents and mentors are named by their positions from 0; ranks count from 1, a tie is one rank.

param talents integer, >= 0;
param mentors integer, >= 0;
set TALENTS := 0 .. talents - 1;
set MENTORS := 0 .. mentors - 1;
set PAIRS within TALENTS cross MENTORS;      # acceptable to both, not recused

param places{MENTORS} integer, >= 0;         # places in the market
param talent_rank{PAIRS} integer, >= 1;      # the talent's rank of the mentor
param mentor_rank{PAIRS} integer, >= 1;      # the mentor's rank of the talent
param cost{(t,m) in PAIRS} default talent_rank[t,m] + mentor_rank[t,m];

var assign{PAIRS} binary;                    # 1 when the talent goes to the mentor

minimize total_cost: sum{(t,m) in PAIRS} cost[t,m] * assign[t,m];

# A talent has at most one mentor.
s.t. one_mentor{t in TALENTS: exists{(t,m) in PAIRS} 1}:
  sum{(t,m) in PAIRS} assign[t,m] <= 1;

# A mentor has at most as many talents as places.
s.t. seats{m in MENTORS: exists{(t,m) in PAIRS} 1}:
  sum{(t,m) in PAIRS} assign[t,m] <= places[m];

# No pair blocks: unless the talent has this mentor or one he likes as well, the mentor is full of
# other talents whom he likes as well. With one place and strict lists this is Rothblum's inequality
# (1992, doi:10.1007/BF01581190) and describes the convex hull of the stable matchings.
s.t. stable{(t,m) in PAIRS: places[m] >= 1}:
  places[m] * sum{(t,k) in PAIRS: talent_rank[t,k] <= talent_rank[t,m]} assign[t,k]
  + sum{(i,m) in PAIRS: i != t and mentor_rank[i,m] <= mentor_rank[t,m]} assign[i,m]
  >= places[m];

end;
