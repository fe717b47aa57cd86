// NEON, part of every 64-bit ARM: 32 registers of 4 floats; tiles of 5 x 16.
#include "CKernels.h"

#if defined(__aarch64__)
#define TARGET
#define LANES 4
#define ACCUMULATORS 20
#define TILE_ROWS 5
#define GRADIENT_ROWS 5
#define DEPTH_BLOCK 256
#include "template.h"

const struct lethe_kernels *lethe_kernels_neon(void) { return &table; }
#else
const struct lethe_kernels *lethe_kernels_neon(void) { return NULL; }
#endif
