"""The exercise `choose_lambda`: its reference, the mistakes that people make in it, and other right ways."""

import numpy as np

from gradschool.bank import exercise
from lessons.l2_regularization.toolbox import compute_cost, forward_propagation


@exercise(
    points=4,
    hints=(
        "Each lambd is a candidate: train with it, then see how the trained network does on examples it has not learned from.",
        "Train on the training set, score on the dev set, and keep each score. The smallest one wins.",
        "The score is the data loss, one number for each lambd. The penalty stays out: a larger lambd would lose by its own weight.",
        "Almost the code: for each lambd, parameters from fit(X_train, Y_train, lambd), A3 from forward_propagation(X_dev, "
        "parameters), and append compute_cost(A3, Y_dev); best is lambdas at np.argmin(losses).",
    ),
)
def choose_lambda(lambdas, fit, X_train, Y_train, X_dev, Y_dev):
    """Train once for each candidate and choose the one with the smallest data loss on the dev set.

    Parameters
    ----------
    lambdas : list of float
        Candidates, in any order.
    fit : function
        fit(X, Y, lambd) trains a network and returns its parameters.
    X_train, Y_train : arrays, shapes (n_x, m_train) and (1, m_train)
        To learn from.
    X_dev, Y_dev : arrays, shapes (n_x, m_dev) and (1, m_dev)
        To choose with.

    Returns
    -------
    best : float
        The chosen candidate.
    losses : list of float
        Data loss on the dev set for each candidate, in the order of lambdas.
    """
    losses = []
    ### START CODE HERE ###
    for lambd in lambdas:
        parameters = fit(X_train, Y_train, lambd)
        A3, _ = forward_propagation(X_dev, parameters)
        losses.append(compute_cost(A3, Y_dev))
    best = lambdas[int(np.argmin(losses))]
    ### END CODE HERE ###
    return best, losses


choose_lambda.mistake(
    "scored_on_training_set",
    "The candidates are scored on the examples they learned from, and there the weakest penalty always looks best. "
    "Score them on the dev set.",
    {
        "forward_propagation(X_dev, parameters)": "forward_propagation(X_train, parameters)",
        "compute_cost(A3, Y_dev)": "compute_cost(A3, Y_train)",
    },
)
choose_lambda.mistake(
    "learns_on_dev",
    "The networks learn from the dev set, which then cannot judge them. Give the training set to fit.",
    {"fit(X_train, Y_train, lambd)": "fit(X_dev, Y_dev, lambd)"},
)
choose_lambda.mistake(
    "learns_on_both",
    "The networks learn from training and dev set together, so the dev set cannot judge them. Give the training set alone to fit.",
    {"fit(X_train, Y_train, lambd)": "fit(np.hstack([X_train, X_dev]), np.hstack([Y_train, Y_dev]), lambd)"},
)
choose_lambda.mistake(
    "penalty_in_the_score",
    "The penalty is in the score, with m of the dev set. It grows with lambd itself, so candidates cannot be compared by it: "
    "use the data loss, compute_cost.",
    {"compute_cost(A3, Y_dev)": "compute_cost_with_regularization(A3, Y_dev, parameters, lambd)"},
)
choose_lambda.mistake(
    "largest_loss",
    "The losses are right, and the candidate with the largest one is chosen. A loss should be small.",
    {"np.argmin(losses)": "np.argmax(losses)"},
)
choose_lambda.mistake(
    "place_instead_of_value",
    "`best` is the place of the smallest loss in the list. Return the candidate at that place.",
    {"lambdas[int(np.argmin(losses))]": "int(np.argmin(losses))"},
)
choose_lambda.mistake(
    "smallest_loss_returned",
    "`best` is the smallest loss. Return the candidate that reached it.",
    {"lambdas[int(np.argmin(losses))]": "min(losses)"},
)
choose_lambda.mistake(
    "last_candidate",
    "`best` is the last candidate, whatever the losses say. The smallest loss decides.",
    {"lambdas[int(np.argmin(losses))]": "lambd"},
)
choose_lambda.mistake(
    "smallest_candidate",
    "`best` is the smallest candidate, whatever the losses say. It is the smallest loss that decides.",
    {"lambdas[int(np.argmin(losses))]": "min(lambdas)"},
)
choose_lambda.mistake(
    "sorted_candidates",
    "The losses are right and `best` is another candidate's: the place was looked up in a sorted list. Look it up in `lambdas` as given.",
    {"lambdas[int(np.argmin(losses))]": "sorted(lambdas)[int(np.argmin(losses))]"},
)
choose_lambda.mistake(
    "losses_in_another_order",
    "`best` is right, and the losses stand in the order of the sorted candidates. Keep the order of `lambdas`.",
    {"for lambd in lambdas:": "for lambd in sorted(lambdas):", "lambdas[int(": "sorted(lambdas)[int("},
)
choose_lambda.mistake(
    "error_rate",
    "The score is the share of wrong decisions. Use the data loss: it also sees how sure the network was, and is less jumpy on a small set.",
    {"compute_cost(A3, Y_dev)": "float(np.mean((A3 > 0.5) != Y_dev))"},
)
choose_lambda.mistake(
    "same_lambd_for_all",
    "Every candidate is trained with the first lambd, so all losses are equal. Hand each candidate to fit.",
    {"fit(X_train, Y_train, lambd)": "fit(X_train, Y_train, lambdas[0])"},
)
choose_lambda.variant(
    "running_best",
    body="""
    best, smallest = None, np.inf
    for lambd in lambdas:
        parameters = fit(X_train, Y_train, lambd)
        loss = compute_cost(forward_propagation(X_dev, parameters)[0], Y_dev)
        losses.append(loss)
        if loss < smallest:
            best, smallest = lambd, loss
    """,
)
choose_lambda.variant(
    "dict_and_min",
    body="""
    scores = {}
    for lambd in lambdas:
        A3 = forward_propagation(X_dev, fit(X_train, Y_train, lambd))[0]
        scores[lambd] = np.mean(-Y_dev * np.log(A3) - (1 - Y_dev) * np.log(1 - A3))
    losses = np.array([scores[lambd] for lambd in lambdas])
    best = min(scores, key=scores.get)
    """,
)
choose_lambda.variant(
    "keywords_and_index",
    {
        "fit(X_train, Y_train, lambd)": "fit(X=X_train, Y=Y_train, lambd=lambd)",
        "lambdas[int(np.argmin(losses))]": "np.float64(lambdas[losses.index(min(losses))])",
    },
)
