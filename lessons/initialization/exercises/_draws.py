"""What goes wrong, and what is right too, with the draws of any start."""


def declare_draws(exercise, factor):
    """Declare what goes wrong, and what is right too, with the draws of any start.

    factor : what the reference multiplies its draws by
    """
    loop, draw = "for layer in range(1, len(layers_dims)):", "rng.standard_normal((n_out, n_in))"
    scaled = f"{draw} * {factor}"
    exercise.mistake(
        "still_zero",
        "All weights are zero: the random draw is missing, is not stored in W, or is multiplied by a factor that is 0.",
        {scaled: "np.zeros((n_out, n_in))"},
    )
    exercise.mistake(
        "rand_for_randn",
        "No weight is negative: they are drawn from 0 to 1 before they are scaled. Weights need the mean 0; "
        "look at `rng.standard_normal`.",
        {draw: "rng.random((n_out, n_in))"},
    )
    exercise.mistake(
        "transposed",
        "Each W lies on its side. Its rows are the units of the layer, its columns what they read: (n_out, n_in).",
        {draw: "rng.standard_normal((n_in, n_out))"},
    )
    exercise.mistake(
        "random_biases",
        "The biases are random. Random weights already make the units differ; biases start at 0.",
        {"np.zeros((n_out, 1))": "rng.standard_normal((n_out, 1))"},
    )
    exercise.mistake(
        "seed_inside",
        "Every call gives the same numbers, so the seed is set inside the function. Draw from the `rng` that is passed "
        "in; whoever calls chooses the seed.",
        {loop: f"rng = np.random.default_rng(1)\n    {loop}"},
    )
    exercise.mistake(
        "other_generator",
        "The draws do not come from the `rng` that is passed in: two calls with equal generators differ. A run that "
        "nobody can repeat is hard to debug.",
        {draw: "np.random.standard_normal((n_out, n_in))"},
    )
    exercise.mistake(
        "same_draws",
        "The layers hold the same draws: W2 repeats numbers of W1, up to a factor. Draw anew in each round of the loop.",
        {
            loop: f"draws = rng.standard_normal(max(layers_dims) ** 2)\n    {loop}",
            draw: "draws[: n_out * n_in].reshape(n_out, n_in)",
        },
    )
    exercise.mistake(
        "seed_in_loop",
        "Every layer, in every call, starts from the same seed and gets the same draws. Use the one `rng` that is "
        "passed in and let it run on.",
        {draw: "np.random.default_rng(3).standard_normal((n_out, n_in))"},
    )
    exercise.mistake(
        "same_row",
        "All rows of a W are equal, so all units of a layer start alike. Draw n_out times n_in numbers, not one row.",
        {draw: "np.ones((n_out, 1)) * rng.standard_normal((1, n_in))"},
    )
    exercise.mistake(
        "input_layer_too",
        "There is a W0 and a b0. The input is layer 0 and has no weights; the first layer with weights has the number 1.",
        {loop: "for layer in range(len(layers_dims)):"},
    )
    exercise.mistake(
        "always_0.01",
        "The standard deviation of every W is 0.01, on all inputs tried. Is a number typed in where a formula belongs?",
        {scaled: f"{draw} * 0.01"},
    )
    exercise.mistake(
        "not_scaled",
        "The standard deviation of every W is 1, that of the plain draw. It still has to be multiplied.",
        {scaled: draw},
    )
    exercise.mistake(
        "uniform_limit",
        "Uniform draws from -s to s have the standard deviation s / sqrt(3), so yours are too narrow. Draw normal "
        "numbers, or widen the limits by sqrt(3).",
        {scaled: f"rng.uniform(-{factor}, {factor}, size=(n_out, n_in))"},
    )
    exercise.mistake(
        "narrow_uniform",
        "Uniform draws from -0.5 to 0.5 have the standard deviation 0.29, so your weights are too small. "
        "rng.standard_normal draws with 1.",
        {draw: "(rng.random((n_out, n_in)) - 0.5)"},
    )
    exercise.mistake(
        "absolute_values",
        "No weight is negative: the sizes of normal draws are taken. Leave the draws their signs.",
        {draw: "np.abs(rng.standard_normal((n_out, n_in)))"},
    )
    exercise.mistake(
        "same_column",
        "All weights of a unit are equal: each row of a W holds one number. Draw n_out times n_in numbers.",
        {draw: "rng.standard_normal((n_out, 1)) * np.ones((1, n_in))"},
    )
    exercise.mistake(
        "hundredth",
        "The standard deviation of every W is a hundredth of what is asked for. There is a factor 0.01 too many.",
        {scaled: f"{draw} * {factor} * 0.01"},
    )
    exercise.variant("normal", {scaled: f"rng.normal(0.0, {factor}, size=(n_out, n_in))"})
    exercise.variant("uniform", {scaled: f"np.sqrt(3.0) * {factor} * rng.uniform(-1.0, 1.0, size=(n_out, n_in))"})
    exercise.variant("last_layer_first", {"range(1, len(layers_dims))": "range(len(layers_dims) - 1, 0, -1)"})
    exercise.variant("drawn_on_its_side", {scaled: f"{factor} * rng.standard_normal((n_in, n_out)).T"})
    exercise.variant("single_precision", {scaled: f"rng.standard_normal((n_out, n_in), dtype=np.float32) * {factor}"})
    exercise.variant("unit_by_unit", {scaled: f"np.vstack([{factor} * rng.normal(size=n_in) for _ in range(n_out)])"})
