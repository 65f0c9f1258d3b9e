"""Libraries whose source is not interpreted: large, and there is no torch tensor in them.

What they give is Unknown with a reason, as for a library that is not installed.
"""

from __future__ import annotations

#: Top-level packages by what they are for.
_BY_THEME = {
    "network and services": """aiobotocore aiofiles aiohttp anyio azure boto3 botocore certifi
        charset_normalizer google grpc h11 h2 hf_transfer hf_xet httpcore httpcore2 httpx httpx2 idna
        openai requests s3fs sniffio trio truststore urllib3 websockets""",
    "files and processes": """dill fcntl filelock fsspec gcsfs joblib lmdb lz4 msgpack multiprocess
        paramiko portalocker psutil pynvml ray watchdog zstandard""",
    "interfaces and reports": """IPython bokeh click colorama dash fastapi flask gradio ipywidgets
        jinja2 loguru markdown markupsafe panel plotly prompt_toolkit pygments rich seaborn starlette
        streamlit termcolor traitlets typer uvicorn werkzeug""",
    "experiment services": """aim clearml comet_ml dvclive mlflow neptune optuna sagemaker sentry_sdk
        swanlab tensorboard trackio""",
    "other arrays and models": """PySide6 catboost cupy dask flax ignite jax jaxlib keras lightgbm numba
        onnx onnxruntime pandas polars pyarrow scipy skimage sympy tensorflow tensorflow_datasets
        tensorrt tf_keras tvm xgboost""",
    "text": "bs4 ftfy lxml nltk regex sacrebleu sacremoses sentencepiece spacy tiktoken tokenizers",
    "development": "_pytest coverage cython hypothesis mypy pip pkg_resources setuptools",
}

NOT_FOLLOWED = frozenset(name for names in _BY_THEME.values() for name in names.split())
