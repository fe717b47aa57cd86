// Weight gradients: transpose(x) * delta, the sum running over the batch, and the update that may follow at once.

struct gradient {
    size_t batch;
    struct lethe_rows x;
    const float *delta;
    size_t delta_panel;
    struct chains from;
    float *out;
    size_t out_panel;
    enum lethe_gradient_use use;
    float rate, decay;
};

/// The chains over the batch, from where they stand in `sum`; x[i] is the place of the tile's input i in row 0.
INLINE void gradient_chains(tile sum, const struct gradient *job, const float *const *x, const bool indexed,
                            const int rows, const int panels, const int vectors) {
    const float *delta = job->delta;
    const int32_t *index = job->x.index;
    const size_t batch = job->batch, row = job->x.row, delta_panel = job->delta_panel;
    for (size_t b = 0; b < batch; b++, delta += width) {
        size_t at = (indexed ? (size_t)index[b] : b) * row;
        step(sum, x, at, delta, delta_panel, rows, panels, vectors);
    }
}

/// Stores gradients or takes the step with them. Element by element: all old weights at once would not fit the
/// registers.
INLINE void use_gradient(const struct gradient *job, tile sum, float *out, const int rows, const int panels,
                         const int vectors) {
    const size_t panel = job->out_panel;
    const vec rate = (vec)(-job->rate), decay = (vec)(job->decay);
#define AT (out + p * panel + i * width + v * LANES)
    if (job->use != lethe_update) {
        EACH_ROW EACH_VECTOR store(AT, sum[i][p][v]);
    } else if (job->decay == 0.0f) {
        EACH_ROW EACH_VECTOR store(AT, FMA(rate, sum[i][p][v], load(AT)));
    } else {
        EACH_ROW EACH_VECTOR store(AT, FMA(rate, FMA(decay, load(AT), sum[i][p][v]), load(AT)));
    }
#undef AT
}

/// `rows` inputs from `first` on.
INLINE void gradient_tile(const struct gradient *job, size_t first, const int rows, const int panels,
                          const int vectors) {
    const float *x[TILE_ROWS];
    EACH_ROW x[i] = job->x.base + (first + i) / width * job->x.panel + (first + i) % width;
    tile sum;
    begin(sum, job->from, first, rows, panels, vectors);
    if (job->x.index) gradient_chains(sum, job, x, true, rows, panels, vectors);
    else gradient_chains(sum, job, x, false, rows, panels, vectors);
    use_gradient(job, sum, job->out + first * width, rows, panels, vectors);
}

DEFINE_TILES(gradient, const struct gradient *)

/// The gradient of the starts of the chains: the sum of delta over the batch.
INLINE void start_gradient(const struct gradient *job, const int panels) {
    tile sum;
    const int rows = 1, vectors = vectors_per_panel;
    begin(sum, job->from, 0, rows, panels, vectors);
    for (size_t b = 0; b < job->batch; b++)
        EACH_VECTOR sum[0][p][v] += load(job->delta + p * job->delta_panel + b * width + v * LANES);
    use_gradient(job, sum, job->out, rows, panels, vectors);
}

KERNEL void weight_gradient(size_t batch, size_t inputs, size_t outputs, struct lethe_rows x, const float *delta,
                            size_t delta_panel, float *out, enum lethe_gradient_use use, float rate, float decay) {
    const struct cut cut = cut_rows(inputs, GRADIENT_ROWS);
    const size_t out_panel = (inputs + 1) * width;
    const bool accumulate = use == lethe_accumulate;
    for (size_t p = 0; p < panels_of(outputs);) {
        struct group group = group_panels(cut, outputs - p * width);
        float *start = out + p * out_panel;
        struct gradient job = {
            .batch = batch,
            .x = x,
            .delta = delta + p * delta_panel,
            .delta_panel = delta_panel,
            .from = accumulate ? (struct chains){start, width, out_panel} : (struct chains){zeros, 0, 0},
            .out = start,
            .out_panel = out_panel,
            .use = use,
            .rate = rate,
            .decay = decay,
        };
        if (group.panels == 4) start_gradient(&job, 4);
        else if (group.panels == 2) start_gradient(&job, 2);
        else start_gradient(&job, 1);
        job.out += width;
        if (accumulate) job.from.base += width;
        gradient_rows(&job, cut, group);
        p += (size_t)group.panels;
    }
}
