#include "cglpk.h"
int cglpk_placeholder(void) { return 0; }
