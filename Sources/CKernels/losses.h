// Losses on panel-packed logits, one row at a time. Sums over a row run in 16 lanes (column j in lane j % 16), then
// fold.

/// One row of logits and the columns that take part.
struct row {
    size_t panel;        // distance between panels
    size_t first, last;  // active columns
};

INLINE struct row row_at(struct lethe_active active, size_t i, size_t panel) {
    return (struct row){panel, (size_t)active.first[i * active.stride], (size_t)active.last[i * active.stride]};
}

INLINE bool is_active(struct row row, size_t column) { return column >= row.first && column < row.last; }
INLINE float at(struct row row, const float *z, size_t column) {
    return z[column / width * row.panel + column % width];
}

/// The largest active logit. NaN never wins here; it shows in the sum that follows.
INLINE float largest(struct row row, const float *z) {
    float top[width];
    for (int c = 0; c < width; c++) top[c] = -__builtin_inff();
    for (size_t p = row.first / width; p * width < row.last; p++)
        for (size_t c = 0; c < width; c++) {
            float value = is_active(row, p * width + c) ? z[p * row.panel + c] : -__builtin_inff();
            top[c] = value > top[c] ? value : top[c];
        }
    for (int half = width / 2; half > 0; half /= 2)
        for (int c = 0; c < half; c++) top[c] = top[c + half] > top[c] ? top[c + half] : top[c];
    return top[0];
}

/// The sum of exp((z - top) / T) over active columns; the terms are stored in `terms` unless it is NULL.
INLINE float exponentials(struct row row, const float *z, float top, float inverse_temperature, float *terms) {
    float sum[width];
    for (int c = 0; c < width; c++) sum[c] = 0.0f;
    for (size_t p = row.first / width; p * width < row.last; p++)
        for (size_t c = 0; c < width; c++) {
            float e = exp_of((z[p * row.panel + c] - top) * inverse_temperature);
            e = is_active(row, p * width + c) ? e : 0.0f;
            sum[c] += e;
            if (terms) terms[p * row.panel + c] = e;
        }
    return fold(sum);
}

INLINE void clear(struct row row, size_t columns, float *delta) {
    for (size_t p = 0; p < panels_of(columns); p++)
        for (size_t c = 0; c < width; c++) delta[p * row.panel + c] = 0.0f;
}

KERNEL void cross_entropy(size_t m, size_t columns, size_t panel, const float *z, const int32_t *label,
                          struct lethe_active active, float scale, float *loss, float *delta) {
    for (size_t i = 0; i < m; i++, z += width) {
        struct row row = row_at(active, i, panel);
        size_t target = (size_t)label[i];
        float top = largest(row, z);
        if (delta) clear(row, columns, delta);
        float sum = exponentials(row, z, top, 1.0f, delta);
        loss[i] = log_of(sum) - (at(row, z, target) - top);
        if (!delta) continue;
        for (size_t p = row.first / width; p * width < row.last; p++)
            for (size_t c = 0; c < width; c++) {
                float error = delta[p * panel + c] / sum - (p * width + c == target ? 1.0f : 0.0f);
                delta[p * panel + c] = is_active(row, p * width + c) ? scale * error : 0.0f;
            }
        delta += width;
    }
}

KERNEL void distillation(size_t m, size_t columns, size_t panel, const float *z, const float *teacher,
                         float inverse_temperature, struct lethe_active active, float scale, float *loss,
                         float *delta) {
    for (size_t i = 0; i < m; i++, z += width, teacher += width, delta += width) {
        struct row row = row_at(active, i, panel);
        float top = largest(row, z), teacher_top = largest(row, teacher);
        clear(row, columns, delta);
        float teacher_sum = exponentials(row, teacher, teacher_top, inverse_temperature, delta);
        float sum = exponentials(row, z, top, inverse_temperature, NULL), log_sum = log_of(sum), cross[width];
        for (int c = 0; c < width; c++) cross[c] = 0.0f;
        for (size_t p = row.first / width; p * width < row.last; p++)
            for (size_t c = 0; c < width; c++) {
                bool active_here = is_active(row, p * width + c);
                float scaled = (z[p * panel + c] - top) * inverse_temperature;
                float q = delta[p * panel + c] / teacher_sum;
                cross[c] = active_here ? FMA(q, log_sum - scaled, cross[c]) : cross[c];
                delta[p * panel + c] = active_here ? scale * (exp_of(scaled) / sum - q) : 0.0f;
            }
        loss[i] = fold(cross);
    }
}

KERNEL void squared_error(size_t m, size_t columns, size_t panel, const float *z, const float *target,
                          struct lethe_active active, float scale, float *loss, float *delta) {
    for (size_t i = 0; i < m; i++, z += width, target += width, delta += width) {
        struct row row = row_at(active, i, panel);
        float sum[width];
        for (int c = 0; c < width; c++) sum[c] = 0.0f;
        clear(row, columns, delta);
        for (size_t p = row.first / width; p * width < row.last; p++)
            for (size_t c = 0; c < width; c++) {
                bool active_here = is_active(row, p * width + c);
                float error = active_here ? z[p * panel + c] - target[p * panel + c] : 0.0f;
                sum[c] = FMA(error, error, sum[c]);
                delta[p * panel + c] = active_here ? scale * error : 0.0f;
            }
        loss[i] = fold(sum);
    }
}

KERNEL void predict(size_t m, size_t panel, const float *z, struct lethe_active active, int32_t *predicted) {
    for (size_t i = 0; i < m; i++, z += width) {
        struct row row = row_at(active, i, panel);
        size_t best = row.first;
        float top = at(row, z, best);
        for (size_t j = row.first + 1; j < row.last; j++)
            if (at(row, z, j) > top) top = at(row, z, best = j);
        predicted[i] = (int32_t)best;
    }
}
