#include "guard.h"

#ifdef CGLPK_HAS_GLPK
#include <math.h>
#include <stdlib.h>

int cglpk_row_count(const cglpk_problem *problem) {
  return cglpk_check(problem) == CGLPK_OK ? glp_get_num_rows(problem->P) : 0;
}

int cglpk_column_count(const cglpk_problem *problem) {
  return cglpk_check(problem) == CGLPK_OK ? glp_get_num_cols(problem->P) : 0;
}

static bool usable(double lower, double upper) {
  return !isnan(lower) && !isnan(upper) && lower != INFINITY && upper != -INFINITY;
}

static bool all_usable(int count, const double *lower, const double *upper) {
  for (int i = 0; i < count; i++)
    if (!usable(lower[i], upper[i])) return false;
  return true;
}

static bool all_finite(int count, const double *values) {
  for (int i = 0; i < count; i++)
    if (!isfinite(values[i])) return false;
  return true;
}

cglpk_code cglpk_add_rows(
    cglpk_problem *problem, int count, const double *lower, const double *upper) {
  CGLPK_CHECK(problem);
  if (count == 0) return CGLPK_OK; /* GLPK aborts on zero */
  if (!all_usable(count, lower, upper)) return CGLPK_NOT_A_NUMBER;
  glp_prob *P = problem->P;
  CGLPK_TRY(problem, {
    int first = glp_add_rows(P, count);
    for (int i = 0; i < count; i++)
      glp_set_row_bnds(P, first + i, cglpk_bounds_kind(lower[i], upper[i]), lower[i], upper[i]);
  });
  return CGLPK_OK;
}

/* GLPK's vectors start at 1, the caller's at 0: entries are copied into scratch, shifted. */
typedef struct scratch {
  int *index;
  double *value;
} scratch;

static bool take(scratch *s, int count, const int32_t *start) {
  int longest = 0;
  for (int i = 0; i < count; i++)
    if (start[i + 1] - start[i] > longest) longest = start[i + 1] - start[i];
  s->index = malloc(sizeof(int) * (longest + 1));
  s->value = malloc(sizeof(double) * (longest + 1));
  if (s->index && s->value) return true;
  free(s->index);
  free(s->value);
  return false;
}

static int fill(
    scratch *s, int k, const int32_t *start, const int32_t *index, const double *value) {
  int length = start[k + 1] - start[k];
  for (int e = 0; e < length; e++) {
    s->index[e + 1] = index[start[k] + e] + 1;
    s->value[e + 1] = value[start[k] + e];
  }
  return length;
}

static cglpk_code add_columns(
    cglpk_problem *problem, int count, const double *lower, const double *upper,
    const double *cost, const bool *integer, const int32_t *start, const int32_t *row,
    const double *value, scratch *s) {
  glp_prob *P = problem->P;
  CGLPK_TRY(problem, {
    int first = glp_add_cols(P, count);
    for (int j = 0; j < count; j++) {
      /* the kind comes first: setting it to binary would overwrite the bounds */
      if (integer[j]) glp_set_col_kind(P, first + j, GLP_IV);
      glp_set_col_bnds(P, first + j, cglpk_bounds_kind(lower[j], upper[j]), lower[j], upper[j]);
      glp_set_obj_coef(P, first + j, cost[j]);
      glp_set_mat_col(P, first + j, fill(s, j, start, row, value), s->index, s->value);
    }
  });
  return CGLPK_OK;
}

cglpk_code cglpk_add_columns(
    cglpk_problem *problem, int count, const double *lower, const double *upper,
    const double *cost, const bool *integer, const int32_t *start, const int32_t *row,
    const double *value) {
  CGLPK_CHECK(problem);
  if (count == 0) return CGLPK_OK;
  if (!all_usable(count, lower, upper) || !all_finite(count, cost) ||
      !all_finite(start[count], value))
    return CGLPK_NOT_A_NUMBER;
  scratch s;
  if (!take(&s, count, start)) return CGLPK_NO_MEMORY;
  cglpk_code code =
      add_columns(problem, count, lower, upper, cost, integer, start, row, value, &s);
  free(s.index);
  free(s.value);
  return code;
}

/* A power of two, which rounds nothing, for a row whose numbers are far above one. What is read of the problem
   is not scaled. */
static double scale_of_row(int length, const double *value) {
  double largest = 0;
  for (int e = 1; e <= length; e++) largest = fmax(largest, fabs(value[e]));
  return largest < 1024 ? 1 : ldexp(1, -ilogb(largest));
}

static cglpk_code add_filled_rows(
    cglpk_problem *problem, int count, const double *lower, const double *upper,
    const int32_t *start, const int32_t *column, const double *value, scratch *s) {
  glp_prob *P = problem->P;
  CGLPK_TRY(problem, {
    int first = glp_add_rows(P, count);
    for (int i = 0; i < count; i++) {
      glp_set_row_bnds(P, first + i, cglpk_bounds_kind(lower[i], upper[i]), lower[i], upper[i]);
      int length = fill(s, i, start, column, value);
      glp_set_mat_row(P, first + i, length, s->index, s->value);
      glp_set_rii(P, first + i, scale_of_row(length, s->value));
    }
  });
  return CGLPK_OK;
}

cglpk_code cglpk_add_filled_rows(
    cglpk_problem *problem, int count, const double *lower, const double *upper,
    const int32_t *start, const int32_t *column, const double *value) {
  CGLPK_CHECK(problem);
  if (count == 0) return CGLPK_OK;
  if (!all_usable(count, lower, upper) || !all_finite(start[count], value))
    return CGLPK_NOT_A_NUMBER;
  scratch s;
  if (!take(&s, count, start)) return CGLPK_NO_MEMORY;
  cglpk_code code = add_filled_rows(problem, count, lower, upper, start, column, value, &s);
  free(s.index);
  free(s.value);
  return code;
}

cglpk_code cglpk_set_row_bounds(cglpk_problem *problem, int row, double lower, double upper) {
  CGLPK_CHECK(problem);
  if (!usable(lower, upper)) return CGLPK_NOT_A_NUMBER;
  CGLPK_TRY(problem,
            glp_set_row_bnds(problem->P, row + 1, cglpk_bounds_kind(lower, upper), lower, upper));
  return CGLPK_OK;
}

cglpk_code cglpk_set_column_bounds(
    cglpk_problem *problem, int column, double lower, double upper) {
  CGLPK_CHECK(problem);
  if (!usable(lower, upper)) return CGLPK_NOT_A_NUMBER;
  CGLPK_TRY(problem, glp_set_col_bnds(problem->P, column + 1, cglpk_bounds_kind(lower, upper),
                                      lower, upper));
  return CGLPK_OK;
}

cglpk_code cglpk_set_cost(cglpk_problem *problem, int column, double cost) {
  CGLPK_CHECK(problem);
  if (!isfinite(cost)) return CGLPK_NOT_A_NUMBER;
  CGLPK_TRY(problem, glp_set_obj_coef(problem->P, column + 1, cost));
  return CGLPK_OK;
}

static cglpk_code delete(cglpk_problem *problem, int count, int *numbers, bool rows) {
  CGLPK_TRY(problem, {
    if (rows)
      glp_del_rows(problem->P, count, numbers);
    else
      glp_del_cols(problem->P, count, numbers);
  });
  return CGLPK_OK;
}

static cglpk_code delete_shifted(
    cglpk_problem *problem, int count, const int32_t *indices, bool rows) {
  CGLPK_CHECK(problem);
  if (count == 0) return CGLPK_OK;
  int *numbers = malloc(sizeof(int) * (count + 1));
  if (numbers == NULL) return CGLPK_NO_MEMORY;
  for (int k = 0; k < count; k++) numbers[k + 1] = indices[k] + 1;
  cglpk_code code = delete (problem, count, numbers, rows);
  free(numbers);
  return code;
}

cglpk_code cglpk_delete_rows(cglpk_problem *problem, int count, const int32_t *rows) {
  return delete_shifted(problem, count, rows, true);
}

cglpk_code cglpk_delete_columns(cglpk_problem *problem, int count, const int32_t *columns) {
  return delete_shifted(problem, count, columns, false);
}
#endif
