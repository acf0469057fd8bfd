// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0
//
// PCRE2 in its 8-bit width. The suffix-less function macros are not imported by Swift: call the `_8` names.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
