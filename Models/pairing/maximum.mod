# The pairing of largest total score, stable or not: what stability is compared with.
# Talents and mentors are named by their positions from 0.

param talents integer, >= 0;
param mentors integer, >= 0;
set TALENTS := 0 .. talents - 1;
set MENTORS := 0 .. mentors - 1;
set PAIRS within TALENTS cross MENTORS;      # acceptable to both, not recused

param places{MENTORS} integer, >= 0;         # places in the market
param talent_rank{PAIRS} integer, >= 1;      # read for the sake of one data file for both models
param mentor_rank{PAIRS} integer, >= 1;
param score{PAIRS} integer, default 1;       # what the pair is worth

var assign{PAIRS} binary;                    # 1 when the talent goes to the mentor

maximize total_score: sum{(t,m) in PAIRS} score[t,m] * assign[t,m];

# A talent has at most one mentor.
s.t. one_mentor{t in TALENTS: exists{(t,m) in PAIRS} 1}:
  sum{(t,m) in PAIRS} assign[t,m] <= 1;

# A mentor has at most as many talents as places.
s.t. seats{m in MENTORS: exists{(t,m) in PAIRS} 1}:
  sum{(t,m) in PAIRS} assign[t,m] <= places[m];

end;
