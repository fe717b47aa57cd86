// The arithmetic of Lethe: one table of functions per instruction set, all with the same results to the bit.
//
// Words used below
//   panel      16 columns of a matrix. A matrix of r rows is stored panel by panel, each panel as r rows of 16 floats:
//              element (i, j) lies at [(j / 16) * panel + i * 16 + j % 16], where `panel`, the distance between panels,
// is
//              usually 16 * r. Columns that fill up the last panel ("padding") hold zero.
//   chain      c = fma(a, b, c) over ascending index. Every element of a product is one chain, so its bits do not
//   depend on
//              how the work is cut into tiles.
//   fold       16 lanes s[0..15] become one number: s[i] += s[i + 8] for i < 8, then + 4, + 2, + 1.
//
// All panel-packed arrays are aligned to 64 bytes. Nothing here allocates, and only fmaf and sqrtf of libm are used.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { lethe_panel_width = 16 };

/// Rows that are read element by element: row-major examples (panel = 16) or a panel-packed matrix (row = 16).
/// Element (i, k) lies at base[index ? index[i] * row : i * row][(k / 16) * panel + k % 16].
struct lethe_rows {
    const float *base;
    const int32_t *index;
    size_t row;
    size_t panel;
};

enum lethe_activation { lethe_identity, lethe_relu, lethe_tanh, lethe_gelu };

/// What becomes of a weight gradient g: stored, taken as the continuation of the chain stored there, or applied at once
/// as w = fma(-rate, g', w) with g' = fma(decay, w, g), or g where decay is 0.
enum lethe_gradient_use { lethe_store, lethe_accumulate, lethe_update };

/// The logits that take part in a row's loss: columns first[i * stride] ..< last[i * stride], never empty.
struct lethe_active {
    const int32_t *first;
    const int32_t *last;
    size_t stride;
};

struct lethe_kernels {
    /// out[i][j] = activation(start[j] + sum over k of a[i][k] * b[k][j]), one chain over ascending k from start (or
    /// 0). a: m rows of `depth`; b: panel-packed, depth x columns; start: a row of 16 per panel of b, `b_panel` apart,
    /// or NULL; out: panel-packed, m x columns, padding set to zero.
    void (*product)(size_t m, size_t depth, size_t columns, struct lethe_rows a, const float *b, size_t b_panel,
                    const float *start, float *out, size_t out_panel, enum lethe_activation activation);

    /// out[0][j] = sum over i of delta[i][j]; out[1 + k][j] = sum over i of x[i][k] * delta[i][j]; ascending i.
    /// x: batch rows of `inputs`; delta: panel-packed, batch x outputs; out: panel-packed, (1 + inputs) x outputs.
    void (*weight_gradient)(size_t batch, size_t inputs, size_t outputs, struct lethe_rows x, const float *delta,
                            size_t delta_panel, float *out, enum lethe_gradient_use use, float rate, float decay);

    /// out = transpose of `in`; both panel-packed; in: m x n, out: n x m, its padding set to zero.
    void (*transpose)(size_t m, size_t n, const float *in, size_t in_panel, float *out, size_t out_panel);

    /// out = x's rows, panel-packed, m x n; squared if asked.
    void (*gather)(size_t m, size_t n, struct lethe_rows x, bool squared, float *out, size_t out_panel);

    /// y = activation(z), elementwise; y may be z.
    void (*activate)(enum lethe_activation activation, size_t count, const float *z, float *y);

    /// delta *= activation'(z), elementwise; `saved` is y for relu and tanh, z for gelu.
    void (*activation_gradient)(enum lethe_activation activation, size_t count, const float *saved, float *delta);

    /// An inverted-dropout mask, panel-packed, m x columns: 0 where an element's 16 random bits are below the
    /// threshold, else `kept`. The bits are those of Philox 4x32-10 under the key, from the given counter on.
    void (*dropout_mask)(size_t m, size_t columns, const uint32_t counter[4], const uint32_t key[2], uint32_t threshold,
                         float kept, float *out, size_t out_panel);

    /// Softmax cross-entropy of each row with its label (a column): loss[i] = log(sum of exp z) - z[label];
    /// delta[i][j] = scale * (softmax(z)[j] - [j = label]), 0 for inactive columns. delta may be NULL.
    void (*cross_entropy)(size_t m, size_t columns, size_t panel, const float *z, const int32_t *label,
                          struct lethe_active active, float scale, float *loss, float *delta);

    /// Cross-entropy of softmax(z / T) with softmax(teacher / T): loss[i] = -sum of q * log p;
    /// delta[i][j] = scale * (p - q), 0 for inactive columns.
    void (*distillation)(size_t m, size_t columns, size_t panel, const float *z, const float *teacher,
                         float inverse_temperature, struct lethe_active active, float scale, float *loss, float *delta);

    /// loss[i] = sum of (z - target)^2; delta[i][j] = scale * (z - target), 0 for inactive columns.
    void (*squared_error)(size_t m, size_t columns, size_t panel, const float *z, const float *target,
                          struct lethe_active active, float scale, float *loss, float *delta);

    /// The active column with the largest logit of each row, the lowest among equals.
    void (*predict)(size_t m, size_t panel, const float *z, struct lethe_active active, int32_t *predicted);

    // Elementwise over flat arrays. Sums run in double, in 16 chains (element i in chain i % 16) that are then folded.
    double (*dot)(size_t count, const float *x, const float *y);
    double (*squared_distance)(size_t count, const float *x, const float *y);
    double (*weighted_squared_distance)(size_t count, const float *weight, const float *x, const float *y);
    void (*scale)(size_t count, float a, float *y);                                       // y = a * y
    void (*multiply)(size_t count, const float *x, float *y);                             // y = x * y
    void (*add_scaled)(size_t count, float a, const float *x, float *y);                  // y = fma(a, x, y)
    void (*add_product)(size_t count, float a, const float *x, const float *z, float *y); // y = fma(a * x, z, y)
    void (*interpolate)(size_t count, float t, const float *x, const float *y, float *out); // out = fma(t, y - x, x)
    /// y = fma(a * weight, x - anchor, y)
    void (*add_pull)(size_t count, float a, const float *weight, const float *x, const float *anchor, float *y);

    // Optimisers: w parameters, g gradient; decay adds decay * w to g first.
    void (*sgd)(size_t count, float rate, float decay, const float *g, float *w);
    void (*momentum)(size_t count, float rate, float decay, float momentum, bool nesterov, const float *g,
                     float *velocity, float *w);
    /// `shrink` multiplies w first (AdamW). rate and root are corrected for bias by the caller:
    /// w = fma(-rate, m / (sqrt(v) / root + epsilon), w)
    void (*adam)(size_t count, float rate, float root, float beta1, float beta2, float epsilon, float decay,
                 float shrink, const float *g, float *m, float *v, float *w);

    // The functions themselves, elementwise.
    void (*exp)(size_t count, const float *x, float *y);
    void (*log)(size_t count, const float *x, float *y);
    void (*tanh)(size_t count, const float *x, float *y);

    /// The peak: `rounds` rounds of independent fused multiply-adds on registers; returns how many single ones were
    /// made.
    double (*peak)(size_t rounds, float *sink);
};

/// The tables; NULL where this build or this processor lacks the instruction set. The portable one always exists.
const struct lethe_kernels *lethe_kernels_avx512(void);
const struct lethe_kernels *lethe_kernels_avx2(void);
const struct lethe_kernels *lethe_kernels_neon(void);
const struct lethe_kernels *lethe_kernels_portable(void);

#endif
