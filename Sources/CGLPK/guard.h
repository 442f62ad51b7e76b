#ifndef CGLPK_GUARD_H
#define CGLPK_GUARD_H

#include "cglpk.h"

#if __has_include(<glpk.h>)
#define CGLPK_HAS_GLPK 1
/* The cut separators are exported but stand behind this switch in the header. */
#define GLP_UNDOC 1
#include <glpk.h>
#include <pthread.h>
#include <setjmp.h>

struct cglpk_problem {
  glp_prob *P;
  pthread_t owner;
  unsigned generation; /* of the owner's environment when the problem was opened */
  cglpk_interrupt interrupt;
  const void *context;
  int infeasible_by_dual; /* the last run was dual and found no feasible point */
  int unbounded_by_primal;
};

typedef struct cglpk_trap {
  jmp_buf place;
  struct cglpk_trap *outer;
  const cglpk_problem *problem;
} cglpk_trap;

extern _Thread_local cglpk_trap *cglpk_top;
extern _Thread_local unsigned cglpk_generation;

void cglpk_enter(void);
cglpk_code cglpk_recover(int why);
cglpk_code cglpk_check(const cglpk_problem *problem);
cglpk_problem *cglpk_adopt(glp_prob *P, cglpk_interrupt interrupt, const void *context);
int cglpk_bounds_kind(double lower, double upper);

/* Runs statements so that an abort of GLPK inside them returns a code from this function instead.
   Locals changed inside and read after a jump must be volatile; memory must be taken before. */
#define CGLPK_TRY(PROBLEM, ...)                 \
  do {                                          \
    cglpk_trap trap_;                           \
    cglpk_enter();                              \
    trap_.outer = cglpk_top;                    \
    trap_.problem = (PROBLEM);                  \
    cglpk_top = &trap_;                         \
    int why_ = _setjmp(trap_.place);            \
    if (why_ != 0) {                            \
      cglpk_top = trap_.outer;                  \
      return cglpk_recover(why_);               \
    }                                           \
    __VA_ARGS__;                                \
    cglpk_top = trap_.outer;                    \
  } while (0)

#define CGLPK_CHECK(PROBLEM)                          \
  do {                                                \
    cglpk_code checked_ = cglpk_check(PROBLEM);       \
    if (checked_ != CGLPK_OK) return checked_;        \
  } while (0)

#endif
#endif
