// Vectors of LANES floats and the one fused multiply-add through which all arithmetic with a product and a sum goes.

#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline)) TARGET
#define KERNEL static TARGET
#define UNROLL _Pragma("clang loop unroll(full)")

enum { width = lethe_panel_width, vectors_per_panel = width / LANES };

typedef float vec __attribute__((ext_vector_type(LANES)));
typedef float vec4 __attribute__((ext_vector_type(4)));

/// a * b + c, rounded once. One instruction where there is one, libm's fmaf elsewhere; the same bits in both cases.
#define FMA(a, b, c) __builtin_elementwise_fma((a), (b), (c))

INLINE vec load(const float *p) { return *(const vec *)p; }
INLINE void store(float *p, vec v) { *(vec *)p = v; }
INLINE size_t minimum(size_t a, size_t b) { return a < b ? a : b; }
INLINE size_t panels_of(size_t columns) { return (columns + width - 1) / width; }

INLINE const float *row_of(struct lethe_rows a, size_t i) {
    return a.base + (a.index ? (size_t)a.index[i] : i) * a.row;
}

/// 16 lanes to one number, in the order all instruction sets share.
INLINE float fold(float s[width]) {
    for (int half = width / 2; half > 0; half /= 2)
        for (int i = 0; i < half; i++) s[i] += s[i + half];
    return s[0];
}
