"""The blocks of MobileNetV3 and EfficientNet, whose layers have another name than MobileNetV2's."""

from torch import nn

from torchvision.ops.misc import Conv2dNormActivation, SqueezeExcitation


class InvertedResidual(nn.Module):
    """Expand, filter each channel, (squeeze and excite), project."""

    def __init__(
        self, inp, oup, stride, expanded, kernel, activation, squeezed, gate=nn.Hardsigmoid,
        squeeze_activation=nn.ReLU,
    ):  # fmt: skip
        super().__init__()
        self.use_res_connect = stride == 1 and inp == oup
        layers = []
        if expanded != inp:
            layers.append(
                Conv2dNormActivation(inp, expanded, kernel_size=1, activation_layer=activation)
            )
        layers.append(
            Conv2dNormActivation(
                expanded, expanded, kernel, stride, groups=expanded, activation_layer=activation
            )
        )
        if squeezed:
            layers.append(SqueezeExcitation(expanded, squeezed, squeeze_activation, gate))
        layers.append(Conv2dNormActivation(expanded, oup, kernel_size=1, activation_layer=None))
        self.block = nn.Sequential(*layers)

    def forward(self, x):
        return x + self.block(x) if self.use_res_connect else self.block(x)


class MBConv(InvertedResidual):
    """The same under the name that EfficientNet gives it."""
