// Products with a panel-packed right side: forward passes, and input gradients as W * transpose(delta).
//
// The inner index runs in blocks, so that a block of the right side stays in the nearest cache while all rows pass over
// it; between blocks the chains rest in `out`.

struct product {
    size_t depth;  // of this block
    struct lethe_rows a;
    const float *b;
    size_t b_panel;
    struct chains from;
    float *out;
    size_t out_panel;
    bool rectify;
};

INLINE void product_tile(const struct product *job, size_t row, const int rows, const int panels, const int vectors) {
    const float *a[TILE_ROWS], *b = job->b;
    const size_t a_panel = job->a.panel, b_panel = job->b_panel, out_panel = job->out_panel;
    if (job->a.index) EACH_ROW a[i] = job->a.base + (size_t)job->a.index[row + i] * job->a.row;
    else EACH_ROW a[i] = job->a.base + (row + i) * job->a.row;
    tile sum;
    begin(sum, job->from, row, rows, panels, vectors);
    size_t at = 0, left = job->depth;
    for (; left >= width; left -= width) {
        _Pragma("clang loop unroll_count(4)") for (size_t k = 0; k < width; k++, b += width)
            step(sum, a, at + k, b, b_panel, rows, panels, vectors);
        at += a_panel;
    }
    for (size_t k = 0; k < left; k++, b += width) step(sum, a, at + k, b, b_panel, rows, panels, vectors);
    if (job->rectify) EACH_ROW EACH_VECTOR sum[i][p][v] = sum[i][p][v] < 0.0f ? (vec)(0.0f) : sum[i][p][v];
    float *out = job->out + row * width;
    EACH_ROW {
        EACH_VECTOR store(out + p * out_panel + i * width + v * LANES, sum[i][p][v]);
        UNROLL for (int v = vectors; v < vectors_per_panel; v++) store(out + i * width + v * LANES, (vec)(0.0f));
    }
}

DEFINE_TILES(product, const struct product *)

KERNEL void product(size_t m, size_t depth, size_t columns, struct lethe_rows a, const float *b, size_t b_panel,
                    const float *start, float *out, size_t out_panel, enum lethe_activation activation) {
    const struct cut cut = cut_rows(m, TILE_ROWS);
    const size_t panels = panels_of(columns), blocks = (depth + DEPTH_BLOCK - 1) / DEPTH_BLOCK;
    const size_t block = panels_of((depth + blocks - 1) / blocks) * width;
    for (size_t k = 0; k < depth; k += block) {
        bool last = k + block >= depth;
        for (size_t p = 0; p < panels;) {
            struct group group = group_panels(cut, columns - p * width);
            struct product job = {
                .depth = minimum(block, depth - k),
                .a = {a.base + k / width * a.panel, a.index, a.row, a.panel},
                .b = b + p * b_panel + k * width,
                .b_panel = b_panel,
                .from = k > 0   ? (struct chains){out + p * out_panel, width, out_panel}
                        : start ? (struct chains){start + p * b_panel, 0, b_panel}
                                : (struct chains){zeros, 0, 0},
                .out = out + p * out_panel,
                .out_panel = out_panel,
                .rectify = last && activation == lethe_relu,
            };
            product_rows(&job, cut, group);
            if (last && activation > lethe_relu)
                for (int g = 0; g < group.panels; g++)
                    activate(activation, m * width, job.out + g * out_panel, job.out + g * out_panel);
            p += (size_t)group.panels;
        }
    }
}
