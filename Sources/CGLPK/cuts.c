#include "guard.h"

#ifdef CGLPK_HAS_GLPK
#include <math.h>
#include <stdlib.h>

/* Not glp_cov_gen1: its translation keeps static locals, so two threads race in it. */
static cglpk_code generate(
    cglpk_problem *problem, cglpk_cut_family family, int most, glp_prob *pool, int *index,
    double *value) {
  glp_prob *P = problem->P;
  CGLPK_TRY(problem, {
    if (family == CGLPK_GOMORY) {
      glp_gmi_gen(P, pool, most);
    } else if (family == CGLPK_MIR) {
      glp_mir *mir = glp_mir_init(P);
      glp_mir_gen(P, mir, pool);
      glp_mir_free(mir);
    } else {
      glp_cfg *graph = glp_cfg_init(P);
      if (graph != NULL) {
        int length = glp_clq_cut(P, graph, index, value);
        if (length > 0) {
          int row = glp_add_rows(pool, 1);
          glp_set_row_bnds(pool, row, GLP_UP, 0, value[0]);
          glp_set_mat_row(pool, row, length, index, value);
        }
        glp_cfg_free(graph);
      }
    }
  });
  return CGLPK_OK;
}

static cglpk_code make_pool(cglpk_problem *problem, glp_prob *volatile *pool) {
  CGLPK_TRY(problem, {
    *pool = glp_create_prob();
    if (glp_get_num_cols(problem->P) > 0) glp_add_cols(*pool, glp_get_num_cols(problem->P));
  });
  return CGLPK_OK;
}

cglpk_code cglpk_generate_cuts(
    cglpk_problem *problem, cglpk_cut_family family, int most, cglpk_problem **pool) {
  *pool = NULL;
  CGLPK_CHECK(problem);
  glp_prob *volatile rows = NULL;
  cglpk_code code = make_pool(problem, &rows);
  if (code != CGLPK_OK) return code;
  int n = glp_get_num_cols(problem->P);
  int *index = malloc(sizeof(int) * (n + 1));
  double *value = malloc(sizeof(double) * (n + 1));
  code = index && value ? generate(problem, family, most, rows, index, value) : CGLPK_NO_MEMORY;
  free(index);
  free(value);
  if (code != CGLPK_OK) return code;
  *pool = cglpk_adopt(rows, NULL, NULL);
  return *pool ? CGLPK_OK : CGLPK_NO_MEMORY;
}

static cglpk_code read_row(cglpk_problem *problem, int row, int *count, int *index, double *value) {
  CGLPK_TRY(problem, *count = glp_get_mat_row(problem->P, row + 1, index, value));
  return CGLPK_OK;
}

cglpk_code cglpk_read_row(
    cglpk_problem *problem, int row, int *count, int32_t *columns, double *values, double *lower,
    double *upper) {
  CGLPK_CHECK(problem);
  glp_prob *P = problem->P;
  if (columns == NULL) return read_row(problem, row, count, NULL, NULL);
  int n = glp_get_num_cols(P);
  int *index = malloc(sizeof(int) * (n + 1));
  double *value = malloc(sizeof(double) * (n + 1));
  cglpk_code code = index && value ? read_row(problem, row, count, index, value) : CGLPK_NO_MEMORY;
  if (code == CGLPK_OK) {
    for (int e = 0; e < *count; e++) {
      columns[e] = index[e + 1] - 1;
      values[e] = value[e + 1];
    }
    int kind = glp_get_row_type(P, row + 1);
    *lower = kind == GLP_FR || kind == GLP_UP ? -INFINITY : glp_get_row_lb(P, row + 1);
    *upper = kind == GLP_FR || kind == GLP_LO ? INFINITY : glp_get_row_ub(P, row + 1);
    if (kind == GLP_FX) *upper = *lower;
  }
  free(index);
  free(value);
  return code;
}
#endif
