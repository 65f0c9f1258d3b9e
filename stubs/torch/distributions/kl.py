"""kl_divergence."""

from _pytea import require


def kl_divergence(p, q):
    events, others = tuple(p.event_shape), tuple(q.event_shape)
    require(
        events == others,
        f"the event shapes of both distributions must be equal, but are {events} and {others}",
        "shape-mismatch",
        "ValueError",
    )
    return p.entropy() + q.entropy()


def register_kl(type_p, type_q):
    return lambda function: function


def _kl_expfamily_expfamily(p, q):
    return kl_divergence(p, q)
