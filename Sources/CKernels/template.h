// All kernels, once for each instruction set. The including file defines
//   TARGET              the attribute that lets a function use the instruction set
//   LANES               floats per vector
//   ACCUMULATORS        vector registers that may hold chains
//   TILE_ROWS           the most rows of a register tile
//   GRADIENT_ROWS       the most rows for weight gradients, whose loops need more registers
//   DEPTH_BLOCK         inner indices per block of a product
#include "CKernels.h"
#include "vectors.h"
#include "functions.h"
#include "activations.h"
#include "tiles.h"
#include "product.h"
#include "gradient.h"
#include "transpose.h"
#include "dropout.h"
#include "losses.h"
#include "elementwise.h"

static const struct lethe_kernels table = {
    .product = product,
    .weight_gradient = weight_gradient,
    .transpose = transpose,
    .gather = gather,
    .activate = activate,
    .activation_gradient = activation_gradient,
    .dropout_mask = dropout_mask,
    .cross_entropy = cross_entropy,
    .distillation = distillation,
    .squared_error = squared_error,
    .predict = predict,
    .dot = dot,
    .squared_distance = squared_distance,
    .weighted_squared_distance = weighted_squared_distance,
    .scale = scale,
    .multiply = multiply,
    .add_scaled = add_scaled,
    .add_product = add_product,
    .interpolate = interpolate,
    .add_pull = add_pull,
    .sgd = sgd,
    .momentum = momentum_step,
    .adam = adam,
    .exp = exp_all,
    .log = log_all,
    .tanh = tanh_all,
    .peak = peak,
};
