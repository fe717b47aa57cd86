// AVX2 with FMA: 16 registers of 8 floats; tiles of 6 x 16.
#include "CKernels.h"

#if defined(__x86_64__)
#define TARGET __attribute__((target("avx2,fma")))
#define LANES 8
#define ACCUMULATORS 12
#define TILE_ROWS 6
#define GRADIENT_ROWS 6
#define DEPTH_BLOCK 256
#include "template.h"

const struct lethe_kernels *lethe_kernels_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &table : NULL;
}
#else
const struct lethe_kernels *lethe_kernels_avx2(void) { return NULL; }
#endif
