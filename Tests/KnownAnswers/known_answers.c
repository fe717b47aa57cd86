// Runs every kernel on fixed inputs and prints a digest of the results for each instruction set that the processor has:
// one line per set and kernel. All sets, on all processors, must print what expected.txt says.
#include "CKernels.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The tile shapes of sets that this processor may lack, on instructions that it has.
const struct lethe_kernels *tiles_of_avx512(void);
const struct lethe_kernels *tiles_of_neon(void);

static uint32_t state;

static uint32_t word(void) {  // Marsaglia's xorshift
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

static float number(void) { return (float)((int32_t)word() >> 8) * 0x1p-23f; }

/// Room for `count` floats, aligned to cache lines; random, or zero.
static float *floats(size_t count, bool random) {
    float *p = aligned_alloc(64, (count * sizeof(float) + 63) / 64 * 64);
    if (!p) abort();
    for (size_t i = 0; i < count; i++) p[i] = random ? number() : 0.0f;
    return p;
}

static uint64_t digest;

/// FNV-1a over bit patterns; all NaNs count as one.
static void take(size_t count, const float *x) {
    for (size_t i = 0; i < count; i++) {
        uint32_t bits;
        memcpy(&bits, &x[i], sizeof bits);
        if (x[i] != x[i]) bits = 0x7fc00000;
        for (int byte = 0; byte < 4; byte++) digest = (digest ^ (bits >> 8 * byte & 0xff)) * 0x100000001b3u;
    }
}

static void take_double(double x) {
    float halves[2];
    memcpy(halves, &x, sizeof x);
    take(2, halves);
}

static size_t packed(size_t rows, size_t columns) { return rows * ((columns + 15) / 16 * 16); }

struct shape {
    size_t batch, inputs, outputs;
};

static const struct shape shapes[] = {
    {1, 1, 1},    {1, 7, 2},     {10, 33, 10},  {16, 64, 64},   {32, 784, 48}, {13, 100, 70}, {7, 16, 16},
    {25, 300, 9}, {2, 257, 130}, {3, 40, 100},  {128, 65, 33},  {5, 600, 17},  {11, 31, 66},  {36, 48, 32},
};

/// One shape's forward pass, weight gradient and step, and input gradient.
static void layer(const struct lethe_kernels *k, struct shape s, enum lethe_activation activation) {
    size_t panel = (s.inputs + 1) * 16, rows = s.batch * 16;
    float *weights = floats(packed(s.inputs + 1, s.outputs), false), *x = floats(2 * s.batch * s.inputs, true);
    for (size_t j = 0; j < s.outputs; j++)
        for (size_t i = 0; i <= s.inputs; i++) weights[j / 16 * panel + i * 16 + j % 16] = number();
    int32_t *index = malloc(s.batch * sizeof *index);
    if (!index) abort();
    for (size_t i = 0; i < s.batch; i++) index[i] = (int32_t)(word() % (2 * s.batch));
    struct lethe_rows input = {x, index, s.inputs, 16};
    float *out = floats(packed(s.batch, s.outputs), true);
    k->product(s.batch, s.inputs, s.outputs, input, weights + 16, panel, weights, out, rows, activation);
    take(packed(s.batch, s.outputs), out);

    float *gradient = floats(packed(s.inputs + 1, s.outputs), false);
    k->weight_gradient(s.batch, s.inputs, s.outputs, input, out, rows, gradient, lethe_store, 0, 0);
    k->weight_gradient(s.batch, s.inputs, s.outputs, input, out, rows, gradient, lethe_accumulate, 0, 0);
    take(packed(s.inputs + 1, s.outputs), gradient);

    size_t padded = (s.batch + 15) / 16 * 16;
    float *turned = floats(padded * s.outputs, true), *below = floats(padded * s.inputs, true);
    float *delta = floats(packed(s.batch, s.inputs), true);
    struct lethe_rows left = {weights + 16, NULL, 16, panel};
    k->transpose(s.batch, s.outputs, out, rows, turned, s.outputs * 16);
    k->product(s.inputs, s.outputs, s.batch, left, turned, s.outputs * 16, NULL, below, s.inputs * 16, lethe_identity);
    k->transpose(s.inputs, s.batch, below, s.inputs * 16, delta, rows);
    k->activation_gradient(activation, packed(s.batch, s.inputs), delta, delta);
    take(packed(s.batch, s.inputs), delta);

    k->weight_gradient(s.batch, s.inputs, s.outputs, input, out, rows, weights, lethe_update, 0.01f, 0.1f);
    take(packed(s.inputs + 1, s.outputs), weights);
    float *mine[] = {weights, x, out, gradient, turned, below, delta};
    for (size_t i = 0; i < sizeof mine / sizeof *mine; i++) free(mine[i]);
    free(index);
}

static void layers(const struct lethe_kernels *k) {
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) layer(k, shapes[i], (enum lethe_activation)(i % 4));
}

/// exp, log, tanh over the whole range of floats, every 8,191st bit pattern; then gelu and its derivative.
static void functions(const struct lethe_kernels *k) {
    enum { count = 1 << 19 };
    float *x = floats(count, false), *y = floats(count, false);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t bits = i * 8191u;
        memcpy(&x[i], &bits, sizeof bits);
        if (x[i] != x[i]) x[i] = 0.0f;
    }
    k->exp(count, x, y);
    take(count, y);
    k->log(count, x, y);
    take(count, y);
    k->tanh(count, x, y);
    take(count, y);
    k->activate(lethe_gelu, count, x, y);
    take(count, y);
    for (size_t i = 0; i < count; i++) y[i] = 1.0f;
    k->activation_gradient(lethe_gelu, count, x, y);
    take(count, y);
    free(x);
    free(y);
}

static void masks(const struct lethe_kernels *k) {
    enum { m = 13, columns = 87 };
    float *mask = floats(packed(m, columns), true);
    k->dropout_mask(m, columns, (uint32_t[]){7, 8, 9, 10}, (uint32_t[]){1, 2}, 20000, 1.5f, mask, m * 16);
    take(packed(m, columns), mask);
    free(mask);
}

static void losses(const struct lethe_kernels *k) {
    enum { m = 9, columns = 40, panel = m * 16 };
    float *z = floats(packed(m, columns), true), *other = floats(packed(m, columns), true);
    float *delta = floats(packed(m, columns), true), loss[m];
    int32_t first[m], last[m], label[m], predicted[m];
    for (int i = 0; i < m; i++) {
        first[i] = (int32_t)(word() % columns);
        last[i] = first[i] + 1 + (int32_t)(word() % (uint32_t)(columns - first[i]));
        label[i] = first[i] + (int32_t)(word() % (uint32_t)(last[i] - first[i]));
    }
    struct lethe_active active = {first, last, 1};
    k->cross_entropy(m, columns, panel, z, label, active, 0.1f, loss, delta);
    take(m, loss);
    take(packed(m, columns), delta);
    k->distillation(m, columns, panel, z, other, 0.5f, active, 0.1f, loss, delta);
    take(m, loss);
    take(packed(m, columns), delta);
    k->squared_error(m, columns, panel, z, other, active, 0.1f, loss, delta);
    take(m, loss);
    take(packed(m, columns), delta);
    k->predict(m, panel, z, active, predicted);
    for (int i = 0; i < m; i++) take(1, &(float){(float)predicted[i]});
    free(z);
    free(other);
    free(delta);
}

static void vectors(const struct lethe_kernels *k) {
    enum { count = 1003 };
    float *x = floats(count, true), *y = floats(count, true), *z = floats(count, true), *w = floats(count, true);
    float *m = floats(count, false), *v = floats(count, false);
    take_double(k->dot(count, x, y));
    take_double(k->squared_distance(count, x, y));
    take_double(k->weighted_squared_distance(count, z, x, y));
    k->scale(count, 1.1f, w);
    k->multiply(count, x, w);
    k->add_scaled(count, 0.3f, y, w);
    k->add_product(count, 0.3f, x, z, w);
    k->add_pull(count, 0.3f, x, y, z, w);
    take(count, w);
    k->interpolate(count, 0.3f, x, y, z);
    take(count, z);
    k->sgd(count, 0.1f, 0.01f, x, w);
    k->momentum(count, 0.1f, 0.01f, 0.9f, true, x, m, w);
    k->momentum(count, 0.1f, 0.0f, 0.9f, false, y, m, w);
    take(count, w);
    k->scale(count, 0.0f, m);
    k->adam(count, 0.1f, 0.03f, 0.9f, 0.999f, 1e-8f, 0.01f, 0.99f, x, m, v, w);
    k->adam(count, 0.1f, 0.04f, 0.9f, 0.999f, 1e-8f, 0.0f, 1.0f, y, m, v, w);
    take(count, w);
    take(count, v);
    float *mine[] = {x, y, z, w, m, v};
    for (size_t i = 0; i < sizeof mine / sizeof *mine; i++) free(mine[i]);
}

int main(void) {
    const struct {
        const char *name;
        const struct lethe_kernels *kernels;
    } sets[] = {
        {"avx512", lethe_kernels_avx512()},          {"avx2", lethe_kernels_avx2()},
        {"neon", lethe_kernels_neon()},              {"portable", lethe_kernels_portable()},
        {"tiles-of-avx512", tiles_of_avx512()},      {"tiles-of-neon", tiles_of_neon()},
    };
    const struct {
        const char *name;
        void (*run)(const struct lethe_kernels *);
    } parts[] = {{"layers", layers}, {"functions", functions}, {"losses", losses},
                 {"masks", masks},   {"vectors", vectors}};
    for (size_t s = 0; s < sizeof sets / sizeof *sets; s++)
        for (size_t p = 0; sets[s].kernels && p < sizeof parts / sizeof *parts; p++) {
            state = 2463534242u;
            digest = 0xcbf29ce484222325u;
            parts[p].run(sets[s].kernels);
            printf("%s %s %016llx\n", sets[s].name, parts[p].name, (unsigned long long)digest);
        }
    return 0;
}
