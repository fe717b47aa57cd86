// Activations and their derivatives, elementwise over whole arrays.

/// x < 0 ? 0 : x, so that NaN stays NaN.
INLINE float relu_of(float x) { return x < 0.0f ? 0.0f : x; }

KERNEL void activate(enum lethe_activation activation, size_t count, const float *z, float *y) {
    switch (activation) {
    case lethe_identity:
        for (size_t i = 0; i < count; i++) y[i] = z[i];
        break;
    case lethe_relu:
        for (size_t i = 0; i < count; i++) y[i] = relu_of(z[i]);
        break;
    case lethe_tanh:
        for (size_t i = 0; i < count; i++) y[i] = tanh_of(z[i]);
        break;
    case lethe_gelu:
        for (size_t i = 0; i < count; i++) y[i] = gelu_of(z[i]);
        break;
    }
}

KERNEL void activation_gradient(enum lethe_activation activation, size_t count, const float *restrict saved,
                                float *restrict delta) {
    switch (activation) {
    case lethe_identity:
        break;
    case lethe_relu:
        for (size_t i = 0; i < count; i++) delta[i] = saved[i] > 0.0f ? delta[i] : 0.0f;
        break;
    case lethe_tanh:
        for (size_t i = 0; i < count; i++) delta[i] *= FMA(-saved[i], saved[i], 1.0f);
        break;
    case lethe_gelu:
        for (size_t i = 0; i < count; i++) delta[i] *= gelu_gradient_of(saved[i]);
        break;
    }
}
