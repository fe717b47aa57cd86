// exp, log and tanh in float32: argument reduction and polynomials after Moshier's Cephes library (expf, logf, tanhf),
// with every multiply-add fused. Branch-free, so that loops over them vectorise; each lane's bits are those of the
// scalar. docs/numerics.md lists their measured errors.

INLINE int32_t bits_of(float x) { return __builtin_bit_cast(int32_t, x); }
INLINE float float_of(int32_t b) { return __builtin_bit_cast(float, b); }
INLINE float power_of_two(int32_t n) { return __builtin_bit_cast(float, (uint32_t)(n + 127) << 23); }

/// e^x; infinity above 88.73, gradual underflow to 0 below -103.97, NaN for NaN.
INLINE float exp_of(float x) {
    const float rounder = 0x1.8p23f;  // adding it leaves the nearest integer in the low bits
    x = x > 89.0f ? 89.0f : x;
    x = x < -104.0f ? -104.0f : x;
    float t = FMA(x, 0x1.715476p+0f, rounder);
    int32_t n = bits_of(t) - bits_of(rounder);
    float k = t - rounder;
    float r = FMA(k, -0x1.62e4p-1f, x);
    r = FMA(k, -0x1.7f7d1cp-20f, r);
    float p = 1.9875691500e-4f;
    p = FMA(p, r, 1.3981999507e-3f);
    p = FMA(p, r, 8.3334519073e-3f);
    p = FMA(p, r, 4.1665795894e-2f);
    p = FMA(p, r, 1.6666665459e-1f);
    p = FMA(p, r, 5.0000001201e-1f);
    p = FMA(p, r, 1.0f);
    float y = FMA(p, r, 1.0f);
    // 2^n in two factors, so that neither overflows and the last multiplication rounds a subnormal once.
    int32_t half = n >> 1;
    return y * power_of_two(half) * power_of_two(n - half);
}

/// Natural logarithm; -infinity at 0, NaN below, exact at 1.
INLINE float log_of(float x) {
    bool tiny = x < 0x1p-126f;
    float scaled = tiny ? x * 0x1p23f : x;
    int32_t shifted = bits_of(scaled) - 0x3f3504f3;  // sqrt(1/2): the mantissa falls in [0.707, 1.414)
    int32_t exponent = shifted >> 23;
    float f = float_of((shifted & 0x7fffff) + 0x3f3504f3) - 1.0f;
    float e = (float)exponent - (tiny ? 23.0f : 0.0f);
    float p = 7.0376836292e-2f;
    p = FMA(p, f, -1.1514610310e-1f);
    p = FMA(p, f, 1.1676998740e-1f);
    p = FMA(p, f, -1.2420140846e-1f);
    p = FMA(p, f, 1.4249322787e-1f);
    p = FMA(p, f, -1.6668057665e-1f);
    p = FMA(p, f, 2.0000714765e-1f);
    p = FMA(p, f, -2.4999993993e-1f);
    p = FMA(p, f, 3.3333331174e-1f);
    float square = f * f;
    float y = FMA(e, -2.12194440e-4f, (p * f) * square);
    y = FMA(-0.5f, square, y);
    y = FMA(e, 0.693359375f, f + y);
    y = x == __builtin_inff() ? x : y;
    y = x == 0.0f ? -__builtin_inff() : y;
    return x >= 0.0f ? y : __builtin_nanf("");
}

/// Hyperbolic tangent; odd, ±1 beyond 9.02, NaN for NaN.
INLINE float tanh_of(float x) {
    float a = x < 0.0f ? -x : x;
    float square = x * x;
    float p = -5.70498872745e-3f;
    p = FMA(p, square, 2.06390887954e-2f);
    p = FMA(p, square, -5.37397155531e-2f);
    p = FMA(p, square, 1.33314422036e-1f);
    p = FMA(p, square, -3.33332819422e-1f);
    float small = FMA(p * square, x, x);
    float large = 1.0f - 2.0f / (exp_of(a + a) + 1.0f);
    return a < 0.625f ? small : x < 0.0f ? -large : large;
}

/// 1 / (1 + e^-x)
INLINE float logistic_of(float x) { return 1.0f / (1.0f + exp_of(-x)); }

/// GELU by its tanh form, 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) (Hendrycks & Gimpel 2016, section 2), written
/// as x * logistic(2 sqrt(2/pi) (x + 0.044715 x^3)), which keeps its relative accuracy for negative x.
INLINE float gelu_of(float x) {
    float square = x * x;
    float u = x * FMA(0x1.2444f2p-4f, square, 0x1.988454p+0f);
    return x * logistic_of(u);
}

/// The derivative of `gelu_of`: s + x u' s (1 - s) with s = logistic(u); 1 - s is taken as s e^-u, which does not
/// cancel.
INLINE float gelu_gradient_of(float x) {
    x = x > 100.0f ? 100.0f : x < -100.0f ? -100.0f : x;  // beyond it nothing changes, and 0 * infinity would be NaN
    float square = x * x;
    float u = x * FMA(0x1.2444f2p-4f, square, 0x1.988454p+0f);
    float slope = FMA(3.0f * 0x1.2444f2p-4f, square, 0x1.988454p+0f);
    float e = exp_of(u < -87.0f ? 87.0f : -u);
    float s = 1.0f / (1.0f + e);
    return FMA(x * slope, (e * s) * s, s);
}

KERNEL void exp_all(size_t count, const float *x, float *y) {
    for (size_t i = 0; i < count; i++) y[i] = exp_of(x[i]);
}
KERNEL void log_all(size_t count, const float *x, float *y) {
    for (size_t i = 0; i < count; i++) y[i] = log_of(x[i]);
}
KERNEL void tanh_all(size_t count, const float *x, float *y) {
    for (size_t i = 0; i < count; i++) y[i] = tanh_of(x[i]);
}
