// Measures the errors of exp, log, tanh, gelu and its derivative against libm in double, over every `stride`-th float
// (argument 1; 1 for all of them): the largest error in units in the last place of the exact result, or absolutely.
#include "CKernels.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { chunk = 1 << 14 };

static double exact_gelu_slope(double x) {
    double a = sqrt(2 / M_PI), t = tanh(a * (x + 0.044715 * x * x * x));
    return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * a * (1 + 3 * 0.044715 * x * x);
}

static double exact_gelu(double x) {
    double u = 2 * sqrt(2 / M_PI) * (x + 0.044715 * x * x * x);
    return x / (1 + exp(-u));
}

/// The distance of neighbouring floats at x.
static double unit(double x) {
    int exponent;
    frexp(x, &exponent);
    return ldexp(1, (exponent < -125 ? -125 : exponent) - 24);
}

struct function {
    const char *name;
    double (*exact)(double);
    void (*computed)(const struct lethe_kernels *, const float *x, float *y);
    float low, high;  // arguments
    bool absolute;
};

static void run_exp(const struct lethe_kernels *k, const float *x, float *y) { k->exp(chunk, x, y); }
static void run_log(const struct lethe_kernels *k, const float *x, float *y) { k->log(chunk, x, y); }
static void run_tanh(const struct lethe_kernels *k, const float *x, float *y) { k->tanh(chunk, x, y); }
static void run_gelu(const struct lethe_kernels *k, const float *x, float *y) { k->activate(lethe_gelu, chunk, x, y); }
static void run_slope(const struct lethe_kernels *k, const float *x, float *y) {
    for (int i = 0; i < chunk; i++) y[i] = 1.0f;
    k->activation_gradient(lethe_gelu, chunk, x, y);
}

static const struct function functions[] = {
    {"exp, normal results", exp, run_exp, -87.33654f, 88.72283f, false},
    {"exp, subnormal results", exp, run_exp, -INFINITY, -87.33655f, false},
    {"log", log, run_log, 0x1p-149f, 3.4028235e38f, false},
    {"tanh", tanh, run_tanh, -INFINITY, INFINITY, false},
    {"gelu, x >= -3", exact_gelu, run_gelu, -3.0f, 1e18f, false},
    {"gelu, absolute", exact_gelu, run_gelu, -1e12f, 0.0f, true},
    {"gelu', absolute", exact_gelu_slope, run_slope, -1e12f, 1e12f, true},
};

static void measure(const struct lethe_kernels *k, const struct function *f, uint64_t stride) {
    static float x[chunk], y[chunk];
    double worst = 0, where = 0;
    uint64_t count = 0;
    for (uint64_t pattern = 0; pattern >> 32 == 0;) {
        int filled = 0;
        for (; filled < chunk && pattern >> 32 == 0; pattern += stride) {
            uint32_t bits = (uint32_t)pattern;
            memcpy(&x[filled], &bits, sizeof bits);
            filled += x[filled] >= f->low && x[filled] <= f->high;
        }
        f->computed(k, x, y);
        for (int i = 0; i < filled; i++) {
            double exact = f->exact((double)x[i]), error = fabs((double)y[i] - exact);
            if (!f->absolute) error /= unit(exact);
            if (!(error <= worst)) worst = error, where = (double)x[i];
        }
        count += (uint64_t)filled;
    }
    printf("%-24s %10.3g %s  at %.9g, of %llu arguments\n", f->name, worst, f->absolute ? "" : "ulp", where,
           (unsigned long long)count);
    fflush(stdout);
}

int main(int count, char **arguments) {
    const struct lethe_kernels *all[] = {lethe_kernels_avx512(), lethe_kernels_avx2(), lethe_kernels_neon(),
                                         lethe_kernels_portable()};
    const struct lethe_kernels *k = NULL;
    for (int i = 0; !k; i++) k = all[i];
    uint64_t stride = count > 1 ? strtoull(arguments[1], NULL, 10) : 1;
    if (stride == 0) return 64;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) measure(k, &functions[i], stride);
    return 0;
}
