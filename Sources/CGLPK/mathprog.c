#include "guard.h"

#ifdef CGLPK_HAS_GLPK
#include <math.h>
#include <string.h>

static cglpk_code translate(
    const char *model_path, const char *data_path, glp_prob *volatile *P, volatile int *failed) {
  CGLPK_TRY(NULL, {
    glp_tran *translator = glp_mpl_alloc_wksp();
    *failed = glp_mpl_read_model(translator, model_path, data_path != NULL);
    if (!*failed && data_path != NULL) *failed = glp_mpl_read_data(translator, data_path);
    if (!*failed) *failed = glp_mpl_generate(translator, NULL);
    if (!*failed) {
      *P = glp_create_prob();
      glp_mpl_build_prob(translator, *P);
    }
    glp_mpl_free_wksp(translator);
  });
  return CGLPK_OK;
}

cglpk_code cglpk_read_mathprog(
    const char *model_path, const char *data_path, cglpk_problem **out) {
  *out = NULL;
  glp_prob *volatile P = NULL;
  volatile int failed = 1;
  cglpk_code code = translate(model_path, data_path, &P, &failed);
  if (code != CGLPK_OK) return code;
  if (failed) return CGLPK_FATAL;
  *out = cglpk_adopt(P, NULL, NULL);
  return *out ? CGLPK_OK : CGLPK_NO_MEMORY;
}

cglpk_code cglpk_is_maximized(cglpk_problem *problem, bool *maximized) {
  CGLPK_CHECK(problem);
  *maximized = glp_get_obj_dir(problem->P) == GLP_MAX;
  return CGLPK_OK;
}

const char *cglpk_row_name(cglpk_problem *problem, int row) {
  return cglpk_check(problem) == CGLPK_OK ? glp_get_row_name(problem->P, row + 1) : NULL;
}

const char *cglpk_column_name(cglpk_problem *problem, int column) {
  return cglpk_check(problem) == CGLPK_OK ? glp_get_col_name(problem->P, column + 1) : NULL;
}

const char *cglpk_objective_name(cglpk_problem *problem) {
  return cglpk_check(problem) == CGLPK_OK ? glp_get_obj_name(problem->P) : NULL;
}

cglpk_code cglpk_read_column_definition(
    cglpk_problem *problem, int column, double *lower, double *upper, double *cost,
    bool *integer) {
  CGLPK_CHECK(problem);
  CGLPK_TRY(problem, {
    int kind = glp_get_col_type(problem->P, column + 1);
    *lower = glp_get_col_lb(problem->P, column + 1);
    *upper = glp_get_col_ub(problem->P, column + 1);
    if (kind == GLP_FR || kind == GLP_UP) *lower = -INFINITY;
    if (kind == GLP_FR || kind == GLP_LO) *upper = INFINITY;
    *cost = glp_get_obj_coef(problem->P, column + 1);
    *integer = glp_get_col_kind(problem->P, column + 1) != GLP_CV;
  });
  return CGLPK_OK;
}

cglpk_code cglpk_read_constant(cglpk_problem *problem, double *constant) {
  CGLPK_CHECK(problem);
  *constant = glp_get_obj_coef(problem->P, 0);
  return CGLPK_OK;
}

cglpk_code cglpk_oracle_solve_integer(
    cglpk_problem *problem, double *objective, double *values, bool *solved) {
  CGLPK_CHECK(problem);
  *solved = false;
  volatile int returned = -1;
  glp_iocp parameters;
  glp_init_iocp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.presolve = GLP_ON;
  CGLPK_TRY(problem, returned = glp_intopt(problem->P, &parameters));
  if (returned != 0 || glp_mip_status(problem->P) != GLP_OPT) return CGLPK_OK;
  *objective = glp_mip_obj_val(problem->P);
  int n = glp_get_num_cols(problem->P);
  for (int j = 0; j < n; j++) values[j] = glp_mip_col_val(problem->P, j + 1);
  *solved = true;
  return CGLPK_OK;
}
#endif
