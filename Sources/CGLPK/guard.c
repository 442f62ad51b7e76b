#include "guard.h"

#ifndef CGLPK_HAS_GLPK
#error "GLPK's development files are missing: run  sudo apt-get install libglpk-dev  and build again"
#else

#include <math.h>
#include <stdlib.h>
#include <string.h>

_Thread_local cglpk_trap *cglpk_top;
_Thread_local unsigned cglpk_generation = 1;
static _Thread_local int ready;
static _Thread_local int memory_limit;
static _Thread_local int open_problems; /* of the present generation */
static _Thread_local int left_behind;   /* an interrupted call has left memory in the environment */
static _Thread_local char message[1024];
static pthread_key_t at_exit_key;
static pthread_once_t at_exit_once = PTHREAD_ONCE_INIT;

static void on_thread_exit(void *unused) {
  (void)unused;
  glp_free_env();
}

static void make_key(void) { pthread_key_create(&at_exit_key, on_thread_exit); }

static void on_error(void *unused) {
  (void)unused;
  if (cglpk_top) _longjmp(cglpk_top->place, 1);
}

/* GLPK prints progress through this hook every few milliseconds, and its last words before an
   abort. The interrupt callback has returned before the jump, so no foreign frame is skipped. */
static int on_print(void *unused, const char *text) {
  (void)unused;
  size_t length = strlen(message), room = sizeof message - 1 - length;
  if (glp_at_error() || cglpk_top == NULL || cglpk_top->problem == NULL) {
    strncat(message, text, room); /* last words, or what the MathProg translator found */
  } else {
    const cglpk_problem *problem = cglpk_top->problem;
    if (problem->interrupt && problem->interrupt(problem->context))
      _longjmp(cglpk_top->place, 2);
  }
  return 1;
}

void cglpk_enter(void) {
  message[0] = 0;
  if (ready) return;
  pthread_once(&at_exit_once, make_key);
  pthread_setspecific(at_exit_key, &ready); /* any value but NULL arms the destructor */
  glp_init_env();
  glp_term_hook(on_print, NULL);
  glp_error_hook(on_error, NULL);
  if (memory_limit > 0) glp_mem_limit(memory_limit);
  ready = 1;
}

static void free_environment(void) {
  glp_free_env();
  ready = 0;
  open_problems = 0;
  left_behind = 0;
  cglpk_generation++;
}

/* The simplex method works on copies, so a jump out of it leaves every problem whole, the interrupted one
   without its factors. What it had allocated is freed with the environment once no problem is open: other
   problems of the thread must live on, since whoever stops early still reads them. */
cglpk_code cglpk_recover(int why) {
  if (why == 2) {
    left_behind = 1;
    return CGLPK_INTERRUPTED;
  }
  free_environment();
  for (char *c = message; *c; c++)
    if (*c == '\n') *c = ' ';
  return CGLPK_FATAL;
}

cglpk_code cglpk_check(const cglpk_problem *problem) {
  if (!pthread_equal(problem->owner, pthread_self())) return CGLPK_WRONG_THREAD;
  if (problem->generation != cglpk_generation || problem->P == NULL) return CGLPK_LOST;
  return CGLPK_OK;
}

const char *cglpk_message(void) { return message; }

const char *cglpk_version(void) { return glp_version(); }

cglpk_code cglpk_limit_memory(int mebibytes) {
  memory_limit = mebibytes;
  /* GLPK has no call that lifts a limit; two tebibytes are none. */
  CGLPK_TRY(NULL, glp_mem_limit(mebibytes > 0 ? mebibytes : 2 * 1024 * 1024));
  return CGLPK_OK;
}

size_t cglpk_memory_in_use(void) {
  size_t bytes = 0;
  cglpk_enter();
  glp_mem_usage(NULL, NULL, &bytes, NULL);
  return bytes;
}

void cglpk_close_thread(void) {
  if (ready) free_environment();
}

cglpk_problem *cglpk_adopt(glp_prob *P, cglpk_interrupt interrupt, const void *context) {
  cglpk_problem *problem = calloc(1, sizeof *problem);
  if (problem == NULL) return NULL;
  problem->P = P;
  problem->owner = pthread_self();
  problem->generation = cglpk_generation;
  problem->interrupt = interrupt;
  problem->context = context;
  open_problems++;
  return problem;
}

static cglpk_code create(const char *name, glp_prob *volatile *P) {
  CGLPK_TRY(NULL, *P = glp_create_prob(); glp_set_prob_name(*P, name));
  return CGLPK_OK;
}

cglpk_code cglpk_open(
    const char *name, cglpk_interrupt interrupt, const void *context, cglpk_problem **out) {
  *out = NULL;
  glp_prob *volatile P = NULL;
  cglpk_code code = create(name, &P);
  if (code != CGLPK_OK) return code;
  *out = cglpk_adopt(P, interrupt, context);
  if (*out != NULL) return CGLPK_OK;
  glp_delete_prob(P);
  return CGLPK_NO_MEMORY;
}

static cglpk_code destroy(cglpk_problem *problem) {
  CGLPK_TRY(NULL, glp_delete_prob(problem->P));
  return CGLPK_OK;
}

cglpk_code cglpk_close(cglpk_problem *problem) {
  if (problem == NULL) return CGLPK_OK;
  cglpk_code code = cglpk_check(problem);
  if (code == CGLPK_WRONG_THREAD) return code;
  if (code == CGLPK_OK) {
    open_problems--;
    code = destroy(problem);
    if (open_problems == 0 && left_behind) free_environment();
  }
  free(problem);
  return code;
}

int cglpk_bounds_kind(double lower, double upper) {
  if (lower == -INFINITY) return upper == INFINITY ? GLP_FR : GLP_UP;
  if (upper == INFINITY) return GLP_LO;
  return lower == upper ? GLP_FX : GLP_DB;
}
#endif
