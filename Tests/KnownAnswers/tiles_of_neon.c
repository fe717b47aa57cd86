// The tiles and vector width of NEON on whatever instructions there are, so that their logic is tested everywhere.
#define TARGET
#define LANES 4
#define ACCUMULATORS 20
#define TILE_ROWS 5
#define GRADIENT_ROWS 5
#define DEPTH_BLOCK 256
#include "template.h"

const struct lethe_kernels *tiles_of_neon(void);
const struct lethe_kernels *tiles_of_neon(void) { return &table; }
