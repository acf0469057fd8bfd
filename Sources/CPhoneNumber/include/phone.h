// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0
//
// libphonenumber (Debian: libphonenumber-dev), as far as Swift needs it: no C++ type in this header.

#ifndef ZAVESA_PHONE_H
#define ZAVESA_PHONE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// 1 if `number[0..<count)` is a number that some country assigns, dialed from `region` (ISO 3166-1 alpha-2, or "ZZ" for
/// nowhere: then it needs a calling code), else 0. Safe from any thread; reads its arguments and keeps no pointer.
int zv_phone_is_valid(const char *number, size_t count, const char *region);

#ifdef __cplusplus
}
#endif

#endif
