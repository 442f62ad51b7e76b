#include "guard.h"

#ifdef CGLPK_HAS_GLPK
#include <limits.h>
#include <math.h>
#include <stdlib.h>

static cglpk_status status_of(cglpk_problem *problem, cglpk_method method, int returned) {
  glp_prob *P = problem->P;
  if (returned == GLP_EOBJUL || returned == GLP_EOBJLL) return CGLPK_CUTOFF;
  if (returned == GLP_ETMLIM || returned == GLP_EITLIM) return CGLPK_STOPPED;
  if (returned != 0) return CGLPK_UNKNOWN;
  switch (glp_get_status(P)) {
    case GLP_OPT:
      return isfinite(glp_get_obj_val(P)) ? CGLPK_OPTIMAL : CGLPK_UNKNOWN;
    case GLP_NOFEAS:
      problem->infeasible_by_dual = method != CGLPK_PRIMAL;
      return CGLPK_INFEASIBLE;
    case GLP_UNBND:
      problem->unbounded_by_primal = method == CGLPK_PRIMAL;
      return CGLPK_UNBOUNDED;
    default:
      return CGLPK_UNKNOWN;
  }
}

cglpk_code cglpk_simplex(
    cglpk_problem *problem, cglpk_method method, int milliseconds, int iterations, double cutoff,
    cglpk_status *status) {
  CGLPK_CHECK(problem);
  *status = CGLPK_UNKNOWN;
  problem->infeasible_by_dual = problem->unbounded_by_primal = 0;
  volatile int returned = GLP_EFAIL;
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  parameters.msg_lev = problem->interrupt ? GLP_MSG_ON : GLP_MSG_OFF;
  parameters.out_frq = 20;
  parameters.out_dly = 0;
  parameters.meth = method == CGLPK_PRIMAL ? GLP_PRIMAL : GLP_DUAL;
  parameters.pricing = GLP_PT_PSE;
  parameters.r_test = method == CGLPK_LONG_DUAL ? GLP_RT_FLIP : GLP_RT_HAR;
  parameters.tm_lim = milliseconds;
  parameters.it_lim = iterations;
  if (isfinite(cutoff)) parameters.obj_ul = cutoff;
  CGLPK_TRY(problem, returned = glp_simplex(problem->P, &parameters));
  *status = status_of(problem, method, returned);
  return CGLPK_OK;
}

int cglpk_iterations(const cglpk_problem *problem) {
  return cglpk_check(problem) == CGLPK_OK ? glp_get_it_cnt(problem->P) : 0;
}

cglpk_code cglpk_reset_basis(cglpk_problem *problem) {
  CGLPK_CHECK(problem);
  CGLPK_TRY(problem, glp_std_basis(problem->P));
  return CGLPK_OK;
}

cglpk_code cglpk_read_basis(cglpk_problem *problem, uint8_t *statuses) {
  CGLPK_CHECK(problem);
  int m = glp_get_num_rows(problem->P), n = glp_get_num_cols(problem->P);
  for (int i = 0; i < m; i++) statuses[i] = (uint8_t)glp_get_row_stat(problem->P, i + 1);
  for (int j = 0; j < n; j++) statuses[m + j] = (uint8_t)glp_get_col_stat(problem->P, j + 1);
  return CGLPK_OK;
}

cglpk_code cglpk_write_basis(cglpk_problem *problem, const uint8_t *statuses) {
  CGLPK_CHECK(problem);
  int m = glp_get_num_rows(problem->P), n = glp_get_num_cols(problem->P);
  CGLPK_TRY(problem, {
    for (int i = 0; i < m; i++) glp_set_row_stat(problem->P, i + 1, statuses[i]);
    for (int j = 0; j < n; j++) glp_set_col_stat(problem->P, j + 1, statuses[m + j]);
  });
  return CGLPK_OK;
}

cglpk_code cglpk_read_objective(cglpk_problem *problem, double *objective) {
  CGLPK_CHECK(problem);
  *objective = glp_get_obj_val(problem->P);
  return CGLPK_OK;
}

cglpk_code cglpk_read_columns(cglpk_problem *problem, double *values, double *reduced_costs) {
  CGLPK_CHECK(problem);
  int n = glp_get_num_cols(problem->P);
  for (int j = 0; j < n; j++) {
    if (values) values[j] = glp_get_col_prim(problem->P, j + 1);
    if (reduced_costs) reduced_costs[j] = glp_get_col_dual(problem->P, j + 1);
  }
  return CGLPK_OK;
}

cglpk_code cglpk_read_rows(cglpk_problem *problem, double *values, double *duals) {
  CGLPK_CHECK(problem);
  int m = glp_get_num_rows(problem->P);
  for (int i = 0; i < m; i++) {
    if (values) values[i] = glp_get_row_prim(problem->P, i + 1);
    if (duals) duals[i] = glp_get_row_dual(problem->P, i + 1);
  }
  return CGLPK_OK;
}

/* Row k of the inverse of the basis, for basic variable k, in rho (1..m). */
static cglpk_code inverse_row(cglpk_problem *problem, int k, double *rho, bool *found) {
  glp_prob *P = problem->P;
  int m = glp_get_num_rows(P);
  CGLPK_TRY(problem, {
    *found = false;
    if (glp_bf_exists(P) || glp_factorize(P) == 0) {
      rho[k <= m ? glp_get_row_bind(P, k) : glp_get_col_bind(P, k - m)] = 1;
      glp_btran(P, rho);
      *found = true;
    }
  });
  return CGLPK_OK;
}

/* What the nonbasic auxiliary variables weigh in the row of the simplex table of basic variable k. They are
   a row of the inverse of the basis: the columns of the table, which are most of the work of
   glp_eval_tab_row, need not be looked at. */
static cglpk_code table_weights(cglpk_problem *problem, int k, double *weights, bool *found) {
  int m = glp_get_num_rows(problem->P);
  double *rho = calloc(m + 1, sizeof(double));
  if (!rho) return CGLPK_NO_MEMORY;
  cglpk_code code = inverse_row(problem, k, rho, found);
  if (code == CGLPK_OK && *found)
    for (int i = 1; i <= m; i++) {
      bool counts = fabs(rho[i]) > 1e-13 && glp_get_row_stat(problem->P, i) != GLP_BS;
      weights[i - 1] = counts ? -rho[i] : 0;
    }
  free(rho);
  return code;
}

/* x_B[k] = sum of alpha_j x_N[j] is a combination of the row definitions, whose weights can be read
   off the auxiliary variables in it: the weight of row i is 1 if k is row i, -alpha if row i is
   nonbasic in the sum. The sign is turned so that the weighted sum of the rows has to exceed what
   the columns can give: positive weights press on lower sides. */
cglpk_code cglpk_read_farkas(cglpk_problem *problem, double *weights, bool *found) {
  CGLPK_CHECK(problem);
  *found = false;
  if (!problem->infeasible_by_dual) return CGLPK_OK;
  glp_prob *P = problem->P;
  int m = glp_get_num_rows(P);
  int k = glp_get_unbnd_ray(P);
  if (k == 0) return CGLPK_OK;
  int status = k <= m ? glp_get_row_stat(P, k) : glp_get_col_stat(P, k - m);
  if (status != GLP_BS) return CGLPK_OK;
  cglpk_code code = table_weights(problem, k, weights, found);
  if (code == CGLPK_OK && *found) {
    double primal = k <= m ? glp_get_row_prim(P, k) : glp_get_col_prim(P, k - m);
    double lower = k <= m ? glp_get_row_lb(P, k) : glp_get_col_lb(P, k - m);
    double sign = primal < lower ? 1 : -1;
    for (int i = 0; i < m; i++) weights[i] *= -sign;
    if (k <= m) weights[k - 1] = sign;
  }
  return code;
}

/* x_B[k] = sum of alpha_j x_N[j], where the auxiliary variable of row i is that row: the rows with weights
   alpha_i add up to x_B[k] less the nonbasic columns. */
cglpk_code cglpk_read_table_row(
    cglpk_problem *problem, int column, double *weights, bool *found) {
  CGLPK_CHECK(problem);
  *found = false;
  glp_prob *P = problem->P;
  int m = glp_get_num_rows(P), n = glp_get_num_cols(P);
  if (column < 0 || column >= n || glp_get_col_stat(P, column + 1) != GLP_BS) return CGLPK_OK;
  return table_weights(problem, m + column + 1, weights, found);
}

static cglpk_code table_column(
    cglpk_problem *problem, int k, int *index, double *value, int *length) {
  CGLPK_TRY(problem, {
    if (!glp_bf_exists(problem->P) && glp_factorize(problem->P) != 0)
      *length = -1;
    else
      *length = glp_eval_tab_col(problem->P, k, index, value);
  });
  return CGLPK_OK;
}

cglpk_code cglpk_read_ray(cglpk_problem *problem, double *direction, bool *found) {
  CGLPK_CHECK(problem);
  *found = false;
  if (!problem->unbounded_by_primal) return CGLPK_OK;
  glp_prob *P = problem->P;
  int m = glp_get_num_rows(P), n = glp_get_num_cols(P);
  int k = glp_get_unbnd_ray(P);
  if (k == 0) return CGLPK_OK;
  int status = k <= m ? glp_get_row_stat(P, k) : glp_get_col_stat(P, k - m);
  if (status == GLP_BS) return CGLPK_OK;
  int *index = malloc(sizeof(int) * (m + 1));
  double *value = malloc(sizeof(double) * (m + 1));
  int length = -1;
  cglpk_code code = CGLPK_NO_MEMORY;
  if (index && value) code = table_column(problem, k, index, value, &length);
  if (code == CGLPK_OK && length >= 0) {
    double slope = 0;
    for (int j = 0; j < n; j++) direction[j] = 0;
    if (k > m) direction[k - m - 1] = 1;
    for (int e = 1; e <= length; e++)
      if (index[e] > m) direction[index[e] - m - 1] = value[e];
    for (int j = 0; j < n; j++) slope += glp_get_obj_coef(P, j + 1) * direction[j];
    if (slope > 0)
      for (int j = 0; j < n; j++) direction[j] = -direction[j];
    *found = true;
  }
  free(index);
  free(value);
  return code;
}
#endif
