// Register tiles: how the elements of a product are cut into pieces whose chains fit into the registers.
//
// A tile spans `rows` rows and `panels` panels (of a last, narrow panel only the vectors in use). Neither its size nor
// the order of the tiles shows in the result, since every element is a chain of its own.

typedef vec tile[TILE_ROWS][4][vectors_per_panel];

/// Whether a tile's chains fit into the registers.
#define FITS(rows, panels) ((rows) * (panels) * vectors_per_panel <= ACCUMULATORS)
#define EACH_ROW UNROLL for (int i = 0; i < rows; i++)
#define EACH_VECTOR UNROLL for (int p = 0; p < panels; p++) UNROLL for (int v = 0; v < vectors; v++)

/// Where chains begin: at zero, at a row that all rows share, or where they were left.
struct chains {
    const float *base;
    size_t row, panel;  // floats from one row, one panel to the next
};

static const float zeros[width] __attribute__((aligned(64)));

INLINE void begin(tile sum, struct chains from, size_t row, const int rows, const int panels, const int vectors) {
    const float *base = from.base + row * from.row;
    EACH_ROW EACH_VECTOR sum[i][p][v] = load(base + i * from.row + p * from.panel + v * LANES);
}

/// One step of all chains of a tile: sum[i][j] = fma(a[i][at], b[j], sum[i][j]). The shorter side is held in registers.
INLINE void step(tile sum, const float *const *a, size_t at, const float *b, size_t b_panel, const int rows,
                 const int panels, const int vectors) {
    vec left[TILE_ROWS], right[4][vectors_per_panel];
    if (rows < panels * vectors) {
        EACH_ROW left[i] = (vec)(a[i][at]);
        EACH_VECTOR {
            vec one = load(b + p * b_panel + v * LANES);
            EACH_ROW sum[i][p][v] = FMA(left[i], one, sum[i][p][v]);
        }
    } else {
        EACH_VECTOR right[p][v] = load(b + p * b_panel + v * LANES);
        EACH_ROW {
            vec one = (vec)(a[i][at]);
            EACH_VECTOR sum[i][p][v] = FMA(one, right[p][v], sum[i][p][v]);
        }
    }
}

/// The shape of the tiles for a number of rows: as equal in height as possible, because a low last tile would leave the
/// multipliers waiting for its few chains, and as wide as the registers allow.
struct cut {
    size_t count, height, higher;  // `higher` tiles have height + 1
    int panels;
};

INLINE struct cut cut_rows(size_t rows, size_t limit) {
    size_t count = (rows + limit - 1) / limit, highest = (rows + count - 1) / count;
    return (struct cut){count, rows / count, rows % count, FITS(highest, 4) ? 4 : FITS(highest, 2) ? 2 : 1};
}

/// A group of panels: as many as a tile spans, as long as so many are left.
struct group {
    int panels, vectors;
};

INLINE struct group group_panels(struct cut cut, size_t columns_left) {
    size_t left = panels_of(columns_left);
    int panels = cut.panels;
    while ((size_t)panels > left) panels /= 2;
    size_t last = (columns_left + LANES - 1) / LANES;
    bool is_narrow = panels == 1 && last < vectors_per_panel;
    return (struct group){panels, is_narrow ? (int)last : vectors_per_panel};
}

/// Defines NAME_rows(job, cut, group), which runs NAME_tile(job, first, rows, panels, vectors) over all tiles of a
/// group, with constants for the last three.
#define DEFINE_TILES(NAME, JOB)                                                                             \
    DEFINE_TILE(NAME, JOB, 1) DEFINE_TILE(NAME, JOB, 2) DEFINE_TILE(NAME, JOB, 3)                           \
    DEFINE_TILE(NAME, JOB, 4) DEFINE_TILE(NAME, JOB, 5) DEFINE_TILE(NAME, JOB, 6)                           \
    DEFINE_TILE(NAME, JOB, 7) DEFINE_TILE(NAME, JOB, 8) DEFINE_TILE(NAME, JOB, 9)                           \
    DEFINE_TILE(NAME, JOB, 10) DEFINE_TILE(NAME, JOB, 11) DEFINE_TILE(NAME, JOB, 12)                        \
    KERNEL void NAME##_rows(JOB job, struct cut cut, struct group group) {                                  \
        static void (*const tiles[])(JOB, size_t, size_t, struct group) = {                                 \
            NAME##_1, NAME##_2, NAME##_3, NAME##_4,  NAME##_5,  NAME##_6,                                   \
            NAME##_7, NAME##_8, NAME##_9, NAME##_10, NAME##_11, NAME##_12,                                  \
        };                                                                                                  \
        size_t middle = cut.higher * (cut.height + 1);                                                      \
        if (cut.higher > 0) tiles[cut.height](job, 0, middle, group);                                       \
        tiles[cut.height - 1](job, middle, middle + (cut.count - cut.higher) * cut.height, group);          \
    }

#define DEFINE_TILE(NAME, JOB, ROWS)                                                                        \
    KERNEL void NAME##_##ROWS(JOB job, size_t first, size_t end, struct group group) {                      \
        if (ROWS > TILE_ROWS) return;                                                                       \
        if (FITS(ROWS, 4) && group.panels == 4) RUN_TILES(NAME, ROWS, 4, vectors_per_panel);                \
        else if (FITS(ROWS, 2) && group.panels == 2) RUN_TILES(NAME, ROWS, 2, vectors_per_panel);           \
        else if (group.vectors == vectors_per_panel) RUN_TILES(NAME, ROWS, 1, vectors_per_panel);           \
        else if (vectors_per_panel > 1 && group.vectors == 1) RUN_TILES(NAME, ROWS, 1, 1);                  \
        else if (vectors_per_panel > 2 && group.vectors == 2) RUN_TILES(NAME, ROWS, 1, 2);                  \
        else if (vectors_per_panel > 3 && group.vectors == 3) RUN_TILES(NAME, ROWS, 1, 3);                  \
    }

#define RUN_TILES(NAME, ROWS, PANELS, VECTORS) \
    for (size_t row = first; row < end; row += ROWS) NAME##_tile(job, row, ROWS, PANELS, VECTORS)
