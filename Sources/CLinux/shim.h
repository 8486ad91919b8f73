#pragma once
#include <sys/prctl.h>

// Leaves nothing of the process's memory to be dumped, nor to be read by others of the same user.
static inline int clinux_hide_memory(void) { return prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L); }
