// Dropout masks from Philox 4x32-10 (Salmon et al. 2011, section 3.3), 16 blocks at a time so that the loops vectorise.

enum { lanes_of_philox = 16 };

/// Blocks first ..< first + 16: counter word 0 is first + lane, the others are shared.
INLINE void philox(const uint32_t counter[4], const uint32_t key[2], uint32_t first,
                   uint32_t x[4][lanes_of_philox]) {
    for (uint32_t l = 0; l < lanes_of_philox; l++) {
        x[0][l] = counter[0] + first + l;
        for (int w = 1; w < 4; w++) x[w][l] = counter[w];
    }
    uint32_t k0 = key[0], k1 = key[1];
    for (int round = 0; round < 10; round++, k0 += 0x9E3779B9, k1 += 0xBB67AE85)
        for (int l = 0; l < lanes_of_philox; l++) {
            uint64_t a = (uint64_t)x[0][l] * 0xD2511F53, b = (uint64_t)x[2][l] * 0xCD9E8D57;
            uint32_t y0 = (uint32_t)(b >> 32) ^ x[1][l] ^ k0, y2 = (uint32_t)(a >> 32) ^ x[3][l] ^ k1;
            x[0][l] = y0, x[1][l] = (uint32_t)b, x[2][l] = y2, x[3][l] = (uint32_t)a;
        }
}

/// Row i, panel p takes blocks 2 (i P + p) and the next, P being the panels of a row: 16 columns of 16 bits, the low
/// half of a word first.
KERNEL void dropout_mask(size_t m, size_t columns, const uint32_t counter[4], const uint32_t key[2], uint32_t threshold,
                         float kept, float *out, size_t out_panel) {
    const size_t panels = panels_of(columns), pieces = m * panels;
    for (size_t first = 0; first < pieces; first += lanes_of_philox / 2) {
        uint32_t x[4][lanes_of_philox];
        philox(counter, key, (uint32_t)(2 * first), x);
        for (size_t piece = first; piece < pieces && piece < first + lanes_of_philox / 2; piece++) {
            size_t p = piece % panels, l = 2 * (piece - first);
            float *to = out + p * out_panel + piece / panels * width;
            for (size_t c = 0; c < width; c++) {
                uint32_t bits = x[c % 8 / 2][l + c / 8] >> c % 2 * 16 & 0xFFFF;
                to[c] = bits < threshold || p * width + c >= columns ? 0.0f : kept;
            }
        }
    }
}
