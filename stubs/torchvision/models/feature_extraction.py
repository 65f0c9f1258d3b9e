"""torchvision.models.feature_extraction is not followed."""

from _pytea import unknown


def create_feature_extractor(model, *args, **kwargs):
    return unknown("a feature extractor")


def get_graph_node_names(model, *args, **kwargs):
    return unknown("the nodes of a model")
