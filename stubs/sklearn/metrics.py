"""sklearn.metrics: numbers that depend on data."""

from _pytea import is_known, require, unknown


def _score(y_true, y_pred, *args, **kwargs):
    if is_known(y_true) and is_known(y_pred):
        if hasattr(y_true, "__len__") and hasattr(y_pred, "__len__"):
            first, second = len(y_true), len(y_pred)
            require(
                first == second,
                f"Found input variables with inconsistent numbers of samples: [{first}, {second}]",
                "shape-mismatch",
                "ValueError",
            )
    return unknown("a score", "float")


accuracy_score = f1_score = precision_score = recall_score = roc_auc_score = _score
mean_squared_error = mean_absolute_error = r2_score = balanced_accuracy_score = _score
average_precision_score = log_loss = matthews_corrcoef = cohen_kappa_score = _score
adjusted_rand_score = normalized_mutual_info_score = jaccard_score = hamming_loss = _score


def confusion_matrix(y_true, y_pred, *args, **kwargs):
    return unknown("a confusion matrix", "ndarray")


def classification_report(y_true, y_pred, **kwargs):
    return unknown("a report", "dict" if kwargs.get("output_dict") else "str")


def precision_recall_fscore_support(y_true, y_pred, **kwargs):
    return tuple([unknown("a score", "float") for _ in range(4)])


def roc_curve(y_true, y_score, **kwargs):
    return tuple([unknown("a curve", "ndarray") for _ in range(3)])


precision_recall_curve = roc_curve


def auc(x, y):
    return unknown("an area", "float")
