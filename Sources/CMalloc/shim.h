// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

// The settings of glibc's heaps; Swift's Glibc leaves this header out.
#include <malloc.h>
