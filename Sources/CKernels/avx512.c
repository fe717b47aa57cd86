// AVX-512: 32 registers of 16 floats; tiles of 12 x 32.
#include "CKernels.h"

#if defined(__x86_64__)
#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma")))
#define LANES 16
#define ACCUMULATORS 24
#define TILE_ROWS 12
#define GRADIENT_ROWS 8
#define DEPTH_BLOCK 256
#include "template.h"

const struct lethe_kernels *lethe_kernels_avx512(void) {
    bool present = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                   __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
                   __builtin_cpu_supports("fma");
    return present ? &table : NULL;
}
#else
const struct lethe_kernels *lethe_kernels_avx512(void) { return NULL; }
#endif
