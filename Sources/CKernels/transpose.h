// Rearranging: transposes of panel-packed matrices and gathering of examples.

/// 4 x 4 numbers from rows 16 apart to rows 16 apart.
INLINE void transpose_4x4(const float *in, float *out) {
    vec4 a = *(const vec4 *)in, b = *(const vec4 *)(in + width);
    vec4 c = *(const vec4 *)(in + 2 * width), d = *(const vec4 *)(in + 3 * width);
    vec4 ac_low = __builtin_shufflevector(a, c, 0, 4, 1, 5), bd_low = __builtin_shufflevector(b, d, 0, 4, 1, 5);
    vec4 ac_high = __builtin_shufflevector(a, c, 2, 6, 3, 7), bd_high = __builtin_shufflevector(b, d, 2, 6, 3, 7);
    *(vec4 *)out = __builtin_shufflevector(ac_low, bd_low, 0, 4, 1, 5);
    *(vec4 *)(out + width) = __builtin_shufflevector(ac_low, bd_low, 2, 6, 3, 7);
    *(vec4 *)(out + 2 * width) = __builtin_shufflevector(ac_high, bd_high, 0, 4, 1, 5);
    *(vec4 *)(out + 3 * width) = __builtin_shufflevector(ac_high, bd_high, 2, 6, 3, 7);
}

KERNEL void transpose(size_t m, size_t n, const float *in, size_t in_panel, float *out, size_t out_panel) {
    for (size_t i = 0; i < m; i += width)
        for (size_t j = 0; j < n; j += width) {
            const float *from = in + j / width * in_panel + i * width;
            float *to = out + i / width * out_panel + j * width;
            size_t rows = minimum(width, m - i), columns = minimum(width, n - j);
            if (rows == width && columns == width) {
                for (int r = 0; r < width; r += 4)
                    for (int c = 0; c < width; c += 4) transpose_4x4(from + r * width + c, to + c * width + r);
            } else {
                for (size_t c = 0; c < columns; c++)
                    for (size_t r = 0; r < width; r++) to[c * width + r] = r < rows ? from[r * width + c] : 0.0f;
            }
        }
}

KERNEL void gather(size_t m, size_t n, struct lethe_rows x, bool squared, float *out, size_t out_panel) {
    for (size_t i = 0; i < m; i++) {
        const float *from = row_of(x, i);
        float *to = out + i * width;
        for (size_t j = 0; j < n; j += width, from += x.panel, to += out_panel) {
            size_t columns = minimum(width, n - j);
            for (size_t c = 0; c < columns; c++) to[c] = squared ? from[c] * from[c] : from[c];
            for (size_t c = columns; c < width; c++) to[c] = 0.0f;
        }
    }
}
