// The tiles and vector width of AVX-512 on whatever instructions there are, so that their logic is tested everywhere.
#define TARGET
#define LANES 16
#define ACCUMULATORS 24
#define TILE_ROWS 12
#define GRADIENT_ROWS 8
#define DEPTH_BLOCK 256
#include "template.h"

const struct lethe_kernels *tiles_of_avx512(void);
const struct lethe_kernels *tiles_of_avx512(void) { return &table; }
