// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

// What Linux has and Swift's Glibc leaves out: the kind of a file system (statfs(2)), and prctl(2), whose arguments vary.
#include <sys/prctl.h>
#include <sys/statfs.h>

// Neither a core dump nor another process of this user sees the memory from now on; 0 where the system agreed.
static inline int zavesa_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

// Whether the system would write the memory to a core dump.
static inline int zavesa_may_be_dumped(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0; }
