// Flat arrays: sums in double, combinations, optimiser steps. Plain loops, which the compiler vectorises; a float
// product is exact in double, so that a fused and an unfused sum of such products agree.

/// Sums the terms of a loop over `i`, element i in chain i % 16, and folds the chains.
#define SUM(count, term)                                                            \
    double chain[width];                                                            \
    for (int c = 0; c < width; c++) chain[c] = 0.0;                                 \
    size_t whole = (count) / width * width;                                         \
    for (size_t start = 0; start < whole; start += width)                           \
        for (size_t c = 0; c < width; c++) {                                        \
            size_t i = start + c;                                                   \
            chain[c] += (term);                                                     \
        }                                                                           \
    for (size_t i = whole; i < (count); i++) chain[i - whole] += (term);            \
    for (int half = width / 2; half > 0; half /= 2)                                 \
        for (int c = 0; c < half; c++) chain[c] += chain[c + half];                 \
    return chain[0]

KERNEL double dot(size_t count, const float *x, const float *y) { SUM(count, (double)x[i] * (double)y[i]); }

INLINE double square(double x) { return x * x; }

KERNEL double squared_distance(size_t count, const float *x, const float *y) {
    SUM(count, square((double)x[i] - (double)y[i]));
}
KERNEL double weighted_squared_distance(size_t count, const float *weight, const float *x, const float *y) {
    SUM(count, (double)weight[i] * square((double)x[i] - (double)y[i]));
}

KERNEL void scale(size_t count, float a, float *y) {
    for (size_t i = 0; i < count; i++) y[i] *= a;
}
KERNEL void multiply(size_t count, const float *x, float *y) {
    for (size_t i = 0; i < count; i++) y[i] *= x[i];
}
KERNEL void add_scaled(size_t count, float a, const float *x, float *y) {
    for (size_t i = 0; i < count; i++) y[i] = FMA(a, x[i], y[i]);
}
KERNEL void add_product(size_t count, float a, const float *x, const float *z, float *y) {
    for (size_t i = 0; i < count; i++) y[i] = FMA(a * x[i], z[i], y[i]);
}
KERNEL void interpolate(size_t count, float t, const float *x, const float *y, float *out) {
    for (size_t i = 0; i < count; i++) out[i] = FMA(t, y[i] - x[i], x[i]);
}
KERNEL void add_pull(size_t count, float a, const float *weight, const float *x, const float *anchor, float *y) {
    for (size_t i = 0; i < count; i++) y[i] = FMA(a * weight[i], x[i] - anchor[i], y[i]);
}

KERNEL void sgd(size_t count, float rate, float decay, const float *g, float *w) {
    for (size_t i = 0; i < count; i++) {
        float slope = decay != 0.0f ? FMA(decay, w[i], g[i]) : g[i];
        w[i] = FMA(-rate, slope, w[i]);
    }
}

KERNEL void momentum_step(size_t count, float rate, float decay, float momentum, bool nesterov, const float *restrict g,
                          float *restrict velocity, float *restrict w) {
    for (size_t i = 0; i < count; i++) {
        float slope = decay != 0.0f ? FMA(decay, w[i], g[i]) : g[i];
        float v = FMA(momentum, velocity[i], slope);
        velocity[i] = v;
        w[i] = FMA(-rate, nesterov ? FMA(momentum, v, slope) : v, w[i]);
    }
}

KERNEL void adam(size_t count, float rate, float root, float beta1, float beta2, float epsilon, float decay,
                 float shrink, const float *restrict g, float *restrict m, float *restrict v, float *restrict w) {
    const float rest1 = 1.0f - beta1, rest2 = 1.0f - beta2;
    for (size_t i = 0; i < count; i++) {
        float slope = decay != 0.0f ? FMA(decay, w[i], g[i]) : g[i];
        m[i] = FMA(beta1, m[i], rest1 * slope);
        v[i] = FMA(beta2, v[i], (rest2 * slope) * slope);
        float step = m[i] / (__builtin_elementwise_sqrt(v[i]) / root + epsilon);
        w[i] = FMA(-rate, step, shrink * w[i]);
    }
}

/// Twelve vectors of chains: enough to keep two multipliers of latency four or five busy.
KERNEL double peak(size_t rounds, float *sink) {
    vec chain[12], factor = (vec)(0.999999f), term = (vec)(1e-6f);
    UNROLL for (int c = 0; c < 12; c++) chain[c] = (vec)((float)c);
    for (size_t r = 0; r < rounds; r++) {
        UNROLL for (int c = 0; c < 12; c++) chain[c] = FMA(chain[c], factor, term);
    }
    vec total = chain[0];
    UNROLL for (int c = 1; c < 12; c++) total += chain[c];
    *sink = total[0];
    return (double)rounds * 12.0 * LANES;
}
