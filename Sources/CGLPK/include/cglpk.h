/* Guarded GLPK: the only code that sees glpk.h.

   GLPK keeps one environment per thread and calls abort() on a wrong argument. Every function here
   returns a code instead: an abort is caught by a jump back to the call, the thread's environment is
   freed, and with it every problem of that thread is lost (CGLPK_LOST from then on). A problem is
   refused on any thread but the one that opened it. Rows and columns count from 0. */
#ifndef CGLPK_H
#define CGLPK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cglpk_problem cglpk_problem;

typedef enum cglpk_code {
  CGLPK_OK = 0,
  CGLPK_FATAL = -1,        /* GLPK would have aborted; cglpk_message() says why */
  CGLPK_WRONG_THREAD = -2, /* the problem belongs to another thread */
  CGLPK_LOST = -3,         /* an earlier fatal error on this thread freed the problem */
  CGLPK_INTERRUPTED = -4,  /* the interrupt callback asked to stop; every problem stays open, this one unsolved */
  CGLPK_NOT_A_NUMBER = -5, /* a number is NaN, or infinite where it must not be */
  CGLPK_NO_MEMORY = -6     /* malloc failed in the guard itself */
} cglpk_code;

/* Asked every few milliseconds while the simplex method runs. */
typedef bool (*cglpk_interrupt)(const void *context);

/* Last message of GLPK on this thread; empty if there is none. */
const char *cglpk_message(void);
/* Version of the GLPK library in use, such as "5.0". */
const char *cglpk_version(void);
/* Limits the memory of GLPK on this thread, in MiB; 0 lifts the limit. */
cglpk_code cglpk_limit_memory(int mebibytes);
/* Bytes that GLPK holds on this thread. */
size_t cglpk_memory_in_use(void);
/* Frees the environment of this thread and every problem on it, as the end of a thread does. */
void cglpk_close_thread(void);

/* Opens an empty problem (minimisation); *out is NULL unless the code is CGLPK_OK. */
cglpk_code cglpk_open(
    const char *name, cglpk_interrupt interrupt, const void *context, cglpk_problem **out);
/* Frees the problem. On another thread the handle is kept and CGLPK_WRONG_THREAD returned. */
cglpk_code cglpk_close(cglpk_problem *problem);

int cglpk_row_count(const cglpk_problem *problem);
int cglpk_column_count(const cglpk_problem *problem);

/* Adds rows without entries. Infinite ends are +-INFINITY. */
cglpk_code cglpk_add_rows(
    cglpk_problem *problem, int count, const double *lower, const double *upper);
/* Adds columns in compressed form: column j has entries start[j] ..< start[j + 1]. */
cglpk_code cglpk_add_columns(
    cglpk_problem *problem, int count, const double *lower, const double *upper,
    const double *cost, const bool *integer, const int32_t *start, const int32_t *row,
    const double *value);
/* Adds rows in compressed form over present columns. */
cglpk_code cglpk_add_filled_rows(
    cglpk_problem *problem, int count, const double *lower, const double *upper,
    const int32_t *start, const int32_t *column, const double *value);
cglpk_code cglpk_set_row_bounds(cglpk_problem *problem, int row, double lower, double upper);
cglpk_code cglpk_set_column_bounds(cglpk_problem *problem, int column, double lower, double upper);
cglpk_code cglpk_set_cost(cglpk_problem *problem, int column, double cost);
cglpk_code cglpk_delete_rows(cglpk_problem *problem, int count, const int32_t *rows);
cglpk_code cglpk_delete_columns(cglpk_problem *problem, int count, const int32_t *columns);

/* The long dual passes by the ends of ranges on its way (bound flipping), where the other takes Harris' steps. */
typedef enum cglpk_method { CGLPK_PRIMAL = 0, CGLPK_DUAL = 1, CGLPK_LONG_DUAL = 2 } cglpk_method;

typedef enum cglpk_status {
  CGLPK_OPTIMAL = 0,
  CGLPK_INFEASIBLE = 1,
  CGLPK_UNBOUNDED = 2,
  CGLPK_CUTOFF = 3,  /* the dual objective passed the cutoff */
  CGLPK_STOPPED = 4, /* milliseconds or iterations ran out; the basis is kept */
  CGLPK_UNKNOWN = 5  /* the method failed numerically */
} cglpk_status;

/* Runs the simplex method from the present basis (projected steepest edge).
   The cutoff (INFINITY for none) stops the dual method early. */
cglpk_code cglpk_simplex(
    cglpk_problem *problem, cglpk_method method, int milliseconds, int iterations, double cutoff,
    cglpk_status *status);
/* Simplex iterations since the problem was opened. */
int cglpk_iterations(const cglpk_problem *problem);
/* Replaces the basis by the slack basis. */
cglpk_code cglpk_reset_basis(cglpk_problem *problem);
/* Status of each row, then of each column: 1 basic, 2 at lower, 3 at upper, 4 free, 5 fixed. */
cglpk_code cglpk_read_basis(cglpk_problem *problem, uint8_t *statuses);
cglpk_code cglpk_write_basis(cglpk_problem *problem, const uint8_t *statuses);

cglpk_code cglpk_read_objective(cglpk_problem *problem, double *objective);
cglpk_code cglpk_read_columns(cglpk_problem *problem, double *values, double *reduced_costs);
cglpk_code cglpk_read_rows(cglpk_problem *problem, double *values, double *duals);
/* After the dual method found no feasible point: weights of the rows whose sum contradicts the
   bounds. *found is false if the last run leaves no such proof behind. */
cglpk_code cglpk_read_farkas(cglpk_problem *problem, double *weights, bool *found);
/* After the primal method found no bound: a direction of columns that improves for ever. */
cglpk_code cglpk_read_ray(cglpk_problem *problem, double *direction, bool *found);
/* Weights of the rows whose sum has coefficient 1 on a basic column and 0 on all other basic ones.
   *found is false if the column is not basic. */
cglpk_code cglpk_read_table_row(cglpk_problem *problem, int column, double *weights, bool *found);

/* Cuts of one family for the present optimal basis. The caller frees the pool by cglpk_close. */
typedef enum cglpk_cut_family { CGLPK_GOMORY = 0, CGLPK_MIR = 1, CGLPK_CLIQUE = 2 } cglpk_cut_family;
cglpk_code cglpk_generate_cuts(
    cglpk_problem *problem, cglpk_cut_family family, int most, cglpk_problem **pool);
/* Entries of a row: count first (with NULL arrays), then the entries and the bounds. */
cglpk_code cglpk_read_row(
    cglpk_problem *problem, int row, int *count, int32_t *columns, double *values, double *lower,
    double *upper);

/* Reads a MathProg model and its data (NULL for none) and builds the problem. */
cglpk_code cglpk_read_mathprog(
    const char *model_path, const char *data_path, cglpk_problem **out);
cglpk_code cglpk_is_maximized(cglpk_problem *problem, bool *maximized);
/* Name of a row or column, or of the objective (row -1); NULL if it has none. */
const char *cglpk_row_name(cglpk_problem *problem, int row);
const char *cglpk_column_name(cglpk_problem *problem, int column);
const char *cglpk_objective_name(cglpk_problem *problem);
cglpk_code cglpk_read_column_definition(
    cglpk_problem *problem, int column, double *lower, double *upper, double *cost, bool *integer);
cglpk_code cglpk_read_constant(cglpk_problem *problem, double *constant);

/* GLPK's own branch and bound: an oracle for tests, not the engine of the product. */
cglpk_code cglpk_oracle_solve_integer(
    cglpk_problem *problem, double *objective, double *values, bool *solved);

#endif
