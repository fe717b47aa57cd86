// Plain C for any processor: where it has no fused multiply-add, libm's exact fmaf stands in, slowly.
#include "CKernels.h"

#define TARGET
#define LANES 4
#define ACCUMULATORS 12
#define TILE_ROWS 3
#define GRADIENT_ROWS 3
#define DEPTH_BLOCK 256
#include "template.h"

const struct lethe_kernels *lethe_kernels_portable(void) { return &table; }
